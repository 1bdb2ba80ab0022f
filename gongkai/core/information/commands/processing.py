"""What the worker does with large files. It changes nothing before a copy is whole; then the draft is locked
for a moment, asked whether it is still what it was, and gets it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from gongkai.core.guarding import commands as guarding
from gongkai.core.guarding import queries as guarding_queries
from gongkai.core.guarding.rules import Outcome, Part, extent_of_part
from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.drafting import add_file
from gongkai.core.information.commands.guarding import scan_file
from gongkai.core.information.commands.hygiene import make_clean, put_clean
from gongkai.core.information.commands.masked_files import Masked, make_masked, put_masked
from gongkai.core.information.commands.processing_orders import begin_anew, forget_failed_masking
from gongkai.core.information.enums import InformationTag, ProcessingSort
from gongkai.core.information.jobs import PROCESS, defer
from gongkai.core.information.models import Attachment, Edition, Processing
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.storage import queries as stored_files
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision
from gongkai.kernel.errors import Conflict, GongkaiError, NotFound
from gongkai.text.file_contents import CleanCopy, Extent, UnreadableFile, extent_of

KEEPER = Actor.system("附件处理")

_TOLD = timedelta(seconds=1)
"""The bar moves so often: a row of a table takes less than a millisecond."""

_KILLED = (
    f"处理{rules.MOST_ATTEMPTS}次都没有完成就中断了，可能是文件过大。原来的文件没有改动，请重新处理；"
    "仍不成功的，请把文件拆分后上传。"
)
_UNEXPECTED = (
    "处理时发生意外错误，已记入运行日志。原来的文件没有改动，请重新处理；仍不成功的，请联系网站运维员。"
)

logger = logging.getLogger(__name__)


def carry_out_processing(processing_id: int) -> None:
    """Do what was asked for, or say why it was not done. Work that was dropped, failed or is being done by
    somebody else is left alone; a database that fails is the worker's to report, and it is tried again."""
    with queries.alone_with(processing_id) as is_mine:
        asked = queries.find_processing(processing_id) if is_mine else None
        if asked is None or asked.fault:
            return
        reason = _KILLED if asked.attempts >= rules.MOST_ATTEMPTS else _tried(asked)
        if reason and queries.find_processing(processing_id) is not None:
            fail_processing(actor=KEEPER, processing_id=processing_id, reason=reason)


def revive_processings() -> None:
    """What a killed worker left lying is put into the queue again."""
    for processing_id in queries.stale_processing_ids():
        Processing.objects.filter(pk=processing_id).update(worked_at=clock.now())
        defer(PROCESS, processing_id=processing_id)


class Looked:
    """What was found in a part under some rules; no dataclass, of which the audit log would take down all."""

    def __init__(self, part: Part, outcome: Outcome, present: guarding_queries.InForce) -> None:
        self.part, self.outcome, self.present = part, outcome, present


@command(InformationTag.PROCESSING_CLEAN)
def finish_cleaning(*, actor: Actor, processing_id: int, copy: CleanCopy) -> Attachment:
    """The file with its clean copy hangs on the draft.

    Raises:
        NotFound: it was dropped meanwhile.
        Conflict: there is a file of that name by now.
    """
    edition, asked = _locked(processing_id)
    require(policies.may_edit(actor, edition))
    if asked.file is None:
        raise _not_that(asked)
    attachment = add_file(actor, edition, put_clean(asked.file, copy))
    asked.delete()
    scan_file(actor, edition, attachment)
    return attachment


@command(InformationTag.PROCESSING_MASK)
def finish_masking(*, actor: Actor, processing_id: int, made: Masked) -> Attachment:
    """The masked copy takes the place of the public file.

    Raises:
        NotFound: it was dropped meanwhile.
        Conflict: file or kind of the document have become others.
    """
    edition, asked = _locked(processing_id)
    require(policies.may_edit(actor, edition))
    if asked.attachment_id is None:
        raise _not_that(asked)
    attachment = queries.get_attachment(asked.attachment_id)
    if attachment.file_id != asked.file_id:
        raise Conflict("附件在处理期间有改动，没有换成脱敏副本。请核对现在的附件后重新生成。")
    if made.profile != queries.masking_for(edition).name:
        raise Conflict("文件的信息类型在处理期间有改动，脱敏方式不同，没有换成脱敏副本。请重新生成。")
    asked.delete()
    return put_masked(actor, edition, attachment, made)


@command(InformationTag.PROCESSING_SCAN)
def finish_scan(*, actor: Actor, processing_id: int, looked: Looked) -> Edition:
    """What was found in one table or file of the edition. Raises NotFound where it was dropped meanwhile."""
    asked = queries.lock_processing(processing_id)
    require(policies.may_process(actor))
    outcome = looked.outcome
    guarding.keep_outcome(actor, looked.part, outcome, looked.present)
    forget_failed_masking(asked.edition, {looked.part.key})
    note(part=looked.part.label, hard=outcome.hard, counts=dict(outcome.counts), rules=looked.present.version)
    return asked.edition


@command(InformationTag.PROCESSING_FAIL)
def fail_processing(*, actor: Actor, processing_id: int, reason: str) -> Edition:
    """Say why nothing came of it, until somebody has it done anew or drops it."""
    asked = queries.lock_processing(processing_id)
    require(policies.may_process(actor))
    asked.fault = reason
    asked.save(update_fields=["fault"])
    note(work=str(asked))
    return asked.edition


@command(InformationTag.PROCESSING_RETRY)
def retry_processing(*, actor: Actor, processing_id: int) -> Edition:
    """重新处理: what did not succeed, from its beginning and in the name of whoever asks now.

    Raises:
        Conflict: it is under way.
    """
    edition, asked = _locked(processing_id)
    require(_may_handle(actor, edition, asked))
    if not asked.fault:
        raise Conflict("该项处理正在进行，无需重新开始。请稍候，或刷新页面查看进度。")
    note(work=str(asked))
    begin_anew(actor, asked)
    return edition


@command(InformationTag.PROCESSING_DROP)
def drop_processing(*, actor: Actor, processing_id: int) -> Edition:
    """取消处理: nothing of the edition changes; a file that was not taken in is handed in again."""
    edition, asked = _locked(processing_id)
    require(_may_handle(actor, edition, asked))
    note(work=str(asked))
    asked.delete()
    return edition


def _tried(asked: Processing) -> str:
    """Do the work; returns why it was not done, or an empty text."""
    Processing.objects.filter(pk=asked.pk).update(attempts=asked.attempts + 1, worked_at=clock.now())
    try:
        _WORK[ProcessingSort(asked.sort)](asked, _Progress(asked.pk))
    except GongkaiError as refusal:
        return refusal.message
    except Exception:
        logger.exception("processing %s did not succeed", asked.pk)
        return _UNEXPECTED
    return ""


def _clean(asked: Processing, progress: _Progress) -> None:
    if asked.file_id is None:
        raise _not_that(asked)
    progress.begin(asked.name, extent_of(asked.name, stored_files.read_file(asked.file_id)))
    copy = make_clean(asked.file_id, asked.name, watch=progress)
    finish_cleaning(actor=_asker(asked), processing_id=asked.pk, copy=copy)


def _mask(asked: Processing, progress: _Progress) -> None:
    if asked.attachment_id is None:
        raise _not_that(asked)
    attachment = queries.get_attachment(asked.attachment_id)
    source = attachment.original or attachment.file
    progress.begin(asked.name, extent_of(attachment.name, stored_files.read_file(source.sha256)))
    made = make_masked(attachment, asked.without, progress)
    finish_masking(actor=_asker(asked), processing_id=asked.pk, made=made)


def _scan(asked: Processing, progress: _Progress) -> None:
    """One table or file after the other; each result stays, whatever becomes of the next."""
    while (part := _next_unscanned(asked)) is not None:
        present = guarding_queries.rules_in_force()
        progress.begin(part.label, extent_of_part(part))
        outcome = guarding_queries.look(part, present, progress)
        finish_scan(actor=KEEPER, processing_id=asked.pk, looked=Looked(part, outcome, present))


def _next_unscanned(asked: Processing) -> Part | None:
    """What has not been looked through yet; where nothing is left, the row goes. Whoever adds a file locks
    the row, so that none is added between the two."""
    with transaction.atomic():
        row = queries.lock_processing(asked.pk)
        unscanned = queries.guard_report(queries.get_edition(asked.edition_id)).unscanned
        if unscanned:
            return unscanned[0]
        row.delete()
    return None


class _Progress:
    """Writes down how far a work is, for its page, and as a sign of life."""

    def __init__(self, processing_id: int) -> None:
        self._rows = Processing.objects.filter(pk=processing_id)
        self._told = clock.now()

    def begin(self, name: str, extent: Extent) -> None:
        self._write(name=name[:200], done=0, total=extent.units, unit=extent.unit)

    def __call__(self, done: int) -> None:
        if clock.now() - self._told >= _TOLD:
            self._write(done=done)

    def _write(self, **told: object) -> None:
        self._told = clock.now()
        if not self._rows.update(worked_at=self._told, **told):
            raise UnreadableFile("该项处理已取消。")


def _locked(processing_id: int) -> tuple[Edition, Processing]:
    """The edition first: whoever works on it locks it before anything that hangs on it."""
    edition = queries.lock_edition(queries.get_processing(processing_id).edition_id)
    return edition, queries.lock_processing(processing_id)


def _may_handle(actor: Actor, edition: Edition, asked: Processing) -> Decision:
    may = policies.may_scan if asked.sort == ProcessingSort.SCAN else policies.may_edit
    return may(actor, edition)


def _asker(asked: Processing) -> Actor:
    """Whoever asked for it, with the rights held now."""
    return KEEPER if asked.asked_by_id is None else identity.actor_for(asked.asked_by_id)


def _not_that(asked: Processing) -> NotFound:
    return NotFound(f"“{asked.name}”不是这一种处理。请刷新页面。")


_WORK: dict[ProcessingSort, Callable[[Processing, _Progress], None]] = {
    ProcessingSort.CLEAN: _clean,
    ProcessingSort.MASK: _mask,
    ProcessingSort.SCAN: _scan,
}
