"""文件体检: the faults of everything that bodies hold, by kind of fault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.information import queries
from gongkai.core.information.enums import READERS, EditionState, Severity
from gongkai.core.information.rules import LINT_NAMES
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Badge, NavLink, Tone
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench.access import demand_business_role
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.documents import STATE_TONES
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.core.information.queries import Checked
    from gongkai.core.information.rules import Remark
    from gongkai.kernel.actor import Actor

PAGE = 50
EXAMINED = (EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SIGNED, EditionState.PUBLISHED)
TONES: dict[str, Tone] = {Severity.STOP: "alarm", Severity.WARN: "warn", Severity.HINT: "neutral"}
SHEET = (
    SheetColumn("标题", 48), SheetColumn("单位", 24), SheetColumn("状态", 10), SheetColumn("程度", 10),
    SheetColumn("问题", 24), SheetColumn("说明", 70), SheetColumn("依据", 40),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice."""

    severity: str = ""
    code: str = ""
    state: str = ""
    body: int | None = None

    def query(self, page: int | None = None) -> str:
        chosen = {
            "severity": self.severity,
            "code": self.code,
            "state": self.state,
            "body": self.body or "",
            "page": page or "",
        }
        return urlencode({name: value for name, value in chosen.items() if value})

    def address(self, page: int | None = None) -> str:
        return f"{reverse('workbench:check_up')}?{self.query(page)}"

    def found(self, actor: Actor) -> list[Checked]:
        return queries.check_up(actor, body_id=self.body, state=self.state)

    @classmethod
    def of(cls, request: StaffRequest) -> Wanted:
        return cls(
            inputs.choice(request, "severity", Severity.values),
            inputs.choice(request, "code", LINT_NAMES),
            inputs.choice(request, "state", EXAMINED),
            inputs.number(request, "body"),
        )

    def fits(self, remark: Remark) -> bool:
        return self.severity in ("", remark.severity) and self.code in ("", remark.code)


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with its remarks, each with the badge of how much it weighs."""

    title: str
    url: str
    body: str
    state: Badge
    remarks: Sequence[tuple[Badge, Remark]]


@require_GET
def check_up(request: StaffRequest) -> HttpResponse:
    """The list, with the kinds of faults and how many documents have each."""
    demand_business_role(request.actor)
    wanted = Wanted.of(request)
    everything = wanted.found(request.actor)
    counts = queries.fault_counts(everything)
    narrowed = _narrowed(everything, wanted)
    shown = paging.pages(len(narrowed), inputs.page(request), wanted.address, size=PAGE)
    first = (shown.number - 1) * PAGE
    context = {
        "title": "文件体检",
        "wanted": wanted,
        "rows": [_shown(checked) for checked in narrowed[first : first + PAGE]],
        "pages": shown,
        "documents": len(everything),
        "severities": Severity.choices,
        "states": [(state.value, state.label) for state in EXAMINED],
        "faults": [
            NavLink(LINT_NAMES[code], replace(wanted, code=code).address(), code == wanted.code, count=count)
            for code, count in counts.most_common()
        ],
        "bodies": organisations.bodies_covered(request.actor, READERS),
        "export_query": wanted.query(),
    }
    return page(request, "workbench/check_up.html", context)


@require_GET
def export(request: StaffRequest, ending: str) -> HttpResponse:
    """One line for each remark."""
    demand_business_role(request.actor)
    wanted = Wanted.of(request)
    rows = [
        (
            checked.title,
            checked.body_name,
            EditionState(checked.state).label,
            Severity(remark.severity).label,
            LINT_NAMES[remark.code],
            remark.message,
            remark.source,
        )
        for checked in _narrowed(wanted.found(request.actor), wanted)
        for remark in checked.remarks
    ]
    if ending == "csv":
        return csv_download([column.heading for column in SHEET], rows, "文件体检.csv")
    return sheet_download("文件体检", SHEET, rows, frozen_columns=1)


def _narrowed(everything: Sequence[Checked], wanted: Wanted) -> list[Checked]:
    kept = (
        replace(checked, remarks=tuple(remark for remark in checked.remarks if wanted.fits(remark)))
        for checked in everything
    )
    return [checked for checked in kept if checked.remarks]


def _shown(checked: Checked) -> Shown:
    return Shown(
        title=checked.title,
        url=reverse("workbench:document", args=[checked.edition_id]),
        body=checked.body_name,
        state=Badge(EditionState(checked.state).label, STATE_TONES[checked.state]),
        remarks=[
            (Badge(Severity(remark.severity).label, TONES[remark.severity]), remark)
            for remark in checked.remarks
        ],
    )
