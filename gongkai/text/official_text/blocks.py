"""Blocks of a page: made from safe HTML, rid of the lines that are said elsewhere, put in their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from gongkai.text.markup.from_text import escape, placed_lines
from gongkai.text.markup.sanitising import plain_text
from gongkai.text.markup.writing import inner_html, outer_html
from gongkai.text.word_pages import Block

_MARKUP = re.compile(r"<(?:p|div|table|tr|td|br|span|h[1-6])\b[^<>]*>", re.IGNORECASE)
_LEAST_TAGS = 3
_HEADINGS = ("h2", "h3", "h4")
_LINES = frozenset({"p", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"table", "ul", "ol", "dl", "figure", "blockquote", "pre", "hr"})
_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_EMPTY = frozenset({"img", "br"})


def is_markup(text: str) -> bool:
    """Whether a text file holds the source of a page: several tags of paragraphs or tables."""
    return len(_MARKUP.findall(text)) >= _LEAST_TAGS


def with_lines_above(text: str) -> str:
    """The source of a page whose labels stand above it as plain lines, these made paragraphs."""
    first = text.find("<")
    above = text[: max(first, 0)].rpartition("\n")[0]
    if not above.strip():
        return text
    return "".join(f"<p>{escape(line)}</p>" for line in above.split("\n")) + text[len(above) :]


def blocks_of_html(html: str) -> list[Block]:
    """The blocks of HTML that `markup.sanitise` has given; text that stands in none is a paragraph."""
    if not html.strip():
        return []
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{html}</div>".encode("utf-8", "replace"), parser)
    body = root.find("body") if root is not None else None
    return list(_blocks(body)) if body is not None else []


def _blocks(parent: etree._Element) -> Iterator[Block]:
    loose = escape(parent.text or "")
    for element in parent:
        tag = str(element.tag)
        is_block = tag in _LINES or tag in _WHOLE or tag == "div"
        if is_block:
            yield from _paragraphs(loose)
            loose = ""
        if tag in _LINES:
            yield from _line_block(tag, element)
        elif tag in _WHOLE:
            whole = outer_html(element)
            yield Block(tuple(plain_text(whole).split("\n")) if plain_text(whole) else (), whole=whole)
        elif tag == "div":
            yield from _blocks(element)
        else:
            loose += outer_html(element)
        loose += escape(element.tail or "")
    yield from _paragraphs(loose)


def _paragraphs(inner: str) -> Iterator[Block]:
    if plain_text(inner):
        yield from _block("p", "", inner)


def _line_block(tag: str, element: etree._Element) -> Iterator[Block]:
    inner = inner_html(element)
    if "<img" in inner:
        yield Block(tuple(plain_text(inner).split("\n")), whole=outer_html(element))
    elif plain_text(inner):
        yield from _block(tag, element.get("class") or "", inner, element.get("id") or "")


def _block(tag: str, place: str, inner: str, anchor: str = "") -> Iterator[Block]:
    """One block, its lines apart where the breaks stand between whole marks."""
    parts = [part.strip() for part in _BREAK.split(inner)]
    if len(parts) > 1 and not all(map(_is_whole, parts)):
        html = f"<{tag}>{inner}</{tag}>"
        yield Block(tuple(plain_text(html).split("\n")), whole=html)
        return
    parts = [part for part in parts if plain_text(part)]
    yield Block(
        tuple(plain_text(part).replace("\n", " ") for part in parts), tag, place, tuple(parts), anchor=anchor
    )


def _is_whole(part: str) -> bool:
    """Whether every mark that begins in a part ends in it."""
    still_open: list[str] = []
    for closing, name in _TAG.findall(part):
        if name in _EMPTY:
            continue
        if not closing:
            still_open.append(name)
        elif not still_open or still_open.pop() != name:
            return False
    return not still_open


def without(blocks: Sequence[Block], unwanted: Collection[int]) -> list[Block]:
    """The blocks without the lines (counted through all of them) that are said elsewhere on the page."""
    kept: list[Block] = []
    start = 0
    for block in blocks:
        rest = block.without([line - start for line in unwanted])
        start += len(block.lines)
        if rest is not None:
            kept.append(rest)
    return kept


def placed(blocks: Sequence[Block]) -> list[Block]:
    """Addressees at the margin and the signature at the right, also where the file says so only by blanks."""
    places = placed_lines([line for block in blocks for line in block.lines])
    found: list[Block] = []
    start = 0
    for block in blocks:
        place = next((places[at] for at in range(start, start + len(block.lines)) if at in places), "")
        is_free = block.tag in {"p", *_HEADINGS} and not block.place and len(block.lines) == 1
        found.append(replace(block, tag="p", place=place) if place and is_free else block)
        start += len(block.lines)
    return found
