"""个人信息检查 of a document: what was found, masking, a look, release by a second person, proof."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.enums import Handling, Weight
from gongkai.core.information import commands, policies, queries
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.attempts import attempt
from gongkai.edges.workbench.forms.guarding import LeftOutForm, ReleaseForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting import guarding as presenting
from gongkai.edges.workbench.presenting import processing
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views import masking
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


@require_GET
def findings(request: StaffRequest, edition_id: int) -> HttpResponse:
    """The whole page, or how far the work in the background is; once it is done the page is fetched anew."""
    edition = readable_edition(request.actor, edition_id)
    if not request.htmx:
        return _findings(request, edition, ReleaseForm())
    works = processing.processings(edition)
    if not works.under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "edition": edition,
        "processings": works,
        "guard": presenting.shown(edition),
        "may": _may(request.actor, edition),
    }
    return fragment(request, "workbench/guard_progress.html", context)


@require_POST
def check(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Scan what nobody has scanned under the present rules."""
    edition = readable_edition(request.actor, edition_id)
    attempt(
        request,
        lambda: commands.check_edition(actor=request.actor, edition_id=edition.pk),
        "已按现行规则检查；大文件在后台检查，检查完显示结果。",
    )
    return _back(edition)


@require_POST
def confirm(request: StaffRequest, edition_id: int) -> HttpResponse:
    """One finding, or all of them that want a look."""
    edition = readable_edition(request.actor, edition_id)
    one = request.POST.get("fingerprint", "")
    attempt(
        request,
        lambda: commands.confirm_findings(
            actor=request.actor, edition_id=edition.pk, fingerprints=(one,) if one else ()
        ),
        "已记录：经核对可以公开。",
    )
    return _back(edition)


@require_http_methods(["GET", "POST"])
def release(request: StaffRequest, edition_id: int) -> HttpResponse:
    """批准公开."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = ReleaseForm(request.POST)
    released = form.attempt(
        lambda: commands.release_findings(
            actor=request.actor, edition_id=edition.pk, ground=form.text("ground"), reason=form.text("reason")
        )
    )
    if released is None:
        return _findings(request, edition, form)
    messages.success(request, "已批准公开，记入审计日志。文字、表格或附件有改动的，批准自动失效。")
    return _back(edition)


@require_POST
def mask_text(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Mask text, fields and tables, or take that back."""
    edition = readable_edition(request.actor, edition_id)
    if request.POST.get("action") == "undo":
        masking.tell(request, lambda: masking.unmasked_text(request.actor, edition))
        return _back(edition)
    revision = inputs.posted_number(request, "revision") or 0
    masking.tell(request, lambda: masking.masked_text(request.actor, edition, revision))
    return _back(edition)


@require_POST
def mask_file(request: StaffRequest, edition_id: int, attachment_id: int) -> HttpResponse:
    """Put the masked copy in the place of a file, or the file back."""
    edition = readable_edition(request.actor, edition_id)
    masking.demand_own(edition, attachment_id)
    seen = request.POST.get("seen", "")
    if request.POST.get("action") == "undo":
        masking.tell(request, lambda: masking.unmasked_file(request.actor, attachment_id, seen=seen))
        return _back(edition)
    form = LeftOutForm(attachment_id, request.POST)
    told = form.attempt(
        lambda: masking.masked_file(request.actor, attachment_id, seen=seen, without=form.typed)
    )
    if told is not None:
        messages.success(request, told)
        return _back(edition)
    if form.has_error("without"):
        return _findings(request, edition, ReleaseForm(), {attachment_id: form})
    for refusal in form.non_field_errors():
        messages.error(request, str(refusal))
    return _back(edition)


@require_GET
def proof(request: StaffRequest, edition_id: int) -> HttpResponse:
    """What was kept at publication, to print. Raises NotFound where there is nothing."""
    edition = readable_edition(request.actor, edition_id)
    found = guarding.proof_of(queries.proof_subject(edition))
    if found is None:
        raise NotFound("这一版没有个人信息检查证明：可能还没有发布，或者在启用检查之前就已发布。")
    context = {
        "title": f"{edition.title} 个人信息检查证明",
        "edition": edition,
        "proof": found,
        "lines": [_proved(line) for line in found.findings],
        "printed_on": clock.today(),
        "crumbs": _crumbs(edition, "个人信息检查证明"),
    }
    return page(request, "workbench/personal_information_proof.html", context)


def _proved(line: dict[str, str]) -> str:
    """附件“名单.xlsx”，第3行：身份证号 1101…，必须处理，经批准公开."""
    where = "，".join(words for words in (line["part"], line["place"]) if words)
    said = " ".join(words for words in (line["label"], line["masked"]) if words)
    return f"{where}：{said}，{Weight(line['weight']).label}，{Handling(line['handling']).label}"


def _findings(
    request: StaffRequest,
    edition: Edition,
    form: ReleaseForm,
    refused: Mapping[int, LeftOutForm] | None = None,
) -> HttpResponse:
    """The page with what was refused on it.

    Args:
        refused: by attachment, the form whose columns the file does not have.
    """
    subject = queries.guard_subject(edition)
    works = processing.processings(edition)
    guard = presenting.shown(edition, works.masking)
    left_out = {pk: LeftOutForm(pk, typed=typed) for pk, typed in works.columns.items()}
    left_out.update(refused or {})
    context = {
        "title": f"{edition.title} 个人信息检查",
        "edition": edition,
        "guard": guard,
        "parts": [(part, _columns_form(part, left_out)) for part in guard.parts],
        "processings": works,
        "release_form": form,
        "releases": guarding.releases_of(subject),
        "proof": guarding.proof_of(queries.proof_subject(edition)),
        "may": _may(request.actor, edition),
        "crumbs": _crumbs(edition, "个人信息检查"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or refused else HTTPStatus.OK
    return page(request, "workbench/personal_information.html", context, status=status)


def _columns_form(part: presenting.ShownPart, left_out: Mapping[int, LeftOutForm]) -> LeftOutForm | None:
    if part.file is None or not part.leaves_out:
        return None
    return left_out.get(part.file.pk) or LeftOutForm(part.file.pk)


def _may(actor: Actor, edition: Edition) -> dict[str, Decision]:
    return {
        "edit": policies.may_edit(actor, edition),
        "scan": policies.may_scan(actor, edition),
        "confirm": policies.may_confirm_findings(actor, edition),
        "release": policies.may_release_findings(actor, edition),
    }


def _crumbs(edition: Edition, label: str) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("文件库", reverse("workbench:documents")),
        NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
        NavLink(label, ""),
    ]


def _back(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:personal_information", args=[edition.pk]))
