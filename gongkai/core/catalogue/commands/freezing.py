"""Making a version public: every row that changed becomes a revision that never changes again."""

from __future__ import annotations

from datetime import date

from gongkai.core.catalogue import queries, rules
from gongkai.core.catalogue.commands.writing import BATCH
from gongkai.core.catalogue.enums import ExemptionState, UpstreamKind, VersionState
from gongkai.core.catalogue.models import (
    VALUES,
    CatalogueItem,
    CatalogueVersion,
    Exemption,
    ItemRevision,
    ItemValues,
)
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput


def freeze(version: CatalogueVersion, *, actor: Actor, effective_on: date) -> None:
    """Publish the rows as they stand; saves the version.

    Raises:
        InvalidInput: it would hold before today or before the version that it replaces.
    """
    _check_day(version, effective_on)
    _freeze_exemptions(version)
    _freeze_rows(version)
    version.state = VersionState.PUBLISHED
    version.effective_on = effective_on
    version.approved_by_id, version.approved_by = actor.account_id, actor.name
    version.approved_at = clock.now()
    _count(version)
    version.save()


def _check_day(version: CatalogueVersion, effective_on: date) -> None:
    if effective_on < clock.today():
        raise InvalidInput.for_field("effective_on", "施行日期不能早于公布当天。")
    last = queries.latest_version(version.catalogue_id)
    if last is not None and last.effective_on is not None and effective_on < last.effective_on:
        raise InvalidInput.for_field(
            "effective_on",
            f"第{last.number}版自{last.effective_on:%Y年%-m月%-d日}起施行，新版本不能早于它施行。",
        )


def _freeze_rows(version: CatalogueVersion) -> None:
    number = version.number
    before = {row.item_id: row for row in queries.latest_revisions(version.catalogue_id)}
    items = list(queries.items_in(version.catalogue_id))
    fresh: list[CatalogueItem] = []
    replaced: list[ItemRevision] = []
    for item in items:
        old = before.pop(item.pk, None)
        if old is None:
            version.added_count += 1
        elif _values(old) == _values(item):
            continue
        else:
            replaced.append(old)
            version.changed_count += bool(
                rules.changed_fields(queries.fields_of(old), queries.fields_of(item), rules.VERSION_ELEMENTS)
            )
        fresh.append(item)
    version.removed_count, version.item_count = len(before), len(items)
    ended = [row.pk for row in (*replaced, *before.values())]
    ItemRevision.objects.filter(pk__in=ended).update(until_version=number)
    ItemRevision.objects.bulk_create(
        (ItemRevision(item=item, since_version=number, **_values(item)) for item in fresh), batch_size=BATCH
    )


def _values(row: ItemValues) -> dict[str, object]:
    return {name: getattr(row, name) for name in VALUES}


def _freeze_exemptions(version: CatalogueVersion) -> None:
    exemptions = Exemption.objects.filter(catalogue_id=version.catalogue_id, until_version__isnull=True)
    exemptions.filter(state=ExemptionState.APPROVED, since_version__isnull=True).update(
        since_version=version.number
    )
    exemptions.filter(state=ExemptionState.ENDED, since_version__isnull=False).update(
        until_version=version.number
    )


def _count(version: CatalogueVersion) -> None:
    """What people are told of the version, and the hash over what the public sees."""
    exemptions = list(queries.exemptions_in_version(version.catalogue_id, version.number))
    version.exempt_count = len(exemptions)
    version.missing_count = sum(
        change.kind == UpstreamKind.ADDED for change in queries.upstream(version.catalogue_id, published=True)
    )
    version.content_hash = rules.content_hash(
        queries.published_content(version.catalogue_id, version.number),
        [(str(exemption.subject), exemption.basis) for exemption in exemptions],
    )
