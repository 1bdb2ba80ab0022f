"""Dates as official documents write them, and which of them can be meant."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.text import numerals

EARLIEST = date(1949, 10, 1)
"""Nothing that a Chinese public body wrote is older."""

YEARS_AHEAD = 10
"""How far ahead a date may lie: longer validity periods are written as 长期."""

_NUMERAL = "0-9〇○零oO一二三四五六七八九十元"
_WRITTEN = re.compile(
    rf"([0-9〇○零oO一二三四五六七八九]{{4}})年([{_NUMERAL}]{{1,3}})月([{_NUMERAL}]{{1,4}})日"
)
_PLAIN = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")


def parse(text: str, *, today: date | None = None) -> date:
    """The day that `text` consists of: 二〇二〇年五月十八日, 2020年5月18日, 2020-05-18, 2020/5/18.

    `today` bounds what can be meant; the present day in China when it is left out.
    Raises InvalidInput with the reason in Chinese: not a date, no such day, or outside the range.
    """
    day = _read(text)
    reason = implausible(day, today=today)
    if reason:
        raise InvalidInput(reason)
    return day


def implausible(day: date, *, today: date | None = None) -> str:
    """Why `day` cannot be the date of a document, in Chinese; empty when it can."""
    latest = _years_later(today or clock.today(), YEARS_AHEAD)
    if day < EARLIEST:
        return f"日期 {day.isoformat()} 早于 {EARLIEST.isoformat()}，不可能是政府公文的日期，请核对年份。"
    if day > latest:
        return f"日期 {day.isoformat()} 晚于 {latest.isoformat()}（今天之后 {YEARS_AHEAD} 年），请核对年份。"
    return ""


def find_all(text: str, *, today: date | None = None) -> tuple[date, ...]:
    """Every plausible day written out with 年月日 in running text, in order."""
    found = []
    for match in _WRITTEN.finditer(_tidy(text)):
        try:
            found.append(parse(match[0], today=today))
        except InvalidInput:
            continue
    return tuple(found)


def in_chinese(day: date) -> str:
    """2020年5月18日, as GB/T 9704-2012 writes the date of a document."""
    return f"{day.year}年{day.month}月{day.day}日"


def _tidy(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _read(text: str) -> date:
    plain = _tidy(text)
    shown = text.strip()[:30]
    if match := _WRITTEN.fullmatch(plain):
        year, month, day = _year(match[1]), _small(match[2]), _small(match[3])
    elif match := _PLAIN.fullmatch(plain):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    else:
        raise InvalidInput(f"“{shown}”不是日期。请写成 2020-05-18 或 2020年5月18日。")
    if month is None or day is None:
        raise InvalidInput(f"“{shown}”里的月或日写法不对，请写成 2020年5月18日。")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidInput(
            f"“{shown}”不是实际存在的日期（没有 {year}年{month}月{day}日），请核对。"
        ) from error


def _year(text: str) -> int:
    return int("".join(str(numerals.DIGITS.get(character, character)) for character in text))


def _small(text: str) -> int | None:
    """A month or day in digits or Chinese numerals (十八, 二十一, 元 for the first month); None otherwise."""
    return 1 if text == "元" else numerals.read(text)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
