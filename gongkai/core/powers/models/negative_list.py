from __future__ import annotations

from datetime import date

from django.db import models

from gongkai.core.powers.enums import EntryState, Ground
from gongkai.core.powers.rules.negative_list import article_of
from gongkai.kernel import clock


class NegativeListEntry(models.Model):
    """负面清单条目: a matter of a division that may be withheld, with its ground (S3-32; 条例 arts. 14–16).

    It may be cited from `valid_from` through `valid_until` while it is active, and is re-examined every
    year (条例 art. 18). What it says is never changed: it is ended, and another one added.
    """

    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="负责单位"
    )
    matter = models.CharField("不予公开的事项", max_length=300)
    ground = models.CharField("情形", max_length=20, choices=Ground)
    basis = models.TextField("依据")
    valid_from = models.DateField("有效期自")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=EntryState, default=EntryState.ACTIVE)
    ended_on = models.DateField("移出日期", null=True, blank=True)
    ending_reason = models.CharField("移出原因", max_length=300, blank=True)
    added_by_id = models.BigIntegerField(null=True)
    added_by = models.CharField("登记人", max_length=80)
    added_at = models.DateTimeField("登记时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["division_id", "ground", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "matter"],
                condition=models.Q(state=EntryState.ACTIVE),
                name="negative_entry_once",
                violation_error_message="负面清单中已有相同的事项，请勿重复登记。",
            ),
            models.CheckConstraint(
                condition=~models.Q(matter="") & ~models.Q(basis=""),
                name="negative_entry_complete",
                violation_error_message="负面清单条目必须写明事项和依据。",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="negative_entry_dates_in_order",
                violation_error_message="有效期的截止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(state=EntryState.ACTIVE, ended_on__isnull=True, ending_reason="")
                | models.Q(state=EntryState.ENDED, ended_on__isnull=False) & ~models.Q(ending_reason=""),
                name="negative_entry_end_has_reason",
                violation_error_message="移出负面清单必须写明原因。",
            ),
        ]
        indexes = [models.Index(fields=["division", "state"], name="negative_entry_division")]

    def __str__(self) -> str:
        return self.matter

    @property
    def article(self) -> str:
        """The article of the ground, as a refusal cites it."""
        return article_of(self.ground)

    @property
    def citation(self) -> str:
        """How a document cites the entry."""
        return f"{self.article}（负面清单：{self.matter}）"

    def holds_on(self, on: date) -> bool:
        """Whether it may be cited on a day: an expired or ended entry may not."""
        return (
            self.state == EntryState.ACTIVE
            and self.valid_from <= on
            and (self.valid_until is None or on <= self.valid_until)
        )


class EntryExamination(models.Model):
    """定期评估 of an entry: still to be withheld, and why (条例 art. 18); rows are only added."""

    entry = models.ForeignKey(NegativeListEntry, on_delete=models.PROTECT, related_name="examinations")
    on = models.DateField("评估日期")
    opinion = models.CharField("评估意见", max_length=300)
    valid_until = models.DateField("评估后有效期至", null=True, blank=True)
    by_id = models.BigIntegerField(null=True)
    by = models.CharField("评估人", max_length=80)
    at = models.DateTimeField("登记时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["entry_id", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(opinion=""),
                name="negative_examination_has_opinion",
                violation_error_message="评估必须写明意见。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.on}"
