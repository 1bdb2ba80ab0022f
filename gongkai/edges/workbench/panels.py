"""Small changes on the page of a thing: each a folded form with the command behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.base import WorkbenchForm
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision


@dataclass(frozen=True, slots=True)
class Panel:
    """One change that may be made: its form, or why it may not be made.

    `act` gets who acts, the thing and the checked form; it does not return `None`.
    """

    name: str
    label: str
    form: WorkbenchForm
    decision: Decision
    act: Callable[[Actor, Any, Any], object]
    question: str = ""
    alarm: bool = False


def with_refused(panels: Sequence[Panel], refused: Panel | None) -> list[Panel]:
    """The panels, with one whose form was refused in the place of the fresh one."""
    return [refused if refused and refused.name == panel.name else panel for panel in panels]


def named(panels: Iterable[Panel], name: str) -> Panel | None:
    """The panel of that name, if the page has it."""
    return next((panel for panel in panels if panel.name == name), None)


def carry_out(actor: Actor, thing: object, panel: Panel) -> bool:
    """Make the change; False when its form or command refuses, and then the form says why.

    Raises:
        Denied: the policy says no.
    """
    demand(panel.decision)
    return panel.form.attempt(lambda: panel.act(actor, thing, panel.form)) is not None


def answer(
    request: StaffRequest,
    thing: object,
    panel: Panel | None,
    *,
    address: str,
    refused: Callable[[Panel], HttpResponse],
    more: str = "",
) -> HttpResponse:
    """Carry out what was sent with a panel and go back to the page of the thing.

    Args:
        address: of that page.
        refused: the page again, with what its form says is wrong.
        more: what to add to the word that it is done.
    """
    if request.method == "GET" or panel is None:
        return HttpResponseRedirect(address)
    if not carry_out(request.actor, thing, panel):
        return refused(panel)
    messages.success(request, f"已办理：{panel.label}。{more}")
    return HttpResponseRedirect(address)


def reasons(panels: Iterable[Panel]) -> list[str]:
    """Why nothing may be done, when nothing may; each reason once."""
    every = list(panels)
    if any(panel.decision.allowed for panel in every):
        return []
    return list(dict.fromkeys(panel.decision.reason for panel in every))
