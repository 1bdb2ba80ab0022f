"""From nothing to a complete draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.displaying import foresee_display
from gongkai.core.information.commands.forgetting import forget_masked, texts_of
from gongkai.core.information.commands.guarding import scan_file
from gongkai.core.information.commands.hygiene import Taken, cleaned, receive, take_in
from gongkai.core.information.commands.owing import follow_draft
from gongkai.core.information.commands.processing_orders import order_cleaning
from gongkai.core.information.commands.sources import settle_reading
from gongkai.core.information.commands.writing import WRITTEN_FIELDS, add_author, write
from gongkai.core.information.enums import InformationTag, ProcessingSort
from gongkai.core.information.models import Attachment, Document, Edition, Processing
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.reference.information_kinds import GENERAL, information_kinds

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem


@command(InformationTag.DOCUMENT_DRAFT)
def draft_document(
    *,
    actor: Actor,
    body_id: int,
    item_id: int,
    draft: rules.Draft,
    genre: str = "",
    kind: str = "",
) -> Edition:
    """Begin a document of `body_id` under a catalogue item.

    Args:
        kind: code of a kind of information; the general one if not given.

    Raises:
        Conflict: the body is closed; its successor publishes in its own name.
        InvalidInput: the item is of a catalogue that does not hold for the body.
    """
    require(policies.may_draft(actor, body_id))
    body = organisations.get_body(body_id)
    if body.closed_on is not None:
        raise Conflict(f"“{body.name}”已撤销，不能再以它的名义起草新文件。请以承接机关的名义起草。")
    item = _item_for(body_id, item_id)
    document = Document.objects.create(
        body_id=body_id, item=item, genre=genre, kind=_known_kind(kind or GENERAL)
    )
    edition = Edition(document=document, author_name=actor.name)
    write(edition, draft)
    foresee_display(edition)
    add_author(edition, actor.account_id)
    edition.save()
    follow_draft(actor, edition, before=None)
    return edition


@command(InformationTag.DRAFT_SAVE)
def save_draft(
    *,
    actor: Actor,
    edition_id: int,
    revision: int,
    draft: rules.Draft,
    item_id: int | None = None,
    genre: str | None = None,
    kind: str | None = None,
) -> Edition:
    """暂存.

    Args:
        revision: of the text that the user started from.

    Raises:
        Conflict: somebody has saved since; the user's text must be kept on the page.
    """
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    if edition.revision != revision:
        raise Conflict(
            "该文件在您编辑期间已被他人保存。您的内容仍在本页，请打开最新版本核对后再保存，以免互相覆盖。"
        )
    before = queries.publication_facts(edition)
    said = texts_of(edition)
    write(edition, draft)
    _move(edition.document, item_id, genre, kind)
    foresee_display(edition)
    add_author(edition, actor.account_id)
    edition.revision += 1
    if texts_of(edition) != said:
        forget_masked(edition)
    edition.save(update_fields=[*WRITTEN_FIELDS, "author_ids", "revision", "updated_at"])
    settle_reading(edition)
    follow_draft(actor, edition, before)
    return edition


def _item_for(body_id: int, item_id: int) -> CatalogueItem:
    """The item, if it is in the catalogue that holds for the body: another county's is none of its own."""
    item = catalogue.get_item(item_id)
    if not catalogue.items_for_body(body_id).filter(pk=item_id).exists():
        raise InvalidInput.for_field("item", "该事项不在本单位适用的目录中，请重新选择。")
    return item


def _known_kind(code: str) -> str:
    if code != GENERAL and code not in information_kinds():
        raise InvalidInput.for_field("kind", "没有这个信息类型，请重新选择。")
    return code


def _move(document: Document, item_id: int | None, genre: str | None, kind: str | None) -> None:
    """Change what the document belongs to and what it is; not once it has been public: its page would
    change before the correction is reviewed."""
    changed: list[str] = []
    if item_id is not None and item_id != document.item_id:
        if document.first_published_at:
            raise InvalidInput.for_field("item", "已公开过的文件不能更换公开事项。")
        document.item = _item_for(document.body_id, item_id)
        changed.append("item")
    if genre is not None and genre != document.genre:
        document.genre = genre
        changed.append("genre")
    if kind is not None and kind != document.kind:
        if document.first_published_at:
            raise InvalidInput.for_field("kind", "已公开过的文件不能更换信息类型。")
        document.kind = _known_kind(kind)
        changed.append("kind")
    if changed:
        document.save(update_fields=changed)


@command(InformationTag.ATTACHMENT_ADD)
def attach_file(
    *, actor: Actor, edition_id: int, name: str, chunks: Iterable[bytes], is_source: bool = False
) -> Attachment:
    """Add a file to a draft; it is checked by content before it is kept.

    The public gets a copy without what readers cannot see; what was handed in stays inside. Both are made
    before anything is locked. Small files are scanned for personal information at once, large ones in the
    background.

    Args:
        is_source: the text of the draft is taken from it.
    """
    _demand_room(actor, queries.get_edition(edition_id))
    taken = take_in(chunks, name)
    edition = queries.lock_edition(edition_id)
    _demand_room(actor, edition)
    attachment = add_file(actor, edition, taken, is_source=is_source)
    scan_file(actor, edition, attachment)
    return attachment


@command(InformationTag.ATTACHMENT_HAND_IN)
def hand_in_file(
    *, actor: Actor, edition_id: int, name: str, chunks: Iterable[bytes]
) -> Attachment | Processing:
    """上传附件: as `attach_file`, but nobody waits for the clean copy of a large file, which is made in the
    background and hangs on the draft when it is done.

    Raises:
        Conflict: there is a file of that name, also one that is under way.
    """
    _demand_room(actor, queries.get_edition(edition_id))
    shown = clean_name(name)
    original = receive(chunks, shown)
    is_long = rules.takes_long_to_clean(original.media_type, queries.weight_of(original.sha256))
    taken = None if is_long else cleaned(original, shown)
    edition = queries.lock_edition(edition_id)
    _demand_room(actor, edition)
    if taken is None:
        if edition.attachments.filter(name=shown).exists():
            raise Conflict("已有同名附件，请改名或先移除原附件。")
        note(sha256=original.sha256, size=original.size)
        return order_cleaning(actor, edition, original, shown)
    attachment = add_file(actor, edition, taken)
    scan_file(actor, edition, attachment)
    return attachment


def _demand_room(actor: Actor, edition: Edition) -> None:
    require(policies.may_edit(actor, edition))
    present = edition.attachments.filter(is_inline=False).count()
    waiting = edition.processings.filter(sort=ProcessingSort.CLEAN).count()
    if present + waiting >= rules.MOST_ATTACHMENTS:
        raise InvalidInput(f"一份文件最多{rules.MOST_ATTACHMENTS}个附件，请合并后上传。")


def add_file(
    actor: Actor,
    edition: Edition,
    taken: Taken,
    name: str = "",
    *,
    is_inline: bool = False,
    is_source: bool = False,
) -> Attachment:
    """Hang a file that was taken in on a locked draft, whoever adds it becoming an author.

    Args:
        name: under which it is offered, if not its own.
    """
    sign_as_author(edition, actor)
    last = edition.attachments.order_by("-position").first()
    attachment = Attachment.objects.create(
        edition=edition,
        file=taken.public,
        original=taken.original if taken.original != taken.public else None,
        removed=list(taken.removed),
        name=name or taken.name,
        position=last.position + 1 if last else 1,
        is_inline=is_inline,
        is_source=is_source,
    )
    note(sha256=taken.public.sha256, size=taken.public.size, original=taken.original.sha256)
    return attachment


@command(InformationTag.ATTACHMENT_REMOVE)
def remove_attachment(*, actor: Actor, attachment_id: int) -> Edition:
    """Take a file off a draft; the content stays in the store, other editions may use it."""
    attachment = queries.get_attachment(attachment_id)
    edition = queries.lock_edition(attachment.edition_id)
    require(policies.may_edit(actor, edition))
    note(name=attachment.name, sha256=attachment.file_id)
    attachment.delete()
    sign_as_author(edition, actor)
    return edition


def sign_as_author(edition: Edition, actor: Actor) -> None:
    """A file is part of what is published: who adds or removes one may not review the document."""
    before = queries.publication_facts(edition)
    add_author(edition, actor.account_id)
    edition.updated_at = clock.now()
    edition.save(update_fields=["author_ids", "updated_at"])
    follow_draft(actor, edition, before)
