"""The words of a division as tables: brought in after a look, taken away."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.wording import commands, policies, queries
from gongkai.core.wording.rules import spoken
from gongkai.edges.components import inputs
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.shapes import Badge, Cell, Column, Statistic, TableRow
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.wording import WordsFileForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import word_lists as presenting
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage.rules import clean_name
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound
from gongkai.text.tables.writing import SheetColumn
from gongkai.text.wording import WORD_COLUMNS, word_cells

if TYPE_CHECKING:
    from gongkai.core.wording.rules import PlannedRow, WordsPlan
    from gongkai.text.wording import RefusedRow

PLAN_COLUMNS = (Column("位置"), Column("处理"), Column("词条"), Column("理由"))
REFUSED_COLUMNS = (Column("位置"), Column("词条"), Column("为什么没有列入"))
MOST_SHOWN = 200
_WIDTHS = (30, 24, 12, 14, 40, 24, 24, 12, 12)
_SALT = "gongkai.workbench.word_files"
_KEPT_SECONDS = 24 * 3600
"""How long the address of a file that was handed in leads to it."""


@require_GET
def export(request: StaffRequest, division_id: int, suffix: str) -> HttpResponse:
    """The own words of a division, in a form that is read back."""
    demand(policies.may_save_words(request.actor, division_id))
    division = organisations.get_division(division_id)
    words, _ = queries.own_words(division_id)
    title = f"{division.name}用语词表"
    rows = [word_cells(rule) for rule in words.rules]
    if suffix == "csv":
        return csv_download(WORD_COLUMNS, rows, f"{title}.csv")
    if suffix == "xlsx":
        columns = [SheetColumn(name, width) for name, width in zip(WORD_COLUMNS, _WIDTHS, strict=True)]
        return sheet_download(title, columns, rows, frozen_columns=1)
    raise NotFound("词表只能导出为 .xlsx 或 .csv。")


@require_http_methods(["GET", "POST"])
def receive(request: StaffRequest, division_id: int) -> HttpResponse:
    """Take in a table; nothing is written yet."""
    demand(policies.may_save_words(request.actor, division_id))
    if request.method == "GET":
        return _upload(request, division_id, WordsFileForm())
    form = WordsFileForm(request.POST, request.FILES)
    token = form.attempt(lambda: _receive(request, division_id, form))
    if token is None:
        return _upload(request, division_id, form)
    address = reverse("workbench:word_import_look", args=[division_id])
    return HttpResponseRedirect(f"{address}?{urlencode({'file': token})}")


@require_http_methods(["GET", "POST"])
def look_over(request: StaffRequest, division_id: int) -> HttpResponse:
    """What the table would add and change, and what stays out; `POST` does it."""
    demand(policies.may_save_words(request.actor, division_id))
    token = request.POST.get("file") or request.GET.get("file", "")
    sha256, name = _opened(token, division_id)
    if request.method == "GET":
        return _look(request, division_id, token)
    try:
        saved = commands.import_words(
            actor=request.actor,
            division_id=division_id,
            sha256=sha256,
            name=name,
            based_on=inputs.posted_number(request, "based_on") or 0,
        )
    except (Conflict, InvalidInput) as refusal:
        status = HTTPStatus.CONFLICT if isinstance(refusal, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _look(request, division_id, token, fault=refusal.message, status=status)
    messages.success(request, f"{saved.note}，已保存为第{saved.number}版，即时生效。")
    return HttpResponseRedirect(reverse("workbench:word_list", args=[division_id]))


def _receive(request: StaffRequest, division_id: int, form: WordsFileForm) -> str:
    name, chunks = form.taken()
    try:
        stored = commands.receive_words(
            actor=request.actor, division_id=division_id, name=name, chunks=chunks
        )
    except InvalidInput as error:
        raise InvalidInput.for_field(form.source, error.message) from error
    return signing.dumps([division_id, stored.sha256, clean_name(name)], salt=_SALT)


def _opened(token: str, division_id: int) -> tuple[str, str]:
    """Hash and name of a file that was handed in for a division. Raises NotFound."""
    try:
        of_division, sha256, name = signing.loads(token, salt=_SALT, max_age=_KEPT_SECONDS)
    except signing.BadSignature as error:
        raise NotFound("上传的表格已过期，请重新上传。") from error
    if of_division != division_id:
        raise NotFound("上传的表格不属于这个地区的词表，请重新上传。")
    return sha256, name


def _upload(request: StaffRequest, division_id: int, form: WordsFileForm) -> HttpResponse:
    division = organisations.get_division(division_id)
    context = {
        "title": "导入用语词表",
        "division": division,
        "form": form,
        "crumbs": presenting.crumbs(division, "导入"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/word_import.html", context, status=status)


def _look(
    request: StaffRequest, division_id: int, token: str, *, fault: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    division = organisations.get_division(division_id)
    sha256, name = _opened(token, division_id)
    plan = queries.plan_import(division_id, sha256, name)
    _, number = queries.own_words(division_id)
    context = {
        "title": "核对导入的用语词表",
        "division": division,
        "name": name,
        "token": token,
        "based_on": number,
        "fault": fault,
        "can_import": bool(plan.rows),
        "statistics": _statistics(plan),
        "columns": PLAN_COLUMNS,
        "kept": sum(bool(row.kept) for row in plan.rows),
        "dropped": sum(bool(row.dropped) for row in plan.rows),
        "rows": [_planned(row) for row in plan.rows[:MOST_SHOWN]],
        "more_rows": len(plan.rows[MOST_SHOWN:]),
        "refused_columns": REFUSED_COLUMNS,
        "refused": [_refused(row) for row in plan.refused[:MOST_SHOWN]],
        "more_refused": len(plan.refused[MOST_SHOWN:]),
        "crumbs": presenting.crumbs(division, "核对导入"),
    }
    return page(request, "workbench/word_import_look.html", context, status=status)


def _statistics(plan: WordsPlan) -> list[Statistic]:
    refused = len(plan.refused)
    return [
        Statistic("新增", plan.added, "条"),
        Statistic("修改", plan.changed, "条"),
        Statistic("没有变化", plan.unchanged, "条"),
        Statistic("没有列入", refused, "行", tone="alarm" if refused else "neutral"),
    ]


def _planned(row: PlannedRow) -> TableRow:
    change = row.change
    after = change.after
    badge = Badge("修改", "warn") if change.before else Badge("新增", "good")
    said = [f"原为：{spoken(change.before)}"] if change.before else []
    said += [f"“{'”“'.join(row.kept)}”照旧保留"] if row.kept else []
    said += [f"“{'”“'.join(row.dropped)}”删去，不再由本地区提示"] if row.dropped else []
    return TableRow(
        [
            Cell(row.place),
            Cell(badge=badge),
            Cell(spoken(after), note="；".join(said)),
            Cell(after.reason if after else ""),
        ]
    )


def _refused(row: RefusedRow) -> TableRow:
    return TableRow([Cell(row.place), Cell(row.words), Cell(row.reason)])
