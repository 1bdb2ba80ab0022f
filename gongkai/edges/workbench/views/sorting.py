"""事项梳理: power → link → information → openness → catalogue item, one page a power."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.powers import commands, policies, queries
from gongkai.core.powers.enums import PowerList, SortingState
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench.access import demand, demand_business_role
from gongkai.edges.workbench.forms.sorting import InformationForm, OpinionForm, ReopenForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting import powers as power_presenting
from gongkai.edges.workbench.presenting import sorting as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.powers import readable_power
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.powers.models import PowerItem
    from gongkai.core.powers.queries import BodyProgress
    from gongkai.edges.workbench.forms.base import WorkbenchForm

COLUMNS = (
    Column("单位"), Column("事项", "number"), Column("梳理中", "number"), Column("待核定", "number"),
    Column("已核定", "number"), Column("没有目录事项", "number"),
)  # fmt: skip
MOST_GAPS = 30


@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """How far each body is, and where to go on."""
    demand_business_role(request.actor)
    progress = queries.progress_by_body(request.actor)
    mine = queries.list_powers(request.actor, sorting=SortingState.OPEN)
    if request.actor.body_id is not None:
        mine = mine.filter(body_id=request.actor.body_id)
    division = organisations.get_body(request.actor.body_id).division_id if request.actor.body_id else None
    gaps = queries.powers_without_item(division) if division else None
    context = {
        "title": "事项梳理",
        "columns": COLUMNS,
        "rows": [_progress_row(row) for row in progress],
        "total": sum(row.total for row in progress),
        "confirmed": sum(row.confirmed for row in progress),
        "next": mine.first(),
        "to_confirm": queries.list_powers(request.actor, sorting=SortingState.IN_REVIEW)[:MOST_GAPS],
        "gaps": gaps[:MOST_GAPS] if gaps is not None else [],
        "gap_count": gaps.count() if gaps is not None else 0,
        "unsorted": queries.information_without_openness(division).count() if division else 0,
    }
    return page(request, "workbench/sorting_overview.html", context)


@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """单位公开事项清单 as .xlsx, of one body (`body`) or of all in sight."""
    demand_business_role(request.actor)
    body_id = inputs.number(request, "body")
    powers = queries.list_powers(request.actor, body_id=body_id)
    name = organisations.get_body(body_id).name if body_id else ""
    rows = power_presenting.sorted_rows(queries.sorted_information(powers))
    return sheet_download(f"{name}公开事项清单", power_presenting.SORTED_SHEET, rows, frozen_columns=4)


@require_GET
def sorting(request: StaffRequest, power_id: int) -> HttpResponse:
    return show(request, readable_power(request.actor, power_id))


@require_POST
def save(request: StaffRequest, information_id: int) -> HttpResponse:
    """Save one information as it was just changed.

    A script gets back what there is to say of it, and never the form: somebody may be typing in it.
    """
    row = queries.get_information(information_id)
    power = readable_power(request.actor, row.link.power_id)
    demand(policies.may_sort(request.actor, power))
    form = InformationForm(request.POST)
    saved = form.attempt(
        lambda: commands.save_information(
            actor=request.actor, link_id=row.link_id, information_id=row.pk, given=form.given()
        )
    )
    if not request.htmx:
        return show(request, power, refused=(row.pk, form) if saved is None else None)
    return _saved(request, power, row.pk, form if saved is None else None)


def show(
    request: StaffRequest,
    power: PowerItem,
    *,
    refused: tuple[int, InformationForm] | None = None,
    form: WorkbenchForm | None = None,
) -> HttpResponse:
    """The page of a power; `refused`: the information whose form was not saved, `form`: another form."""
    links = queries.links_of(power.pk)
    lacks = queries.check_sorting(links)
    words = inputs.words(request)
    names = [row.name for link in links for row in link.information.all()]
    offers = presenting.offers_for(power, names, words)
    cards = presenting.link_cards(links, offers, lacks)
    if refused is not None:
        cards = [_with_refused(card, offers, *refused) for card in cards]
    before, after = queries.neighbours(power)
    context = {
        "title": f"梳理：{power.name}",
        "power": power,
        "badge": power_presenting.sorting_badge(power),
        "list_label": PowerList(power.list_kind).label,
        "cards": cards,
        "missing": presenting.missing_of(lacks),
        "words": words,
        "last_change": queries.last_change(power.pk),
        "may_sort": policies.may_sort(request.actor, power),
        "may_confirm": policies.may_confirm(request.actor, power),
        "may_recall": policies.may_recall(request.actor, power),
        "may_reopen": policies.may_reopen(request.actor, power),
        "opinion_form": form if isinstance(form, OpinionForm) else OpinionForm(),
        "reopen_form": form if isinstance(form, ReopenForm) else ReopenForm(),
        "refused_form": form,
        "reviews": [
            step for case in queries.reviews_of(power.pk) for step in case.steps.all() if step.decided_at
        ],
        "before": before,
        "after": after,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("事项梳理", reverse("workbench:sorting_overview")),
            NavLink(power.name, ""),
        ],
    }
    wrong = refused is not None or (form is not None and bool(form.errors))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return page(request, "workbench/sorting.html", context, status=status)


def _saved(
    request: StaffRequest, power: PowerItem, information_id: int, refused: InformationForm | None
) -> HttpResponse:
    """Whether it was saved, and what is still missing."""
    links = queries.links_of(power.pk)
    lacks = queries.check_sorting(links)
    row = next((row for link in links for row in link.information.all() if row.pk == information_id), None)
    if row is None:
        raise NotFound("没有找到这项信息，可能已被他人删除。请刷新页面。")
    offers = presenting.offers_for(power, [row.name])
    context = {
        "card": presenting.information_card(row, offers, {lack.anchor for lack in lacks}, refused),
        "power": power,
        "missing": presenting.missing_of(lacks),
        "last_change": queries.last_change(power.pk),
        "may_sort": policies.may_sort(request.actor, power),
        "saved": refused is None,
    }
    status = HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return fragment(request, "workbench/sorting_saved.html", context, status=status)


def _with_refused(
    card: presenting.LinkCard, offers: presenting.Offers, information_id: int, form: InformationForm
) -> presenting.LinkCard:
    return presenting.LinkCard(
        card.link,
        [
            presenting.information_card(each.row, offers, set(), form)
            if each.row.pk == information_id
            else each
            for each in card.cards
        ],
    )


def _progress_row(row: BodyProgress) -> TableRow:
    address = f"{reverse('workbench:powers')}?body={row.body_id}"
    return TableRow(
        [
            Cell(row.body_name, url=address),
            *(Cell(str(number)) for number in (row.total, row.open, row.in_review, row.confirmed)),
            Cell(str(row.without_item)),
        ]
    )
