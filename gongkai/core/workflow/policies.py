from __future__ import annotations

from gongkai.core.workflow.enums import StepKind
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.rules import is_author
from gongkai.foundation.access.enums import DRAFTING_ROLES, Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.decision import Decision, deny


def may_open_case(actor: Actor, body_id: int) -> Decision:
    """Those who write for a body send its papers for review; the open-affairs office may do it for them."""
    place = organisations.place_of_body(body_id)
    return decide(actor, DRAFTING_ROLES | {Role.OPEN_AFFAIRS_OFFICE}, place, "提交审核")


def may_decide(actor: Actor, step: ReviewStep) -> Decision:
    """Four eyes: the step's role over the body, and not one of the authors."""
    label = StepKind(step.kind).label
    decision = decide(actor, {Role(step.role)}, organisations.place_of_body(step.case.body_id), label)
    if not decision.allowed:
        return decision
    if is_author(actor.account_id, step.case.author_ids):
        return deny(
            f"您是该文件的起草人，不能由本人{label}。请由其他有“{Role(step.role).label}”角色的同志办理。"
        )
    return decision


def may_recall(actor: Actor, case: ReviewCase) -> Decision:
    """Whoever sent it, and whoever wrote it, may take it back while nobody has finished."""
    decision = may_open_case(actor, case.body_id)
    if not decision.allowed or actor.account_id is None:
        return decision
    if actor.account_id == case.opened_by_id or is_author(actor.account_id, case.author_ids):
        return decision
    return deny(f"只有送审人（{case.opened_by}）或起草人可以撤回。")
