"""Dates as documents write them; impossible and implausible ones are refused with the reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates

TODAY = date(2026, 11, 22)
DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "text",
    [
        "2020年5月18日", "二〇二〇年五月十八日", "二○二○年五月十八日", "二零二零年五月十八日",
        "二O二O年五月十八日",
        "2020-05-18", "2020-5-18", "2020/05/18", "2020.5.18", "２０２０年５月１８日", " 2020 年 5 月 18 日 ",
    ],
)  # fmt: skip
def test_all_forms_of_one_day(text: str) -> None:
    assert dates.parse(text, today=TODAY) == date(2020, 5, 18)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [("二〇二一年十二月三十一日", 12, 31), ("二〇二一年元月十日", 1, 10), ("二〇二一年十月二十日", 10, 20)],
)
def test_chinese_numerals(text: str, month: int, day: int) -> None:
    assert dates.parse(text, today=TODAY) == date(2021, month, day)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-02-29", "实际存在"),
        ("2021年13月1日", "实际存在"),
        ("二〇二一年二月三十日", "实际存在"),
        ("1754-01-01", "早于 1949-10-01"),
        ("1949-09-30", "早于"),
        ("2036-11-23", "晚于 2036-11-22"),
        ("0000-01-01", "实际存在"),
        ("明天", "不是日期"),
        ("", "不是日期"),
        ("2020-05/18", "不是日期"),
        ("二〇二一年十十月一日", "写法"),
        ("二〇二一年一月二三日", "写法"),
        ("9" * 5000, "不是日期"),
    ],
)
def test_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        dates.parse(text, today=TODAY)
    assert words in caught.value.message
    assert len(caught.value.message) < 200


def test_the_edges_of_the_range() -> None:
    assert dates.parse("1949-10-01", today=TODAY) == date(1949, 10, 1)
    assert dates.parse("2036-11-22", today=TODAY) == date(2036, 11, 22)
    assert dates.implausible(date(2034, 2, 28), today=date(2024, 2, 29)) == ""
    assert dates.implausible(date(2034, 3, 1), today=date(2024, 2, 29))


def test_dates_in_running_text() -> None:
    text = "2019年4月3日修订，自2019年5月15日起施行；1754年1月1日和2月30日不算"
    assert dates.find_all(text, today=TODAY) == (date(2019, 4, 3), date(2019, 5, 15))


def in_numerals(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


@given(st.dates(date(1949, 10, 1), date(2036, 11, 22)))
def test_every_day_reads_back_in_every_form(day: date) -> None:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    chinese = f"{year}年{in_numerals(day.month)}月{in_numerals(day.day)}日"
    for text in (chinese, dates.in_chinese(day), day.isoformat()):
        assert dates.parse(text, today=TODAY) == day


@given(st.text("0123456789年月日-/.〇一二三十元 ", max_size=14))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        assert dates.parse(text, today=TODAY) >= dates.EARLIEST
    except InvalidInput as error:
        assert error.message
