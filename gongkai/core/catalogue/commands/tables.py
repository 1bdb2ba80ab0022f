"""From an uploaded table to items: received, looked over, imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from gongkai.core.catalogue import policies, queries, rules
from gongkai.core.catalogue.commands.drafts import begin_change
from gongkai.core.catalogue.commands.writing import write_items
from gongkai.core.catalogue.enums import CatalogueTag, UploadState
from gongkai.core.catalogue.models import CatalogueUpload
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage.rules import AcceptedType, clean_name
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.catalogue_table import CatalogueRow, CatalogueTable

TABLE_SIZE_LIMIT = 20 * 1024 * 1024
"""A catalogue of 10,000 rows is under 2 MB; more than 20 MB is another kind of file."""

TABLE_TYPES = (
    AcceptedType("text/html", frozenset({"html", "htm", "md", "txt"}), "网页"),
    AcceptedType("text/plain", frozenset({"csv", "tsv", "txt", "md", "html", "htm"}), "文本"),
)
"""Texts in which a catalogue comes, beside office files; nobody but the reader opens them."""


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
    stored = storage.receive(chunks, name, limit=TABLE_SIZE_LIMIT, also=TABLE_TYPES)
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


@command(CatalogueTag.UPLOAD_CORRECT)
def correct_cells(
    *, actor: Actor, upload_id: int, sheet: str, row: int, values: Mapping[str, str]
) -> CatalogueUpload:
    """Put right cells of one row of a received table, or type a line that gave no item as one; the file
    stays as it was handed in.

    Args:
        values: column (`rules.CORRECTABLE`) → its new text; what is the same already is no correction.

    Raises:
        InvalidInput: no such row or column, or a text too long for it; nothing is changed.
    """
    upload = queries.lock_upload(upload_id)
    require(policies.may_edit_catalogue(actor, upload.catalogue))
    corrections = [
        rules.Correction(sheet, row, column, rules.tidy_lines(value)) for column, value in values.items()
    ]
    InvalidInput.raise_for(**{each.column: rules.fault_of(each) for each in corrections})
    present = _row_to_correct(queries.table_of(upload), sheet, row)
    before = {each.column: rules.cell_of(present, each.column) for each in corrections}
    fresh = [each for each in corrections if each.value != rules.tidy_lines(before[each.column])]
    if not fresh:
        return upload
    upload.corrections = [
        *upload.corrections,
        *(
            {
                **asdict(each),
                "before": before[each.column],
                "by": actor.name,
                "by_id": actor.account_id,
                "at": clock.now().isoformat(),
            }
            for each in fresh
        ),
    ]
    upload.problems = [queries.problem_as_json(problem) for problem in queries.plan_of(upload).problems]
    upload.save(update_fields=["corrections", "problems"])
    note(cells=[each.column for each in fresh])
    return upload


def _row_to_correct(table: CatalogueTable, sheet: str, row: int) -> CatalogueRow:
    """The item read from that line, or an empty one for a line that gave none. Raises InvalidInput."""
    if (present := table.row_at(sheet, row)) is not None:
        return present
    if rules.line_at(table, sheet, row) is None:
        raise InvalidInput(f"工作表“{sheet}”没有第 {row} 行，请刷新页面后重选。")
    return rules.blank_row(table, sheet, row)


@command(CatalogueTag.UPLOAD_IMPORT)
def import_upload(*, actor: Actor, upload_id: int) -> ImportOutcome:
    """Write the good rows of a received table; the others stay listed with sheet, row and reason.

    They may be put right and imported later from the same upload. All rows are written in one
    transaction: an interrupted import leaves nothing half done and can simply be started again.
    """
    upload = queries.lock_upload(upload_id)
    require(policies.may_edit_catalogue(actor, upload.catalogue))
    if upload.state == UploadState.IMPORTED and not queries.corrected_since_import(upload):
        raise Conflict("这份表格已经导入过。如有修改，请重新上传。")
    plan = queries.plan_of(upload)
    if not plan.rows:
        raise InvalidInput("表格中没有可导入的事项，请按下方问题清单修改后重新上传。")
    begin_change(upload.catalogue, actor)
    write_items(upload.catalogue, plan.rows, body_ids=queries.responsible_bodies(upload.catalogue, plan))
    refused = [problem for problem in plan.problems if not problem.kept]
    upload.state, upload.imported_at = UploadState.IMPORTED, clock.now()
    upload.created_count += plan.created
    upload.updated_count += plan.updated
    upload.unchanged_count = plan.unchanged
    upload.problems = [queries.problem_as_json(problem) for problem in plan.problems]
    upload.save()
    note(subject=upload, created=plan.created, updated=plan.updated, refused=len(refused))
    return ImportOutcome(upload, plan.created, plan.updated, plan.unchanged, len(refused))
