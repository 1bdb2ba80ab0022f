from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongkai.foundation.deadlines.enums import OPEN_STATES, DeadlineState
from gongkai.foundation.deadlines.models.columns import BOUNDS, UNITS, unit_known
from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Limit
from gongkai.kernel.time_units import Span, Unit

_OPEN = Q(state__in=OPEN_STATES)


class StandingDeadline(models.Model):
    """One thing that a body owes by a day, with the limit as it was applied.

    The subject is known by reference only. `due_on`, `due_at`, `provisional` and `sentence` are what the
    last derivation gave, with the calendar of `calendar_stamp`; they are never entered. `limit_given`: the
    limit came with the subject (a catalogue item's own wording) and does not follow the rule table.
    `steps` holds the proof as of closing.
    """

    id = models.BigAutoField(primary_key=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    purpose = models.CharField("用途", max_length=40)
    title = models.CharField("事项", max_length=300)

    rule_code = models.CharField("规则", max_length=80)
    limit_given = models.BooleanField("期限随事项确定", default=False)
    amount = models.PositiveIntegerField("数额")
    unit = models.CharField("单位", max_length=10, choices=UNITS)
    bound = models.CharField("方向", max_length=10, choices=BOUNDS)
    rolls = models.BooleanField("遇休息日顺延")
    limit_name = models.CharField("期限名称", max_length=200)
    trigger = models.CharField("起算事由", max_length=200)
    source = models.TextField("依据", blank=True)

    start_on = models.DateField("起算日")
    started_at = models.DateTimeField("起算时刻", null=True)
    owner_body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="责任单位"
    )
    owner_account_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="经办人")

    state = models.CharField("状态", max_length=10, choices=DeadlineState, default=DeadlineState.RUNNING)
    due_on = models.DateField("届满日", null=True)
    due_at = models.DateTimeField("届满时刻", null=True)
    provisional = models.BooleanField("暂定", default=False)
    calendar_stamp = models.BigIntegerField(default=0)
    sentence = models.TextField("推算过程")
    derived_at = models.DateTimeField("推算时间", default=clock.now)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    met_on = models.DateField("办结日", null=True)
    closed_at = models.DateTimeField("结束时间", null=True)
    closing_reason = models.CharField("终止原因", max_length=300, blank=True)
    steps = models.JSONField("推算步骤", default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "purpose"],
                condition=_OPEN,
                name="deadline_one_open",
                violation_error_message="该事项的期限已在计时，可能刚由他人登记。请刷新页面。",
            ),
            models.CheckConstraint(
                condition=Q(state=DeadlineState.RUNNING, due_on__isnull=False)
                | Q(state=DeadlineState.PAUSED, due_on__isnull=True)
                | ~_OPEN,
                name="deadline_running_is_due",
            ),
            models.CheckConstraint(
                condition=_OPEN & Q(closed_at__isnull=True) | ~_OPEN & Q(closed_at__isnull=False),
                name="deadline_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=DeadlineState.MET, met_on__isnull=False)
                | ~Q(state=DeadlineState.MET) & Q(met_on__isnull=True),
                name="deadline_met_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state=DeadlineState.DROPPED) & ~Q(closing_reason="")
                | ~Q(state=DeadlineState.DROPPED) & Q(closing_reason=""),
                name="deadline_dropped_has_reason",
            ),
            models.CheckConstraint(condition=Q(state__in=DeadlineState.values), name="deadline_state_known"),
            unit_known("deadline_unit_known"),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="deadline_subject"),
            models.Index(fields=["due_on", "id"], name="deadline_next", condition=_OPEN),
            models.Index(fields=["owner_body", "due_on"], name="deadline_by_body", condition=_OPEN),
            models.Index(fields=["id"], name="deadline_open", condition=_OPEN),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def limit(self) -> Limit:
        """The limit as it was applied."""
        return Limit(
            span=Span(self.amount, Unit(self.unit)),
            name=self.limit_name,
            trigger=self.trigger,
            source=self.source,
            bound=Bound(self.bound),
            rolls=self.rolls,
        )

    def apply_limit(self, limit: Limit) -> None:
        """Put a limit on the row; the caller derives and saves it."""
        self.amount, self.unit = limit.span.amount, limit.span.unit.value
        self.bound, self.rolls = limit.bound.value, limit.rolls
        self.limit_name, self.trigger, self.source = limit.name, limit.trigger, limit.source

    @property
    def is_late(self) -> bool:
        """Whether the matter was settled after the due day; what must last so long is never late."""
        if self.met_on is None or self.due_on is None or self.bound == Bound.AT_LEAST:
            return False
        if self.due_at is not None and self.closed_at is not None and self.met_on == self.due_on:
            return self.closed_at > self.due_at
        return self.met_on > self.due_on
