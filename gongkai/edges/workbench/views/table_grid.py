"""The grid of one table of a draft: typed, pasted, a page at a time; read by those who may not write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from gongkai.core.information import commands, policies, queries
from gongkai.core.information.rules.kinds import table_faults
from gongkai.core.information.rules.tables import TableData, columns_of
from gongkai.core.information.rules.tables.sheets import rows_of_paste
from gongkai.edges.components import document_tables, inputs, paging
from gongkai.edges.components.document_tables import Wanted
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.forms.tables import TableTextForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.merge_base import MergeBase
from gongkai.edges.workbench.presenting import tables as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.row_merging import RowMerge, base_of_rows, text_of_both
from gongkai.edges.workbench.views.tables import crumbs
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from gongkai.reference.information_kinds import information_kind
from gongkai.text.errors import UnreadableFile
from gongkai.text.table_files import read_pasted_table

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.information.models import Edition


@require_http_methods(["GET", "POST"])
def table(request: StaffRequest, edition_id: int, code: str) -> HttpResponse:
    """One table: a grid to whoever may write, else as it will be read."""
    edition = readable_edition(request.actor, edition_id)
    data = _data(edition, code)
    if not policies.may_edit(request.actor, edition).allowed:
        return _read_only(request, edition, data)
    if request.method == "POST":
        return _save(request, edition, data)
    return _grid(request, edition, data, _first_row(request, data))


def _data(edition: Edition, code: str) -> TableData:
    """The stored table, or the declared one without rows. Raises NotFound."""
    stored = queries.tables_of(edition.pk).filter(code=code).first()
    if stored is not None:
        return queries.whole_table(stored)
    kind = information_kind(edition.document.kind)
    declared = kind.table(code)
    if declared is None:
        raise NotFound("没有这张表，可能已被移除，或者信息类型已经更换。")
    unit = declared.units[0] if declared.units else ""
    number = queries.place_of_table(kind, code)
    return TableData(code, declared.title, columns_of(declared), (), unit, "", number)


def _save(request: StaffRequest, edition: Edition, data: TableData) -> HttpResponse:
    """Keep the page of the grid, or what was pasted; what is refused comes back as it was typed."""
    first, typed = _first_row(request, data), _typed(request.POST, data)
    form = _text_form(edition, data, request.POST)
    action = request.POST.get("action") or request.POST.get("merged_action", "save")
    merge = None
    try:
        if not form.is_valid():
            raise InvalidInput("表格没有保存，请按提示修改。")
        rows = _rows(data, first, typed, form.text("pasted"), action, edition)
        merge = _merge(request, edition, data, rows, action)
        rows = merge.rows(request.POST) if merge and _is_decided(request, edition, merge) else rows
        commands.put_table(
            actor=request.actor,
            edition_id=edition.pk,
            revision=_revision(request, edition, merge),
            code=data.code,
            rows=rows,
            unit=_beside("unit", form, data.unit, merge) or data.unit,
            note_text=_beside("note_text", form, data.note, merge),
            title=data.title,
            columns=data.columns,
        )
    except (Conflict, InvalidInput, Denied, UnreadableFile) as error:
        form.refuse(error)
        status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _grid(
            request, edition, data, first, typed=typed, form=form, status=status,
            merge=merge if isinstance(error, Conflict) else None,
        )  # fmt: skip
    if merge is not None:
        messages.info(request, "该文件刚被他人保存过，两人对这张表的修改已合并，请核对。")
    return _saved(request, edition, data, len(rows), first, action)


def _merge(
    request: StaffRequest, edition: Edition, data: TableData, rows: list[list[str]], action: str
) -> RowMerge | None:
    """The stored rows beside those that were sent, where somebody has saved the draft meanwhile.

    Who replaces a whole table has to look at what others changed in it.
    """
    if inputs.posted_number(request, "revision") == edition.revision:
        return None
    sent = "" if action == "replace" else request.POST.get("base", "")
    return RowMerge.of(data.rows, rows, MergeBase.read(sent))


def _beside(name: str, form: TableTextForm, stored: str, merge: RowMerge | None) -> str:
    """A text beside the rows as it was sent, or as both together have it."""
    sent = form.text(name)
    return sent if merge is None else text_of_both(name, stored, sent, merge.base, joins=name == "note_text")


def _is_decided(request: StaffRequest, edition: Edition, merge: RowMerge) -> bool:
    """Whether nothing has to be asked, or the choices sent are between these very rows."""
    return merge.is_clear or inputs.posted_number(request, "merge") == edition.revision


def _revision(request: StaffRequest, edition: Edition, merge: RowMerge | None) -> int:
    """The one that the user started from; what is put together starts from what is stored."""
    if merge is not None and _is_decided(request, edition, merge):
        return edition.revision
    return inputs.posted_number(request, "revision") or 0


def _saved(
    request: StaffRequest, edition: Edition, data: TableData, total: int, first: int, action: str
) -> HttpResponse:
    own = reverse("workbench:table", args=[edition.pk, data.code])
    if action == "done":
        messages.success(request, f"已保存《{data.title}》，共{total}行。")
        return HttpResponseRedirect(f"{reverse('workbench:document_edit', args=[edition.pk])}#kind-fields")
    messages.success(request, f"已保存，共{total}行。")
    size = presenting.page_rows(len(data.columns))
    at_end = action in {"more", "append"}
    number = (total if at_end else first) // size + 1
    return HttpResponseRedirect(f"{own}?page={number}")


def _rows(
    data: TableData, first: int, typed: list[list[str]], pasted: str, action: str, edition: Edition
) -> list[list[str]]:
    """All rows of the table with this page of them as it was typed; rows without a word are left out."""
    size = presenting.page_rows(len(data.columns))
    before, after = list(data.rows[:first]), list(data.rows[first + size :])
    kept = [*before, *(row for row in typed if any(text.strip() for text in row)), *after]
    if action not in {"replace", "append"}:
        return [list(row) for row in kept]
    if not pasted.strip():
        raise InvalidInput.for_field("pasted", "请先把单元格粘贴到方框里。")
    declared = information_kind(edition.document.kind).table(data.code)
    found = rows_of_paste(data.columns, read_pasted_table(pasted, "粘贴的内容"), declared)
    return found if action == "replace" else [*(list(row) for row in kept), *found]


def _typed(data: QueryDict, table: TableData) -> list[list[str]]:
    """The rows of the page as they were sent, without those marked to go."""
    count = data.get("rows", "")
    most = presenting.page_rows(len(table.columns)) + presenting.SPARE
    dropped = set(data.getlist("drop"))
    return [
        [data.get(presenting.cell_name(row, column), "") for column in range(len(table.columns))]
        for row in range(min(int(count), most) if count.isdigit() else 0)
        if str(row) not in dropped
    ]


def _grid(
    request: StaffRequest,
    edition: Edition,
    data: TableData,
    first: int,
    *,
    typed: list[list[str]] | None = None,
    form: TableTextForm | None = None,
    status: int = HTTPStatus.OK,
    merge: RowMerge | None = None,
) -> HttpResponse:
    declared = information_kind(edition.document.kind).table(data.code)
    size = presenting.page_rows(len(data.columns))
    faults = table_faults(declared, data)
    is_last = first + size > len(data.rows)
    rows = typed if typed is not None else data.rows[first : first + size]
    spare = 0 if typed is not None else presenting.SPARE if is_last else 0
    context: dict[str, Any] = {
        "title": data.title,
        "edition": edition,
        "table": data,
        "declared": declared,
        "form": form or _text_form(edition, data, None),
        "rows": presenting.grid_rows(
            data.columns, rows, faults if typed is None else (), first=first, spare=spare
        ),
        "first": first,
        "faults": presenting.fault_lines(data, faults, size),
        "fault_count": len(faults),
        "is_last": is_last,
        "is_stored": queries.tables_of(edition.pk).filter(code=data.code).exists(),
        "revision": inputs.posted_number(request, "revision") if typed is not None else edition.revision,
        "base": request.POST.get("base", "") if typed is not None else _base(data, rows),
        "places": merge.places() if merge is not None else (),
        "merged_action": request.POST.get("action", "save"),
        "pages": _pages(edition, data, first, size),
        "crumbs": crumbs(
            edition,
            NavLink("表格", reverse("workbench:tables", args=[edition.pk])),
            NavLink(data.title, ""),
        ),
    }
    return page(request, "workbench/table_grid.html", context, status=status)


def _base(data: TableData, rows: Sequence[Sequence[str]]) -> MergeBase:
    return base_of_rows(rows, unit=data.unit, note_text=data.note)


def _pages(edition: Edition, data: TableData, first: int, size: int) -> paging.Pages:
    own = reverse("workbench:table", args=[edition.pk, data.code])
    return paging.pages(
        max(len(data.rows), first + 1),
        first // size + 1,
        lambda number: f"{own}?page={number}" if number else own,
        size=size,
        unit="行",
    )


def _read_only(request: StaffRequest, edition: Edition, data: TableData) -> HttpResponse:
    own = reverse("workbench:table", args=[edition.pk, data.code])
    wanted = Wanted(request.GET.get("sort", "")[:60], inputs.words(request), inputs.page(request))

    def address(query: Mapping[str, str | int | None]) -> str:
        given = {name: value for name, value in query.items() if value}
        return f"{own}?{urlencode(given)}" if given else own

    context = {
        "title": data.title,
        "edition": edition,
        "table": document_tables.shown(data, wanted, address),
        "faults": table_faults(information_kind(edition.document.kind).table(data.code), data),
        "crumbs": crumbs(edition, NavLink(data.title, "")),
    }
    return page(request, "workbench/table_shown.html", context)


def _text_form(edition: Edition, data: TableData, sent: QueryDict | None) -> TableTextForm:
    declared = information_kind(edition.document.kind).table(data.code)
    return TableTextForm(
        sent,
        units=declared.units if declared else (),
        initial={"unit": data.unit, "note_text": data.note},
    )


def _first_row(request: StaffRequest, data: TableData) -> int:
    """The first row of the page asked for; the last page has room for more."""
    size = presenting.page_rows(len(data.columns))
    sent = inputs.posted_number(request, "first")
    wanted = sent // size if sent is not None else inputs.page(request) - 1
    return min(wanted, len(data.rows) // size) * size
