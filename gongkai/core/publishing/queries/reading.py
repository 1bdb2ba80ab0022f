"""One document as the public may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import queries as information
from gongkai.core.information.enums import EditionState
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import ItemRevision
    from gongkai.core.information.models import Attachment, Document, Edition


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """One document page: the edition shown, the versions there are, and the catalogue's row.

    `on` is the day at whose end it stood so; None is now.
    """

    document: Document
    edition: Edition
    versions: tuple[Edition, ...]
    item: ItemRevision
    on: date | None = None

    @property
    def is_withdrawn(self) -> bool:
        return self._is_past(self.document.withdrawn_at)

    @property
    def is_over(self) -> bool:
        """Whether the display period has ended and no correction shows the document again."""
        newest = self.versions[0]
        return newest.state == EditionState.EXPIRED and self._is_past(newest.ended_at)

    @property
    def is_hidden(self) -> bool:
        """Whether the page shows a tombstone and nothing of the content."""
        return self.is_withdrawn or self.is_over or self.document.hides_history

    @property
    def is_current(self) -> bool:
        """Whether the edition is the one that is, or was then, public."""
        return not self.is_hidden and not self._is_past(self.edition.ended_at)

    @property
    def ended_later(self) -> bool:
        """Whether it was public on the day asked for and is not any more, or not in this edition."""
        return self.on is not None and self.edition.ended_at is not None and self.is_current

    def _is_past(self, moment: datetime | None) -> bool:
        return moment is not None and (self.on is None or moment < clock.end_of(self.on))


def public_document(public_id: str, number: int | None = None, on: date | None = None) -> PublicDocument:
    """A document as the public may see it: the edition public at the end of a day (now), or another one by
    its number.

    Raises:
        NotFound: it was not public by then. A withdrawn document is found; its page says so.
    """
    document = (
        information.once_public_documents()
        .select_related("body__division", "item__area")
        .filter(public_id=public_id)
        .first()
    )
    if document is None:
        raise NotFound("没有找到该信息，网址可能有误。")
    seen = information.once_public_editions(document.pk)
    if on is not None:
        seen = seen.filter(published_at__lt=clock.end_of(on))
    versions = tuple(seen.defer("body_html", "body_text", "full_html", "full_text").order_by("-number"))
    if not versions:
        raise NotFound(_not_yet(document))
    wanted = number if number is not None else versions[0].number
    files = Prefetch("attachments", information.public_attachments(on).select_related("file"))
    edition = seen.filter(number=wanted).prefetch_related(files).first()
    if edition is None:
        raise NotFound("没有这个版本。")
    edition.document = document
    return PublicDocument(document, edition, versions, _item_on(document.item_id, on), on)


def two_editions(
    public_id: str, number: int, before: int | None = None, on: date | None = None
) -> tuple[PublicDocument, PublicDocument]:
    """An edition and an earlier one (the one public before it), with files and tables, to be compared.

    Raises:
        NotFound: one of them was not public by then, or there is none before.
    """
    later = public_document(public_id, number, on)
    earlier = before
    if earlier is None:
        earlier = next((found.number for found in later.versions if found.number < number), None)
    if earlier is None:
        raise NotFound("这是首次公开的版本，没有更早的版本可以比较。")
    files = Prefetch("attachments", information.public_attachments(on).select_related("file"))
    edition = (
        information.once_public_editions(later.document.pk)
        .filter(number=earlier, number__in=[found.number for found in later.versions])
        .prefetch_related(files, "tables")
        .first()
    )
    if edition is None:
        raise NotFound("没有这个版本。")
    edition.document = later.document
    prefetch_related_objects([later.edition], "tables")
    return replace(later, edition=edition), later


def public_attachment(public_id: str, attachment_id: int, on: date | None = None) -> Attachment:
    """A file of an edition that is or was public and has not been withdrawn with its document."""
    attachment = (
        information.public_attachments(on)
        .select_related("file", "edition__document")
        .filter(pk=attachment_id, edition__document__public_id=public_id)
        .first()
    )
    if attachment is None:
        raise NotFound("没有找到该附件，文件可能已撤下。")
    return attachment


def _not_yet(document: Document) -> str:
    first = document.first_published_at
    since = f"首次公开于{first.astimezone(clock.CHINA):%Y年%-m月%-d日}。" if first else ""
    return f"这件信息在该日尚未公开，{since}"


def _item_on(item_id: int, on: date | None) -> ItemRevision:
    """The row under which the document stood then; as it is now where the catalogue had none yet."""
    try:
        return catalogue.public_item(item_id=item_id, on=on).row
    except NotFound:
        if on is None:
            raise
        return catalogue.public_item(item_id=item_id).row
