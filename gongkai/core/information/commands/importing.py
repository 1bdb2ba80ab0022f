"""A document out of a file: its text, the pictures in it, and the file itself, which stays with the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.core.information import policies, queries, rules
from gongkai.core.information.commands.drafting import attach_file, draft_document, save_draft
from gongkai.core.information.commands.pictures import attach_picture
from gongkai.core.information.commands.sources import keep_reading
from gongkai.core.information.enums import InformationTag
from gongkai.core.information.models import Edition
from gongkai.foundation.execution import command, note, require
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.text.markup.pictures import Picture, picture_address, readdressed, without_pictures
from gongkai.text.word_pages import IMPORTED, WordPicture

_NOT_KEPT = (".html", ".htm")
"""Pages are no attachments: what a browser would run is not offered for download."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: name, content, the pictures that its text shows, and what was read where."""

    name: str
    content: bytes = field(repr=False)
    pictures: Sequence[WordPicture] = ()
    reading: rules.Reading | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FromFile:
    """The edition, the text with the addresses of the pictures as they are kept, and what was not kept."""

    edition: Edition
    html: str
    faults: tuple[str, ...]


@command(InformationTag.DOCUMENT_IMPORT)
def draft_from_file(
    *, actor: Actor, body_id: int, item_id: int, draft: rules.Draft, source: SourceFile, kind: str = ""
) -> FromFile:
    """Begin a document with what a file says. A picture or file that is refused does not stop the rest.

    Raises:
        Conflict, InvalidInput: as `draft_document`.
    """
    require(policies.may_draft(actor, body_id))
    edition = draft_document(actor=actor, body_id=body_id, item_id=item_id, draft=draft, kind=kind)
    kept = _keep(actor, edition, draft.body_html, source)
    saved = save_draft(
        actor=actor,
        edition_id=edition.pk,
        revision=edition.revision,
        draft=replace(draft, body_html=kept.html),
    )
    note(subject=saved, source=source.name, not_kept=list(kept.faults))
    return replace(kept, edition=saved)


@command(InformationTag.SOURCE_KEEP)
def keep_source(*, actor: Actor, edition_id: int, html: str, source: SourceFile) -> FromFile:
    """Keep the file that a draft's text is going to come from, and its pictures; the text is saved apart."""
    edition = queries.lock_edition(edition_id)
    require(policies.may_edit(actor, edition))
    kept = _keep(actor, edition, html, source)
    note(subject=edition, source=source.name, not_kept=list(kept.faults))
    return kept


def _keep(actor: Actor, edition: Edition, html: str, source: SourceFile) -> FromFile:
    addresses: dict[int, int] = {}
    faults: list[str] = []
    for picture in source.pictures:
        try:
            kept = attach_picture(
                actor=actor, edition_id=edition.pk, name=picture.name, chunks=[picture.content]
            )
            addresses[picture.number] = kept.pk
        except (InvalidInput, Conflict) as error:
            faults.append(error.message)
    faults.extend(_keep_file(actor, edition, source))
    if source.reading:
        keep_reading(edition, source.reading, by=actor.name)
    return FromFile(edition, _with_own_pictures(html, edition.document.public_id, addresses), tuple(faults))


def _keep_file(actor: Actor, edition: Edition, source: SourceFile) -> list[str]:
    if source.name.lower().endswith(_NOT_KEPT):
        return ["网页文件不能作为附件供人下载，没有留存；需要的话请打印成 PDF 后作为附件上传。"]
    try:
        attach_file(
            actor=actor, edition_id=edition.pk, name=source.name, chunks=[source.content], is_source=True
        )
    except (InvalidInput, Conflict) as error:
        return [f"原文件没有留存：{error.message}"]
    return []


def _with_own_pictures(html: str, document: str, addresses: dict[int, int]) -> str:
    def is_lost(picture: Picture) -> bool:
        return picture.document == IMPORTED and picture.file_id not in addresses

    def address(picture: Picture) -> str:
        if picture.document != IMPORTED:
            return picture_address(picture.document, picture.file_id)
        return picture_address(document, addresses[picture.file_id])

    return readdressed(without_pictures(html, is_lost), address)
