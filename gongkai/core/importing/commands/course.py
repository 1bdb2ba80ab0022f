"""Starting, stopping and ending a run. What the background does in between is in `batches`."""

from __future__ import annotations

from gongkai.core.importing import policies, queries, rules
from gongkai.core.importing.enums import ImportingTag, Phase, RunState
from gongkai.core.importing.jobs import schedule
from gongkai.core.importing.models import ImportProblem, ImportRun
from gongkai.core.importing.transitions import RUN
from gongkai.foundation.execution import command, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput

_COURSE = [
    "state",
    "pause_reason",
    "place",
    "done_rows",
    "good_count",
    "refused_count",
    "remark_count",
    "worked_at",
]


@command(ImportingTag.RUN_CHECK)
def check_run(*, actor: Actor, run_id: int) -> ImportRun:
    """试运行: every line is read as it would be moved; nothing of it is written.

    Raises:
        InvalidInput: the columns are not assigned, each with what is missing.
    """
    run = queries.lock_run(run_id)
    require(policies.may_handle(actor, run))
    faults = rules.mapping_faults(queries.mapping_of(run), run.columns)
    if faults:
        raise InvalidInput("字段对应还不完整。", {name: [fault] for name, fault in faults.items()})
    queries.manifest_of(run, checked=True)
    RUN.apply(run, "check")
    run.pause_reason = ""
    ImportProblem.objects.filter(run=run, phase=Phase.CHECK).delete()
    _begin_again(run)
    schedule(run.pk)
    return run


@command(ImportingTag.RUN_START)
def start_run(*, actor: Actor, run_id: int) -> ImportRun:
    """开始迁移. From now on the good lines become public, batch by batch.

    Raises:
        InvalidInput: not one line can be moved.
    """
    run = queries.lock_run(run_id)
    require(policies.may_handle(actor, run))
    RUN.apply(run, "start")
    if not run.good_count:
        raise InvalidInput("试运行中没有一行可以迁移，请先按问题清单修改。")
    queries.manifest_of(run, checked=True)
    _begin_again(run)
    schedule(run.pk)
    return run


@command(ImportingTag.RUN_PAUSE)
def pause_run(*, actor: Actor, run_id: int, reason: str = "") -> ImportRun:
    """暂停: what is moved stays, the place is kept; a trial is broken off and begins anew.

    The product pauses a run itself when it cannot go on.
    """
    run = queries.lock_run(run_id)
    require(policies.may_handle(actor, run))
    RUN.apply(run, "break_off" if run.state == RunState.CHECKING else "pause")
    run.pause_reason = reason.strip() or f"由{actor.name}暂停"
    run.save(update_fields=["state", "pause_reason"])
    return run


@command(ImportingTag.RUN_RESUME)
def resume_run(*, actor: Actor, run_id: int) -> ImportRun:
    """继续迁移 from the line after the last that was moved; from now on in the name of whoever goes on.

    Where only the search index was missing, the first batch finds no line and goes on with that.

    Raises:
        Conflict: the table was changed meanwhile.
    """
    run = queries.lock_run(run_id)
    require(policies.may_handle(actor, run))
    queries.manifest_of(run, checked=True)
    RUN.apply(run, "resume")
    run.pause_reason = ""
    run.opened_by_id, run.opened_by = actor.account_id, actor.name
    run.save(update_fields=["state", "pause_reason", "opened_by_id", "opened_by"])
    schedule(run.pk)
    return run


@command(ImportingTag.RUN_CANCEL)
def cancel_run(*, actor: Actor, run_id: int) -> ImportRun:
    """终止: what was moved stays public; the rest is not moved."""
    run = queries.lock_run(run_id)
    require(policies.may_handle(actor, run))
    RUN.apply(run, "cancel")
    run.finished_at = clock.now()
    run.save(update_fields=["state", "finished_at"])
    return run


def _begin_again(run: ImportRun) -> None:
    run.place, run.done_rows, run.worked_at = None, 0, clock.now()
    run.good_count = run.refused_count = run.remark_count = 0
    run.save(update_fields=_COURSE)
