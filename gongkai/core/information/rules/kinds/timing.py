"""By when a document of a kind is owed, and how long it is shown: which rules of the rule table apply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.core.information.rules.tables.cells import day_of
from gongkai.foundation.deadlines.rules import is_in_force
from gongkai.reference.information_kinds import DeadlineUse, DisplayUse, InformationKind
from gongkai.reference.kind_parts import DisplayMode

__all__ = ["DisplayMode", "deadline_use", "display_use", "owed_since"]


def deadline_use(kind: InformationKind, values: Mapping[str, str]) -> DeadlineUse | None:
    """The rule by which the kind is owed with these values; None where only the general one holds."""
    return next((use for use in kind.deadlines if use.when.holds(values)), None)


def owed_since(use: DeadlineUse, values: Mapping[str, str], written_on: date | None) -> date | None:
    """The day from which the kind's own limit runs: approval, decision …; else 成文日期."""
    return day_of(values.get(use.since, "")) or written_on


def display_use(kind: InformationKind, values: Mapping[str, str], on: date) -> DisplayUse | None:
    """The rule for the time of display with these values, if it is in force on the day; the first that holds,
    so that a kind names the special case before the usual one."""
    return next(
        (use for use in kind.displays if use.holds(values) and is_in_force(use.rule, on)),
        None,
    )
