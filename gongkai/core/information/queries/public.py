"""Querysets of what is or was public; `publishing` shapes them into pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import CharField, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from gongkai.core.information.enums import WAS_PUBLIC, EditionState
from gongkai.core.information.models import Attachment, Document, Edition
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound


def public_editions(on: date | None = None) -> QuerySet[Edition]:
    """What the public sees now, or saw at the end of a day.

    What may not be seen any more (`Document.hides_history`) is not shown of earlier days either.
    """
    if on is None:
        return Edition.objects.filter(state=EditionState.PUBLISHED)
    return _seen_on(on).filter(document__hides_history=False)


def hidden_editions(on: date) -> QuerySet[Edition]:
    """What the public saw at the end of a day and may not see any more."""
    return _seen_on(on).filter(document__hides_history=True)


def _seen_on(on: date) -> QuerySet[Edition]:
    over = clock.end_of(on)
    return Edition.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=over), published_at__isnull=False, published_at__lt=over
    )


def once_public_documents() -> QuerySet[Document]:
    """Documents that were published at some time; a withdrawn one is among them."""
    return Document.objects.filter(first_published_at__isnull=False)


def once_public_editions(document_id: int) -> QuerySet[Edition]:
    """The versions of a document that the public has seen."""
    return Edition.objects.filter(document_id=document_id, state__in=WAS_PUBLIC)


def editions_of_all_days(document_ids: Collection[int]) -> QuerySet[Edition]:
    """Every version of the documents that a page shows of some day: what may not be seen any more is not."""
    return Edition.objects.filter(
        document_id__in=document_ids,
        document__hides_history=False,
        state__in=WAS_PUBLIC,
        published_at__isnull=False,
    )


def documents_with_former_editions(after: int, limit: int) -> list[int]:
    """Keys above `after` of documents of which an edition was public once and is not any more, ascending."""
    former = Edition.objects.filter(ended_at__isnull=False, document_id__gt=after)
    return list(former.order_by("document_id").values_list("document_id", flat=True).distinct()[:limit])


def edition_for_the_public(edition_id: int) -> Edition:
    """An edition with what the public would get of it: the files that are meant for it.

    Raises:
        NotFound: there is none.
    """
    files = Prefetch("attachments", Attachment.objects.filter(is_public=True).select_related("file"))
    edition = (
        Edition.objects.select_related("document__body__division", "document__item__area")
        .prefetch_related(files)
        .filter(pk=edition_id)
        .first()
    )
    if edition is None:
        raise NotFound("没有找到该文件，可能已被删除。")
    return edition


def public_files(edition: Edition) -> list[Attachment]:
    """The files of an edition that are meant for the public, whatever has become of it since."""
    return [
        file
        for file in edition.attachments.all()
        if file.is_public and (not file.is_inline or f'/files/{file.pk}/"' in edition.body_html)
    ]


def public_attachments(on: date | None = None) -> QuerySet[Attachment]:
    """Files of present and corrected editions, unless their document was withdrawn or may not be seen any
    more; with a day, as it was at its end.

    A picture is public as long as the public text shows it: one that stands only in the whole text of a
    partly open document, or was taken out of the text again, is not.
    """
    address = Concat(Value("/files/"), Cast("pk", CharField()), Value('/"'))
    shown = Attachment.objects.filter(
        Q(is_inline=False) | Q(edition__body_html__contains=address),
        is_public=True,
        edition__document__hides_history=False,
    )
    if on is None:
        return shown.filter(
            edition__document__withdrawn_at__isnull=True,
            edition__state__in=(EditionState.PUBLISHED, EditionState.SUPERSEDED),
        )
    over = clock.end_of(on)
    return shown.filter(
        Q(edition__document__withdrawn_at__isnull=True) | Q(edition__document__withdrawn_at__gte=over),
        edition__published_at__isnull=False,
        edition__published_at__lt=over,
    )
