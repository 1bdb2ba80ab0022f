"""From a page to its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.kernel.errors import InvalidInput
from gongkai.text.printing.blocks import blocks_of
from gongkai.text.printing.model import PrintedPage, PrintedTable
from gongkai.text.typesetting import NotTypeset, typeset

MOST_CHARACTERS = 300_000
"""Of markup, some 400 pages; longer texts are for the screen."""

MOST_ROWS = 500
"""Of a table behind the text; the page offers the whole as a file, and the PDF says so."""

_MOST_CELLS = 20_000
"""Of all tables behind the text; what is behind them is told of like further rows."""

_PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp"))
_TEMPLATE = Path(__file__).with_name("page.typ")


class NotPrinted(InvalidInput):
    """No PDF came of a page; its message says what to do instead."""


def print_page(page: PrintedPage) -> bytes:
    """The PDF of a page, which is the same for the same page. Raises NotPrinted."""
    if len(page.html) > MOST_CHARACTERS:
        raise NotPrinted("这份文件太长，不生成 PDF。请在网页上阅读，或使用浏览器的打印功能。")
    try:
        return _printed(page)
    except NotTypeset:
        # one picture that the engine does not know must not cost the reader the text
        without = replace(page, pictures={})
    try:
        return _printed(without)
    except NotTypeset as error:
        raise NotPrinted("这份文件的 PDF 没有生成。请使用浏览器的打印功能，选择“另存为 PDF”。") from error


def _printed(page: PrintedPage) -> bytes:
    names = _names(page.pictures)
    blocks = blocks_of(page.html, page.address, lambda source: names.get(source, ""))
    tables: list[dict[str, Any]] = []
    for table in page.tables:
        room = _MOST_CELLS - sum(len(each["rows"]) * len(each["columns"]) for each in tables)
        tables.append(_table(table, room))
    data = {
        "title": page.title,
        "number": page.number,
        "publisher": page.publisher,
        "address": page.address,
        "imprint": page.imprint,
        "notices": list(page.notices),
        "blocks": blocks,
        "tables": tables,
        "files": list(page.files),
        "facts": [list(fact) for fact in page.facts],
    }
    return typeset(_template(), data, {names[source]: page.pictures[source] for source in names})


def _names(pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Address in the text → name of a file; a picture of another kind is left out."""
    found: dict[str, str] = {}
    for number, (source, content) in enumerate(pictures.items(), start=1):
        suffix = next((suffix for start, suffix in _PICTURES if content.startswith(start)), "")
        if suffix:
            found[source] = f"{number}.{suffix}"
    return found


def _table(table: PrintedTable, room: int) -> dict[str, Any]:
    """With as many rows as there is room for, in cells."""
    rows = table.rows[: min(MOST_ROWS, max(room, 0) // max(len(table.columns), 1))]
    return {
        "title": table.title,
        "unit": table.unit,
        "note": table.note,
        "columns": list(table.columns),
        "rows": [list(row) for row in rows],
        "more": len(table.rows) - len(rows),
        "numeric": sorted(table.numeric),
    }


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
