"""What the layer above has changed, as lines with what may be done about each, and by when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.catalogue.enums import FOLLOW_UP, Standing, UpstreamKind
from gongkai.core.catalogue.rules import LABELS, Entry, UpstreamChange
from gongkai.edges.components.differing import ChangedElement, changed_elements
from gongkai.edges.components.shapes import Badge, DueDate, Fact, Tone
from gongkai.edges.workbench.presenting.deadlines import due_dates
from gongkai.foundation.deadlines import queries as deadlines

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import FollowUp

_TONES: Mapping[UpstreamKind, Tone] = {
    UpstreamKind.ADDED: "good",
    UpstreamKind.CHANGED: "info",
    UpstreamKind.ENDED: "warn",
}


@dataclass(frozen=True, slots=True)
class UpstreamLine:
    """One change: `item_id` and `revision` are of the row here, 0 where there is none."""

    kind: UpstreamKind
    badge: Badge
    name: str
    code: str
    url: str
    upper_id: int
    item_id: int
    revision: int
    facts: Sequence[Fact]
    elements: Sequence[ChangedElement]
    choices: Sequence[tuple[str, str]]
    """Names of elements (several with commas) and their heading."""

    proposed: bool
    """不适用 is proposed already, and waits for approval."""

    @property
    def exempt_id(self) -> int:
        """The item that a proposal of 不适用 names."""
        return self.item_id or self.upper_id


@dataclass(frozen=True, slots=True)
class UpstreamArea:
    """The lines of one area."""

    code: str
    name: str
    lines: Sequence[UpstreamLine]


def upstream_areas(
    changes: Iterable[UpstreamChange],
    *,
    names: Mapping[str, str],
    revisions: Mapping[int, int],
    proposed: Collection[int],
) -> list[UpstreamArea]:
    """The changes by area.

    Args:
        revisions: row here → its revision.
        proposed: items of which 不适用 is proposed.
    """
    found = sorted(changes, key=area_of)
    return [
        UpstreamArea(code, names.get(code, code), [_line(each, revisions, proposed) for each in members])
        for code, members in groupby(found, area_of)
    ]


def area_of(change: UpstreamChange) -> str:
    """The area in which the change has to be dealt with: that of the row here."""
    return (change.lower or change.upper).fields.area_code


def with_deadlines(follow_ups: Sequence[FollowUp]) -> list[tuple[FollowUp, DueDate | None]]:
    """Each with its clock, where it has one."""
    standing = deadlines.deadlines_of(FOLLOW_UP, [each.pk for each in follow_ups])
    newest = {subject: found[0] for subject, found in standing.items()}
    shown = due_dates(newest.values())
    return [(each, shown[newest[each.pk].pk] if each.pk in newest else None) for each in follow_ups]


def _line(change: UpstreamChange, revisions: Mapping[int, int], proposed: Collection[int]) -> UpstreamLine:
    lower, fields = change.lower, (change.lower or change.upper).fields
    item_id = lower.item_id if lower else 0
    is_changed = change.kind == UpstreamKind.CHANGED
    return UpstreamLine(
        kind=change.kind,
        badge=Badge(UpstreamKind(change.kind).label, _TONES[change.kind]),
        name=fields.full_name,
        code=fields.code,
        url=reverse("workbench:item", args=[item_id or change.upper.item_id]),
        upper_id=change.upper.item_id,
        item_id=item_id,
        revision=revisions.get(item_id, 0),
        facts=_facts(change) if change.kind == UpstreamKind.ADDED else (),
        elements=changed_elements(Entry(Standing.REFINED, lower, change.upper, change.elements))
        if is_changed
        else (),
        choices=_choices(change.elements) if is_changed else (),
        proposed=change.upper.item_id in proposed or item_id in proposed,
    )


def _facts(change: UpstreamChange) -> list[Fact]:
    fields = change.upper.fields
    return [
        Fact("公开内容", fields.content_elements),
        Fact("公开依据", "\n".join(fields.legal_basis)),
        Fact("公开时限", fields.time_limit),
    ]


def _choices(elements: Iterable[str]) -> list[tuple[str, str]]:
    by_label: dict[str, list[str]] = {}
    for name in elements:
        by_label.setdefault(LABELS[name], []).append(name)
    return [(",".join(names), label) for label, names in by_label.items()]
