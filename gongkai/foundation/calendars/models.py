"""Days that do not follow the week, and the notices that order them, by year and version.

Nothing is overwritten: another arrangement of a year is a further version, so that a deadline derived
last year can still be proved by what was known then.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.foundation.calendars.enums import CalendarOrigin
from gongkai.kernel import clock

_SATURDAY, _SUNDAY = 6, 7


class CalendarVersion(models.Model):
    """One arrangement of a year as it was loaded; the one that is not superseded is in force.

    `source` names the file or says that the text was pasted. `provisional`: entered before the notice was
    out, so every deadline that rests on it is provisional too.
    """

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("版次")
    origin = models.CharField("来源", max_length=10, choices=CalendarOrigin)
    source = models.CharField("文件", max_length=200, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    loaded_at = models.DateTimeField("载入时间", default=clock.now, editable=False)
    loaded_by = models.CharField("载入人", max_length=80)
    loaded_by_id = models.BigIntegerField(null=True)
    superseded_at = models.DateTimeField("被替代时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="calendar_version_number"),
            models.UniqueConstraint(
                fields=["year"], condition=Q(superseded_at__isnull=True), name="calendar_one_current_version"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=CalendarOrigin.values), name="calendar_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年工作日历第{self.number}版"

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None


class CalendarNotice(models.Model):
    """A holiday notice of the State Council General Office; a year may rest on more than one.

    `verified`: its number was found in copies of the notice.
    """

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="notices")
    title = models.CharField("标题", max_length=200)
    number = models.CharField("文号", max_length=60)
    issued_on = models.DateField("印发日期")
    address = models.CharField("网址", max_length=300, blank=True)
    verified = models.BooleanField("文号已核实", default=False)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="calendar_notice_once",
                violation_error_message="同一年份重复列出了同一文号的通知。",
            ),
            models.UniqueConstraint(fields=["version", "position"], name="calendar_notice_in_order"),
        ]

    def __str__(self) -> str:
        return self.number


class CalendarDay(models.Model):
    """A day off on a weekday, a make-up workday on a weekend, or a weekend day that belongs to a holiday."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="days")
    on = models.DateField("日期")
    is_workday = models.BooleanField("上班")
    name = models.CharField("节日", max_length=40)
    notice = models.ForeignKey(
        CalendarNotice, on_delete=models.PROTECT, related_name="days", verbose_name="依据"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "on"], name="calendar_day_once"),
            models.CheckConstraint(
                condition=Q(is_workday=False) | Q(on__iso_week_day__in=[_SATURDAY, _SUNDAY]),
                name="calendar_make_up_on_weekend",
                violation_error_message="调休上班日只能是星期六或星期日，请核对日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {'班' if self.is_workday else '休'}"
