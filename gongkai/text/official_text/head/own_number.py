"""The number of the document itself, among those that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text import document_number, numerals
from gongkai.text.official_text.head.heading import HEAD_LINES, ends_heading, head_start
from gongkai.text.official_text.head.named_titles import file_title
from gongkai.text.official_text.head.page_fields import PageField, PageFields
from gongkai.text.official_text.head.title_words import number_in_title
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.notation import DAY_IN_FIGURES, DAY_IN_TEXT
from gongkai.text.official_text.organs import compact

_ORDER = re.compile(r"[\u3400-\u9fff]{2,30}令")
_ORDER_NUMBER = re.compile(r"[（(]?第?\s*[0-9]{1,5}\s*号[）)]?")
_CHINESE_YEAR = re.compile(r"[〔\[（(【]([〇○零一二三四五六七八九]{4})[〕\]）)】]")
_BARE_NUMBER = re.compile(
    r"(?:[\u3400-\u9fff]{2,6}[:：]\s*)?[〔\[【]([12][0-9]{3})[〕\]】]\s*(?:第\s*)?([0-9]{1,4})\s*([号期])"
)
_SERIES_NUMBER = re.compile(r"([12][0-9]{3})年?第([0-9]{1,4})号")
_ANNOUNCED = re.compile(
    r"([\u3400-\u9fff][\u3400-\u9fff ]{1,60}(?:公告|通告))\s?([12][0-9]{3})年\s?第\s?([0-9]{1,4})\s?号"
)
"""海关总署公告2010年第83号: counted by the year, without an agency's code."""

_DAY = rf"(?:{DAY_IN_TEXT}|{DAY_IN_FIGURES})"
_BESIDE_DAY = re.compile(
    rf"(?:{_DAY}\s*)?(?P<number>[^\s0-9].{{2,40}}?号)[\s，,]*(?:{_DAY})?"
    r"\s*(?:(?:全文|现行|部分|条款)?(?:有效|失效|废止)|(?:公布|发布)(?:[\s，,]*自[^（）()]{4,24}施行)?)?"
)
"""The number and the day of a document on one line, as collections give them below the title."""

_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """The number, the line it was read from, and the lines that hold nothing else; or the reason for none.

    `bare` says that it has no agency's code, as in minutes and announcements.
    """

    text: str = ""
    line: int = 0
    lines: tuple[int, ...] = ()
    bare: bool = False
    reason: str = ""


def read_number(lines: Sequence[Line], fields: PageFields, title_lines: Sequence[int]) -> OwnNumber:
    """The document's own number: labelled, on a line of its own in the heading, or beside the title."""
    candidates = _in_head(lines, fields, title_lines)
    label = fields.get(PageField.NUMBER)
    labelled = _labelled(label.text) if label else ""
    numbers = list(dict.fromkeys((*([labelled] if labelled else []), *candidates.values())))
    if labelled and all(_same_order(labelled, number) for number in numbers):
        numbers = [labelled]
    if len(numbers) > 1:
        shown = "、".join(numbers)
        return OwnNumber(reason=f"开头有不止一个文号（{shown}），无法确定哪一个是本文的，请填写")
    if numbers:
        at = label.line if label and labelled else next(iter(candidates))
        alone = tuple(at for at in candidates if _stands_alone(lines[at].text))
        return OwnNumber(numbers[0], at, alone, bare=document_number.parse(numbers[0]) is None)
    return _bare(lines) or OwnNumber(
        reason="没有认出本文自己的文号（正文里引用的其他文号不算），请填写或留空"
    )


def _labelled(text: str) -> str:
    """The number that a label gives; what stands behind it is another part of the page."""
    first = re.match(r"[^号]{3,40}号", text)
    return _parsed(text) or (_parsed(first[0]) if first else "")


def _bare(lines: Sequence[Line]) -> OwnNumber | None:
    """〔2025〕12号, 2024年第3号 on a line of its own: minutes and public notices bear no agency's code."""
    for at, line in enumerate(lines[:HEAD_LINES]):
        plain = compact(line.text).strip("（）()")
        if match := _BARE_NUMBER.fullmatch(plain):
            serial = f"第{int(match[2])}期" if match[3] == "期" else f"{int(match[2])}号"
            return OwnNumber(f"〔{match[1]}〕{serial}", at, bare=True)
        if match := _SERIES_NUMBER.fullmatch(plain):
            return OwnNumber(f"{match[1]}年第{int(match[2])}号", at, bare=True)
        if ends_heading(line.text):
            break
    return None


def _in_head(lines: Sequence[Line], fields: PageFields, title_lines: Sequence[int]) -> dict[int, str]:
    """Line → number, above the text; where there is none, in the name of the original file."""
    found: dict[int, str] = {}
    last = _last_of_title(lines, title_lines)
    for at in range(head_start(lines), min(len(lines), HEAD_LINES + fields.end)):
        line = lines[at]
        if at in fields.lines:
            continue
        if ends_heading(line.text) and at > last:
            break
        if number := _on_line(lines, at, in_title=at in title_lines):
            found[at] = number
    title = None if found else file_title(lines)
    number = number_in_title(lines[title.lines[0]].text) if title else ""
    return {title.lines[0]: number} if title and number else found


def _last_of_title(lines: Sequence[Line], title_lines: Sequence[int]) -> int:
    """The last line of the title, or of its copy below an introduction; -1 where there is no title."""
    title = "".join(compact(lines[at].text) for at in title_lines)
    copies = [at for at, line in enumerate(lines[:HEAD_LINES]) if title and compact(line.text) == title]
    return max((*title_lines, *copies), default=-1)


def _on_line(lines: Sequence[Line], at: int, *, in_title: bool) -> str:
    text = re.split(r"\s*签发人", lines[at].text)[0].strip()
    if number := _alone(text):
        return number
    if at and _ORDER_NUMBER.fullmatch(text) and _ORDER.fullmatch(compact(lines[at - 1].text)):
        return _parsed(compact(lines[at - 1].text) + text.strip("（）()"))
    return number_in_title(text) if in_title or len(text) < _LONGEST_TITLE else ""


def _alone(text: str) -> str:
    """The number that a line holds with nothing but brackets and a day."""
    plain = re.sub(r"^[（(](.+)[）)]$", r"\1", text).strip() if len(text) < _LONGEST_TITLE else ""
    beside = _BESIDE_DAY.fullmatch(plain)
    return _parsed(plain) or (_parsed(beside["number"]) if beside else "")


def _stands_alone(text: str) -> bool:
    return bool(_alone(text) or _ORDER_NUMBER.fullmatch(text))


def _parsed(text: str) -> str:
    plain = _CHINESE_YEAR.sub(_arabic, text)
    number = document_number.parse(plain)
    if number is None and (announced := _ANNOUNCED.fullmatch(text)):
        return f"{announced[1]}{announced[2]}年第{int(announced[3])}号"
    return document_number.as_printed(plain) if number and not number.agency.endswith("纪要") else ""


def _arabic(match: re.Match[str]) -> str:
    """A bracketed year in digits: 〔二〇二二〕."""
    digits = "".join(str(numerals.DIGITS.get(character, 0)) for character in match[1])
    return f"〔{digits}〕"


def _same_order(one: str, other: str) -> bool:
    """Whether two numbers mean one order: 国令第707号, 中华人民共和国国务院令第707号."""
    first, second = document_number.parse(one), document_number.parse(other)
    if first is None or second is None:
        return False
    return first == second or (first.year is second.year is None and first.serial == second.serial)
