"""What the worker does with a run: one batch after the other, in the name of whoever started it."""

from __future__ import annotations

import logging

from gongkai.core.importing import queries
from gongkai.core.importing.commands.batches import check_batch, index_batch, write_batch
from gongkai.core.importing.commands.course import pause_run
from gongkai.core.importing.enums import WORKING, RunState
from gongkai.core.importing.models import ImportRun
from gongkai.foundation.identity import queries as identity
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import GongkaiError

logger = logging.getLogger(__name__)

BATCHES_A_JOB = 4
KEEPER = Actor.system("旧站迁移")

_STEPS = {
    RunState.CHECKING: check_batch,
    RunState.RUNNING: write_batch,
    RunState.INDEXING: index_batch,
}


def carry_on(run_id: int) -> bool:
    """Go on for a few batches; returns whether there is more to do.

    A refusal (the right was taken away, the material is gone) or a fault pauses the run with its reason:
    nothing of the batch under way is kept, and it can be taken up again from there.
    """
    for _ in range(BATCHES_A_JOB):
        run = queries.get_run(run_id)
        if run.state not in WORKING:
            return False
        try:
            if _STEPS[RunState(run.state)](actor=_actor_of(run), run_id=run_id) is None:
                return False
        except GongkaiError as error:
            pause_run(actor=KEEPER, run_id=run_id, reason=error.message)
            return False
        except Exception:
            logger.exception("import run %s stopped at row %s", run_id, run.done_rows)
            reason = f"处理第{run.done_rows + 1}行起的一批时系统出错，这一批没有写入。错误已记入日志。"
            pause_run(actor=KEEPER, run_id=run_id, reason=reason)
            return False
    return True


def _actor_of(run: ImportRun) -> Actor:
    """With the rights held at this moment; a run from the command line goes on as the product."""
    return identity.actor_for(run.opened_by_id) if run.opened_by_id is not None else KEEPER
