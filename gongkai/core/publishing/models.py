"""Sites, and the log of everything that became public or ceased to be."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from gongkai.core.publishing.enums import LogAction, LogSubject


class Site(models.Model):
    """The public portal of one division."""

    division = models.OneToOneField(
        "organisations.Division",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="地区",
        error_messages={"unique": "该地区已有站点。"},
    )
    host = models.CharField(
        "域名",
        max_length=200,
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "该域名已用于另一个站点。"},
    )
    name = models.CharField("网站名称", max_length=100)
    owner_body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="主办单位"
    )
    identification_code = models.CharField("网站标识码", max_length=10, blank=True)
    record_number = models.CharField("备案号", max_length=60, blank=True)
    notice = models.CharField("提示", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class PublicationEntry(models.Model):
    """One line of the publication log. Rows are only ever added (a database trigger sees to it).

    `document_public_id` and `edition_number` are those of the subject: a document and its edition, or a
    catalogue and its version, which has no index number.
    """

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField("对象", max_length=12, choices=LogSubject, default=LogSubject.DOCUMENT)
    document_public_id = models.CharField(max_length=12)
    edition_number = models.PositiveSmallIntegerField("版次")
    action = models.CharField("动作", max_length=12, choices=LogAction)
    occasion = models.CharField("事由", max_length=40, blank=True)
    """Tells apart what can happen to one edition several times, such as changes of its validity."""
    at = models.DateTimeField("时间")
    index_number = models.CharField("索引号", max_length=40, blank=True)
    title = models.CharField("标题", max_length=200)
    body_name = models.CharField("发布机构", max_length=200)
    actor_name = models.CharField("经办", max_length=80)
    basis = models.TextField("说明", blank=True)
    content_hash = models.CharField("内容校验值", max_length=64)
    division_ids = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document_public_id", "edition_number", "action", "occasion"],
                name="publishing_log_once",
            ),
            models.CheckConstraint(
                condition=models.Q(subject=LogSubject.CATALOGUE) | ~models.Q(index_number=""),
                name="publishing_log_document_has_index",
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="publishing_log_newest"),
            GinIndex(fields=["division_ids"], name="publishing_log_divisions"),
        ]

    def __str__(self) -> str:
        return self.title
