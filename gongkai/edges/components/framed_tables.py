"""Tables within the text of a document, each in a frame that scrolls sideways on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape, unescape

from gongkai.text.markup.replacing import TAG

_OPEN, _CLOSED = "<table", "</table"
_CAPTION, _CAPTION_OVER = "<caption", "</caption"
_FRAME = '<div class="table-scroll" role="region" tabindex="0" aria-label="{name}">'


def framed(html: str) -> str:
    """A cleaned HTML text with its outermost tables framed.

    The frame and not the table scrolls, so that the table stays one for those who hear it; it takes the focus
    and has a name, the caption or the table's number, so that it can be scrolled with the keyboard.
    """
    return "".join(_pieces(html)) if _OPEN in html else html


def _pieces(html: str) -> Iterator[str]:
    depth = number = at = 0
    for tag in TAG.finditer(html):
        if tag[0].startswith(_OPEN):
            if not depth:
                number += 1
                name = _caption(html[tag.end() :]) or f"表格{number}"
                yield from (html[at : tag.start()], _FRAME.format(name=escape(name)))
                at = tag.start()
            depth += 1
        elif tag[0].startswith(_CLOSED) and depth:
            depth -= 1
            if not depth:
                yield from (html[at : tag.end()], "</div>")
                at = tag.end()
    yield html[at:]


def _caption(html: str) -> str:
    """What a table is called whose inside begins here; a caption comes first in it."""
    inside = html.lstrip()
    if not inside.startswith(_CAPTION):
        return ""
    words = inside[inside.index(">") + 1 : max(inside.find(_CAPTION_OVER), 0)]
    return " ".join(unescape(TAG.sub("", words)).split())
