"""Elements of a parsed page written as HTML again, every address as it was read.

The library's own writing percent-encodes addresses and, as XML, closes what HTML leaves open.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterator

from lxml import etree

_EMPTY = frozenset(
    {"br", "img", "hr", "col", "wbr", "input", "meta", "link", "base", "embed", "area", "source"}
)


def inner_html(element: etree._Element) -> str:
    """HTML of what is within an element."""
    return "".join(_written(element))


def outer_html(element: etree._Element) -> str:
    """HTML of an element without what follows it."""
    return "".join(_whole(element))


def _written(element: etree._Element) -> Iterator[str]:
    yield _escaped(element.text)
    for child in element:
        yield from _whole(child)
        yield _escaped(child.tail)


def _whole(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    attributes = "".join(f' {name!s}="{_escaped(str(value))}"' for name, value in element.items())
    yield f"<{tag}{attributes}>"
    if tag not in _EMPTY:
        yield from _written(element)
        yield f"</{tag}>"


def _escaped(text: str | None) -> str:
    return entities.escape(text, quote=True) if text else ""
