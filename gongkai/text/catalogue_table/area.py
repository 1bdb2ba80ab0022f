"""Which policy area a table belongs to, as its title or sheet name says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_SHEET_ENDING = re.compile(r"领域?(?:基层)?(?:政务公开)?(?:标准)?(?:目录|清单)?$")


def area_of(titles: Sequence[str], sheet_name: str, area_names: Sequence[str]) -> str:
    """The area of a table.

    A line 领域：… above the header decides. Then a name of `area_names` found in the title or in the
    sheet name (the longest one). Then what the title says before 领域, without the region's name;
    then the sheet name. Empty where none of them says an area.
    """
    for title in titles:
        if stated := _STATED.fullmatch(title):
            return stated[1]
    for text in (*titles, sheet_name):
        known = [name for name in area_names if name and name in text]
        if known:
            return max(known, key=len)
    for title in titles:
        if match := _IN_TITLE.search(re.sub(r"\s+", "", title)):
            return _without_region(match["area"], sheet_name)
    name = re.sub(r"^[0-9一二三四五六七八九十]+[\s.．、_-]*", "", sheet_name.strip())
    return "" if _NO_AREA.fullmatch(name) else _SHEET_ENDING.sub("", name)


def _without_region(text: str, sheet_name: str) -> str:
    """安全生产 from 云溪县安全生产; the sheet name settles it where it is part of the text."""
    sheet = sheet_name.strip()
    if len(sheet) > 1 and text.endswith(sheet):
        return sheet
    rest = _REGION.sub("", text, count=1)
    return rest if len(rest) > 1 else text
