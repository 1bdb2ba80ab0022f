from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.foundation.deadlines.enums import CourseKind
from gongkai.foundation.deadlines.models.columns import UNITS, unit_known
from gongkai.foundation.deadlines.models.deadline import StandingDeadline
from gongkai.foundation.deadlines.rules import Happening
from gongkai.kernel import clock
from gongkai.kernel.time_units import Span, Unit


class CourseEvent(models.Model):
    """Something that happened to a limit on its way; rows are only added."""

    id = models.BigAutoField(primary_key=True)
    deadline = models.ForeignKey(StandingDeadline, on_delete=models.PROTECT, related_name="course")
    kind = models.CharField("事由", max_length=12, choices=CourseKind)
    on = models.DateField("日期")
    amount = models.PositiveIntegerField("延长数额", null=True)
    unit = models.CharField("单位", max_length=10, choices=UNITS, blank=True)
    reason = models.CharField("原因", max_length=300)
    source = models.CharField("依据", max_length=300, blank=True)
    by = models.CharField("登记人", max_length=80)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField("登记时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            unit_known("course_unit_known", nullable=True),
            models.CheckConstraint(
                condition=Q(kind=CourseKind.EXTENDED, amount__isnull=False)
                | ~Q(kind=CourseKind.EXTENDED) & Q(amount__isnull=True),
                name="course_extension_has_span",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="course_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%Y-%m-%d}"

    @property
    def happening(self) -> Happening:
        """The row as the rules read it."""
        span = Span(self.amount, Unit(self.unit)) if self.amount else None
        return Happening(CourseKind(self.kind), self.on, self.reason, self.source, span)
