"""文本更新: local copies that are older than the official text, and the list by which that is known."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.information import commands, policies
from gongkai.core.information.queries.official import official_texts as listed
from gongkai.core.information.queries.official import old_copies
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import Cell, Column, TableRow
from gongkai.edges.workbench.access import demand_business_role
from gongkai.edges.workbench.forms.validity import OfficialListForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates
from gongkai.text.file_contents import check_file
from gongkai.text.table_files import read_tables

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

COLUMNS = (
    Column("本站文件"),
    Column("本站所载版本", "date"),
    Column("更新的正式文本"),
    Column("日期", "date"),
)
TEXT_COLUMNS = (Column("名称"), Column("文号"), Column("日期", "date"), Column("出处"))
SHOWN = 100
_HEADINGS = ("名称", "文号", "日期", "出处")


@require_GET
def official_texts(request: StaffRequest) -> HttpResponse:
    demand_business_role(request.actor)
    return _show(request, OfficialListForm())


@require_POST
def load(request: StaffRequest) -> HttpResponse:
    """Add the versions of a list."""
    demand_business_role(request.actor)
    form = OfficialListForm(request.POST, request.FILES)
    added = form.attempt(
        lambda: commands.load_official_texts(actor=request.actor, rows=rows_of(form.cleaned_data["file"]))
    )
    if added is None:
        return _show(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"已载入清单，新增{added}条。")
    return HttpResponseRedirect(reverse("workbench:official_texts"))


def _show(request: StaffRequest, form: OfficialListForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    words = inputs.words(request)
    texts = listed(words)
    context = {
        "title": "文本更新",
        "columns": COLUMNS,
        "rows": [
            TableRow(
                [
                    Cell(
                        copy.edition.title,
                        url=reverse("workbench:document", args=[copy.edition.pk]),
                        note=copy.edition.document.body.name,
                    ),
                    Cell(day=copy.on),
                    Cell(copy.newer.title or copy.newer.number, note=copy.newer.source),
                    Cell(day=copy.newer.on),
                ]
            )
            for copy in old_copies(request.actor)
        ],
        "words": words,
        "text_columns": TEXT_COLUMNS,
        "texts": [
            TableRow([Cell(row.title), Cell(row.number), Cell(day=row.version_on), Cell(row.source)])
            for row in texts[:SHOWN]
        ],
        "total": texts.count(),
        "form": form,
        "may_load": policies.may_load_official_texts(request.actor),
    }
    return page(request, "workbench/official_texts.html", context, status=status)


def rows_of(upload: UploadedFile[bytes]) -> list[commands.OfficialRow]:
    """The lines of a list. Raises InvalidInput naming what is missing or which line cannot be read."""
    name, content = clean_name(upload.name or ""), upload.read()
    try:
        check_file(name, content)
        sheet = read_tables(content, name)[0]
    except InvalidInput as error:
        raise InvalidInput.for_field("file", error.message) from error
    header = [cell.strip() for cell in sheet.rows[0]] if sheet.rows else []
    places = {name: header.index(name) for name in _HEADINGS if name in header}
    if not {"名称", "日期"} <= places.keys():
        raise InvalidInput.for_field("file", "第一行应当是列名，并且有“名称”和“日期”两列。")
    return [
        _row(number, {name: cells[at].strip() for name, at in places.items()})
        for number, cells in enumerate(sheet.rows[1:], start=1)
        if any(cell.strip() for cell in cells)
    ]


def _row(number: int, cells: dict[str, str]) -> commands.OfficialRow:
    try:
        on = dates.parse(cells["日期"], today=clock.today())
    except InvalidInput as error:
        raise InvalidInput.for_field("file", f"第{number}行的日期读不出来：{error.message}") from error
    return commands.OfficialRow(cells["名称"], on, cells.get("文号", ""), cells.get("出处", ""))
