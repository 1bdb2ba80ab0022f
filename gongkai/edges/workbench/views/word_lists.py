"""用语词表: the words that a division keeps of its own, and those that it says have to be changed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.wording import commands, policies, queries
from gongkai.core.wording.enums import KEEPERS
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.wording import RequiredWordForm, WordsForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting.wording import requirements
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.core.wording.models import WordListVersion
    from gongkai.foundation.organisations.models import Division

LIST_COLUMNS = (Column("地区"), Column("版本"), Column("必须改", "number"), Column("最近修改", "date"))
VERSION_COLUMNS = (Column("版本"), Column("修改说明"), Column("修改人"), Column("时间", "date"))


@require_GET
def word_lists(request: StaffRequest) -> HttpResponse:
    """The divisions whose lists the person keeps: those that have words of their own, and the person's own
    division; every other one is found by its name or code, for a county has hundreds."""
    _demand_keeper(request)
    words = inputs.words(request)
    home = reverse("workbench:word_lists")

    def address(number: int | None) -> str:
        chosen = {name: value for name, value in (("q", words), ("page", number or "")) if value}
        return f"{home}?{urlencode(chosen)}" if chosen else home

    found = _divisions(request, words)
    shown = paging.pages(found.count(), inputs.page(request), address, unit="个地区")
    context = {
        "title": "用语词表",
        "words": words,
        "columns": LIST_COLUMNS,
        "rows": _division_rows(paging.cut(found, shown)),
        "pages": shown,
        "crumbs": [NavLink("工作台", reverse("workbench:home")), NavLink("用语词表", "")],
    }
    return page(request, "workbench/word_lists.html", context)


@require_http_methods(["GET", "POST"])
def word_list(request: StaffRequest, division_id: int) -> HttpResponse:
    """The own words of a division; saved only when every example of the list comes out as it says."""
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
            return _to(division_id)
    return _word_list(request, division_id, form, RequiredWordForm(), versions)


@require_http_methods(["GET", "POST"])
def require_word(request: StaffRequest, division_id: int) -> HttpResponse:
    """必须改: papers with the word are not handed in from now on."""
    demand(policies.may_require(request.actor, division_id))
    if request.method == "GET":
        return _to(division_id)
    form = RequiredWordForm(request.POST)
    required = form.attempt(
        lambda: commands.require_word(
            actor=request.actor, division_id=division_id, word=form.text("word"), reason=form.text("reason")
        )
    )
    if required is None:
        versions = list(queries.list_versions(division_id))
        return _word_list(
            request, division_id, WordsForm(initial=_initial(request, versions)), form, versions
        )
    messages.success(request, f"已将“{required.word}”设为必须改，本地区含有它的文件改后才能提交和发布。")
    return _to(division_id)


@require_POST
def relax_word(request: StaffRequest, division_id: int) -> HttpResponse:
    try:
        relaxed = commands.relax_word(
            actor=request.actor, division_id=division_id, word=request.POST.get("word", "")
        )
    except NotFound as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"已取消“{relaxed.word}”的必须改，仍作为建议提示。")
    return _to(division_id)


def _word_list(
    request: StaffRequest,
    division_id: int,
    form: WordsForm,
    required_form: RequiredWordForm,
    versions: list[WordListVersion],
) -> HttpResponse:
    division = organisations.get_division(division_id)
    context = {
        "title": f"{division.name}用语词表",
        "division": division,
        "form": form,
        "required_form": required_form,
        "required": requirements(
            queries.required_in(division_id), queries.words_of_division(division_id), division_id
        ),
        "may_require": policies.may_require(request.actor, division_id),
        "columns": VERSION_COLUMNS,
        "versions": [_version_row(version) for version in versions],
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("用语词表", reverse("workbench:word_lists")),
            NavLink(division.name, ""),
        ],
    }
    refused = form.errors or required_form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return page(request, "workbench/word_list.html", context, status=status)


def _divisions(request: StaffRequest, words: str) -> QuerySet[Division]:
    covered = organisations.divisions_covered(request.actor, KEEPERS)
    if words:
        return covered & organisations.list_divisions(words=words)
    own = [grant.division_id for grant in request.actor.grants if grant.division_id is not None]
    return queries.with_own_words(covered, own)


def _division_rows(divisions: list[Division]) -> list[TableRow]:
    """Each with its list and how many words it requires; two queries for any number."""
    keys = [division.pk for division in divisions]
    latest, required = queries.latest_versions(keys), queries.required_counts(keys)
    return [_division_row(each, latest.get(each.pk), required.get(each.pk, 0)) for each in divisions]


def _division_row(division: Division, last: WordListVersion | None, required: int) -> TableRow:
    address = reverse("workbench:word_list", args=[division.pk])
    return TableRow(
        [
            Cell(division.name, url=address, note=division.code),
            Cell(f"第{last.number}版" if last else "只用内置词表"),
            Cell(f"{required}个" if required else ""),
            Cell(day=last.saved_at, note=last.saved_by) if last else Cell(""),
        ]
    )


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


def _to(division_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:word_list", args=[division_id]))


def _demand_keeper(request: StaffRequest) -> None:
    if not request.actor.roles & {role.value for role in KEEPERS}:
        demand(decide(request.actor, KEEPERS, None, "修改用语词表"))
