"""Who may stand at a step: in the own name, or for somebody who is away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from gongkai.foundation.access.enums import Role
from gongkai.foundation.access.rules import grants_reach
from gongkai.kernel.actor import Actor, ActorKind, Grant
from gongkai.kernel.place import Place


@dataclass(frozen=True, slots=True)
class Seat:
    """One name in which an actor may decide; `absent` is empty for the own one."""

    account_id: int | None
    absent: str
    grants: Sequence[Grant]


def seats(actor: Actor) -> Iterator[Seat]:
    """The actor's own name first, then those of people for whom the actor stands in today (代)."""
    yield Seat(actor.account_id, "", actor.grants)
    for principal in actor.stands_in_for:
        yield Seat(principal.account_id, principal.name, principal.grants)


def seat_at(
    actor: Actor, role: Role, place: Place, *, author_ids: Collection[int], assignee_id: int | None
) -> Seat | None:
    """In whose name the actor may decide a step that stands at `role` over `place`; None: in nobody's.

    Neither the actor nor the one who is away has written what is decided on; a step that was handed to
    somebody is that person's.
    """
    if actor.kind is ActorKind.SYSTEM:
        return Seat(None, "", ())
    if is_author(actor.account_id, author_ids):
        return None
    for seat in seats(actor):
        is_theirs = assignee_id is None or seat.account_id == assignee_id
        if (
            is_theirs
            and not is_author(seat.account_id, author_ids)
            and grants_reach(seat.grants, {role}, place)
        ):
            return seat
    return None


def is_author(account_id: int | None, author_ids: Collection[int]) -> bool:
    """Whether the person wrote any part of what is under review: nobody decides on their own text."""
    return account_id is not None and account_id in author_ids
