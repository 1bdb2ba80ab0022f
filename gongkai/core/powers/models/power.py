from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongkai.core.powers.enums import PowerList, PowerState, PowerType, SortingState
from gongkai.kernel import clock
from gongkai.kernel.ids import new_public_id


class PowerItem(models.Model):
    """权责事项 or 公共服务事项 of a body, as it stands now; how it came about is in its versions (S4-5).

    `sorting` is how far the sorting of its links is; the links hang on the power itself.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="行使主体"
    )
    list_kind = models.CharField("清单", max_length=10, choices=PowerList)
    code = models.CharField("编码", max_length=40)
    name = models.CharField("名称", max_length=300)
    type = models.CharField("类型", max_length=14, choices=PowerType)
    basis = ArrayField(models.TextField(), default=list, verbose_name="设定依据")
    duties = models.TextField("责任事项", blank=True)
    state = models.CharField("状态", max_length=10, choices=PowerState, default=PowerState.IN_FORCE)
    since = models.DateField("生效日期")
    changed_on = models.DateField("最近调整日期", null=True, blank=True)
    cancelled_on = models.DateField("取消日期", null=True, blank=True)
    reason = models.CharField("调整依据和原因", max_length=300)
    version = models.PositiveIntegerField("版本", default=1)
    sorting = models.CharField("梳理进度", max_length=10, choices=SortingState, default=SortingState.OPEN)
    sorter_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="梳理人")
    confirmed_by = models.CharField("核定人", max_length=80, blank=True)
    confirmed_at = models.DateTimeField("核定时间", null=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["body__sort_key", "body_id", "list_kind", "code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "list_kind", "code"],
                name="power_code_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="该单位的清单中已有相同编码的事项。",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(code=""),
                name="power_named",
                violation_error_message="权责事项必须有名称和编码。",
            ),
            models.CheckConstraint(
                condition=models.Q(state=PowerState.CANCELLED, cancelled_on__isnull=False)
                | ~models.Q(state=PowerState.CANCELLED) & models.Q(cancelled_on__isnull=True),
                name="power_cancelled_has_day",
                violation_error_message="取消事项必须写明取消日期。",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="power_change_has_reason",
                violation_error_message="登记、调整、取消事项必须写明依据和原因。",
            ),
            models.CheckConstraint(
                condition=models.Q(list_kind=PowerList.SERVICES, type=PowerType.SERVICE)
                | models.Q(list_kind=PowerList.POWERS) & ~models.Q(type=PowerType.SERVICE),
                name="power_type_fits_list",
                violation_error_message="公共服务事项只列入公共服务事项清单，其他类型列入权责清单。",
            ),
            models.CheckConstraint(
                condition=models.Q(sorting=SortingState.CONFIRMED, confirmed_at__isnull=False)
                | ~models.Q(sorting=SortingState.CONFIRMED) & models.Q(confirmed_at__isnull=True),
                name="power_confirmed_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["division", "list_kind", "state"], name="power_in_division"),
            models.Index(fields=["body", "sorting"], name="power_of_body"),
        ]

    def __str__(self) -> str:
        return self.name


class PowerVersion(models.Model):
    """What a power said from a day on, with the reason of the change; rows are only added."""

    power = models.ForeignKey(PowerItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    body = models.ForeignKey(
        "organisations.PublicBody", on_delete=models.PROTECT, related_name="+", verbose_name="行使主体"
    )
    body_name = models.CharField("行使主体名称", max_length=100)
    code = models.CharField("编码", max_length=40)
    name = models.CharField("名称", max_length=300)
    type = models.CharField("类型", max_length=14, choices=PowerType)
    basis = ArrayField(models.TextField(), default=list, verbose_name="设定依据")
    duties = models.TextField("责任事项", blank=True)
    state = models.CharField("状态", max_length=10, choices=PowerState)
    effective_on = models.DateField("生效日期")
    reason = models.CharField("调整依据和原因", max_length=300)
    changed = ArrayField(models.CharField(max_length=20), default=list, verbose_name="变动内容")
    by_id = models.BigIntegerField(null=True)
    by = models.CharField("经办人", max_length=80)
    at = models.DateTimeField("登记时间", default=clock.now, editable=False)

    class Meta:
        ordering = ["power_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["power", "number"], name="power_version_number"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="power_version_has_reason"),
        ]
        indexes = [
            models.Index(fields=["power", "-effective_on", "-number"], name="power_version_on_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} 第{self.number}版"
