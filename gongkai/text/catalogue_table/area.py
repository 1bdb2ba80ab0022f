"""Which policy area a table belongs to, as its title or sheet name says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text import numerals

_STATED = re.compile(r"\s*(?:所属)?领域\s*[:：]\s*(\S.*?)\s*")
_IN_TITLE = re.compile(
    r"(?P<area>[\u3400-\u9fff、（）()]{2,30}?)领域?(?:基层)?(?:政务|政府信息)公开(?:事项)?(?:标准)?(?:事项)?(?:目录|清单)"
)
_REGION = re.compile(
    r"^(?:[\u3400-\u9fff]{2,10}?(?:省|自治区))?"
    r"(?:[\u3400-\u9fff]{2,10}?(?<!城)市(?![政场]))?"
    r"(?:[\u3400-\u9fff]{2,10}?(?:自治县|县|区|旗))?"
)
_NO_AREA = re.compile(
    r"(?:sheet|工作表|表|目录|标准目录|汇总表?|总表|公开目录)\s*[0-9]*|第[0-9]+张表|.*(?:目录|清单|总表|汇总)",
    re.IGNORECASE,
)
_IS_TITLE = re.compile(r"领域|目录|清单|标准")
_NUMBERED = re.compile(r"\s*[(（]?([一二三四五六七八九十]{1,3})[)）、]")
_SHEET_ENDING = re.compile(r"领域?(?:基层)?(?:政务公开)?(?:标准)?(?:目录|清单)?$")


def area_of(titles: Sequence[str], sheet_name: str, area_names: Sequence[str]) -> str:
    """The area of a table.

    A line 领域：… above the header decides. Then a name of `area_names` found in a title or in the sheet
    name (see `known_area`). Then what the title says before 领域, without the region's name; then the
    sheet name. Empty where none of them says an area.
    """
    for title in titles:
        if stated := _STATED.fullmatch(title):
            return stated[1]
    if known := known_area((sheet_name, *titles), area_names):
        return known
    for title in titles:
        if match := _IN_TITLE.search(re.sub(r"\s+", "", title)):
            return _without_region(match["area"], sheet_name)
    name = re.sub(r"^[0-9一二三四五六七八九十]+[\s.．、_-]*", "", sheet_name.strip())
    return "" if _NO_AREA.fullmatch(name) else _SHEET_ENDING.sub("", name)


def known_area(texts: Sequence[str], area_names: Sequence[str]) -> str:
    """The name of an area that one of the texts holds, titles before other lines; the longest there.

    The last title stands over the table, unless it ends a table of contents: then the first entry does.
    """
    holding = [text for text in texts if any(_names(text, name) for name in area_names)]
    titles = [text for text in holding if _IS_TITLE.search(text)]
    if not holding:
        return ""
    text = _of_contents(titles) if titles else holding[-1]
    return max((name for name in area_names if _names(text, name)), key=len)


def _names(text: str, name: str) -> bool:
    """Whether a text holds a name, and not only as the beginning of a government's (市政 in 武汉市政府)."""
    return bool(name) and name in text.replace(f"{name}府", "")


def _of_contents(titles: Sequence[str]) -> str:
    """The last title; the first of those numbered one after another up to it."""
    at = len(titles) - 1
    while at > 0 and _ordinal(titles[at - 1]) + 1 == _ordinal(titles[at]) > 1:
        at -= 1
    return titles[at]


def _ordinal(title: str) -> int:
    """3 for (三)养老服务领域…; 0 for a title without a number."""
    found = _NUMBERED.match(title)
    return (numerals.read(found[1]) or 0) if found else 0


def _without_region(text: str, sheet_name: str) -> str:
    """安全生产 from 云溪县安全生产; the sheet name settles it where it is part of the text."""
    sheet = sheet_name.strip()
    if len(sheet) > 1 and text.endswith(sheet):
        return sheet
    rest = _REGION.sub("", text, count=1)
    return rest if len(rest) > 1 else text
