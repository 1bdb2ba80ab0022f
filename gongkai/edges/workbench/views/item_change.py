"""Moving a draft to another catalogue item."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.information import commands, policies, queries
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand, readable_edition
from gongkai.edges.workbench.forms.drafting import ItemForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting.items import item_choices
from gongkai.edges.workbench.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def change_item(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    demand(policies.may_edit(request.actor, edition))
    body = edition.document.body
    form = ItemForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        saved = form.attempt(
            lambda: commands.save_draft(
                actor=request.actor,
                edition_id=edition.pk,
                revision=edition.revision,
                draft=queries.draft_of(edition),
                item_id=form.cleaned_data["item"],
            )
        )
        if saved is not None:
            messages.success(request, "已更换公开事项。")
            return HttpResponseRedirect(reverse("workbench:document_edit", args=[edition.pk]))
    context = {
        "title": "更换公开事项",
        "edition": edition,
        "form": form,
        "choices": item_choices(body.pk, request.POST or request.GET, default=edition.document.item_id),
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink(edition.title, reverse("workbench:document_edit", args=[edition.pk])),
            NavLink("更换公开事项", ""),
        ],
    }
    if request.htmx and request.htmx.target == "item-choices":
        return fragment(request, "workbench/item_choices.html", context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/change_item.html", context, status=status)
