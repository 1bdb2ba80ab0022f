"""Words that other sources know, handed in by the caller: they help to divide what a page ran together."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of areas (with aliases), of first and second levels, of channels, and elements of 公开内容.

    They decide only where one text ends and the next begins. What a table says is never replaced by them.
    """

    areas: tuple[str, ...] = ()
    level1: frozenset[str] = field(default_factory=frozenset)
    level2: frozenset[str] = field(default_factory=frozenset)
    channels: frozenset[str] = field(default_factory=frozenset)
    elements: frozenset[str] = field(default_factory=frozenset)


NO_WORDS = Vocabulary()
