"""What was found in one part, in groups that can be worked through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.guarding.enums import Handling, Weight
from gongkai.core.guarding.rules import UNREAD, Line, PartReport
from gongkai.edges.components.shapes import Badge, Tone

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition

SHOWN_AT_ONCE = 10
"""Findings of a group that are seen before it is opened."""

_MOST_COLUMNS = 3
_COLUMN = re.compile(r"行(“.*”列|第\d+列)\Z")
_ANCHORS = {"title": "id_title", "summary": "id_summary", "body": "id_body_html", "fields": "kind-fields"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A finding; `href` leads to where it is mended."""

    label: str
    where: str
    masked: str
    reason: str
    badge: Badge
    href: str
    fingerprint: str
    may_confirm: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Findings of one type, in one column where all of them are listed."""

    label: str
    columns: str
    """“身份证号”列; empty outside of tables."""
    count: int
    badge: Badge | None
    """What all of them have in common, and so are not told one by one."""
    reason: str
    first: Sequence[ShownLine]
    rest: Sequence[ShownLine]
    unlisted: int


def grouped(found: PartReport, lines: Sequence[Line], edition: Edition) -> list[ShownGroup]:
    """The findings of a part by type and column, in the order in which each first comes.

    Of a part that is not listed whole nobody knows in which columns the rest stands: it is told by type,
    with the columns of those that are listed.
    """
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.label, "" if found.is_cut else _column(line)), []).append(line)
    # a type none of whose findings came in before the list was full
    unseen = set(found.counts) - {label for label, _ in groups} if found.is_cut else set()
    return [
        *(_group(label, each, found, edition) for (label, _), each in groups.items()),
        *(_unlisted(label, found.counts[label]) for label in sorted(unseen)),
    ]


def _unlisted(label: str, count: int) -> ShownGroup:
    return ShownGroup(label, "", count, None, "", (), (), count)


def _group(label: str, lines: Sequence[Line], found: PartReport, edition: Edition) -> ShownGroup:
    shown = [shown_line(line, "", edition) for line in lines]
    count = max(found.counts.get(label, 0), len(lines)) if found.is_cut else len(lines)
    columns = list(dict.fromkeys(filter(None, map(_column, lines))))
    badges, reasons = {line.badge for line in shown}, {line.reason for line in shown}
    return ShownGroup(
        label=label,
        columns="、".join(columns[:_MOST_COLUMNS]) + ("等" if len(columns) > _MOST_COLUMNS else ""),
        count=count,
        badge=shown[0].badge if len(badges) == 1 else None,
        reason=shown[0].reason if len(reasons) == 1 else "",
        first=shown[:SHOWN_AT_ONCE],
        rest=shown[SHOWN_AT_ONCE:],
        unlisted=count - len(lines),
    )


def _column(line: Line) -> str:
    found = _COLUMN.search(line.place)
    return found[1] if found else ""


def shown_line(line: Line, part: str, edition: Edition) -> ShownLine:
    """A finding; `part` is said before its place, where that is not plain from where it is shown."""
    is_open = line.handling == Handling.OPEN
    tone: Tone = "good" if not is_open else "alarm" if line.weight == Weight.HARD else "warn"
    return ShownLine(
        label=line.label,
        where="，".join(words for words in (part, line.place) if words),
        masked=line.masked,
        reason=line.reason,
        badge=Badge(line.weight.label if is_open else line.handling.label, tone),
        href=_address(line, edition),
        fingerprint=line.fingerprint,
        may_confirm=is_open and line.weight == Weight.REVIEW and line.type != UNREAD,
        is_hidden=line.is_hidden,
    )


def _address(line: Line, edition: Edition) -> str:
    sort, _, key = line.part.partition(":")
    editor = reverse("workbench:document_edit", args=[edition.pk])
    if sort == "file":
        return f"{editor}#attachments-title"
    if sort == "table":
        return reverse("workbench:table", args=[edition.pk, key])
    return f"{editor}#{_ANCHORS[sort]}"
