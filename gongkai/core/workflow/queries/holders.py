"""Who may take a step, by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.core.workflow.models import ReviewStep
from gongkai.core.workflow.rules import RouteStep
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.identity.queries import Holder
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock

if TYPE_CHECKING:
    from gongkai.foundation.identity.models import Account
    from gongkai.foundation.organisations.models import PublicBody


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody at whom a step stands; `deputy` is the name of who stands in today."""

    account_id: int
    name: str
    deputy: str = ""
    deputy_id: int | None = None

    @property
    def words(self) -> str:
        return f"{self.name}（不在岗，{self.deputy}代）" if self.deputy else self.name


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A step that nobody could decide: `body` has no holder of its role but authors (`only_authors`)."""

    step: RouteStep
    body: PublicBody
    only_authors: bool

    @property
    def words(self) -> str:
        """Who must be appointed, in Chinese."""
        role = self.step.role.label
        if self.only_authors:
            return f"“{self.step.label}”环节只有起草人本人是{self.body.name}的{role}，须另有一人担任{role}"
        return f"“{self.step.label}”环节岗位空缺：{self.body.name}没有{role}"


def holders_of(steps: Collection[ReviewStep]) -> dict[int, list[Standing]]:
    """Step → who may decide it, without authors; in three queries whatever their number. Load `case`."""
    places = organisations.places_of_bodies(step.body_id for step in steps)
    found = identity.holders({(step.role, places[step.body_id]) for step in steps}) if steps else {}
    named = {
        step.pk: [Standing(step.assignee_id, step.assignee)]
        if step.assignee_id is not None
        else [
            Standing(holder.account_id, holder.name)
            for holder in found[step.role, places[step.body_id]]
            if holder.account_id not in step.case.author_ids
        ]
        for step in steps
    }
    return _with_deputies(named)


def takers_of(step: ReviewStep) -> list[Standing]:
    """To whom a step may be handed: every holder of its role but authors, whoever has it now. Load `case`."""
    seat = (step.role, organisations.place_of_body(step.body_id))
    return [
        Standing(holder.account_id, holder.name)
        for holder in identity.holders({seat})[seat]
        if holder.account_id not in step.case.author_ids
    ]


def vacancies(route: Sequence[RouteStep], body_id: int, author_ids: Collection[int] = ()) -> list[Vacancy]:
    """Steps of a route that nobody could decide for a subject of the body, in their order."""
    deciding = [step.body_id or body_id for step in route]
    places = organisations.places_of_bodies(deciding)
    found = identity.holders({(step.role, places[body]) for step, body in zip(route, deciding, strict=True)})
    empty: list[Vacancy] = []
    for step, body in zip(route, deciding, strict=True):
        holders: list[Holder] = found[step.role, places[body]]
        if all(holder.account_id in author_ids for holder in holders):
            empty.append(Vacancy(step, organisations.get_body(body), only_authors=bool(holders)))
    return empty


def vacant_in_scope(route: Sequence[RouteStep], *, body_id: int | None, division_id: int | None) -> list[str]:
    """Steps that nobody could decide in the scope of a route, in words.

    Of a body's route every step is asked for in the body. A division's holds for many bodies: a step is
    vacant where its named body has nobody, or nobody in the whole division holds the role; what a single
    body lacks is refused when it submits.
    """
    if body_id is not None:
        return [vacancy.words for vacancy in vacancies(route, body_id)]
    named = [step for step in route if step.body_id is not None]
    found = [vacancy.words for step in named for vacancy in vacancies([step], step.body_id or 0)]
    if division_id is None:
        return found
    bodies = organisations.list_bodies(division_id=division_id).values_list("pk", flat=True)
    places = organisations.places_of_bodies(bodies)
    open_roles = {step.role for step in route if step.body_id is None}
    held = identity.holders({(role, place) for role in open_roles for place in places.values()})
    vacant = {role for role in open_roles if not any(held[role, place] for place in places.values())}
    division = organisations.get_division(division_id)
    return found + [
        f"“{step.label}”环节岗位空缺：{division.name}没有一名{step.role.label}"
        for step in route
        if step.role in vacant and step.body_id is None
    ]


def _with_deputies(named: dict[int, list[Standing]]) -> dict[int, list[Standing]]:
    everybody = {standing.account_id for row in named.values() for standing in row}
    today = clock.today()
    away = {
        absence.account_id: absence.deputy
        for absence in identity.absences_between(today, today).filter(account__in=everybody)
    }
    return {key: list(_stood_in(row, away)) for key, row in named.items()}


def _stood_in(row: Iterable[Standing], away: dict[int, Account]) -> Iterable[Standing]:
    for standing in row:
        deputy = away.get(standing.account_id)
        yield (replace(standing, deputy=deputy.display_name, deputy_id=deputy.pk) if deputy else standing)
