"""The steps of a sorting that change more than one form: links, undo, submitting, confirming."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.core.powers import commands, queries
from gongkai.core.powers.rules import InformationFields
from gongkai.edges.workbench.forms.sorting import LinkForm, NameForm, OpinionForm, ReopenForm
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.powers import readable_power
from gongkai.edges.workbench.views.sorting import show
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.powers.models import PowerItem
    from gongkai.edges.workbench.forms.base import WorkbenchForm


_STEPS: dict[str, tuple[Callable[..., Any], Callable[[Any], str]]] = {
    "lay-out": (commands.lay_out_links, lambda _: ""),
    "undo": (commands.undo_sorting, lambda change: f"已撤销：{change.what}。"),
    "submit": (commands.submit_sorting, lambda _: "已提交政务公开办核定。"),
    "recall": (commands.recall_sorting, lambda _: "已撤回，可以继续修改。"),
}
"""Steps that need nothing but the power: the command, and what the person reads afterwards."""


@require_POST
def step(request: StaffRequest, power_id: int, name: str) -> HttpResponse:
    power = readable_power(request.actor, power_id)
    if name not in _STEPS:
        raise NotFound("没有这个操作。")
    act, words = _STEPS[name]
    return _do(request, power, lambda: act(actor=request.actor, power_id=power.pk), words)


@require_POST
def decide(request: StaffRequest, power_id: int) -> HttpResponse:
    """Confirm, or send back with the reason."""
    power = readable_power(request.actor, power_id)
    form = OpinionForm(request.POST)
    returned = request.POST.get("verdict") == "return"
    act = commands.return_sorting if returned else commands.confirm_sorting
    words = "已退回，单位修改后重新提交。" if returned else "已核定。"
    return _with_form(
        request,
        power,
        form,
        lambda: act(actor=request.actor, power_id=power.pk, opinion=form.text("opinion")),
        words,
    )


@require_POST
def reopen(request: StaffRequest, power_id: int) -> HttpResponse:
    power = readable_power(request.actor, power_id)
    form = ReopenForm(request.POST)
    return _with_form(
        request,
        power,
        form,
        lambda: commands.reopen_sorting(actor=request.actor, power_id=power.pk, reason=form.text("reason")),
        "可以重新梳理了。",
    )


@require_POST
def add_link(request: StaffRequest, power_id: int) -> HttpResponse:
    power = readable_power(request.actor, power_id)
    form = LinkForm(request.POST)
    return _with_form(
        request,
        power,
        form,
        lambda: commands.save_link(actor=request.actor, power_id=power.pk, name=form.text("name")),
        "",
    )


@require_POST
def change_link(request: StaffRequest, link_id: int, name: str) -> HttpResponse:
    """Rename, move or take away a link, or add to what it produces."""
    link = queries.get_link(link_id)
    power = readable_power(request.actor, link.power_id)
    actor, anchor = request.actor, f"link-{link.pk}"
    if name == "rename":
        form = LinkForm(request.POST)
        return _with_form(
            request,
            power,
            form,
            lambda: commands.save_link(
                actor=actor, power_id=power.pk, link_id=link.pk, name=form.text("name")
            ),
            "",
            anchor,
        )
    if name == "add":
        named = NameForm(request.POST)
        return _with_form(
            request,
            power,
            named,
            lambda: commands.save_information(
                actor=actor, link_id=link.pk, given=InformationFields(named.text("name"))
            ),
            "",
            anchor,
        )
    if name == "remove":
        return _do(request, power, lambda: commands.remove_link(actor=actor, link_id=link.pk))
    earlier = name == "earlier"
    return _do(
        request,
        power,
        lambda: commands.move_link(actor=actor, link_id=link.pk, earlier=earlier),
        anchor=anchor,
    )


@require_POST
def remove(request: StaffRequest, information_id: int) -> HttpResponse:
    row = queries.get_information(information_id)
    power = readable_power(request.actor, row.link.power_id)
    return _do(
        request,
        power,
        lambda: commands.remove_information(actor=request.actor, information_id=row.pk),
        lambda _: f"已删除“{row.name}”，可以撤销。",
        anchor=f"link-{row.link_id}",
    )


def _do(
    request: StaffRequest,
    power: PowerItem,
    act: Callable[[], Any],
    words: Callable[[Any], str] | None = None,
    *,
    anchor: str = "",
) -> HttpResponse:
    """Do it and come back to the page; a refusal is shown there."""
    try:
        done = act()
    except (Conflict, InvalidInput) as error:
        messages.error(request, error.message)
    else:
        if words is not None and (told := words(done)):
            messages.success(request, told)
    return _back(power, anchor)


def _with_form(
    request: StaffRequest,
    power: PowerItem,
    form: WorkbenchForm,
    act: Callable[[], object],
    words: str,
    anchor: str = "",
) -> HttpResponse:
    """Do it; a refusal is shown on the page with what was typed."""
    if form.attempt(act) is None:
        return show(request, queries.get_power(power.pk), form=form)
    if words:
        messages.success(request, words)
    return _back(power, anchor)


def _back(power: PowerItem, anchor: str = "") -> HttpResponse:
    address = reverse("workbench:sorting", args=[power.pk])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)
