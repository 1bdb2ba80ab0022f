from __future__ import annotations

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.events import CatalogueVersionPublished
from gongkai.core.information import queries as information
from gongkai.core.information.events import (
    DisplayEnded,
    DocumentWithdrawn,
    EditionPublished,
    ValidityChanged,
)
from gongkai.core.information.rules.validity import change_words
from gongkai.core.publishing import commands
from gongkai.core.publishing.enums import LogAction
from gongkai.foundation.outbox.registry import subscribe
from gongkai.kernel.actor import Actor

LOG_KEEPER = Actor.system("发布日志")


@subscribe(EditionPublished)
def log_publication(event: EditionPublished) -> None:
    action = LogAction.CORRECTED if event.corrects else LogAction.PUBLISHED
    commands.write_log(actor=LOG_KEEPER, edition_id=event.edition_id, action=action)


@subscribe(DocumentWithdrawn)
def log_withdrawal(event: DocumentWithdrawn) -> None:
    commands.write_log(actor=LOG_KEEPER, edition_id=event.edition_id, action=LogAction.WITHDRAWN)


@subscribe(DisplayEnded)
def log_end_of_display(event: DisplayEnded) -> None:
    commands.write_log(actor=LOG_KEEPER, edition_id=event.edition_id, action=LogAction.ENDED)


@subscribe(ValidityChanged)
def log_validity(event: ValidityChanged) -> None:
    """One line for each change that has come about, with what it rests on."""
    document = information.get_document(event.document_id)
    edition = information.published_edition_of(event.document_id)
    reason = information.validity_of(document).reason
    if edition is None or reason is None:
        return
    commands.write_log(
        actor=LOG_KEEPER,
        edition_id=edition.pk,
        action=LogAction.VALIDITY,
        occasion=f"{event.validity} {event.on}",
        basis=f"{change_words(reason.validity, reason.on, title=reason.title, basis=reason.basis)}。",
    )


@subscribe(CatalogueVersionPublished)
def log_catalogue_version(event: CatalogueVersionPublished) -> None:
    """The national standard belongs to no site and has no line."""
    if catalogue.get_version(event.version_id).catalogue.division_id is not None:
        commands.write_catalogue_log(actor=LOG_KEEPER, version_id=event.version_id)


@subscribe(EditionPublished)
def index_for_search(event: EditionPublished) -> None:
    """What is indexed is how things stand now, whichever event comes first or twice."""
    commands.index_documents([event.document_id])


@subscribe(ValidityChanged)
def index_validity(event: ValidityChanged) -> None:
    """Results say at once what is no longer in force."""
    commands.index_documents([event.document_id])


@subscribe(DocumentWithdrawn)
def forget_in_search(event: DocumentWithdrawn) -> None:
    """It is found of earlier days only, and not even then when it may not be seen any more."""
    commands.index_documents([event.document_id])


@subscribe(DisplayEnded)
def forget_after_display(event: DisplayEnded) -> None:
    """Unless a correction shows it again already."""
    commands.index_documents([event.document_id])
