"""有效性: from which day a document is in force, amended, lapsed or repealed, and for how long it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.information.enums import RelationKind, Validity
from gongkai.kernel.periods import add_months
from gongkai.kernel.time_units import Span, Unit

TERM_RULE = "normative.validity"
TRIAL_RULE = "normative.trial_validity"
REVIEW_RULE = "normative.review"
"""Codes of the rule table: how long a normative document holds, one on trial, when it is examined."""

EFFECTS = {
    RelationKind.AMENDS: Validity.AMENDED,
    RelationKind.REPEALS: Validity.REPEALED,
    RelationKind.REPLACES: Validity.REPEALED,
}
"""What a relation makes of its target."""

ENDED = (Validity.LAPSED, Validity.REPEALED)
HOLDING = (Validity.IN_FORCE, Validity.AMENDED, Validity.PARTLY_LAPSED)
"""Still to be followed, though perhaps not to the letter of the first text."""

_TRIAL_WORDS = ("暂行", "试行")


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change: `source` is the document whose edition causes it (None: decided by hand)."""

    key: int
    validity: Validity
    on: date
    recorded_on: date
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands on a day, since which change, and what is to come next."""

    validity: Validity | None
    change: Change | None = None
    coming: Change | None = None


def standing(document_id: int, changes: Iterable[Change], day: date) -> Standing:
    """How a document stands at the end of a day, by what had been recorded by then.

    Of all that one document has caused the last word counts: a correction of it may move or take back what
    its first edition did. Changes decided by hand each count.
    """
    counted = _last_words(change for change in changes if change.recorded_on <= day)
    reached = [change for change in counted if change.on <= day]
    coming = next((change for change in counted if change.on > day), None)
    if reached:
        return Standing(reached[-1].validity, reached[-1], coming)
    is_own = any(change.source == document_id for change in counted)
    return Standing(Validity.PENDING if is_own else None, None, coming)


def _last_words(changes: Iterable[Change]) -> list[Change]:
    by_source: dict[tuple[str, int], Change] = {}
    for change in sorted(changes, key=lambda change: change.key):
        by_source[("by", change.source) if change.source is not None else ("key", change.key)] = change
    return sorted(by_source.values(), key=lambda change: (change.on, change.key))


def last_day(effective_on: date, span: Span) -> date:
    """The last day in force of what takes effect on a day and holds for some years or months.

    A document is in force on its first day already (自施行之日起有效期五年), so the period ends on the day
    before the corresponding one; it is never longer than the rule allows. How places count was not compared.
    """
    months = span.amount * (12 if span.unit is Unit.YEAR else 1)
    return add_months(effective_on, months) - timedelta(days=1)


def term_sentence(effective_on: date, span: Span) -> str:
    """Why the document ends on its day, in words."""
    until = last_day(effective_on, span)
    return (
        f"自{effective_on:%Y年%-m月%-d日}起施行，有效期{span}，施行当日计入，"
        f"至{until:%Y年%-m月%-d日}届满（含当日）"
    )


def term_rule(title: str) -> str:
    """Which rule of the table says how long a document of this title may hold."""
    return TRIAL_RULE if any(word in title for word in _TRIAL_WORDS) else TERM_RULE


def effect_day(effective_on: date | None, published_on: date) -> date:
    """From when what a document does to others holds: its own day of taking effect, else its publication."""
    return effective_on or published_on


def change_words(validity: Validity, on: date, *, title: str = "", number: str = "", basis: str = "") -> str:
    """From when a document stands so and what that rests on: 自2026年10月1日起废止，依据《…》（…号）."""
    rests_on = (
        f"，依据《{title}》{f'（{number}）' if number else ''}" if title else f"，{basis}" if basis else ""
    )
    return f"自{on:%Y年%-m月%-d日}起{validity.label}{rests_on}"


def has_validity(*, declared: bool, effective_on: date | None, expires_on: date | None) -> bool:
    """Whether a document is one that is in force or not: its kind says so, or it names such a day."""
    return declared or effective_on is not None or expires_on is not None


def effects(relations: Sequence[tuple[RelationKind, int]]) -> dict[int, Validity]:
    """Target → what becomes of it; repeal goes before amendment."""
    found: dict[int, Validity] = {}
    for kind, target in relations:
        effect = EFFECTS.get(kind)
        if effect is not None and found.get(target) != Validity.REPEALED:
            found[target] = effect
    return found
