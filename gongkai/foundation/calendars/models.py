"""Days that do not follow the week, and the notices that order them."""

from __future__ import annotations

from django.db import models

_SATURDAY, _SUNDAY = 6, 7


class CalendarNotice(models.Model):
    """A holiday notice of the State Council General Office for a year; a year may have more than one.

    `verified`: its number was found in copies of the notice. `provisional`: entered before the
    notice was out, so every deadline that rests on it is provisional too.
    """

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField("年份")
    title = models.CharField("标题", max_length=200)
    number = models.CharField("文号", max_length=60)
    issued_on = models.DateField("印发日期")
    address = models.CharField("网址", max_length=300, blank=True)
    verified = models.BooleanField("文号已核实", default=False)
    provisional = models.BooleanField("暂定", default=False)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="calendar_notice_once",
                violation_error_message="同一年份重复列出了同一文号的通知。",
            ),
            models.UniqueConstraint(fields=["year", "position"], name="calendar_notice_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.year}年：{self.number}"


class CalendarDay(models.Model):
    """A day off on a weekday, a make-up workday on a weekend, or a weekend day that belongs to a holiday."""

    on = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("节日", max_length=40)
    notice = models.ForeignKey(
        CalendarNotice, on_delete=models.CASCADE, related_name="days", verbose_name="依据"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_workday=False) | models.Q(on__iso_week_day__in=[_SATURDAY, _SUNDAY]),
                name="calendar_make_up_on_weekend",
                violation_error_message="调休上班日只能是星期六或星期日，请核对日期。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {'班' if self.is_workday else '休'}"
