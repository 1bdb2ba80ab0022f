from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q

from gongkai.foundation.deadlines.models.columns import UNITS, unit_known
from gongkai.foundation.deadlines.rules import LocalLimit
from gongkai.kernel import clock
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.deadline_table import Validity


class LimitSetting(models.Model):
    """A division's own limit for a rule, for itself and all below it; kept when it ends.

    It holds for what starts from `effective_from` up to and including `effective_to`. `voided`: it was
    ended before it came to hold, and never did.
    """

    id = models.BigAutoField(primary_key=True)
    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="行政区划"
    )
    rule_code = models.CharField("规则", max_length=80)
    amount = models.PositiveIntegerField("数额")
    unit = models.CharField("单位", max_length=10, choices=UNITS)
    basis = models.CharField("依据", max_length=300)
    effective_from = models.DateField("起用日期")
    effective_to = models.DateField("停用日期（含）", null=True)
    voided = models.BooleanField("作废", default=False)
    set_by = models.CharField("设定人", max_length=80)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField("设定时间", default=clock.now, editable=False)
    ended_at = models.DateTimeField("结束时间", null=True)
    ended_by = models.CharField("结束人", max_length=80, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="limit_setting_one_at_a_time",
                expressions=[
                    ("division", RangeOperators.EQUAL),
                    ("rule_code", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "effective_from",
                            "effective_to",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(voided=False),
                violation_error_message="该规则在这段时间已有本地设定，请先结束原来的设定。",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="limit_setting_days_in_order",
                violation_error_message="停用日期不能早于起用日期。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="", voided=False)
                | Q(ended_at__isnull=False) & ~Q(ended_by=""),
                name="limit_setting_ended_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="limit_setting_has_basis"),
            unit_known("limit_setting_unit_known"),
        ]
        indexes = [models.Index(fields=["rule_code", "division"], name="limit_setting_rule")]

    def __str__(self) -> str:
        return f"{self.rule_code}：{self.span}"

    @property
    def span(self) -> Span:
        return Span(self.amount, Unit(self.unit))

    @property
    def local_limit(self) -> LocalLimit:
        """The row as the rules read it; `division` should be loaded with it."""
        return LocalLimit(
            setting_id=self.pk,
            rule_code=self.rule_code,
            division_code=self.division.code,
            division_name=self.division.name,
            span=self.span,
            basis=self.basis,
            validity=Validity(self.effective_from, self.effective_to),
            set_by=self.set_by,
            set_at=self.set_at,
        )
