from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.core.workflow.enums import SecrecyStage, StepKind
from gongkai.core.workflow.rules.routes import TITLE_LENGTH, RouteStep
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock


class Route(models.Model):
    """The steps that subjects of a body or a division take; both empty: of the installation.

    Cases keep the steps they were opened with, so a route is changed in place.
    """

    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", null=True, verbose_name="单位"
    )
    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", null=True, verbose_name="地区"
    )
    subject_kind = models.CharField("信息类型", max_length=40, blank=True)
    """Empty: of every kind."""
    name = models.CharField("名称", max_length=80)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField("设定人", max_length=80)
    changed_at = models.DateTimeField("设定时间", default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=True) | Q(division__isnull=True), name="workflow_route_one_scope"
            ),
            models.UniqueConstraint(
                fields=["body", "division", "subject_kind"],
                nulls_distinct=False,
                name="workflow_one_route",
                violation_error_message="这一范围和信息类型已有审批流程，请直接修改它。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def route_steps(self) -> tuple[RouteStep, ...]:
        """The steps as the rules read them; prefetch `steps` for many."""
        return tuple(step.route_step for step in self.steps.all())


class RouteStepDef(models.Model):
    """One step of a route, in the order of `number`."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField("环节", max_length=12, choices=StepKind)
    title = models.CharField("名称", max_length=TITLE_LENGTH, blank=True)
    role = models.CharField("岗位", max_length=40, choices=Role)
    body = models.ForeignKey(
        "organisations.PublicBody",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name="办理单位",
    )
    limit_days = models.PositiveSmallIntegerField("办理时限（工作日）", null=True)
    secrecy_stage = models.CharField("保密审查环节", max_length=10, choices=SecrecyStage, blank=True)

    class Meta:
        ordering = ["route_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["route", "number"], name="workflow_route_step_number"),
            models.CheckConstraint(
                condition=~Q(kind=StepKind.COUNTERSIGN) | Q(body__isnull=False),
                name="workflow_countersign_has_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_kind_display()}"

    @property
    def route_step(self) -> RouteStep:
        return RouteStep(
            kind=StepKind(self.kind),
            role=Role(self.role),
            title=self.title,
            body_id=self.body_id,
            limit_days=self.limit_days,
            secrecy_stage=self.secrecy_stage,
        )
