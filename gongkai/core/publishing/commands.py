from __future__ import annotations

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import queries as information
from gongkai.core.publishing import policies, rules
from gongkai.core.publishing.enums import LogAction, LogSubject, PublishingTag
from gongkai.core.publishing.models import PublicationEntry, Site
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound

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
def write_log(*, actor: Actor, edition_id: int, action: LogAction) -> None:
    """Enter what happened to an edition; entering it twice changes nothing (delivery is at least once)."""
    require(policies.may_write_log(actor))
    edition = information.get_edition(edition_id)
    document = edition.document
    published_at, index_number = edition.published_at, document.index_number
    if published_at is None or index_number is None:
        raise Conflict("该版本没有公开过，不能登记发布日志。")
    withdrawn = action == LogAction.WITHDRAWN
    entry, created = PublicationEntry.objects.get_or_create(
        document_public_id=document.public_id,
        edition_number=edition.number,
        action=action,
        defaults={
            "at": (document.withdrawn_at if withdrawn else None) or published_at,
            "index_number": index_number,
            "title": edition.title,
            "body_name": organisations.body_name_on(document.body_id, clock.day_of(published_at)),
            "actor_name": document.withdrawn_by if withdrawn else edition.published_by,
            "basis": document.withdrawal_basis if withdrawn else edition.change_note,
            "content_hash": rules.content_hash(
                title=edition.title,
                document_number=edition.document_number,
                written_on=edition.written_on,
                body_html=edition.body_html,
                attachments=[attachment.file_id for attachment in edition.attachments.all()],
            ),
            "division_ids": organisations.place_of_body(document.body_id).division_ids,
        },
    )
    note(subject=entry, new=created)


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
