"""Files of a document: taking them in, dropping them, handing them out to those who work on it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.information import commands, policies, queries
from gongkai.edges.components.offered_files import offered_file
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.frame import fragment
from gongkai.edges.workbench.presenting import documents as presenting
from gongkai.edges.workbench.presenting import processing
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import GongkaiError, NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Attachment, Edition

Deed = Callable[..., object]
DEEDS = ("retry-", "drop-")
"""Beginnings of the buttons by which work on files is begun anew or dropped."""


@require_http_methods(["GET", "POST"])
def attach(request: StaffRequest, edition_id: int) -> HttpResponse:
    """The files as they stand with what is done with them; or after an upload, with what was not accepted."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        context = attached_context(edition)
        shown = fragment(request, "workbench/attached.html", context)
        return shown if context["processings"].under_way else _with_news(shown)
    faults = take(request, edition.pk)
    return _list(request, edition_id, faults)


@require_POST
def detach(request: StaffRequest, edition_id: int, attachment_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    drop(request, edition.pk, str(attachment_id))
    return _list(request, edition_id, [])


@require_GET
def attachment(request: StaffRequest, attachment_id: int) -> HttpResponseBase:
    """A file of a document that the actor may read, always offered for saving."""
    found = queries.get_attachment(attachment_id)
    if not policies.may_read(request.actor, found.edition.document).allowed:
        raise NotFound("没有找到该附件，可能已被移除。")
    return offered_file(found.file, found.name)


def take_pictures(request: StaffRequest, edition_id: int) -> tuple[list[Attachment], list[str]]:
    """The pictures kept for the text, and what was wrong with the others."""
    kept, faults = [], []
    for upload in request.FILES.getlist("pictures"):
        try:
            picture = commands.attach_picture(
                actor=request.actor,
                edition_id=edition_id,
                name=upload.name or "图片.png",
                chunks=upload.chunks(),
            )
            kept.append(picture)
        except GongkaiError as error:
            faults.append(error.message)
    return kept, faults


def take(request: StaffRequest, edition_id: int) -> list[str]:
    """Keep the files that were sent; returns what was wrong with those that were not accepted."""
    faults = []
    for upload in request.FILES.getlist("files"):
        try:
            commands.hand_in_file(
                actor=request.actor,
                edition_id=edition_id,
                name=upload.name or "未命名文件",
                chunks=upload.chunks(),
            )
        except GongkaiError as error:
            faults.append(error.message)
    return faults


@require_POST
def retry(request: StaffRequest, edition_id: int, processing_id: int) -> HttpResponse:
    """Begin work on a file anew; from the editor or from the page of what was found."""
    return _handled(request, edition_id, processing_id, commands.retry_processing)


@require_POST
def drop_work(request: StaffRequest, edition_id: int, processing_id: int) -> HttpResponse:
    """Have work on a file not done at all."""
    return _handled(request, edition_id, processing_id, commands.drop_processing)


def _handled(request: StaffRequest, edition_id: int, processing_id: int, deed: Deed) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    faults = _handle(request, edition.pk, processing_id, deed)
    if request.htmx:
        return _list(request, edition_id, faults)
    for fault in faults:
        messages.error(request, fault)
    return HttpResponseRedirect(reverse("workbench:personal_information", args=[edition_id]))


def _handle(request: StaffRequest, edition_id: int, processing_id: int, deed: Deed) -> list[str]:
    """Returns why nothing was done; what is over by now is said as well."""
    try:
        if queries.get_processing(processing_id).edition_id != edition_id:
            raise NotFound("没有找到该项处理，可能已经完成或取消。")
        deed(actor=request.actor, processing_id=processing_id)
    except GongkaiError as error:
        return [error.message]
    return []


def handle_pressed(request: StaffRequest, edition_id: int, action: str) -> None:
    """`retry-12`: a button of the editor's form, where there is no JavaScript; why not is told above."""
    name, _, number = action.partition("-")
    deed = commands.retry_processing if name == "retry" else commands.drop_processing
    for fault in _handle(request, edition_id, int(number) if number.isdecimal() else 0, deed):
        messages.error(request, fault)


def drop(request: StaffRequest, edition_id: int, attachment_id: str) -> None:
    """Take a file off. Raises NotFound when it is not one of this draft."""
    number = int(attachment_id) if attachment_id.isdigit() else 0
    if queries.get_attachment(number).edition_id != edition_id:
        raise NotFound("没有找到该附件，可能已被移除。")
    commands.remove_attachment(actor=request.actor, attachment_id=number)


def _list(request: StaffRequest, edition_id: int, faults: list[str]) -> HttpResponse:
    edition = queries.get_edition(edition_id)
    context = {**attached_context(edition), "faults": faults, "size_limit": settings.FILE_SIZE_LIMIT}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return _with_news(fragment(request, "workbench/attachments.html", context, status=status))


def _with_news(response: HttpResponse) -> HttpResponse:
    """What is said beside the editor of the draft as it is stored is fetched anew."""
    response.headers["HX-Trigger"] = "gongkai:files"
    return response


def attached_context(edition: Edition) -> dict[str, Any]:
    """What the list of files shows."""
    return {
        "edition": edition,
        "attached": presenting.attached(edition),
        "processings": processing.processings(edition),
    }
