"""What the guard knows and what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """What a finding means for a publication."""

    HARD = "hard"
    REVIEW = "review"


class Kind(StrEnum):
    """What a rule looks at: a number in any dress, words, an address down to the door."""

    NUMBER = "number"
    WORDS = "words"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal information.

    `start` and `end` are offsets of characters into the text as it was given; `masked` shows the span as
    the default profile masks it and never the value; `reason` is for the screen.
    """

    start: int
    end: int
    type: str
    severity: Severity
    masked: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellFinding:
    """A finding in a cell of a table: column and row count from 0, offsets are within the cell."""

    column: int
    row: int
    finding: Finding
    text: str
    """The cell as it stands."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a rule file; numbers stand in it as {id_card}, {mobile} and so on."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which personal information is recognised.

    `severity` None knows what is not personal: it takes its place and yields no finding. The names of groups
    of words are read by `labels` and `contexts`; `checks` and `needs` name functions.
    """

    type: str
    label: str
    severity: Severity | None
    kind: Kind
    reason: str
    pattern: str
    compiled: Any = field(compare=False)
    """What re2 made of `pattern`."""
    checks: tuple[str, ...] = ()
    dresses: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    """How the number may be cut into groups (3-4-4); * for anyhow, empty for not at all."""
    label_in: frozenset[str] = frozenset()
    label_not: frozenset[str] = frozenset()
    near_in: frozenset[str] = frozenset()
    near_not: frozenset[str] = frozenset()
    after_not: frozenset[str] = frozenset()
    lowered_by: frozenset[str] = frozenset()
    raised_by: frozenset[str] = frozenset()
    """Types of which a hard finding in the same sentence makes this one hard, too."""
    needs: tuple[str, ...] = ()
    span: str = "whole"
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeLabel:
    """How a type is called, and the worst that a finding of it can be."""

    label: str
    severity: Severity


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """All rules of a version, in the order in which they are asked; immutable, equal only to itself."""

    version: str
    rules: tuple[Rule, ...]
    words: Mapping[str, tuple[str, ...]]
    source: str = ""
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Groups that are looked for around a place, and are no labels."""

    @property
    def types(self) -> dict[str, TypeLabel]:
        """Every type that can be found, with its Chinese label and its worst severity."""
        found: dict[str, TypeLabel] = {}
        for rule in self.rules:
            if rule.severity is None:
                continue
            known = found.get(rule.type)
            worst = Severity.HARD if rule.raised_by else rule.severity
            if known is None or (worst is Severity.HARD and known.severity is Severity.REVIEW):
                found[rule.type] = TypeLabel(known.label if known else rule.label, worst)
        return found

    def only(self, types: Iterable[str]) -> RuleSet:
        """The rules of these types and those that know what is not personal."""
        wanted = frozenset(types)
        kept = tuple(rule for rule in self.rules if rule.severity is None or rule.type in wanted)
        return RuleSet(self.version, kept, self.words, self.source, self.near)
