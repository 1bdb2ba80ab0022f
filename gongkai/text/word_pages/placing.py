"""Where boxes stand on the paper: by that they are put in the order in which a person reads them.

The boxes of a red head (发文机关, 文件) hang on blank paragraphs in the order in which they were drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from gongkai.text.word_pages.markup_names import attribute, local
from gongkai.text.word_pages.model import Block

_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "": 12_700}
"""Units of the old language in those of the new one (English Metric Units)."""

_LENGTH = r"\s*:\s*(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(pt|in|cm|mm|px|)\s*(?:;|$)"
_ONE_ROW = 6 * 12_700
"""Boxes whose tops differ by less than half a line (EMU) stand side by side."""

_OFFSET = re.compile(r"-?[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Upper left corner (EMU); `on_page` where it is told from the edge of the page."""

    top: int
    left: int
    on_page: bool


NOWHERE = Spot(0, 0, on_page=False)


def spot_of(box: etree._Element) -> Spot:
    """Where a box stands; NOWHERE for one that stands in the line or is placed by a word (bottom, centre)."""
    spot = NOWHERE
    for around in box.iterancestors():
        name = local(around)
        if name == "anchor":
            return _of_anchor(around)
        if name in {"r", "p"}:
            break
        if "absolute" in attribute(around, "style"):
            spot = _of_style(attribute(around, "style"))
    return spot


def _of_anchor(anchor: etree._Element) -> Spot:
    down, across = anchor.find("{*}positionV"), anchor.find("{*}positionH")
    top = _offset(down)
    if down is None or top is None:
        return NOWHERE
    return Spot(top, _offset(across) or 0, on_page=attribute(down, "relativeFrom") == "page")


def _offset(position: etree._Element | None) -> int | None:
    offset = position.findtext("{*}posOffset", "").strip() if position is not None else ""
    return int(offset) if _OFFSET.fullmatch(offset) else None


def _of_style(style: str) -> Spot:
    top, left = (_length(style, name) for name in ("margin-top", "margin-left"))
    if top is None:
        return NOWHERE
    on_page = re.search(r"mso-position-vertical-relative\s*:\s*page", style) is not None
    return Spot(top, left or 0, on_page=on_page)


def _length(style: str, name: str) -> int | None:
    found = re.search(rf"(?:^|;)\s*{name}{_LENGTH}", style)
    return round(float(found[1]) * _EMU[found[2]]) if found else None


class Boxes:
    """The boxes of one paragraph, or those of a page's blank paragraphs while they wait for its text."""

    def __init__(self) -> None:
        self._placed: list[tuple[Spot, Sequence[Block]]] = []

    def add(self, spot: Spot, blocks: Sequence[Block]) -> None:
        self._placed.append((spot, blocks))

    def take(self) -> Iterator[Block]:
        """Everything row by row from the left, as far as places are known; nothing stays."""
        waiting, self._placed = self._placed, []
        row: list[tuple[Spot, Sequence[Block]]] = []
        for spot, blocks in sorted(waiting, key=lambda each: each[0].top):
            if row and spot.top - row[0][0].top > _ONE_ROW:
                yield from _of_row(row)
                row = []
            row.append((spot, blocks))
        yield from _of_row(row)


def _of_row(row: Sequence[tuple[Spot, Sequence[Block]]]) -> Iterator[Block]:
    for _, blocks in sorted(row, key=lambda each: each[0].left):
        yield from blocks
