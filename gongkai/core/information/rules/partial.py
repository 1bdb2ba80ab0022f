"""部分公开: what the public text leaves out of the full one, and where it says more or too much."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

REMOVAL_MARK = "［此处删减］"
"""Stands in the public text where something was taken out."""

_OPENING, _CLOSING = r"［\[【〔（(", r"］\]】〕）)"
_MARKS = re.compile(
    rf"[{_OPENING}][^{_OPENING}{_CLOSING}\n]{{0,12}}(?:删减|隐去|略)[^{_OPENING}{_CLOSING}\n]{{0,6}}[{_CLOSING}]"
)
_MASKS = "*＊×✕╳Xx某○〇●█■□▇_＿…·."
"""Signs that stand for what was taken out, as in 张某某 or 138****5678; they are no words of their own."""

_BLOCK = 6_000
"""Longer runs of changed text are not compared sign by sign: that takes time by the square of the length."""

_BREAKS = re.compile(r"[\s，。；：、！？,;:!?（）()“”\"《》\t]+")
_MOST_LOOKED_FOR = 2_000
"""Texts looked for within longer ones; each goes through all that the public reads."""

_SHORTEST_LEAK = 4
"""Shorter pieces of what is withheld (有关, 2026) are met everywhere."""


_SHORTEST_IN_FILE = 8
_FIGURES = re.compile(r"[\d\s年月日时分元万亿余约第号%.,，、：:—~-]+")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
_NO_CHANCE = 3
"""So many texts of one table do not stand in another place by chance."""


class Sort(StrEnum):
    SAME = "same"
    WITHHELD = "withheld"
    MARK = "mark"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: in both texts, only in the full one, or only in the public one (a mark, or words)."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The full and the public text, piece by piece in their common order."""

    pieces: tuple[Piece, ...]

    @property
    def full(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.sort in {Sort.SAME, Sort.WITHHELD})

    @property
    def public(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.sort is not Sort.WITHHELD)

    @property
    def withheld(self) -> tuple[str, ...]:
        """What the public does not read, each passage once."""
        return self._texts(Sort.WITHHELD)

    @property
    def added(self) -> tuple[str, ...]:
        """Words of the public text that the full one does not have: it is not a part of it then."""
        return self._texts(Sort.ADDED)

    def _texts(self, sort: Sort) -> tuple[str, ...]:
        found = (piece.text.strip() for piece in self.pieces if piece.sort is sort)
        return tuple(dict.fromkeys(text for text in found if text))


@dataclass(frozen=True, slots=True)
class Leak:
    """Words that the public text withholds and another public field says."""

    words: str
    where: str


def compare(full: str, public: str) -> Comparison:
    """Line by line, and sign by sign within lines that differ."""
    return Comparison(tuple(_joined(_pieces(_lines(full), _lines(public)))))


def leaks(comparison: Comparison, fields: Mapping[str, str]) -> tuple[Leak, ...]:
    """Which of `fields` (name on screen → public text) repeat something that is withheld.

    Long passages are looked for by their parts between stops; what the public text itself says somewhere
    is not secret.
    """
    words = _words_withheld(comparison, _SHORTEST_LEAK)
    found = [Leak(word, where) for where, text in fields.items() for word in words if word in text]
    return tuple(
        leak for leak in sorted(found, key=lambda leak: (leak.where, leak.words)) if _is_longest(leak, found)
    )


def longest_said(comparison: Comparison, text: str) -> str:
    """The longest withheld words that a file says, or nothing.

    A file is another text, of which a few words are the same by chance: only whole passages that are more
    than a figure or a day count, and long parts of them.
    """
    words = _words_withheld(comparison, _SHORTEST_IN_FILE)
    words |= {*comparison.withheld} & _words_withheld(comparison, _SHORTEST_LEAK)
    said = (word for word in words if word in text and not _FIGURES.fullmatch(word))
    return max(said, key=len, default="")


def _words_withheld(comparison: Comparison, shortest: int) -> set[str]:
    """Passages and their parts between stops that the public text does not say."""
    public = "".join(piece.text for piece in comparison.public)
    return {
        part
        for passage in comparison.withheld
        for part in (passage, *_BREAKS.split(passage))
        if len(part) >= shortest and part not in public
    }


def said_elsewhere(withheld: Iterable[str], fields: Mapping[str, str]) -> tuple[Leak, ...]:
    """Which of `fields` say what is withheld elsewhere, as it stands; short texts are met everywhere.

    All texts are looked for at once: a table may withhold ten thousand.
    """
    wanted = {text.strip() for text in withheld if len(text.strip()) >= _SHORTEST_LEAK}
    found: list[Leak] = []
    for where, text in fields.items():
        lines = {line.strip() for line in text.splitlines()}
        found += [Leak(words, where) for words in sorted(wanted & lines)]
        rest = sorted(wanted - lines)[:_MOST_LOOKED_FOR]
        found += [Leak(words, where) for words in rest if words in text]
    return tuple(found)


def names_said(withheld: Iterable[str], fields: Mapping[str, str]) -> tuple[Leak, ...]:
    """Withheld texts as short as a person's name that a short public field says, such as the title; longer
    ones are found by `leaks` and `said_elsewhere`."""
    names = sorted({text for text in withheld if _NAME.fullmatch(text)})
    return tuple(Leak(name, where) for where, text in fields.items() for name in names if name in text)


def laid_open(hidden: Collection[str], texts: Container[str]) -> list[str]:
    """Which hidden texts stand among others, where they are so many that it is no chance."""
    found = sorted(text for text in hidden if text in texts)
    return found if len(found) >= max(_NO_CHANCE, len(hidden) / 2) else []


def repeated(comparison: Comparison, *, shortest: int = 2, longest: int = 40) -> tuple[str, ...]:
    """Withheld passages that still stand elsewhere in the public text: a name left out in one place only."""
    public = "".join(piece.text for piece in comparison.public if piece.sort is Sort.SAME)
    return tuple(
        passage
        for passage in comparison.withheld
        if shortest <= len(passage) <= longest and not passage.isdigit() and passage in public
    )


def _is_longest(leak: Leak, found: Sequence[Leak]) -> bool:
    return not any(
        other.where == leak.where and leak.words != other.words and leak.words in other.words
        for other in found
    )


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _pieces(full: Sequence[str], public: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, full, public, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(full[a:b]), "".join(public[c:d])
        if tag == "equal":
            yield Piece(Sort.SAME, gone)
        elif max(len(gone), len(come)) > _BLOCK:
            yield from _apart(gone, come)
        else:
            yield from _within(gone, come)


def _within(full: str, public: str) -> Iterator[Piece]:
    """Marks of removal are taken as one sign that nothing equals; so is every run that they separate."""
    signs = _signs(public)
    for tag, a, b, c, d in SequenceMatcher(None, list(full), signs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Sort.SAME, full[a:b])
        else:
            yield from _apart(full[a:b], "".join(signs[c:d]))


def _signs(text: str) -> list[str]:
    """Single signs, and each mark of removal as one."""
    found: list[str] = []
    end = 0
    for mark in _MARKS.finditer(text):
        found += [*text[end : mark.start()], mark.group()]
        end = mark.end()
    return [*found, *text[end:]]


def _apart(full: str, public: str) -> Iterator[Piece]:
    if full:
        yield Piece(Sort.WITHHELD, full)
    end = 0
    for mark in _MARKS.finditer(public):
        yield from _said(public[end : mark.start()])
        yield Piece(Sort.MARK, mark.group())
        end = mark.end()
    yield from _said(public[end:])


def _said(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(Sort.ADDED if text.strip().strip(_MASKS) else Sort.MARK, text)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one sort as one piece."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.sort is piece.sort:
            last = Piece(last.sort, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
