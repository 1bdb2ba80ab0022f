from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gongkai.core.information.enums import OPEN_STATES, UNSIGNED, WAS_PUBLIC, EditionState, FiveOpen, Openness
from gongkai.core.information.models.document import Document
from gongkai.kernel import clock

_WAS_PUBLIC = list(WAS_PUBLIC)
_ENDED = [EditionState.SUPERSEDED, EditionState.WITHDRAWN, EditionState.EXPIRED]


class Edition(models.Model):
    """One version of a document. Once published its content never changes; a correction is a new edition."""

    lacking: frozenset[str] = frozenset()
    """Parts that this instance is known not to have (`queries.load_parts`); no column."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("版次", default=1)
    state = models.CharField("状态", max_length=12, choices=EditionState, default=EditionState.DRAFT)
    revision = models.PositiveIntegerField(default=1)

    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    issuers = ArrayField(
        models.CharField(max_length=200), default=list, verbose_name="联合发文机关", blank=True
    )
    """Names of the bodies that issue jointly with the document's own, in the order of the heading."""
    written_on = models.DateField("成文日期", null=True, blank=True)
    printed_on = models.DateField("印发日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    subject_category = models.CharField("主题分类", max_length=100, blank=True)
    keywords = ArrayField(models.CharField(max_length=30), default=list, verbose_name="关键词", blank=True)
    audiences = ArrayField(models.CharField(max_length=40), default=list, verbose_name="服务对象", blank=True)
    five_open = ArrayField(
        models.CharField(max_length=12, choices=FiveOpen), default=list, verbose_name="五公开", blank=True
    )
    summary = models.TextField("内容概述", blank=True)
    body_html = models.TextField("正文", blank=True)
    body_text = models.TextField(blank=True)
    full_html = models.TextField("全文", blank=True)
    full_text = models.TextField(blank=True)
    """部分公开: the whole text, of which `body_html` is the public part; never leaves the workbench."""
    values = models.JSONField("专项要素", default=dict, blank=True)
    """Code → text of the fields that the document's kind declares."""
    openness = models.CharField("公开属性", max_length=12, choices=Openness, blank=True)
    openness_reason = models.TextField("不公开理由", blank=True)
    openness_article = models.CharField("依据条款", max_length=200, blank=True)
    negative_entry = models.ForeignKey(
        "powers.NegativeListEntry",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="负面清单条目",
    )
    """The entry that `openness_article` cites; its words are kept there, whatever becomes of it."""
    proposed_openness = models.CharField("拟定公开属性", max_length=12, choices=Openness, blank=True)
    """As it was handed in; whoever signs (`signed_by`) decides what `openness` is."""
    openness_proposed_by = models.CharField("公开属性提出人", max_length=80, blank=True)
    distribution_confirmed = models.CharField("已核实的发送范围标注", max_length=100, blank=True)
    """Words of a marker such as （此件发至县处级） beside which a person confirmed the attribute."""
    distribution_reason = models.CharField("核实说明", max_length=300, blank=True)
    distribution_confirmed_by = models.CharField("核实人", max_length=80, blank=True)
    change_note = models.TextField("更正说明", blank=True)
    display_until = models.DateField("公示截止日", null=True, blank=True)
    """Last day on which the public sees the edition; it is taken down by itself the day after."""

    started_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="参照文件"
    )
    """The document of an earlier year with whose text this one began: its figures are not to stay behind."""

    author_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="起草人")
    author_name = models.CharField("起草人", max_length=80)
    created_at = models.DateTimeField("起草时间", default=clock.now, editable=False)
    updated_at = models.DateTimeField("修改时间", default=clock.now)
    signed_at = models.DateTimeField("签发时间", null=True)
    signed_by = models.CharField("签发人", max_length=80, blank=True)
    signed_revision = models.PositiveIntegerField("签发时的修订号", null=True)
    """The text that was signed; nothing else is published."""
    publish_at = models.DateTimeField("定时发布时间", null=True)
    publish_by_id = models.BigIntegerField(null=True)
    """Who set the time; the publication is made in that person's name, with the rights held then."""
    schedule_fault = models.TextField("未能定时发布的原因", blank=True)
    published_at = models.DateTimeField("发布时间", null=True)
    published_by = models.CharField("发布人", max_length=80, blank=True)
    ended_at = models.DateTimeField("停止展示时间", null=True)
    discarded_at = models.DateTimeField("删除时间", null=True)
    """When it went to the recycle bin, from which it is purged some time later."""
    discarded_by = models.CharField("删除人", max_length=80, blank=True)

    class Meta:
        ordering = ["document_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                condition=~Q(state=EditionState.DISCARDED),
                name="information_edition_number",
            ),
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
                condition=Q(state__in=UNSIGNED, signed_at__isnull=True)
                | ~Q(state__in=UNSIGNED) & Q(signed_at__isnull=False),
                name="information_signed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False)
                | ~Q(state__in=_ENDED) & Q(ended_at__isnull=True),
                name="information_ended_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=EditionState.DISCARDED, discarded_at__isnull=False)
                | ~Q(state=EditionState.DISCARDED) & Q(discarded_at__isnull=True),
                name="information_discarded_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_WAS_PUBLIC) | Q(openness__in=[Openness.PROACTIVE, Openness.PARTIAL]),
                name="information_public_is_open",
                violation_error_message="公开属性不是主动公开或部分公开的文件不能发布。",
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True)
                | Q(publish_by_id__isnull=False) & ~Q(state__in=UNSIGNED),
                name="information_schedule_is_signed",
                violation_error_message="签发之后才能定时发布。",
            ),
            models.CheckConstraint(
                condition=Q(schedule_fault="") | Q(publish_at__isnull=True),
                name="information_failed_schedule_is_cleared",
            ),
            models.CheckConstraint(
                condition=Q(distribution_confirmed="")
                | ~Q(distribution_reason="") & ~Q(distribution_confirmed_by=""),
                name="information_confirmation_has_reason",
                violation_error_message="核实发送范围标注须写明说明。",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=models.F("effective_on")),
                name="information_validity_in_order",
                violation_error_message="有效期至不能早于施行日期。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["publish_at"],
                name="information_scheduled",
                condition=Q(state=EditionState.SIGNED, publish_at__isnull=False),
            ),
            models.Index(
                fields=["display_until"],
                name="information_displayed",
                condition=Q(state=EditionState.PUBLISHED, display_until__isnull=False),
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="information_newest",
                condition=Q(state=EditionState.PUBLISHED),
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="information_as_of",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(fields=["state", "-updated_at"], name="information_by_state"),
            models.Index(
                fields=["discarded_at"],
                name="information_discarded",
                condition=Q(state=EditionState.DISCARDED),
            ),
        ]

    def __str__(self) -> str:
        return self.title
