"""Tables out of a file: handed in, looked over sheet by sheet, filled in."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.rules.tables.sheets import propose
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand, readable_edition
from gongkai.edges.workbench.forms.tables import OwnTableForm, TableFileForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.tables import SheetPreview, previews
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.tables import crumbs, overview
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound
from gongkai.reference.information_kinds import information_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.core.information.models import Edition
    from gongkai.reference.information_kinds import InformationKind

_SALT = "gongkai.workbench.table_files"
_KEPT_SECONDS = 24 * 3600
"""How long the address of a file that was handed in leads to it."""


@dataclass(frozen=True, slots=True)
class _Received:
    """A file that was handed in for a draft; the address carries it signed, so that no other can be asked."""

    edition_id: int
    sha256: str
    name: str

    def token(self) -> str:
        return signing.dumps([self.edition_id, self.sha256, self.name], salt=_SALT)

    @classmethod
    def of(cls, token: str, edition_id: int) -> _Received:
        """Raises NotFound."""
        try:
            of_edition, sha256, name = signing.loads(token, salt=_SALT, max_age=_KEPT_SECONDS)
        except signing.BadSignature as error:
            raise NotFound("上传的文件已过期，请重新上传。") from error
        if of_edition != edition_id:
            raise NotFound("上传的文件不属于这份草稿，请重新上传。")
        return cls(of_edition, sha256, name)


@require_POST
def receive(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Take in a file; nothing is filled in yet."""
    edition = readable_edition(request.actor, edition_id)
    form = TableFileForm(request.POST, request.FILES)
    received = form.attempt(lambda: _receive(request, edition, form))
    if received is None:
        return overview(request, edition, form, OwnTableForm())
    address = reverse("workbench:table_preview", args=[edition.pk])
    return HttpResponseRedirect(f"{address}?{urlencode({'file': received.token()})}")


def _receive(request: StaffRequest, edition: Edition, form: TableFileForm) -> _Received:
    file = form.cleaned_data["file"]
    try:
        stored = commands.receive_tables(
            actor=request.actor, edition_id=edition.pk, name=file.name, chunks=file.chunks()
        )
    except InvalidInput as error:
        raise InvalidInput.for_field("file", error.message) from error
    return _Received(edition.pk, stored.sha256, clean_name(file.name))


@require_http_methods(["GET", "POST"])
def preview(request: StaffRequest, edition_id: int) -> HttpResponse:
    """What each sheet would fill, with its faults by cell; `action` fill puts it into the draft."""
    edition = readable_edition(request.actor, edition_id)
    demand(policies.may_edit(request.actor, edition))
    token = request.POST.get("file") or request.GET.get("file", "")
    received = _Received.of(token, edition.pk)
    chosen = _chosen(request)
    if request.method != "POST" or request.POST.get("action") != "fill":
        return _preview(request, edition, received, chosen)
    try:
        commands.fill_tables(
            actor=request.actor,
            edition_id=edition.pk,
            revision=inputs.posted_number(request, "revision") or 0,
            sha256=received.sha256,
            name=received.name,
            chosen={place: code for place, code in chosen.items() if code},
        )
    except (Conflict, InvalidInput) as error:
        status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _preview(request, edition, received, chosen, fault=error.message, status=status)
    messages.success(request, "表格已导入，请核对。")
    return HttpResponseRedirect(reverse("workbench:tables", args=[edition.pk]))


def _chosen(request: StaffRequest) -> dict[int, str]:
    """Place of the sheet → what was chosen for it on the page; empty before anything was."""
    return {
        int(place): request.POST[name][:60]
        for name in request.POST
        if (place := name.removeprefix("sheet-")) != name and place.isdigit()
    }


def _preview(
    request: StaffRequest,
    edition: Edition,
    received: _Received,
    chosen: dict[int, str],
    *,
    fault: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    kind = information_kind(edition.document.kind)
    sheets = queries.sheets_in(received.sha256, received.name)
    present = list(queries.table_heads(edition.pk).values_list("code", "title", "row_count"))
    rows = {code: count for code, _, count in present}
    own = [(code, title) for code, title, _ in present if kind.table(code) is None]
    proposed = propose(kind, sheets, {title: code for code, title in own})
    shown = previews(kind, sheets, proposed, chosen, rows, received.name)
    context = {
        "title": "核对导入的表格",
        "edition": edition,
        "name": received.name,
        "token": received.token(),
        "sheets": shown,
        "choices": _choices(kind, own),
        "can_fill": any(sheet.code and not sheet.problem for sheet in shown),
        "blocked": _blocked(shown),
        "fault": fault,
        "revision": inputs.posted_number(request, "revision") or edition.revision,
        "crumbs": crumbs(
            edition,
            NavLink("表格", reverse("workbench:tables", args=[edition.pk])),
            NavLink(received.name, ""),
        ),
    }
    return page(request, "workbench/table_preview.html", context, status=status)


def _choices(kind: InformationKind, own: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a sheet may become: a table that the kind declares, one of the document's own anew, a new one."""
    return [
        ("", "不导入"),
        *((table.code, table.title) for table in kind.tables),
        *((code, f"替换“{title}”") for code, title in own),
        (OWN, "作为其他表格"),
    ]


def _blocked(shown: list[SheetPreview]) -> int:
    """Sheets that were chosen and cannot be read as their table."""
    return sum(bool(sheet.code and sheet.problem) for sheet in shown)
