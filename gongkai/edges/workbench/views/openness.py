"""Small steps on the openness of a draft: the marker confirmed, a file withheld, the public copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.core.information import commands
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, Denied, InvalidInput

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


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


def withhold_file(request: StaffRequest, edition: Edition, action: str) -> None:
    """Whether the public gets a file: `action` is withhold- or release- with its number."""
    name, _, number = action.partition("-")
    attachment = edition.attachments.filter(pk=int(number)).first() if number.isdigit() else None
    if attachment is None:
        messages.error(request, "没有找到该附件，可能已被移除。")
        return
    is_public = name == "release"
    commands.withhold_attachment(actor=request.actor, attachment_id=attachment.pk, is_public=is_public)
    messages.success(request, f"附件“{attachment.name}”{'随文件公开' if is_public else '不公开'}。")


def _words(error: Denied | Conflict | InvalidInput) -> list[str]:
    faults = error.fields.values() if isinstance(error, InvalidInput) else ()
    return [message for messages_of in faults for message in messages_of] or [error.message]
