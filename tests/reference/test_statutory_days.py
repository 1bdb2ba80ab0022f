"""Statutory days of years without a notice: as many as the law gives, on the days that the moon gives."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from gongkai.reference.calendars import calendar_years
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.statutory_days import (
    StatutoryDay,
    parse_statutory_days,
    statutory_days,
    statutory_years,
)

GIVEN_BY_LAW = {"元旦": 1, "春节": 4, "清明节": 1, "劳动节": 2, "端午节": 1, "中秋节": 1, "国庆节": 3}
NEW_YEAR = {  # 正月初一
    2027: date(2027, 2, 6), 2028: date(2028, 1, 26), 2029: date(2029, 2, 13), 2030: date(2030, 2, 3),
    2031: date(2031, 1, 23), 2032: date(2032, 2, 11), 2033: date(2033, 1, 31), 2034: date(2034, 2, 19),
    2035: date(2035, 2, 8),
}  # fmt: skip
HEADER = '\n[header]\nfile = "x"\nversion = 1\ndate = 2026-11-26\nsource = "x"\n'


def test_the_years_follow_those_with_a_notice() -> None:
    assert statutory_years() == tuple(range(2027, 2036))
    assert statutory_years()[0] == calendar_years()[-1] + 1


@pytest.mark.parametrize("year", NEW_YEAR)
def test_every_year_has_the_days_of_the_law(year: int) -> None:
    days = statutory_days(year)
    assert Counter(name for day in days for name in day.name.split("、")) == GIVEN_BY_LAW
    assert [day.on for day in days] == sorted({day.on for day in days})
    assert {day.on.year for day in days} == {year}
    spring = [day.on for day in days if day.name == "春节"]
    assert spring == [NEW_YEAR[year] + timedelta(days=n) for n in (-1, 0, 1, 2)]


@pytest.mark.parametrize("year", NEW_YEAR)
def test_the_fixed_days_and_the_window_of_each_other(year: int) -> None:
    named = {day.on: day.name for day in statutory_days(year)}
    for month, day, name in ((1, 1, "元旦"), (5, 1, "劳动节"), (5, 2, "劳动节"), (10, 2, "国庆节")):
        assert named[date(year, month, day)] == name
    (clear,) = (on for on, name in named.items() if name == "清明节")
    assert clear in {date(year, 4, 4), date(year, 4, 5)}
    (boat,) = (on for on, name in named.items() if name == "端午节")
    (moon,) = (on for on, name in named.items() if "中秋节" in name)
    # Four lunar months and four days after New Year, seven and fourteen; a leap month comes on top.
    assert 120 <= (boat - NEW_YEAR[year]).days <= 153
    assert 219 <= (moon - NEW_YEAR[year]).days <= 252


def test_2027_as_it_was_computed_elsewhere() -> None:
    assert " ".join(day.on.strftime("%m-%d") for day in statutory_days(2027)) == (
        "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03"
    )


def test_two_holidays_on_one_day_are_one_row() -> None:
    assert [day for year in statutory_years() for day in statutory_days(year) if "、" in day.name] == [
        StatutoryDay(date(2028, 10, 3), "国庆节、中秋节"),
        StatutoryDay(date(2031, 10, 1), "国庆节、中秋节"),
    ]


@pytest.mark.parametrize("year", [2026, 2036])
def test_another_year_is_named(year: int) -> None:
    with pytest.raises(ReferenceDataError, match=f"没有 {year} 年的法定节假日"):
        statutory_days(year)


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ('{ on = 2027-01-01, name = "" }', "days 第 1 条：缺少“name”"),
        ('{ on = "2027-02-30", name = "春节" }', "“on”应为真实存在的日期"),
        ('{ on = 2027-01-01, name = "元旦", workday = true }', "不认识的字段：workday"),
        (
            '{ on = 2027-01-01, name = "元旦" }, { on = 2027-01-01, name = "元旦" }',
            "days 第 2 条：2027-01-01 重复",
        ),
        ('{ on = 2027-01-02, name = "元旦" }, { on = 2027-01-01, name = "元旦" }', "没有按日期先后排列"),
    ],
)
def test_a_malformed_day_names_its_entry(days: str, fault: str) -> None:
    with pytest.raises(ReferenceDataError) as raised:
        parse_statutory_days(f"days = [{days}]{HEADER}", "s.toml")
    assert raised.value.message.startswith("参考数据 s.toml")
    assert fault in raised.value.message
