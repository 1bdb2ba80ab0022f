"""Time limits by code and day, with what provinces, cities and counties ask for instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from gongkai.reference.deadline_table import DeadlineOverride, DeadlineRule, DeadlineTable, parse_deadlines
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.files import shipped

_FILE = "deadlines.toml"


def deadline_rules() -> tuple[DeadlineRule, ...]:
    """All rules, also those of texts no longer in force, in the order of the file."""
    return _table().rules


def shipped_overrides() -> tuple[DeadlineOverride, ...]:
    """What single provinces, cities and counties are known to ask for."""
    return _table().overrides


def deadline_rule(code: str, on: date) -> DeadlineRule:
    """The rule of the whole country in force on that day. Raises ReferenceDataError naming code and day."""
    found = _by_code().get(code)
    if found is None:
        raise ReferenceDataError(_FILE, f"没有期限规则“{code}”")
    for rule in found:
        if rule.validity.covers(on):
            return rule
    raise ReferenceDataError(_FILE, f"期限规则“{code}”在 {on} 没有生效的规定")


def rule_for(code: str, division_code: str, on: date) -> DeadlineRule:
    """The rule that holds in a division on that day: the term of the nearest place that has its own.

    Raises ReferenceDataError like `deadline_rule`.
    """
    rule = deadline_rule(code, on)
    own = [
        override
        for override in shipped_overrides()
        if override.rule == code and override.reaches(division_code) and override.validity.covers(on)
    ]
    if not own:
        return rule
    nearest = max(own, key=lambda override: len(override.prefix))
    return rule.with_term(nearest.term, nearest.division)


@cache
def _table() -> DeadlineTable:
    return parse_deadlines(shipped(_FILE), _FILE)


@cache
def _by_code() -> Mapping[str, tuple[DeadlineRule, ...]]:
    rules: defaultdict[str, list[DeadlineRule]] = defaultdict(list)
    for rule in deadline_rules():
        rules[rule.code].append(rule)
    return {code: tuple(found) for code, found in rules.items()}
