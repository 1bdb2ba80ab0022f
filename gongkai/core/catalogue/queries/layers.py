"""What the layer above has changed, and which rows may be the same item under another name."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.core.catalogue.enums import Layer, MatchVerdict, UpstreamKind
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, Exemption, ItemRevision, MatchDecision
from gongkai.core.catalogue.queries.catalogues import get_catalogue
from gongkai.core.catalogue.queries.exemptions import exempt_subjects
from gongkai.core.catalogue.queries.items import (
    FIELD_COLUMNS,
    fields_from,
    items_in,
    latest_revisions,
    rows_of,
    upper_revisions,
)
from gongkai.core.catalogue.rules import (
    Aligned,
    Row,
    Suggestion,
    UpstreamChange,
    covers_some_areas,
    suggestions,
    upstream_changes,
)


def upstream(catalogue_id: int, *, area_code: str = "", published: bool = False) -> list[UpstreamChange]:
    """What a catalogue has not dealt with of the layer above as last published.

    Args:
        published: judge what the catalogue has published, not the rows being worked on.
    """
    catalogue = get_catalogue(catalogue_id)
    above = rows_of(upper_revisions(catalogue, area_code=area_code))
    below = _published_or_working(catalogue, published=published)
    exempt = _published_exemptions(catalogue) if published else exempt_subjects(catalogue_id)
    if area_code:
        below = below.filter(area_id=area_code)
    if covers_some_areas(Layer(catalogue.layer)):
        held = set(below.order_by().values_list("area_id", flat=True).distinct())
        above = [row for row in above if row.fields.area_code in held]
    return upstream_changes(above, _aligned(below), layer=Layer(catalogue.layer), not_applicable=exempt)


def match_suggestions(catalogue_id: int, *, area_code: str = "") -> list[Suggestion]:
    """Own rows that may be an item of the layer above which nobody stands for yet: for a person to say."""
    missing = [
        change.upper
        for change in upstream(catalogue_id, area_code=area_code)
        if change.kind == UpstreamKind.ADDED
    ]
    own = items_in(catalogue_id, area_code=area_code).filter(inherits__isnull=True)
    rejected = MatchDecision.objects.filter(
        item__catalogue_id=catalogue_id, verdict=MatchVerdict.REJECTED
    ).values_list("item_id", "upper_id")
    return suggestions(missing, rows_of(own), set(rejected))


def latest_revision(item_id: int) -> ItemRevision | None:
    """What was last published of an item that still stands in its catalogue."""
    return ItemRevision.objects.filter(item_id=item_id, until_version__isnull=True).first()


def _published_or_working(
    catalogue: Catalogue, *, published: bool
) -> QuerySet[ItemRevision] | QuerySet[CatalogueItem]:
    return latest_revisions(catalogue.pk) if published else items_in(catalogue.pk)


def _published_exemptions(catalogue: Catalogue) -> set[int]:
    return set(
        Exemption.objects.filter(
            catalogue=catalogue, since_version__isnull=False, until_version__isnull=True
        ).values_list("subject_id", flat=True)
    )


def _aligned(rows: QuerySet[ItemRevision] | QuerySet[CatalogueItem]) -> list[Aligned]:
    """Rows that stand for something above, each with what that said when the two were last aligned."""
    linked = rows.filter(inherits__isnull=False)
    then = linked.order_by("area_id", "position", "id").values_list(
        "inherits_id", "aligned_with__item_id", *(f"aligned_with__{name}" for name in FIELD_COLUMNS)
    )
    return [
        Aligned(row, upper_id, Row(above_id, fields_from(columns)) if above_id is not None else None)
        for row, (upper_id, above_id, *columns) in zip(rows_of(linked), then, strict=True)
    ]
