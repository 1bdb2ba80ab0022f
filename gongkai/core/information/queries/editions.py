"""Reads of documents and editions for those who work on them.

What the public sees is read in `publishing`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from gongkai.core.information import rules
from gongkai.core.information.enums import (
    OPEN_STATES,
    PUBLISHABLE,
    PUBLISHERS,
    SUBJECT,
    EditionState,
    Severity,
)
from gongkai.core.information.models import Attachment, Document, Edition
from gongkai.core.information.queries.finding import naming
from gongkai.core.information.queries.kinds import kind_lacks
from gongkai.core.information.queries.lint import outside_lacks, remarks_on, stops
from gongkai.core.information.queries.openness import openness_facts, openness_warnings
from gongkai.core.information.queries.reach import visible_to
from gongkai.core.workflow import queries as workflow
from gongkai.foundation.execution import lock_with
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.workflow.models import ReviewCase


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What is missing, for the panel beside the editor."""

    lacks: tuple[rules.Lack, ...]
    remarks: tuple[rules.Remark, ...] = ()
    """What does not stop the document and should be looked at."""

    @property
    def complete(self) -> bool:
        return not self.lacks


def _not_found() -> NotFound:
    return NotFound("没有找到该文件，可能已被删除。")


def lock_document(document_id: int) -> Document:
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise _not_found()
    return document


def lock_documents(document_ids: Collection[int]) -> None:
    """Lock documents in the order of their keys, so that two who lock several never wait for each other."""
    list(Document.objects.select_for_update().filter(pk__in=document_ids).order_by("pk").values_list("pk"))


def lock_edition(edition_id: int) -> Edition:
    """The edition, with its document locked first: two writers always queue in the same order."""
    edition = lock_with(Edition, "document", edition_id)
    if edition is None:
        raise _not_found()
    return edition


def get_edition(edition_id: int) -> Edition:
    found = Edition.objects.select_related(
        "document__body__division", "document__item__area", "document__item__responsible_body"
    ).prefetch_related("attachments__file", "secrecy_reviews")
    try:
        # `first` would order the one row, for which Django compares the order with each of 150 columns
        return found.get(pk=edition_id)
    except Edition.DoesNotExist:
        raise _not_found() from None


def get_document(document_id: int) -> Document:
    document = Document.objects.select_related("body__division", "item__area").filter(pk=document_id).first()
    if document is None:
        raise _not_found()
    return document


def editions_of(document_id: int) -> QuerySet[Edition]:
    """All versions, newest first, but for those in the recycle bin."""
    kept = Edition.objects.filter(document_id=document_id).exclude(state=EditionState.DISCARDED)
    return kept.order_by("-number")


def open_edition_of(document_id: int) -> Edition | None:
    return Edition.objects.filter(document_id=document_id, state__in=OPEN_STATES).first()


def published_edition_of(document_id: int) -> Edition | None:
    return Edition.objects.filter(document_id=document_id, state=EditionState.PUBLISHED).first()


def papers_hanging_on(body_id: int) -> str:
    """What `organisations.commands.close_body` waits for: papers of the body still on their way, in words.

    One that was signed and is not for publication has arrived.
    """
    waiting = Q(state__in=(EditionState.DRAFT, EditionState.IN_REVIEW)) | Q(
        state=EditionState.SIGNED, openness__in=PUBLISHABLE
    )
    count = Edition.objects.filter(waiting, document__body_id=body_id).count()
    return f"{count}份未办结的文件" if count else ""


def get_attachment(attachment_id: int) -> Attachment:
    attachment = (
        Attachment.objects.select_related("file", "edition__document").filter(pk=attachment_id).first()
    )
    if attachment is None:
        raise NotFound("没有找到该附件，可能已被移除。")
    return attachment


def list_editions(
    actor: Actor,
    *,
    state: str = "",
    area_code: str = "",
    body_id: int | None = None,
    kind: str = "",
    words: str = "",
    mine: bool = False,
) -> QuerySet[Edition]:
    """What the actor works with, last changed first; superseded versions only when asked for."""
    editions = visible_to(actor).select_related("document__body", "document__item__area")
    editions = editions.filter(state=state) if state else editions.exclude(state=EditionState.SUPERSEDED)
    if area_code:
        editions = editions.filter(document__item__area_id=area_code)
    if body_id is not None:
        editions = editions.filter(document__body_id=body_id)
    if kind:
        editions = editions.filter(document__kind=kind)
    for word in words.split():
        editions = editions.filter(naming(word))
    if mine:
        editions = editions.filter(author_ids__contains=[actor.account_id or -1])
    return editions.order_by("-updated_at", "-id")


def ready_to_publish(actor: Actor) -> QuerySet[Edition]:
    """Signed, open, and waiting for the actor to publish it; the twin of `policies.may_publish`."""
    return (
        visible_to(actor, PUBLISHERS)
        .filter(state=EditionState.SIGNED, openness__in=PUBLISHABLE, document__withdrawn_at__isnull=True)
        .select_related("document__body", "document__item__area")
        .order_by("signed_at", "id")
    )


def my_drafts(actor: Actor) -> QuerySet[Edition]:
    """Own drafts, returned ones among them, last changed first."""
    return (
        visible_to(actor)
        .filter(state=EditionState.DRAFT, author_ids__contains=[actor.account_id or -1])
        .select_related("document__body", "document__item__area")
        .order_by("-updated_at")
    )


def timeline(document_id: int) -> QuerySet[ReviewCase]:
    """Every review that any version of the document went through."""
    ids = list(Edition.objects.filter(document_id=document_id).values_list("pk", flat=True))
    return workflow.cases_of(SUBJECT, ids)


def draft_of(edition: Edition) -> rules.Draft:
    """The written fields of an edition, as the rules read them."""
    return rules.Draft(
        title=edition.title,
        document_number=edition.document_number,
        issuers=tuple(edition.issuers),
        written_on=edition.written_on,
        printed_on=edition.printed_on,
        effective_on=edition.effective_on,
        expires_on=edition.expires_on,
        subject_category=edition.subject_category,
        audiences=tuple(edition.audiences),
        five_open=tuple(edition.five_open),
        keywords=tuple(edition.keywords),
        summary=edition.summary,
        values=edition.values,
        body_html=edition.body_html,
        full_html=edition.full_html,
        display_until=edition.display_until,
        openness=edition.openness,
        openness_reason=edition.openness_reason,
        openness_article=edition.openness_article,
        negative_entry_id=edition.negative_entry_id,
        change_note=edition.change_note,
    )


def check_draft(edition: Edition) -> DraftCheck:
    """The "还差 N 项" of an edition."""
    pictures = {file.pk for file in edition.attachments.all() if file.is_inline}
    remarks = remarks_on(edition)
    return DraftCheck(
        (
            *rules.lacks(draft_of(edition), edition.body_text, is_correction=edition.number > 1),
            *kind_lacks(edition),
            *rules.openness_lacks(openness_facts(edition)),
            *rules.picture_lacks(edition.body_html, pictures),
            *rules.link_lacks(edition.body_html),
            *stops(remarks),
            *outside_lacks(edition),
        ),
        (
            *(rules.Remark("openness", words, Severity.WARN) for words in openness_warnings(edition)),
            *(remark for remark in remarks if remark.severity != Severity.STOP),
        ),
    )


def written_lacks(edition: Edition) -> tuple[rules.Lack, ...]:
    """What is missing of the written fields alone: for lists, without a question to the database."""
    return rules.lacks(draft_of(edition), edition.body_text, is_correction=edition.number > 1)


def titles_by_body() -> set[tuple[int, str]]:
    """(body, title) of every document: what an import has brought in already."""
    return set(Edition.objects.values_list("document__body_id", "title"))
