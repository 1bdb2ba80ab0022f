"""From the signature to the public and off it again: publish now or at a set time, correct, take down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.information import commands, queries, rules
from gongkai.core.information.enums import WAS_PUBLIC
from gongkai.edges.components import edition_changes, inputs, paging
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.access import readable_edition
from gongkai.edges.workbench.attempts import attempt
from gongkai.edges.workbench.forms.publishing import ScheduleForm
from gongkai.edges.workbench.forms.reviewing import CorrectionForm, WithdrawalForm
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.reviewing import Forms, show_document
from gongkai.foundation.calendars import queries as calendars
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


@require_POST
def publish(request: StaffRequest, edition_id: int) -> HttpResponse:
    """`revision` says which text the person saw."""
    edition = readable_edition(request.actor, edition_id)
    revision = inputs.posted_number(request, "revision")
    attempt(
        request,
        lambda: commands.publish_edition(actor=request.actor, edition_id=edition.pk, revision=revision),
        "已发布，公众现在可以看到。",
    )
    return _back(edition)


@require_http_methods(["GET", "POST"])
def schedule(request: StaffRequest, edition_id: int) -> HttpResponse:
    """定时发布, with a hint when the moment lies outside office hours."""
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = ScheduleForm(request.POST)
    scheduled = form.attempt(
        lambda: commands.schedule_publication(
            actor=request.actor,
            edition_id=edition.pk,
            at=form.moment(),
            revision=inputs.posted_number(request, "revision"),
        )
    )
    if scheduled is None:
        return show_document(request, queries.get_edition(edition.pk), Forms(schedule=form))
    at = form.moment()
    messages.success(request, f"已设定于{at.astimezone(clock.CHINA):%Y年%-m月%-d日 %H:%M}发布。")
    remark = rules.office_hours_remark(at, is_workday=calendars.is_workday(clock.day_of(at)))
    if remark:
        messages.warning(request, remark)
    return _back(edition)


@require_POST
def unschedule(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    attempt(
        request,
        lambda: commands.unschedule_publication(actor=request.actor, edition_id=edition.pk),
        "已取消定时发布，文件仍在“已签发”，可以随时发布。",
    )
    return _back(edition)


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = CorrectionForm(request.POST)
    begun = form.attempt(
        lambda: commands.start_correction(
            actor=request.actor, document_id=edition.document_id, change_note=form.text("change_note")
        )
    )
    if begun is None:
        return show_document(request, queries.get_edition(edition.pk), Forms(correction=form))
    messages.success(request, "已建立更正稿，原版本在更正稿发布前继续公开。")
    return HttpResponseRedirect(reverse("workbench:document_edit", args=[begun.pk]))


@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, edition_id: int) -> HttpResponse:
    edition = readable_edition(request.actor, edition_id)
    if request.method == "GET":
        return _back(edition)
    form = WithdrawalForm(request.POST)
    withdrawn = form.attempt(
        lambda: commands.withdraw_document(
            actor=request.actor,
            document_id=edition.document_id,
            basis=form.text("basis"),
            hides_history=form.hides_history(),
        )
    )
    if withdrawn is None:
        return show_document(request, queries.get_edition(edition.pk), Forms(withdrawal=form))
    messages.success(request, "已撤下。原网址保留，页面说明撤下的时间、单位和依据。")
    return _back(edition)


@require_GET
def changes(request: StaffRequest, edition_id: int) -> HttpResponse:
    """What an edition changes against the last one before it that was public."""
    edition = readable_edition(request.actor, edition_id)
    before = _before(queries.editions_of(edition.document_id), edition)
    difference = queries.edition_difference(before, edition)
    path = reverse("workbench:document_changes", args=[edition.pk])
    shown = paging.pages(
        len(difference.lines),
        inputs.page(request),
        lambda number: f"{path}?page={number}" if number else path,
        size=edition_changes.LINES,
        unit="处",
    )
    first = (shown.number - 1) * edition_changes.LINES
    title = f"第{before.number}版与第{edition.number}版比较"
    context = {
        "title": title,
        "edition": edition,
        "changes": edition_changes.changes(
            difference, difference.lines[first : first + edition_changes.LINES]
        ),
        "pages": shown,
        "crumbs": [
            NavLink("工作台", reverse("workbench:home")),
            NavLink("文件库", reverse("workbench:documents")),
            NavLink(edition.title, reverse("workbench:document", args=[edition.pk])),
            NavLink("版本比较", ""),
        ],
    }
    return page(request, "workbench/document_changes.html", context)


def _before(editions: Iterable[Edition], edition: Edition) -> Edition:
    """Raises NotFound: the edition is the first."""
    earlier = (found for found in editions if found.number < edition.number and found.state in WAS_PUBLIC)
    before = next(earlier, None)
    if before is None:
        raise NotFound("这是第一版，没有更早的公开版本可以比较。")
    before.document = edition.document
    return before


def _back(edition: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("workbench:document", args=[edition.pk]))
