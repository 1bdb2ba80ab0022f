"""Making a version public: every row that changed becomes a revision that never changes again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from gongkai.core.catalogue import queries, rules
from gongkai.core.catalogue.enums import ExemptionState, UpstreamKind, VersionState
from gongkai.core.catalogue.models import VALUES, CatalogueVersion, Exemption, ItemRevision
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import InvalidInput

_ITEM, _REVISION = (", ".join(f"{table}.{name}" for name in VALUES) for table in ("item", "revision"))
_LATEST = f"""
select revision.id, item.id, item.is_listed, item.is_listed and ({_REVISION}) is not distinct from ({_ITEM})
from catalogue_itemrevision revision join catalogue_catalogueitem item on item.id = revision.item_id
where item.catalogue_id = %s and revision.until_version is null
"""  # noqa: S608 - the names of the columns are the model's
"""What was last published of a catalogue: the revision, its item, whether that is listed, and as it was."""

_FREEZE = f"""
insert into catalogue_itemrevision (item_id, since_version, created_at, {", ".join(VALUES)})
select item.id, %s, %s, {_ITEM} from catalogue_catalogueitem item where item.id = any(%s)
order by item.area_id, item.position, item.id
"""  # noqa: S608 - the names of the columns are the model's
"""Rows as they stand, as revisions of a new version."""


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
    """What left or changed ends with this version; what is new or changed begins with it.

    Done inside the database: a first version copies every row of a catalogue.
    """
    catalogue_id, number = version.catalogue_id, version.number
    listed = list(queries.items_in(catalogue_id).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [catalogue_id])
        latest = cursor.fetchall()
        kept = {item for _, item, _, is_kept in latest if is_kept}
        ended = [revision for revision, _, _, is_kept in latest if not is_kept]
        replaced = [revision for revision, _, is_listed, is_kept in latest if is_listed and not is_kept]
        fresh = [item for item in listed if item not in kept]
        version.changed_count = _count_told(replaced)
        ItemRevision.objects.filter(pk__in=ended).update(until_version=number)
        cursor.execute(_FREEZE, [number, clock.now(), fresh])
    version.item_count, version.added_count = len(listed), len(fresh) - len(replaced)
    version.removed_count = len(ended) - len(replaced)


def _count_told(revision_ids: Collection[int]) -> int:
    """Rows of which something changed that people are told: a new running number is not."""
    return sum(
        bool(
            rules.changed_fields(queries.fields_of(row), queries.fields_of(row.item), rules.VERSION_ELEMENTS)
        )
        for row in ItemRevision.objects.filter(pk__in=revision_ids).select_related("item")
    )


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
