"""Querysets of what is or was public; `publishing` shapes them into pages."""

from __future__ import annotations

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from gongkai.core.information.enums import WAS_PUBLIC, EditionState
from gongkai.core.information.models import Attachment, Document, Edition


def public_editions() -> QuerySet[Edition]:
    """What the public sees now."""
    return Edition.objects.filter(state=EditionState.PUBLISHED)


def once_public_documents() -> QuerySet[Document]:
    """Documents that were published at some time; a withdrawn one is among them."""
    return Document.objects.filter(first_published_at__isnull=False)


def once_public_editions(document_id: int) -> QuerySet[Edition]:
    """The versions of a document that the public has seen."""
    return Edition.objects.filter(document_id=document_id, state__in=WAS_PUBLIC)


def public_attachments() -> QuerySet[Attachment]:
    """Files of present and corrected editions, unless their document was withdrawn.

    A picture is public as long as the public text shows it: one that stands only in the whole text of a
    partly open document, or was taken out of the text again, is not.
    """
    address = Concat(Value("/files/"), Cast("pk", CharField()), Value('/"'))
    return Attachment.objects.filter(
        Q(is_inline=False) | Q(edition__body_html__contains=address),
        is_public=True,
        edition__document__withdrawn_at__isnull=True,
        edition__state__in=(EditionState.PUBLISHED, EditionState.SUPERSEDED),
    )
