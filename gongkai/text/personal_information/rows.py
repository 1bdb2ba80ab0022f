"""How a row of a table that stands in plain text is cut into its cells.

Tabs, strokes, commas, semicolons, wide blanks, single blanks. Offsets are of the line as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

Cells = tuple[tuple[int, int], ...]
"""Where the cells begin and end."""


class Form(StrEnum):
    """What stands between two cells."""

    TABS = r"\t"
    STROKES = r"[|│┃｜¦]"
    COMMAS = ","
    SEMICOLONS = ";"
    WIDE_COMMAS = "，"
    BLANKS = r"[\t\u3000]+[ \u00a0]*|[ \u00a0]+[\t\u3000]+[ \u00a0]*|[ \u00a0]{2,}"


_SEPARATORS = {form: re.compile(form.value) for form in Form}
_LEAST_CELLS = {Form.SEMICOLONS: 3, Form.WIDE_COMMAS: 3}
_LONGEST_ROW = 2000
_BLANK = re.compile(r"[ \u00a0\u3000\t]+")
_QUOTED = re.compile(r'"[^"\n]*"')
_AMOUNT = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])")
_GROUP = re.compile(r"[0-9*＊０-９]{3,8}[XxＸｘ]?")


def forms_of(line: str) -> list[Form]:
    """The forms in which the line may be a row, the likeliest first; sentences are none."""
    if len(line) > _LONGEST_ROW:
        return []
    if "\t" in line and line.strip().count("\t"):
        return [Form.TABS]
    if _SEPARATORS[Form.STROKES].search(line):
        return [Form.STROKES]
    if "。" in line:
        return []
    forms = [
        form
        for form in (Form.COMMAS, Form.SEMICOLONS, Form.WIDE_COMMAS)
        if line.count(form.value) >= _LEAST_CELLS.get(form, 2) - 1
    ]
    return [*forms, Form.BLANKS] if _BLANK.search(line.strip()) else forms


def cut(line: str, form: Form) -> list[Cells]:
    """The ways to cut the line in this form; several only for blanks, which may be narrow or wide."""
    if form is not Form.BLANKS:
        return [_between(line, [match.span() for match in _SEPARATORS[form].finditer(line)])]
    start, end = _stripped(line)
    wide = [match.span() for match in _SEPARATORS[form].finditer(line, start, end)]
    narrow = [match.span() for match in _BLANK.finditer(line, start, end)]
    ways = [_between(line, wide, start, end)] if wide else []
    return [*ways, _spaced_words(line, _between(line, narrow, start, end))]


def cut_into(line: str, form: Form, columns: int) -> Cells | None:
    """The line cut into so many cells; None when it is no row of such a table.

    Amounts with commas that nobody quoted, and numbers in groups between narrow blanks, are put together.
    """
    if form in {Form.TABS, Form.STROKES}:
        return cut(line, form)[0]
    if form is Form.BLANKS:
        ways = cut(line, form)
        ways.append(_grouped(line, ways[-1]))
        return next((cells for cells in ways if len(cells) == columns), None)
    separators = [match.span() for match in _SEPARATORS[form].finditer(line)]
    if '"' in line:
        separators = _outside(separators, [match.span() for match in _QUOTED.finditer(line)])
    excess = len(separators) + 1 - columns
    if excess > 0 and form is Form.COMMAS:
        separators = _without_thousands(line, separators, excess)
    return _between(line, separators) if len(separators) + 1 == columns else None


def _between(
    line: str, separators: Sequence[tuple[int, int]], start: int = 0, end: int | None = None
) -> Cells:
    begins = [start, *(stop for _, stop in separators)]
    ends = [*(begin for begin, _ in separators), len(line) if end is None else end]
    return tuple(zip(begins, ends, strict=True))


def _stripped(line: str) -> tuple[int, int]:
    start = len(line) - len(line.lstrip())
    return start, max(start, len(line.rstrip()))


def _outside(
    separators: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    return [one for one in separators if not any(start < one[0] < end for start, end in quoted)]


def _without_thousands(line: str, separators: list[tuple[int, int]], excess: int) -> list[tuple[int, int]]:
    """The separators without the last commas that may be those of thousands; amounts with cents first."""
    amounts = sorted(_AMOUNT.finditer(line), key=lambda match: ("." in match.group(), match.start()))
    commas = [
        separator
        for match in amounts
        for separator in separators
        if match.start() < separator[0] < match.end()
    ]
    dropped = frozenset(commas[-excess:]) if len(commas) >= excess else frozenset()
    return [one for one in separators if one not in dropped]


def _spaced_words(line: str, cells: Cells) -> Cells:
    """Two neighbouring cells of one Chinese character each are one word (序 号, 张 三)."""
    found: list[tuple[int, int]] = []
    alone = False
    for cell in cells:
        sign = cell[1] - cell[0] == 1 and "\u4e00" <= line[cell[0]] <= "\u9fff"
        if alone and sign:
            found[-1] = (found[-1][0], cell[1])
        else:
            found.append(cell)
        alone = sign and not alone
    return tuple(found)


def _grouped(line: str, cells: Cells) -> Cells:
    """Neighbouring groups of digits are one number (6217 0000 0000)."""
    found: list[tuple[int, int]] = []
    before = False
    for start, end in cells:
        group = _GROUP.fullmatch(line, start, end) is not None
        if before and group:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        before = group
    return tuple(found)
