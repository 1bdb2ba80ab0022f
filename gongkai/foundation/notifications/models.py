"""What the product has to tell a person, shown in the workbench."""

from __future__ import annotations

from django.db import models

from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.kernel import clock

TITLE_LENGTH = 200


class Notice(models.Model):
    """One message to one account.

    `address` is a path inside the workbench, or empty. `key` names the occasion: an account is told of it
    once, however often it is sent.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("identity.Account", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("类别", max_length=20, choices=NoticeKind)
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    text = models.TextField("内容")
    address = models.CharField("链接", max_length=300, blank=True)
    key = models.CharField("事由", max_length=120)
    created_at = models.DateTimeField("时间", default=clock.now, editable=False)
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(address="") | models.Q(address__startswith="/workbench/"),
                name="notice_leads_into_the_workbench",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=NoticeKind.values), name="notice_kind_known"),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="notice_newest"),
            models.Index(fields=["account"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.title
