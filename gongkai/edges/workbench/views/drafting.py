"""The editor of a draft."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.information import commands, policies, queries
from gongkai.core.information.rules import PICTURE_SIZE
from gongkai.edges.components.middleware import STATUS
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench import body_text
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.draft_merging import base_of, sent_or_merged
from gongkai.edges.workbench.field_merging import field_places
from gongkai.edges.workbench.forms.editing import EditorForms
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.importing import Import, accepted, tell_of_import
from gongkai.edges.workbench.merging import places
from gongkai.edges.workbench.presenting import guarding, import_report
from gongkai.edges.workbench.presenting.deadlines import publication_due
from gongkai.edges.workbench.presenting.draft_panel import panel_of
from gongkai.edges.workbench.presenting.openness import unconfirmed
from gongkai.edges.workbench.presenting.processing import processings
from gongkai.edges.workbench.presenting.tables import table_lines
from gongkai.edges.workbench.presenting.wording import panel_of as wording_panel
from gongkai.edges.workbench.requests import StaffRequest, wants_json
from gongkai.edges.workbench.views import attachments, masking, wording
from gongkai.edges.workbench.views.openness import withhold_file
from gongkai.kernel.errors import Conflict, Denied, GongkaiError, InvalidInput

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.information.models import Edition


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Write, and keep what was written; with `action` also look at it or hand it in."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "POST":
        return _autosave(request, edition) if wants_json(request) else _save(request, edition)
    decision = policies.may_edit(request.actor, edition)
    if not decision.allowed:
        messages.warning(request, decision.reason)
        return HttpResponseRedirect(reverse("workbench:document", args=[edition_id]))
    return _editor(request, edition, EditorForms.of(edition))


@require_GET
def completeness(request: StaffRequest, edition_id: int) -> HttpResponse:
    """The panel beside the editor."""
    edition = readable_edition(request.actor, edition_id)
    works = processings(edition)
    context = {
        "panel": panel_of(edition),
        "wording": wording_panel(edition, request.actor),
        "guard": guarding.shown(edition, works),
        "processings": works,
        "edition": edition,
        "due": publication_due([edition]).get(edition.pk),
    }
    return fragment(request, "workbench/completeness.html", context)


@require_POST
def submit(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Hand in what is stored; the editor hands in together with saving."""
    edition = readable_edition(request.actor, edition_id)
    try:
        _carry_in(request, edition)
    except (InvalidInput, Conflict) as error:
        messages.error(request, error.message)
        return _to_editor(edition)
    return _handed_in(request, edition)


@require_POST
def discard(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    commands.discard_draft(actor=request.actor, edition_id=edition.pk)
    messages.success(
        request, f"已删除草稿“{edition.title}”。{queries.days_in_bin()}天内可以在文件库的回收站恢复。"
    )
    return HttpResponseRedirect(reverse("workbench:documents"))


@require_POST
def import_text(request: StaffRequest, edition_id: int) -> HttpResponse:
    """Show in the editor what a file says; nothing is stored until the person saves it."""
    edition = readable_edition(request.actor, edition_id)
    upload = request.FILES.get("import")
    if upload is None:
        messages.error(request, "请先选择要导入的文件。")
        return _to_editor(edition)
    try:
        imported = Import(upload)
        kept = commands.keep_source(
            actor=request.actor,
            edition_id=edition.pk,
            html=imported.text.body_html,
            source=imported.source(edition.document.body),
        )
    except InvalidInput as error:
        messages.error(request, error.message)
        return _to_editor(edition)
    tell_of_import(request, imported, kept.faults)
    messages.info(request, "导入的文字还没有保存，核对后请按“暂存”；不需要的话，离开本页即可。")
    edition = queries.get_edition(edition.pk)
    form = EditorForms.of(edition)
    form.show(imported.draft(edition.document.body), kept.html)
    return _editor(request, edition, form, stored=EditorForms.of(edition))


_UNDECIDED = "标有“两人都改过，请选定”的栏还没有选，没有保存。请逐一选定，再按“合并保存”；您的内容仍在本页。"


def _save(request: StaffRequest, edition: Edition) -> HttpResponse:
    """Keep what was typed; whatever is refused, the page comes back with it."""
    data = sent_or_merged(request.POST, edition)
    form = EditorForms.of(edition, data)
    if not form.is_valid():
        return _editor(request, edition, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.FILES.getlist("pictures"):
        form = EditorForms.of(edition, _with_pictures(request, edition, data))
        form.is_valid()
    try:
        saved = _store(request, edition, form)
    except Conflict as conflict:
        was_merged = request.POST.get("merge", "") == str(edition.revision)
        form.refuse(Conflict(_UNDECIDED) if was_merged else conflict)
        _take_files(request, edition)
        latest = queries.get_edition(edition.pk)
        return _editor(request, latest, form, status=HTTPStatus.CONFLICT, has_conflict=True)
    except (InvalidInput, Denied) as error:
        form.refuse(error)
        return _editor(request, edition, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    _take_files(request, edition)
    return _next_step(request, saved)


def _take_files(request: StaffRequest, edition: Edition) -> None:
    """Files are added to those of others, whatever becomes of the text: nobody has to send them twice."""
    for fault in attachments.take(request, edition.pk):
        messages.error(request, fault)


def _with_pictures(request: StaffRequest, edition: Edition, sent: QueryDict) -> QueryDict:
    """What was sent, with the pictures chosen on a page without JavaScript behind the text."""
    kept, faults = attachments.take_pictures(request, edition.pk)
    for fault in faults:
        messages.error(request, fault)
    data = sent.copy()
    for picture in kept:
        data["body_html"] = body_text.with_picture(
            data.get("body_html", ""), data.get("body_format", ""), edition.document.public_id, picture.pk
        )
    return data


def _store(request: StaffRequest, edition: Edition, form: EditorForms) -> Edition:
    overwritten = request.POST.get("overwrite", "")
    draft = form.written(queries.draft_of(edition))
    return commands.save_draft(
        actor=request.actor,
        edition_id=edition.pk,
        revision=int(overwritten) if overwritten.isdigit() else form.draft.cleaned_data["revision"],
        draft=draft,
        genre=form.draft.text("genre"),
        kind=form.draft.text("kind") or None,
    )


def _next_step(request: StaffRequest, saved: Edition) -> HttpResponse:
    action = request.POST.get("action", "save")
    if action == "submit":
        return _hand_in(request, saved)
    if action == "preview":
        return HttpResponseRedirect(reverse("workbench:document_preview", args=[saved.pk]))
    if action == "relations":
        return HttpResponseRedirect(reverse("workbench:relations", args=[saved.pk]))
    if action == "tables":
        return HttpResponseRedirect(reverse("workbench:tables", args=[saved.pk]))
    if action.startswith("table-"):
        return HttpResponseRedirect(
            reverse("workbench:table", args=[saved.pk, action.removeprefix("table-")])
        )
    if action.startswith(("withhold-", "release-")):
        withhold_file(request, saved, action)
    if action.startswith((wording.REWORD, wording.IGNORE)):
        wording.deal_with(request, saved, action)
    if action.startswith((masking.MASK, masking.UNMASK)):
        masking.deal_with(request, saved, action)
    if action.startswith("remove-"):
        attachments.drop(request, saved.pk, action.removeprefix("remove-"))
    if action.startswith(attachments.DEEDS):
        attachments.handle_pressed(request, saved.pk, action)
    messages.success(request, f"已暂存。{panel_of(saved).words}")
    return _to_editor(saved)


def _hand_in(request: StaffRequest, saved: Edition) -> HttpResponse:
    try:
        _carry_in(request, saved)
    except (InvalidInput, Conflict) as error:
        data = request.POST.copy()
        data["revision"] = str(saved.revision)
        edition = queries.get_edition(saved.pk)
        form = EditorForms.of(edition, data)
        form.is_valid()
        form.refuse(error)
        return _editor(request, edition, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _handed_in(request, saved)


def _carry_in(request: StaffRequest, edition: Edition) -> None:
    """Scan what is left, then hand in: what is found is kept to be shown, though it stops the draft."""
    commands.check_edition(actor=request.actor, edition_id=edition.pk)
    commands.submit_edition(actor=request.actor, edition_id=edition.pk)


def _handed_in(request: StaffRequest, edition: Edition) -> HttpResponse:
    messages.success(request, "已提交审核，办理进度见下方。")
    return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))


def _to_editor(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:document_edit", args=[edition.pk]))


def _autosave(request: StaffRequest, edition: Edition) -> HttpResponse:
    form = EditorForms.of(edition, request.POST)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        return JsonResponse({"message": first}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        saved = _store(request, edition, form)
    except GongkaiError as error:
        faults = error.fields.values() if isinstance(error, InvalidInput) else ()
        words = "".join(message for messages_of in faults for message in messages_of) or error.message
        return JsonResponse({"message": words}, status=STATUS.get(type(error), HTTPStatus.BAD_REQUEST))
    return JsonResponse(
        {
            "saved_at": saved.updated_at.isoformat(),
            "revision": saved.revision,
            "message": panel_of(saved).words,
        }
    )


def _editor(
    request: StaffRequest,
    edition: Edition,
    form: EditorForms,
    *,
    status: int = HTTPStatus.OK,
    has_conflict: bool = False,
    stored: EditorForms | None = None,
) -> HttpResponse:
    """The page; `stored` are the forms as they are kept, where `form` shows what is not."""
    body = form.draft.body()
    # what was typed or read and is not saved yet is told beside its own fields: a file just read, a refusal
    unsaved = request.method == "POST"
    report = import_report.report_on(edition, whole=unsaved)
    if report is not None:
        report.explain(form)
    base = base_of(request.POST, edition, stored or form)
    files = attachments.attached_context(edition)
    changes = places(edition.body_html, body.markup, base) if has_conflict else ()
    others = EditorForms.of(edition) if has_conflict else ()
    context: dict[str, Any] = {
        "title": edition.title,
        "edition": edition,
        "forms": form,
        "form": form.draft,
        "metadata_form": form.metadata,
        "kind_form": form.kind,
        "kind_tables": table_lines(edition),
        "openness_form": form.openness,
        "distribution": unconfirmed(edition),
        "body": body,
        "panel": panel_of(edition),
        "wording": wording_panel(edition, request.actor),
        "guard": guarding.shown(edition, files["processings"]),
        "import_report": report,
        "import_accepts": accepted(),
        "started_from": edition.started_from,
        "days_in_bin": queries.days_in_bin(),
        "due": publication_due([edition]).get(edition.pk),
        "content_standard": catalogue.content_standard_for(edition.document.item_id),
        "has_conflict": has_conflict,
        "changes": changes,
        "base": base,
        "field_changes": field_places(others, form, base),
        **files,
        "size_limit": settings.FILE_SIZE_LIMIT,
        "picture_limit": PICTURE_SIZE,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
            NavLink("编辑", ""),
        ],
    }
    return page(request, "workbench/editor.html", context, status=status)
