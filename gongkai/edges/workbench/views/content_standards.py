"""内容标准: what the texts under an item must contain, set by the layer that keeps it, held by all below."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.core.catalogue import commands, policies, queries
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue_steps import ContentStandardForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.catalogue_browser import crumbs


@require_http_methods(["GET", "POST"])
def content_standard(request: StaffRequest, item_id: int) -> HttpResponse:
    """What holds for the item, from which layer, everything asked before; and the form for its keepers."""
    item = queries.get_item(item_id)
    standard = queries.content_standard_for(item.pk)
    own = standard if standard is not None and standard.item_id == item.pk else None
    decision = policies.may_set_content_standard(request.actor, item.catalogue)
    form = ContentStandardForm(
        request.POST if request.method == "POST" else None,
        initial={
            "requirement": standard.requirement if standard else "",
            "sample": standard.sample if standard else "",
            "source": own.source if own else "",
        },
    )
    if form.is_bound:
        demand(decision)
        done = form.attempt(
            lambda: commands.set_content_standard(
                actor=request.actor,
                item_id=item.pk,
                requirement=form.text("requirement"),
                sample=form.text("sample"),
                source=form.text("source"),
            )
        )
        if done is not None:
            messages.success(request, "内容标准已生效，本级和下级起草文件时都会看到。")
            return HttpResponseRedirect(reverse("workbench:content_standard", args=[item.pk]))
    context = {
        "title": f"内容标准：{item.name}",
        "item": item,
        "standard": standard,
        "is_own": own is not None,
        "former": queries.content_standard_history(item.pk).filter(ended_at__isnull=False),
        "form": form,
        "may_set": decision,
        "crumbs": crumbs(
            NavLink(item.catalogue.title, reverse("workbench:catalogue", args=[item.catalogue_id])),
            NavLink(item.name, reverse("workbench:item", args=[item.pk])),
            NavLink("内容标准", ""),
        ),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/content_standard.html", context, status=status)
