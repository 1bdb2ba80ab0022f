"""The vocabulary of time limits: `words.toml` as the lexer and the grammar use it."""

from __future__ import annotations

import tomllib
from enum import IntEnum, auto
from importlib import resources

from gongkai.text.time_limit.model import Period, Unit

_VOCABULARY: dict[str, dict[str, str]] = tomllib.loads(
    resources.files("gongkai.text.time_limit").joinpath("words.toml").read_text(encoding="utf-8")
)


class Kind(IntEnum):
    """What a token does; numbers, because sets of kinds are asked at every step."""

    TEXT = auto()
    SIGN = auto()
    NUMBER = auto()
    QUANTITY = auto()
    TIMES = auto()
    DATE = auto()
    LIST = auto()
    COMMA = auto()
    STOP = auto()
    SLASH = auto()
    COLON = auto()
    PAUSE = auto()
    OPEN = auto()
    CLOSE = auto()
    LINK = auto()
    ALSO = auto()
    FROM = auto()
    VIA = auto()
    BY = auto()
    SINCE = auto()
    ON_DAY = auto()
    AFTER = auto()
    BEFORE = auto()
    WHEN = auto()
    WITH = auto()
    WITHIN = auto()
    BEYOND = auto()
    LEAST = auto()
    MOST = auto()
    OR_MORE = auto()
    AHEAD = auto()
    EVERY = auto()
    PERIOD = auto()
    PERIOD_END = auto()
    PERIOD_MONTH = auto()
    TERM = auto()
    BE = auto()
    IMMEDIATE = auto()
    STANDING = auto()
    LATEST = auto()
    SAME = auto()
    MUST = auto()
    MANNER = auto()
    PUBLISH = auto()
    NOTICE = auto()
    UPDATE = auto()
    CHANNEL = auto()
    LABEL = auto()
    LAW = auto()
    OTHERWISE = auto()
    PREVAILS = auto()
    EXCEPT = auto()
    EXTEND = auto()
    CHANGES = auto()


BARE_PERIODS = frozenset({"月度", "季度", "年度"})
"""Count as a period only before a word of publishing; before others they describe a content."""

EACH = "每"
"""Before a quantity it makes an interval (每20个工作日)."""


def words(section: str, name: str) -> frozenset[str]:
    """One list of the vocabulary."""
    return frozenset(_VOCABULARY[section][name].split())


def alternatives(section: str, *names: str) -> str:
    """Lists of the vocabulary as one group of a regular expression, the longest word first."""
    listed = {word for name in names for word in words(section, name)}
    return f"(?:{'|'.join(sorted(listed, key=lambda word: (-len(word), word)))})"


def _build() -> dict[str, tuple[Kind, Period | None]]:
    known: dict[str, tuple[Kind, Period | None]] = {}
    for name in _VOCABULARY["ordinary"]:
        known.update(dict.fromkeys(words("ordinary", name), (Kind.TEXT, None)))
    for kind in Kind:
        if kind.name in _VOCABULARY["kinds"]:
            known.update(dict.fromkeys(words("kinds", kind.name), (kind, None)))
    for section in ("periods", "succeeding"):
        for period in Period:
            if period in _VOCABULARY[section]:
                known.update(dict.fromkeys(words(section, period), (Kind.EVERY, period)))
    known[EACH] = (Kind.EVERY, None)
    return known


def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in WORDS:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


WORDS = _build()
"""Every known word with what it does, and the period it names."""

LENGTHS = _lengths()
"""How long the known words are that begin with a character, the longest first."""

UNITS = {word: unit for unit in Unit for word in words("units", unit)}
"""What is counted, by its words."""
