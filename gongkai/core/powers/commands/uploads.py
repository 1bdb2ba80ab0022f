"""From a handed-in list to powers: received, looked over, imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.enums import UploadState
from gongkai.core.powers import policies, queries
from gongkai.core.powers.commands.writing import COLUMNS, first_version, new_power, next_version, put_fields
from gongkai.core.powers.enums import PowerList, PowersTag, PowerState
from gongkai.core.powers.models import PowerItem, PowerUpload, PowerVersion
from gongkai.core.powers.rules import powers as rules
from gongkai.core.powers.rules.importing import PlannedPower
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.rules import tidy
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

TABLE_SIZE_LIMIT = 20 * 1024 * 1024
"""A list of 10,000 rows is a few MB; more is another kind of file."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    upload: PowerUpload
    created: int
    updated: int
    unchanged: int
    refused: int


@command(PowersTag.UPLOAD_RECEIVE)
def receive_upload(
    *,
    actor: Actor,
    division_id: int,
    list_kind: PowerList,
    name: str,
    chunks: Iterable[bytes],
    body_id: int | None = None,
) -> PowerUpload:
    """Keep a list as evidence and read it; nothing is imported yet.

    Args:
        body_id: the body of rows that name none.

    Raises:
        UnreadableFile: not a spreadsheet, encrypted, too large; nothing is kept.
        InvalidInput: the body lies outside the division.
    """
    require(policies.may_import_powers(actor, division_id))
    body = organisations.get_body(body_id) if body_id is not None else None
    if body is not None and division_id not in body.division.lineage:
        raise InvalidInput.for_field("body_id", f"“{body.name}”不属于该地区，请重新选择。")
    upload = PowerUpload(
        division_id=division_id,
        body=body,
        list_kind=list_kind,
        file=storage.receive(chunks, name, limit=TABLE_SIZE_LIMIT),
        file_name=clean_name(name),
        uploaded_by_id=actor.account_id,
        uploaded_by=actor.name,
    )
    upload.problems = [catalogue.problem_as_json(problem) for problem in queries.plan_of(upload).problems]
    upload.save()
    return upload


@command(PowersTag.UPLOAD_IMPORT)
def import_upload(*, actor: Actor, upload_id: int, effective_on: date, reason: str) -> ImportOutcome:
    """Write the good rows of a received list; the others stay listed with sheet, row and column.

    One transaction: an interrupted import leaves nothing half done. Powers that the list lacks stay.

    Args:
        reason: on what the list rests; it becomes the reason of every version that the import makes.

    Raises:
        InvalidInput: no reason, a wrong day, or no row that can be imported.
        Conflict: it was imported already.
    """
    upload = queries.lock_upload(upload_id)
    require(policies.may_import_powers(actor, upload.division_id))
    if upload.state == UploadState.IMPORTED:
        raise Conflict("这份表格已经导入过。如有修改，请重新上传。")
    reason = tidy(reason)
    InvalidInput.raise_for(
        effective_on=rules.effective_fault(effective_on, None, clock.today()),
        reason=rules.reason_fault(reason),
    )
    plan = queries.plan_of(upload)
    if not plan.rows:
        raise InvalidInput("表格中没有可导入的事项，请按下方问题清单修改后重新上传。")
    _write(actor, upload.list_kind, plan.rows, effective_on=effective_on, reason=reason)
    refused = sum(not problem.kept for problem in plan.problems)
    upload.state, upload.imported_at = UploadState.IMPORTED, clock.now()
    upload.created_count, upload.changed_count = plan.created, plan.updated
    upload.unchanged_count = plan.unchanged
    upload.problems = [catalogue.problem_as_json(problem) for problem in plan.problems]
    upload.save()
    note(subject=upload, created=plan.created, updated=plan.updated, refused=refused)
    return ImportOutcome(upload, plan.created, plan.updated, plan.unchanged, refused)


def _write(
    actor: Actor, list_kind: str, rows: Sequence[PlannedPower], *, effective_on: date, reason: str
) -> None:
    """New powers and further versions, many at a time; a list of a county has thousands of rows."""
    known = queries.lock_powers([row.power_id for row in rows if row.power_id is not None and row.changed])
    bodies = organisations.list_bodies().in_bulk([row.body_id for row in rows])
    fresh: list[PowerItem] = []
    versions: list[PowerVersion] = []
    for row in rows:
        if row.power_id is None:
            body = bodies[row.body_id]
            fresh.append(new_power(body, list_kind, row.fields, effective_on=effective_on, reason=reason))
        elif row.changed:
            power = known[row.power_id]
            put_fields(power, row.fields)
            power.state = PowerState.ADJUSTED
            day = max(effective_on, power.changed_on or power.since)
            versions.append(next_version(power, actor, effective_on=day, reason=reason, changed=row.changed))
    PowerItem.objects.bulk_create(fresh, batch_size=_BATCH)
    PowerItem.objects.bulk_update(known.values(), COLUMNS, batch_size=_BATCH)
    versions += [first_version(power, actor) for power in fresh]
    PowerVersion.objects.bulk_create(versions, batch_size=_BATCH)


_BATCH = 500
