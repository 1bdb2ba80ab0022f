"""批准公开: asked for by a writer, given or refused by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.core.information import commands, queries
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.attempts import attempt
from gongkai.edges.workbench.forms.guarding import AskReleaseForm, RefuseReleaseForm, ReleaseForm
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.personal_information import Forms, back, findings_page

_VOID = "文字、表格或附件有改动的，自动失效。"


@require_http_methods(["GET", "POST"])
def release(request: StaffRequest, edition_id: int) -> HttpResponse:
    """批准公开, of what was ticked."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return back(edition)
    scopes = queries.guard_report(edition).open_scopes
    form = ReleaseForm.over(scopes, request.POST)
    released = form.attempt(
        lambda: commands.release_findings(
            actor=request.actor,
            edition_id=edition.pk,
            ground=form.text("ground"),
            reason=form.text("reason"),
            scope=form.keys(scopes),
        )
    )
    if released is None:
        return findings_page(request, edition, Forms(release=form))
    messages.success(request, f"已批准公开 {released.hard} 处，记入审计日志。{_VOID}")
    return back(edition)


@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, edition_id: int) -> HttpResponse:
    """申请批准公开."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return back(edition)
    form = AskReleaseForm(request.POST)
    asked = form.attempt(
        lambda: commands.ask_release(actor=request.actor, edition_id=edition.pk, reason=form.text("reason"))
    )
    if asked is None:
        return findings_page(request, edition, Forms(ask=form))
    messages.success(request, f"已申请，列入批准人的“今天要办”，办理结果发消息告知。{_VOID}")
    return back(edition)


@require_POST
def withdraw(request: StaffRequest, edition_id: int) -> HttpResponse:
    """撤回申请."""
    edition = readable_edition(request.actor, edition_id)
    attempt(
        request,
        lambda: commands.withdraw_release_request(actor=request.actor, edition_id=edition.pk),
        "已撤回申请。",
    )
    return back(edition)


@require_http_methods(["GET", "POST"])
def refuse(request: StaffRequest, edition_id: int) -> HttpResponse:
    """退回申请."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return back(edition)
    form = RefuseReleaseForm(request.POST)
    refused = form.attempt(
        lambda: commands.refuse_release(
            actor=request.actor, edition_id=edition.pk, answer=form.text("answer")
        )
    )
    if refused is None:
        return findings_page(request, edition, Forms(refuse=form))
    messages.success(request, "已退回申请，并告知申请人。")
    return back(edition)
