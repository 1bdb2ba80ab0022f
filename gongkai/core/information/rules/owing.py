"""The day by which a document is owed to the public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.information.enums import PUBLISHABLE
from gongkai.foundation.deadlines.rules import is_in_force, limit_of
from gongkai.kernel.deadlines import Limit
from gongkai.kernel.time_units import Span, Unit
from gongkai.text.time_limit import Event, Rule, RuleType, parse_time_limit

PUBLICATION_RULE = "publication.general"
"""政府信息公开条例 art. 26: within 20 working days of forming or changing."""

_UNITS = {unit.value: unit for unit in (Unit.WORKDAY, Unit.DAY, Unit.MONTH)}
_FORMING = {Event.FORMED, Event.CHANGED, Event.FORMED_OR_CHANGED, Event.MADE_OR_OBTAINED}
_MATTER, _TRIGGER = "主动公开政府信息", "形成或者变更之日"


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What the publication deadline of a document follows from."""

    title: str
    written_on: date | None
    openness: str
    item_id: int
    author_ids: tuple[int, ...]
    rule_code: str = PUBLICATION_RULE
    """The rule of the document's kind; the general one where it has none of its own."""
    since: date | None = None
    """The day from which that rule runs: of approval, of decision; else `written_on`."""


def owed_from(written_on: date | None, openness: str) -> date | None:
    """The day from which publication is owed, or None where it is not (条例 arts. 13, 19, 26).

    A document whose openness is still to be determined is owed: the time runs from its forming. What was
    formed before the 条例 came into force was not.
    """
    if written_on is None or (openness and openness not in PUBLISHABLE):
        return None
    return written_on if is_in_force(PUBLICATION_RULE, written_on) else None


def limit_of_wording(wording: str) -> Limit | None:
    """The limit that a catalogue item's 公开时限 sets for what is formed, or None.

    Only where the whole wording is understood and it has just one figure counted from forming, without a
    condition; else the general limit of the 条例 holds.
    """
    read = parse_time_limit(wording)
    counted = [rule for rule in read.rules if rule.type is RuleType.AFTER_EVENT]
    if not read.understood or len(counted) != 1 or not _is_usable(counted[0]):
        return None
    (rule,) = counted
    span = Span(rule.amount or 0, _UNITS[str(rule.unit)])
    return limit_of(span, name=_MATTER, trigger=_TRIGGER, source=f"标准目录“公开时限”：{rule.words}")


def _is_usable(rule: Rule) -> bool:
    return bool(
        rule.event in _FORMING
        and not rule.event_words
        and not rule.scope
        and not rule.at_least
        and rule.amount
        and rule.unit in _UNITS
    )
