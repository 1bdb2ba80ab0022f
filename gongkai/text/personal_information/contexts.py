"""What stands around a number: its label, the unit behind it, the words near it.

A label is the last word of a group before the number in its clause, in its own cell or at the head of its
column; several that are joined by a stroke (统一社会信用代码/身份证号) count together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.text.personal_information.patterns import PatternFault, compiled

_PATTERN = "re:"
"""Begins a word that is a pattern."""

_BEFORE = 48
_AFTER = 8
_SET_APART = 4
_STOPS = re.compile(r"[。；;\n]")
_JOINING = re.compile(r"[\s/、或和及与()（）*:：]*")
_DIRECT = re.compile(r"""[\s:：=*"'“”‘’（()）\[\]【】<>|.\-_/第号码为是约共达计即]{0,12}""")


def faults_of_words(entries: Iterable[str]) -> list[str]:
    """What is wrong with the patterns among the words."""
    faults = []
    for entry in entries:
        if entry.startswith(_PATTERN):
            try:
                compiled(entry.removeprefix(_PATTERN))
            except PatternFault as error:
                faults.append(f"“{entry}”不是 RE2 能接受的表达式（{error}）")
    return faults


def _loose(word: str) -> str:
    """A short Chinese word also when its characters are set apart (姓  名)."""
    if len(word) <= _SET_APART and not word.isascii():
        return " {0,4}".join(map(re.escape, word))
    return re.escape(word)


def _tight(word: str) -> str:
    return word.lower() if word.isascii() else word.replace(" ", "").lower()


class WordIndex:
    """All groups of words of a rule set, found in one pass."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        plain: dict[str, set[str]] = {}
        patterns: list[tuple[Any, str]] = []
        for group, entries in words.items():
            for entry in entries:
                if entry.startswith(_PATTERN):
                    patterns.append((compiled(entry.removeprefix(_PATTERN)), group))
                else:
                    plain.setdefault(entry.lower(), set()).add(group)
        self._groups = {word: frozenset(groups) for word, groups in plain.items()}
        ordered = sorted(plain, key=lambda word: (-len(word), word))
        self._plain = re.compile("|".join(map(_loose, ordered)) or r"(?!)", re.IGNORECASE)
        self._patterns = patterns

    def found(self, text: str) -> list[tuple[int, int, frozenset[str]]]:
        """Every word with its place and its groups, in order."""
        hits = [(m.start(), m.end(), self._groups[_tight(m.group())]) for m in self._plain.finditer(text)]
        for pattern, group in self._patterns:
            hits += [(m.start(), m.end(), frozenset({group})) for m in pattern.finditer(text)]
        return sorted(hits, key=lambda hit: (hit[1], hit[0])) if self._patterns else hits

    def groups(self, text: str) -> frozenset[str]:
        """The groups that have a word in the text."""
        every = [groups for _, _, groups in self.found(text)]
        return frozenset().union(*every)


@dataclass(frozen=True, slots=True)
class Line:
    """A folded line with what helps to read it: the head of its columns and the lines around it."""

    text: str
    start: int
    """Where the line begins in the whole text."""
    before: str = ""
    """The line above that is not blank."""
    near: str = ""
    """The text around the line, folded."""
    header: tuple[str, ...] = ()
    bounds: tuple[int, ...] = ()
    """Where the cells begin, when the line is a row under a header."""

    def cell_at(self, place: int) -> tuple[int, str]:
        """Where the cell at that place begins, and the head of its column."""
        for index in range(len(self.bounds) - 1, -1, -1):
            if self.bounds[index] <= place:
                return self.bounds[index], self.header[index] if index < len(self.header) else ""
        return 0, ""


@dataclass(frozen=True, slots=True)
class Label:
    """The groups of the words that label a place."""

    groups: frozenset[str]
    direct: bool
    """Nothing but punctuation stands between the label and the place."""


NO_LABEL = Label(frozenset(), direct=False)


def label_of(index: WordIndex, line: Line, place: int) -> Label:
    """The label of what begins at that place of the line."""
    cell, head = line.cell_at(place)
    own = line.text[max(cell, place - _BEFORE) : place]
    own = own[_after_last_stop(own) :]
    if found := _last(index, own):
        return found
    if head:
        found = _last(index, head)
        return Label(found.groups, direct=True) if found else NO_LABEL
    if not own.strip() and line.before:
        found = _last(index, line.before[-_BEFORE:])
        return found if found and found.direct else NO_LABEL
    return NO_LABEL


def _after_last_stop(text: str) -> int:
    ends = [match.end() for match in _STOPS.finditer(text)]
    return ends[-1] if ends else 0


def _last(index: WordIndex, text: str) -> Label | None:
    hits = index.found(text)
    if not hits:
        return None
    start, end, groups = hits[-1]
    for other_start, other_end, other_groups in reversed(hits[:-1]):
        if other_end > start or not _JOINING.fullmatch(text, other_end, start):
            break
        if other_end == start:
            break
        start, groups = other_start, groups | other_groups
    return Label(groups, direct=_DIRECT.fullmatch(text, end) is not None)


def follows(index: WordIndex, line: str, end: int) -> frozenset[str]:
    """The groups of the word that stands right behind a place."""
    after = line[end : end + _AFTER].lstrip()
    return frozenset().union(*(groups for start, _, groups in index.found(after) if start == 0))
