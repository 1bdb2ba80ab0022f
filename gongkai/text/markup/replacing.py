"""Places of a cleaned HTML text, found in its words as they are read, put otherwise in the markup itself."""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice, takewhile

Replacement = tuple[int, int, str]
"""Start and end in the text that was asked about, and what stands there instead."""

Find = Callable[[str], Iterable[Replacement]]

TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
"""A tag of a cleaned text, whose attributes may say < and >."""

_NAME = re.compile(r"</?([a-z0-9]+)")
ATTRIBUTES = ("alt", "title", "href")
"""What a cleaned text says beside its words."""

_SAID = re.compile(r'(?<= )(alt|title|href)="([^"]*)"')
_INLINE = frozenset(["a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "img", "span"])
_CELL = frozenset({"td", "th"})


@dataclass(slots=True)
class _Slot:
    """A piece of text between two tags; `start` is its place in the text as it is read."""

    index: int
    start: int
    text: str


def said_in_attributes(html: str) -> list[str]:
    """What a cleaned text says beside its words: texts of pictures, titles and addresses of links."""
    return [entities.unescape(match[2]) for match in _SAID.finditer(html)]


def replace_found(html: str, find: Find, *, attributes: Collection[str] = ATTRIBUTES) -> tuple[str, int]:
    """The markup with what `find` names put otherwise, and how many places were changed.

    The whole text is asked about at once, so that the words before a number tell what it is, though they
    stand in another cell or another paragraph; a number that runs over several tags is found as well.

    Args:
        html: cleaned by `markup.sanitise`.
        attributes: of `ATTRIBUTES`, those that are asked about as well.
    """
    pieces, slots, text = _read(html)
    found = sorted(find(text), reverse=True)
    for start, end, words in found:
        _put(slots, start, end, words)
    for slot in slots:
        pieces[slot.index] = entities.escape(slot.text, quote=False)
    changed = len(found)

    def attribute(match: re.Match[str]) -> str:
        nonlocal changed
        if match[1] not in attributes:
            return match[0]
        value, count = replaced(entities.unescape(match[2]), find)
        changed += count
        return f'{match[1]}="{entities.escape(value)}"' if count else match[0]

    return "".join(_SAID.sub(attribute, piece) if piece[:1] == "<" else piece for piece in pieces), changed


def replaced(text: str, find: Find) -> tuple[str, int]:
    """The same for a plain text."""
    pieces: list[str] = []
    found = sorted(find(text))
    at = 0
    for start, end, words in found:
        pieces += (text[at:start], words)
        at = end
    return "".join((*pieces, text[at:])), len(found)


def _read(html: str) -> tuple[list[str], list[_Slot], str]:
    """Tags and texts in turn, the texts apart, and the text as it is read."""
    pieces: list[str] = []
    slots: list[_Slot] = []
    said: list[str] = []
    length = reached = 0
    for tag in TAG.finditer(html):
        length += _note(html[reached : tag.start()], pieces, slots, said, length)
        pieces.append(tag[0])
        gap = _gap(tag[0])
        said.append(gap)
        length += len(gap)
        reached = tag.end()
    _note(html[reached:], pieces, slots, said, length)
    return pieces, slots, "".join(said)


def _note(raw: str, pieces: list[str], slots: list[_Slot], said: list[str], at: int) -> int:
    text = entities.unescape(raw)
    if text:
        slots.append(_Slot(len(pieces), at, text))
        pieces.append("")
        said.append(text)
    return len(text)


def _gap(tag: str) -> str:
    """What a tag is to the reader: nothing, the next cell, the next line."""
    name = _NAME.match(tag)
    if name is None or name[1] in _INLINE:
        return ""
    return "\t" if name[1] in _CELL else "\n"


def _put(slots: list[_Slot], start: int, end: int, words: str) -> None:
    """`words` where the span begins, and nothing where it goes on; later spans were done before."""
    first = max(bisect_right(slots, start, key=lambda slot: slot.start) - 1, 0)
    for slot in takewhile(lambda slot: slot.start < end, islice(slots, first, None)):
        low, high = max(start - slot.start, 0), min(end - slot.start, len(slot.text))
        if low < high:
            slot.text = slot.text[:low] + words + slot.text[high:]
            words = ""
