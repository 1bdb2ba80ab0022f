"""Which days are worked: the arrangements of the notices, steps of any length, years without a notice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.working_days import FIRST_YEAR, LAST_YEAR, SpecialDay, WorkingCalendar
from tests.kernel.arrangements import DAY, amounts, china, counted, forgetful, starts, walked

VECTORS = {
    "2025-01-20": ("01-23", "02-05", "02-14", "02-21", "03-21"),
    "2025-09-25": ("09-29", "10-11", "10-22", "10-29", "11-26"),
    "2026-01-30": ("02-04", "02-10", "02-27", "03-05", "04-02"),
    "2026-02-13": ("02-25", "03-02", "03-12", "03-19", "04-17"),
    "2026-04-29": ("05-07", "05-12", "05-22", "05-29", "06-29"),
    "2026-09-18": ("09-22", "09-29", "10-15", "10-22", "11-19"),
    "2026-09-30": ("10-10", "10-15", "10-27", "11-03", "12-01"),
}
"""Computed by hand from the notices of 2025 and 2026, for 3, 7, 15, 20 and 40 working days."""


@pytest.mark.parametrize(
    ("start", "days", "reached"),
    [
        (start, days, f"{start[:4]}-{reached}")
        for start, row in VECTORS.items()
        for days, reached in zip((3, 7, 15, 20, 40), row, strict=True)
    ],
)
def test_working_days_of_2025_and_2026(start: str, days: int, reached: str) -> None:
    assert china().step(date.fromisoformat(start), days) == date.fromisoformat(reached)


def test_the_court_counted_the_make_up_days() -> None:
    """An application signed for on 30 September 2022: the two worked weekend days of October decide."""
    signed_for = date(2022, 9, 30)
    assert china().step(signed_for, 20) == date(2022, 11, 2)
    assert forgetful().step(signed_for, 20) == date(2022, 11, 4)


@pytest.mark.parametrize(("year", "worked"), [(2025, 248), (2026, 248)])
def test_working_days_of_a_year(year: int, worked: int) -> None:
    assert china().count(date(year - 1, 12, 31), date(year, 12, 31)) == worked


def test_days_as_the_notice_says() -> None:
    calendar = china()
    assert not calendar.is_workday(date(2026, 9, 25))
    assert calendar.is_workday(date(2026, 9, 20))
    assert calendar.is_workday(date(2026, 9, 21))
    assert not calendar.is_workday(date(2026, 9, 19))
    holiday = calendar.special(date(2026, 9, 25))
    assert holiday is not None
    assert (holiday.name, holiday.source, holiday.statutory) == ("中秋节", "国办发明电〔2025〕7号", False)
    assert calendar.special(date(2026, 9, 21)) is None


def test_special_days_of_a_stretch_leave_out_its_first_day() -> None:
    found = china().specials(date(2026, 9, 25), date(2026, 10, 1))
    assert [day.on.isoformat() for day in found] == ["2026-09-26", "2026-09-27", "2026-10-01"]
    assert len(china().specials_of(2026)) == 39
    assert not china().specials_of(2031)


@given(start=starts, days=amounts)
def test_a_step_is_the_walk(start: date, days: int) -> None:
    calendar = china()
    assert calendar.step(start, days) == walked(calendar, start, days)
    assert calendar.step(start, -days) == walked(calendar, start, -days)


@given(start=starts, days=amounts)
def test_a_step_and_the_count_agree(start: date, days: int) -> None:
    calendar = china()
    reached = calendar.step(start, days)
    assert calendar.is_workday(reached)
    assert calendar.count(start, reached) == days
    back = calendar.step(start, -days)
    assert calendar.count(back - DAY, start - DAY) == days


@given(start=starts, days=amounts)
def test_a_step_back_returns_to_a_day_that_is_worked(start: date, days: int) -> None:
    calendar = china()
    worked = calendar.first_on_or_after(start)
    assert calendar.step(calendar.step(worked, days), -days) == worked


@given(start=starts, first=amounts, second=amounts)
def test_steps_add_up(start: date, first: int, second: int) -> None:
    calendar = china()
    assert calendar.step(calendar.step(start, first), second) == calendar.step(start, first + second)


@given(days=st.lists(starts, min_size=3, max_size=3))
def test_counts_add_up(days: list[date]) -> None:
    calendar = china()
    first, second, third = sorted(days)
    assert calendar.count(first, third) == calendar.count(first, second) + calendar.count(second, third)
    assert calendar.count(first, third) == counted(calendar, first, third)
    assert calendar.count(third, first) == 0
    assert (
        calendar.between(third, first) == -calendar.between(first, third) == -counted(calendar, first, third)
    )


@given(start=starts, later=st.integers(0, 90), days=amounts, more=st.integers(0, 50))
def test_a_step_is_monotone(start: date, later: int, days: int, more: int) -> None:
    calendar = china()
    assert calendar.step(start, days) <= calendar.step(start + DAY * later, days)
    assert (calendar.step(start, days) < calendar.step(start, days + more)) == bool(more)


@given(on=starts)
def test_the_first_working_day_on_or_after(on: date) -> None:
    calendar = china()
    first = calendar.first_on_or_after(on)
    assert calendar.is_workday(first)
    assert counted(calendar, on - DAY, first) == 1


def test_a_year_without_a_notice_is_not_settled() -> None:
    calendar = china()
    assert calendar.is_settled(2026)
    assert not calendar.is_settled(2027)
    assert calendar.unsettled(date(2026, 12, 1), date(2026, 12, 31)) == ()
    assert calendar.unsettled(date(2026, 12, 1), date(2027, 1, 1)) == (2027,)
    assert calendar.unsettled(date(2027, 12, 31), date(2028, 1, 3)) == (2028,)
    assert not calendar.is_workday(date(2027, 2, 5)), "the law names the day, no notice does"


def test_the_years_that_it_reaches_over() -> None:
    calendar = WorkingCalendar([], ())
    for on, days in [
        (date(LAST_YEAR, 12, 31), 1),
        (date(FIRST_YEAR, 1, 1), -1),
        (date(LAST_YEAR + 1, 6, 1), 1),
    ]:
        with pytest.raises(ValueError, match=f"{FIRST_YEAR}年至{LAST_YEAR}年"):
            calendar.step(on, days)
    with pytest.raises(ValueError, match=f"{FIRST_YEAR}年"):
        calendar.count(date(FIRST_YEAR - 1, 12, 31), date(2000, 1, 1))
    with pytest.raises(ValueError, match="at least one day"):
        calendar.step(date(2026, 1, 1), 0)


def test_the_first_and_the_last_day_are_within_reach() -> None:
    calendar = WorkingCalendar([], ())
    assert calendar.step(date(FIRST_YEAR, 1, 2), -1) == date(FIRST_YEAR, 1, 1)
    assert calendar.step(date(LAST_YEAR, 12, 30), 1) == date(LAST_YEAR, 12, 31)


def test_a_day_without_a_notice_follows_the_week() -> None:
    sunday = date(2031, 1, 5)
    plain = WorkingCalendar([], ())
    worked = WorkingCalendar([SpecialDay(sunday, is_workday=True, name="调休")], ())
    assert plain.step(date(2031, 1, 3), 1) == date(2031, 1, 6)
    assert worked.step(date(2031, 1, 3), 1) == sunday
