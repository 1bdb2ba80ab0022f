"""A version on its way: submitted, returned, published."""

from __future__ import annotations

from datetime import date

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.commands.following import settle_follow_ups
from gongkai.core.catalogue.commands.freezing import freeze
from gongkai.core.catalogue.enums import CatalogueTag
from gongkai.core.catalogue.events import CatalogueVersionPublished
from gongkai.core.catalogue.models import CatalogueVersion
from gongkai.core.catalogue.queries import AreaCompleteness
from gongkai.core.catalogue.transitions import VERSION
from gongkai.foundation.execution import command, emit, note, require
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

_NAMED = 5
"""Rows named in a refusal; the page lists them all."""


@command(CatalogueTag.VERSION_SUBMIT)
def submit_version(
    *, actor: Actor, catalogue_id: int, change_note: str, effective_on: date | None = None
) -> CatalogueVersion:
    """Hand in what was changed since the last version, for somebody else to approve.

    Args:
        effective_on: the day from which it is to hold; not given, the day of publication.

    Raises:
        Conflict: nothing was changed, or it is in review already.
        InvalidInput: no note, a row lacks one of the eight elements, or the day has passed.
    """
    catalogue = queries.lock_catalogue(catalogue_id)
    require(policies.may_submit_version(actor, catalogue))
    version = queries.open_version(catalogue_id)
    if version is None:
        raise Conflict("自上一版公布以来目录没有变动，不需要提交。")
    InvalidInput.raise_for(
        change_note="" if change_note.strip() else "请写明本版调整了什么、依据是什么，公布时一并公开。",
        effective_on=""
        if effective_on is None or effective_on >= clock.today()
        else "施行日期不能早于今天。",
    )
    _refuse_incomplete(queries.completeness_of(catalogue_id))
    VERSION.apply(version, "submit")
    version.change_note, version.effective_on, version.opinion = change_note.strip(), effective_on, ""
    version.submitted_by_id, version.submitted_by = actor.account_id, actor.name
    version.submitted_at = clock.now()
    version.save()
    return version


@command(CatalogueTag.VERSION_RETURN)
def return_version(*, actor: Actor, version_id: int, opinion: str) -> CatalogueVersion:
    """退回: the rows can be changed again; the opinion stays with the version until it is handed in anew."""
    version = queries.lock_version(version_id)
    require(policies.may_decide_version(actor, version))
    if not opinion.strip():
        raise InvalidInput.for_field("opinion", "请写明退回的理由。")
    VERSION.apply(version, "return")
    version.opinion = opinion.strip()
    version.save()
    return version


@command(CatalogueTag.VERSION_PUBLISH)
def publish_version(*, actor: Actor, version_id: int, effective_on: date | None = None) -> CatalogueVersion:
    """公布: the rows become what the public sees from the effective day on, and never change again.

    Args:
        effective_on: another day than the one asked for; neither given, today.

    Raises:
        InvalidInput: the day lies before today, or before the version that this one replaces.
    """
    version = queries.lock_version(version_id)
    queries.lock_catalogue(version.catalogue_id)
    require(policies.may_decide_version(actor, version))
    VERSION.apply(version, "publish")
    freeze(version, actor=actor, effective_on=effective_on or version.effective_on or clock.today())
    emit(CatalogueVersionPublished(version.pk, version.catalogue_id, version.number))
    settle_follow_ups(version.catalogue)
    note(
        number=version.number,
        items=version.item_count,
        added=version.added_count,
        changed=version.changed_count,
        removed=version.removed_count,
        missing=version.missing_count,
    )
    return version


def _refuse_incomplete(areas: list[AreaCompleteness]) -> None:
    lacking = [(area.area.name, row) for area in areas for row in area.lacking if row.is_blocking]
    if not lacking:
        return
    named = "；".join(
        f"{area}“{row.fields.full_name}”{''.join(lack.message for lack in row.lacks if lack.is_blocking)}"
        for area, row in lacking[:_NAMED]
    )
    more = f"等共{len(lacking)}项" if len(lacking) > _NAMED else ""
    raise InvalidInput(f"以下事项的要素不全，补齐后再提交：{named}{more}")
