"""A batch: so many lines, all in one transaction with the place reached. Killed in between, none of it is."""

from __future__ import annotations

from itertools import islice

from gongkai.core.importing import policies, queries, rules
from gongkai.core.importing.commands.preparing import Prepared, look_at, prepare
from gongkai.core.importing.commands.writing import write
from gongkai.core.importing.enums import ImportingTag, Phase, RunState
from gongkai.core.importing.models import ImportProblem, ImportRun
from gongkai.core.importing.transitions import RUN
from gongkai.core.publishing import commands as publishing
from gongkai.foundation.execution import command, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.text.old_site import Record

CHECK_LINES = 1_000
WRITE_LINES = 500
INDEX_DOCUMENTS = 200


@command(ImportingTag.BATCH_CHECK)
def check_batch(*, actor: Actor, run_id: int) -> ImportRun | None:
    """Read the next lines as they would be moved, and keep what is wrong with them.

    Returns None when somebody else works on the run at this moment.
    """
    run = _taken(actor, run_id, RunState.CHECKING)
    if run is None:
        return None
    records = _next_lines(run, CHECK_LINES)
    _advance(run, records, look_at(run, _lines(records)), Phase.CHECK)
    if len(records) < CHECK_LINES:
        RUN.apply(run, "checked")
        run.save(update_fields=["state"])
    return run


@command(ImportingTag.BATCH_WRITE)
def write_batch(*, actor: Actor, run_id: int) -> ImportRun | None:
    """Move the next lines: documents, files, old addresses and their lines in the publication log.

    Returns None when somebody else works on the run at this moment.
    """
    run = _taken(actor, run_id, RunState.RUNNING)
    if run is None:
        return None
    records = _next_lines(run, WRITE_LINES)
    prepared = prepare(run, _lines(records))
    written = write(run, [each for each in prepared if not each.row.is_refused])
    _advance(run, records, prepared, Phase.IMPORT)
    if len(records) < WRITE_LINES:
        RUN.apply(run, "loaded")
        run.save(update_fields=["state"])
    note(documents=written, rows=len(records), up_to=run.done_rows)
    return run


@command(ImportingTag.BATCH_INDEX)
def index_batch(*, actor: Actor, run_id: int) -> ImportRun | None:
    """Make the next documents findable; what was corrected or withdrawn meanwhile is indexed as it is now.

    Returns None when somebody else works on the run at this moment.
    """
    run = _taken(actor, run_id, RunState.INDEXING)
    if run is None:
        return None
    rows = queries.unindexed(run, INDEX_DOCUMENTS)
    publishing.index_documents([row.document_id for row in rows])
    run.indexed_count += len(rows)
    run.worked_at = clock.now()
    if len(rows) < INDEX_DOCUMENTS:
        RUN.apply(run, "finish")
        run.finished_at = clock.now()
    run.save(update_fields=["indexed_count", "worked_at", "state", "finished_at"])
    return run


def _taken(actor: Actor, run_id: int, state: RunState) -> ImportRun | None:
    """The run, locked for a batch of the step that `state` stands for; None when somebody else works on it or
    it has gone on since."""
    run = queries.lock_free_run(run_id)
    shown = run or queries.get_run(run_id)
    require(policies.may_handle(actor, shown))
    if run is None or run.state != state:
        note(subject=shown, skipped=True)
        return None
    return run


def _next_lines(run: ImportRun, count: int) -> list[Record]:
    manifest = queries.manifest_of(run)
    return list(islice(manifest.records(run.place, run.done_rows), count))


def _lines(records: list[Record]) -> list[rules.Line]:
    return [rules.Line(record.number, record.values, record.fault) for record in records]


def _advance(run: ImportRun, records: list[Record], prepared: list[Prepared], phase: Phase) -> None:
    """Keep the place and the counts; both are true of the same moment as what was written."""
    problems = [problem for each in prepared for problem in each.row.problems]
    ImportProblem.objects.bulk_create(
        ImportProblem(
            run=run,
            phase=phase,
            row=problem.row,
            field=problem.field,
            value=problem.value,
            reason=problem.reason[:500],
            kept=problem.kept,
        )
        for problem in problems
    )
    refused = sum(each.row.is_refused for each in prepared)
    run.good_count += len(prepared) - refused
    run.refused_count += refused
    run.remark_count += sum(problem.kept for problem in problems)
    if records:
        run.place, run.done_rows = records[-1].place, records[-1].number
    run.worked_at = clock.now()
    run.save(update_fields=["place", "done_rows", "good_count", "refused_count", "remark_count", "worked_at"])
