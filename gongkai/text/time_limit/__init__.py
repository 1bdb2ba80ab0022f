"""公开时限: the time limit that a catalogue writes in a cell, read into rules.

A wording is cut into tokens (`tokens`, `lexicon`), whose clauses are read by a grammar: what happens
(`events`), to what, how long after or before (`clause`, `limits`), how often (`recurring`), under what law
(`provisos`). Free text is never a limit; what is not certain is left to a person (`TimeLimit.rest`).

    >>> parse_time_limit("信息形成或者变更之日起20个工作日内").rules[0].amount
    20
"""

from gongkai.text.time_limit.model import Bound, Event, Extension, Period, Rule, RuleType, TimeLimit, Unit
from gongkai.text.time_limit.parsing import parse_time_limit
from gongkai.text.time_limit.refusals import refusal
from gongkai.text.time_limit.rendering import describe

__all__ = [
    "Bound",
    "Event",
    "Extension",
    "Period",
    "Rule",
    "RuleType",
    "TimeLimit",
    "Unit",
    "describe",
    "parse_time_limit",
    "refusal",
]
