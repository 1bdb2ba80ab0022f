"""From an uploaded table to items: received, looked over, imported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.commands.writing import write_items
from gongkai.core.catalogue.enums import CatalogueTag, UploadState
from gongkai.core.catalogue.models import CatalogueUpload
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

TABLE_SIZE_LIMIT = 20 * 1024 * 1024
"""A catalogue of 10,000 rows is under 2 MB; more than 20 MB is another kind of file."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    upload: CatalogueUpload
    created: int
    updated: int
    unchanged: int
    refused: int


@command(CatalogueTag.UPLOAD_RECEIVE)
def receive_upload(*, actor: Actor, catalogue_id: int, name: str, chunks: Iterable[bytes]) -> CatalogueUpload:
    """Keep a table as evidence and read it; nothing is imported yet.

    Raises:
        UnreadableFile: not a spreadsheet, encrypted, too large; nothing is kept.
    """
    catalogue = queries.get_catalogue(catalogue_id)
    require(policies.may_edit_catalogue(actor, catalogue))
    stored = storage.put(chunks, name, limit=TABLE_SIZE_LIMIT)
    upload = CatalogueUpload(
        catalogue=catalogue,
        file=stored,
        file_name=clean_name(name),
        uploaded_by_id=actor.account_id,
        uploaded_by=actor.name,
    )
    plan = queries.plan_of(upload)
    upload.problems = [queries.problem_as_json(problem) for problem in plan.problems]
    upload.save()
    return upload


@command(CatalogueTag.UPLOAD_IMPORT)
def import_upload(*, actor: Actor, upload_id: int) -> ImportOutcome:
    """Write the good rows of a received table; the others stay listed with sheet, row and reason.

    All rows are written in one transaction: an interrupted import leaves nothing half done and can
    simply be started again.
    """
    upload = queries.lock_upload(upload_id)
    require(policies.may_edit_catalogue(actor, upload.catalogue))
    if upload.state == UploadState.IMPORTED:
        raise Conflict("这份表格已经导入过。如有修改，请重新上传。")
    plan = queries.plan_of(upload)
    if not plan.rows:
        raise InvalidInput("表格中没有可导入的事项，请按下方问题清单修改后重新上传。")
    write_items(
        upload.catalogue,
        plan.rows,
        body_ids=queries.responsible_bodies(upload.catalogue, plan),
        inherits=queries.national_item_ids(),
    )
    refused = [problem for problem in plan.problems if not problem.kept]
    upload.state, upload.imported_at = UploadState.IMPORTED, clock.now()
    upload.created_count, upload.updated_count = plan.created, plan.updated
    upload.unchanged_count = plan.unchanged
    upload.problems = [queries.problem_as_json(problem) for problem in plan.problems]
    upload.save()
    note(subject=upload, created=plan.created, updated=plan.updated, refused=len(refused))
    return ImportOutcome(upload, plan.created, plan.updated, plan.unchanged, len(refused))
