"""Lists that were handed in, and what importing them would do."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from gongkai.core.powers.enums import PowerState
from gongkai.core.powers.models import PowerItem, PowerUpload
from gongkai.core.powers.queries.powers import fields_of
from gongkai.core.powers.rules.importing import Known, PowerPlan, plan_import
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage import queries as storage
from gongkai.kernel.errors import NotFound
from gongkai.text.power_table import PowerRow, read_powers


def get_upload(upload_id: int) -> PowerUpload:
    """Raises NotFound."""
    uploads = PowerUpload.objects.select_related("division", "body", "file")
    upload = uploads.filter(pk=upload_id).first()
    if upload is None:
        raise NotFound("没有找到该次上传。")
    return upload


def lock_upload(upload_id: int) -> PowerUpload:
    """Locked for the import. Raises NotFound."""
    get_upload(upload_id)
    uploads = PowerUpload.objects.select_for_update(of=("self",)).select_related("division", "body")
    return uploads.get(pk=upload_id)


def uploads_of(division_ids: list[int]) -> QuerySet[PowerUpload]:
    return PowerUpload.objects.filter(division_id__in=division_ids).order_by("-id")


def plan_of(upload: PowerUpload) -> PowerPlan:
    """What importing the upload would do now.

    Raises:
        UnreadableFile: with what is wrong with the file and what to do.
    """
    with storage.open_file(upload.file_id) as stream:
        table = read_powers(stream, upload.file_name)
    powers = PowerItem.objects.filter(
        list_kind=upload.list_kind, division__lineage__contains=[upload.division_id]
    )
    plan = plan_import(
        table.rows,
        list_kind=upload.list_kind,
        bodies=_bodies(upload, table.rows),
        default=(upload.body.pk, upload.body.name) if upload.body else None,
        known=[
            Known(power.pk, power.body_id, fields_of(power), power.state == PowerState.CANCELLED)
            for power in powers
        ],
    )
    return replace(plan, problems=(*table.problems, *plan.problems))


def _bodies(upload: PowerUpload, rows: tuple[PowerRow, ...]) -> dict[str, tuple[int, str]]:
    """Names as the table writes them → the body, where exactly one open body of the region is meant."""
    names = sorted({row.body for row in rows if row.body})
    found = {name: organisations.find_body_by_name(name, division_id=upload.division_id) for name in names}
    return {
        name: (body.pk, body.name)
        for name, body in found.items()
        if body is not None and body.closed_on is None
    }
