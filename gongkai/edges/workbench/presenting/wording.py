"""用语核对 beside the editor: what might be written otherwise, one click away; what has to be, first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.wording import queries
from gongkai.core.wording.enums import REQUIRERS
from gongkai.edges.workbench.presenting.documents import place_of

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.wording.models import RequiredWord
    from gongkai.core.wording.rules import WordingRemark
    from gongkai.kernel.actor import Actor
    from gongkai.text.wording import WordList

MOST_SHOWN = 50
"""Rows of the panel; the rest comes up as these are dealt with."""


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark with where it is mended, and whether whoever looks at it may leave it."""

    remark: WordingRemark
    href: str
    may_ignore: bool


@dataclass(frozen=True, slots=True)
class WordingPanel:
    """The remarks; `places` counts every place, `required` the wordings that have to be changed, `more` those
    that are not shown yet."""

    remarks: Sequence[ShownRemark]
    places: int
    required: int
    more: int


def panel_of(edition: Edition, actor: Actor) -> WordingPanel:
    remarks = queries.wording_remarks(edition)
    is_office = bool(actor.roles & {role.value for role in REQUIRERS})
    return WordingPanel(
        remarks=[
            ShownRemark(remark, place_of(remark.field), is_office or not remark.required)
            for remark in remarks[:MOST_SHOWN]
        ],
        places=sum(remark.times for remark in remarks),
        required=sum(bool(remark.required) for remark in remarks),
        more=len(remarks[MOST_SHOWN:]),
    )


@dataclass(frozen=True, slots=True)
class ShownRequirement:
    """A word that has to be changed, with what the list says instead; `is_own`: the division itself says so,
    and none above it."""

    row: RequiredWord
    instead: str
    is_own: bool


def requirements(rows: Sequence[RequiredWord], words: WordList, division_id: int) -> list[ShownRequirement]:
    """What holds in a division. A word that no list has any more stops nothing, which is said."""
    return [ShownRequirement(row, _instead(row.word, words), row.division_id == division_id) for row in rows]


def _instead(word: str, words: WordList) -> str:
    rule = words.by_word.get(word)
    if rule is None:
        return "词表已无此词，不再拦截"
    return rule.right or "删去或改写"
