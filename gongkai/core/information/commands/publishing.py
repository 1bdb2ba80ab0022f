"""What the public comes to see, and how it changes: by a new edition or by a visible withdrawal."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.owing import settle_by_publication
from gongkai.core.information.commands.writing import WRITTEN_FIELDS, add_author
from gongkai.core.information.enums import InformationTag, SecrecyConclusion
from gongkai.core.information.events import DocumentWithdrawn, EditionPublished
from gongkai.core.information.models import (
    Attachment,
    Document,
    Edition,
    EditionTable,
    IndexCounter,
    Relation,
)
from gongkai.core.information.transitions import EDITION
from gongkai.foundation.execution import command, emit, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(InformationTag.EDITION_PUBLISH)
def publish_edition(*, actor: Actor, edition_id: int) -> Edition:
    """发布 a signed edition (政府信息公开条例 art. 26: within 20 working days of forming or changing).

    The moment is the clock's, never the user's: a publication date cannot be made up.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_publish(actor, edition))
    if not edition.secrecy_reviews.filter(conclusion=SecrecyConclusion.MAY_PUBLISH).exists():
        raise Conflict("该版本没有“可以公开”的保密审查记录，不能发布。")
    now = clock.now()
    document = edition.document
    replaced = queries.published_edition_of(document.pk)
    if replaced is not None:
        EDITION.apply(replaced, "supersede")
        replaced.ended_at = now
        replaced.save(update_fields=["state", "ended_at"])
    EDITION.apply(edition, "publish")
    edition.published_at, edition.published_by = now, actor.name
    edition.save(update_fields=["state", "published_at", "published_by"])
    if document.first_published_at is None:
        document.index_number = _next_index_number(document)
        document.first_published_at = now
        document.save(update_fields=["index_number", "first_published_at"])
        settle_by_publication(actor, edition)
    emit(EditionPublished(edition_id=edition.pk, document_id=document.pk, corrects=replaced is not None))
    note(index_number=document.index_number, number=edition.number)
    return edition


def _next_index_number(document: Document) -> str:
    """Given once and for ever, in the order of publication (政府信息公开目录系统实施指引)."""
    body = organisations.get_body(document.body_id)
    if not body.uscc:
        raise InvalidInput(
            f"“{body.name}”没有登记统一社会信用代码，不能生成索引号。请系统管理员在机构资料中补登。"
        )
    year = clock.today().year
    IndexCounter.objects.get_or_create(body=body, year=year)
    counter = IndexCounter.objects.select_for_update().get(body=body, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return rules.index_number(body.uscc, year, counter.last)


@command(InformationTag.CORRECTION_START)
def start_correction(*, actor: Actor, document_id: int, change_note: str) -> Edition:
    """更正: a draft of the next edition, beginning with the text and files that are public now."""
    document = queries.lock_document(document_id)
    require(policies.may_correct(actor, document))
    if not change_note.strip():
        raise InvalidInput.for_field("change_note", "请写明更正什么、为什么更正，公众会看到这段说明。")
    if queries.open_edition_of(document_id) is not None:
        raise Conflict("该文件已有一个未办结的版本，请先完成或删除它。")
    present = queries.published_edition_of(document_id)
    if present is None:
        raise Conflict("该文件没有公开的版本，不能更正。")
    edition = Edition(
        document=document, number=present.number + 1, author_name=actor.name, change_note=change_note.strip()
    )
    for field in WRITTEN_FIELDS:
        if field != "change_note":
            setattr(edition, field, getattr(present, field))
    edition.updated_at = clock.now()
    add_author(edition, actor.account_id)
    edition.save()
    for belonging in (Attachment, EditionTable, Relation):
        _copy_to(edition, belonging.objects.filter(edition=present))
    return edition


def _copy_to(
    edition: Edition, rows: Iterable[Attachment] | Iterable[EditionTable] | Iterable[Relation]
) -> None:
    """What hangs on the public edition hangs on its correction as well."""
    for row in rows:
        row.pk, row._state.adding, row.edition = None, True, edition
        row.save()


@command(InformationTag.DOCUMENT_WITHDRAW)
def withdraw_document(*, actor: Actor, document_id: int, basis: str) -> Document:
    """撤下: the address stays and says when, by whom and on what basis."""
    document = queries.lock_document(document_id)
    require(policies.may_withdraw(actor, document))
    if not basis.strip():
        raise InvalidInput.for_field("basis", "撤下已公开的信息必须写明依据，公众会看到这段说明。")
    edition = queries.published_edition_of(document_id)
    if edition is None:
        raise Conflict("该文件没有公开的版本，不能撤下。")
    now = clock.now()
    EDITION.apply(edition, "withdraw")
    edition.ended_at = now
    edition.save(update_fields=["state", "ended_at"])
    document.withdrawn_at, document.withdrawn_by = now, actor.name
    document.withdrawn_by_body = actor.body_name
    document.withdrawal_basis = basis.strip()
    document.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_by_body", "withdrawal_basis"])
    emit(DocumentWithdrawn(edition_id=edition.pk, document_id=document.pk))
    return document
