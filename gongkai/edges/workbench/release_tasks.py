"""批准公开 that others wait for: personal information that stops their papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.information import queries
from gongkai.core.information.enums import RELEASERS
from gongkai.edges.components.shapes import Badge, TaskRow
from gongkai.edges.workbench.tally import Source
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.core.information.models import ReleaseRequest

MOST = 50
"""Rows on the page."""

RELEASES = "releases"
"""By which the menu knows the count."""


def sources(actor: Actor) -> Iterator[Source]:
    """What `tasks` makes its rows of, for those who may release."""
    if actor.roles & {role.value for role in RELEASERS}:
        yield RELEASES, queries.release_requests_for(actor)


def waiting(found: Counter[str]) -> int:
    """How many rows of 今天要办 these make; one whose text changed within the minute may be among them."""
    return found[RELEASES]


def tasks(actor: Actor, found: Counter[str]) -> list[TaskRow]:
    """Requests that still are about the content as it is, longest waiting first."""
    if not found[RELEASES]:
        return []
    asked = queries.release_requests_for(actor)[:MOST]
    return [_row(each) for each in asked if queries.is_current(each)]


def _row(asked: ReleaseRequest) -> TaskRow:
    address = reverse("workbench:personal_information", args=[asked.edition_id])
    return TaskRow(
        title=asked.edition.title,
        url=address,
        kind="待批准公开个人信息",
        body=f"{asked.edition.document.body.name}，{asked.asked_by}申请",
        action_label="批准或退回",
        action_url=f"{address}#release",
        lamp=Badge(f"{asked.hard} 处必须处理", "alarm"),
        waiting_since=asked.asked_at,
    )
