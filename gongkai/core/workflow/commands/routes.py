"""Routes as an office sets them."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.workflow import policies, queries
from gongkai.core.workflow.enums import WorkflowTag
from gongkai.core.workflow.models import Route, RouteStepDef
from gongkai.core.workflow.rules import RouteStep, route_faults
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.organisations.rules import text_fault, tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

_NAME_LENGTH = 80


@command(WorkflowTag.ROUTE_SAVE)
def save_route(
    *,
    actor: Actor,
    name: str,
    steps: Sequence[RouteStep],
    body_id: int | None = None,
    division_id: int | None = None,
    subject_kind: str = "",
    route_id: int | None = None,
    revision: int = 0,
) -> Route:
    """Set the route of a body or a division (neither: of the installation) for a kind, or for all.

    Cases that run already keep the steps they began with.

    Args:
        route_id: of the route that is changed; its scope stays as it is.
        revision: of the route that the user started from.

    Raises:
        InvalidInput: the steps make no route, or nobody could decide one of them; nothing is saved.
        Conflict: somebody has changed the route since, or the scope has one already.
    """
    route = Route(body_id=body_id, division_id=division_id, subject_kind=subject_kind)
    if route_id is not None:
        route = queries.lock_route(route_id)
    require(policies.may_set_route(actor, body_id=route.body_id, division_id=route.division_id))
    if route.pk and route.revision != revision:
        raise Conflict("该流程在您编辑期间已被他人修改。您的内容仍在本页，请打开最新版本核对后再保存。")
    name = tidy(name)
    empty = queries.vacant_in_scope(steps, body_id=route.body_id, division_id=route.division_id)
    faults = {"name": [text_fault(name, "名称", _NAME_LENGTH) if name else "请填写流程名称。"]}
    faults["steps"] = route_faults(steps) or [f"{words}。请先由安全管理员授权。" for words in empty]
    faults = {field: [text for text in texts if text] for field, texts in faults.items()}
    if any(faults.values()):
        raise InvalidInput("流程没有保存，您填写的内容仍在页面上。", {k: v for k, v in faults.items() if v})
    route.name, route.changed_by, route.changed_at = name, actor.name, clock.now()
    route.revision = route.revision + 1 if route.pk else 1
    route.save()
    route.steps.all().delete()
    RouteStepDef.objects.bulk_create(
        RouteStepDef(
            route=route,
            number=number,
            kind=step.kind,
            title=step.title.strip(),
            role=step.role,
            body_id=step.body_id,
            limit_days=step.limit_days,
            secrecy_stage=step.secrecy_stage,
        )
        for number, step in enumerate(steps, start=1)
    )
    note(steps=[f"{step.label}:{step.role}" for step in steps])
    return route


@command(WorkflowTag.ROUTE_REMOVE)
def remove_route(*, actor: Actor, route_id: int) -> None:
    """The next wider route holds again; running cases keep their steps."""
    route = queries.lock_route(route_id)
    require(policies.may_set_route(actor, body_id=route.body_id, division_id=route.division_id))
    note(name=route.name, body_id=route.body_id, division_id=route.division_id, kind=route.subject_kind)
    route.delete()
