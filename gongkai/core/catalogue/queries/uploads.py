"""Tables handed in, and what importing them would do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from gongkai.core.catalogue.models import Catalogue, CatalogueUpload
from gongkai.core.catalogue.queries.areas import area_names
from gongkai.core.catalogue.queries.items import all_items, fields_of
from gongkai.core.catalogue.rules import Correction, Plan, corrected, known_words, plan_import
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage import queries as storage
from gongkai.kernel.errors import NotFound
from gongkai.text.catalogue_table import CatalogueTable, Problem, read_catalogue


def get_upload(upload_id: int) -> CatalogueUpload:
    upload = CatalogueUpload.objects.select_related("catalogue", "file").filter(pk=upload_id).first()
    if upload is None:
        raise NotFound("没有找到该次上传。")
    return upload


def lock_upload(upload_id: int) -> CatalogueUpload:
    upload = CatalogueUpload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None:
        raise NotFound("没有找到该次上传。")
    return upload


def uploads_of(catalogue_id: int) -> QuerySet[CatalogueUpload]:
    return CatalogueUpload.objects.filter(catalogue_id=catalogue_id).order_by("-id")


def table_of(upload: CatalogueUpload) -> CatalogueTable:
    """The table as it was handed in, with the cells that were put right and the lines typed since.

    Raises:
        UnreadableFile: with what is wrong with the file and what to do.
    """
    with storage.open_file(upload.file_id) as stream:
        table = read_catalogue(stream, upload.file_name, area_names=list(area_names()), words=known_words())
    return corrected(table, corrections_of(upload))


def corrections_of(upload: CatalogueUpload) -> list[Correction]:
    """The cells put right, oldest first."""
    return [
        Correction(entry["sheet"], entry["row"], entry["column"], entry["value"])
        for entry in upload.corrections
    ]


def corrected_since_import(upload: CatalogueUpload) -> bool:
    """Whether a cell was put right after the last import, so that there is something to import again."""
    last = upload.imported_at
    return last is not None and any(
        datetime.fromisoformat(entry["at"]) > last for entry in upload.corrections
    )


def plan_of(upload: CatalogueUpload, table: CatalogueTable | None = None) -> Plan:
    """What importing the upload would do now.

    Args:
        table: as `table_of` gave it, for who has read it already.

    Raises:
        UnreadableFile: with what is wrong with the file and what to do.
    """
    table = table or table_of(upload)
    present = list(all_items(upload.catalogue_id))
    existing = {item.pk: fields_of(item) for item in present}
    unlisted = [item.pk for item in present if not item.is_listed]
    plan = plan_import(table.rows, existing, unlisted)
    unknown = _unknown_bodies(upload.catalogue, plan)
    return replace(plan, problems=(*table.problems, *plan.problems, *unknown))


def _unknown_bodies(catalogue: Catalogue, plan: Plan) -> list[Problem]:
    """Rows whose 公开主体 is not a body here: imported as written, and listed."""
    known = responsible_bodies(catalogue, plan)
    return [
        Problem(
            sheet=row.sheet,
            row=row.row,
            column=0,
            message=f"公开主体“{row.fields.responsible_text}”不在机构名录中，已按原文导入，请核对。",
            raw=row.fields.responsible_text,
            kept=True,
        )
        for row in plan.rows
        if row.fields.responsible_text and row.fields.responsible_text not in known
    ]


def responsible_bodies(catalogue: Catalogue, plan: Plan) -> dict[str, int]:
    """Names of bodies as the table writes them → the body, where exactly one is meant."""
    names = {row.fields.responsible_text for row in plan.rows if row.fields.responsible_text}
    found = {
        name: organisations.find_body_by_name(name, division_id=catalogue.division_id)
        for name in sorted(names)
    }
    return {name: body.pk for name, body in found.items() if body is not None}


def problem_as_json(problem: Problem) -> dict[str, object]:
    return {
        "place": problem.place,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "element": problem.element,
        "message": problem.message,
        "raw": problem.raw,
        "kept": problem.kept,
    }
