from __future__ import annotations

from django.db.models import TextChoices


class CalendarsTag(TextChoices):
    YEAR_LOAD = "calendars.year.load", "载入年度工作日历"


class CalendarOrigin(TextChoices):
    """Where a version of a year comes from."""

    SHIPPED = "shipped", "随软件附带"
    BY_HAND = "by_hand", "管理员载入"
