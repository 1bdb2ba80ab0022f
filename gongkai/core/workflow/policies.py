from __future__ import annotations

from gongkai.core.workflow import queries
from gongkai.core.workflow.enums import OFFICE, CaseState, StepState
from gongkai.core.workflow.models import Phrase, ReviewCase, ReviewStep
from gongkai.core.workflow.rules import is_author
from gongkai.foundation.access.enums import DRAFTING_ROLES, Role
from gongkai.foundation.access.rules import decide
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.actor import Actor, ActorKind
from gongkai.kernel.decision import Decision, allow, deny, first_refusal
from gongkai.kernel.place import Place

_WRITERS = DRAFTING_ROLES | {Role.OPEN_AFFAIRS_OFFICE}
_PHRASE_KEEPERS = frozenset({Role.REVIEWER, Role.APPROVER, Role.OPEN_AFFAIRS_OFFICE})


def may_open_case(actor: Actor, body_id: int) -> Decision:
    """Those who write for a body send its papers for review; the open-affairs office may do it for them."""
    return decide(actor, _WRITERS, organisations.place_of_body(body_id), "提交审核")


def may_decide(actor: Actor, step: ReviewStep, place: Place | None = None) -> Decision:
    """Four eyes: the step's role over the deciding body, in the own name or for somebody who is away, and
    neither of the two is an author. `place` of that body, where it is known already."""
    if step.case.state == CaseState.HELD:
        return deny("该文件的审批已暂停（报请确定中），登记答复、恢复审批后才能办理。")
    place = place or organisations.place_of_body(step.body_id)
    if queries.seat_of(actor, step, place) is not None:
        return allow()
    return first_refusal(
        decide(actor, {Role(step.role)}, place, step.label),
        _not_author(actor, step),
        deny(f"该环节已转办给{step.assignee}，由{step.assignee}办理。需要改由本人办理的，请先转办给自己。"),
    )


def may_delegate(actor: Actor, step: ReviewStep) -> Decision:
    """Whoever may decide a step may hand it to another holder of the role; or take back what was handed."""
    if step.state != StepState.CURRENT:
        return deny("该环节已办结，不能转办。请刷新页面查看最新进展。")
    if queries.seat_of(actor, step) is not None:
        return allow()
    return first_refusal(
        decide(actor, {Role(step.role)}, organisations.place_of_body(step.body_id), "转办该环节"),
        _not_author(actor, step),
    )


def may_take(account_id: int, name: str, step: ReviewStep) -> Decision:
    """Whether a step may be handed to the person: a holder of its role who has not written the text."""
    place: Place = organisations.place_of_body(step.body_id)
    if is_author(account_id, step.case.author_ids):
        return deny(f"{name}是该文件的起草人，不能办理它的{step.label}，请转办给其他人。")
    holders = identity.holders({(step.role, place)})[step.role, place]
    if any(holder.account_id == account_id for holder in holders):
        return allow()
    return deny(
        f"{name}没有{step.body.name}的“{Role(step.role).label}”角色，不能接办。请转办给有该角色的人员。"
    )


def may_recall(actor: Actor, case: ReviewCase) -> Decision:
    """Whoever sent it, and whoever wrote it, may take it back while nobody has finished."""
    decision = may_open_case(actor, case.body_id)
    if not decision.allowed or actor.account_id is None:
        return decision
    if actor.account_id == case.opened_by_id or is_author(actor.account_id, case.author_ids):
        return decision
    return deny(f"只有送审人（{case.opened_by}）或起草人可以撤回。")


def may_remind(actor: Actor, case: ReviewCase) -> Decision:
    """Those who wait for the outcome, and supervisors."""
    place = organisations.place_of_body(case.body_id)
    if case.state != CaseState.OPEN:
        return deny(f"该文件的审批“{CaseState(case.state).label}”，没有可以催办的环节。")
    return decide(actor, _WRITERS | {Role.SUPERVISOR}, place, "催办")


def may_resume(actor: Actor, case: ReviewCase, step: ReviewStep) -> Decision:
    """Whoever may put the case on hold, and those who write for the body."""
    own = may_open_case(actor, case.body_id)
    if own.allowed:
        return own
    return decide(actor, {Role(step.role)}, organisations.place_of_body(step.body_id), "恢复审批")


def may_hand_over(actor: Actor, account_id: int) -> Decision:
    """One's own, or by the security administrator: who leaves may no longer be there to do it."""
    if actor.kind is ActorKind.PERSON and actor.account_id == account_id:
        return allow()
    account = identity.get_account(account_id)
    place = organisations.place_of_body(account.body_id)
    return decide(actor, {Role.SECURITY_ADMINISTRATOR}, place, "移交该人员的待办")


def may_release(actor: Actor) -> Decision:
    """Only the product itself, when somebody has lost a role or the account."""
    if actor.kind is ActorKind.SYSTEM:
        return allow()
    return deny("转办由系统在角色撤销或账号停用后自动退还，不能由个人操作。")


def may_set_route(actor: Actor, *, body_id: int | None, division_id: int | None) -> Decision:
    """The open-affairs office of the body or division; over the installation for the route of all."""
    return decide(actor, OFFICE, identity.place_of_scope(body_id, division_id), "设定审批流程")


def may_add_phrase(actor: Actor, body_id: int | None) -> Decision:
    """One's own; those of a body by who decides there."""
    if body_id is None:
        return allow() if actor.kind is ActorKind.PERSON else deny("请先登录，再添加常用语。")
    return decide(actor, _PHRASE_KEEPERS, organisations.place_of_body(body_id), "维护该单位的常用语")


def may_remove_phrase(actor: Actor, phrase: Phrase) -> Decision:
    if phrase.account_id is None:
        return may_add_phrase(actor, phrase.body_id)
    own = actor.kind is ActorKind.PERSON and actor.account_id == phrase.account_id
    return allow() if own else deny("只能删除本人的常用语。")


def _not_author(actor: Actor, step: ReviewStep) -> Decision:
    if not is_author(actor.account_id, step.case.author_ids):
        return allow()
    return deny(
        f"您是该文件的起草人，不能由本人{step.label}。请由其他有“{Role(step.role).label}”角色的同志办理。"
    )
