"""One sentence of a holiday notice: 1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.kernel.errors import InvalidInput
from gongkai.text import numerals
from gongkai.text.holiday_notice.model import NoticeDay

_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_DATE_PARTS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_STRETCH = rf"{_DATE}(?:[至到—~-]+{_DATE})?"
_JOINT = re.compile(r"[、和](?=\d)")
_OFF, _ADJUSTED, _WORKED = r"放假调休|调休放假|放假|休息", r"调休", r"(?:照常|正常)?上班"
_DAYS_OF = re.compile(
    rf"[自从]?(?P<days>{_STRETCH}(?:[、和]{_STRETCH})*)(?:全国)?"
    rf"(?:(?P<off>{_OFF})|(?P<adjusted>{_ADJUSTED})|(?P<worked>{_WORKED}))"
    r"(?:(?P<count>[\d一二三四五六七八九十]+)天)?"
)
_COUNT = re.compile(r"共(?:放假)?([\d一二三四五六七八九十]+)天")
_REMARK = re.compile(r"不调休|与周末(?:形成)?连休")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_LUNAR = re.compile(
    r"(?:农历)?(?:除夕|(?:[正一二三四五六七八九十冬腊]+月)?(?:初[一二三四五六七八九十]|[廿二]?十?[一二三四五六七八九十]|三十))"
)
_WEEKDAYS = {**{word: number for number, word in enumerate("一二三四五六日")}, "天": 6}
_WEEKDAY_WORDS = "一二三四五六日"
_SATURDAY = 5
_LONGEST = 31
_SIGNS = str.maketrans(",:()", "，：（）")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence and where it stands: the holiday it is about, the year it means by default."""

    text: str
    name: str
    year: int

    def fault(self, reason: str) -> InvalidInput:
        """A refusal that shows the sentence."""
        return InvalidInput(f"“{as_written(self.text)}”：{reason}")


def as_written(text: str) -> str:
    """A tidied text with the signs of Chinese again, for people to find it in their notice."""
    return text.translate(_SIGNS)


def days_in(clause: Clause, given: list[date]) -> Iterator[NoticeDay]:
    """The days that a sentence gives or takes; `given` are those off by the sentences before, and grows.

    Raises InvalidInput with the sentence and what is wrong.
    """
    off: list[date] = []
    for phrase in _phrases(clause.text):
        plain = re.sub("^其中:?", "", phrase)
        if count := _COUNT.fullmatch(plain):
            _check_count(clause, count[1], off)
        elif found := _DAYS_OF.fullmatch(plain):
            days = _resolve(clause, _JOINT.split(found["days"]))
            if found["count"]:
                _check_count(clause, found["count"], days)
            if found["worked"]:
                yield from _made_up(clause, days)
            elif found["adjusted"] or plain != phrase:
                _check_within(clause, days, [*given, *off])
            else:
                off += days
                yield from (NoticeDay(day, is_workday=False, name=clause.name) for day in days)
        elif not _REMARK.fullmatch(plain):
            raise clause.fault(f"看不懂“{as_written(phrase)}”，请对照通知原文核对，或者改用日历文件导入。")
    given += off


def _made_up(clause: Clause, days: list[date]) -> Iterator[NoticeDay]:
    for day in days:
        if day.weekday() < _SATURDAY:
            raise clause.fault(f"{_words(day)}是{_week(day)}，本来就上班，不会是调休上班日，请核对。")
        yield NoticeDay(day, is_workday=True, name=clause.name)


def _phrases(text: str) -> list[str]:
    """Parts between commas, those within brackets left alone."""
    return [part for part in re.split(r",(?![^()]*\))", text) if part]


def _check_count(clause: Clause, count: str, days: list[date]) -> None:
    if numerals.read(count) != len(days):
        raise clause.fault(f"写明{count}天，按起止日期是{len(days)}天，请核对。")


def _check_within(clause: Clause, days: list[date], off: list[date]) -> None:
    for day in days:
        if day not in off:
            raise clause.fault(f"{_words(day)}不在前面写的放假日期之内，请核对。")


def _resolve(clause: Clause, stretches: list[str]) -> list[date]:
    """The days of several stretches; month and year carry on from the date before."""
    days: list[date] = []
    year, month = clause.year, 0
    for stretch in stretches:
        ends: list[date] = []
        for parts in _DATE_PARTS.finditer(stretch):
            year, month = int(parts[1] or year), int(parts[2] or month)
            ends.append(_day(clause, year, month, int(parts[3])))
            _check_brackets(clause, ends[-1], parts[4] or "")
        if not ends:
            raise clause.fault(f"“{stretch}”里没有日期，请核对。")
        first, last = ends[0], ends[-1]
        if not 0 <= (last - first).days < _LONGEST:
            raise clause.fault(f"从{_words(first)}到{_words(last)}不是一段假期，请核对日期。")
        days += [first + _DAY * offset for offset in range((last - first).days + 1)]
    return days


def _day(clause: Clause, year: int, month: int, day: int) -> date:
    if not month:
        raise clause.fault(f"{day}日没有写是几月。")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise clause.fault(f"没有{year}年{month}月{day}日，请核对日期。") from error


def _check_brackets(clause: Clause, on: date, text: str) -> None:
    """Compare the weekday named behind a date; the date of the lunar calendar is passed over."""
    for part in re.split("[、,:]", text):
        if found := _WEEKDAY.fullmatch(part):
            if _WEEKDAYS[found[1]] != on.weekday():
                raise clause.fault(f"写的是{part}，而{_words(on)}是{_week(on)}，请核对日期和年份。")
        elif part and not _LUNAR.fullmatch(part):
            raise clause.fault(f"看不懂日期后面的“{part}”，请核对。")


def _words(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _week(on: date) -> str:
    return f"周{_WEEKDAY_WORDS[on.weekday()]}"
