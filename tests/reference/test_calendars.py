"""The calendars: whole, ordered, and counting the working days that they should."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from gongkai.reference.calendars import CalendarYear, calendar_year, calendar_years, parse_calendar_year
from gongkai.reference.errors import ReferenceDataError

YEARS = range(2007, 2027)
DATE_SEEN_ONCE = {2008, 2009}
"""Years whose notice is not verified: its number was found alike in two copies, its date in one only."""


def is_workday(on: date) -> bool:
    """The slow and obvious way, on purpose apart from the product's arithmetic."""
    for day in calendar_year(on.year).days:
        if day.on == on:
            return day.is_workday
    return on.weekday() < 5


def after_workdays(start: date, count: int) -> date:
    on = start
    while count:
        on += timedelta(days=1)
        if is_workday(on):
            count -= 1
    return on


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def test_the_years_shipped() -> None:
    assert calendar_years() == tuple(YEARS)
    assert [calendar_year(year).year for year in YEARS] == list(YEARS)


@pytest.mark.parametrize(
    ("year", "worked", "off", "made_up"),
    [
        (2007, 249, 26, 7),
        (2008, 251, 27, 5),
        (2009, 250, 27, 6),
        (2010, 250, 29, 8),
        (2011, 250, 29, 6),
        (2012, 249, 27, 6),
        (2013, 250, 29, 12),
        (2014, 250, 22, 5),
        (2015, 249, 26, 5),
        (2016, 250, 24, 6),
        (2017, 249, 24, 5),
        (2018, 250, 25, 7),
        (2019, 250, 22, 6),
        (2020, 249, 30, 6),
        (2021, 250, 31, 7),
        (2022, 249, 32, 7),
        (2023, 249, 26, 7),
        (2024, 251, 28, 8),
        (2025, 248, 28, 5),
        (2026, 248, 33, 6),
    ],
)
def test_working_days_of_a_year(year: int, worked: int, off: int, made_up: int) -> None:
    assert sum(is_workday(on) for on in days_of(year)) == worked
    counted = Counter(day.is_workday for day in calendar_year(year).days)
    assert (counted[False], counted[True]) == (off, made_up)


@pytest.mark.parametrize("year", YEARS)
def test_listed_workdays_are_weekends_and_every_holiday_takes_a_weekday_off(year: int) -> None:
    days = calendar_year(year).days
    assert all(day.on.weekday() >= 5 for day in days if day.is_workday)
    assert all(day.on.year == year for day in days)
    assert [day.on for day in days] == sorted({day.on for day in days})
    # 中秋节 of 2015 was a Sunday and nothing made it up. New Year's Eve of 2011 was worked for 2012, that of
    # 2022 a Saturday off for 2023: both bear the name of a holiday that had its weekday in January.
    by_name = {day.name for day in days if not day.is_workday and day.on.weekday() < 5}
    assert {day.name for day in days} - by_name == ({"中秋节"} if year == 2015 else set())


@pytest.mark.parametrize("year", YEARS)
def test_the_notice_of_the_year(year: int) -> None:
    notice = calendar_year(year).notice
    assert notice.title == f"国务院办公厅关于{year}年部分节假日安排的通知"
    assert notice.number.startswith(f"国办发明电〔{year - 1}〕")
    assert notice.issued_on.year == year - 1
    assert notice.verified is (year not in DATE_SEEN_ONCE)
    assert {day.notice_number for day in calendar_year(year).days} == {
        each.number for each in calendar_year(year).notices
    }


@pytest.mark.parametrize(
    ("year", "number", "days"),
    [
        (2007, "国办发明电〔2007〕52号", "12-29 12-30 12-31"),
        (2011, "国办发明电〔2011〕45号", "12-31"),
        (2015, "国发明电〔2015〕1号", "09-03 09-04 09-05 09-06"),
        (2018, "国办发明电〔2018〕15号", "12-29 12-30 12-31"),
        (2019, "国办发明电〔2019〕3号", "04-28 05-01 05-02 05-03 05-04 05-05"),
        (2022, "国办发明电〔2022〕16号", "12-31"),
    ],
)
def test_days_ordered_by_another_notice(year: int, number: str, days: str) -> None:
    ordered = [day.on for day in calendar_year(year).days if day.notice_number == number]
    assert " ".join(on.strftime("%m-%d") for on in ordered) == days
    assert number in {notice.number for notice in calendar_year(year).notices[1:]}


def test_victory_day_was_taken_in_2015_only() -> None:
    assert not is_workday(date(2015, 9, 3))
    assert not is_workday(date(2015, 9, 4))
    assert is_workday(date(2015, 9, 6))
    assert [year for year in YEARS if any("抗战" in day.name for day in calendar_year(year).days)] == [2015]


def test_labour_day_lost_its_week_in_2008_and_had_one_day_until_its_notice_of_2019() -> None:
    off = {
        year: sum(day.name == "劳动节" and not day.is_workday for day in calendar_year(year).days)
        for year in YEARS
    }
    assert (off[2007], off[2008], off[2016], off[2019], off[2025]) == (7, 3, 2, 4, 5)


def test_the_spring_festival_of_2020_was_extended() -> None:
    days = {day.on: day for day in calendar_year(2020).days}
    for on in (date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)):
        assert not days[on].is_workday
        assert days[on].notice_number == "国办发明电〔2020〕1号"
    assert after_workdays(date(2020, 1, 23), 1) == date(2020, 2, 3)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2025-01-20", "01-23 02-05 02-14 02-21 03-21"),
        ("2025-09-25", "09-29 10-11 10-22 10-29 11-26"),
        ("2026-01-30", "02-04 02-10 02-27 03-05 04-02"),
        ("2026-02-13", "02-25 03-02 03-12 03-19 04-17"),
        ("2026-04-29", "05-07 05-12 05-22 05-29 06-29"),
        ("2026-09-18", "09-22 09-29 10-15 10-22 11-19"),
        ("2026-09-30", "10-10 10-15 10-27 11-03 12-01"),
    ],
)
def test_deadlines_counted_day_by_day(start: str, expected: str) -> None:
    first = date.fromisoformat(start)
    reached = [after_workdays(first, count) for count in (3, 7, 15, 20, 40)]
    assert " ".join(on.strftime("%m-%d") for on in reached) == expected


def test_a_deadline_over_the_national_holiday_of_2022() -> None:
    assert after_workdays(date(2022, 9, 30), 20) == date(2022, 11, 2)


# --- malformed files ---------------------------------------------------------------------------------------

REST = (
    '[header]\nfile = "x"\nversion = 1\ndate = 2026-11-22\nsource = "x"\n'
    '[[notices]]\ntitle = "甲"\nnumber = "乙1号"\nissued_on = 2026-11-10\nverified = false\n'
)


def parsed(days: str, rest: str = REST) -> CalendarYear:
    return parse_calendar_year(f"year = 2027\ndays = [{days}]\n{rest}", "2027.toml")


def test_an_imported_year_is_read_like_a_shipped_one() -> None:
    year = parsed('{ on = 2027-01-01, workday = false, name = "元旦" }')
    assert year.days[0].notice_number == year.notice.number == "乙1号"
    assert not year.notice.verified


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ('{ on = 2026-12-31, workday = false, name = "元旦" }', "days 第 1 条：2026-12-31 不在 2027 年"),
        ('{ on = 2027-01-04, workday = true, name = "元旦" }', "days 第 1 条：2027-01-04 不是周末"),
        ('{ on = "2027-02-30", workday = false, name = "春节" }', "“on”应为真实存在的日期"),
        ("{ on = 2027-01-01T08:00:00, workday = false, name = '元旦' }", "“on”应为真实存在的日期"),
        ('{ on = 2027-01-01, name = "元旦" }', "“workday”应为 true 或 false"),
        ('{ on = 2027-01-01, workday = false, name = "" }', "缺少“name”"),
        ('{ on = 2027-01-01, workday = false, name = "元旦", notice = "丙" }', "没有列出通知“丙”"),
        (
            '{ on = 2027-01-01, workday = false, name = "元旦" },'
            '{ on = 2027-01-01, workday = false, name = "元旦" }',
            "days 第 2 条：2027-01-01 重复",
        ),
    ],
)
def test_a_malformed_day_names_its_entry(days: str, fault: str) -> None:
    with pytest.raises(ReferenceDataError) as raised:
        parsed(days)
    assert raised.value.message.startswith("参考数据 2027.toml")
    assert fault in raised.value.message


def test_a_year_without_a_notice_is_refused() -> None:
    with pytest.raises(ReferenceDataError, match="没有写明依据的通知"):
        parsed("", REST.partition("[[notices]]")[0])


def test_a_year_that_does_not_come_with_the_package() -> None:
    with pytest.raises(ReferenceDataError, match=r"calendars/2027\.toml：找不到这个文件"):
        calendar_year(2027)
