from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from gongkai.core.responsibilities.enums import Part
from gongkai.kernel import clock


class AreaAssignment(models.Model):
    """领域责任: a body answers for an area in a division, from `since` up to, not including, `until`.

    One cell of the matrix 领域 × 责任单位 over time (S1 二(一), S4 annex). Rows are ended, never
    rewritten; an open `until` says that it still holds.
    """

    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    area = models.ForeignKey(
        "catalogue.PolicyArea", on_delete=models.PROTECT, related_name="+", verbose_name="领域"
    )
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="责任单位"
    )
    part = models.CharField("责任", max_length=8, choices=Part)
    since = models.DateField("起始日期")
    source = models.CharField("依据", max_length=200)
    assigned_by_id = models.BigIntegerField(null=True)
    assigned_by = models.CharField("登记人", max_length=80)
    assigned_at = models.DateTimeField("登记时间", default=clock.now, editable=False)
    until = models.DateField("终止日期", null=True, blank=True)
    ending_basis = models.CharField("终止依据", max_length=200, blank=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by = models.CharField("终止登记人", max_length=80, blank=True)
    ended_at = models.DateTimeField("终止登记时间", null=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承接自"
    )

    class Meta:
        ordering = ["area_id", "part", "body_id", "since", "id"]
        constraints = [
            ExclusionConstraint(
                name="responsibility_one_at_a_time",
                expressions=[
                    ("division", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("body", RangeOperators.EQUAL),
                    (
                        models.Func("since", "until", function="DATERANGE", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="该单位在这一领域的责任与已登记的时间重叠，请先核对起止日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="responsibility_dates_in_order",
                violation_error_message="终止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True, ended_at__isnull=True, ending_basis="")
                | models.Q(until__isnull=False, ended_at__isnull=False) & ~models.Q(ending_basis=""),
                name="responsibility_ending_has_basis",
                violation_error_message="终止领域责任必须写明依据。",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="responsibility_has_source",
                violation_error_message="登记领域责任必须写明依据。",
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=Part.values), name="responsibility_part_known"
            ),
        ]
        indexes = [
            models.Index(fields=["division", "area"], name="responsibility_matrix"),
            models.Index(fields=["body"], name="responsibility_body"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.body_id} {self.get_part_display()}"

    @property
    def is_open(self) -> bool:
        return self.until is None
