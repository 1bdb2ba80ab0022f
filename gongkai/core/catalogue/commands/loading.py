"""Areas and the national standard, which come with the product; and the empty catalogue of a division."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from gongkai.core.catalogue import policies, queries, rules
from gongkai.core.catalogue.commands.drafts import begin_change
from gongkai.core.catalogue.commands.freezing import freeze
from gongkai.core.catalogue.commands.writing import write_items
from gongkai.core.catalogue.enums import CatalogueTag, Layer
from gongkai.core.catalogue.models import Catalogue, PolicyArea
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput
from gongkai.reference.national_items import NationalItem, Origin, national_items
from gongkai.reference.policy_areas import policy_areas

_NATIONAL_TITLE = "国家基层政务公开标准目录（26个领域）"
_FIRST_NOTE = "随系统发布的国家标准目录。"
_NEXT_NOTE = "随系统升级更新的国家标准目录。"


@command(CatalogueTag.AREAS_LOAD)
def load_areas(*, actor: Actor) -> None:
    """Bring the areas up to the shipped reference; an area is never taken away."""
    require(policies.may_load_reference(actor))
    for area in policy_areas():
        PolicyArea.objects.update_or_create(
            code=area.code, defaults={"name": area.name, "aliases": list(area.aliases), "icon": area.icon}
        )
    note(areas=len(policy_areas()))


@command(CatalogueTag.NATIONAL_LOAD)
def load_national_standard(*, actor: Actor) -> Catalogue:
    """Bring the national catalogue up to the shipped reference, as a version of its own.

    Loading the same reference again changes nothing. An area for which a newer standard was registered
    here keeps that one.
    """
    require(policies.may_load_reference(actor))
    catalogue = queries.national_catalogue() or Catalogue.objects.create(
        layer=Layer.NATIONAL,
        title=_NATIONAL_TITLE,
        source="国办发〔2019〕54号及国务院部门试点领域标准指引",
    )
    shipped = hashlib.sha256(repr(national_items()).encode()).hexdigest()
    if catalogue.shipped_hash == shipped:
        note(unchanged=True)
        return catalogue
    registered = set(queries.standards_of(catalogue.pk).values_list("area_id", flat=True))
    items = [item for item in national_items() if item.area not in registered]
    version = begin_change(catalogue, actor)
    _write(catalogue, items)
    version.change_note = _FIRST_NOTE if version.number == 1 else _NEXT_NOTE
    version.submitted_by, version.submitted_at = actor.name, clock.now()
    freeze(version, actor=actor, effective_on=clock.today())
    catalogue.shipped_hash = shipped
    catalogue.save(update_fields=["shipped_hash"])
    note(items=len(items), version=version.number)
    return catalogue


def _write(catalogue: Catalogue, items: Sequence[NationalItem]) -> None:
    existing = {item.pk: queries.fields_of(item) for item in queries.all_items(catalogue.pk)}
    by_key = {fields.key: item_id for item_id, fields in existing.items()}
    rows, sources = [], {}
    for position, item in enumerate(items, start=1):
        fields = rules.fields_of_national_item(item)
        item_id = by_key.get(fields.key)
        changed = rules.changed_fields(existing[item_id], fields) if item_id is not None else ()
        rows.append(rules.PlannedRow("", position, fields, position, item_id, changed))
        sources[fields.key] = {
            "id": item.id,
            "origin": item.origin.value,
            "unknown": list(item.unknown),
            "fields": [asdict(source) for source in item.sources],
        }
    only_met = {rules.fields_of_national_item(item).key for item in items if item.origin is Origin.OBSERVED}
    write_items(catalogue, rows, body_ids={}, sources=sources, optional=only_met)


@command(CatalogueTag.CATALOGUE_CREATE)
def create_catalogue(*, actor: Actor, division_id: int, title: str) -> Catalogue:
    """Begin the standard catalogue of a division."""
    require(policies.may_create_catalogue(actor, division_id))
    if not title.strip():
        raise InvalidInput.for_field("title", "请填写目录名称。")
    division = organisations.get_division(division_id)
    return Catalogue.objects.create(layer=Layer(division.level), division=division, title=title.strip())
