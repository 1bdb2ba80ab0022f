"""What the editor of the body asks for while one writes: pictures to keep, documents to link to."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.information import commands
from gongkai.core.information.rules import link_fault
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import inputs
from gongkai.edges.components.middleware import STATUS
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.frame import fragment
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import GongkaiError
from gongkai.text.markup.pictures import picture_address

MOST_FOUND = 8


@require_POST
def add_picture(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Keep a picture for the text; the answer is its address in the text."""
    edition = readable_edition(request.actor, edition_id)
    upload = request.FILES.get("picture")
    if upload is None:
        return JsonResponse({"message": "请先选择图片。"}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        picture = commands.attach_picture(
            actor=request.actor,
            edition_id=edition.pk,
            name=upload.name or "图片.png",
            chunks=upload.chunks(),
        )
    except GongkaiError as error:
        return JsonResponse(
            {"message": error.message}, status=STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
        )
    return JsonResponse({"address": picture_address(edition.document.public_id, picture.pk)})


@require_GET
def links(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Public documents that a text may link to, by title, document number or index number."""
    edition = readable_edition(request.actor, edition_id)
    words = inputs.words(request)
    site = publishing.site_above(edition.document.body.division.lineage)
    found = list(publishing.published_editions(site, words=words)[:MOST_FOUND]) if site and words else []
    context = {"words": words, "found": found}
    return fragment(request, "workbench/link_choices.html", context)


@require_GET
def check_link(request: StaffRequest) -> HttpResponse:
    """What is wrong with an address before it goes into the text; nothing is fetched from outside."""
    address = request.GET.get("href", "").strip()
    return fragment(request, "workbench/link_check.html", {"fault": link_fault(address) if address else ""})
