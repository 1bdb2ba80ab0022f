"""一键脱敏: the buttons beside what was found, in the editor, on the document's page and on the scan's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.core.information import commands, queries
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.presenting import guarding as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.kernel.actor import Actor

MASK, UNMASK = "mask-", "unmask-"
_TEXT = "text"
_IN_BACKGROUND = "文件较大，正在后台生成脱敏副本，页面上显示进度。完成之前公开的内容不变。"


@require_POST
def press(request: StaffRequest, edition_id: int) -> HttpResponse:
    """A button on the page of a document, and back to that page."""
    edition = readable_edition(request.actor, edition_id)
    deal_with(request, edition, request.POST.get("action", ""))
    return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))


def deal_with(request: StaffRequest, edition: Edition, action: str) -> None:
    """Do what a button says, and tell at the top of the next page what came of it.

    Args:
        action: `mask-text`, `mask-text-7` (the revision the person saw; else that of `edition`),
            `unmask-text`, `mask-12-<SHA-256>` (of the public file the person saw), `unmask-12-<SHA-256>`.
    """
    name, _, rest = action.partition("-")
    what, _, seen = rest.partition("-")
    tell(request, _deed(request.actor, edition, what, seen, undo=f"{name}-" == UNMASK))


def _deed(actor: Actor, edition: Edition, what: str, seen: str, *, undo: bool) -> Callable[[], str]:
    if what == _TEXT:
        revision = int(seen) if seen.isdecimal() else edition.revision
        return lambda: unmasked_text(actor, edition) if undo else masked_text(actor, edition, revision)
    number = int(what) if what.isdecimal() else 0

    def deed() -> str:
        demand_own(edition, number)
        deal = unmasked_file if undo else masked_file
        return deal(actor, number, seen=seen)

    return deed


def tell(request: StaffRequest, deed: Callable[[], str]) -> None:
    """What a deed says it did, or why it was not done."""
    try:
        words = deed()
    except (Denied, Conflict, InvalidInput, NotFound) as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, words)


def masked_text(actor: Actor, edition: Edition, revision: int) -> str:
    """Mask text, fields and tables as they were at `revision`."""
    commands.mask_text(actor=actor, edition_id=edition.pk, revision=revision)
    return "已脱敏，请核对。需要的话可以撤销。"


def unmasked_text(actor: Actor, edition: Edition) -> str:
    commands.unmask_text(actor=actor, edition_id=edition.pk)
    return "已撤销脱敏，正文、要素和表格恢复原样。"


def masked_file(actor: Actor, attachment_id: int, *, seen: str, without: Sequence[str] = ()) -> str:
    """Put the masked copy in the place of a file; `seen` and `without` as `mask_attachment` has them."""
    file = commands.mask_attachment(actor=actor, attachment_id=attachment_id, without=without, seen=seen)
    if queries.is_masking(file.pk):
        return _IN_BACKGROUND
    return presenting.told_of_copy(file)


def unmasked_file(actor: Actor, attachment_id: int, *, seen: str) -> str:
    """Put the file back as it was handed in; `seen` as `unmask_attachment` has it."""
    commands.unmask_attachment(actor=actor, attachment_id=attachment_id, seen=seen)
    return "已恢复为上传的文件，文件名不变。"


def demand_own(edition: Edition, attachment_id: int) -> None:
    """Raises NotFound for a file that is none of the edition's."""
    if queries.get_attachment(attachment_id).edition_id != edition.pk:
        raise NotFound("没有找到该附件，可能已被移除。")
