"""What secrecy and openness leave to be done by a person: answers to register, examinations that are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.information import queries
from gongkai.core.information.enums import REEXAMINERS
from gongkai.edges.components.shapes import Badge, TaskRow
from gongkai.edges.workbench.tally import Source
from gongkai.foundation.access.enums import Role
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.core.information.models import Reexamination, SecrecyReferral

MOST = 50
"""Rows of one sort; their own pages list them all."""

REFERRALS, REEXAMINATIONS = "referrals", "reexaminations"
"""By which the menu knows the counts."""


def sources(actor: Actor) -> Iterator[Source]:
    """What `tasks` makes its rows of, as far as the roles make it worth asking."""
    if Role.SECRECY_REVIEWER.value in actor.roles:
        yield REFERRALS, queries.list_referrals(actor, answered=False)
    if actor.roles & {role.value for role in REEXAMINERS}:
        yield REEXAMINATIONS, queries.due_for_reexamination(actor)


def waiting(found: Counter[str]) -> int:
    """How many rows of 今天要办 these make."""
    return found[REFERRALS] + found[REEXAMINATIONS]


def tasks(actor: Actor, found: Counter[str]) -> list[TaskRow]:
    """Referrals that wait for an answer, then examinations that are due."""
    rows: list[TaskRow] = []
    if found[REFERRALS]:
        rows += [_referral(each) for each in queries.list_referrals(actor, answered=False)[:MOST]]
    if found[REEXAMINATIONS]:
        rows += [_reexamination(each) for each in queries.due_for_reexamination(actor)[:MOST]]
    return rows


def _referral(each: SecrecyReferral) -> TaskRow:
    address = reverse("workbench:secrecy_referral", args=[each.pk])
    return TaskRow(
        title=each.edition.title,
        url=address,
        kind="等待上级答复",
        body=each.edition.document.body.name,
        action_label="登记答复",
        action_url=address,
        lamp=Badge(f"报{each.referred_to}", "warn"),
        waiting_since=each.referred_at,
    )


def _reexamination(each: Reexamination) -> TaskRow:
    address = reverse("workbench:reexamination", args=[each.pk])
    return TaskRow(
        title=each.edition.title,
        url=address,
        kind="定期评估",
        body=each.edition.document.body.name,
        action_label="评估",
        action_url=address,
        lamp=Badge(f"{each.due_on:%Y-%m-%d} 到期", "alarm"),
    )
