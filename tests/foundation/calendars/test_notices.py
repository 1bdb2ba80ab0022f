"""A holiday notice from its text to the years that are loaded for it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.foundation.calendars import commands, queries
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.calendars import CalendarYear, calendar_year
from tests import factories as make
from tests.text.test_holiday_notice import YEAR_2023, YEAR_2026, notice

pytestmark = pytest.mark.django_db

ISSUED = date(2025, 11, 4)


def load(*years: CalendarYear) -> None:
    for year in years:
        commands.load_year(actor=make.SYSTEM, calendar=year)


def days_of(year: CalendarYear) -> list[tuple[date, bool]]:
    return [(day.on, day.is_workday) for day in year.days]


def read(text: str) -> tuple[CalendarYear, ...]:
    return queries.years_of_notice(
        text, number="国办发明电〔2025〕7号", issued_on=ISSUED, address="https://x.cn/"
    )


def test_the_yearly_notice_sets_its_year() -> None:
    (year,) = read(notice(2026, *YEAR_2026, number=""))
    assert (year.year, days_of(year)) == (2026, days_of(calendar_year(2026)))
    assert (year.notice.number, year.notice.issued_on, year.notice.address) == (
        "国办发明电〔2025〕7号",
        ISSUED,
        "https://x.cn/",
    )
    load(year)
    assert queries.preview_year(year).bear_on_dates is False


def test_what_the_text_says_of_itself_goes_before_what_was_typed() -> None:
    (year,) = read(
        notice(2026, *YEAR_2026, number="国办发明电〔2025〕9号", tail="国务院办公厅\n2025年11月8日")
    )
    assert (year.notice.number, year.notice.issued_on) == ("国办发明电〔2025〕9号", date(2025, 11, 8))


def test_days_of_the_december_before_are_put_into_their_year() -> None:
    load(calendar_year(2021), calendar_year(2022))
    before, year = read(notice(2023, *YEAR_2023))
    assert (before.year, year.year) == (2022, 2023)
    assert days_of(before) == days_of(calendar_year(2022)), "the shipped file has the day as well"
    assert before.notice == calendar_year(2022).notice
    assert days_of(year) == days_of(calendar_year(2023))


def test_a_december_that_is_not_loaded_is_refused() -> None:
    with pytest.raises(InvalidInput, match="2022年的工作日历还没有载入"):
        read(notice(2023, *YEAR_2023))


def test_a_notice_about_one_holiday_changes_nothing_else() -> None:
    present = calendar_year(2026)
    load(present)
    (year,) = queries.years_of_notice(
        "国务院办公厅关于调整2026年劳动节假期安排的通知\n国办发明电〔2026〕2号\n"
        "一、5月1日至3日放假调休，共3天。5月9日（周六）上班。\n国务院办公厅\n2026年3月1日"
    )
    labour = [day for day in year.days if day.name == "劳动节"]
    assert [day.on.isoformat() for day in labour] == ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-09"]
    assert {day.notice_number for day in labour} == {"国办发明电〔2026〕2号"}
    assert [day for day in year.days if day.name != "劳动节"] == [
        day for day in present.days if day.name != "劳动节"
    ]
    assert [each.number for each in year.notices] == ["国办发明电〔2025〕7号", "国办发明电〔2026〕2号"]
    load(year)
    (again,) = read(notice(2026, *YEAR_2026))
    assert [day for day in again.days if day.name == "劳动节"], (
        "the yearly notice arranges its holidays again"
    )


def test_a_year_keeps_the_days_that_another_notice_has_ordered() -> None:
    present = calendar_year(2018)
    load(present)
    december = {day.on for day in present.days if day.on.month == 12}
    text = notice(
        2018,
        "元旦：1月1日放假，与周末连休。",
        "春节：2月15日至21日放假调休，共7天。2月11日（星期日）、2月24日（星期六）上班。",
        "清明节：4月5日至7日放假调休，共3天。4月8日（星期日）上班。",
        "劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。",
        "端午节：6月18日放假，与周末连休。",
        "中秋节：9月24日放假，与周末连休。",
        "国庆节：10月1日至7日放假调休，共7天。9月29日（星期六）、9月30日（星期日）上班。",
        number=present.notice.number,
    )
    (year,) = read(text)
    assert december <= {day.on for day in year.days}
    assert days_of(year) == days_of(present)


def test_a_calendar_file_is_taken_as_it_is() -> None:
    text = (
        'year = 2031\ndays = [{ on = 2031-06-02, workday = false, name = "测试" }]\n'
        '[header]\nfile = "x"\nversion = 1\ndate = 2030-11-26\nsource = "test"\n'
        '[[notices]]\ntitle = "通知"\nnumber = "某发〔2030〕1号"\nissued_on = 2030-11-01\nverified = false\n'
    )
    (year,) = queries.years_of_notice(text)
    assert (year.year, days_of(year)) == (2031, [(date(2031, 6, 2), False)])


@pytest.mark.parametrize(
    ("text", "more", "field", "reason"),
    [
        ("  ", {}, "text", "请粘贴通知全文"),
        ("随便写写", {}, "text", "没有找到"),
        ("[[notices]]", {}, "text", "参考数据"),
        (notice(2026, *YEAR_2026, number=""), {"issued_on": ISSUED}, "number", "没有文号"),
        (notice(2026, *YEAR_2026), {}, "issued_on", "没有印发日期"),
    ],
)
def test_refusals_stand_beside_their_field(text: str, more: dict[str, date], field: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        queries.years_of_notice(text, **more)  # type: ignore[arg-type]
    assert reason in refused.value.fields[field][0]
