from __future__ import annotations

from django.db import models

from gongkai.core.information.enums import Origin, Validity
from gongkai.kernel import clock
from gongkai.kernel.ids import new_public_id


class Document(models.Model):
    """政府信息: the lasting identity; what it says is in its editions."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    index_number = models.CharField("索引号", max_length=40, unique=True, null=True, blank=True)
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="发布机构"
    )
    item = models.ForeignKey(
        "catalogue.CatalogueItem", on_delete=models.PROTECT, related_name="+", verbose_name="公开事项"
    )
    kind = models.CharField("信息类型", max_length=40, default="general")
    """Code of a kind of `reference.information_kinds`: what fields and checks the document has."""
    genre = models.CharField("体裁", max_length=30, blank=True)
    origin = models.CharField("来源", max_length=12, choices=Origin, default=Origin.NATIVE)
    validity = models.CharField("有效性", max_length=16, choices=Validity, blank=True)
    """As it is now; each change is a row of `ValidityChange`. Empty where a document has no validity."""
    lapses_on = models.DateField("有效期届满日", null=True)
    """有效期至 of the public edition, the last day in force."""
    created_at = models.DateTimeField(default=clock.now, editable=False)
    first_published_at = models.DateTimeField("首次发布时间", null=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_by = models.CharField("撤下人", max_length=80, blank=True)
    withdrawn_by_body = models.CharField("撤下机构", max_length=200, blank=True)
    withdrawal_basis = models.TextField("撤下依据", blank=True)
    hides_history = models.BooleanField("历史内容不再展示", default=False)
    """What was public before is shown no more, not even as of a day when it was: it was withdrawn for
    personal information or secrecy, or its display period is over."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawal_basis="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_basis=""),
                name="information_withdrawal_has_basis",
                violation_error_message="撤下已公开的信息必须写明依据。",
            ),
            models.CheckConstraint(
                condition=models.Q(first_published_at__isnull=True)
                | models.Q(first_published_at__isnull=False, index_number__isnull=False),
                name="information_published_has_index",
            ),
            models.CheckConstraint(
                condition=models.Q(hides_history=False) | models.Q(first_published_at__isnull=False),
                name="information_hidden_was_public",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "-first_published_at"], name="information_by_item"),
            models.Index(fields=["body", "-first_published_at"], name="information_by_body"),
            models.Index(fields=["validity"], name="information_valid", condition=~models.Q(validity="")),
            models.Index(
                fields=["lapses_on"], name="information_lapsing", condition=models.Q(lapses_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.index_number or self.public_id


class IndexCounter(models.Model):
    """The last running number of 索引号 given by a body in a year."""

    body = models.ForeignKey("organisations.PublicBody", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="information_one_counter")]

    def __str__(self) -> str:
        return f"{self.body_id}/{self.year}: {self.last}"
