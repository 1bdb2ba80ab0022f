"""Titles that stand elsewhere than above the text: labels of the page, names of files, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text.official_text.head.heading import HEAD_LINES
from gongkai.text.official_text.head.page_fields import PageField, PageFields
from gongkai.text.official_text.head.title_words import (
    DAY_LINE,
    complete,
    joined,
    letters,
    without_number,
    without_page,
)
from gongkai.text.official_text.head.titles import COMMENTARY, Title
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import compact, organs_of

_TITLE_WORDS = re.compile(r"关于.+的(?:通知|意见|决定|公告|通告|通报|报告|请示|批复|函|议案|实施意见)$")
_NAME = r"《((?:[^《》]|《[^《》]{1,80}》){4,160})》"
_PRINTED = re.compile(rf"{_NAME}.{{0,60}}?(?:印发|[已业]经.{{0,40}}(?:同意|通过))")
_PRINTED_AFTER = re.compile(rf"(?:印发|将|转发|公布|发布)[^《》。]{{0,20}}{_NAME}")
_PROMULGATED = re.compile(r"(?:现|特此)?(?:予以?)?(?:公布|发布)")
_PROMULGATION = 400
"""An order says within so many characters what it promulgates."""

_FILE_NAME = re.compile(r"(?:^-?\s*\[?)([^\[\]/\\]{6,150}?)\s*(?:\(\d\))?\.(?:docx?|pdf|wps|ofd|zip|xlsx?)\b")
_ATTACHED = re.compile(r"^附\s?件\s?[0-9一二三四五六七八九十]{0,2}\s?[:：]\s*")
_PLACE_IN_LIST = re.compile(r"[（(]?[0-9０-９]{1,2}(?:[）)]\s?[.．、]?|\s?[.．、])\s*(?![0-9０-９])")
_LAST_LINES = 10
_NAME_OF_ANY = re.compile(r"[^。；：:;|！？?]{8,120}")


def page_title(lines: Sequence[Line], fields: PageFields) -> Title | None:
    """The title that the page names: its label 标题, or its first heading of Markdown."""
    value = fields.get(PageField.TITLE)
    if value and _names_document(value.text):
        return Title(without_number(value.text), (value.line,))
    for at, line in enumerate(lines[:HEAD_LINES]):
        if line.heading and complete(line.text) and not COMMENTARY.search(line.text):
            return Title(without_number(line.text), (at,), (at,))
    return None


def _names_document(label: str) -> bool:
    """Whether what stands behind 名称 is a title, whatever kind of paper it calls itself."""
    text = without_number(label)
    if COMMENTARY.search(text):
        return False
    return complete(text) or _NAME_OF_ANY.fullmatch(text) is not None


def file_title(lines: Sequence[Line]) -> Title | None:
    """The title in the name of the original file, which pages without a title offer below the text."""
    for at in range(len(lines) - 1, max(-1, len(lines) - _LAST_LINES), -1):
        name = _FILE_NAME.search(lines[at].text)
        if not name:
            continue
        text = without_number(name[1])
        if _TITLE_WORDS.search(text) and (text.startswith("关于") or organs_of(text.partition("关于")[0])):
            return Title(text, (at,))
    return None


def fuller_title(lines: Sequence[Line], title: str) -> Title | None:
    """The title with its issuers before it, where the page gives it without them."""
    wanted = letters(title)
    for at in range(min(len(lines), HEAD_LINES)):
        for count in (1, 2, 3):
            parts = [line.text for line in lines[at : at + count]]
            text = joined(parts)
            plain = letters(text)
            named = (
                plain.endswith(wanted) and len(plain) > len(wanted) and organs_of(text.partition("关于")[0])
            )
            if named and "。" not in text:
                return Title(text, tuple(range(at, at + count)))
    return None


def enclosed_title(lines: Sequence[Line]) -> Title | None:
    """The name of the document that a notice passes on, where it stands as a heading of its own."""
    text = "".join(line.text for line in lines[: 2 * HEAD_LINES])
    for pattern in (_PRINTED, _PRINTED_AFTER):
        match = pattern.search(text)
        if match is None:
            continue
        wanted = letters(match[1])
        for at in range(len(lines)):
            for count in (1, 2, 3):
                parts = [without_page(line.text) for line in lines[at : at + count]]
                if any("。" in part or "《" in part[:1] for part in parts):
                    break
                plain = letters("".join(parts))
                if (
                    plain.endswith(wanted)
                    and not DAY_LINE.match(plain)
                    and len(plain) <= len(wanted) + (30 if count == 1 else 0)
                ):
                    name = _ATTACHED.sub("", compact("".join(parts)))
                    return Title(_without_place(name, wanted), tuple(range(at, at + count)))
    return None


def _without_place(name: str, wanted: str) -> str:
    """A name without its number in the list of attachments, which is no part of it: 附件：1.实施方案."""
    place = _PLACE_IN_LIST.match(name)
    bare = name[place.end() :] if place else name
    return bare if letters(bare).endswith(wanted) else name


def promulgated_title(lines: Sequence[Line]) -> Title | None:
    """The name of what an order promulgates: it is the document, the order only brings it into force."""
    text = "".join(line.text for line in lines[:HEAD_LINES])[:_PROMULGATION]
    if re.search(r"印发|转发", text[: text.find("》") + 60]) or not _PROMULGATED.search(text):
        return None
    return enclosed_title(lines) if re.search(r"施行|实施|执行", text) else None
