"""今天要办."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.core.information.enums import WRITERS
from gongkai.edges.components.shapes import Statistic
from gongkai.edges.workbench import waiting
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.edges.workbench.views.inbox import tabs
from gongkai.foundation.audit import queries as audit
from gongkai.foundation.operations import policies as operations
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.outbox import queries as outbox
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor

_WEEKDAYS = "一二三四五六日"


@require_GET
def home(request: StaffRequest) -> HttpResponse:
    actor = request.actor
    counts = waiting.counts(actor)
    tasks = [
        *waiting.notice_tasks(actor, counts),
        *waiting.tasks(actor, counts),
        *waiting.account_tasks(actor),
    ]
    return page(
        request,
        "workbench/home.html",
        {
            "title": "今天要办",
            "tabs": tabs(None),
            "today": clock.today(),
            "weekday": _WEEKDAYS[clock.today().weekday()],
            "tasks": tasks,
            "has_business": waiting.has_business(actor),
            "can_write": bool(actor.roles & {role.value for role in WRITERS}),
            "statistics": _state_of_installation(actor),
        },
        counts=counts,
    )


def _state_of_installation(actor: Actor) -> list[Statistic]:
    """The few figures that administrators look after."""
    found: list[Statistic] = []
    if operations.may_mend_deliveries(actor).allowed:
        dead = outbox.list_dead().count()
        found.append(
            Statistic(
                "投递失败", dead, "件", "需要人工处理" if dead else "没有需要处理的",
                "alarm" if dead else "good",
                reverse("workbench:dead_letters"),
            )
        )  # fmt: skip
        bodies = organisations.count_bodies()
        found.append(Statistic("在用机关", bodies["open"], "个", url=reverse("workbench:bodies")))
    if operations.may_read_audit(actor).allowed:
        number, _ = audit.head()
        pending = audit.unsealed().count()
        found.append(
            Statistic("审计封存", number, "次", "审计日志按批封存成链", url=reverse("workbench:audit"))
        )
        found.append(
            Statistic(
                "尚未封存", pending, "条", "后台任务每分钟封存一次",
                "warn" if pending > _MANY_UNSEALED else "good",
            )
        )  # fmt: skip
    return found


_MANY_UNSEALED = 1_000
"""More than a busy minute makes: the worker is probably not running."""
