"""Dates in demonstration texts, written relative to the day the document counts from."""

import re
from datetime import date, timedelta

from gongkai.demonstration.model import DemonstrationError

_PLACEHOLDER = re.compile(r"\{([a-z]+)([+-]\d+)?\}")
_CHINESE_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_QUARTERS = "一二三四"
_SATURDAY = 5


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend: offices do not sign on Sundays."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def chinese(day: date) -> str:
    """A date as official texts write it, without padding zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def signed_on(text: str) -> date | None:
    """The date that stands alone on the last line of an official text, if there is one."""
    lines = text.strip().splitlines()
    match = _CHINESE_DATE.fullmatch(lines[-1].strip()) if lines else None
    return date(*map(int, match.groups())) if match else None


def resolve(text: str, *, day: date, written: date) -> str:
    """Replace every placeholder; DemonstrationError for one that does not exist.

    day: what {d} {i} {y} {q} {m} {pq} {pm} count from; written: what {w} counts from.
    """

    def replacement(match: re.Match[str]) -> str:
        return _value(match.group(1), int(match.group(2) or 0), day, written, match.group(0))

    resolved = _PLACEHOLDER.sub(replacement, text)
    if "{" in resolved or "}" in resolved:
        raise DemonstrationError(f"有无法识别的占位符：{resolved[:60]}")
    return resolved


def _value(name: str, offset: int, day: date, written: date, whole: str) -> str:
    moved = day + timedelta(days=offset)
    values = {
        "d": chinese(moved),
        "i": moved.isoformat(),
        "w": chinese(written + timedelta(days=offset)),
        "y": str(day.year + offset),
    }
    if not offset:
        values |= {
            "q": str(_quarter(day)),
            "m": str(day.month),
            "pq": _previous_quarter(day),
            "pm": _previous_month(day),
        }
    if name not in values:
        raise DemonstrationError(f"有无法识别的占位符：{whole}")
    return values[name]


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _previous_month(day: date) -> str:
    last = day.replace(day=1) - timedelta(days=1)
    return f"{last.year}年{last.month}月"


def _previous_quarter(day: date) -> str:
    last = date(day.year, 3 * _quarter(day) - 2, 1) - timedelta(days=1)
    return f"{last.year}年第{_QUARTERS[_quarter(last) - 1]}季度"
