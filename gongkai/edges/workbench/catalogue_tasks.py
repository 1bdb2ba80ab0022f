"""What catalogues leave to be done by a person: standards to follow, versions and proposals to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.catalogue import queries
from gongkai.core.catalogue.enums import APPROVERS, TOWNSHIP_KEEPERS
from gongkai.edges.components.shapes import Badge, TaskRow
from gongkai.edges.workbench.presenting.upstream import with_deadlines
from gongkai.edges.workbench.tally import Source
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueVersion, Exemption, FollowUp
    from gongkai.edges.components.shapes import DueDate

MOST = 50
"""Rows of one sort; the pages of the catalogues list them all."""


_KINDS = _VERSIONS, _EXEMPTIONS, _FOLLOW_UPS = ("versions", "exemptions", "follow_ups")


def sources(actor: Actor) -> Iterator[Source]:
    """What `tasks` makes its rows of, as far as the roles make it worth asking."""
    if actor.roles & APPROVERS:
        yield _VERSIONS, queries.versions_to_decide(actor)
        yield _EXEMPTIONS, queries.exemptions_to_decide(actor)
    if actor.roles & TOWNSHIP_KEEPERS:
        yield _FOLLOW_UPS, queries.follow_ups_for(actor)


def waiting(found: Counter[str]) -> int:
    """How many rows of 今天要办 these make."""
    return sum(found[kind] for kind in _KINDS)


def tasks(actor: Actor, found: Counter[str]) -> list[TaskRow]:
    """Versions and proposals that wait for a decision, then standards to follow with their clocks.

    Args:
        found: what the `sources` come to; an empty one is not read.
    """
    rows: list[TaskRow] = []
    if found[_VERSIONS]:
        rows += [_version(each) for each in queries.versions_to_decide(actor)[:MOST]]
    if found[_EXEMPTIONS]:
        rows += [_exemption(each) for each in queries.exemptions_to_decide(actor)[:MOST]]
    if found[_FOLLOW_UPS]:
        follow_ups = list(queries.follow_ups_for(actor)[:MOST])
        rows += [_follow_up(each, due) for each, due in with_deadlines(follow_ups)]
    return rows


def _version(version: CatalogueVersion) -> TaskRow:
    address = reverse("workbench:catalogue_versions", args=[version.catalogue_id])
    return TaskRow(
        title=f"{version.catalogue.title}{version}",
        url=address,
        kind="目录待审批",
        action_label="审批",
        action_url=f"{address}#step",
        lamp=Badge(f"{version.submitted_by}提交", "info"),
        waiting_since=version.submitted_at,
    )


def _exemption(exemption: Exemption) -> TaskRow:
    address = reverse("workbench:exemption", args=[exemption.pk])
    return TaskRow(
        title=f"{exemption.catalogue.title}：{exemption.subject.name}",
        url=address,
        kind="不适用待批准",
        action_label="办理",
        action_url=address,
        lamp=Badge(f"{exemption.proposed_by}提出", "info"),
        waiting_since=exemption.proposed_at,
    )


def _follow_up(follow_up: FollowUp, due: DueDate | None) -> TaskRow:
    area = follow_up.standard.area
    address = f"{reverse('workbench:catalogue_upstream', args=[follow_up.catalogue_id])}?area={area.code}"
    return TaskRow(
        title=f"{follow_up.standard.title}（{area.name}）",
        url=address,
        kind="跟进上级标准",
        body=follow_up.catalogue.title,
        action_label="逐项处理",
        action_url=address,
        lamp=None if due else Badge("没有计算期限", "off"),
        due=due,
    )
