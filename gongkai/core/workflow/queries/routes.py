"""Which route holds where."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from gongkai.core.workflow.enums import OFFICE, StepKind
from gongkai.core.workflow.models import Route
from gongkai.core.workflow.rules import STANDARD_ROUTE, RouteStep, chosen, completed
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound


def route_for(
    body_id: int, subject_kind: str = "", needed: Collection[StepKind] = ()
) -> tuple[RouteStep, ...]:
    """The steps that a subject of the kind takes in the body: of the nearest route that somebody has set,
    or the standard ones. Raises NotFound for an unknown body.

    Args:
        needed: kinds of step that the subject has to take, whatever route was set.
    """
    place = organisations.place_of_body(body_id)
    here = (
        Q(body__in=place.body_ids)
        | Q(division__in=place.division_ids)
        | Q(body__isnull=True, division__isnull=True)
    )
    routes = Route.objects.filter(here, subject_kind__in={subject_kind, ""}).prefetch_related("steps")
    route = chosen(routes, place, subject_kind)
    return completed(STANDARD_ROUTE if route is None else route.route_steps, needed)


def list_routes(actor: Actor) -> QuerySet[Route]:
    """Routes that bear on what the actor's office covers: of its bodies and divisions, and those above."""
    bodies = organisations.bodies_covered(actor, OFFICE)
    divisions = {pk for lineage in bodies.values_list("division__lineage", flat=True) for pk in lineage}
    return (
        Route.objects.filter(
            Q(body__in=bodies.order_by().values("pk"))
            | Q(division__in=divisions)
            | Q(body__isnull=True, division__isnull=True)
        )
        .select_related("body", "division")
        .prefetch_related("steps__body")
        .order_by("division__code", "body__sort_key", "body_id", "subject_kind")
    )


def get_route(route_id: int) -> Route:
    """With its steps. Raises NotFound."""
    route = (
        Route.objects.select_related("body", "division")
        .prefetch_related("steps__body")
        .filter(pk=route_id)
        .first()
    )
    if route is None:
        raise NotFound("没有这个审批流程，可能已被删除。")
    return route


def lock_route(route_id: int) -> Route:
    """The route, locked for a change. Raises NotFound."""
    get_route(route_id)
    return Route.objects.select_for_update().get(pk=route_id)
