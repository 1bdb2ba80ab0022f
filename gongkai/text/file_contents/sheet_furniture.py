"""What surrounds the cells of a worksheet, as far as a copy keeps it: widths, merged cells, how it prints."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from gongkai.text.archives import Archive
from gongkai.text.file_contents.copying import Copying
from gongkai.text.file_contents.packages import attribute, local
from gongkai.text.file_contents.sheet_rows import (
    SheetPart,
    column_number,
    is_hidden_row,
    parsed,
    whole,
)
from gongkai.text.tables.spreadsheets import column_letters

_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
_LEFT_OUT = {
    "conditionalFormatting": "条件格式",
    "dataValidations": "数据有效性",
    "hyperlinks": "单元格链接（保留文字）",
    "drawing": "图片、图形、图表和文本框",
    "legacyDrawing": "批注和控件",
    "oleObjects": "内嵌对象",
    "controls": "控件",
    "picture": "工作表背景",
    "protectedRanges": "工作表保护",
    "sheetProtection": "工作表保护",
    "customSheetViews": "自定义视图",
    "scenarios": "方案",
}
_KEPT = ("sheetFormatPr", "printOptions", "pageMargins", "pageSetup")
_SAFE = re.compile(r"[A-Za-z0-9.\-]{1,20}")
_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9]{0,30}")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Positions:
    """Where rows or columns stand in the copy, some being left out."""

    dropped: list[int] = field(default_factory=list)

    def has(self, number: int) -> bool:
        at = bisect_left(self.dropped, number)
        return not (at < len(self.dropped) and self.dropped[at] == number)

    def new(self, number: int) -> int:
        """The number in the copy of one that is kept."""
        return number - bisect_left(self.dropped, number)

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """A range in the copy, or None where all of it is left out."""
        start, end = self.new(first), self.new(last + 1) - 1
        return (start, end) if start <= end else None


@dataclass(slots=True)
class Furniture:
    """XML before and behind the rows, by the name of its element, and the merged ranges."""

    kept: dict[str, str] = field(default_factory=dict)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    pane: tuple[int, int] | None = None
    words: list[tuple[str, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)


def merges_of(archive: Archive, sheet: SheetPart) -> tuple[Merge, ...]:
    """The merged ranges of a sheet; they are written behind the rows and needed before them."""
    return tuple(
        Merge(int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in _MERGE.findall(archive.read(sheet.part))
    )


def furniture_of(archive: Archive, sheet: SheetPart, copying: Copying) -> Furniture:
    """Read once; what does not go into a copy is said."""
    found = Furniture()
    number = 0
    tags = (*_KEPT, *_LEFT_OUT, "cols", "pane", "headerFooter", "row")
    for _, element in parsed(archive, sheet.part, ("end",), tags):
        name = local(element)
        if name == "row":
            number = whole(element.get("r")) or number + 1
            if is_hidden_row(element):
                found.hidden_rows.append(number)
            element.clear()
            _forget_before(element)
        elif name in _LEFT_OUT:
            copying.leave_out(f"工作表“{copying.worded(sheet.name)}”：{_LEFT_OUT[name]}")
        elif name == "cols":
            found.columns.extend(_columns(element))
        elif name == "pane" and element.get("state", "").startswith("frozen"):
            found.pane = (whole(element.get("xSplit")), whole(element.get("ySplit")))
        elif name == "headerFooter":
            found.words.extend((local(part), part.text or "") for part in element)
        elif name in _KEPT:
            found.kept[name] = f"<{name}{_attributes(element)}/>"
    return found


def _forget_before(element: etree._Element) -> None:
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _attributes(element: etree._Element) -> str:
    """Attributes that are measures and switches; references to other parts and free texts are not."""
    return "".join(
        f" {key!s}={quoteattr(str(value))}"
        for key, value in element.attrib.items()
        if _NAMED.fullmatch(str(key)) and _SAFE.fullmatch(str(value))
    )


def _columns(element: etree._Element) -> Iterator[tuple[int, int, str]]:
    for column in element:
        first, last = whole(column.get("min")), whole(column.get("max"))
        if 0 < first <= last:
            kept = {key: attribute(column, key) for key in ("width", "style", "customWidth")}
            words = "".join(f' {key}="{value}"' for key, value in kept.items() if _SAFE.fullmatch(value))
            yield first, last, words


def before_rows(found: Furniture, rows: Positions, columns: Positions) -> str:
    """The elements before the rows."""
    pane = ""
    if found.pane is not None:
        across, down = (positions.new(split + 1) - 1 for positions, split in
                        zip((columns, rows), found.pane, strict=True))  # fmt: skip
        pane = _pane(across, down)
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    cells = []
    for first, last, words in found.columns:
        span = columns.span(first, last)
        if span is not None:
            cells.append(f'<col min="{span[0]}" max="{span[1]}"{words}/>')
    cols = f"<cols>{''.join(cells)}</cols>" if cells else ""
    return view + found.kept.get("sheetFormatPr", "") + cols


def _pane(across: int, down: int) -> str:
    if not across and not down:
        return ""
    splits = (f' xSplit="{across}"' if across else "") + (f' ySplit="{down}"' if down else "")
    active = {(True, True): "bottomRight", (True, False): "topRight", (False, True): "bottomLeft"}
    corner = f"{column_letters(across)}{down + 1}"
    named = active[bool(across), bool(down)]
    return f'<pane{splits} topLeftCell="{corner}" activePane="{named}" state="frozen"/>'


def behind_rows(
    found: Furniture, merges: tuple[Merge, ...], rows: Positions, columns: Positions, copying: Copying
) -> str:
    """The elements behind the rows."""
    ranges = []
    for merge in merges:
        down, across = rows.span(merge.top, merge.bottom), columns.span(merge.left, merge.right)
        if down and across and (down[0] < down[1] or across[0] < across[1]):
            start = f"{column_letters(across[0] - 1)}{down[0]}"
            ranges.append(f'<mergeCell ref="{start}:{column_letters(across[1] - 1)}{down[1]}"/>')
    merged = f'<mergeCells count="{len(ranges)}">{"".join(ranges)}</mergeCells>' if ranges else ""
    words = "".join(
        f"<{name}>{escape(copying.text(text))}</{name}>"
        for name, text in found.words
        if _NAMED.fullmatch(name)
    )
    page = "".join(found.kept.get(name, "") for name in ("printOptions", "pageMargins", "pageSetup"))
    return merged + page + (f"<headerFooter>{words}</headerFooter>" if words else "")
