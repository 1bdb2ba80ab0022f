"""Putting text into cells of a spreadsheet so that it stays text, whatever somebody wrote."""

from __future__ import annotations

import re

from openpyxl.cell.cell import Cell

CELL_LENGTH = 32_767
"""What a cell holds at most, in characters."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that a spreadsheet cannot hold."""

_NAME_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME_LENGTH = 31

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def as_stored(text: str) -> str:
    """A text as a cell keeps it: what cannot be stored is left out, what looks like an escape is escaped."""
    return _ESCAPE_LOOKALIKE.sub(
        "_x005F_", UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    )


def as_shown(stored: str) -> str:
    """The text that a stored one stands for: office software writes some characters as _x000D_."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), stored) if "_x" in stored else stored


def set_text(cell: Cell, text: str) -> None:
    """Text and nothing else: never a formula or an error value, whatever it looks like.

    Raises ValueError beyond CELL_LENGTH.
    """
    clean = as_stored(text)
    if len(clean) > CELL_LENGTH:
        raise ValueError(f"a spreadsheet cell holds at most {CELL_LENGTH} characters, not {len(clean)}")
    cell.value = clean or None
    if clean:
        cell.data_type = "s"


def sheet_name(text: str, taken: set[str], *, otherwise: str = "表") -> str:
    """A name for a sheet made from `text`: allowed characters, 31 at most, none twice in a workbook.

    `taken` are the names given so far (case folded); this one is added to them.
    """
    base = UNPRINTABLE.sub("", _NAME_FORBIDDEN.sub(" ", text)).strip(" '")[:_NAME_LENGTH] or otherwise
    name, number = base, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = base[: _NAME_LENGTH - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name
