from __future__ import annotations

from django.db.models import TextChoices


class CalendarsTag(TextChoices):
    YEAR_LOAD = "calendars.year.load", "载入年度工作日历"
