"""What a Word file is made into: blocks of HTML with the lines they were read from, pictures, warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from gongkai.text.archives import MEBIBYTE

IMPORTED = "0" * 12
"""Stands for the document in the addresses of pictures until they are kept with a real one."""


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """How many pictures are taken out of one file, and how large they may be (bytes, each and together)."""

    count: int = 100
    each: int = 10 * MEBIBYTE
    together: int = 60 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture of the text; the HTML shows it at `picture_address(IMPORTED, number)`."""

    number: int
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """One element of the page.

    A paragraph, heading or list item has its `tag` and for each line the HTML within it; a table or figure
    is `whole`. `lines` are what a person reads of it, in the same order as `inner` where there is that.
    """

    lines: tuple[str, ...] = ()
    tag: str = ""
    place: str = ""
    inner: tuple[str, ...] = ()
    whole: str = ""
    anchor: str = ""

    @property
    def html(self) -> str:
        if not self.tag:
            return self.whole
        anchor = f' id="{self.anchor}"' if self.anchor else ""
        place = f' class="{self.place}"' if self.place else ""
        return f"<{self.tag}{anchor}{place}>{'<br>'.join(self.inner)}</{self.tag}>"

    def without(self, unwanted: Container[int]) -> Block | None:
        """The block without some of its lines (by their place in it); None where nothing is left.

        A table goes as a whole or not at all: one that lost a row would say something else.
        """
        kept = [at for at in range(len(self.lines)) if at not in unwanted]
        if len(kept) == len(self.lines):
            return self
        if not self.tag:
            return self if any(self.lines[at].strip() for at in kept) else None
        if not kept:
            return None
        return replace(
            self,
            lines=tuple(self.lines[at] for at in kept),
            inner=tuple(self.inner[at] for at in kept),
        )


@dataclass(frozen=True, slots=True)
class WordPage:
    """A Word file as read.

    `notes` are the foot- and endnotes, which stand behind everything else. `warnings` say in Chinese what
    was left out or has to be looked at.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Block, ...]
    pictures: tuple[WordPicture, ...]
    warnings: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The text line by line, blank paragraphs included, without the notes."""
        return tuple(line for block in self.blocks for line in block.lines)


def joined(blocks: Iterable[Block]) -> str:
    """The HTML of blocks, list items that follow one another within one list."""
    parts: list[str] = []
    in_list = False
    for block in blocks:
        html = block.html
        if not html:
            continue
        if block.tag == "li":
            parts.append(html if in_list else f"<ul>{html}")
        else:
            parts.append(f"</ul>\n{html}" if in_list else html)
        in_list = block.tag == "li"
        if not in_list:
            parts.append("\n")
    if in_list:
        parts.append("</ul>")
    return "".join(parts).strip()


class Leavings:
    """Counts what was left out and what a person has to look at, in the words of the screen."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._said: dict[str, None] = {}

    def count(self, words: str, times: int = 1) -> None:
        self._counts[words] += times

    def say(self, words: str) -> None:
        """A remark that is made once."""
        self._said[words] = None

    def has_said(self, words: str) -> bool:
        return words in self._said

    @property
    def warnings(self) -> tuple[str, ...]:
        return (*(f"{words}（{count}处）" for words, count in self._counts.items() if count), *self._said)
