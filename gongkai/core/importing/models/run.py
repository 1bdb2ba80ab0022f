"""The move of an old site's documents: the run, what it refused, what became of each line."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.core.importing.enums import Phase, RunState
from gongkai.kernel import clock


class ImportRun(models.Model):
    """One table of an old site with the folder of pages and files beside it."""

    division = models.ForeignKey(
        "organisations.Division", on_delete=models.PROTECT, related_name="+", verbose_name="地区"
    )
    name = models.CharField("名称", max_length=100)
    folder = models.CharField("材料文件夹", max_length=200)
    """Within the division's folder of imports."""
    manifest = models.CharField("清单文件", max_length=200)
    manifest_hash = models.CharField(max_length=64)
    """SHA-256 of the table: a run is not taken up again on another one."""
    columns = models.JSONField("列", default=list)
    mapping = models.JSONField("字段对应", default=dict)
    """As `rules.Mapping.as_json` writes it."""
    state = models.CharField("状态", max_length=12, choices=RunState, default=RunState.PREPARING)
    total_rows = models.PositiveIntegerField("总行数", default=0)
    place = models.PositiveBigIntegerField(null=True)
    """Where the next line begins in the table; the beginning when null."""
    done_rows = models.PositiveIntegerField("已处理", default=0)
    good_count = models.PositiveIntegerField("可迁移", default=0)
    refused_count = models.PositiveIntegerField("拒收", default=0)
    remark_count = models.PositiveIntegerField("提示", default=0)
    indexed_count = models.PositiveIntegerField("已建检索", default=0)
    pause_reason = models.TextField("暂停原因", blank=True)
    opened_by_id = models.BigIntegerField(null=True)
    opened_by = models.CharField("经办人", max_length=80)
    opened_at = models.DateTimeField("新建时间", default=clock.now, editable=False)
    worked_at = models.DateTimeField("最近处理时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[RunState.DONE, RunState.CANCELLED], finished_at__isnull=False)
                | ~Q(state__in=[RunState.DONE, RunState.CANCELLED]) & Q(finished_at__isnull=True),
                name="importing_finished_has_time",
            ),
            models.UniqueConstraint(
                fields=["division", "manifest_hash"],
                condition=~Q(state=RunState.CANCELLED),
                name="importing_table_once",
                violation_error_message="这份清单已在迁移或已迁移过，请在迁移列表中查看。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportProblem(models.Model):
    """Why a line was refused, or what was left out of one that was kept."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    phase = models.CharField(max_length=8, choices=Phase)
    row = models.PositiveIntegerField("行")
    field = models.CharField("字段", max_length=20, blank=True)
    value = models.CharField("内容", max_length=200, blank=True)
    reason = models.CharField("原因", max_length=500)
    kept = models.BooleanField("已保留")

    class Meta:
        ordering = ["run_id", "row", "id"]
        indexes = [models.Index(fields=["run", "phase", "kept", "row"], name="importing_problems")]

    def __str__(self) -> str:
        return f"{self.row}: {self.reason}"


class ImportedRow(models.Model):
    """Which document a line became."""

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField("行")
    document = models.OneToOneField("information.Document", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "row"], name="importing_row_once")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.row}"


class OldAddress(models.Model):
    """Where an old address leads now: to a document, or to one of its files."""

    host = models.CharField("域名", max_length=200, blank=True)
    path = models.CharField("网址", max_length=700)
    """Path with its query, as a browser asks for it."""
    document = models.ForeignKey("information.Document", on_delete=models.CASCADE, related_name="+")
    attachment = models.ForeignKey(
        "information.Attachment", on_delete=models.CASCADE, related_name="+", null=True
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "host"], name="importing_address_once")]

    def __str__(self) -> str:
        return f"{self.host}{self.path}"
