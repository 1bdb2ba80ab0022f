"""Writing a catalogue as tables of a web page, for reading, for print, and for taking apart again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from gongkai.text.catalogue_table.layout import PrintedColumn, Section
from gongkai.text.catalogue_table.model import CatalogueRow

_WIDTHS = {
    "公开内容（要素）": "long",
    "公开依据": "basis",
    "公开时限": "middle",
    "公开主体": "middle",
    "公开渠道和载体": "channels",
}
_HEADER_ROWS = 2
_BOXES = re.compile(r"[■□][^■□]*(?:[\n\u3000][■□][^■□]*)*")
_BETWEEN_BOXES = re.compile(r"[\n\u3000](?=[■□])")


def html_table(
    section: Section,
    caption: str,
    *,
    offered_channels: Sequence[str] = (),
    links: Mapping[int, str] | None = None,
) -> str:
    """One `<table>` with its header of two rows and its merged cells; every text is escaped.

    It has class names and no styles: the page brings those. Read by `read_catalogue` it gives the same
    rows, but for runs of blanks, which a page shows as one; 领域：… has to stand above it.

    Args:
        links: number of a row in the section, from 0 → address of its own page.
    """
    parts = [
        '<table class="printed-catalogue">',
        f"<caption>{escape(caption)}</caption>",
        *(f'<col class="{_column_class(column)}">' for column in section.columns),
        *_header(section),
    ]
    writer = _RowWriter(section, offered_channels, links or {})
    number = 0
    for height in section.first_levels():
        parts.append("<tbody>")
        parts += [writer.row(number + at, height if at == 0 else 0) for at in range(height)]
        parts.append("</tbody>")
        number += height
    parts.append("</table>")
    return "\n".join(parts)


def _column_class(column: PrintedColumn) -> str:
    return f"printed-{'narrow' if column.is_mark else _WIDTHS.get(column.group, 'middle')}"


def _header(section: Section) -> list[str]:
    upper, lower = [], []
    for span in section.header():
        if span.parts:
            upper.append(f'<th scope="colgroup" colspan="{span.width}">{escape(span.heading)}</th>')
            lower += [f'<th scope="col">{escape(part)}</th>' for part in span.parts]
        else:
            upper.append(f'<th scope="col" rowspan="{_HEADER_ROWS}">{escape(span.heading)}</th>')
    return ["<thead>", f"<tr>{''.join(upper)}</tr>", f"<tr>{''.join(lower)}</tr>", "</thead>"]


class _RowWriter:
    def __init__(self, section: Section, offered_channels: Sequence[str], links: Mapping[int, str]) -> None:
        self._section = section
        self._offered = offered_channels
        self._links = links
        self._marks = [column.is_mark for column in section.columns]
        self._level1 = 1 if section.has_level1 else None

    def row(self, number: int, level1_height: int) -> str:
        """The row; 一级事项 stands in it where it has a height."""
        row = self._section.rows[number]
        texts = self._section.cells(row, self._offered)
        cells = [
            self._cell(column, text, number, row, level1_height)
            for column, text in enumerate(texts)
            if column != self._level1 or level1_height
        ]
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, column: int, text: str, number: int, row: CatalogueRow, level1_height: int) -> str:
        shown = _shown(text)
        name_column = 1 if self._level1 is None or not row.level2 else 2
        if column == name_column and number in self._links:
            shown = f'<a href="{escape(self._links[number])}">{shown}</a>'
        if column == self._level1:
            return f'<th scope="rowgroup" rowspan="{level1_height}">{shown}</th>'
        return f'<td class="mark">{shown}</td>' if self._marks[column] else f"<td>{shown}</td>"


def _shown(text: str) -> str:
    """The text with its line breaks; a list of boxes as pieces that a line holds whole or not at all."""
    escaped = escape(text).replace("\n", "<br>")
    if not _BOXES.fullmatch(text):
        return escaped
    return " ".join(f"<span>{escape(box.strip())}</span>" for box in _BETWEEN_BOXES.split(text))
