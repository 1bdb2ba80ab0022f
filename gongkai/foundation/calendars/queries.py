"""Is a day worked, and how sure is that."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import QuerySet

from gongkai.foundation.calendars import rules
from gongkai.foundation.calendars.models import CalendarDay, CalendarNotice

_CALENDAR_LOCK = 0x676B_6361_6C00
"""Advisory lock plus the year: one person loads a year at a time."""


def is_workday(on: date) -> bool:
    """What the notice says of the day, else the week."""
    said = CalendarDay.objects.filter(pk=on).values_list("is_workday", flat=True).first()
    return rules.is_weekday(on) if said is None else said


def days_of(year: int) -> QuerySet[CalendarDay]:
    """The listed days of a year in order, with their notices; days not listed follow the week."""
    return CalendarDay.objects.select_related("notice").filter(on__year=year).order_by("on")


def notices_of(year: int) -> QuerySet[CalendarNotice]:
    """The yearly notice first."""
    return CalendarNotice.objects.filter(year=year).order_by("position")


def year_is_provisional(year: int) -> bool:
    """Whether dates in that year may still change: no notice is loaded, or only a provisional one."""
    return not CalendarNotice.objects.filter(year=year, provisional=False).exists()


def loaded_years() -> list[int]:
    return list(CalendarNotice.objects.order_by("year").values_list("year", flat=True).distinct())


def lock_year(year: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CALENDAR_LOCK + year])
