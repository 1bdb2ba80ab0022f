from __future__ import annotations

from gongkai.core.information import commands
from gongkai.core.information.enums import REEXAMINATION_SUBJECT
from gongkai.core.information.events import DraftPurged, EditionPublished
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.deadlines.events import DeadlineMoved
from gongkai.foundation.outbox.registry import subscribe
from gongkai.foundation.storage import commands as storage
from gongkai.kernel.actor import Actor

KEEPER = Actor.system("定期评估")
TIMEKEEPER = Actor.system("公开时限")


@subscribe(DeadlineMoved)
def follow_examination(event: DeadlineMoved) -> None:
    """Another calendar or another interval moves the day of an examination."""
    deadline = deadlines.get_deadline(event.deadline_id)
    if deadline.subject_type == REEXAMINATION_SUBJECT:
        commands.follow_deadline(actor=KEEPER, reexamination_id=deadline.subject_id)


@subscribe(EditionPublished)
def settle_owed(event: EditionPublished) -> None:
    """A first publication meets the deadline of the document; whoever publishes does not wait for that."""
    if not event.corrects:
        commands.settle_by_publication(TIMEKEEPER, event.edition_id)


@subscribe(DraftPurged)
def remove_files(event: DraftPurged) -> None:
    """What only the purged draft used goes from the disk; called twice, it finds nothing the second time."""
    for sha256 in event.files:
        storage.remove_unused(sha256)
