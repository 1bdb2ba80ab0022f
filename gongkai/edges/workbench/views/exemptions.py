"""不适用: what was proposed, decided by another person, ended."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.enums import ExemptionState
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue_steps import (
    DecideExemptionForm,
    NothingToFillForm,
    RefuseExemptionForm,
)
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.panels import Panel, reasons, with_refused
from gongkai.edges.workbench.presenting import catalogue_items as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.catalogue_browser import crumbs
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.catalogue.models import Exemption

APPROVE, REFUSE, RESTORE = "approve", "refuse", "restore"


@require_GET
def exemption(request: StaffRequest, exemption_id: int) -> HttpResponse:
    return _show(request, _readable(request.actor, exemption_id))


@require_POST
def change(request: StaffRequest, exemption_id: int, name: str) -> HttpResponse:
    """Approve, refuse, or let the item apply again."""
    found = _readable(request.actor, exemption_id)
    panel = next((row for row in _panels(request.actor, found, request.POST) if row.name == name), None)
    if panel is None:
        raise NotFound("没有这项操作，可能他人已经办理。请刷新页面。")
    demand(panel.decision)
    if panel.form.attempt(lambda: panel.act(request.actor, found, panel.form)) is None:
        return _show(request, found, panel, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"已办理：{panel.label}。公布新版本后公众才能看到。")
    return HttpResponseRedirect(reverse("workbench:exemption", args=[found.pk]))


def _readable(actor: Actor, exemption_id: int) -> Exemption:
    """Raises NotFound, also for those who may not see what is being worked on."""
    found = queries.get_exemption(exemption_id)
    is_public = found.since_version is not None
    if not is_public and not policies.may_read_working(actor, found.catalogue).allowed:
        raise NotFound("没有找到该不适用事项，或者不在您的权限范围内。")
    return found


def _show(
    request: StaffRequest, found: Exemption, refused: Panel | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    panels = with_refused(_panels(request.actor, found), refused)
    context = {
        "title": f"不适用：{found.subject.name}",
        "exemption": found,
        "badge": presenting.exemption_badge(found),
        "facts": presenting.exemption_facts(found),
        "course": presenting.exemption_course(found),
        "panels": panels,
        "refusals": reasons(panels),
        "crumbs": crumbs(
            NavLink(found.catalogue.title, reverse("workbench:catalogue", args=[found.catalogue_id])),
            NavLink(f"不适用：{found.subject.name}", ""),
        ),
    }
    return page(request, "workbench/exemption.html", context, status=status)


def _panels(actor: Actor, found: Exemption, data: QueryDict | None = None) -> list[Panel]:
    if found.state == ExemptionState.PROPOSED:
        decision = policies.may_decide_exemption(actor, found)
        return [
            Panel(APPROVE, "批准不适用", DecideExemptionForm(data), decision, _approve),
            Panel(REFUSE, "不同意", RefuseExemptionForm(data), decision, _refuse),
        ]
    if found.state == ExemptionState.APPROVED:
        return [
            Panel(
                RESTORE,
                "恢复适用",
                NothingToFillForm(data),
                policies.may_edit_catalogue(actor, found.catalogue),
                _restore,
                question="恢复后，该事项随下一版目录重新列入。",
            )
        ]
    return []


def _approve(actor: Actor, found: Exemption, form: DecideExemptionForm) -> object:
    return commands.approve_not_applicable(actor=actor, exemption_id=found.pk, opinion=form.text("opinion"))


def _refuse(actor: Actor, found: Exemption, form: RefuseExemptionForm) -> object:
    return commands.refuse_not_applicable(actor=actor, exemption_id=found.pk, opinion=form.text("opinion"))


def _restore(actor: Actor, found: Exemption, _form: NothingToFillForm) -> object:
    return commands.restore_item(actor=actor, exemption_id=found.pk)
