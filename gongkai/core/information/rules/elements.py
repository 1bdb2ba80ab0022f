"""公开内容（要素） of a catalogue item, held against a text: which of them it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"[；;、，,。\n]|(?:以及|及其|[和及与])")
_ORDINAL = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]+[)）.．、]\s*)")
_SHORTEST = 2
MOST_ELEMENTS = 40


@dataclass(frozen=True, slots=True)
class Element:
    """One element by its words, and whether they stand in the text."""

    words: str
    is_named: bool


def elements_named(content_elements: str, text: str) -> tuple[Element, ...]:
    """The elements that an item asks for, in its order; words are compared, what they mean is not.

    That an element is named says nothing of whether it is complete: it is a help for whoever writes and never
    keeps a document back.
    """
    squeezed = "".join(text.split())
    found: dict[str, Element] = {}
    for part in _BETWEEN.split(content_elements):
        words = "".join(_ORDINAL.sub("", part).strip("：: 等").split())
        if len(words) >= _SHORTEST:
            found.setdefault(words, Element(words, words in squeezed))
    return tuple(found.values())[:MOST_ELEMENTS]
