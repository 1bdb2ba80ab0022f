"""One row of a catalogue: what it says, what was published of it, and what may become of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.information.enums import WRITERS
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue_steps import NothingToFillForm, ProposeExemptionForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.panels import Panel, reasons, with_refused
from gongkai.edges.workbench.presenting import catalogue_items as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.catalogue_browser import crumbs
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.catalogue.models import CatalogueItem

REMOVE, EXEMPT = "remove", "exempt"


@require_GET
def item(request: StaffRequest, item_id: int) -> HttpResponse:
    return _show(request, queries.get_item(item_id))


@require_POST
def change(request: StaffRequest, item_id: int, name: str) -> HttpResponse:
    """Take the row away, or propose that it does not apply here."""
    found = queries.get_item(item_id)
    panel = next((row for row in _panels(request.actor, found, request.POST) if row.name == name), None)
    if panel is None:
        raise NotFound("没有这项操作。")
    demand(panel.decision)
    if panel.form.attempt(lambda: panel.act(request.actor, found, panel.form)) is None:
        return _show(request, found, panel, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if name == REMOVE:
        messages.success(request, f"已删除“{found.name}”。")
        return HttpResponseRedirect(reverse("workbench:catalogue", args=[found.catalogue_id]))
    messages.success(request, "已提出不适用，请由他人审批。批准之前该事项照常列入目录。")
    return HttpResponseRedirect(reverse("workbench:item", args=[found.pk]))


def _show(
    request: StaffRequest, found: CatalogueItem, refused: Panel | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    """The row being worked on for those who keep the catalogue; for others what was last published."""
    works = policies.may_read_working(request.actor, found.catalogue).allowed
    values = found if works else queries.latest_revision(found.pk)
    if values is None:
        raise NotFound("没有找到该公开事项，可能尚未公布，或者已不再列入目录。")
    panels = with_refused(_panels(request.actor, found), refused) if works else []
    decision = policies.may_edit_catalogue(request.actor, found.catalogue)
    exemption = queries.current_exemption(found.pk)
    context = {
        "title": values.name,
        "item": found,
        "values": values,
        "facts": presenting.facts(values),
        "relation": presenting.relation_badge(values),
        "upper": queries.upper_of(found) if works else None,
        "lacks": queries.lacks_of(found) if works and found.catalogue.division_id else [],
        "exemption": exemption if works else None,
        "history": presenting.history(queries.history_of(found.pk)),
        "standard": queries.content_standard_for(found.pk),
        "may_set_standard": policies.may_set_content_standard(request.actor, found.catalogue),
        "may_edit": decision,
        "panels": panels,
        "refusals": reasons(panels) if decision.allowed else [],
        "can_write": bool(request.actor.roles & {role.value for role in WRITERS})
        and found.catalogue.division_id is not None,
        "crumbs": crumbs(
            NavLink(found.catalogue.title, reverse("workbench:catalogue", args=[found.catalogue_id])),
            NavLink(values.name, ""),
        ),
    }
    return page(request, "workbench/item.html", context, status=status)


def _panels(actor: Actor, found: CatalogueItem, data: QueryDict | None = None) -> list[Panel]:
    if found.catalogue.division_id is None or not found.is_listed:
        return []
    proposing = Panel(
        EXEMPT,
        "提出不适用",
        ProposeExemptionForm(data),
        policies.may_edit_catalogue(actor, found.catalogue),
        _propose,
    )
    return [
        *([proposing] if queries.current_exemption(found.pk) is None else []),
        Panel(
            REMOVE,
            "删除事项",
            NothingToFillForm(data),
            policies.may_remove_item(actor, found),
            _remove,
            question=f"删除“{found.name}”？删除后不能恢复。",
            alarm=True,
        ),
    ]


def _propose(actor: Actor, found: CatalogueItem, form: ProposeExemptionForm) -> object:
    return commands.propose_not_applicable(
        actor=actor, catalogue_id=found.catalogue_id, item_id=found.pk, basis=form.text("basis")
    )


def _remove(actor: Actor, found: CatalogueItem, _form: NothingToFillForm) -> object:
    commands.remove_item(actor=actor, item_id=found.pk)
    return True
