"""个人信息检查 of a document: what was found, masking, a look, proof; the release is in `releasing`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
from gongkai.edges.workbench.forms.guarding import (
    AskReleaseForm,
    ConfirmForm,
    LeftOutForm,
    RefuseReleaseForm,
    ReleaseForm,
)
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting import guarding as presenting
from gongkai.edges.workbench.presenting import processing, releasing
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
        return findings_page(request, edition)
    works = processing.processings(edition)
    if not works.under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "edition": edition,
        "processings": works,
        "guard": presenting.shown(edition, works),
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
    return back(edition)


@require_http_methods(["GET", "POST"])
def confirm(request: StaffRequest, edition_id: int) -> HttpResponse:
    """One finding, or all of them that want a look, on a basis."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return back(edition)
    one = request.POST.get("fingerprint", "")
    done = "已记录：经核对可以公开。"
    if one:
        attempt(
            request,
            lambda: commands.confirm_findings(
                actor=request.actor, edition_id=edition.pk, fingerprints=(one,)
            ),
            done,
        )
        return back(edition)
    form = ConfirmForm(request.POST)
    confirmed = form.attempt(
        lambda: commands.confirm_findings(
            actor=request.actor, edition_id=edition.pk, basis=form.text("basis")
        )
    )
    if confirmed is None:
        return findings_page(request, edition, Forms(confirm=form))
    messages.success(request, done)
    return back(edition)


@require_POST
def looked(request: StaffRequest, edition_id: int) -> HttpResponse:
    """One file that nothing could read, opened page by page."""
    edition = readable_edition(request.actor, edition_id)
    attempt(
        request,
        lambda: commands.confirm_file(
            actor=request.actor,
            edition_id=edition.pk,
            digest=request.POST.get("digest", ""),
            looked=bool(request.POST.get("looked")),
        ),
        "已记录：已逐页打开核对，可以公开。",
    )
    return back(edition)


@require_POST
def mask_text(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Mask text, fields and tables, or take that back."""
    edition = readable_edition(request.actor, edition_id)
    if request.POST.get("action") == "undo":
        masking.tell(request, lambda: masking.unmasked_text(request.actor, edition))
        return back(edition)
    revision = inputs.posted_number(request, "revision") or 0
    masking.tell(request, lambda: masking.masked_text(request.actor, edition, revision))
    return back(edition)


@require_POST
def mask_file(request: StaffRequest, edition_id: int, attachment_id: int) -> HttpResponse:
    """Put the masked copy in the place of a file, or the file back."""
    edition = readable_edition(request.actor, edition_id)
    masking.demand_own(edition, attachment_id)
    seen = request.POST.get("seen", "")
    if request.POST.get("action") == "undo":
        masking.tell(request, lambda: masking.unmasked_file(request.actor, attachment_id, seen=seen))
        return back(edition)
    form = LeftOutForm(attachment_id, request.POST)
    told = form.attempt(
        lambda: masking.masked_file(request.actor, attachment_id, seen=seen, without=form.typed)
    )
    if told is not None:
        messages.success(request, told)
        return back(edition)
    if form.has_error("without"):
        return findings_page(request, edition, Forms(left_out={attachment_id: form}))
    for refusal in form.non_field_errors():
        messages.error(request, str(refusal))
    return back(edition)


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
        "releases": guarding.releases_behind(queries.guard_subject(edition), found),
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


@dataclass(frozen=True, slots=True)
class Forms:
    """Those of the page; one that was refused stands in the place of the fresh one."""

    release: ReleaseForm | None = None
    ask: AskReleaseForm | None = None
    refuse: RefuseReleaseForm | None = None
    confirm: ConfirmForm | None = None
    left_out: Mapping[int, LeftOutForm] = field(default_factory=dict)
    """By attachment: those whose columns the file does not have."""

    @property
    def errors(self) -> bool:
        sent = (self.release, self.ask, self.refuse, self.confirm, *self.left_out.values())
        return any(form is not None and form.errors for form in sent)


def findings_page(request: StaffRequest, edition: Edition, forms: Forms | None = None) -> HttpResponse:
    """Everything that was found, and what may be done with it."""
    works = processing.processings(edition)
    shown = presenting.shown(edition, works)
    sent = forms or Forms()
    left_out = {pk: LeftOutForm(pk, typed=typed) for pk, typed in works.columns.items()} | {**sent.left_out}
    context = {
        "title": f"{edition.title} 个人信息检查",
        "edition": edition,
        "guard": shown,
        "parts": [(part, _columns_form(part, left_out)) for part in shown.parts],
        "processings": works,
        "forms": Forms(
            sent.release or ReleaseForm.over(shown.scopes),
            sent.ask or AskReleaseForm(),
            sent.refuse or RefuseReleaseForm(),
            sent.confirm or ConfirmForm(),
        ),
        "requests": releasing.requests(edition),
        "releases": guarding.releases_of(queries.guard_subject(edition)),
        "proof": guarding.proof_of(queries.proof_subject(edition)),
        "may": _may(request.actor, edition),
        "crumbs": _crumbs(edition, "个人信息检查"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent.errors else HTTPStatus.OK
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
        "ask": policies.may_ask_release(actor, edition),
    }


def _crumbs(edition: Edition, label: str) -> list[NavLink]:
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("文件库", reverse("workbench:documents")),
        NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
        NavLink(label, ""),
    ]


def back(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:personal_information", args=[edition.pk]))
