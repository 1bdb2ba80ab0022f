"""消息: what the product has told a person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import NavLink
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.foundation.notifications import commands, queries


@require_GET
def notices(request: StaffRequest) -> HttpResponse:
    """One's own, newest first; the unread ones on a tab of their own."""
    account_id = request.actor.account_id or 0
    only_unread = request.GET.get("unread") == "1"
    found = queries.notices_of(account_id, unread=only_unread)
    unread = queries.unread_count(account_id)
    home = reverse("workbench:notices")

    def address(number: int | None) -> str:
        chosen = [
            part for part in ("unread=1" if only_unread else "", f"page={number}" if number else "") if part
        ]
        return f"{home}{'?' if chosen else ''}{'&'.join(chosen)}"

    shown = paging.pages(found.count(), inputs.page(request), address, unit="条")
    context = {
        "title": "消息",
        "tabs": [
            NavLink("全部", home, current=not only_unread),
            NavLink("未读", f"{home}?unread=1", current=only_unread, count=unread),
        ],
        "notices": paging.cut(found, shown),
        "pages": shown,
        "unread": unread,
        "only_unread": only_unread,
    }
    return page(request, "workbench/notices.html", context)


@require_POST
def read(request: StaffRequest, notice_id: int) -> HttpResponse:
    commands.mark_read(actor=request.actor, notice_id=notice_id)
    return HttpResponseRedirect(reverse("workbench:notices"))


@require_POST
def read_all(request: StaffRequest) -> HttpResponse:
    count = commands.mark_all_read(actor=request.actor)
    messages.success(request, f"{count}条消息已标为已读。" if count else "没有未读消息。")
    return HttpResponseRedirect(reverse("workbench:notices"))
