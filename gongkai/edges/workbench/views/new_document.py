"""Beginning a document: who publishes, under which item, with what title or from which file."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.information import commands
from gongkai.core.information.enums import WRITERS
from gongkai.core.information.rules import Draft
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.drafting import NewDocumentForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.importing import draft_of_import, read_import, tell_of_import
from gongkai.edges.workbench.presenting.items import item_choices
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations

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
        initial={"body": body.pk, "title": data.get("title", ""), "item": data.get("item", "")},
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
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink("起草文件", ""),
        ],
    }
    if request.htmx and request.htmx.target == "item-choices":
        return fragment(request, "workbench/item_choices.html", context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/new_document.html", context, status=status)


def _chosen_body(request: StaffRequest, bodies: Sequence[PublicBody], data: QueryDict) -> PublicBody:
    by_key = {str(body.pk): body for body in bodies}
    own = by_key.get(str(request.actor.body_id), bodies[0])
    return by_key.get(data.get("body", ""), own)


def _begin(request: StaffRequest, form: NewDocumentForm) -> Edition:
    body_id, item_id = form.cleaned_data["body"], form.cleaned_data["item"]
    upload = cast("UploadedFile[bytes] | None", form.cleaned_data.get("file"))
    imported = read_import(upload) if upload else None
    draft = Draft(form.text("title"))
    if upload and imported:
        draft = draft_of_import(imported, form.text("title"), upload)
    edition = commands.draft_document(actor=request.actor, body_id=body_id, item_id=item_id, draft=draft)
    if imported:
        tell_of_import(request, imported)
    return edition
