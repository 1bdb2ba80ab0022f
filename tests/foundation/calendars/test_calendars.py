from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.calendars import commands, queries
from gongkai.foundation.calendars.models import CalendarDay, CalendarNotice
from gongkai.kernel.actor import Actor, ActorKind, Grant
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.reference.calendars import CalendarDay as Listed
from gongkai.reference.calendars import CalendarYear, calendar_year, calendar_years

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("测试")


@pytest.fixture
def year_2026() -> CalendarYear:
    return calendar_year(2026)


def person(role: Role, division_id: int | None = None) -> Actor:
    return Actor(
        account_id=1, name="某人", kind=ActorKind.PERSON, grants=(Grant(role, division_id=division_id),)
    )


def test_a_loaded_year_says_more_than_the_week(year_2026: CalendarYear) -> None:
    assert queries.year_is_provisional(2026)
    assert queries.is_workday(date(2026, 2, 16))
    version = commands.load_year(actor=SYSTEM, calendar=year_2026)
    assert version.number == 1
    assert queries.notices_of(2026).get().number == year_2026.notice.number
    assert not queries.year_is_provisional(2026)
    assert not queries.is_workday(date(2026, 2, 16))
    assert queries.is_workday(date(2026, 2, 14))
    assert queries.is_workday(date(2026, 2, 13))
    assert not queries.is_workday(date(2026, 3, 1))
    assert [day.on for day in queries.days_of(2026)] == [day.on for day in year_2026.days]


def test_every_shipped_year_loads_and_2025_and_2026_have_248_workdays() -> None:
    for year in calendar_years():
        commands.load_year(actor=SYSTEM, calendar=calendar_year(year))
    assert queries.loaded_years() == list(calendar_years())
    listed = {day.on: day.is_workday for day in CalendarDay.objects.all()}
    for year in (2025, 2026):
        first = date(year, 1, 1).toordinal()
        days = [date.fromordinal(first + offset) for offset in range(365)]
        assert sum(listed.get(day, day.weekday() < 5) for day in days) == 248


def test_a_year_with_two_notices_keeps_both() -> None:
    commands.load_year(actor=SYSTEM, calendar=calendar_year(2020))
    assert [notice.number for notice in queries.notices_of(2020)] == [
        notice.number for notice in calendar_year(2020).notices
    ]
    assert not queries.is_workday(date(2020, 2, 1))


def test_another_arrangement_is_a_further_version(year_2026: CalendarYear) -> None:
    commands.load_year(actor=SYSTEM, calendar=year_2026)
    shorter = replace(year_2026, days=year_2026.days[:1])
    commands.load_year(actor=SYSTEM, calendar=shorter, provisional=True)
    assert queries.days_of(2026).count() == 1
    assert queries.year_is_provisional(2026)
    newest, first = queries.versions_of(2026)
    assert (newest.number, newest.is_current, first.number, first.is_current) == (2, True, 1, False)
    assert queries.get_version(first.pk).days.count() == len(year_2026.days)


def test_loading_is_audited_in_short(year_2026: CalendarYear) -> None:
    commands.load_year(actor=SYSTEM, calendar=year_2026)
    row = AuditEvent.objects.get(tag="calendars.year.load")
    assert row.detail["calendar"]["days"] == len(year_2026.days)


def test_only_the_system_administrator_of_the_installation_loads(year_2026: CalendarYear) -> None:
    refused = [person(role) for role in Role if role is not Role.SYSTEM_ADMINISTRATOR]
    for actor in (*refused, person(Role.SYSTEM_ADMINISTRATOR, division_id=1), Actor.public()):
        with pytest.raises(Denied):
            commands.load_year(actor=actor, calendar=year_2026)
    assert not CalendarNotice.objects.exists()
    assert not AuditEvent.objects.exists()
    commands.load_year(actor=person(Role.SYSTEM_ADMINISTRATOR), calendar=year_2026)


@pytest.mark.parametrize(
    ("day", "part"),
    [
        (Listed(date(1754, 1, 1), False, "元旦", ""), "不在2026年"),
        (Listed(date(2026, 1, 1), False, "元旦", "国办发明电〔1754〕1号"), "没有列出"),
    ],
)
def test_days_of_other_years_and_unknown_notices_are_refused(
    year_2026: CalendarYear, day: Listed, part: str
) -> None:
    number = day.notice_number or year_2026.notice.number
    wrong = replace(year_2026, days=(replace(day, notice_number=number),))
    with pytest.raises(InvalidInput, match=part):
        commands.load_year(actor=SYSTEM, calendar=wrong)


def test_a_make_up_workday_on_a_weekday_keeps_the_old_calendar(year_2026: CalendarYear) -> None:
    commands.load_year(actor=SYSTEM, calendar=year_2026)
    monday = Listed(date(2026, 3, 2), True, "春节", year_2026.notice.number)
    with pytest.raises(Conflict, match="星期六或星期日"):
        commands.load_year(actor=SYSTEM, calendar=replace(year_2026, days=(monday,)))
    assert queries.days_of(2026).count() == len(year_2026.days)


def test_a_calendar_without_a_notice_is_refused(year_2026: CalendarYear) -> None:
    with pytest.raises(InvalidInput, match="通知"):
        commands.load_year(actor=SYSTEM, calendar=replace(year_2026, notices=(), days=()))
