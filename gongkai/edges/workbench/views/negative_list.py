"""负面清单: what may be withheld in a division, with ground, basis and the next examination."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.powers import commands, policies, queries
from gongkai.core.powers.enums import ENTRY_SUBJECT, OFFICE, READERS, EntryState, Ground
from gongkai.edges.components import inputs
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, NavLink, TableRow
from gongkai.edges.workbench.access import demand, demand_business_role
from gongkai.edges.workbench.forms.powers import EndEntryForm, EntryForm, ExamineForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.panels import Panel, answer, named, reasons, with_refused
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound
from gongkai.reference.withholding_grounds import withholding_grounds

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from gongkai.core.powers.models import NegativeListEntry

COLUMNS = (
    Column("不予公开的事项"), Column("情形"), Column("有效期"), Column("下次评估", "date"),
    Column("引用", "number"), Column("状态"),
)  # fmt: skip
EXAMINATION_COLUMNS = (Column("评估日期", "date"), Column("意见"), Column("评估后有效期"), Column("评估人"))
CSV_HEADER = ("地区", "不予公开的事项", "情形", "条款", "依据", "有效期自", "有效期至", "负责单位", "状态")


@require_GET
def negative_list(request: StaffRequest) -> HttpResponse:
    """Entries of the regions in sight; `ended` also those that were taken off."""
    demand_business_role(request.actor)
    ground, words = inputs.choice(request, "ground", Ground.values), inputs.words(request)
    ended = request.GET.get("ended") == "1"
    found = list(_visible(request.actor, ground=ground, words=words, include_ended=ended))
    context = {
        "title": "负面清单",
        "ground": ground,
        "words": words,
        "ended": ended,
        "grounds": Ground.choices,
        "columns": COLUMNS,
        "rows": _rows(found),
        "count": len(found),
        "may_add": bool(request.actor.roles & {role.value for role in OFFICE}),
    }
    return page(request, "workbench/negative_list.html", context)


@require_GET
def export(request: StaffRequest) -> HttpResponse:
    demand_business_role(request.actor)
    rows = [
        (
            row.division.name,
            row.matter,
            Ground(row.ground).label,
            row.article,
            row.basis,
            f"{row.valid_from:%Y-%m-%d}",
            f"{row.valid_until:%Y-%m-%d}" if row.valid_until else "长期",
            row.body.name,
            EntryState(row.state).label,
        )
        for row in _visible(request.actor, include_ended=True)
    ]
    return csv_download(CSV_HEADER, rows, "负面清单.csv")


@require_http_methods(["GET", "POST"])
def create(request: StaffRequest) -> HttpResponse:
    divisions = organisations.divisions_covered(request.actor, OFFICE)
    if not divisions.exists():
        demand(decide(request.actor, OFFICE, None, "维护负面清单"))
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        divisions=[(str(row.pk), row.name) for row in divisions],
        bodies=[(str(row.pk), row.name) for row in organisations.bodies_covered(request.actor, OFFICE)],
        initial={"valid_from": clock.today(), "body": request.actor.body_id},
    )
    if form.is_bound:
        created = form.attempt(
            lambda: commands.add_entry(
                actor=request.actor,
                division_id=form.cleaned_data["division"],
                body_id=form.cleaned_data["body"],
                matter=form.text("matter"),
                ground=Ground(form.cleaned_data["ground"]),
                basis=form.text("basis"),
                valid_from=form.cleaned_data["valid_from"],
                valid_until=form.cleaned_data["valid_until"],
            )
        )
        if created is not None:
            messages.success(request, f"已列入负面清单：{created.matter}。")
            return HttpResponseRedirect(reverse("workbench:negative_entry", args=[created.pk]))
    context = {
        "title": "列入负面清单",
        "form": form,
        "grounds": withholding_grounds().values(),
        "crumbs": _crumbs(NavLink("列入负面清单", "")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/negative_new.html", context, status=status)


@require_GET
def entry(request: StaffRequest, entry_id: int) -> HttpResponse:
    return _show(request, _readable(request.actor, entry_id))


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, entry_id: int, name: str) -> HttpResponse:
    """Examine, or take off the list."""
    found = _readable(request.actor, entry_id)
    panel = named(_panels(request.actor, found, request.POST, name), name)
    return answer(
        request,
        found,
        panel,
        address=reverse("workbench:negative_entry", args=[found.pk]),
        refused=lambda panel: _show(request, found, panel, status=HTTPStatus.UNPROCESSABLE_ENTITY),
    )


def _show(
    request: StaffRequest,
    found: NegativeListEntry,
    refused: Panel | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    panels = with_refused(_panels(request.actor, found), refused)
    context = {
        "title": found.matter,
        "entry": found,
        "badge": _badge(found),
        "facts": _facts(found),
        "examination_columns": EXAMINATION_COLUMNS,
        "examinations": [
            TableRow(
                [
                    Cell(day=row.on),
                    Cell(row.opinion),
                    Cell(_until(row.valid_until)),
                    Cell(row.by),
                ]
            )
            for row in queries.examinations_of(found.pk)
        ],
        "panels": panels,
        "refusals": reasons(panels),
        "crumbs": _crumbs(NavLink(found.matter, "")),
    }
    return page(request, "workbench/negative_entry.html", context, status=status)


def _facts(found: NegativeListEntry) -> list[Fact]:
    ground = withholding_grounds()[found.ground]
    standing = deadlines.deadlines_of(ENTRY_SUBJECT, [found.pk]).get(found.pk, [])
    due = next((row.due_on for row in standing if row.is_open), None)
    return [
        Fact("情形", ground.name),
        Fact("条款", f"{ground.article}\n{ground.note}"),
        Fact("依据", found.basis),
        Fact("有效期", f"{found.valid_from:%Y-%m-%d} 至 {_until(found.valid_until)}"),
        Fact("下次评估不晚于", f"{due:%Y-%m-%d}" if due else ""),
        Fact("负责单位", found.body.name),
        Fact("登记", f"{found.added_by}，{clock.day_of(found.added_at):%Y-%m-%d}"),
        *(
            [Fact("移出", f"{found.ended_on:%Y-%m-%d}，{found.ending_reason}")]
            if found.ended_on is not None
            else []
        ),
    ]


def _panels(
    actor: Actor, found: NegativeListEntry, data: QueryDict | None = None, only: str = ""
) -> list[Panel]:
    if found.state == EntryState.ENDED:
        return []
    decision = policies.may_change_entry(actor, found)
    today = {"on": clock.today(), "valid_until": found.valid_until}
    examine = ExamineForm(data if only == "examine" else None, auto_id="id_examine_%s", initial=today)
    end = EndEntryForm(data if only == "end" else None, auto_id="id_end_%s", initial=today)
    return [
        Panel("examine", "评估后继续保留", examine, decision, _examine),
        Panel(
            "end", "移出负面清单", end, decision, _end,
            "确定移出？引用该条目的信息须重新认定公开属性。", alarm=True,
        ),
    ]  # fmt: skip


def _examine(actor: Actor, found: NegativeListEntry, form: ExamineForm) -> object:
    return commands.examine_entry(
        actor=actor,
        entry_id=found.pk,
        on=form.cleaned_data["on"],
        opinion=form.text("opinion"),
        valid_until=form.cleaned_data["valid_until"],
    )


def _end(actor: Actor, found: NegativeListEntry, form: EndEntryForm) -> object:
    return commands.end_entry(
        actor=actor, entry_id=found.pk, on=form.cleaned_data["on"], reason=form.text("reason")
    )


def _rows(found: Iterable[NegativeListEntry]) -> list[TableRow]:
    entries = list(found)
    standing = deadlines.deadlines_of(ENTRY_SUBJECT, [row.pk for row in entries])
    return [
        TableRow(
            [
                Cell(
                    row.matter,
                    url=reverse("workbench:negative_entry", args=[row.pk]),
                    note=f"{row.division.name} · {row.body.name}",
                ),
                Cell(Ground(row.ground).label, note=row.article),
                Cell(f"{row.valid_from:%Y-%m-%d} 至 {_until(row.valid_until)}"),
                Cell(day=next((each.due_on for each in standing.get(row.pk, []) if each.is_open), None)),
                Cell(str(getattr(row, "citation_count", ""))),
                Cell(badge=_badge(row)),
            ]
        )
        for row in entries
    ]


def _badge(row: NegativeListEntry) -> Badge:
    if row.state == EntryState.ENDED:
        return Badge("已移出", "off")
    return Badge("有效", "good") if row.holds_on(clock.today()) else Badge("已过有效期，不得引用", "alarm")


def _until(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else "长期"


def _visible(
    actor: Actor, *, ground: str = "", words: str = "", include_ended: bool = False
) -> QuerySet[NegativeListEntry]:
    """Entries of the divisions that the actor's bodies lie in or below."""
    lineages = (
        organisations.bodies_covered(actor, READERS)
        .order_by()
        .values_list("division__lineage", flat=True)
        .distinct()
    )
    ids = sorted({division for lineage in lineages for division in lineage})
    return queries.entries_of(ids, ground=ground, words=words, include_ended=include_ended)


def _readable(actor: Actor, entry_id: int) -> NegativeListEntry:
    demand_business_role(actor)
    found = queries.get_entry(entry_id)
    if not _visible(actor, include_ended=True).filter(pk=found.pk).exists():
        raise NotFound("没有找到该负面清单条目，或者不在您的权限范围内。")
    return found


def _crumbs(*last: NavLink) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("负面清单", reverse("workbench:negative_list")),
        *last,
    ]
