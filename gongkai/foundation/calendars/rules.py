"""The week, which holds wherever no notice says otherwise."""

from __future__ import annotations

from datetime import date

_SATURDAY = 5


def is_weekday(on: date) -> bool:
    """Monday to Friday (国务院关于职工工作时间的规定 art. 7)."""
    return on.weekday() < _SATURDAY
