"""A document as the public would see it, if it came out now."""

from __future__ import annotations

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import queries as information
from gongkai.core.information.enums import EditionState, Openness
from gongkai.core.publishing.queries.reading import PublicDocument
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

AT_PUBLICATION = "发布时生成"


def foreseen_document(edition_id: int) -> PublicDocument:
    """Like `public_document`, for an edition on its way: its state is supposed, in memory only.

    Raises:
        NotFound: the edition is gone, or its item is in no published catalogue.
    """
    edition = information.edition_for_the_public(edition_id)
    document = edition.document
    earlier = information.once_public_editions(document.pk).exclude(pk=edition_id)
    versions = tuple(earlier.defer("body_html", "body_text", "full_html", "full_text").order_by("-number"))
    if edition.published_at is None:
        edition.state, edition.published_at = EditionState.PUBLISHED, clock.now()
    edition.openness = edition.openness or Openness.PROACTIVE
    document.index_number = document.index_number or AT_PUBLICATION
    document.first_published_at = document.first_published_at or edition.published_at
    try:
        item = catalogue.public_item(item_id=document.item_id).row
    except NotFound as error:
        raise NotFound(
            "这个公开事项还没有随目录公布，公众暂时看不到它下面的信息。请先公布目录，或者更换事项。"
        ) from error
    return PublicDocument(document, edition, (edition, *versions), item)
