from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from gongkai.foundation.organisations.enums import BodyKind, SuccessionKind
from gongkai.foundation.organisations.models.division import Division
from gongkai.foundation.organisations.models.lineage import lineage_field, reach_constraint


class PublicBody(models.Model):
    """A body that owes publication: 行政机关, 公共企事业单位, 村（居）民委员会.

    `name` and `short_name` repeat the present `BodyName`, because every list shows them.
    A merged body hangs under its successor: rights over the successor reach what it left behind.

    `parent` is the line of the organisation chart. `lineage` says how far rights reach along it: the body
    and those above it, up to but not including a government. A department answers to the government and
    publishes under its own name (政府信息公开条例 art. 10), so rights over the government are no rights over
    its departments. `rules.is_reached` decides, `queries.lineage_under` computes.
    """

    id = models.BigAutoField(primary_key=True)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="bodies", verbose_name="行政区划"
    )
    kind = models.CharField("类型", max_length=20, choices=BodyKind)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=100, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="上级机关（块）",
    )
    sector_parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sector_children",
        verbose_name="业务主管机关（条）",
    )
    lineage = lineage_field()
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    telephone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真", max_length=60, blank=True)
    email = models.CharField("电子邮箱", max_length=100, blank=True)
    opened_on = models.DateField("成立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    closing_basis = models.CharField("撤销依据", max_length=200, blank=True)
    sort_key = models.PositiveIntegerField("排序", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                name="body_uscc_unique",
                violation_error_message="该统一社会信用代码已登记在其他机关名下。",
            ),
            models.UniqueConstraint(
                fields=["division", "name"],
                condition=models.Q(closed_on__isnull=True),
                name="body_name_unique",
                violation_error_message="该行政区划内已有同名的机关。",
            ),
            models.CheckConstraint(
                condition=models.Q(uscc__isnull=True)
                | models.Q(uscc__regex=r"^\d{8}[0-9A-HJ-NPQRTUWXY]{10}$"),
                name="body_uscc_shape",
                violation_error_message="统一社会信用代码应为18位数字或大写字母。",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(opened_on__isnull=True)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="body_closed_after_opened",
                violation_error_message="撤销日期不能早于成立日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(sector_parent__isnull=True) | ~models.Q(sector_parent=models.F("id")),
                name="body_not_its_own_sector_parent",
                violation_error_message="机关不能是自己的业务主管机关。",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=BodyKind.values), name="body_kind_known"),
            reach_constraint("body_lineage_consistent"),
        ]
        indexes = [
            GinIndex(fields=["lineage"], name="body_lineage"),
            models.Index(fields=["division", "sort_key", "id"], name="body_in_division"),
        ]

    def __str__(self) -> str:
        return self.name


class BodyName(models.Model):
    """A name and the days on which it was in use: from `valid_from` (open: always) up to, not including,
    `valid_to` (open: still)."""

    id = models.BigAutoField(primary_key=True)
    body = models.ForeignKey(PublicBody, on_delete=models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=100, blank=True)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="body_name_one_at_a_time",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "valid_from",
                            "valid_to",
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="同一时期内一个机关只能有一个名称，请检查启用日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="body_name_dates_in_order",
                violation_error_message="名称的停用日期应晚于启用日期。",
            ),
        ]
        indexes = [
            models.Index(fields=["name"], name="body_name_name"),
            models.Index(fields=["short_name"], name="body_name_short"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One body continuing the powers of another, and with them the duty to publish
    (国办公开办函〔2019〕14号: information goes along with the powers)."""

    id = models.BigAutoField(primary_key=True)
    predecessor = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="inheritances")
    kind = models.CharField("方式", max_length=10, choices=SuccessionKind)
    on = models.DateField("日期")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "kind"],
                name="succession_once",
                violation_error_message="这两个机关之间的承接关系已经登记。",
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="succession_between_two",
                violation_error_message="机关不能承接自己。",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=SuccessionKind.values), name="succession_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
