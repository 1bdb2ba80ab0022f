"""What stands around a number: its label, the unit behind it, the words near it.

A label is the last word of a group before the number in its clause, in its own cell or at the head of its
column; several that are joined by a stroke (统一社会信用代码/身份证号) count together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from gongkai.text.personal_information.line import BEFORE, Line
from gongkai.text.personal_information.patterns import PatternFault, Patterns, compiled, joined, spans
from gongkai.text.personal_information.rule_faults import pattern_fault

_PATTERN = "re:"
"""Begins a word that is a pattern."""

_AFTER = 8
_HEADS = 4096
_CLAUSES = 4096
_SET_APART = re.compile(r"[\u4e00-\u9fff]( {1,4})(?=[\u4e00-\u9fff])")

Hit = tuple[int, int, frozenset[str]]
_BY_END = itemgetter(1, 0)
_Words = tuple[dict[str, tuple[str, ...]], tuple[str, ...]]
"""Words that begin alike: by their second character, and the one that is this character alone, if any."""

_NO_WORDS: _Words = ({}, ())
_UNITS = frozenset({"unit"})
"""What is counted in is no label: 用电量（千瓦时）."""
_NO_REST = frozenset("住宅")
"""Found by a pattern, and never only the end of the word before: 户主住…, 申请人住…."""
_COMMA = "，"
"""Ends what words and labels are in one piece: no word has it in it, and it joins no labels."""
_WITHIN_CLAUSE = re.compile(
    r"(?:\\p\{Han\}|\\s|\\d|\(\?:|\(\?P<value>|\((?!\?)|\[\^\\P\{Han\}[\u4e00-\u9fff]*\]|[^\\^.，\-(])*"
)
"""A pattern that surely neither finds the comma nor asks what is before it: no dot, no range, no negation.

One negation does: every Chinese character but a few.
"""
_LISTING = "、"
_DIGITS = re.compile(r"[0-9]{7,24}")
_JOINING = re.compile(r"[\s/、或和及与()（）*:：]*")
_SIGNS = r"""[\s:：=*"'“”‘’（()）\[\]【】<>|.\-_/第号码为是约共达计即]"""
_LONG_WORD = re.compile(r"[\u4e00-\u9fff]{4}")
"""Longer than what anything is counted in (平方米, 千瓦时)."""
_DIRECT = re.compile(
    rf"{_SIGNS}{{0,12}}(?:[（(][^（）()]{{1,8}}[)）]{_SIGNS}{{0,6}})?(?:[，,](?:其|证件)?号码?{_SIGNS}{{0,6}})?[A-Z]?"
)
"""Also 居民身份证，号码…: which number it is was said before the comma."""


def faults_of_words(entries: Iterable[str]) -> list[str]:
    """What is wrong with the patterns among the words."""
    faults = []
    for entry in entries:
        if entry.startswith(_PATTERN):
            try:
                compiled(entry.removeprefix(_PATTERN))
            except PatternFault as error:
                faults.append(f"“{entry}”不是 RE2 能接受的表达式：{pattern_fault(error)}")
    return faults


class WordIndex:
    """All groups of words of a rule set; the longest word counts, also with blanks between its characters.

    The groups in `near` are no labels: only `holds` knows them.
    """

    def __init__(
        self, words: Mapping[str, Iterable[str]], near: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        groups: dict[str, set[str]] = {}
        self._entries = {name: tuple(entries) for name, entries in (*words.items(), *(near or {}).items())}
        self._any_of: dict[frozenset[str], Any] = {}
        patterns: dict[str, set[str]] = {}
        for group, entries in words.items():
            for entry in entries:
                if entry.startswith(_PATTERN):
                    patterns.setdefault(entry.removeprefix(_PATTERN), set()).add(group)
                else:
                    groups.setdefault(entry.lower(), set()).add(group)
        self._groups = {word: frozenset(named) for word, named in groups.items()}
        self._beginning = _by_beginning(groups)
        own = list(patterns)
        self._patterns = [(compiled(pattern), frozenset(named)) for pattern, named in patterns.items()]
        self._any_pattern, self._first_pattern = Patterns(own), Patterns(own, first=True)
        self._within_clause = frozenset(
            at for at, pattern in enumerate(own) if _WITHIN_CLAUSE.fullmatch(pattern)
        )
        self._comma_ends_words = not any(_COMMA in word for word in groups)
        self.head = lru_cache(maxsize=_HEADS)(self.label)
        self._label_of_clause = lru_cache(maxsize=_CLAUSES)(self._label)
        self.first = lru_cache(maxsize=_CLAUSES)(self._first)
        """The groups of the words that a text begins with."""

    def label(self, text: str) -> Label | None:
        """The label that the last words of a text are, with those that are joined to them.

        What stands behind the last comma is asked first, as it is nearly always enough and seldom new; but
        not when a pattern was found that may reach over a comma.
        """
        matching = tuple(self._any_pattern.matching(text))
        clause = text.rfind(_COMMA) + 1
        if (
            clause
            and self._comma_ends_words
            and self._within_clause.issuperset(matching)
            and len(text.lower()) == len(text)
            and (found := self._label_of_clause(text[clause:], matching))
        ):
            return found
        return self._label(text, matching)

    def _label(self, text: str, matching: Sequence[int]) -> Label | None:
        return last_label(text, self._found(text, matching))

    def found(self, text: str) -> list[Hit]:
        """Every word with its place and its groups, in order."""
        return self._found(text, self._any_pattern.matching(text))

    def _found(self, text: str, matching: Sequence[int]) -> list[Hit]:
        """The words, and what these patterns find, of which the others find nothing."""
        if " " in text and (places := _without_blanks(text)):
            tight = "".join(text[place] for place in places)
            hits = [(places[start], places[end - 1] + 1, named) for start, end, named in self._words(tight)]
        else:
            hits = self._words(text)
        if not matching:
            return hits
        found: list[Hit] = []
        for at in matching:
            pattern, named = self._patterns[at]
            for start, end in spans(pattern, text):
                if text[start:end] in _NO_REST or not _goes_on(start, end, hits):
                    found.append((start, end, named))
        if len(found) > 1:  # 号 in 执法证号 is only its end
            found = [hit for hit in found if not _is_within(hit, found)]
        return sorted([hit for hit in hits if not _is_within(hit, found)] + found, key=_BY_END)

    def _words(self, text: str) -> list[Hit]:
        lower = _lowered(text)
        beginning = self._beginning
        hits: list[Hit] = []
        at = 0
        for place, character in enumerate(lower):
            if character not in beginning or place < at:
                continue
            by_second, alone = beginning[character]
            for word in by_second.get(lower[place + 1 : place + 2], alone):
                if lower.startswith(word, place):
                    at = place + len(word)
                    hits.append((place, at, self._groups[word]))
                    break
        return hits

    def _first(self, text: str) -> frozenset[str]:
        if not text:
            return frozenset()
        if self._first_pattern.matching(text):
            return frozenset().union(*(named for start, _, named in self.found(text) if start == 0))
        if " " in text and (places := _without_blanks(text)):
            text = "".join(text[place] for place in places)
        lower = _lowered(text)
        by_second, alone = self._beginning.get(lower[0], _NO_WORDS)
        for word in by_second.get(lower[1:2], alone):
            if lower.startswith(word):
                return self._groups[word]
        return frozenset()

    def holds(self, text: str, groups: frozenset[str]) -> bool:
        """Whether a word of one of the groups is anywhere in the text."""
        ready = self._any_of.get(groups)
        if ready is None:
            words = (word for name in sorted(groups) for word in self._entries.get(name, ()))
            ready = self._any_of[groups] = joined(map(_anywhere, words))
        return ready.search(text.encode()) is not None


def _by_beginning(words: Iterable[str]) -> dict[str, _Words]:
    """The words by their first character and then by their second, the longest first."""
    found: dict[str, _Words] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_second, alone = found.get(word[0], _NO_WORDS)
        if len(word) == 1:
            alone = (word,)
        found[word[0]] = {**by_second, word[1:2]: (*by_second.get(word[1:2], ()), word)}, alone
    return {
        first: ({second: ways + alone for second, ways in by_second.items() if second}, alone)
        for first, (by_second, alone) in found.items()
    }


def _goes_on(start: int, end: int, words: Iterable[Hit]) -> bool:
    """Whether a word that is known holds it or is right before it: 手机号 ends with 号, so does 借记卡号."""
    for first, last, _ in words:
        if first + 1 < last and first <= start <= last and start - first >= end - last:
            return True
    return False


def _is_within(hit: Hit, longer: Iterable[Hit]) -> bool:
    """Whether it is only a part of what a pattern found: 地址 in 申请人地址."""
    first, last, _ = hit
    return any(start <= first and last <= end and end - start > last - first for start, end, _ in longer)


def _lowered(text: str) -> str:
    """The text in small letters, where that leaves every place as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def _anywhere(word: str) -> str:
    if word.startswith(_PATTERN):
        return word.removeprefix(_PATTERN).replace("(?P<value>", "(?:")
    return (
        "(?i:" + " {0,4}".join(map(re.escape, word)) + ")"
        if not word.isascii()
        else f"(?i:{re.escape(word)})"
    )


def _without_blanks(text: str) -> list[int]:
    """The places of a text without the blanks between Chinese characters (姓  名); empty when it has none."""
    blanks = {place for match in _SET_APART.finditer(text) for place in range(*match.span(1))}
    return [place for place in range(len(text)) if place not in blanks] if blanks else []


class Label(NamedTuple):
    """The groups of the words that label a place."""

    groups: frozenset[str]
    direct: bool
    """Nothing but punctuation stands between the label and the place."""


NO_LABEL = Label(frozenset(), direct=False)


def label_of(index: WordIndex, line: Line, place: int) -> Label:
    """The label of what begins at that place of the line."""
    text = line.text
    cell = line.cell_begin(place)
    own = text[clause_begin(text, place, max(cell, place - BEFORE)) : place]
    if own.endswith(_LISTING):
        own = _before_list(own, text, place)
    if own and (found := index.label(own)):
        return found
    if head := line.head_at(place):
        is_itself = text.startswith(head, cell)  # the row of heads has none
        found = (None if is_itself else index.head(head)) or index.head(line.cell_before(cell))
        if found is None and not is_itself:
            found = index.head(line.head_of_row)
        return Label(found.groups, direct=True) if found else NO_LABEL
    if line.start and not line.text[cell:place].strip():
        found = index.label(line.before)
        return found if found and found.direct else NO_LABEL
    return NO_LABEL


def clause_begin(text: str, place: int, least: int = 0) -> int:
    """Where the part of a sentence begins in which a place of a line is, but not before `least`."""
    find = text.rfind
    stops = (
        find("。", least, place),
        find("；", least, place),
        find(";", least, place),
        find("\n", least, place),
    )
    return max(*stops, least - 1) + 1


def _before_list(own: str, text: str, place: int) -> str:
    """What stands before a list (甲、乙、丙) of numbers that are as long as the one at that place."""
    number = _DIGITS.match(text, place)
    size = number.end() - place if number else 0
    while size and own.endswith(_LISTING) and _DIGITS.fullmatch(own, len(own) - 1 - size, len(own) - 1):
        own = own[: -1 - size]
    return own


def last_label(text: str, words: Iterable[Hit]) -> Label | None:
    """The label that the last of the words that were found in a text is."""
    hits = [hit for hit in words if hit[2] != _UNITS]
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
    """The groups of the word that stands right behind a place; behind a blank it must be all of a word.

    人 counts nothing in 人均收入, but alone it does.
    """
    behind = line[end : end + _AFTER]
    bare = behind.lstrip()
    if len(bare) < len(behind) and _LONG_WORD.match(bare):
        return frozenset()
    return index.first(bare)
