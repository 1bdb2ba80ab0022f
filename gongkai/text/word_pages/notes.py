"""Foot- and endnotes: a raised number where they belong, their text behind the page, linked both ways."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.text.word_pages.markup_names import attribute, local
from gongkai.text.word_pages.package import Package
from gongkai.text.word_pages.pieces import Piece

_PARTS = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}


class Notes:
    """Numbers notes in the order in which the text refers to them."""

    def __init__(self, package: Package) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        for kind, part in _PARTS.items():
            root = package.root(part)
            for note in root if root is not None else ():
                if local(note) == kind and attribute(note, "type") in {"", "normal"}:
                    self._elements[kind, attribute(note, "id")] = note
        self._numbers: dict[tuple[str, str], int] = {}

    def reference(self, kind: str, name: str) -> Piece | None:
        """The mark in the text; None where the file has no such note."""
        if (kind, name) not in self._elements:
            return None
        number = self._numbers.get((kind, name))
        is_first = number is None
        if number is None:
            number = len(self._numbers) + 1
            self._numbers[kind, name] = number
        return Piece(
            f"[{number}]",
            marks=("sup",),
            href=f"#{anchor_of(number)}",
            anchor=back_anchor_of(number) if is_first else "",
        )

    def referred(self) -> Iterator[tuple[int, str, etree._Element]]:
        """Number, part and content of every note that the text refers to.

        A note may refer to a further one while it is read; that one then follows.
        """
        done = 0
        while done < len(self._numbers):
            key = list(self._numbers)[done]
            done += 1
            yield done, _PARTS[key[0]], self._elements[key]


def anchor_of(number: int) -> str:
    return f"note-{number}"


def back_anchor_of(number: int) -> str:
    return f"note-{number}-ref"
