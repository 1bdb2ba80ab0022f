"""Which limit holds: the law's, a region's, a division's own; by place and day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.foundation.deadlines.enums import LimitOrigin
from gongkai.foundation.deadlines.rules import (
    LocalLimit,
    is_in_force,
    limit_in_force,
    limit_of,
    limits_in_force,
    loosening_fault,
)
from gongkai.kernel.deadlines import Bound
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.deadline_table import Validity
from gongkai.reference.deadline_terms import Nature
from gongkai.reference.deadlines import deadline_rule, deadline_rules
from gongkai.reference.errors import ReferenceDataError

COUNTY, CITY, PROVINCE = "430421", "430400", "430000"
LINEAGE = (COUNTY, CITY, PROVINCE)
ON = date(2026, 6, 1)


def local(division: str, amount: int, **more: object) -> LocalLimit:
    values: dict[str, object] = {
        "setting_id": 1,
        "rule_code": "publication.general",
        "division_code": division,
        "division_name": "某地",
        "span": Span(amount, Unit.WORKDAY),
        "basis": "某办发〔2026〕3号",
        "validity": Validity(date(2026, 1, 1), None),
        "set_by": "某人",
        "set_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return LocalLimit(**{**values, **more})  # type: ignore[arg-type]


def test_the_law_holds_where_nobody_has_set_anything() -> None:
    found = limit_in_force("publication.general", LINEAGE, ON)
    assert found.origin is LimitOrigin.RULE
    assert found.limit is not None
    assert str(found.limit.span) == "20个工作日"
    assert found.set_by == "《政府信息公开条例》第二十六条"
    assert found.since == date(2019, 5, 15)
    assert not found.limit.rolls


def test_the_text_in_force_on_the_day_decides() -> None:
    before, after = date(2019, 5, 14), date(2019, 5, 15)
    assert limit_in_force("foi.reply", (), before).rule.term.span == Span(15, Unit.WORKDAY)
    assert limit_in_force("foi.reply", (), after).rule.term.span == Span(20, Unit.WORKDAY)
    with pytest.raises(ReferenceDataError, match="没有生效"):
        limit_in_force("publication.general", LINEAGE, date(2008, 4, 30))
    assert not is_in_force("publication.general", date(2008, 4, 30))
    assert is_in_force("publication.general", date(2008, 5, 1))
    assert not is_in_force("no.such_rule", ON)


def test_a_region_goes_before_the_law_below_it_and_nowhere_else() -> None:
    found = limit_in_force("proposal.reply", LINEAGE, ON)
    assert (found.origin, found.rule.division) == (LimitOrigin.REGION, CITY)
    assert found.rule.term.span == Span(1, Unit.MONTH)
    assert found.since == date(2017, 8, 29)
    assert found.national.term.span == Span(20, Unit.WORKDAY)
    elsewhere = limit_in_force("proposal.reply", ("330101", "330100", "330000"), ON)
    assert elsewhere.origin is LimitOrigin.RULE


def test_a_setting_goes_before_the_region_and_the_nearest_one_decides() -> None:
    mine = local(COUNTY, 5, rule_code="proposal.reply")
    above = local(PROVINCE, 9, rule_code="proposal.reply")
    assert limit_in_force("proposal.reply", LINEAGE, ON, [above, mine]).local is mine
    found = limit_in_force("proposal.reply", LINEAGE, ON, [above])
    assert (found.origin, found.local) == (LimitOrigin.LOCAL, above)
    assert found.set_by == "某地（某人）：某办发〔2026〕3号"
    assert found.limit is not None
    assert (str(found.limit.span), found.limit.source) == ("9个工作日", "某办发〔2026〕3号")


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_setting_holds_on_its_days_both_included(on: date, holds: bool) -> None:
    setting = local(COUNTY, 5, validity=Validity(date(2026, 1, 1), date(2026, 6, 30)))
    found = limit_in_force("publication.general", LINEAGE, on, [setting])
    assert (found.origin is LimitOrigin.LOCAL) == holds


def test_settings_of_other_rules_and_other_places_are_no_matter() -> None:
    others = [local("110101", 5), local(COUNTY, 5, rule_code="foi.reply")]
    assert limit_in_force("publication.general", LINEAGE, ON, others).origin is LimitOrigin.RULE


def test_the_whole_table_has_each_rule_in_force_once() -> None:
    rows = limits_in_force(LINEAGE, ON, [local(COUNTY, 5)])
    codes = [row.national.code for row in rows]
    assert len(codes) == len(set(codes))
    assert set(codes) == {rule.code for rule in deadline_rules() if rule.validity.covers(ON)}
    assert {row.origin for row in rows} == set(LimitOrigin)


def test_rules_without_a_figure_have_no_limit() -> None:
    for rule in deadline_rules():
        if rule.validity.covers(ON):
            found = limit_in_force(rule.code, (), ON)
            assert (found.limit is None) == (rule.term.span is None), rule.code


@pytest.mark.parametrize(
    ("nature", "unit", "rolls", "bound"),
    [
        (Nature.LIMIT, Unit.WORKDAY, False, Bound.AT_MOST),
        (Nature.LIMIT, Unit.DAY, True, Bound.AT_MOST),
        (Nature.LIMIT, Unit.MONTH, True, Bound.AT_MOST),
        (Nature.LIMIT, Unit.YEAR, True, Bound.AT_MOST),
        (Nature.LIMIT, Unit.HOUR, False, Bound.AT_MOST),
        (Nature.AT_LEAST, Unit.DAY, True, Bound.AT_LEAST),
        (Nature.AT_MOST, Unit.DAY, False, Bound.AT_MOST),
        (Nature.BEFORE, Unit.DAY, False, Bound.BEFORE),
    ],
)
def test_what_moves_to_the_next_working_day(nature: Nature, unit: Unit, rolls: bool, bound: Bound) -> None:
    limit = limit_of(Span(5, unit), name="某事", trigger="某日", source="某法", nature=nature)
    assert (limit.rolls, limit.bound) == (rolls, bound)


@pytest.mark.parametrize(
    ("code", "span", "refused"),
    [
        ("publication.general", Span(20, Unit.WORKDAY), False),
        ("publication.general", Span(7, Unit.WORKDAY), False),
        ("publication.general", Span(20, Unit.DAY), False),
        ("publication.general", Span(21, Unit.WORKDAY), True),
        ("publication.general", Span(1, Unit.MONTH), True),
        ("participation.draft_comment", Span(1, Unit.DAY), True),
        ("participation.draft_comment", Span(90, Unit.DAY), False),
    ],
)
def test_a_division_asks_for_more_than_the_law_and_not_for_less(code: str, span: Span, refused: bool) -> None:
    assert bool(loosening_fault(deadline_rule(code, ON), span)) == refused


def test_a_figure_that_the_table_names_may_be_chosen() -> None:
    for rule in deadline_rules():
        for alternative in rule.alternatives:
            if alternative.span is not None:
                assert loosening_fault(rule, alternative.span) == "", rule.code


def test_a_rule_that_comes_again_by_itself_has_no_days_to_set() -> None:
    recurring = next(rule for rule in deadline_rules() if rule.term.recurrence is not None
                     and rule.term.certainty.value != "unverified")  # fmt: skip
    assert "周期" in loosening_fault(recurring, Span(5, Unit.DAY))
