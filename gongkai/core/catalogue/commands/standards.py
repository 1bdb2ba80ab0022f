"""New and revised standards of an area, who has to follow them, and content standards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.commands.drafts import begin_change
from gongkai.core.catalogue.commands.following import begin_follow_up, settle_follow_ups
from gongkai.core.catalogue.commands.freezing import freeze
from gongkai.core.catalogue.commands.tables import TABLE_SIZE_LIMIT, TABLE_TYPES
from gongkai.core.catalogue.commands.writing import touch, write_items
from gongkai.core.catalogue.enums import CatalogueTag
from gongkai.core.catalogue.events import CatalogueVersionPublished, StandardRegistered
from gongkai.core.catalogue.models import (
    Catalogue,
    CatalogueItem,
    CatalogueVersion,
    ContentStandard,
    Standard,
)
from gongkai.core.catalogue.rules import ItemFields, PlannedRow, changed_fields, tidied, tidy_lines, told_name
from gongkai.foundation.execution import command, emit, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage import commands as storage
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from gongkai.foundation.storage.models import StoredFile


@command(CatalogueTag.STANDARD_RECEIVE)
def receive_standard_file(
    *, actor: Actor, catalogue_id: int, name: str, chunks: Iterable[bytes]
) -> StoredFile:
    """Keep the table of a standard as evidence before it is looked over; nothing is registered yet.

    Raises:
        UnreadableFile: another kind of file, or too large; nothing is kept.
    """
    catalogue = queries.get_catalogue(catalogue_id)
    require(policies.may_register_standard(actor, catalogue))
    note(subject=catalogue, name=clean_name(name))
    return storage.receive(chunks, name, limit=TABLE_SIZE_LIMIT, also=TABLE_TYPES)


@command(CatalogueTag.STANDARD_REGISTER)
def register_standard(
    *,
    actor: Actor,
    catalogue_id: int,
    area_code: str,
    title: str,
    issued_on: date,
    rows: Sequence[ItemFields],
    document_number: str = "",
    effective_on: date | None = None,
    file_id: str | None = None,
    file_name: str = "",
) -> Standard:
    """Register the standard of an area: its rows are published as a version of the catalogue, and every
    catalogue below with rows of that area has three months to follow (S4-1).

    The rows are the whole area: what is not among them is ended, and lower layers are told.

    Args:
        file_id: the table that the rows were read from, as `receive_standard_file` kept it.

    Raises:
        Conflict: the catalogue has changes under way; they would be published along with it.
        InvalidInput: no title, a day in the future, no rows, or rows of another area.
    """
    catalogue = queries.lock_catalogue(catalogue_id)
    require(policies.may_register_standard(actor, catalogue))
    area = queries.get_area(area_code)
    rows = [_tidied(row) for row in rows]
    InvalidInput.raise_for(
        title="" if title.strip() else "请填写标准的文件名称。",
        issued_on="印发日期不能晚于今天。" if issued_on > clock.today() else "",
        rows=_fault_of(rows, area_code),
    )
    if queries.open_version(catalogue_id) is not None:
        raise Conflict("该目录有尚未公布的变动，请先公布或处理完，再登记新标准。")
    version = begin_change(catalogue, actor)
    _replace_area(catalogue, area_code, rows)
    version.change_note = f"{title.strip()}{document_number.strip()}：{area.name}领域标准"
    version.submitted_by, version.submitted_at = actor.name, clock.now()
    freeze(version, actor=actor, effective_on=effective_on or clock.today())
    standard = Standard.objects.create(
        catalogue=catalogue, area=area, title=title.strip(), document_number=document_number.strip(),
        issued_on=issued_on, version=version,
        file_id=file_id, file_name=clean_name(file_name) if file_id else "",
        registered_by_id=actor.account_id, registered_by=actor.name,
    )  # fmt: skip
    _begin_follow_ups(standard, version)
    emit(CatalogueVersionPublished(version.pk, catalogue.pk, version.number))
    emit(StandardRegistered(standard.pk, catalogue.pk, area_code))
    return standard


@command(CatalogueTag.CONTENT_STANDARD_SET)
def set_content_standard(
    *, actor: Actor, item_id: int, requirement: str, sample: str = "", source: str = ""
) -> ContentStandard:
    """Say what texts under an item must contain, here and in every layer below; the old word stays kept."""
    item = queries.lock_item(item_id)
    require(policies.may_set_content_standard(actor, item.catalogue))
    if not requirement.strip():
        raise InvalidInput.for_field("requirement", "请写明内容要求。")
    ContentStandard.objects.filter(item=item, ended_at__isnull=True).update(ended_at=clock.now())
    return ContentStandard.objects.create(
        item=item, requirement=requirement.strip(), sample=sample.strip(), source=source.strip(),
        set_by_id=actor.account_id, set_by=actor.name,
    )  # fmt: skip


def _tidied(row: ItemFields) -> ItemFields:
    """A source that runs over several lines stays one, as the document has it."""
    basis = tuple(text for source in row.legal_basis if (text := tidy_lines(source)))
    return replace(tidied(row), legal_basis=basis)


def _fault_of(rows: Sequence[ItemFields], area_code: str) -> str:
    if not rows:
        return "标准中没有事项。"
    if any(row.area_code != area_code for row in rows):
        return "标准中有其他领域的事项，请按领域分别登记。"
    if len({told_name(area_code, row.full_name) for row in rows}) < len(rows):
        return "标准中有重复的事项。"
    codes = [row.code for row in rows if row.code]
    return "标准中有重复的序号。" if len(set(codes)) < len(codes) else ""


def _replace_area(catalogue: Catalogue, area_code: str, rows: Sequence[ItemFields]) -> None:
    present = list(queries.all_items(catalogue.pk).filter(area_id=area_code))
    by_name = {name: item for item in reversed(present) for name in queries.row_of(item).told_names}
    numbered = _numbered(rows)
    planned = [_planned(row, position, by_name) for position, row in enumerate(numbered, start=1)]
    ended = [item for item in present if item.pk not in {row.item_id for row in planned}]
    for item in ended:
        item.is_listed = False
        item.code = f"停-{item.pk}"  # its number is free for the new standard
        touch(item)
    CatalogueItem.objects.bulk_update(ended, ["is_listed", "code", "revision", "updated_at"])
    names = {row.responsible_text for row in rows if row.responsible_text}
    bodies = {
        name: body.pk
        for name in sorted(names)
        if catalogue.division_id is not None
        and (body := organisations.find_body_by_name(name, division_id=catalogue.division_id)) is not None
    }
    write_items(catalogue, planned, body_ids=bodies)
    note(rows=len(planned), ended=len(ended))


def _numbered(rows: Sequence[ItemFields]) -> list[ItemFields]:
    """Rows without a number get the running ones that no other row has."""
    taken = {row.code for row in rows}
    free = (code for code in map(str, count(1)) if code not in taken)
    return [row if row.code else replace(row, code=next(free)) for row in rows]


def _planned(row: ItemFields, position: int, by_name: Mapping[tuple[str, str], CatalogueItem]) -> PlannedRow:
    old = by_name.get(told_name(row.area_code, row.full_name))
    changed = changed_fields(queries.fields_of(old), row) if old else ()
    return PlannedRow("", position, row, position, old.pk if old else None, changed)


def _begin_follow_ups(standard: Standard, version: CatalogueVersion) -> None:
    concerned = [
        below
        for below in queries.catalogues_below(standard.catalogue)
        if queries.items_in(below.pk, area_code=standard.area_id).exists()
        or queries.upstream(below.pk, area_code=standard.area_id)
    ]
    for below in concerned:
        begin_follow_up(standard, below)
    settle_follow_ups(version.catalogue)
    note(follow_ups=len(concerned))
