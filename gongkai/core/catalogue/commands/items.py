"""One row at a time: added, changed, removed where that is allowed, aligned with the layer above."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.commands.drafts import begin_change
from gongkai.core.catalogue.commands.writing import Uppers, link, put_fields, take_over, touch
from gongkai.core.catalogue.enums import CatalogueTag
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, ItemValues
from gongkai.core.catalogue.rules import (
    LABELS,
    LAYER_ELEMENTS,
    LONGEST,
    ItemFields,
    changed_fields,
    tidied,
    told_name,
)
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput


@command(CatalogueTag.ITEM_ADD)
def add_item(
    *, actor: Actor, catalogue_id: int, fields: ItemFields, responsible_body_id: int | None = None
) -> CatalogueItem:
    """Put a row into the catalogue being worked on; public with the next version.

    A row of the name of one above stands for that one. Without a number it gets the next free one.

    Raises:
        Conflict: there is such a row already, or the version is in review.
    """
    catalogue = queries.lock_catalogue(catalogue_id)
    require(policies.may_edit_catalogue(actor, catalogue))
    uppers = Uppers(catalogue, fields.area_code)
    fields = _checked(fields, uppers.named(fields))
    _refuse_twin(catalogue, fields)
    begin_change(catalogue, actor)
    code = fields.code or queries.free_code(catalogue_id, fields.area_code)
    item = CatalogueItem(catalogue=catalogue, position=queries.next_position(catalogue_id, fields.area_code))
    put_fields(item, replace(fields, code=code), _body(catalogue, fields, responsible_body_id))
    link(item, uppers)
    item.save()
    return item


@command(CatalogueTag.ITEM_UPDATE)
def update_item(
    *,
    actor: Actor,
    item_id: int,
    revision: int,
    fields: ItemFields,
    responsible_body_id: int | None = None,
) -> CatalogueItem:
    """Change a row being worked on; its former name stays known, its area cannot change.

    Args:
        revision: of the row that the person started from.

    Raises:
        Conflict: somebody has saved since, or the version is in review; the text must stay on the page.
    """
    item = queries.lock_item(item_id)
    require(policies.may_edit_catalogue(actor, item.catalogue))
    _refuse_stale(item, revision)
    uppers = Uppers(item.catalogue, item.area_id)
    before = queries.fields_of(item)
    fields = _checked(fields, item, uppers.of_item(item.inherits_id))
    if fields.area_code != item.area_id:
        raise InvalidInput.for_field("area", "事项不能换到另一个领域。请在该领域新增事项。")
    _refuse_twin(item.catalogue, fields, but=item.pk)
    begin_change(item.catalogue, actor)
    if before.full_name != fields.full_name and before.full_name not in item.aliases:
        item.aliases.append(before.full_name)
    code = fields.code or item.code
    put_fields(item, replace(fields, code=code), _body(item.catalogue, fields, responsible_body_id))
    link(item, uppers)
    touch(item)
    item.save()
    note(changed=list(changed_fields(before, queries.fields_of(item))))
    return item


@command(CatalogueTag.ITEM_REMOVE)
def remove_item(*, actor: Actor, item_id: int) -> None:
    """Take away a row of the catalogue's own that was never public.

    Raises:
        Denied: it stands for one above, or was public (S4-1); the way out is an approved exemption.
    """
    item = queries.lock_item(item_id)
    require(policies.may_remove_item(actor, item))
    begin_change(item.catalogue, actor)
    note(subject=item.catalogue, name=str(item), area=item.area_id)
    item.delete()


@command(CatalogueTag.ITEM_ALIGN)
def align_item(
    *, actor: Actor, item_id: int, revision: int, elements: Collection[str] = LAYER_ELEMENTS
) -> CatalogueItem:
    """Deal with what changed above: take over the named elements, keep one's own in the others.

    Args:
        elements: names of `LAYER_ELEMENTS`; none of them says that the own wording stays as it is.

    Raises:
        Conflict: the row stands for nothing above, or that was ended there.
    """
    item = queries.lock_item(item_id)
    require(policies.may_edit_catalogue(actor, item.catalogue))
    _refuse_stale(item, revision)
    upper = Uppers(item.catalogue, item.area_id).of_item(item.inherits_id)
    begin_change(item.catalogue, actor)
    if item.inherits_id is None:
        raise Conflict("该事项是本级新增的，没有对应的上级事项。")
    take_over(item, upper, elements)
    item.save()
    return item


def _refuse_stale(item: CatalogueItem, revision: int) -> None:
    if item.revision != revision:
        raise Conflict(
            "该事项在您编辑期间已被他人保存。您的内容仍在本页，请打开最新内容核对后再保存，以免互相覆盖。"
        )


def _refuse_twin(catalogue: Catalogue, fields: ItemFields, but: int | None = None) -> None:
    wanted = told_name(fields.area_code, fields.full_name)
    for item in queries.all_items(catalogue.pk).filter(area_id=fields.area_code):
        if item.pk != but and told_name(item.area_id, str(item)) == wanted:
            ending = "" if item.is_listed else "，该事项已认定为不适用或已退出目录，可在那里恢复"
            raise Conflict(f"本领域已有公开事项“{item}”（序号{item.code}）{ending}。没有重复添加。")


def _checked(given: ItemFields, *known: ItemValues | None) -> ItemFields:
    """The fields as they are kept beside the row as it is and the row above, see `tidied`.

    Raises InvalidInput: no area, no name, or a text longer than its column.
    """
    queries.get_area(given.area_code)
    tidy = tidied(given, [queries.fields_of(row) for row in known if row is not None])
    InvalidInput.raise_for(
        level2="" if tidy.full_name else "请填写一级事项或二级事项名称。",
        **{
            name: f"“{LABELS[name]}”最多{longest}字，现有{len(getattr(tidy, name))}字。"
            for name, longest in LONGEST.items()
            if len(getattr(tidy, name)) > longest
        },
    )
    return tidy


def _body(catalogue: Catalogue, fields: ItemFields, body_id: int | None) -> int | None:
    """The body that was chosen, else the one of that name in the division."""
    if body_id is not None:
        return organisations.get_body(body_id).pk
    if not fields.responsible_text:
        return None
    found = organisations.find_body_by_name(fields.responsible_text, division_id=catalogue.division_id)
    return found.pk if found else None
