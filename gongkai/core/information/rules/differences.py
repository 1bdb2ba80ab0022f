"""What one edition says otherwise than another, for a person to read; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.information.enums import FiveOpen, Openness
from gongkai.core.information.rules.drafts import Draft
from gongkai.reference.kind_parts import InformationKind
from gongkai.text import comparing

_LABELS = {
    "title": "标题",
    "document_number": "发文字号",
    "issuers": "联合发文机关",
    "written_on": "成文日期",
    "printed_on": "印发日期",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
    "subject_category": "主题分类",
    "audiences": "服务对象",
    "five_open": "五公开",
    "keywords": "关键词",
    "summary": "内容概述",
    "openness": "公开属性",
    "display_until": "公示截止日",
}
"""What the public reads beside the text, in the order of the page."""

_CELLS = "\t"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; an empty text where it said nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A paragraph that was changed, taken out (`new` is None) or put in (`old` is None).

    `number` counts the paragraphs of the side that has it, from 1; `lead` is the unchanged paragraph before
    the first of several neighbouring changes.
    """

    number: int
    old: str | None
    new: str | None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that came, went, or was replaced under the same name."""

    name: str
    came: bool
    went: bool


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as it is compared."""

    code: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row before and after; None on the side that has none."""

    old: tuple[str, ...] | None
    new: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table with the rows that differ; one that came or went as a whole names no rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[RowChange, ...] = ()
    came: bool = False
    went: bool = False


@dataclass(frozen=True, slots=True)
class EditionText:
    """An edition as it is compared; `files` are names with the hashes of the contents."""

    draft: Draft
    body_text: str
    files: Mapping[str, str]
    tables: tuple[TableText, ...]


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """Everything that differs. `only_form`: the words of the text agree, its form does not."""

    fields: tuple[FieldChange, ...]
    lines: tuple[LineChange, ...]
    files: tuple[FileChange, ...]
    tables: tuple[TableChange, ...]
    only_form: bool

    @property
    def is_empty(self) -> bool:
        return not (self.fields or self.lines or self.files or self.tables or self.only_form)


def difference(old: EditionText, new: EditionText, kind: InformationKind) -> EditionDifference:
    """What the public can see to have changed from `old` to `new`."""
    lines = tuple(_line_changes(old.body_text, new.body_text))
    return EditionDifference(
        fields=tuple(_field_changes(old.draft, new.draft, kind)),
        lines=lines,
        files=tuple(_file_changes(old.files, new.files)),
        tables=tuple(_table_changes(old.tables, new.tables)),
        only_form=not lines and old.draft.body_html != new.draft.body_html,
    )


def _field_changes(old: Draft, new: Draft, kind: InformationKind) -> Iterator[FieldChange]:
    for name, label in _LABELS.items():
        before, after = _words(name, getattr(old, name)), _words(name, getattr(new, name))
        if before != after:
            yield FieldChange(label, before, after)
    asked_before, asked_after = kind.asked(old.values), kind.asked(new.values)
    for field in kind.fields:
        before = old.values.get(field.code, "") if field in asked_before else ""
        after = new.values.get(field.code, "") if field in asked_after else ""
        if before != after and not field.internal:
            yield FieldChange(field.label, before, after)


def _words(name: str, value: str | date | tuple[str, ...] | None) -> str:
    if not value:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "、".join(str(FiveOpen(each).label) if name == "five_open" else each for each in value)
    return str(Openness(value).label) if name == "openness" else value


def _line_changes(old: str, new: str) -> Iterator[LineChange]:
    before, after = old.split("\n"), new.split("\n")
    for run in comparing.align(before, after):
        if run.same:
            continue
        lead = before[run.old_from - 1] if run.old_from else ""
        at_old, at_new = run.old_from, run.new_from
        for gone, come in comparing.pair(before[run.old_from : run.old_to], after[run.new_from : run.new_to]):
            at_old, at_new = at_old + (gone is not None), at_new + (come is not None)
            if gone or come:
                yield LineChange(at_new if come is not None else at_old, gone, come, lead)
                lead = ""


def _file_changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FileChange]:
    for name in [*new, *(name for name in old if name not in new)]:
        if old.get(name) != new.get(name):
            yield FileChange(name, came=name in new, went=name in old)


def _table_changes(old: Sequence[TableText], new: Sequence[TableText]) -> Iterator[TableChange]:
    before, after = {table.code: table for table in old}, {table.code: table for table in new}
    for code, table in after.items():
        if code not in before:
            yield TableChange(table.title, table.columns, came=True)
            continue
        rows = tuple(_row_changes(before[code].rows, table.rows))
        if rows or before[code].columns != table.columns or before[code].title != table.title:
            yield TableChange(table.title, table.columns, rows)
    for code, table in before.items():
        if code not in after:
            yield TableChange(table.title, table.columns, went=True)


def _row_changes(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[RowChange]:
    for run in comparing.align(old, new):
        if run.same:
            continue
        gone = [_CELLS.join(row) for row in old[run.old_from : run.old_to]]
        come = [_CELLS.join(row) for row in new[run.new_from : run.new_to]]
        for left, right in comparing.pair(gone, come):
            yield RowChange(
                None if left is None else tuple(left.split(_CELLS)),
                None if right is None else tuple(right.split(_CELLS)),
            )
