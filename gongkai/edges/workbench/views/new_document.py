"""Beginning a document: who publishes, under which item, with what title or from which file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import commands
from gongkai.core.information import queries as information
from gongkai.core.information.enums import WRITERS
from gongkai.core.information.rules import Draft
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.drafting import NewDocumentForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.importing import Import, tell_of_import
from gongkai.edges.workbench.presenting.items import item_choices
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.reference.information_kinds import InformationKind, suggested_kind

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.information.models import Edition
    from gongkai.foundation.organisations.models import PublicBody


@require_http_methods(["GET", "POST"])
def new_document(request: StaffRequest) -> HttpResponse:
    bodies = list(organisations.bodies_covered(request.actor, WRITERS))
    if not bodies:
        demand(decide(request.actor, WRITERS, None, "起草文件"))
    data = request.POST if request.method == "POST" else request.GET
    body = _chosen_body(request, bodies, data)
    form = NewDocumentForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        bodies=[(str(body.pk), body.name) for body in bodies],
        initial={name: data.get(name, "") for name in ("title", "item", "kind")} | {"body": body.pk},
    )
    if form.is_bound:
        edition = form.attempt(lambda: _begin(request, form))
        if edition is not None:
            return HttpResponseRedirect(reverse("workbench:document_edit", args=[edition.pk]))
    context = {
        "title": "起草文件",
        "form": form,
        "bodies": bodies,
        "body": body,
        "choices": item_choices(body.pk, data),
        **_starts(request.actor, body, data),
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink("起草文件", ""),
        ],
    }
    if request.htmx and request.htmx.target == "item-choices":
        return fragment(request, "workbench/item_choices.html", context)
    if request.htmx and request.htmx.target == "start-choices":
        return fragment(request, "workbench/start_choices.html", context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/new_document.html", context, status=status)


def _chosen_body(request: StaffRequest, bodies: Sequence[PublicBody], data: QueryDict) -> PublicBody:
    by_key = {str(body.pk): body for body in bodies}
    own = by_key.get(str(request.actor.body_id), bodies[0])
    return by_key.get(data.get("body", ""), own)


@dataclass(frozen=True, slots=True)
class Start:
    """An earlier document, and the title that the new one would get."""

    edition: Edition
    title: str


def _starts(actor: Actor, body: PublicBody, data: QueryDict) -> dict[str, Any]:
    """What a document under the chosen item may begin with, and of which kind it would be."""
    chosen = data.get("item", "")
    if not chosen.isdigit():
        return {"earlier": [], "source": ""}
    today = clock.today()
    return {
        "earlier": [
            Start(edition, information.proposed_title(edition, today))
            for edition in information.earlier_documents(actor, body.pk, int(chosen))
        ],
        "source": data.get("source", ""),
        "suggested": _suggested(body.pk, int(chosen)),
    }


def _suggested(body_id: int, item_id: int) -> InformationKind | None:
    item = catalogue.items_for_body(body_id).filter(pk=item_id).first()
    return suggested_kind(item.area.name, item.level1, item.level2, item.name) if item else None


def _begin(request: StaffRequest, form: NewDocumentForm) -> Edition:
    body_id, item_id = form.cleaned_data["body"], form.cleaned_data["item"]
    source_id = form.cleaned_data.get("source")
    if source_id:
        return commands.start_from_earlier(
            actor=request.actor,
            source_id=source_id,
            body_id=body_id,
            item_id=item_id,
            title=form.text("title"),
        )
    upload = cast("UploadedFile[bytes] | None", form.cleaned_data.get("file"))
    suggested = _suggested(body_id, item_id)
    kind = form.text("kind") or (suggested.code if suggested else "")
    if upload:
        return _begin_from_file(request, form, upload, kind)
    return commands.draft_document(
        actor=request.actor, body_id=body_id, item_id=item_id, draft=Draft(form.text("title")), kind=kind
    )


def _begin_from_file(
    request: StaffRequest, form: NewDocumentForm, upload: UploadedFile[bytes], kind: str
) -> Edition:
    imported = Import(upload)
    body = organisations.get_body(form.cleaned_data["body"])
    begun = commands.draft_from_file(
        actor=request.actor,
        body_id=body.pk,
        item_id=form.cleaned_data["item"],
        draft=imported.draft(body, form.text("title")),
        source=imported.source(body),
        kind=kind,
    )
    tell_of_import(request, imported, begun.faults)
    return begun.edition
