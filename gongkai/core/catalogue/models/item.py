from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.catalogue.models.catalogue import Catalogue
from gongkai.core.catalogue.models.values import ItemValues, relation_fits
from gongkai.kernel import clock
from gongkai.kernel.ids import new_public_id


class CatalogueItem(ItemValues):
    """公开事项: the lasting identity that documents point to, with the values being worked on.

    What the public sees are its revisions (`ItemRevision`). A row that is not listed left the catalogue
    by an approved exemption or with the standard above; its identity stays.
    """

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="items")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    is_listed = models.BooleanField("列入目录", default=True)
    is_binding = models.BooleanField("下级必须承接", default=True)
    aliases = ArrayField(models.TextField(), default=list, verbose_name="曾用名称")
    sources = models.JSONField("出处", default=dict)
    revision = models.PositiveIntegerField("修订号", default=1)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["area_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "area", "code"],
                name="catalogue_item_code_unique",
                deferrable=models.Deferrable.DEFERRED,  # a re-import may shift every number by one
                violation_error_message="本领域已有相同序号的公开事项。",
            ),
            models.CheckConstraint(
                condition=~models.Q(level1="", level2=""),
                name="catalogue_item_named",
                violation_error_message="公开事项必须有一级或二级事项名称。",
            ),
            relation_fits("catalogue_item_relation_fits"),
        ]
        indexes = [models.Index(fields=["catalogue", "area", "position"], name="catalogue_item_order")]


class ItemRevision(ItemValues):
    """What a version published of an item, until another version replaced it; never changed.

    Version n consists of the revisions with `since_version` ≤ n and no `until_version` up to n: a version
    costs only what it changed.
    """

    item = models.ForeignKey(CatalogueItem, on_delete=models.PROTECT, related_name="revisions")
    since_version = models.PositiveIntegerField("自版本")
    until_version = models.PositiveIntegerField("至版本（不含）", null=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["area_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "since_version"], name="catalogue_revision_once"),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(until_version__isnull=True),
                name="catalogue_one_latest_revision",
            ),
            models.CheckConstraint(
                condition=models.Q(since_version__gte=1)
                & (
                    models.Q(until_version__isnull=True)
                    | models.Q(until_version__gt=models.F("since_version"))
                ),
                name="catalogue_revision_span",
            ),
            relation_fits("catalogue_revision_relation_fits"),
        ]

    @property
    def public_id(self) -> str:
        """The address is the item's, whatever version is shown."""
        return self.item.public_id
