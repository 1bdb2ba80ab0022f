"""Clean HTML as blocks and runs, which is what the typesetter's template reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from gongkai.text.printing.grids import grid_of
from gongkai.text.tables.cells import UNPRINTABLE

Block = dict[str, Any]
"""`kind` is p, h, list, quote, table, picture or rule; the rest depends on it."""

_MARKS = {
    "b": "b", "strong": "b", "th": "b", "dt": "b", "u": "u", "s": "s", "sub": "_", "sup": "^",
}  # fmt: skip
_HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ul", "ol"})
_HOLDERS = frozenset(
    {"div", "blockquote", "figure", "figcaption", "dl", "dt", "dd", "p", "pre", "caption", "li", "td", "th"}
)
_ALIGNED = ("left", "center", "right")
_LINKED = ("http://", "https://", "mailto:")
_DEEPEST = 100
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def blocks_of(markup: str, address: str, picture: Callable[[str], str]) -> list[Block]:
    """The blocks of a text.

    Args:
        address: of the page, which links within the site are told from.
        picture: the file of a picture by its address in the text; empty where it is not at hand.
    """
    if not markup.strip():
        return []
    root = html.fragment_fromstring(UNPRINTABLE.sub("", markup), create_parent="div")
    return _Walk(address, picture).blocks(root, "", 0)


class _Walk:
    def __init__(self, address: str, picture: Callable[[str], str]) -> None:
        self._address, self._picture = address, picture

    def blocks(self, element: etree._Element, marks: str, depth: int) -> list[Block]:
        """What an element holds: runs between blocks become paragraphs of their own."""
        found: list[Block] = []
        runs: list[Block] = []

        def close() -> None:
            if any(run.get("t", "").strip() for run in runs):
                found.append({"kind": "p", "runs": list(runs), **_layout(element)})
            runs.clear()

        for piece in self._pieces(element, marks, "", depth):
            if "kind" in piece:
                close()
                found.append(piece)
            else:
                runs.append(piece)
        close()
        return found

    def _pieces(self, element: etree._Element, marks: str, href: str, depth: int) -> Iterator[Block]:
        """Runs and blocks in order."""
        marks += _MARKS.get(str(element.tag), "")
        yield from _run(element.text, marks, href)
        for child in element:
            if isinstance(child.tag, str) and depth < _DEEPEST:
                yield from self._child(child, marks, href, depth + 1)
            yield from _run(child.tail, marks, href)

    def _child(self, child: etree._Element, marks: str, href: str, depth: int) -> Iterator[Block]:
        tag = str(child.tag)
        if tag == "br":
            yield {"br": True}
        elif tag == "hr":
            yield {"kind": "rule"}
        elif tag == "img":
            yield self._shown(child)
        elif tag == "a":
            yield from self._pieces(child, marks, self._link(child.get("href", "")), depth)
        elif tag in _HEADINGS:
            runs = [run for run in self._pieces(child, marks, href, depth) if "kind" not in run]
            yield {"kind": "h", "level": _HEADINGS[tag], "runs": runs, **_layout(child)}
        elif tag in _LISTS:
            items = [self.blocks(item, marks, depth) for item in child.iterchildren("li")]
            start = int(child.get("start", "1")) if child.get("start", "1").isdigit() else 1
            yield {"kind": "list", "ordered": tag == "ol", "start": start, "items": items}
        elif tag == "table":
            yield from self._table(child, depth)
        elif tag == "blockquote":
            yield {"kind": "quote", "blocks": self.blocks(child, marks, depth)}
        elif tag in _HOLDERS:
            yield from self.blocks(child, marks, depth)
        else:
            yield from self._pieces(child, marks, href, depth)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        for caption in table.iterchildren("caption"):
            for block in self.blocks(caption, "b", depth):
                yield {**block, "align": "center", "indent": False}
        grid = grid_of(table, lambda cell: self.blocks(cell, "", depth))
        if grid is not None:
            yield {"kind": "table", **grid}

    def _shown(self, image: etree._Element) -> Block:
        return {"kind": "picture", "file": self._picture(image.get("src", "")), "alt": image.get("alt", "")}

    def _link(self, href: str) -> str:
        """Only addresses that lead somewhere from a PDF: a place in the page is none."""
        whole = "" if href.startswith("#") else urljoin(self._address, href)
        return whole if whole.startswith(_LINKED) else ""


def _run(text: str | None, marks: str, href: str) -> Iterator[Block]:
    """Blanks and line ends of the markup are one blank, as in a browser."""
    if text:
        yield {"t": _BLANKS.sub(" ", text), "m": marks, "href": href}


def _layout(element: etree._Element) -> dict[str, Any]:
    if element.tag == "figcaption":
        return {"align": "center", "indent": False}
    classes = (element.get("class") or "").split()
    align = next((word for word in _ALIGNED if f"align-{word}" in classes), "")
    return {"align": align, "indent": not align and "no-indent" not in classes}
