"""用语核对 beside the editor: what might be written otherwise, one click away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.wording import queries

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.wording.rules import WordingRemark

MOST_SHOWN = 50
"""Rows of the panel; the rest comes up as these are dealt with."""


@dataclass(frozen=True, slots=True)
class WordingPanel:
    """The remarks by kind; `places` counts every place, `more` those that are not shown yet."""

    remarks: Sequence[WordingRemark]
    places: int
    more: int


def panel_of(edition: Edition) -> WordingPanel:
    remarks = queries.wording_remarks(edition)
    return WordingPanel(
        remarks=remarks[:MOST_SHOWN],
        places=sum(remark.times for remark in remarks),
        more=len(remarks[MOST_SHOWN:]),
    )
