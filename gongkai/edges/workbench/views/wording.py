"""用语核对: suggestions taken or left in a draft, and the words that a division keeps of its own."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.information import commands as information
from gongkai.core.information import queries as information_queries
from gongkai.core.wording import commands, policies, queries
from gongkai.core.wording.enums import KEEPERS
from gongkai.core.wording.rules import reworded
from gongkai.edges.components import inputs
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.wording import WordsForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import Conflict

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition
    from gongkai.core.wording.models import WordListVersion

REWORD, IGNORE = "reword-", "ignore-"
LIST_COLUMNS = (Column("地区"), Column("版本"), Column("最近修改", "date"))
VERSION_COLUMNS = (Column("版本"), Column("修改说明"), Column("修改人"), Column("时间", "date"))


def deal_with(request: StaffRequest, edition: Edition, action: str) -> None:
    """Take the suggestion that the action names, or leave it; a new text goes through the command that keeps
    every draft, so that whoever writes at the same time is not overwritten."""
    key = action.removeprefix(REWORD).removeprefix(IGNORE)
    remark = next((each for each in queries.wording_remarks(edition) if each.key == key), None)
    if remark is None:
        messages.info(request, "这处用语已经改过，没有再改动。")
        return
    if action.startswith(IGNORE):
        commands.ignore_wording(
            actor=request.actor, edition_id=edition.pk, words=remark.words, suggestion=remark.suggestion
        )
        messages.success(request, f"已忽略“{remark.words}”，本文件不再提示。")
        return
    words = queries.words_for(edition.document.body_id)
    draft, count = reworded(information_queries.draft_of(edition), remark, words)
    try:
        information.save_draft(
            actor=request.actor, edition_id=edition.pk, revision=edition.revision, draft=draft
        )
    except Conflict as refusal:
        messages.error(request, refusal.message)
        return
    messages.success(request, f"已替换{count}处：{remark.words} → {remark.suggestion or '（删去）'}。")


@require_GET
def word_lists(request: StaffRequest) -> HttpResponse:
    """The divisions whose lists the person keeps."""
    _demand_keeper(request)
    divisions = organisations.divisions_covered(request.actor, KEEPERS)
    rows = []
    for division in divisions:
        last = queries.latest_version(division.pk)
        address = reverse("workbench:word_list", args=[division.pk])
        rows.append(
            TableRow(
                [
                    Cell(division.name, url=address),
                    Cell(f"第{last.number}版" if last else "只用内置词表"),
                    Cell(day=last.saved_at, note=last.saved_by) if last else Cell(""),
                ]
            )
        )
    context = {
        "title": "用语词表",
        "columns": LIST_COLUMNS,
        "rows": rows,
        "crumbs": [NavLink("工作台", reverse("workbench:home")), NavLink("用语词表", "")],
    }
    return page(request, "workbench/word_lists.html", context)


@require_http_methods(["GET", "POST"])
def word_list(request: StaffRequest, division_id: int) -> HttpResponse:
    """The own words of a division; saved only when every example of the list comes out as it says."""
    division = organisations.get_division(division_id)
    demand(policies.may_save_words(request.actor, division_id))
    versions = list(queries.list_versions(division_id))
    form = WordsForm(request.POST or None, initial=_initial(request, versions))
    if request.method == "POST" and form.is_valid():
        saved = form.attempt(
            lambda: commands.save_words(
                actor=request.actor,
                division_id=division_id,
                text=form.text("words"),
                change_note=form.text("change_note"),
                based_on=form.cleaned_data["based_on"],
            )
        )
        if saved is not None:
            messages.success(request, f"已保存为第{saved.number}版，例句全部通过，即时生效。")
            return HttpResponseRedirect(reverse("workbench:word_list", args=[division_id]))
    context = {
        "title": f"{division.name}用语词表",
        "division": division,
        "form": form,
        "columns": VERSION_COLUMNS,
        "versions": [_version_row(version) for version in versions],
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("用语词表", reverse("workbench:word_lists")),
            NavLink(division.name, ""),
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/word_list.html", context, status=status)


def _initial(request: StaffRequest, versions: list[WordListVersion]) -> dict[str, object]:
    """The newest text, or with `version` an earlier one to begin with again."""
    wanted = inputs.number(request, "version")
    chosen = next((version for version in versions if version.number == wanted), None)
    text = chosen.text if chosen else versions[0].text if versions else ""
    return {"words": text, "based_on": versions[0].number if versions else 0}


def _version_row(version: WordListVersion) -> TableRow:
    address = f"{reverse('workbench:word_list', args=[version.division_id])}?version={version.number}"
    return TableRow(
        [
            Cell(f"第{version.number}版", url=address),
            Cell(version.note),
            Cell(version.saved_by),
            Cell(day=version.saved_at),
        ]
    )


def _demand_keeper(request: StaffRequest) -> None:
    if not request.actor.roles & {role.value for role in KEEPERS}:
        demand(decide(request.actor, KEEPERS, None, "修改用语词表"))
