from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from gongkai.core.importing import rules
from gongkai.core.importing.enums import IMPORTERS, WORKING, Phase
from gongkai.core.importing.models import ImportedRow, ImportProblem, ImportRun
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.errors import NotFound

_QUIET = timedelta(minutes=2)
"""A run at which nothing was done for so long lost its worker."""


def _not_found() -> NotFound:
    return NotFound("没有找到这次迁移。")


def get_run(run_id: int) -> ImportRun:
    run = ImportRun.objects.select_related("division").filter(pk=run_id).first()
    if run is None:
        raise _not_found()
    return run


def lock_run(run_id: int) -> ImportRun:
    run = (
        ImportRun.objects.select_for_update(of=("self",)).select_related("division").filter(pk=run_id).first()
    )
    if run is None:
        raise _not_found()
    return run


def lock_free_run(run_id: int) -> ImportRun | None:
    """The run, locked; None when somebody else works on it at this moment."""
    locked = ImportRun.objects.select_for_update(of=("self",), skip_locked=True)
    return locked.select_related("division").filter(pk=run_id).first()


def runs_of(actor: Actor) -> QuerySet[ImportRun]:
    """Runs of the divisions for which the actor may move documents, newest first."""
    runs = ImportRun.objects.select_related("division").order_by("-id")
    if actor.kind is ActorKind.SYSTEM:
        return runs
    covered = organisations.divisions_covered(actor, IMPORTERS)
    return runs.filter(division__in=covered.values("pk"))


def mapping_of(run: ImportRun) -> rules.Mapping:
    return rules.Mapping.of(run.mapping)


def problems_of(run: ImportRun, phase: Phase, *, refused_only: bool = False) -> QuerySet[ImportProblem]:
    """In the order of the table."""
    problems = ImportProblem.objects.filter(run=run, phase=phase)
    return problems.filter(kept=False) if refused_only else problems


def documents_of(run_id: int) -> QuerySet[ImportedRow]:
    return ImportedRow.objects.filter(run_id=run_id).select_related("document").order_by("row")


def unindexed(run: ImportRun, limit: int) -> list[ImportedRow]:
    """The next documents of the run that the search does not know yet, in the order of the table."""
    return list(ImportedRow.objects.filter(run=run).order_by("row")[run.indexed_count :][:limit])


def stale_run_ids() -> list[int]:
    """Runs that should be going on and at which nothing has been done for two minutes."""
    quiet = Q(worked_at__isnull=True) | Q(worked_at__lt=clock.now() - _QUIET)
    return list(ImportRun.objects.filter(quiet, state__in=WORKING).values_list("pk", flat=True))
