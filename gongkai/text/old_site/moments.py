"""Moments as old sites export them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates

_WITH_TIME = re.compile(
    r"(?P<day>.+?)[T\s]+(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_STAMP = re.compile(r"\d{10}|\d{13}")
_MILLISECONDS = 13


def read_moment(text: str) -> datetime:
    """2019-05-06, 2019/5/6 10:30, 2019年5月6日, 2019-05-06T10:30:00+08:00, or seconds (10 digits) or
    milliseconds (13) since 1970. A day without time is its beginning in China; without zone it is China's.

    Raises InvalidInput with the reason in Chinese.
    """
    shown = text.strip()
    if _STAMP.fullmatch(shown):
        seconds = int(shown) / (1000 if len(shown) == _MILLISECONDS else 1)
        return datetime.fromtimestamp(seconds, UTC)
    match = _WITH_TIME.fullmatch(shown)
    if match is None:
        return datetime.combine(dates.parse(shown), time(), clock.CHINA)
    day = dates.parse(match["day"])
    try:
        moment = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError as error:
        raise InvalidInput(f"“{shown[:30]}”的时刻不存在，请核对。") from error
    zone = match["zone"]
    if not zone:
        return datetime.combine(day, moment, clock.CHINA)
    return datetime.fromisoformat(f"{day}T{moment}{'+00:00' if zone == 'Z' else zone}")
