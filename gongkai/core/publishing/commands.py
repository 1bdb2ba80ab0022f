from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import queries as information
from gongkai.core.information.commands.migrating import MOVED_BY, MovedDocument
from gongkai.core.information.enums import SUBJECT
from gongkai.core.publishing import policies, rules
from gongkai.core.publishing.enums import LogAction, LogSubject, PublishingTag
from gongkai.core.publishing.models import PublicationEntry, Site
from gongkai.foundation.execution import command, copy_into, note, require, reserve_keys
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.search import commands as search
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from gongkai.core.information.models import Edition

BY_ITSELF = "系统"
"""Who did what happened by the clock."""

_AT_A_TIME = 200
"""Documents indexed in one job, so that others wait a few seconds at the most."""

_TITLE_LENGTH = 180
"""Letters of a catalogue's title beside which its version stands in the log."""


@command(PublishingTag.SITE_CREATE)
def create_site(
    *, actor: Actor, division_id: int, owner_body_id: int, name: str, host: str = "", notice: str = ""
) -> Site:
    """Open the portal of a division."""
    require(policies.may_run_site(actor, division_id))
    if not name.strip():
        raise InvalidInput.for_field("name", "请填写网站名称。")
    return Site.objects.create(
        division_id=division_id,
        owner_body_id=owner_body_id,
        name=name.strip(),
        host=host or None,
        notice=notice,
    )


@command(PublishingTag.SITE_UPDATE)
def update_site(
    *,
    actor: Actor,
    site_id: int,
    name: str,
    host: str = "",
    notice: str = "",
    identification_code: str = "",
    record_number: str = "",
) -> Site:
    site = Site.objects.select_for_update().filter(pk=site_id).first()
    if site is None:
        raise NotFound("没有找到该站点。")
    require(policies.may_run_site(actor, site.division_id))
    if not name.strip():
        raise InvalidInput.for_field("name", "请填写网站名称。")
    site.name, site.host, site.notice = name.strip(), host or None, notice
    site.identification_code, site.record_number = identification_code, record_number
    site.save()
    return site


@command(PublishingTag.LOG_WRITE)
def write_log(
    *, actor: Actor, edition_id: int, action: LogAction, occasion: str = "", basis: str = ""
) -> None:
    """Enter what happened to an edition; entering it twice changes nothing (delivery is at least once).

    Args:
        occasion: tells apart what can happen to an edition several times.
        basis: what is said of it, where the document itself does not say.
    """
    require(policies.may_write_log(actor))
    edition = information.get_edition(edition_id)
    document = edition.document
    published_at, index_number = edition.published_at, document.index_number
    if published_at is None or index_number is None:
        raise Conflict("该版本没有公开过，不能登记发布日志。")
    deed = _deed(edition, action)
    entry, created = PublicationEntry.objects.get_or_create(
        document_public_id=document.public_id,
        edition_number=edition.number,
        action=action,
        occasion=occasion,
        defaults={
            "at": deed.at or published_at,
            "index_number": index_number,
            "title": edition.title,
            "body_name": organisations.body_name_on(document.body_id, clock.day_of(published_at)),
            "actor_name": deed.by,
            "basis": basis or deed.basis,
            "content_hash": rules.content_hash(
                title=edition.title,
                document_number=edition.document_number,
                written_on=edition.written_on,
                body_html=edition.body_html,
                attachments=[file.file_id for file in information.public_files(edition)],
                values=information.public_values(edition),
                tables=map(information.table_data, information.tables_of(edition.pk)),
            ),
            "division_ids": organisations.place_of_body(document.body_id).division_ids,
        },
    )
    note(subject=entry, new=created)


@dataclass(frozen=True, slots=True)
class _Deed:
    at: datetime | None
    by: str
    basis: str


def _deed(edition: Edition, action: LogAction) -> _Deed:
    """When, by whom and on what basis it happened, as the document has it."""
    document = edition.document
    if action == LogAction.WITHDRAWN:
        return _Deed(document.withdrawn_at, document.withdrawn_by, document.withdrawal_basis)
    if action == LogAction.ENDED:
        return _Deed(edition.ended_at, BY_ITSELF, rules.end_of_display_remark(edition.display_until))
    if action == LogAction.VALIDITY:
        return _Deed(clock.now(), BY_ITSELF, "")
    return _Deed(edition.published_at, edition.published_by, edition.change_note)


@command(PublishingTag.LOG_WRITE_CATALOGUE)
def write_catalogue_log(*, actor: Actor, version_id: int) -> None:
    """Enter that a version of a division's catalogue was published; twice changes nothing."""
    require(policies.may_write_log(actor))
    version = catalogue.get_version(version_id)
    division, published_at, effective_on = (
        version.catalogue.division, version.approved_at, version.effective_on,
    )  # fmt: skip
    if division is None or published_at is None or effective_on is None:
        raise Conflict("该版目录没有公布，或不属于任何地区，不能登记发布日志。")
    body = catalogue.keeper_body(version.catalogue)
    entry, created = PublicationEntry.objects.get_or_create(
        document_public_id=version.catalogue.public_id,
        edition_number=version.number,
        action=LogAction.PUBLISHED if version.number == 1 else LogAction.ADJUSTED,
        defaults={
            "subject": LogSubject.CATALOGUE,
            "at": published_at,
            "title": f"{version.catalogue.title[:_TITLE_LENGTH]}（第{version.number}版）",
            "body_name": body.name if body else division.name,
            "actor_name": version.approved_by,
            "basis": rules.catalogue_remark(version.change_note, effective_on, clock.day_of(published_at)),
            "content_hash": version.content_hash,
            "division_ids": division.lineage,
        },
    )
    note(subject=entry, new=created)


# --- documents moved from an old site -----------------------------------------------------------------


def log_moved(moved: Sequence[MovedDocument]) -> None:
    """Lines for documents that an old site had published, at the moment of the move, in one COPY.

    Called by the commands of `core.importing` inside their transaction. The line proves what was taken
    over; that it was public before is what the old site says.
    """
    now = clock.now()
    places = organisations.places_of_bodies({each.body_id for each in moved})
    days = [clock.day_of(each.published_at) for each in moved]
    names = organisations.body_names_on({(each.body_id, day) for each, day in zip(moved, days, strict=True)})
    keys = reserve_keys(PublicationEntry, len(moved))
    copy_into(
        PublicationEntry,
        (
            {
                "id": key,
                "document_public_id": each.public_id,
                "edition_number": 1,
                "action": LogAction.MOVED,
                "at": now,
                "index_number": each.index_number,
                "title": each.title,
                "body_name": names[each.body_id, day],
                "actor_name": MOVED_BY,
                "basis": f"原网站发布于{day.isoformat()}",
                "content_hash": rules.content_hash(
                    title=each.title,
                    document_number=each.document_number,
                    written_on=each.written_on,
                    body_html=each.body_html,
                    attachments=[file.sha256 for file in each.files],
                ),
                "division_ids": list(places[each.body_id].division_ids),
            }
            for key, each, day in zip(keys, moved, days, strict=True)
        ),
    )


def index_documents(document_ids: Sequence[int]) -> None:
    """Let the search find what the public sees of these documents, and what it saw before.

    Each is locked first, so that a withdrawal waits and cannot be forgotten before the entry that it ends
    is written. What may not be seen any more is taken out.
    """
    information.lock_documents(document_ids)
    editions = list(
        information.editions_of_all_days(document_ids).select_related(
            "document__body", "document__item__area"
        )
    )
    places = organisations.places_of_bodies({edition.document.body_id for edition in editions})
    search.index_subjects(
        SUBJECT,
        [str(key) for key in document_ids],
        [search_entry(edition, places[edition.document.body_id].division_ids) for edition in editions],
    )


def index_former_editions(after: int) -> int | None:
    """Index some documents that have former editions, in the order of their keys.

    For an index from before it held any. Returns the key to go on after, None at the end.
    """
    keys = information.documents_with_former_editions(after, _AT_A_TIME)
    with transaction.atomic():
        index_documents(keys)
    return keys[-1] if len(keys) == _AT_A_TIME else None


def search_entry(edition: Edition, division_ids: Sequence[int]) -> search.Entry:
    """What the search knows of an edition that is or was public."""
    document = edition.document
    if edition.published_at is None:
        raise Conflict("该版本没有公开，不能建检索。")
    return search.Entry(
        subject_type=SUBJECT,
        subject_id=str(document.pk),
        version=edition.number,
        until=edition.ended_at,
        title=edition.title,
        text="\n".join((edition.body_text, *information.particulars_for_search(edition))),
        document_number=edition.document_number,
        body_id=document.body_id,
        division_ids=division_ids,
        area_code=document.item.area_id,
        published_at=edition.published_at,
        summary={
            "public_id": document.public_id,
            "title": edition.title,
            "body": document.body.name,
            "document_number": edition.document_number,
            "area": document.item.area.name,
            "validity": document.validity,
        },
    )
