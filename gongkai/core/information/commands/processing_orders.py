"""Asking for what takes long with a file: a row says what is to be done, the worker does it.

Called by commands within their transaction: an order that is undone with it was never given.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from gongkai.core.information import queries
from gongkai.core.information.enums import ProcessingSort
from gongkai.core.information.jobs import PROCESS, defer
from gongkai.core.information.models import Attachment, Edition, Processing
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.foundation.storage.models import StoredFile


def order_cleaning(actor: Actor, edition: Edition, original: StoredFile, name: str) -> Processing:
    """The clean copy of a file that was handed in, which then hangs on the draft."""
    asked = Processing.objects.create(
        edition=edition,
        sort=ProcessingSort.CLEAN,
        file=original,
        name=name,
        asked_by_id=actor.account_id,
        asked_by=actor.name,
    )
    defer(PROCESS, processing_id=asked.pk)
    return asked


def order_masking(actor: Actor, attachment: Attachment, without: Sequence[str]) -> Processing:
    """The masked copy of an attachment; asked for twice, one is made. One that failed begins anew."""
    return _once(
        actor,
        Processing.objects.select_for_update().get_or_create(
            sort=ProcessingSort.MASK,
            attachment=attachment,
            defaults={
                "edition": attachment.edition,
                "file_id": attachment.file_id,
                "name": attachment.name,
                "asked_by": actor.name,
            },
        ),
        file_id=attachment.file_id,
        without=list(without),
    )


def order_scan(actor: Actor, edition: Edition) -> Processing:
    """A look through everything of the edition that nobody has looked through under the present rules."""
    return _once(
        actor,
        Processing.objects.select_for_update().get_or_create(
            sort=ProcessingSort.SCAN, edition=edition, defaults={"asked_by": actor.name}
        ),
    )


def forget_failed_masking(edition: Edition, parts: Collection[str]) -> None:
    """Tell no more of a masked copy that was not made once the file, or what was found in it, is another:
    what the message says may not be true any more.

    Args:
        parts: keys of those that have become others.
    """
    for asked in queries.processings_of(edition.pk):
        if asked.fault and asked.attachment_id and queries.key_of_file(asked.attachment_id) in parts:
            asked.delete()


def begin_anew(actor: Actor, asked: Processing) -> None:
    """Have work done once more, from its beginning."""
    asked.done, asked.attempts, asked.fault = 0, 0, ""
    asked.asked_by_id, asked.asked_by = actor.account_id, actor.name
    asked.asked_at = asked.worked_at = clock.now()
    asked.save()
    defer(PROCESS, processing_id=asked.pk)


def _once(actor: Actor, found: tuple[Processing, bool], **anew: object) -> Processing:
    """What is under way already goes on as it was asked for."""
    asked, is_new = found
    if is_new or asked.fault:
        for name, value in anew.items():
            setattr(asked, name, value)
        begin_anew(actor, asked)
    return asked
