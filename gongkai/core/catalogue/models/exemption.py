from __future__ import annotations

from django.db import models

from gongkai.core.catalogue.enums import ExemptionState
from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.core.catalogue.models.item import CatalogueItem
from gongkai.kernel import clock

_DECIDED = models.Q(state__in=[ExemptionState.APPROVED, ExemptionState.REFUSED, ExemptionState.ENDED])


class Exemption(models.Model):
    """不适用: that an item does not apply here, with its basis and the person who approved it.

    The only way out of a catalogue for what a layer above asks for or what was public already (S4-1:
    国家一级、二级子项可以补充细化，不得随意删除).
    """

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="exemptions")
    subject = models.ForeignKey(
        CatalogueItem, on_delete=models.PROTECT, related_name="+", verbose_name="不适用的事项"
    )
    own_item = models.ForeignKey(
        CatalogueItem, on_delete=models.PROTECT, null=True, related_name="exemptions", verbose_name="本级事项"
    )
    state = models.CharField("状态", max_length=12, choices=ExemptionState, default=ExemptionState.PROPOSED)
    basis = models.TextField("依据和理由")
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by = models.CharField("提出人", max_length=80)
    proposed_at = models.DateTimeField("提出时间", default=clock.now, editable=False)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField("审批人", max_length=80, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True)
    opinion = models.TextField("意见", blank=True)
    ended_by = models.CharField("恢复人", max_length=80, blank=True)
    ended_at = models.DateTimeField("恢复时间", null=True)
    since_version = models.PositiveIntegerField("自版本", null=True)
    until_version = models.PositiveIntegerField("至版本（不含）", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "subject"],
                condition=models.Q(state__in=[ExemptionState.PROPOSED, ExemptionState.APPROVED]),
                name="catalogue_one_exemption",
                violation_error_message="该事项已经提出或认定为不适用。",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=""),
                name="catalogue_exemption_has_basis",
                violation_error_message="认定不适用必须写明依据。",
            ),
            models.CheckConstraint(
                condition=_DECIDED & models.Q(decided_at__isnull=False)
                | ~_DECIDED & models.Q(decided_at__isnull=True),
                name="catalogue_exemption_decided_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by_id__isnull=True)
                | models.Q(proposed_by_id__isnull=True)
                | ~models.Q(decided_by_id=models.F("proposed_by_id")),
                name="catalogue_exemption_four_eyes",
                violation_error_message="提出人不能批准自己提出的不适用。",
            ),
            models.CheckConstraint(
                condition=models.Q(until_version__isnull=True)
                | models.Q(since_version__isnull=False, until_version__gt=models.F("since_version")),
                name="catalogue_exemption_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_state_display()}"
