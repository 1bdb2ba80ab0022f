"""What a code, a name, a date and a place in a line must be. Each check returns a fault or an empty text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel
from gongkai.text import uscc

EARLIEST = date(1949, 10, 1)
"""No public body of the republic is older; an earlier date is a slip of the keyboard."""

NAME_LENGTH = 100
TELEPHONE_LENGTH = 60
BASIS_LENGTH = 200
SORT_KEY_LIMIT = 1_000_000

CODE_LENGTHS = {
    DivisionLevel.PROVINCE: 6,
    DivisionLevel.CITY: 6,
    DivisionLevel.COUNTY: 6,
    DivisionLevel.TOWNSHIP: 9,
    DivisionLevel.VILLAGE: 12,
}
"""GB/T 2260 for the six digits of a county and above, GB/T 10114 for the three of a township;
the three of a village follow the statistical code (统计用区划代码)."""

_TELEPHONE = re.compile(r"[0-9+()（）\-—－,，、;；/ 转]+")

PROVINCE_DIGITS = 2
"""All that the codes down to the county must share: some counties answer to the province directly."""


def tidy(text: str) -> str:
    """`text` without surrounding space, with every run of white space inside as one blank."""
    return " ".join(text.split())


def text_fault(text: str, what: str, longest: int) -> str:
    """Too long, or with characters that nobody can see."""
    if len(text) > longest:
        return f"{what}不能超过{longest}个字，现有{len(text)}个字。"
    if any(unicodedata.category(character).startswith("C") for character in text):
        return f"{what}中有看不见的控制字符，请重新录入。"
    return ""


def name_fault(name: str, what: str = "名称", longest: int = NAME_LENGTH) -> str:
    return text_fault(name, what, longest) if name else f"请填写{what}。"


def basis_fault(basis: str) -> str:
    """What a change of the bodies rests on has to be said."""
    return text_fault(basis, "依据", BASIS_LENGTH) if basis else "请填写依据（如机构改革方案、批复文号）。"


def date_fault(on: date | None, today: date, what: str) -> str:
    """A day from the founding of the republic to today; `None` stands for unknown and passes."""
    if on is None:
        return ""
    if on < EARLIEST:
        return f"{what}不能早于{EARLIEST.year}年{EARLIEST.month}月{EARLIEST.day}日，请检查年份。"
    if on > today:
        return f"{what}不能晚于今天，请在生效当日再登记。"
    return ""


def code_fault(code: str, level: str, parent_code: str = "", parent_level: str = "") -> str:
    """Length by level, and agreement with the division above (township and village codes extend it)."""
    known = DivisionLevel(level)
    length = CODE_LENGTHS[known]
    if not (code.isascii() and code.isdigit()):
        return "区划代码只能是数字。"
    if len(code) != length:
        return f"{known.label}区划代码应为{length}位数字，现有{len(code)}位。"
    if not parent_code:
        return ""
    if not is_above(parent_level, known):
        return f"{known.label}区划不能设在{DivisionLevel(parent_level).label}区划之下。"
    shared = PROVINCE_DIGITS if length == CODE_LENGTHS[DivisionLevel.COUNTY] else len(parent_code)
    if code[:shared] != parent_code[:shared]:
        return f"区划代码的前{shared}位应与上级区划代码{parent_code}一致。"
    return ""


def is_above(upper: str, lower: str) -> bool:
    """Whether a division of level `upper` may hold one of level `lower`."""
    order = list(DivisionLevel)
    return order.index(DivisionLevel(upper)) < order.index(DivisionLevel(lower))


def tidy_uscc(text: str) -> str:
    """The code as it is kept; a wrong one only loses its outer blanks, so that the form can show it again."""
    return text.strip() if uscc.problem(text) else uscc.normalise(text)


def telephone_fault(text: str, what: str = "电话") -> str:
    if not text:
        return ""
    if len(text) > TELEPHONE_LENGTH:
        return f"{what}不能超过{TELEPHONE_LENGTH}个字。"
    if not _TELEPHONE.fullmatch(text):
        return f"{what}只能包含数字、括号、连接号、“转”和分隔号。"
    return ""


def is_reached(kind: str, parent_kind: str, *, is_merged: bool) -> bool:
    """Whether rights over the parent reach a body directly below it.

    A government's rights end with itself: each department, township and sector office below it publishes
    what it made (政府信息公开条例 art. 10). What was merged into a body is that body's own.
    """
    return is_merged or BodyKind.GOVERNMENT not in (kind, parent_kind)


def relinked(lineage: Sequence[int], moved_id: int, new: Sequence[int]) -> list[int]:
    """The lineage of something below `moved_id` once that has the lineage `new`."""
    return [*lineage[: lineage.index(moved_id)], *new]


def line_upwards(start: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """`start` and all above it; stops where a line bites its own tail."""
    line: list[int] = []
    while start is not None and start not in line:
        line.append(start)
        start = parents.get(start)
    return line
