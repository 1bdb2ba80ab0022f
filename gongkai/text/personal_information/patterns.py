"""Patterns that run in linear time whatever the text (RE2); the only ones that a rule may hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import re2

PatternFault = re2.error
"""Raised for a pattern that RE2 refuses: lookaround, references to groups, too much memory."""

_MEMORY = 8 << 20
_JOINED_MEMORY = 64 << 20


def compiled(pattern: str) -> Any:
    """The pattern made ready for texts; raises PatternFault."""
    return re2.compile(pattern, _options(_MEMORY))


def joined(patterns: Iterable[str]) -> Any:
    """One pattern that is found wherever one of them is, made ready for UTF-8; groups have no names."""
    unnamed = (pattern.replace("(?P<value>", "(?:") for pattern in patterns)
    every = "|".join(f"(?:{pattern})" for pattern in unnamed)
    options = _options(_JOINED_MEMORY)
    options.never_capture = True
    return re2.compile(f"(?m){every}".encode(), options)


def together(patterns: Iterable[str], *, whole: bool = False) -> Any:
    """All of them at once: `.Match(text)` gives the indexes of those found in it, or that are all of it."""
    options = _options(_JOINED_MEMORY)
    every = re2.Set.FullMatchSet(options) if whole else re2.Set.SearchSet(options)
    for pattern in patterns:
        every.Add(f"(?m){pattern}")
    every.Compile()
    return every


def _options(memory: int) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    return options
