"""From hand to hand: 转办, 移交, what goes back to the role, and 催办."""

from __future__ import annotations

from gongkai.core.workflow import policies, queries
from gongkai.core.workflow.commands import writing
from gongkai.core.workflow.enums import CaseEventKind, WorkflowTag
from gongkai.core.workflow.models import CaseEvent, ReviewCase, ReviewStep
from gongkai.foundation.access.enums import Role
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.identity import queries as identity
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

_REASON_LENGTH = 200


@command(WorkflowTag.STEP_DELEGATE)
def delegate_step(
    *,
    actor: Actor,
    subject_type: str,
    subject_id: int,
    to_account_id: int,
    reason: str = "",
    step_id: int | None = None,
) -> ReviewStep:
    """转办 to a named holder of the role; from now on the step is that person's. To oneself: taken back.

    Raises:
        Denied: the person does not hold the role over the deciding body, or has written the text.
        Conflict: the step is that person's already, or is decided.
    """
    case = queries.lock_open_case(subject_type, subject_id)
    step = _current(case, actor, step_id)
    require(policies.may_delegate(actor, step))
    account = identity.get_account(to_account_id)
    require(policies.may_take(account.pk, account.display_name, step))
    if step.assignee_id == account.pk:
        raise Conflict(f"该环节已由{account.display_name}办理，无需重复转办。")
    reason = _short(reason)
    _hand(step, account.pk, account.display_name)
    to = (account.pk, account.display_name)
    event = writing.record(case, CaseEventKind.DELEGATED, actor, step=step, to=to, text=reason)
    _tell_taker(event, case, step)
    note(to=account.pk)
    return step


@command(WorkflowTag.STEPS_HAND_OVER)
def hand_over_steps(*, actor: Actor, account_id: int, to_account_id: int, reason: str = "") -> int:
    """移交: all that was handed to one person and is not decided goes to another; what that one may not
    decide goes back to all holders of the role. Returns how many steps changed hands.

    Raises:
        InvalidInput: both are the same person.
    """
    require(policies.may_hand_over(actor, account_id))
    if account_id == to_account_id:
        raise InvalidInput.for_field("to_account_id", "接办人不能是本人。")
    account = identity.get_account(to_account_id)
    moved = 0
    for step in _locked(account_id):
        if policies.may_take(account.pk, account.display_name, step).allowed:
            to = (account.pk, account.display_name)
            _hand(step, *to)
            event = writing.record(
                step.case, CaseEventKind.HANDED_OVER, actor, step=step, to=to, text=_short(reason)
            )
            _tell_taker(event, step.case, step)
        else:
            _release(step, actor, _short(reason))
        moved += 1
    note(steps=moved, to=account.pk)
    return moved


@command(WorkflowTag.STEPS_RELEASE)
def release_steps(*, actor: Actor, account_id: int) -> int:
    """What was handed to somebody who may decide it no longer goes back to all holders of the role; again
    changes nothing. Returns how many steps went back.
    """
    require(policies.may_release(actor))
    released = 0
    for step in _locked(account_id):
        if not policies.may_take(account_id, step.assignee, step).allowed:
            _release(step, actor, f"{step.assignee}的角色已撤销或账号已停用")
            released += 1
    note(steps=released)
    return released


@command(WorkflowTag.STEP_REMIND)
def remind_step(*, actor: Actor, subject_type: str, subject_id: int) -> list[CaseEvent]:
    """催办: tell those who may decide, and who stands in for them; once a day for each step.

    Raises:
        Conflict: all that the case waits for was reminded of today, or nobody could be told.
    """
    case = queries.lock_open_case(subject_type, subject_id)
    require(policies.may_remind(actor, case))
    steps = queries.current_steps(case)
    today = clock.today()
    known = CaseEvent.objects.filter(step__in=steps, kind=CaseEventKind.REMINDED, on=today)
    reminded = set(known.values_list("step", flat=True))
    left = [step for step in steps if step.pk not in reminded]
    if not left:
        raise Conflict("该环节今天已经催办过，请明天再催。")
    holders = queries.holders_of(left)
    if not any(holders.values()):
        roles = "、".join(dict.fromkeys(Role(step.role).label for step in left))
        raise Conflict(f"没有可以办理的{roles}，催办无人接收。请联系安全管理员授权。")
    events = []
    for step in left:
        event = writing.record(case, CaseEventKind.REMINDED, actor, step=step)
        told = {each.account_id for each in holders[step.pk]}
        told |= {each.deputy_id for each in holders[step.pk] if each.deputy_id is not None}
        waited = (today - clock.day_of(step.waiting_since)).days if step.waiting_since else 0
        writing.tell(
            told,
            case,
            title=f"催办{step.label}",
            text=f"{actor.name}催办：{case.subject_title}。{step.label}环节已等待{waited}天，请尽快办理。",
            key=f"workflow.remind:{event.pk}",
        )
        events.append(event)
    note(subject=case, steps=[step.pk for step in left])
    return events


def _current(case: ReviewCase, actor: Actor, step_id: int | None) -> ReviewStep:
    steps = queries.current_steps(case)
    if step_id is None:
        return queries.step_for(steps, actor)
    found = next((step for step in steps if step.pk == step_id), None)
    if found is None:
        raise Conflict("该环节已由他人办结。请刷新页面查看最新进展。")
    return found


def _locked(account_id: int) -> list[ReviewStep]:
    """The steps in a person's hands, their cases locked in the order of their keys."""
    steps = list(queries.assigned_to(account_id))
    cases = ReviewCase.objects.select_for_update().filter(pk__in={step.case_id for step in steps})
    list(cases.order_by("pk"))
    return list(queries.assigned_to(account_id))


def _hand(step: ReviewStep, account_id: int, name: str) -> None:
    step.assignee_id, step.assignee = account_id, name
    step.save(update_fields=["assignee_id", "assignee"])
    writing.keep_limit(step, [account_id])


def _release(step: ReviewStep, actor: Actor, reason: str) -> None:
    step.assignee_id, step.assignee = None, ""
    step.save(update_fields=["assignee_id", "assignee"])
    holders = [each.account_id for each in queries.holders_of([step])[step.pk]]
    writing.keep_limit(step, holders)
    event = writing.record(step.case, CaseEventKind.RELEASED, actor, step=step, text=reason)
    writing.tell(
        holders,
        step.case,
        title=f"待{step.label}",
        text=f"{step.label}环节退还岗位（{reason or '移交'}），请有该岗位的同志办理。",
        key=f"workflow.hand:{event.pk}",
    )


def _tell_taker(event: CaseEvent, case: ReviewCase, step: ReviewStep) -> None:
    writing.tell(
        [event.to_id] if event.to_id is not None else [],
        case,
        title=f"{event.get_kind_display()}{step.label}",
        text=f"{event.by}将{step.label}环节{event.get_kind_display()}给您。{event.text}",
        key=f"workflow.hand:{event.pk}",
    )


def _short(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > _REASON_LENGTH:
        raise InvalidInput.for_field("reason", f"说明不能超过{_REASON_LENGTH}字，现有{len(reason)}字。")
    return reason
