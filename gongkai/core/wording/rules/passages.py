"""The texts of an edition that are read for their wording, each with the name of its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.core.information.rules import Draft
from gongkai.core.information.rules.kinds import FIELD_PREFIX, TABLE_PREFIX
from gongkai.reference.information_kinds import InformationKind, KindField, ValueType
from gongkai.text.markup.pictures import pictures_in
from gongkai.text.markup.sanitising import plain_text

LINES = (("title", "标题"), ("document_number", "发文字号"), ("summary", "内容概述"))
NOTES = (("change_note", "更正说明"),)
LISTS = (("issuers", "联合发文机关"), ("keywords", "关键词"))
BODIES = (("body_html", "正文"), ("full_html", "全文"))

_WORDED = frozenset({ValueType.TEXT, ValueType.LONG, ValueType.BODY})


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: `place` as users call it, `field` where the editor's page has it.

    `is_written`: it is a field of the draft, in which a suggestion can be taken.
    """

    place: str
    text: str
    field: str
    is_written: bool = True


def draft_passages(draft: Draft, kind: InformationKind) -> list[Passage]:
    """The written fields in the order of the page, without those that nobody filled in."""
    found = [
        *_plain(draft, LINES),
        *(Passage(label, "\n".join(getattr(draft, name)), name) for name, label in LISTS),
        *_of_kind(draft, kind),
        *_bodies(draft),
        *_plain(draft, NOTES),
    ]
    return [passage for passage in found if passage.text.strip()]


def file_passage(name: str) -> Passage:
    """The name under which a file is offered, without its extension."""
    return Passage(f"附件“{name}”的名称", PurePath(name).stem, "attachments", is_written=False)


def table_passage(code: str, title: str, note: str, headings: Iterable[str], *, is_declared: bool) -> Passage:
    """What stands around the cells of a table; those that its kind gives are nobody's wording."""
    words = [note] if is_declared else [title, *headings, note]
    return Passage(f"表“{title}”", "\n".join(filter(None, words)), f"{TABLE_PREFIX}{code}", is_written=False)


def worded_fields(kind: InformationKind, values: dict[str, str]) -> Iterator[KindField]:
    """The fields of a kind that hold words for the public."""
    for field in kind.asked(values):
        if field.type in _WORDED and not field.internal and values.get(field.code):
            yield field


def _plain(draft: Draft, fields: Iterable[tuple[str, str]]) -> list[Passage]:
    return [Passage(label, getattr(draft, name), name) for name, label in fields]


def _of_kind(draft: Draft, kind: InformationKind) -> Iterator[Passage]:
    values = dict(draft.values)
    for field in worded_fields(kind, values):
        yield Passage(f"要素“{field.label}”", values[field.code], f"{FIELD_PREFIX}{field.code}")


def _bodies(draft: Draft) -> Iterator[Passage]:
    for name, label in BODIES:
        html = getattr(draft, name)
        yield Passage(label, plain_text(html), name)
        for number, picture in enumerate(pictures_in(html), start=1):
            yield Passage(f"{label}第{number}张图片的说明", picture.alt, name)
