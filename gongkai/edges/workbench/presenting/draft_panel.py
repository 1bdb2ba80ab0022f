"""The panel beside the editor: what is still lacking, what to look at, what stayed behind from last year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.information import queries
from gongkai.core.information.enums import Openness
from gongkai.core.information.rules import Element, Remark, StalePlace, elements_named
from gongkai.edges.components.shapes import Missing
from gongkai.edges.workbench.presenting import documents as presenting

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition

_ALWAYS = frozenset({"title", "body_html", "written_on", "subject_category", "openness"})
_TO_WITHHOLD = frozenset({"openness_reason", "openness_article"})


@dataclass(frozen=True, slots=True)
class Panel:
    """还差 N 项, 提示, 仍含去年数字."""

    missing: Sequence[Missing]
    done: int
    total: int
    remarks: Sequence[Missing]
    stale: Sequence[StalePlace]
    elements: Sequence[Element]

    @property
    def words(self) -> str:
        """As autosave says it."""
        return f"还差{len(self.missing)}项" if self.missing else "已填完整"


def panel_of(edition: Edition) -> Panel:
    check = queries.check_draft(edition)
    lacks = check.lacks
    needed = len(_ALWAYS) + (edition.number > 1)
    if edition.openness and edition.openness != Openness.PROACTIVE:
        needed += len(_TO_WITHHOLD)
    usual = _ALWAYS | _TO_WITHHOLD | {"change_note"}
    lacking = {lack.field for lack in lacks if lack.field in usual}
    others = sum(lack.field not in usual for lack in lacks)
    return Panel(
        missing=presenting.missing(lacks),
        done=max(0, needed - len(lacking)),
        total=needed + others,
        remarks=[_shown(remark) for remark in check.remarks],
        stale=queries.stale_places(edition),
        elements=elements_named(edition.document.item.content_elements, _said(edition)),
    )


def _said(edition: Edition) -> str:
    """Title, text and tables: wherever an element may be."""
    tables = [
        f"{table.title} {' '.join(column['name'] for column in table.columns)}"
        for table in edition.tables.only("title", "columns")
    ]
    return " ".join(
        (edition.title, edition.full_text or edition.body_text, *tables, *edition.values.values())
    )


def _shown(remark: Remark) -> Missing:
    return Missing(remark.message, presenting.place_of(remark.field), remark.source)
