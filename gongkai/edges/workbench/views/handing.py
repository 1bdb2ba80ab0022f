"""Handing a review on: 转办, 退回前面环节, 催办."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.core.information import queries
from gongkai.core.information.enums import SUBJECT
from gongkai.core.workflow import commands
from gongkai.core.workflow import queries as workflow
from gongkai.edges.components import inputs
from gongkai.edges.workbench.access import demand, readable_edition
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.standing import Standpoint
from gongkai.edges.workbench.views.reviewing import Forms, show_document
from gongkai.kernel.errors import Conflict

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


@require_POST
def delegate(request: StaffRequest, edition_id: int) -> HttpResponse:
    """转办 to a named holder of the role."""
    edition = readable_edition(request.actor, edition_id)
    standpoint = _standpoint(request, edition)
    form = standpoint.delegate_form(request.POST)
    if form is None:
        demand(standpoint.permissions["delegate"])
        raise Conflict("没有其他人有这一环节的岗位，不能转办。请联系安全管理员授权。")
    step = form.attempt(
        lambda: commands.delegate_step(
            actor=request.actor,
            subject_type=SUBJECT,
            subject_id=edition.pk,
            to_account_id=form.cleaned_data["to"],
            reason=form.text("reason"),
            step_id=inputs.posted_number(request, "step_id"),
        )
    )
    if step is None:
        return show_document(request, queries.get_edition(edition.pk), Forms(delegation=form))
    messages.success(request, f"已转办给{step.assignee}，对方会收到消息。")
    return _back(edition)


@require_POST
def send_back(request: StaffRequest, edition_id: int) -> HttpResponse:
    """退回前面环节: the case goes that way once more."""
    edition = readable_edition(request.actor, edition_id)
    standpoint = _standpoint(request, edition)
    form = standpoint.send_back_form(request.POST)
    if form is None or standpoint.step is None:
        demand(standpoint.permissions["send_back"])
        raise Conflict("该文件不在审批中，可能已由他人办结。请刷新页面查看最新进展。")
    kind = standpoint.step.kind
    case = form.attempt(
        lambda: commands.send_back(
            actor=request.actor,
            subject_type=SUBJECT,
            subject_id=edition.pk,
            kind=kind,
            position=form.cleaned_data["position"],
            opinion=form.text("opinion"),
            step_id=inputs.posted_number(request, "step_id"),
        )
    )
    if case is None:
        return show_document(request, queries.get_edition(edition.pk), Forms(sending_back=form))
    messages.success(request, f"已把“{edition.title}”退回前面环节，您的意见已写入办理过程。")
    return HttpResponseRedirect(reverse("workbench:home"))


@require_POST
def remind(request: StaffRequest, edition_id: int) -> HttpResponse:
    """催办: those who hold the step get a notice."""
    edition = readable_edition(request.actor, edition_id)
    try:
        commands.remind_step(actor=request.actor, subject_type=SUBJECT, subject_id=edition.pk)
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, "已催办，办理人会收到消息。")
    return _back(edition)


def _standpoint(request: StaffRequest, edition: Edition) -> Standpoint:
    return Standpoint.of(request.actor, workflow.running_case(SUBJECT, edition.pk))


def _back(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))
