"""Writing one row of a catalogue: the eight elements beside what the layer above says of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.rules import ItemFields
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.catalogue_items import ItemForm, form_values
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.item_desk import Desk
from gongkai.edges.workbench.presenting import item_editor as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.catalogue_browser import crumbs
from gongkai.kernel.errors import Conflict, Denied, InvalidInput

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.catalogue.models import CatalogueItem

NEXT, ALIGN = "next", "align"


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, item_id: int) -> HttpResponse:
    """Write the elements; `take` only fills in what the layer above says, `action` says what follows."""
    item = queries.get_item(item_id)
    demand(policies.may_edit_catalogue(request.actor, item.catalogue))
    desk = Desk(item.catalogue, item, queries.upper_of(item))
    if request.method == "GET":
        return _show(request, desk, desk.form())
    if "take" in request.POST:
        return _show(request, desk, desk.form(_with_upper(desk, request.POST)), taken=True)
    form = desk.form(request.POST)
    try:
        saved = _save(request, item, form)
    except Conflict as conflict:
        return _clash(request, item, form, conflict)
    if saved is None:
        return _show(request, desk, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    lacking = sum(lack.is_blocking for lack in queries.lacks_of(saved))
    told = f"还差{lacking}项。" if lacking else "要素齐全。"
    messages.success(request, f"已保存“{saved.name}”，{told}公布新版本后公众才能看到。")
    return HttpResponseRedirect(_after(request, saved))


@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """A new row of the catalogue."""
    desk = Desk(queries.get_catalogue(catalogue_id))
    demand(policies.may_edit_catalogue(request.actor, desk.catalogue))
    if request.method == "GET":
        return _show(request, desk, desk.form(area_code=inputs.area_code(request)))
    form = desk.form(request.POST)
    added = form.attempt(
        lambda: commands.add_item(
            actor=request.actor,
            catalogue_id=catalogue_id,
            fields=form.fields_given(),
            responsible_body_id=form.cleaned_data["body"],
        )
    )
    if added is None:
        return _show(request, desk, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"已新增“{added.name}”（{added.area.name}序号{added.code}）。")
    return HttpResponseRedirect(reverse("workbench:item", args=[added.pk]))


@require_POST
def check(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """What is still lacking of what is typed; nothing is stored. `item`: the row that is changed."""
    desk = Desk.of(catalogue_id, inputs.number(request, "item"))
    demand(policies.may_edit_catalogue(request.actor, desk.catalogue))
    form = desk.form(request.POST)
    form.is_valid()
    given = form.fields_given()
    context = {
        "check": desk.check(given, form.cleaned_data.get("body")),
        "lines": presenting.lines(form, given, desk.upper_fields),
        "live": True,
    }
    return fragment(request, "workbench/item_check.html", context)


def _save(request: StaffRequest, item: CatalogueItem, form: ItemForm) -> CatalogueItem | None:
    """Raises Conflict; what else is refused stands in the form."""
    if not form.is_valid():
        return None
    overwritten = request.POST.get("overwrite", "")
    try:
        saved = commands.update_item(
            actor=request.actor,
            item_id=item.pk,
            revision=int(overwritten) if overwritten.isdecimal() else form.cleaned_data["revision"] or 0,
            fields=form.fields_given(),
            responsible_body_id=form.cleaned_data["body"],
        )
        if request.POST.get("action") == ALIGN:
            saved = commands.align_item(
                actor=request.actor, item_id=saved.pk, revision=saved.revision, elements=()
            )
    except (InvalidInput, Denied) as error:
        form.refuse(error)
        return None
    return saved


def _clash(request: StaffRequest, item: CatalogueItem, form: ItemForm, conflict: Conflict) -> HttpResponse:
    """Two editors of one row, or a refusal that leaves the row as it was: what was typed stays."""
    form.refuse(conflict)
    latest = queries.get_item(item.pk)
    desk = Desk(latest.catalogue, latest, queries.upper_of(latest))
    is_stale = form.cleaned_data["revision"] != latest.revision
    return _show(request, desk, form, status=HTTPStatus.CONFLICT, clash=latest if is_stale else None)


def _with_upper(desk: Desk, data: QueryDict) -> QueryDict:
    """What was typed, with the words of the layer above in the elements asked for."""
    changed = data.copy()
    if desk.upper is not None:
        values = form_values(queries.fields_of(desk.upper))
        for name in presenting.taken_over(data.get("take", "")):
            value = values[name]
            if isinstance(value, bool):
                value = ["on"] if value else []
            changed.setlist(name, value if isinstance(value, list) else [value])
    return changed


def _after(request: StaffRequest, saved: CatalogueItem) -> str:
    """The row's page, or the editor of the next row of the catalogue that lacks something."""
    if request.POST.get("action") == NEXT:
        rows = list(queries.items_in(saved.catalogue_id))
        at = next((number for number, row in enumerate(rows) if row.pk == saved.pk), -1)
        for row in (*rows[at + 1 :], *rows[: max(at, 0)]):
            if any(lack.is_blocking for lack in queries.lacks_of(row)):
                return reverse("workbench:item_edit", args=[row.pk])
    return reverse("workbench:item", args=[saved.pk])


def _show(
    request: StaffRequest,
    desk: Desk,
    form: ItemForm,
    *,
    status: int = HTTPStatus.OK,
    clash: CatalogueItem | None = None,
    taken: bool = False,
) -> HttpResponse:
    given, body_id = _given(desk, form)
    name = desk.item.name if desk.item else "新增事项"
    context = {
        "title": f"编辑：{name}" if desk.item else name,
        "catalogue": desk.catalogue,
        "item": desk.item,
        "form": form,
        "lines": presenting.lines(form, given, desk.upper_fields),
        "upper": desk.upper,
        "changed_above": desk.changed_above,
        "bodies": [body for _, body in desk.bodies()],
        "check": desk.check(given, body_id),
        "taken": taken,
        "clash": clash,
        "clashes": presenting.clashes(queries.fields_of(clash), given) if clash else [],
        "crumbs": crumbs(
            NavLink(desk.catalogue.title, reverse("workbench:catalogue", args=[desk.catalogue.pk])),
            *([NavLink(name, reverse("workbench:item", args=[desk.item.pk]))] if desk.item else []),
            NavLink("编辑" if desk.item else name, ""),
        ),
    }
    return page(request, "workbench/item_editor.html", context, status=status)


def _given(desk: Desk, form: ItemForm) -> tuple[ItemFields, int | None]:
    """What the form holds: as typed, or as stored."""
    if form.is_bound:
        form.is_valid()
        return form.fields_given(), form.cleaned_data.get("body")
    if desk.item is not None:
        return queries.fields_of(desk.item), desk.item.responsible_body_id
    return ItemFields(area_code="", code="", level1="", level2="", for_everyone=True), None
