"""Versions of a year: what was in force stays readable, and what is loaded again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.edges.cli import reference_loading
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.calendars import commands, queries
from gongkai.foundation.calendars.enums import CalendarOrigin
from gongkai.foundation.calendars.events import CalendarAmended
from gongkai.foundation.calendars.models import CalendarVersion
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput, NotFound
from gongkai.reference.calendars import CalendarDay, CalendarYear, calendar_year
from gongkai.reference.statutory_days import statutory_days

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("测试")


@pytest.fixture
def year() -> CalendarYear:
    return calendar_year(2026)


def load(calendar: CalendarYear, **more: object) -> CalendarVersion:
    return commands.load_year(actor=SYSTEM, calendar=calendar, **more)  # type: ignore[arg-type]


def without(calendar: CalendarYear, on: date) -> CalendarYear:
    return replace(calendar, days=tuple(day for day in calendar.days if day.on != on))


def amended() -> list[dict[str, int]]:
    events = OutboxEvent.objects.filter(name=CalendarAmended.name).order_by("id")
    return list(events.values_list("payload", flat=True))


def test_the_same_again_is_no_version_and_no_event(year: CalendarYear) -> None:
    first = load(year, source="2026.toml", origin=CalendarOrigin.SHIPPED)
    assert load(year, source="by hand") == first
    assert CalendarVersion.objects.count() == 1
    assert amended() == [{"year": 2026, "version": first.pk}]
    assert AuditEvent.objects.filter(tag="calendars.year.load").last().detail["unchanged"] is True


def test_a_further_version_says_what_it_changed(year: CalendarYear) -> None:
    first = load(year)
    second = load(without(year, date(2026, 5, 1)), source="更正")
    assert (second.number, second.source, second.loaded_by) == (2, "更正", "测试")
    first.refresh_from_db()
    assert first.superseded_at is not None
    counts = AuditEvent.objects.filter(tag="calendars.year.load").last().detail["calendar"]
    assert (counts["version"], counts["added"], counts["removed"], counts["altered"]) == (2, 0, 1, 0)
    assert [event["version"] for event in amended()] == [first.pk, second.pk]
    assert {day.on for day in queries.get_version(first.pk).days.all()} == {day.on for day in year.days}


def test_other_words_about_a_notice_are_a_version_but_no_amendment(year: CalendarYear) -> None:
    load(year)
    notice = replace(year.notice, address="https://example.org/notice")
    second = load(replace(year, notices=(notice,)))
    assert second.number == 2
    assert len(amended()) == 1
    assert queries.notices_of(2026).get().address == "https://example.org/notice"


def test_an_expectation_that_becomes_certain_is_an_amendment(year: CalendarYear) -> None:
    load(year, provisional=True)
    assert not queries.working_calendar().is_settled(2026)
    assert queries.preview_year(year).settles
    load(year)
    assert queries.working_calendar().is_settled(2026)
    assert len(amended()) == 2


def test_the_preview_names_each_day_and_writes_nothing(year: CalendarYear) -> None:
    load(year)
    new = CalendarDay(date(2026, 5, 6), is_workday=False, name="劳动节", notice_number=year.notice.number)
    renamed = tuple(
        replace(day, name="五一") if day.on == date(2026, 5, 2) else day
        for day in year.days
        if day.on != date(2026, 5, 1)
    )
    found = queries.preview_year(replace(year, days=tuple(sorted([*renamed, new], key=lambda day: day.on))))
    assert found.added == (new,)
    assert [day.on for day in found.removed] == [date(2026, 5, 1)]
    assert [(pair.old.name, pair.new.name) for pair in found.altered] == [("劳动节", "五一")]
    assert found.bear_on_dates
    assert not found.settles
    assert not queries.preview_year(year).bear_on_dates
    assert CalendarVersion.objects.count() == 1


def test_a_day_listed_twice_and_a_notice_listed_twice_are_refused(year: CalendarYear) -> None:
    with pytest.raises(InvalidInput, match="不止一次"):
        load(replace(year, days=(*year.days, year.days[0])))
    with pytest.raises(InvalidInput, match="重复列出了同一文号"):
        load(replace(year, notices=(year.notice, year.notice)))
    assert not CalendarVersion.objects.exists()


def test_no_such_version() -> None:
    with pytest.raises(NotFound):
        queries.get_version(1)


# --- the working calendar ----------------------------------------------------------------------------


def test_years_without_notice_have_the_statutory_days(year: CalendarYear) -> None:
    load(year)
    calendar = queries.working_calendar()
    listed = calendar.specials_of(2027)
    assert {day.on for day in listed} == {day.on for day in statutory_days(2027)}
    assert all(day.statutory and not day.is_workday and day.source for day in listed)
    assert not calendar.is_settled(2027)
    assert calendar.is_settled(2026)
    assert not any(day.statutory for day in calendar.specials_of(2026))


def test_a_loaded_year_takes_the_place_of_its_statutory_days(year: CalendarYear) -> None:
    notice = replace(year.notice, number="测发〔2026〕1号")
    new_year = CalendarDay(date(2027, 1, 1), False, "元旦", notice.number)
    load(CalendarYear(2027, year.header, (notice,), (new_year,)))
    assert [day.on for day in queries.working_calendar().specials_of(2027)] == [date(2027, 1, 1)]


def test_it_is_kept_until_something_is_loaded(year: CalendarYear, django_assert_num_queries: object) -> None:
    load(year)
    kept = queries.working_calendar()
    with django_assert_num_queries(1):
        assert queries.working_calendar() is kept
    before = queries.calendar_stamp()
    load(without(year, date(2026, 5, 1)))
    assert queries.calendar_stamp() > before
    again = queries.working_calendar()
    assert again is not kept
    assert again.is_workday(date(2026, 5, 1))


def test_it_says_of_each_day_what_the_slow_question_says(year: CalendarYear) -> None:
    load(year)
    calendar = queries.working_calendar()
    first = date(2026, 1, 1).toordinal()
    for ordinal in range(first, first + 365):
        on = date.fromordinal(ordinal)
        assert calendar.is_workday(on) == queries.is_workday(on)


# --- shipped files and those of an administrator -----------------------------------------------------


def shipped(calendar: CalendarYear) -> CalendarVersion:
    return load(calendar, origin=CalendarOrigin.SHIPPED)


def test_a_corrected_shipped_file_is_loaded_over_an_earlier_shipped_one(year: CalendarYear) -> None:
    assert queries.shipped_is_wanted(year)
    shipped(without(year, date(2026, 5, 1)))
    assert queries.shipped_is_wanted(year)
    shipped(year)
    assert not queries.shipped_is_wanted(year)


def test_what_an_administrator_loaded_stays(year: CalendarYear) -> None:
    load(without(year, date(2026, 5, 1)))
    assert not queries.shipped_is_wanted(year)


def test_an_administrators_expectation_gives_way(year: CalendarYear) -> None:
    load(without(year, date(2026, 5, 1)), provisional=True)
    assert queries.shipped_is_wanted(year)


def test_a_later_notice_in_the_shipped_file_goes_before(year: CalendarYear) -> None:
    earlier = replace(year.notice, issued_on=date(2025, 10, 1))
    load(replace(year, notices=(earlier,)))
    assert queries.shipped_is_wanted(year)


def test_loading_the_reference_data_twice_changes_nothing_and_keeps_the_administrators_year(
    year: CalendarYear,
) -> None:
    reference_loading.load_reference()
    mine = load(without(year, date(2026, 5, 1)))
    before = list(CalendarVersion.objects.order_by("id").values())
    events = OutboxEvent.objects.count()
    reference_loading.load_reference()
    assert list(CalendarVersion.objects.order_by("id").values()) == before
    assert OutboxEvent.objects.count() == events
    assert queries.current_version(2026) == mine
