from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.core.information.enums import ReleaseRequestState
from gongkai.core.information.models.edition import Edition
from gongkai.kernel import clock


class ReleaseRequest(models.Model):
    """申请批准公开: a writer asks that a second person lets findings through that must be dealt with.

    It is about the content as it was (`digest`) under the rules as they were: a change of either makes it
    lapse, as it voids the release itself.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="release_requests")
    digest = models.CharField(max_length=64)
    rules = models.CharField("规则版本", max_length=80)
    hard = models.PositiveIntegerField("处数")
    reason = models.TextField("申请理由")
    state = models.CharField(
        "状态", max_length=12, choices=ReleaseRequestState, default=ReleaseRequestState.WAITING
    )
    asked_by_id = models.BigIntegerField()
    asked_by = models.CharField("申请人", max_length=80)
    asked_at = models.DateTimeField("申请时间", default=clock.now, editable=False)
    answer = models.TextField("退回意见", blank=True)
    ended_by = models.CharField("办理人", max_length=80, blank=True)
    ended_at = models.DateTimeField("办理时间", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(state=ReleaseRequestState.WAITING),
                name="information_one_release_request",
                violation_error_message="该文件已有一项等待批准的申请，请刷新页面。",
            ),
            models.CheckConstraint(
                condition=Q(state=ReleaseRequestState.WAITING, ended_at__isnull=True)
                | ~Q(state=ReleaseRequestState.WAITING) & Q(ended_at__isnull=False),
                name="information_release_request_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReleaseRequestState.REFUSED, answer=""),
                name="information_release_refusal_says_why",
                violation_error_message="退回申请须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}：{self.asked_by}"
