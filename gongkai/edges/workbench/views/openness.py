"""Small steps on the openness of a draft: the marker confirmed, a file withheld, the public copy."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.core.information import commands, queries
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, Denied, InvalidInput


@require_POST
def confirm_distribution(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    try:
        commands.confirm_distribution(
            actor=request.actor, edition_id=edition.pk, reason=request.POST.get("reason", "")
        )
    except (Denied, Conflict, InvalidInput) as error:
        messages.error(request, "".join(_words(error)))
    else:
        messages.success(request, "已核实发送范围标注，公开属性仍由签发人核定。")
    return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))


@require_POST
def withhold_file(request: StaffRequest, attachment_id: int) -> HttpResponse:
    """Whether the public gets a file; `public` is 1 or 0."""
    attachment = queries.get_attachment(attachment_id)
    edition = readable_edition(request.actor, attachment.edition_id)
    is_public = request.POST.get("public") == "1"
    commands.withhold_attachment(actor=request.actor, attachment_id=attachment.pk, is_public=is_public)
    messages.success(request, f"附件“{attachment.name}”{'随文件公开' if is_public else '不公开'}。")
    return HttpResponseRedirect(f"{reverse('workbench:document_edit', args=[edition.pk])}#attachments-title")


def _words(error: Denied | Conflict | InvalidInput) -> list[str]:
    faults = error.fields.values() if isinstance(error, InvalidInput) else ()
    return [message for messages_of in faults for message in messages_of] or [error.message]
