from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from gongkai.foundation.identity.models.account import Account
from gongkai.kernel import clock


class Absence(models.Model):
    """Somebody is away from the first to the last day, and another person stands in (代理).

    Ended ones stay: they answer who acted in whose name. `until_on` counts as away.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="absences", verbose_name="不在岗人员"
    )
    deputy = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="代理人")
    from_on = models.DateField("开始日期")
    until_on = models.DateField("结束日期")
    reason = models.CharField("事由", max_length=200, blank=True)
    registered_by = models.CharField("登记人", max_length=80)
    registered_at = models.DateTimeField("登记时间", default=clock.now, editable=False)
    ended_by = models.CharField("结束人", max_length=80, blank=True)
    ended_at = models.DateTimeField("提前结束时间", null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "from_on",
                            "until_on",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True),
                violation_error_message="这段时间已登记过不在岗，请先结束原来的登记。",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="absence_days_in_order",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("account")),
                name="absence_deputy_is_another",
                violation_error_message="代理人不能是本人。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | Q(ended_at__isnull=False) & ~Q(ended_by=""),
                name="absence_ended_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deputy", "until_on"], name="absence_of_deputy", condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.from_on:%Y-%m-%d} → {self.until_on:%Y-%m-%d}"
