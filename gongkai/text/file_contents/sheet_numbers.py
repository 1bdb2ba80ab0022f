"""What a number in a cell reads as: the figures that office software shows, and those the file keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from gongkai.text.file_contents.packages import attribute

_KEPT_DIGITS = 15
"""Office software shows so many digits of a number; those behind it are shown as noughts."""

_LONGEST = 30
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_SIGNS = re.compile(r"[ymdhsYMDHS]")
_PADDED = re.compile(r"0{2,40}")
_LAST_DAY = 2_958_465
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a date of a spreadsheet has no zone)
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 (likewise)


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """How the cells of each style show numbers: a date, or a format code."""

    dates: frozenset[int] = frozenset()
    padded: tuple[tuple[int, int], ...] = ()
    since_1904: bool = False


def number_formats(styles: etree._Element | None, since_1904: bool) -> NumberFormats:
    """The formats that change which digits are read, by the number of the style."""
    if styles is None:
        return NumberFormats(since_1904=since_1904)
    codes = {attribute(code, "numFmtId"): attribute(code, "formatCode") for code in styles.iter("{*}numFmt")}
    dates, padded = set(), []
    for style, element in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        identifier = attribute(element, "numFmtId")
        code = codes.get(identifier, "")
        plain = _LITERAL.sub("", code)
        if (identifier.isdecimal() and int(identifier) in _DATE_FORMATS) or _DATE_SIGNS.search(plain):
            dates.add(style)
        elif _PADDED.fullmatch(code):
            padded.append((style, len(code)))
    return NumberFormats(frozenset(dates), tuple(padded), since_1904)


def number_texts(raw: str, style: int, formats: NumberFormats) -> tuple[str, str]:
    """The number as shown, and what the file keeps where that has other digits (else an empty text)."""
    plain = raw.isdecimal() and raw.isascii() and len(raw) <= _KEPT_DIGITS
    if plain and style not in formats.dates and not formats.padded:
        return str(int(raw)), ""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw, ""
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return raw, ""
    if style in formats.dates and 0 <= value <= _LAST_DAY:
        return _date(value, formats.since_1904), ""
    if value != value.to_integral_value():
        return _fraction(value), ""
    kept = str(int(value))
    shown = _rounded(kept)
    width = next((length for number, length in formats.padded if number == style), 0)
    return shown.zfill(width), "" if shown == kept else kept


def _rounded(digits: str) -> str:
    sign, figures = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    if len(figures) <= _KEPT_DIGITS:
        return digits
    behind = len(figures) - _KEPT_DIGITS
    return f"{sign}{(int(figures) + 5 * 10 ** (behind - 1)) // 10**behind}{'0' * behind}"


def _fraction(value: Decimal) -> str:
    return format(Decimal(format(value, f".{_KEPT_DIGITS}g")).normalize(), "f")


def _date(value: Decimal, since_1904: bool) -> str:
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(float(value) * 86_400))
    return moment.date().isoformat() if value == value.to_integral_value() else moment.isoformat(" ")
