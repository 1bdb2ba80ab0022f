from gongkai.core.importing.commands.batches import check_batch, index_batch, write_batch
from gongkai.core.importing.commands.course import (
    cancel_run,
    check_run,
    pause_run,
    resume_run,
    start_run,
)
from gongkai.core.importing.commands.going_on import carry_on
from gongkai.core.importing.commands.opening import open_run, receive_archive, set_mapping

__all__ = [
    "cancel_run",
    "carry_on",
    "check_batch",
    "check_run",
    "index_batch",
    "open_run",
    "pause_run",
    "receive_archive",
    "resume_run",
    "set_mapping",
    "start_run",
    "write_batch",
]
