"""Tables with merged cells; what is nested in them is flattened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from gongkai.text.markup.from_text import escape
from gongkai.text.word_pages.markup_names import is_on, local, number, value
from gongkai.text.word_pages.model import Block, Leavings, joined
from gongkai.text.word_pages.runs import DELETED
from gongkai.text.word_pages.table_heads import CellFacts, heading_rows

_MOST_CELLS = 50_000
_WIDEST = 1_000
_LABEL = ("：", ":")
_ENCLOSING = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})

ReadBlocks = Callable[[etree._Element, int], Iterator[Block]]


@dataclass(slots=True)
class _Cell:
    blocks: list[Block]
    columns: int
    rows: int = 1

    @property
    def text(self) -> str:
        return " ".join(line for block in self.blocks for line in block.lines if line)


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    is_heading: bool = False


class Tables:
    """Reads tables; `read` gives the blocks of a cell."""

    def __init__(self, read: ReadBlocks, leavings: Leavings) -> None:
        self._read = read
        self._leavings = leavings
        self._cells = 0

    def blocks(self, table: etree._Element, depth: int, *, is_nested: bool) -> Iterator[Block]:
        """A table as one block. A frame of a single cell is what stands in it; a nested table, its rows."""
        rows = self._rows(table, depth)
        cells = [cell for row in rows for cell in row.cells]
        if len(cells) == 1:
            yield from cells[0].blocks
        elif is_nested:
            self._leavings.count("套在表格里的表格改成了逐行文字，请核对")
            for row in rows:
                line = "\u3000".join(text for cell in row.cells if (text := cell.text))
                if line:
                    yield paragraph_of(line)
        elif cells:
            lines = tuple("\t".join(cell.text for cell in row.cells) for row in rows)
            body = "".join(_row_html(row) for row in rows)
            yield Block(lines, whole=f"<table><tbody>{body}</tbody></table>")

    def _rows(self, table: etree._Element, depth: int) -> list[_Row]:
        rows: list[_Row] = []
        above: dict[int, _Cell] = {}
        for element in self._children(table, "tr"):
            if element.find("{*}trPr/{*}del") is not None:
                self._leavings.count(DELETED)
                continue
            row = self._row(element, above, depth)
            if row.cells:
                rows.append(row)
            else:
                # Every cell goes on from above: on the page the row is not there.
                for cell in {id(cell): cell for cell in above.values()}.values():
                    cell.rows = max(1, cell.rows - 1)
        if not any(row.is_heading for row in rows) and len(rows) > 1:
            _mark_headings(rows)
        return rows

    def _row(self, element: etree._Element, above: dict[int, _Cell], depth: int) -> _Row:
        found = {local(name): name for name in _of(element, "trPr")}.get
        row = _Row(is_heading=is_on(found("tblHeader")))
        column = min(number(found("gridBefore")), _WIDEST)
        if column:
            row.cells.append(_Cell([], column))
        for cell in self._children(element, "tc"):
            column = self._cell(cell, column, row, above, depth)
        return row

    def _cell(
        self, element: etree._Element, column: int, row: _Row, above: dict[int, _Cell], depth: int
    ) -> int:
        """Add one cell, or lengthen the one beside or above that it continues; returns the next column."""
        found = {local(name): name for name in _of(element, "tcPr")}.get
        columns = min(max(number(found("gridSpan"), 1), 1), _WIDEST)
        beside, merge = found("hMerge"), found("vMerge")
        if beside is not None and value(beside) != "restart" and row.cells:
            row.cells[-1].columns = min(row.cells[-1].columns + columns, _WIDEST)
            return column + columns
        if merge is not None and value(merge) != "restart" and column in above:
            above[column].rows += 1
            return column + columns
        if found("cellDel") is not None:
            self._leavings.count(DELETED)
        self._cells += 1
        if self._cells > _MOST_CELLS:
            self._leavings.say(f"表格超过{_MOST_CELLS}格，后面的没有读入，请作为附件上传")
            return column + columns
        made = _Cell(list(self._read(element, depth)) if found("cellDel") is None else [], columns)
        row.cells.append(made)
        for at in [at for at in above if column <= at < column + columns]:
            del above[at]
        if merge is not None:
            above[column] = made
        return column + columns

    def _children(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        for element in parent:
            if local(element) == name:
                yield element
            elif local(element) in _ENCLOSING:
                yield from self._children(element, name)


def _of(element: etree._Element, name: str) -> etree._Element:
    """The properties of a row or cell, without any where it has none."""
    found = element.find(f"{{*}}{name}")
    return found if found is not None else etree.Element(name)


def paragraph_of(line: str) -> Block:
    """A line of plain text as a paragraph."""
    return Block((line,), "p", "", (escape(line),))


def _mark_headings(rows: Sequence[_Row]) -> None:
    """Find the rows that name the columns where the file marks none: by their type, else by their words."""
    if _names_columns(rows[0]) and not _is_bold(rows[1]):
        rows[0].is_heading = True
        return
    facts = [[CellFacts(cell.text, cell.columns, cell.rows) for cell in row.cells] for row in rows]
    for row in rows[: heading_rows(facts)]:
        row.is_heading = True


def _names_columns(row: _Row) -> bool:
    """A first row all of whose words are bold is a heading: that is how people mark one.

    Not a title over the whole table, and not a label beside its value (项目编号：).
    """
    return len(row.cells) > 1 and _is_bold(row) and not any(cell.text.endswith(_LABEL) for cell in row.cells)


def _is_bold(row: _Row) -> bool:
    inner = [html for cell in row.cells for block in cell.blocks for html in block.inner if html]
    return bool(inner) and all(html.startswith("<strong>") and html.endswith("</strong>") for html in inner)


def _row_html(row: _Row) -> str:
    cells = []
    tag, scope = ("th", ' scope="col"') if row.is_heading else ("td", "")
    for cell in row.cells:
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        content = joined(cell.blocks).replace("\n", "")
        if row.is_heading:
            content = content.replace("<strong>", "").replace("</strong>", "")
        cells.append(f"<{tag}{scope}{spans}>{content}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
