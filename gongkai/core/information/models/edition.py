from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongkai.core.information.enums import OPEN_STATES, EditionState, Openness
from gongkai.core.information.models.document import Document
from gongkai.kernel import clock

_WAS_PUBLIC = [EditionState.PUBLISHED, EditionState.SUPERSEDED, EditionState.WITHDRAWN]


class Edition(models.Model):
    """One version of a document. Once published its content never changes; a correction is a new edition."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("版次", default=1)
    state = models.CharField("状态", max_length=12, choices=EditionState, default=EditionState.DRAFT)
    revision = models.PositiveIntegerField(default=1)

    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    written_on = models.DateField("成文日期", null=True, blank=True)
    subject_category = models.CharField("主题分类", max_length=100, blank=True)
    keywords = ArrayField(models.CharField(max_length=30), default=list, verbose_name="关键词", blank=True)
    summary = models.TextField("内容概述", blank=True)
    body_html = models.TextField("正文", blank=True)
    body_text = models.TextField(blank=True)
    openness = models.CharField("公开属性", max_length=12, choices=Openness, blank=True)
    openness_reason = models.TextField("不公开理由", blank=True)
    openness_article = models.CharField("依据条款", max_length=200, blank=True)
    change_note = models.TextField("更正说明", blank=True)

    author_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="起草人")
    author_name = models.CharField("起草人", max_length=80)
    created_at = models.DateTimeField("起草时间", default=clock.now, editable=False)
    updated_at = models.DateTimeField("修改时间", default=clock.now)
    signed_at = models.DateTimeField("签发时间", null=True)
    signed_by = models.CharField("签发人", max_length=80, blank=True)
    published_at = models.DateTimeField("发布时间", null=True)
    published_by = models.CharField("发布人", max_length=80, blank=True)
    ended_at = models.DateTimeField("停止展示时间", null=True)

    class Meta:
        ordering = ["document_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="information_edition_number"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=OPEN_STATES),
                name="information_one_open_edition",
                violation_error_message="该文件已有一个未办结的版本，请先完成或删除它。",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state=EditionState.PUBLISHED),
                name="information_one_published_edition",
                violation_error_message="该文件已有公开版本，可能刚由他人发布。请刷新页面。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_WAS_PUBLIC, published_at__isnull=False)
                | ~Q(state__in=_WAS_PUBLIC) & Q(published_at__isnull=True),
                name="information_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EditionState.DRAFT, EditionState.IN_REVIEW], signed_at__isnull=True)
                | ~Q(state__in=[EditionState.DRAFT, EditionState.IN_REVIEW]) & Q(signed_at__isnull=False),
                name="information_signed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[EditionState.SUPERSEDED, EditionState.WITHDRAWN], ended_at__isnull=False
                )
                | ~Q(state__in=[EditionState.SUPERSEDED, EditionState.WITHDRAWN]) & Q(ended_at__isnull=True),
                name="information_ended_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_WAS_PUBLIC) | Q(openness__in=[Openness.PROACTIVE, Openness.PARTIAL]),
                name="information_public_is_open",
                violation_error_message="公开属性不是主动公开或部分公开的文件不能发布。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="information_newest",
                condition=Q(state=EditionState.PUBLISHED),
            ),
            models.Index(fields=["state", "-updated_at"], name="information_by_state"),
        ]

    def __str__(self) -> str:
        return self.title
