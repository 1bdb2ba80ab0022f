"""What is done with files in the background, how far it is, and what it has to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection

from gongkai.core.information import rules
from gongkai.core.information.enums import EditionState, ProcessingSort
from gongkai.core.information.models import Edition, Processing
from gongkai.core.information.queries.masking import masking_for
from gongkai.foundation.storage import queries as storage
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.text.file_contents import reading_weight

_STALE = timedelta(minutes=2)
"""Without a sign of life for so long, work is taken up again: its worker was killed, or there was none."""

_ALONE = 0x676B_7072
"""First half of the advisory locks under which work is done; the second is its key."""


def processings_of(edition_id: int) -> list[Processing]:
    """What is under way with the files of an edition, and what did not succeed; in the order asked for."""
    return list(Processing.objects.filter(edition_id=edition_id))


def find_processing(processing_id: int) -> Processing | None:
    return Processing.objects.filter(pk=processing_id).first()


def get_processing(processing_id: int) -> Processing:
    found = Processing.objects.select_related("edition__document").filter(pk=processing_id).first()
    if found is None:
        raise _gone()
    return found


def lock_processing(processing_id: int) -> Processing:
    """Whoever locks the edition as well locks it first."""
    found = Processing.objects.select_for_update().filter(pk=processing_id).first()
    if found is None:
        raise _gone()
    return found


def stale_processing_ids() -> list[int]:
    """Work that nobody seems to be doing."""
    found = Processing.objects.filter(fault="", worked_at__lt=clock.now() - _STALE)
    return list(found.values_list("pk", flat=True))


@contextmanager
def alone_with(processing_id: int) -> Iterator[bool]:
    """Whether nobody else does this work at the moment. The database gives the lock back when its holder
    dies, however it dies."""
    keys = [_ALONE, processing_id % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", keys)
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", keys)


def weight_of(sha256: str) -> int:
    """Bytes that have to be gone through to read a stored file."""
    with storage.open_file(sha256) as stream:
        return reading_weight(stream)


def unsettled_fault(edition: Edition) -> str:
    """Why a draft has to wait for its files, or an empty text."""
    if edition.state != EditionState.DRAFT:
        return ""
    for found in processings_of(edition.pk):
        so_far = rules.progress_words(found.done, found.total, found.unit)
        fault = rules.waits_for(found.sort, told_name(edition, found), so_far, found.fault)
        if fault:
            return fault
    return ""


def told_name(edition: Edition, found: Processing) -> str:
    """The file that is being worked on, or what a scan is at, as pages may show it."""
    if found.sort == ProcessingSort.SCAN:
        return found.name
    return masking_for(edition).file_name(found.name)[0]


def is_masking(attachment_id: int) -> bool:
    """Whether a masked copy of the file is being made."""
    return Processing.objects.filter(attachment_id=attachment_id, sort=ProcessingSort.MASK, fault="").exists()


def _gone() -> NotFound:
    return NotFound("该项处理已经完成或取消。请刷新页面查看。")
