"""Holiday notices read from their text: what they order is read whole, what does not fit is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.errors import InvalidInput
from gongkai.reference.calendars import calendar_year
from gongkai.text.holiday_notice import LONGEST_NOTICE, HolidayArrangement, NoticeDay, read_holiday_notice

DAY = timedelta(days=1)
NUMBERS = "一二三四五六七八九十"
WEEK = "一二三四五六日"
HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


def notice(year: int, *sections: str, number: str = "国办发明电〔2099〕9号", tail: str = "") -> str:
    """A yearly notice around the sections given."""
    numbered = [f"　　{NUMBERS[place]}、{section}" for place, section in enumerate(sections)]
    return "\n".join([
        f"国务院办公厅关于{year}年部分节假日安排的通知",
        number,
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        f"　　经国务院批准，现将{year}年元旦、春节、清明节等放假调休日期的具体安排通知如下。",
        *numbered,
        "　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，确保人民群众平安度过节日假期。",
        tail,
    ])  # fmt: skip


YEAR_2026 = (
    "元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
    "春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。"
    "2月14日（周六）、2月28日（周六）上班。",
    "清明节：4月4日（周六）至6日（周一）放假，共3天。",
    "劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。",
    "端午节：6月19日（周五）至21日（周日）放假，共3天。",
    "中秋节：9月25日（周五）至27日（周日）放假，共3天。",
    "国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。",
)
YEAR_2024 = (
    "元旦：1月1日放假，与周末连休。",
    "春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。"
    "鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。",
    "清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。",
    "劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。",
    "端午节：6月10日放假，与周末连休。",
    "中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。",
    "国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。",
)
YEAR_2023 = (
    "元旦：2022年12月31日至2023年1月2日放假调休，共3天。",
    "春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。",
    "清明节：4月5日放假，共1天。",
    "劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。",
    "端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。",
    "中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、8日（星期日）上班。",
)


def as_shipped(year: int) -> list[tuple[date, bool]]:
    return [(day.on, day.is_workday) for day in calendar_year(year).days]


def as_read(arrangement: HolidayArrangement, year: int) -> list[tuple[date, bool]]:
    return [(day.on, day.is_workday) for day in arrangement.days if day.on.year == year]


# --- notices as they were written --------------------------------------------------------------------


@pytest.mark.parametrize(("year", "sections"), [(2026, YEAR_2026), (2024, YEAR_2024), (2023, YEAR_2023)])
def test_the_days_are_those_of_the_shipped_calendar(year: int, sections: tuple[str, ...]) -> None:
    arrangement = read_holiday_notice(notice(year, *sections))
    assert as_read(arrangement, year) == as_shipped(year)
    assert (arrangement.year, arrangement.whole_year) == (year, True)


def test_title_number_and_date() -> None:
    signed = notice(
        2026, *YEAR_2026, number="国办发明电[2025]07号", tail="国务院办公厅\n2025年11月4日\n（此件公开发布）"
    )
    arrangement = read_holiday_notice(signed)
    assert arrangement.title == "国务院办公厅关于2026年部分节假日安排的通知"
    assert (arrangement.number, arrangement.issued_on) == ("国办发明电〔2025〕7号", date(2025, 11, 4))


def test_what_the_text_does_not_have_stays_empty() -> None:
    arrangement = read_holiday_notice(notice(2026, *YEAR_2026, number=""))
    assert (arrangement.number, arrangement.issued_on) == ("", None)


def test_the_frame_of_a_web_page_does_no_harm() -> None:
    framed = "发文机关： 国务院办公厅\n成文日期： 2025年11月04日\n发布日期： 2025年11月05日\n" + notice(
        2026,
        *YEAR_2026,
        tail="国务院办公厅2025年11月4日（此件公开发布）扫一扫在手机打开当前页 责任编辑：某某",
    )
    arrangement = read_holiday_notice(framed)
    assert as_read(arrangement, 2026) == as_shipped(2026)
    assert arrangement.issued_on == date(2025, 11, 4)


def test_days_of_the_december_before_belong_to_the_year_before() -> None:
    arrangement = read_holiday_notice(notice(2023, *YEAR_2023))
    assert arrangement.years == (2022, 2023)
    assert arrangement.days[0] == NoticeDay(date(2022, 12, 31), is_workday=False, name="元旦")


def test_a_weekend_of_the_december_before_may_be_worked() -> None:
    first = "元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。"
    others = [f"{name}：{month}月1日放假。" for month, name in enumerate(HOLIDAYS[1:], 2)]
    arrangement = read_holiday_notice(notice(2019, first, *others))
    assert arrangement.days[0] == NoticeDay(date(2018, 12, 29), is_workday=True, name="元旦")


def test_a_notice_about_one_holiday() -> None:
    arrangement = read_holiday_notice(
        "国务院办公厅关于调整2019年劳动节假期安排的通知\n国办发明电〔2019〕3号\n"
        "经国务院批准，现就调整2019年劳动节假期有关安排通知如下：\n"
        "一、2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。\n"
        "二、各地区、各部门要妥善安排好值班和安全、保卫等工作。\n国务院办公厅\n2019年3月21日"
    )
    assert (arrangement.year, arrangement.whole_year, arrangement.issued_on) == (
        2019,
        False,
        date(2019, 3, 21),
    )
    shipped = [(day.on, day.is_workday) for day in calendar_year(2019).days if day.on.month in (4, 5)]
    assert as_read(arrangement, 2019) == [day for day in shipped if day[0] >= date(2019, 4, 28)]
    assert {day.name for day in arrangement.days} == {"劳动节"}


def test_a_day_for_one_year_only() -> None:
    arrangement = read_holiday_notice(
        "国务院关于某某胜利70周年纪念日调休放假的通知\n现就2015年有关事项通知如下：\n"
        "一、9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。"
    )
    assert as_read(arrangement, 2015) == [
        day for day in as_shipped(2015) if day[0].month == 9 and day[0].day < 7
    ]
    assert {day.name for day in arrangement.days} == {"某某胜利70周年纪念日"}


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("1月4日（周日）上班", "１月４日（星期天）照常上班"),
        ("放假调休，共3天", "放假调休,共三天"),
        ("1月1日（周四）至3日（周六）", "1 月 1 日 （周四） 至 3 日\n（周六）"),
        ("1月1日（周四）至3日（周六）放假调休，共3天", "自1月1日（周四）至1月3日（周六）放假3天，不调休"),
        ("2月14日（周六）、2月28日（周六）上班", "2月14日（周六）和28日（农历正月十二，周六）上班"),
    ],
)
def test_the_same_in_other_writing(written: str, instead: str) -> None:
    text = notice(2026, *YEAR_2026)
    assert written in text
    assert read_holiday_notice(text.replace(written, instead)).days == read_holiday_notice(text).days


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ("共9天", "共8天", "放假调休，共8天”：写明8天，按起止日期是9天"),
        ("1月4日（周日）上班", "1月5日（周日）上班", "写的是周日，而2026年1月5日是周一"),
        ("1月4日（周日）上班", "1月5日上班", "2026年1月5日是周一，本来就上班"),
        ("1月4日（周日）上班", "1月4日（周日）、1月4日（周日）上班", "2026年1月4日出现了两次"),
        ("1月4日（周日）上班", "1月3日（周六）上班", "2026年1月3日出现了两次"),
        ("4月4日（周六）", "4月31日（周六）", "没有2026年4月31日"),
        ("6月19日（周五）至21日", "6月21日（周日）至19日", "写的是周日，而2026年6月19日是周五"),
        ("6月19日（周五）至21日（周日）放假，共3天", "6月21日至19日放假", "不是一段假期"),
        ("6月19日（周五）至21日（周日）放假，共3天", "19日至21日放假", "没有写是几月"),
        ("6月19日（周五）至21日（周日）放假，共3天", "2025年6月19日放假", "不属于2026年"),
        ("共3天。\n　　四", "共3天，其中4月7日放假。\n　　四", "4月7日不在前面写的放假日期之内"),
        ("3日（周六）放假", "3日（、0周六）放假", "里没有日期，请核对"),
        ("4月4日（周六）", "4月4日（寒食）", "看不懂日期后面的“寒食”"),
        ("4月4日（周六）至6日（周一）放假，共3天", "按有关规定放假", "看不懂“按有关规定放假”"),
        ("5月9日（周六）上班", "5月9日（周六）视情上班", "看不懂“5月9日（周六）视情上班”"),
        ("四、劳动节", "五、劳动节", "第4条之后是“五、”"),
        ("端午节", "龙舟节", "没有端午的安排"),
        ("现将2026年", "现将2025年", "标题写的是2026年，正文开头写的是2025年"),
        ("各省、自治区", "1月9日放假。各省、自治区", "1月9日放假”不在“一、……”的条款里"),
        ("清明节：4月4日", "4月4日", "没有写明是哪个节日"),
        ("节假日期间，各地区", "节假日期间，12月31日放假，各地区", "看不懂“节假日期间”"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_clause(written: str, instead: str, reason: str) -> None:
    text = notice(2026, *YEAR_2026)
    assert written in text
    with pytest.raises(InvalidInput) as refused:
        read_holiday_notice(text.replace(written, instead))
    assert reason in refused.value.message


def test_another_years_notice_with_the_year_changed_is_refused() -> None:
    with pytest.raises(InvalidInput, match="写的是周四，而2027年1月1日是周五"):
        read_holiday_notice(notice(2027, *YEAR_2026))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "没有找到"),
        ("今天天气很好", "没有找到“一、元旦"),
        ("一、元旦：1月1日放假。", "没有找到通知是哪一年的"),
        (notice(2026, "总体要求：妥善安排。"), "没有放假日期"),
        (notice(2026, *YEAR_2026[:6]), "没有国庆的安排"),
        (
            "国务院办公厅关于延长2020年春节假期的通知\n一、延长2020年春节假期至2月2日（星期日）。",
            "看不懂“延长",
        ),
        ("字" * (LONGEST_NOTICE + 1), "请只粘贴通知正文"),
    ],
)
def test_what_is_no_notice_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_holiday_notice(text)
    assert reason in refused.value.message


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_holiday_notice(notice(2026, text or "空", number=text))


@given(
    st.sampled_from(YEAR_2026),
    st.integers(0, 60),
    st.text("0123456789月日（）周上班放假至、，。", max_size=3),
)
def test_a_slip_never_puts_days_into_another_place_unnoticed(section: str, place: int, slip: str) -> None:
    """Whatever is typed into a clause: it is refused, or its weekdays and numbers of days still agree."""
    broken = section[:place] + slip + section[place:]
    text = notice(2026, *(broken if part == section else part for part in YEAR_2026))
    try:
        arrangement = read_holiday_notice(text)
    except InvalidInput:
        return
    assert all(day.on.weekday() >= 5 for day in arrangement.days if day.is_workday)
    assert len({day.on for day in arrangement.days}) == len(arrangement.days)


# --- written and read back ---------------------------------------------------------------------------


def written(on: date, *, year: int) -> str:
    """A day with its weekday, and with its year where that is not the one of the text before it."""
    shown = "" if on.year == year else f"{on.year}年"
    return f"{shown}{on.month}月{on.day}日（周{WEEK[on.weekday()]}）"


def listed(days: list[date], *, year: int) -> str:
    before = [year, *(on.year for on in days)]
    return "、".join(written(on, year=known) for on, known in zip(days, before, strict=False))


@st.composite
def arrangements(draw: st.DrawFn) -> tuple[str, tuple[NoticeDay, ...]]:
    """A year's notice as text, and the days in it."""
    year = draw(st.integers(2008, 2060))
    days: list[NoticeDay] = []
    sections = []
    for place, name in enumerate(HOLIDAYS):
        first = date(year, 1 + place, 10) + DAY * draw(st.integers(0, 5))
        if place == 0:
            first = date(year, 1, 1) - DAY * draw(st.integers(0, 3))
        off = [first + DAY * n for n in range(draw(st.integers(1, 8)))]
        near = [*(first - DAY * n for n in range(1, 8)), *(off[-1] + DAY * n for n in range(1, 7))]
        worked = sorted(draw(st.sets(st.sampled_from([on for on in near if on.weekday() >= 5]), max_size=2)))
        days += [NoticeDay(on, is_workday=False, name=name) for on in off]
        days += [NoticeDay(on, is_workday=True, name=name) for on in worked]
        stretch = written(first, year=year)
        if len(off) > 1:
            stretch += f"至{written(off[-1], year=first.year)}"
        extra = f"{listed(worked, year=year)}上班。" if worked else ""
        sections.append(f"{name}：{stretch}放假，共{len(off)}天。{extra}")
    return notice(year, *sections), tuple(sorted(days, key=lambda day: day.on))


@given(arrangements())
def test_an_arrangement_is_read_as_it_was_written(case: tuple[str, tuple[NoticeDay, ...]]) -> None:
    text, days = case
    assert read_holiday_notice(text).days == days
