"""Reads of divisions and public bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import F, Q, QuerySet

from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import rules
from gongkai.foundation.organisations.enums import BodyKind, SuccessionKind
from gongkai.foundation.organisations.models import BodyName, Division, PublicBody, Succession
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.errors import NotFound
from gongkai.kernel.place import Place

STRUCTURE_LOCK = 0x676B_6F72_6773
"""Advisory lock: two people never re-hang the same branch at once, so no cycle can arise between them."""


@dataclass(slots=True)
class DivisionNode:
    """A division with the bodies in it and the divisions directly below."""

    division: Division
    bodies: list[PublicBody] = field(default_factory=list)
    children: list[DivisionNode] = field(default_factory=list)


def lock_structure() -> None:
    """Wait until nobody else changes a line of divisions or bodies; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STRUCTURE_LOCK])


# --- divisions ---------------------------------------------------------------------------------------


def get_division(division_id: int) -> Division:
    """Raises NotFound."""
    division = Division.objects.filter(pk=division_id).first()
    if division is None:
        raise NotFound("没有这个行政区划，可能已被删除。")
    return division


def get_division_by_code(code: str) -> Division:
    """Raises NotFound."""
    division = Division.objects.filter(code=code).first()
    if division is None:
        raise NotFound(f"没有代码为{code}的行政区划。")
    return division


def lock_division(division_id: int) -> Division:
    """The division, locked for a change. Raises NotFound."""
    get_division(division_id)
    return Division.objects.select_for_update().get(pk=division_id)


def divisions_below(division_id: int, *, include_self: bool = False) -> QuerySet[Division]:
    """All divisions under this one, at any depth, by code."""
    below = Division.objects.filter(lineage__contains=[division_id]).order_by("code")
    return below if include_self else below.exclude(pk=division_id)


def list_divisions(*, words: str = "", level: str = "", include_inactive: bool = False) -> QuerySet[Division]:
    divisions = Division.objects.order_by("code")
    if not include_inactive:
        divisions = divisions.filter(is_active=True)
    if level:
        divisions = divisions.filter(level=level)
    if words:
        divisions = divisions.filter(
            Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__startswith=words)
        )
    return divisions


def divisions_covered(actor: Actor, roles: Collection[Role]) -> QuerySet[Division]:
    """Divisions in use over which `actor` holds one of `roles`: what a form offers to choose."""
    divisions = list_divisions()
    if actor.kind is ActorKind.SYSTEM:
        return divisions
    wanted = {role.value for role in roles}
    grants = [grant for grant in actor.grants if grant.role in wanted]
    if any(grant.body_id is None and grant.division_id is None for grant in grants):
        return divisions
    return divisions.filter(lineage__overlap=[grant.division_id for grant in grants if grant.division_id])


def division_ids_by_code() -> dict[str, int]:
    """Every division's key by its code, for loads that go on where they stopped."""
    return dict(Division.objects.values_list("code", "pk"))


def place_of_division(division_id: int) -> Place:
    """Raises NotFound."""
    lineage = Division.objects.filter(pk=division_id).values_list("lineage", flat=True).first()
    if lineage is None:
        raise NotFound("没有这个行政区划，可能已被删除。")
    return Place(division_ids=tuple(lineage))


# --- bodies ------------------------------------------------------------------------------------------


def get_body(body_id: int) -> PublicBody:
    """The body with its division. Raises NotFound."""
    body = PublicBody.objects.select_related("division").filter(pk=body_id).first()
    if body is None:
        raise NotFound("没有这个机关，可能已被删除。")
    return body


def body_ids_by_uscc() -> dict[str, int]:
    """Every body's key by its credit code, for loads that go on where they stopped."""
    return {code: pk for code, pk in PublicBody.objects.values_list("uscc", "pk") if code}


def credit_codes(body_ids: Iterable[int]) -> dict[int, str]:
    """统一社会信用代码 of bodies; those without one are left out."""
    with connection.cursor() as cursor:  # as SQL (ADR 0020): part of every first publication
        cursor.execute(
            "SELECT id, uscc FROM organisations_publicbody WHERE id = ANY (%s) AND uscc <> ''",
            [list(set(body_ids))],
        )
        return dict(cursor.fetchall())


def lock_body(body_id: int) -> PublicBody:
    """The body, locked for a change. Raises NotFound."""
    get_body(body_id)
    return PublicBody.objects.select_for_update(of=("self",)).select_related("division").get(pk=body_id)


def place_of_body(body_id: int) -> Place:
    """What rights over the body are held over, see `PublicBody`. Raises NotFound."""
    places = places_of_bodies([body_id])
    if body_id not in places:
        raise NotFound("没有这个机关，可能已被删除。")
    return places[body_id]


_PLACES = """
    SELECT body.id, body.lineage, division.lineage
    FROM organisations_publicbody AS body
    JOIN organisations_division AS division ON division.id = body.division_id
    WHERE body.id = ANY (%s)
"""
"""Written as SQL (ADR 0020): nearly every policy asks for a place."""


def places_of_bodies(body_ids: Iterable[int]) -> dict[int, Place]:
    """The places of many bodies in one query; unknown keys are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [list(set(body_ids))])
        rows = cursor.fetchall()
    return {
        pk: Place(body_ids=tuple(lineage), division_ids=tuple(division_lineage))
        for pk, lineage, division_lineage in rows
    }


def lineage_under(body: PublicBody, parent: PublicBody | None) -> list[int]:
    """How far rights would reach with `body` directly under `parent`: its lineage."""
    if parent is None:
        return [body.pk]
    merger = Succession.objects.filter(predecessor_id=body.pk, kind=SuccessionKind.MERGE)
    is_merged = body.closed_on is not None and merger.exists()
    above = parent.lineage if rules.is_reached(body.kind, parent.kind, is_merged=is_merged) else []
    return [body.pk, *above]


def list_bodies(
    *,
    division_id: int | None = None,
    kinds: Collection[BodyKind] = (),
    words: str = "",
    parent_id: int | None = None,
    include_closed: bool = False,
) -> QuerySet[PublicBody]:
    """Bodies with their divisions, in the order of the screens; every filter narrows.

    Args:
        division_id: the division and all below it.
        words: part of a present or former name, of a short name, or of the credit code.
        parent_id: directly under this body by the parent line.
    """
    bodies = PublicBody.objects.select_related("division").order_by("division__code", "sort_key", "id")
    if not include_closed:
        bodies = bodies.filter(closed_on__isnull=True)
    if division_id is not None:
        bodies = bodies.filter(division__lineage__contains=[division_id])
    if kinds:
        bodies = bodies.filter(kind__in=kinds)
    if parent_id is not None:
        bodies = bodies.filter(parent_id=parent_id)
    if words:
        named = BodyName.objects.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
        bodies = bodies.filter(Q(pk__in=named.values("body")) | Q(uscc__startswith=words.upper()))
    return bodies


def bodies_in(division_id: int, *, include_closed: bool = False) -> QuerySet[PublicBody]:
    """Bodies of this very division, not of those below it."""
    return list_bodies(include_closed=include_closed).filter(division_id=division_id)


def bodies_covered(
    actor: Actor, roles: Collection[Role] = (), *, include_closed: bool = False
) -> QuerySet[PublicBody]:
    """Bodies over which `actor` holds one of `roles` (empty: any role): what a form offers to choose."""
    bodies = list_bodies(include_closed=include_closed)
    if actor.kind is ActorKind.SYSTEM:
        return bodies
    wanted = {role.value for role in roles} or actor.roles
    grants = [grant for grant in actor.grants if grant.role in wanted]
    if any(grant.body_id is None and grant.division_id is None for grant in grants):
        return bodies
    return bodies.filter(
        Q(lineage__overlap=[grant.body_id for grant in grants if grant.body_id])
        | Q(division__lineage__overlap=[grant.division_id for grant in grants if grant.division_id])
    )


def find_bodies_by_name(
    name: str, *, on: date | None = None, division_id: int | None = None
) -> list[PublicBody]:
    """All bodies that bear or bore this name or short name; present full names first, then present
    short names, then former ones.

    Args:
        on: only names in use on that day.
        division_id: only in the division and below it.
    """
    wanted = rules.tidy(name)
    rows = BodyName.objects.select_related("body__division").filter(Q(name=wanted) | Q(short_name=wanted))
    if not wanted:
        return []
    if on is not None:
        rows = rows.filter(_in_use(on))
    if division_id is not None:
        rows = rows.filter(body__division__lineage__contains=[division_id])
    ranked = sorted(rows, key=lambda row: (row.valid_to is not None, row.name != wanted, row.body_id))
    return list({row.body_id: row.body for row in ranked}.values())


def find_body_by_name(
    name: str, *, on: date | None = None, division_id: int | None = None
) -> PublicBody | None:
    """The one body meant by a name, or `None` when there is none or more than one comes first.

    A present full name goes before a short name, a present name before a former one.
    """
    found = find_bodies_by_name(name, on=on, division_id=division_id)
    if len(found) <= 1:
        return found[0] if found else None
    wanted = rules.tidy(name)
    current = [body for body in found if body.closed_on is None]
    for best in (
        [body for body in current if body.name == wanted],
        [body for body in current if body.short_name == wanted],
        current,
    ):
        if best:
            return best[0] if len(best) == 1 else None
    return None


def body_name_on(body_id: int, on: date) -> str:
    """The name in use on a day; the first known name before all known days, the last after them.

    Raises:
        NotFound: there is no such body.
    """
    found = body_names_on([(body_id, on)])
    if not found:
        raise NotFound("没有这个机关，可能已被删除。")
    return found[body_id, on]


def body_names_on(wanted: Collection[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """`body_name_on` for many (body, day) in one query; unknown bodies are left out."""
    rows = BodyName.objects.filter(body_id__in={body_id for body_id, _ in wanted})
    names: defaultdict[int, list[tuple[date | None, str]]] = defaultdict(list)
    for body_id, since, name in rows.order_by(*_OLDEST_FIRST).values_list("body_id", "valid_from", "name"):
        names[body_id].append((since, name))
    return {
        (body_id, on): next(
            (name for since, name in reversed(names[body_id]) if since is None or since <= on),
            names[body_id][0][1],
        )
        for body_id, on in wanted
        if body_id in names
    }


_OLDEST_FIRST = (F("valid_from").asc(nulls_first=True),)


def names_of(body_id: int) -> QuerySet[BodyName]:
    """All names of the body, oldest first."""
    return BodyName.objects.filter(body_id=body_id).order_by(*_OLDEST_FIRST)


def former_names(division_ids: Sequence[int]) -> list[tuple[str, str, date]]:
    """(former name, present name, first day of the present one) of bodies in the divisions that were renamed;
    a name that another body bears today is none."""
    present = BodyName.objects.filter(body__division__in=division_ids, valid_to__isnull=True)
    names = {name.body_id: name for name in present}
    former = BodyName.objects.filter(body__division__in=division_ids, valid_to__isnull=False)
    borne = {name.name for name in names.values()}
    return sorted(
        (row.name, names[row.body_id].name, names[row.body_id].valid_from or row.valid_to)
        for row in former
        if row.valid_to and row.body_id in names and row.name not in borne
    )


def current_name(body_id: int) -> BodyName:
    """The row of the present name. An open body always has one."""
    return BodyName.objects.get(body_id=body_id, valid_to__isnull=True)


def successions_of(body_id: int) -> QuerySet[Succession]:
    """Who took over from this body, and from whom it took over."""
    return (
        Succession.objects.select_related("predecessor", "successor")
        .filter(Q(predecessor_id=body_id) | Q(successor_id=body_id))
        .order_by("on", "id")
    )


def get_succession(succession_id: int) -> Succession:
    """With both bodies. Raises NotFound."""
    found = Succession.objects.select_related("predecessor", "successor").filter(pk=succession_id).first()
    if found is None:
        raise NotFound("没有这条职责承接记录。")
    return found


def parent_line(body_id: int | None) -> list[int]:
    """The body and all above it by the parent line (块), whether or not rights reach so far."""
    parents = dict(PublicBody.objects.filter(parent__isnull=False).values_list("pk", "parent_id"))
    return rules.line_upwards(body_id, parents)


def sector_line(body_id: int | None) -> list[int]:
    """The body and all above it by the sector line (条)."""
    parents = dict(
        PublicBody.objects.filter(sector_parent__isnull=False).values_list("pk", "sector_parent_id")
    )
    return rules.line_upwards(body_id, parents)


def division_tree(root_id: int, *, include_closed: bool = False) -> DivisionNode:
    """The division with everything below it, in two queries however many there are.

    Raises:
        NotFound: there is no such division.
    """
    divisions = list(divisions_below(root_id, include_self=True))
    nodes = {division.pk: DivisionNode(division) for division in divisions}
    if root_id not in nodes:
        raise NotFound("没有这个行政区划，可能已被删除。")
    for body in list_bodies(division_id=root_id, include_closed=include_closed):
        nodes[body.division_id].bodies.append(body)
    for division in divisions:
        if division.pk != root_id and division.parent_id in nodes:
            nodes[division.parent_id].children.append(nodes[division.pk])
    return nodes[root_id]


def count_bodies() -> dict[str, int]:
    """Open and closed bodies: what a health check and the empty state of a screen ask."""
    total = PublicBody.objects.count()
    is_open = PublicBody.objects.filter(closed_on__isnull=True).count()
    return {"open": is_open, "closed": total - is_open}


def _in_use(on: date | None = None) -> Q:
    day = on or clock.today()
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    )
