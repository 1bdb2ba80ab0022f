"""What the public saw of a catalogue becomes its first version, so that nothing vanishes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import migrations

from gongkai.kernel import clock
from gongkai.kernel.ids import new_public_id

_VALUES = (
    "area_id", "code", "position", "level1", "level2", "content_elements", "legal_basis", "time_limit",
    "responsible_text", "responsible_body_id", "channels", "for_everyone", "for_groups", "disclosure_method",
    "tiers",
)  # fmt: skip
_TAKEN_OVER = (
    "level1", "level2", "content_elements", "legal_basis", "time_limit", "channels", "for_everyone",
    "for_groups", "disclosure_method",
)  # fmt: skip
_BATCH = 500


def publish_what_was_public(apps: Any, schema_editor: Any) -> None:
    """The national catalogue first: others were linked to its items."""
    catalogues = apps.get_model("catalogue", "Catalogue").objects.order_by("id")
    for catalogue in sorted(catalogues, key=lambda found: found.division_id is not None):
        catalogue.public_id = new_public_id()
        catalogue.save(update_fields=["public_id"])
        items = list(
            apps.get_model("catalogue", "CatalogueItem")
            .objects.filter(catalogue=catalogue)
            .order_by("area_id", "position", "id")
        )
        if items:
            _publish(apps, catalogue, items)


def _publish(apps: Any, catalogue: Any, items: list[Any]) -> None:
    revisions = apps.get_model("catalogue", "ItemRevision")
    inherited = {item.inherits_id for item in items if item.inherits_id}
    above = {row.item_id: row for row in revisions.objects.filter(item_id__in=inherited)}
    for item in items:
        item.is_binding = item.sources.get("origin") != "observed"
        item.aligned_with = above.get(item.inherits_id)
        item.relation = _relation(item, item.aligned_with)
    apps.get_model("catalogue", "CatalogueItem").objects.bulk_update(
        items, ["is_binding", "aligned_with", "relation"], batch_size=_BATCH
    )
    revisions.objects.bulk_create(
        (
            revisions(
                item=item,
                since_version=1,
                relation=item.relation,
                inherits_id=item.inherits_id,
                aligned_with_id=item.aligned_with_id,
                **{name: getattr(item, name) for name in _VALUES},
            )
            for item in items
        ),
        batch_size=_BATCH,
    )
    apps.get_model("catalogue", "CatalogueVersion").objects.create(
        catalogue=catalogue,
        number=1,
        state="published",
        effective_on=clock.day_of(catalogue.created_at),
        change_note="系统升级前已公开的目录。",
        submitted_by="系统升级",
        submitted_at=clock.now(),
        approved_by="系统升级",
        approved_at=clock.now(),
        item_count=len(items),
        added_count=len(items),
        content_hash=_hash(items),
    )


def _relation(item: Any, above: Any) -> str:
    if item.inherits_id is None:
        return "adds"
    same = above is not None and all(getattr(item, name) == getattr(above, name) for name in _TAKEN_OVER)
    return "inherits" if same else "refines"


def _hash(items: list[Any]) -> str:
    """In the form of `rules.content_hash`, written out: that may change, this may not."""
    rows = [
        [
            item.public_id,
            [
                item.area_id, item.code, item.level1, item.level2, item.content_elements, item.legal_basis,
                item.time_limit, item.responsible_text, item.channels, item.for_everyone, item.for_groups,
                item.disclosure_method, item.tiers,
            ],
        ]
        for item in items
    ]  # fmt: skip
    canonical = json.dumps([rows, []], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_versions_and_layers"), ("organisations", "0001_initial")]

    operations = [migrations.RunPython(publish_what_was_public, migrations.RunPython.noop)]
