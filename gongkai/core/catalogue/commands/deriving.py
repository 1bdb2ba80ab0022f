"""Rows of a lower catalogue made from those of the layer above."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.commands.drafts import begin_change
from gongkai.core.catalogue.commands.writing import BATCH, WRITTEN, Uppers, take_over
from gongkai.core.catalogue.enums import CatalogueTag, Layer, Relation
from gongkai.core.catalogue.models import VALUES, Catalogue, CatalogueItem, ItemRevision
from gongkai.core.catalogue.rules import next_code
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(CatalogueTag.CATALOGUE_DERIVE)
def derive_catalogue(
    *, actor: Actor, division_id: int, title: str, responsible_body_id: int | None = None
) -> Catalogue:
    """Begin the catalogue of a division with the rows above that concern it, all inheriting.

    A township takes over the rows that tick 乡级 or 村级 (which its villages derive from it), a village
    those that tick 村级. A catalogue without rows is filled; one with rows only lacks what `adopt_items`
    brings.

    Args:
        responsible_body_id: the body that answers for the rows here; not given, the words above stay.

    Raises:
        Conflict: nothing above is published, or the catalogue has rows already.
    """
    require(policies.may_derive_catalogue(actor, division_id))
    if not title.strip():
        raise InvalidInput.for_field("title", "请填写目录名称。")
    division = organisations.get_division(division_id)
    present = queries.catalogue_for(division_id)
    catalogue = (
        present
        if present is not None and present.division_id == division_id
        else Catalogue.objects.create(layer=Layer(division.level), division=division, title=title.strip())
    )
    if queries.all_items(catalogue.pk).exists():
        raise Conflict("该地区的目录已有事项，不能重新生成。上级新增的事项请逐项补入。")
    rows = queries.derivable_rows(division_id)
    if not rows:
        raise Conflict("上级还没有公布涉及本级的目录，请先由上级公布，或直接导入本级目录。")
    begin_change(catalogue, actor)
    _inherit(catalogue, rows, responsible_body_id)
    note(items=len(rows))
    return catalogue


@command(CatalogueTag.ITEM_ADOPT)
def adopt_items(
    *,
    actor: Actor,
    catalogue_id: int,
    upper_item_ids: Collection[int],
    responsible_body_id: int | None = None,
) -> Catalogue:
    """Take over rows of the layer above that are missing here; those that are there stay as they are.

    Raises:
        InvalidInput: one of them is not in the catalogue above as last published.
    """
    catalogue = queries.lock_catalogue(catalogue_id)
    require(policies.may_edit_catalogue(actor, catalogue))
    uppers = Uppers(catalogue)
    rows = [row for item_id in dict.fromkeys(upper_item_ids) if (row := uppers.of_item(item_id)) is not None]
    if len(rows) < len(set(upper_item_ids)):
        raise InvalidInput("所选事项不在上级现行目录中，可能已被调整。请刷新页面后重选。")
    present = {
        upper.item_id
        for item_id in queries.all_items(catalogue_id).values_list("inherits_id", flat=True)
        if (upper := uppers.of_item(item_id)) is not None
    }
    begin_change(catalogue, actor)
    missing = [row for row in rows if row.item_id not in present]
    _inherit(catalogue, missing, responsible_body_id)
    note(items=len(missing))
    return catalogue


@command(CatalogueTag.AREA_ADOPT)
def adopt_area(*, actor: Actor, catalogue_id: int, area_code: str) -> int:
    """Deal with everything that the layer above changed in an area by taking it over; returns how many rows.

    Of a changed row only what the layer above changed is taken: other refinements stay. A row whose upper
    one has ended becomes the catalogue's own. Nothing to deal with is no error.

    Raises:
        Conflict: the version is in review.
    """
    catalogue = queries.lock_catalogue(catalogue_id)
    require(policies.may_edit_catalogue(actor, catalogue))
    queries.get_area(area_code)
    changes = queries.upstream(catalogue_id, area_code=area_code)
    elements = {each.lower.item_id: each.elements for each in changes if each.lower is not None}
    missing = {each.upper.item_id for each in changes if each.lower is None}
    note(subject=catalogue, area=area_code, added=len(missing), aligned=len(elements))
    if not changes:
        return 0
    begin_change(catalogue, actor)
    uppers = Uppers(catalogue, area_code)
    rows = list(queries.all_items(catalogue_id).filter(pk__in=elements).select_for_update(of=("self",)))
    for row in rows:
        take_over(row, uppers.of_item(row.inherits_id), elements[row.pk])
    CatalogueItem.objects.bulk_update(rows, [*WRITTEN, "aliases"], batch_size=BATCH)
    _inherit(catalogue, [row for row in map(uppers.of_item, missing) if row is not None], None)
    return len(changes)


def _inherit(catalogue: Catalogue, rows: Sequence[ItemRevision], body_id: int | None) -> None:
    """A row for each of those above, with the same words; numbers that are taken give way."""
    body = organisations.get_body(body_id) if body_id is not None else None
    taken = set(queries.all_items(catalogue.pk).values_list("area_id", "code"))
    items: list[CatalogueItem] = []
    for row in rows:
        item = CatalogueItem(catalogue=catalogue, **{name: getattr(row, name) for name in VALUES})
        item.inherits_id, item.aligned_with, item.relation = row.item_id, row, Relation.INHERITS
        if body is not None:
            item.responsible_body, item.responsible_text = body, body.name
        if (item.area_id, item.code) in taken:
            item.code = next_code(code for area, code in taken if area == item.area_id)
        taken.add((item.area_id, item.code))
        items.append(item)
    CatalogueItem.objects.bulk_create(items, batch_size=BATCH)
