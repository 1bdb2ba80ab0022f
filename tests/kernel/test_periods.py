"""Months, quarters, half-years and years, and what falls due in each of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.periods import Every, Period, Recurrence, add_months, month_end

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
every = st.sampled_from(Every)


@pytest.mark.parametrize(
    ("on", "months", "reached"),
    [
        ("2026-01-30", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-20", 0, "2026-05-20"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_one(on: str, months: int, reached: str) -> None:
    assert add_months(date.fromisoformat(on), months) == date.fromisoformat(reached)


@given(on=days, months=st.integers(0, 120))
def test_months_keep_the_day_or_end_the_month(on: date, months: int) -> None:
    reached = add_months(on, months)
    assert (reached.year - on.year) * 12 + reached.month - on.month == months
    assert reached.day == min(on.day, month_end(reached.year, reached.month).day)


@given(on=days, later=st.integers(0, 60), months=st.integers(1, 60))
def test_months_never_turn_the_order_round(on: date, later: int, months: int) -> None:
    assert add_months(on, months) <= add_months(on + timedelta(days=later), months)


@given(on=days, kind=every)
def test_a_day_lies_in_its_period_and_periods_follow_one_another(on: date, kind: Every) -> None:
    period = Period.containing(on, kind)
    assert period.starts_on <= on <= period.ends_on
    assert period.next().starts_on == period.ends_on + timedelta(days=1)
    assert period.next().previous() == period
    assert period.previous() < period < period.next()


@pytest.mark.parametrize(
    ("period", "first", "last", "words"),
    [
        (Period(2026, 2, Every.MONTH), "2026-02-01", "2026-02-28", "2026年2月"),
        (Period(2024, 2, Every.MONTH), "2024-02-01", "2024-02-29", "2024年2月"),
        (Period(2026, 1, Every.QUARTER), "2026-01-01", "2026-03-31", "2026年第一季度"),
        (Period(2026, 4, Every.QUARTER), "2026-10-01", "2026-12-31", "2026年第四季度"),
        (Period(2026, 1, Every.HALF_YEAR), "2026-01-01", "2026-06-30", "2026年上半年"),
        (Period(2026, 2, Every.HALF_YEAR), "2026-07-01", "2026-12-31", "2026年下半年"),
        (Period(2026, 1, Every.YEAR), "2026-01-01", "2026-12-31", "2026年"),
    ],
)
def test_periods_by_name(period: Period, first: str, last: str, words: str) -> None:
    assert (period.starts_on, period.ends_on) == (date.fromisoformat(first), date.fromisoformat(last))
    assert str(period) == words


@pytest.mark.parametrize(("kind", "number"), [(Every.MONTH, 13), (Every.QUARTER, 5), (Every.HALF_YEAR, 3)])
def test_a_year_has_no_more_periods_than_fit(kind: Every, number: int) -> None:
    for wrong in (0, -1, number):
        with pytest.raises(ValueError, match="a year has no"):
            Period(2026, wrong, kind)


@pytest.mark.parametrize(
    ("recurrence", "on", "due", "words"),
    [
        (Recurrence(Every.YEAR, 1, 31), "2026-11-26", "2027-01-31", "每年1月31日前"),
        (Recurrence(Every.YEAR, 1, 31), "2026-01-31", "2026-01-31", "每年1月31日前"),
        (Recurrence(Every.YEAR, 2, 31), "2026-01-01", "2026-02-28", "每年2月31日前"),
        (Recurrence(Every.YEAR, 3), "2026-01-01", "2026-03-31", "每年3月底前"),
        (Recurrence(Every.YEAR), "2026-01-01", "2026-12-31", "每年"),
        (Recurrence(Every.QUARTER, 1, 20), "2026-01-21", "2026-04-20", "每季度首个月20日前"),
        (Recurrence(Every.QUARTER, 2), "2026-01-01", "2026-02-28", "每季度第2个月底前"),
        (Recurrence(Every.QUARTER), "2026-11-26", "2026-12-31", "每季度"),
        (Recurrence(Every.HALF_YEAR, 1, 10), "2026-01-11", "2026-07-10", "每半年首个月10日前"),
        (Recurrence(Every.MONTH, day=10), "2026-12-11", "2027-01-10", "每月10日前"),
        (Recurrence(Every.MONTH), "2024-02-03", "2024-02-29", "每月"),
        (Recurrence(Every.MONTH, day=31), "2026-04-30", "2026-04-30", "每月31日前"),
    ],
)
def test_what_falls_due_again(recurrence: Recurrence, on: str, due: str, words: str) -> None:
    assert recurrence.next_due(date.fromisoformat(on)) == date.fromisoformat(due)
    assert str(recurrence) == words


@given(on=days, kind=every, month=st.integers(0, 12), day=st.integers(0, 31))
def test_the_next_due_day_is_the_first_that_is_not_past(on: date, kind: Every, month: int, day: int) -> None:
    recurrence = Recurrence(kind, min(month, kind.months), day)
    due = recurrence.next_due(on)
    period = Period.containing(due, kind)
    assert on <= due == recurrence.due_on(period)
    assert recurrence.due_on(period.previous()) < on


@pytest.mark.parametrize(
    ("kind", "month", "day"), [(Every.MONTH, 2, 0), (Every.QUARTER, 4, 1), (Every.YEAR, 1, 32)]
)
def test_a_recurrence_that_cannot_be(kind: Every, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"has no month|has a day"):
        Recurrence(kind, month, day)
