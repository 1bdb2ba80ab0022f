"""Patterns that run in linear time whatever the text (RE2); the only ones that a rule may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2

PatternFault = re2.error
"""Raised for a pattern that RE2 refuses: lookaround, references to groups, too much memory."""

HAN = (
    "\\u2e80-\\u2e99\\u2e9b-\\u2ef3\\u2f00-\\u2fd5\\u3005\\u3007\\u3021-\\u3029\\u3038-\\u303b\\u3400-\\u4dbf\\u4e00-\\u9fff"
    "\\uf900-\\ufa6d\\ufa70-\\ufad9\\U00016fe2\\U00016fe3\\U00016ff0\\U00016ff1\\U00020000-\\U0002a6df\\U0002a700-\\U0002b739"
    "\\U0002b740-\\U0002b81d\\U0002b820-\\U0002cea1\\U0002ceb0-\\U0002ebe0\\U0002ebf0-\\U0002ee5d\\U0002f800-\\U0002fa1d"
    "\\U00030000-\\U0003134a\\U00031350-\\U000323af"
)
r"""What RE2 takes for \p{Han}, for the brackets of a pattern of `re`."""

_MEMORY = 8 << 20
_JOINED_MEMORY = 64 << 20
_SEARCH_MEMORY = 384 << 20
"""At most, for what is sought in whole texts; with less RE2 forgets its states and is far slower."""


def compiled(pattern: str) -> Any:
    """The pattern made ready for texts; raises PatternFault."""
    return re2.compile(pattern, _options(_MEMORY))


def spans(pattern: Any, text: str, at: int = 0) -> Iterator[tuple[int, int]]:
    """Where a pattern of `compiled` is found from a place of the text on: its group `value`, or all of it.

    The next one may begin right behind the group: what ends one cell of a table begins the next. It is
    searched in bytes and only the ends are counted in characters, in half the time of `finditer`.
    """
    encoded = text.encode()
    group = _value_of(pattern)
    place = len(text[:at].encode()) if at else 0
    while (match := pattern.search(encoded, place)) is not None:
        start, end = match.span(group)
        place = max(end, place + 1) if end > start else max(match.end(), place + 1)
        if start >= 0:  # the group took part
            first = len(encoded[:start].decode(errors="ignore"))
            yield first, first + len(encoded[start:end].decode(errors="ignore"))


@lru_cache(maxsize=1024)
def _value_of(pattern: Any) -> int:
    """The number of the group `value`; 0, which is all of a match, when there is none."""
    return int(pattern.groupindex.get("value", 0))


def beginning(pattern: str) -> re.Pattern[str]:
    """A pattern of our own, without repeats that have no end, that is only asked what begins at a place.

    `re` answers that in a tenth of the time, as it need not make bytes of the whole line first.
    """
    return re.compile(pattern.replace(r"\p{Han}", HAN).replace(r"\s", r"\t\n\f\r "))


_SIGNS = r"(?:\[(?:\\.[^\[\]\\]*|[^\[\]\\])+\]|\\p\{Han\})"
_AT_BEGINNING = re.compile(rf"\A((?:\(\?:)*)({_SIGNS})\{{([0-9]+),[0-9]+\}}\??")
_AT_END = re.compile(rf"(?<!\\)({_SIGNS})\{{([0-9]+),[0-9]+\}}\??(\)*)\Z")


def _shortest(pattern: str) -> str:
    """A pattern that is found in every text in which this one is, and has fewer states.

    Signs that may be repeated at its beginning or end stand there as seldom as they may.
    """
    pattern = _AT_BEGINNING.sub(r"\1\2{\3}", pattern)
    return _AT_END.sub(r"\1{\2}\3", pattern)


def joined(patterns: Iterable[str]) -> Any:
    """One pattern that is found wherever one of them is, made ready for UTF-8; groups have no names."""
    unnamed = (_shortest(pattern.replace("(?P<value>", "(?:")) for pattern in patterns)
    every = "|".join(f"(?:{pattern})" for pattern in unnamed)
    options = _options(_SEARCH_MEMORY)
    options.never_capture = True
    return re2.compile(f"(?m){every}".encode(), options)


class Patterns:
    """Patterns that are asked all at once: `matching` gives the places of those found in a text.

    With `whole` they must be all of the text, with `first` they must begin with it.
    """

    def __init__(self, patterns: Iterable[str], *, whole: bool = False, first: bool = False) -> None:
        options = _options(_JOINED_MEMORY)
        make = re2.Set.FullMatchSet if whole else re2.Set.MatchSet if first else re2.Set.SearchSet
        self._set = make(options)
        self._is_empty = True
        for pattern in patterns:
            self._set.Add(f"(?m){pattern}")
            self._is_empty = False
        self._set.Compile()

    def matching(self, text: str) -> Sequence[int]:
        """The places of the patterns that match, counted from 0, in no certain order."""
        return () if self._is_empty else self._set.Match(text.encode()) or ()


def _options(memory: int) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    return options
