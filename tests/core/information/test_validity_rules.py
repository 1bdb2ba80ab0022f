"""From which day a document is in force or not, and when it lapses: pure functions."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.information.enums import RelationKind, Validity
from gongkai.core.information.rules.validity import (
    Change,
    effects,
    has_validity,
    last_day,
    standing,
    term_rule,
    term_sentence,
)
from gongkai.kernel.time_units import Span, Unit

OWN, OTHER = 1, 2
FIRST, LATER, LAST = date(2026, 1, 1), date(2026, 6, 1), date(2026, 9, 1)


def change(
    key: int, validity: Validity, on: date, source: int | None = None, recorded: date = FIRST
) -> Change:
    return Change(key, validity, on, recorded, source)


def test_without_a_change_a_document_has_no_validity() -> None:
    assert standing(OWN, [], FIRST).validity is None


def test_what_takes_effect_later_is_pending_until_its_day() -> None:
    changes = [change(1, Validity.IN_FORCE, LATER, OWN)]
    before = standing(OWN, changes, date(2026, 5, 31))
    assert (before.validity, before.coming) == (Validity.PENDING, changes[0])
    assert standing(OWN, changes, LATER).validity == Validity.IN_FORCE


def test_a_repeal_to_come_is_known_before_it_holds() -> None:
    own, repeal = change(1, Validity.IN_FORCE, FIRST, OWN), change(2, Validity.REPEALED, LATER, OTHER)
    before = standing(OWN, [own, repeal], date(2026, 3, 1))
    assert (before.validity, before.change, before.coming) == (Validity.IN_FORCE, own, repeal)
    after = standing(OWN, [own, repeal], LATER)
    assert (after.validity, after.change, after.coming) == (Validity.REPEALED, repeal, None)


def test_a_document_without_validity_keeps_none_until_its_repeal() -> None:
    repeal = change(1, Validity.REPEALED, LATER, OTHER)
    assert standing(OWN, [repeal], FIRST).validity is None
    assert standing(OWN, [repeal], LATER).validity == Validity.REPEALED


def test_a_correction_of_the_repealing_document_has_the_last_word() -> None:
    own = change(1, Validity.IN_FORCE, FIRST, OWN)
    repeal = change(2, Validity.REPEALED, LATER, OTHER)
    moved = change(3, Validity.REPEALED, LAST, OTHER, recorded=date(2026, 5, 1))
    assert standing(OWN, [own, repeal, moved], LATER).validity == Validity.IN_FORCE
    assert standing(OWN, [own, repeal, moved], LAST).validity == Validity.REPEALED


def test_a_day_is_judged_by_what_was_recorded_by_then() -> None:
    own = change(1, Validity.IN_FORCE, FIRST, OWN)
    late = change(2, Validity.REPEALED, LATER, None, recorded=LAST)  # entered three months after its day
    assert standing(OWN, [own, late], LATER).validity == Validity.IN_FORCE
    assert standing(OWN, [own, late], LAST).validity == Validity.REPEALED


def test_changes_by_hand_each_count() -> None:
    changes = [
        change(1, Validity.IN_FORCE, FIRST, OWN),
        change(2, Validity.REPEALED, LATER),
        change(3, Validity.IN_FORCE, LAST),
    ]
    assert standing(OWN, changes, date(2026, 7, 1)).validity == Validity.REPEALED
    assert standing(OWN, changes, LAST).validity == Validity.IN_FORCE


@pytest.mark.parametrize(
    ("effective_on", "span", "until"),
    [
        (date(2026, 1, 1), Span(5, Unit.YEAR), date(2030, 12, 31)),
        (date(2026, 3, 1), Span(2, Unit.YEAR), date(2028, 2, 29)),
        (date(2024, 2, 29), Span(1, Unit.YEAR), date(2025, 2, 27)),
        (date(2026, 8, 31), Span(6, Unit.MONTH), date(2027, 2, 27)),
    ],
)
def test_the_first_day_counts(effective_on: date, span: Span, until: date) -> None:
    assert last_day(effective_on, span) == until


def test_the_day_explains_itself() -> None:
    assert term_sentence(date(2026, 1, 1), Span(5, Unit.YEAR)) == (
        "自2026年1月1日起施行，有效期5年，施行当日计入，至2030年12月31日届满（含当日）"
    )


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("云溪县公共停车场管理办法", "normative.validity"),
        ("云溪县公共停车场管理暂行办法", "normative.trial_validity"),
        ("云溪县公共停车场管理办法（试行）", "normative.trial_validity"),
    ],
)
def test_what_is_on_trial_holds_for_less(title: str, rule: str) -> None:
    assert term_rule(title) == rule


def test_which_documents_have_validity() -> None:
    assert has_validity(declared=True, effective_on=None, expires_on=None)
    assert has_validity(declared=False, effective_on=FIRST, expires_on=None)
    assert not has_validity(declared=False, effective_on=None, expires_on=None)


def test_repeal_goes_before_amendment() -> None:
    found = effects(
        [
            (RelationKind.REPEALS, 7),
            (RelationKind.AMENDS, 7),
            (RelationKind.AMENDS, 8),
            (RelationKind.CITES, 9),
        ]
    )
    assert found == {7: Validity.REPEALED, 8: Validity.AMENDED}
