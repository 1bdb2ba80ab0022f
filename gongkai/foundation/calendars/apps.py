from __future__ import annotations

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "gongkai.foundation.calendars"
    label = "calendars"
    verbose_name = "工作日历"
