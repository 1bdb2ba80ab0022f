"""回收站: a draft that was deleted by mistake comes back; what nobody misses is purged after some time."""

from __future__ import annotations

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.due import carry_out
from gongkai.core.information.commands.forgetting import forget_masked
from gongkai.core.information.commands.owing import end_without_publication, follow_draft
from gongkai.core.information.enums import EditionState, InformationTag
from gongkai.core.information.events import DraftPurged
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.transitions import EDITION
from gongkai.foundation.execution import command, emit, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.rules import text_fault
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

KEEPER = Actor.system("回收站到期清除")
REASON_LENGTH = 200


@command(InformationTag.DRAFT_DISCARD)
def discard_draft(*, actor: Actor, edition_id: int) -> Edition:
    """Put a draft into the recycle bin: it is in no list and owes nothing until it is restored.

    Raises:
        Conflict: it has a secrecy sheet, which is kept for ever.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    if edition.secrecy_reviews.exists():
        raise Conflict("该草稿经过保密审查，审查记录须留存，不能删除。可修改后重新提交。")
    note(title=edition.title, number=edition.number)
    forget_masked(edition)
    if edition.document.first_published_at is None:
        end_without_publication(actor, edition, "草稿已删除")
    EDITION.apply(edition, "discard")
    edition.discarded_at, edition.discarded_by = clock.now(), actor.name
    edition.save(update_fields=["state", "discarded_at", "discarded_by"])
    return edition


@command(InformationTag.DRAFT_RESTORE)
def restore_draft(*, actor: Actor, edition_id: int) -> Edition:
    """Take a draft out of the recycle bin, with everything that it held.

    Raises:
        Conflict: the document has another open edition meanwhile, or its body is closed.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_restore(actor, edition))
    document = edition.document
    body = organisations.get_body(document.body_id)
    if body.closed_on is not None:
        raise Conflict(f"“{body.name}”已撤销，不能再恢复它的草稿。草稿仍在回收站，可以查看和复制内容。")
    if queries.open_edition_of(document.pk) is not None:
        raise Conflict("该文件已有一个未办结的版本，请先完成或删除它，再恢复这份草稿。草稿仍在回收站。")
    EDITION.apply(edition, "restore")
    edition.number = queries.last_number(document.pk) + 1
    edition.discarded_at, edition.discarded_by = None, ""
    edition.updated_at = clock.now()
    edition.save(update_fields=["state", "number", "discarded_at", "discarded_by", "updated_at"])
    follow_draft(actor, edition, before=None)
    note(title=edition.title, number=edition.number)
    return edition


@command(InformationTag.DRAFT_PURGE)
def purge_draft(*, actor: Actor, edition_id: int) -> Document:
    """Delete a draft for good, with its document where nothing else is left of it; files that nobody else
    uses follow (`DraftPurged`).

    Raises:
        Conflict: it is not in the bin, or has not been there long enough.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_keep_time(actor))
    document = edition.document
    if edition.state != EditionState.DISCARDED or not rules.may_be_purged(
        edition.discarded_at, clock.now(), queries.days_in_bin()
    ):
        raise Conflict("该草稿不在回收站，或者保留期还没有届满，不能清除。")
    _delete(edition)
    return document


@command(InformationTag.DRAFT_ERASE)
def erase_draft(*, actor: Actor, edition_id: int, reason: str) -> Document:
    """Purge by hand what should not lie in the bin until its time is over, such as a list with personal data.

    Raises:
        InvalidInput: no reason is given.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_erase(actor, edition))
    reason = reason.strip()
    InvalidInput.raise_for(
        reason=text_fault(reason, "清除理由", REASON_LENGTH) if reason else "请写明清除理由，记入审计日志。"
    )
    document = edition.document
    note(reason=reason)
    _delete(edition)
    return document


def _delete(edition: Edition) -> None:
    document = edition.document
    files = sorted(queries.files_of(edition))
    note(subject=document, title=edition.title, discarded_by=edition.discarded_by, files=len(files))
    edition.delete()
    if not document.editions.exists():
        document.delete()
    emit(DraftPurged(document_id=document.pk or 0, files=tuple(files)))


def purge_due_drafts() -> int:
    """Purge what has been in the bin long enough; returns how many."""
    return carry_out(
        queries.purges_due(clock.now()),
        lambda edition_id: purge_draft(actor=KEEPER, edition_id=edition_id),
    )
