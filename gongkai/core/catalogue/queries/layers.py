"""Catalogues side by side: two layers, two versions, and what the layer above has changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.core.catalogue.enums import APPROVERS, ExemptionState, Layer, MatchVerdict, UpstreamKind
from gongkai.core.catalogue.models import Catalogue, CatalogueItem, Exemption, ItemRevision, MatchDecision
from gongkai.core.catalogue.queries.catalogues import get_catalogue
from gongkai.core.catalogue.queries.items import (
    FIELD_COLUMNS,
    fields_from,
    items_in,
    latest_revisions,
    lines_above,
    rows_of,
    upper_revisions,
)
from gongkai.core.catalogue.queries.versions import exemptions_in_version, items_in_version
from gongkai.core.catalogue.rules import (
    VERSION_ELEMENTS,
    Aligned,
    Difference,
    Row,
    Suggestion,
    UpstreamChange,
    covers_some_areas,
    difference,
    suggestions,
    upstream_changes,
)
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a published version, or (None) the rows being worked on."""

    catalogue_id: int
    version: int | None = None


def difference_between(old: Side, new: Side, *, area_code: str = "") -> Difference:
    """Two versions of one catalogue (`CHANGE_LABELS`), or a lower layer (`new`) against an upper one.

    The layers need not be neighbours: rows are followed up through the catalogues in between.
    """
    old_rows, new_rows = _rows(old, area_code), _rows(new, area_code)
    exempt = exemption_bases(new, old.catalogue_id)
    if old.catalogue_id == new.catalogue_id:
        links = {row.item_id: row.item_id for row in new_rows}
        return difference(old_rows, new_rows, links, elements=VERSION_ELEMENTS, not_applicable=exempt)
    links = lines_above([row.item_id for row in new_rows], old.catalogue_id)
    return difference(old_rows, new_rows, links, not_applicable=exempt)


def exemption_bases(side: Side, catalogue_id: int) -> dict[int, str]:
    """Items of a catalogue (a layer above, however far, or the side's own) that do not apply on that side,
    with the basis of each."""
    exempt = _exemptions_of_side(side)
    if side.catalogue_id == catalogue_id:
        return {found.own_item_id or found.subject_id: found.basis for found in exempt}
    bases = {found.subject_id: found.basis for found in exempt}
    return {above: bases[item] for item, above in lines_above(list(bases), catalogue_id).items()}


def exempt_subjects(catalogue_id: int) -> set[int]:
    """Items that are approved not to apply in a catalogue, published so or not yet."""
    return set(
        Exemption.objects.filter(catalogue_id=catalogue_id, state=ExemptionState.APPROVED).values_list(
            "subject_id", flat=True
        )
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


def get_exemption(exemption_id: int) -> Exemption:
    """Raises NotFound."""
    found = (
        Exemption.objects.select_related("catalogue__division", "subject__area", "own_item")
        .filter(pk=exemption_id)
        .first()
    )
    if found is None:
        raise NotFound("没有找到该不适用事项。")
    return found


def lock_exemption(exemption_id: int) -> Exemption:
    """Locked for a decision. Raises NotFound."""
    get_exemption(exemption_id)
    return (
        Exemption.objects.select_for_update(of=("self",))
        .select_related("catalogue__division", "subject", "own_item")
        .get(pk=exemption_id)
    )


def current_exemption(item_id: int) -> Exemption | None:
    """What is proposed or approved of a row of the catalogue at the moment."""
    standing = [ExemptionState.PROPOSED, ExemptionState.APPROVED]
    return Exemption.objects.filter(own_item_id=item_id, state__in=standing).first()


def exemptions_of(catalogue_id: int, *, state: str = "") -> list[Exemption]:
    """Newest first, with the item each is about."""
    found = Exemption.objects.filter(catalogue_id=catalogue_id).select_related("subject__area", "own_item")
    return list(found.filter(state=state) if state else found)


def exemptions_to_decide(actor: Actor) -> QuerySet[Exemption]:
    """Proposals that the actor may approve or refuse, the longest waiting first; the twin of
    `policies.may_decide_exemption`."""
    divisions = organisations.divisions_covered(actor, APPROVERS).order_by()
    return (
        Exemption.objects.filter(
            state=ExemptionState.PROPOSED, catalogue__division__in=divisions.values("pk")
        )
        .exclude(proposed_by_id=actor.account_id or 0)
        .select_related("catalogue__division", "subject__area")
        .order_by("proposed_at", "id")
    )


def _rows(side: Side, area_code: str) -> list[Row]:
    if side.version is None:
        return rows_of(items_in(side.catalogue_id, area_code=area_code))
    return rows_of(items_in_version(side.catalogue_id, side.version, area_code=area_code))


def _exemptions_of_side(side: Side) -> list[Exemption]:
    if side.version is None:
        return exemptions_of(side.catalogue_id, state=ExemptionState.APPROVED)
    return list(exemptions_in_version(side.catalogue_id, side.version))


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
