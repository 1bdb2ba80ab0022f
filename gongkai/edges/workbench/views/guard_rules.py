"""The rules by which personal information is recognised, and everything public scanned anew under them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.guarding import commands, policies, queries
from gongkai.core.information import commands as information
from gongkai.core.information import policies as information_policies
from gongkai.core.information import queries as information_queries
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import Badge, Cell, Column, Missing, NavLink, TableRow
from gongkai.edges.workbench.access import demand
from gongkai.edges.workbench.forms.guarding import RulesForm
from gongkai.edges.workbench.frame import fragment, page
from gongkai.edges.workbench.presenting.rule_changes import rule_changes
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied
from gongkai.text.personal_information import (
    RuleSet,
    Severity,
    TypeLabel,
    core_failures,
    masked_examples,
    shipped_text,
)

if TYPE_CHECKING:
    from gongkai.core.guarding.models import RuleVersion
    from gongkai.core.information.models import Rescan, RescanHit

VERSION_COLUMNS = (Column("版本"), Column("启用日期", "date"), Column("修改说明"), Column("制定人"))
TYPE_COLUMNS = (Column("类型"), Column("程度"), Column("例子（已遮盖）"))
RESCAN_COLUMNS = (Column("复查"), Column("规则"), Column("进度"), Column("发现问题", "number"))
HIT_COLUMNS = (Column("文件"), Column("单位"), Column("发现"), Column("处理"))


@require_http_methods(["GET", "POST"])
def rules(request: StaffRequest) -> HttpResponse:
    """The rules in force, a form for those who set them, and the rescans."""
    _demand(request)
    last = queries.list_rule_versions().first()
    form = RulesForm(request.POST) if request.method == "POST" else RulesForm(initial=_initial(request, last))
    if form.is_bound and _put(request, form):
        return HttpResponseRedirect(reverse("workbench:guard_rules"))
    present = queries.rules_in_force()
    context = {
        "title": "个人信息识别规则",
        "form": form,
        "present": present.version,
        "may_set": policies.may_set_rules(request.actor),
        "may_rescan": information_policies.may_rescan(request.actor),
        "type_columns": TYPE_COLUMNS,
        "unconfirmed": [Missing("请逐项核对，再勾选下面的确认", "#id_confirmed_losses")]
        if form.losses
        else [],
        "core_failures": core_failures(present.rules),
        "types": _types(present.rules),
        "version_columns": VERSION_COLUMNS,
        "versions": [_version(version) for version in queries.list_rule_versions()],
        "rescan_columns": RESCAN_COLUMNS,
        "rescans": [_rescan(each) for each in information_queries.list_rescans()[:20]],
        "running": information_queries.running_rescan(),
        "crumbs": [NavLink("工作台", reverse("workbench:home")), NavLink("个人信息识别规则", "")],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "workbench/guard_rules.html", context, status=status)


@require_GET
def version(request: StaffRequest, number: int) -> HttpResponse:
    """What a version changed of the one before it, line by line."""
    _demand(request)
    found = queries.get_rule_version(number)
    before = queries.get_rule_version(number - 1) if number > 1 else None
    context = {
        "title": f"个人信息识别规则第{number}版",
        "version": found,
        "before": str(before or "产品自带的规则（现在的文本）"),
        "changes": rule_changes(before.text if before else shipped_text(), found.text),
        "may_set": policies.may_set_rules(request.actor).allowed,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("个人信息识别规则", reverse("workbench:guard_rules")),
            NavLink(f"第{number}版", ""),
        ],
    }
    return page(request, "workbench/guard_rule_version.html", context)


@require_POST
def start(request: StaffRequest) -> HttpResponse:
    """按新规则复查已公开信息."""
    try:
        rescan = information.start_rescan(actor=request.actor)
    except (Denied, Conflict) as error:
        messages.error(request, error.message)
        return HttpResponseRedirect(reverse("workbench:guard_rules"))
    messages.success(request, "复查已开始，可以离开本页，后台会继续。")
    return HttpResponseRedirect(reverse("workbench:rescan", args=[rescan.pk]))


@require_GET
def rescan(request: StaffRequest, rescan_id: int) -> HttpResponse:
    """How far it is, and what has to be dealt with."""
    _demand(request)
    found = information_queries.get_rescan(rescan_id)
    hits = information_queries.rescan_hits(found, request.actor)
    address = reverse("workbench:rescan", args=[rescan_id])
    shown = paging.pages(
        hits.count(), inputs.page(request), lambda number: f"{address}?page={number}" if number else address
    )
    context = {
        "title": "复查已公开信息",
        "rescan": found,
        "columns": HIT_COLUMNS,
        "rows": [_hit(hit) for hit in paging.cut(hits, shown)],
        "pages": shown,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("个人信息识别规则", reverse("workbench:guard_rules")),
            NavLink("复查已公开信息", ""),
        ],
    }
    if request.htmx:
        return fragment(request, "workbench/rescan_state.html", context)
    return page(request, "workbench/rescan.html", context)


def _demand(request: StaffRequest) -> None:
    """Those who set the rules, and those who have everything scanned anew."""
    if not policies.may_set_rules(request.actor).allowed:
        demand(information_policies.may_see_rescans(request.actor))


def _initial(request: StaffRequest, last: RuleVersion | None) -> dict[str, object]:
    """The text to begin with: the last local version, another one that was chosen, or the product's own."""
    wanted = inputs.number(request, "version")
    based_on = last.number if last else 0
    if wanted is not None:
        text = queries.get_rule_version(wanted).text if wanted else shipped_text()
        return {"rules_text": text, "based_on": based_on}
    return {"rules_text": last.text if last else shipped_text(), "based_on": based_on}


def _put(request: StaffRequest, form: RulesForm) -> bool:
    made = form.attempt(
        lambda: commands.put_rules(
            actor=request.actor,
            text=form.text("rules_text"),
            note_text=form.text("note_text"),
            in_force_on=form.day(),
            based_on=form.cleaned_data["based_on"],
            confirmed_losses=request.POST.get("confirmed_losses", ""),
        )
    )
    if made is None:
        return False
    messages.success(
        request, f"已保存第{made.number}版，{made.in_force_on:%Y-%m-%d}起启用。已公开的信息请另行复查。"
    )
    return True


def _types(rules: RuleSet) -> list[TableRow]:
    examples = masked_examples(rules)
    return [_type(kind, examples.get(name, "")) for name, kind in rules.types.items()]


def _type(kind: TypeLabel, example: str) -> TableRow:
    is_hard = kind.severity is Severity.HARD
    badge = Badge("必须处理", "alarm") if is_hard else Badge("请核对", "warn")
    return TableRow([Cell(kind.label), Cell(badge=badge), Cell(example or "（没有例子）")])


def _version(version: RuleVersion) -> TableRow:
    address = reverse("workbench:guard_rule_version", args=[version.number])
    return TableRow(
        [
            Cell(f"第{version.number}版", url=address),
            Cell(day=version.in_force_on),
            Cell(version.note),
            Cell(version.made_by, note=f"{clock.day_of(version.made_at):%Y-%m-%d}"),
        ]
    )


def _rescan(each: Rescan) -> TableRow:
    state = Badge("已完成", "good") if each.finished_at else Badge(f"{each.done}/{each.total}", "info")
    return TableRow(
        [
            Cell(
                f"{clock.day_of(each.started_at):%Y-%m-%d}",
                url=reverse("workbench:rescan", args=[each.pk]),
                note=each.started_by,
            ),
            Cell(each.rules),
            Cell(badge=state),
            Cell(str(each.hits)),
        ]
    )


def _hit(hit: RescanHit) -> TableRow:
    edition = hit.edition
    found = "、".join(f"{label}{count}处" for label, count in sorted(hit.counts.items()))
    badge = Badge(f"{hit.hard}处必须处理", "alarm") if hit.hard else Badge(f"{hit.review}处请核对", "warn")
    address = reverse("workbench:document", args=[edition.pk])
    return TableRow(
        [
            Cell(edition.title, url=reverse("workbench:personal_information", args=[edition.pk])),
            Cell(edition.document.body.name),
            Cell(badge=badge, note=found),
            Cell("更正或撤下", url=f"{address}#decision", note=edition.get_state_display()),
        ]
    )
