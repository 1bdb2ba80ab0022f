"""State × role × command of the workflow: every transition is made, every absent one is refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import transaction

from gongkai.core.workflow import commands
from gongkai.core.workflow.enums import RUNNING, CaseState, StepKind, StepState
from gongkai.core.workflow.models import CaseEvent, ReviewCase, ReviewStep
from gongkai.core.workflow.rules import RouteStep
from gongkai.core.workflow.transitions import CASE, STEP
from gongkai.foundation.access.enums import DRAFTING_ROLES, Role
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.identity.models import Account
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.core.workflow.papers import approve, countersigned, current, of, open_paper
from tests.factories import County

WRITERS = DRAFTING_ROLES | {Role.OPEN_AFFAIRS_OFFICE}
NOBODY: frozenset[Role] = frozenset()

# where a case can stand → the role that decides there, and over which body of the county
AT: dict[str, tuple[Role, str]] = {
    "review": (Role.REVIEWER, "bureau"),
    "countersign": (Role.REVIEWER, "other_bureau"),
    "legal": (Role.REVIEWER, "bureau"),
    "secrecy": (Role.SECRECY_REVIEWER, "bureau"),
    "sign_off": (Role.APPROVER, "bureau"),
}
ENDED = ("approved", "returned", "recalled")
STATES = (*AT, "held", *ENDED)
COMMANDS = ("approve", "return", "send_back", "delegate", "remind", "recall", "hold", "resume")


def allowed(state: str, command: str) -> frozenset[Role]:
    """The table: who may do what where. Written out by hand; the loop below tries everything else as well."""
    if state in ENDED:
        return NOBODY
    if state == "held":
        return {"recall": WRITERS, "resume": WRITERS | {Role.REVIEWER}}.get(command, NOBODY)
    decider = frozenset({AT[state][0]})
    return {
        "approve": decider,
        "return": decider,
        "send_back": NOBODY if state == "review" else decider,
        "delegate": decider,
        "remind": WRITERS | {Role.SUPERVISOR},
        "recall": WRITERS,
        "hold": decider,
        "resume": NOBODY,
    }[command]


def brought_to(county: County, state: str) -> ReviewCase:
    legal = RouteStep(StepKind.LEGAL, Role.REVIEWER)
    sender = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau)
    case = open_paper(county, countersigned(county, legal), actor=sender)
    stops = {"review": 0, "countersign": 1, "legal": 3, "secrecy": 4, "sign_off": 5, "approved": 6}
    for _ in range(stops.get(state, 0)):
        approve(case)
    if state == "held":
        commands.hold_case(actor=make.SYSTEM, **of(case), reason="报请确定")
    elif state == "returned":
        commands.return_case(actor=make.SYSTEM, **of(case), kind="review", opinion="请修改")
    elif state == "recalled":
        commands.recall_case(actor=sender, **of(case))
    case.refresh_from_db()
    return case


def act(case: ReviewCase, command: str, actor: Actor, staff: Account) -> Any:
    steps = current(case)
    kind = steps[0].kind if steps else "review"
    deeds: dict[str, Callable[[], Any]] = {
        "approve": lambda: commands.approve_step(actor=actor, **of(case), kind=kind, opinion=""),
        "return": lambda: commands.return_case(actor=actor, **of(case), kind=kind, opinion="请修改"),
        "send_back": lambda: commands.send_back(
            actor=actor, **of(case), kind=kind, position=1, opinion="请再核"
        ),
        "delegate": lambda: commands.delegate_step(actor=actor, **of(case), to_account_id=staff.pk),
        "remind": lambda: commands.remind_step(actor=actor, **of(case)),
        "recall": lambda: commands.recall_case(actor=actor, **of(case)),
        "hold": lambda: commands.hold_case(actor=actor, **of(case), reason="报请确定"),
        "resume": lambda: commands.resume_case(actor=actor, **of(case)),
    }
    return deeds[command]()


def picture(case: ReviewCase) -> object:
    """Everything stored of a case."""
    return (
        list(ReviewCase.objects.filter(pk=case.pk).values()),
        list(ReviewStep.objects.filter(case=case).order_by("pk").values()),
        CaseEvent.objects.filter(case=case).count(),
    )


@pytest.fixture
def staff(county: County) -> Account:
    found = identity.find_account(f"z.staff.{county.division.code}")
    assert found is not None
    return found


@pytest.mark.parametrize("state", STATES)
def test_every_role_at_every_state_with_every_command(county: County, staff: Account, state: str) -> None:
    case = brought_to(county, state)
    before = picture(case)
    place = getattr(county, AT[state][1]) if state in AT else county.bureau
    for command, role in product(COMMANDS, Role):
        # what concerns the sender is asked over the subject's own body, a decision over the deciding one
        over = county.bureau if command in {"remind", "recall", "resume"} else place
        actor = make.make_actor(role, over, account_id=case.opened_by_id)
        may = role in allowed(state, command)
        with transaction.atomic():
            try:
                act(case, command, actor, staff)
            except (Denied, Conflict, InvalidInput) as refusal:
                assert not may, f"{role} should {command} at {state}: {refusal.message}"
                assert any("\u4e00" <= sign <= "\u9fff" for sign in refusal.message)
                assert picture(case) == before, f"{role} {command} at {state} left a trace"
            else:
                assert may, f"{role} should not {command} at {state}"
                assert picture(case) != before
                transaction.set_rollback(True)


@pytest.mark.parametrize("state", list(AT))
def test_an_author_decides_nowhere(county: County, staff: Account, state: str) -> None:
    case = brought_to(county, state)
    role, body = AT[state]
    author = make.make_actor(role, getattr(county, body))
    ReviewCase.objects.filter(pk=case.pk).update(author_ids=[author.account_id])
    before = picture(case)
    for command in ("approve", "return", "send_back", "delegate", "hold"):
        with pytest.raises(Denied, match=r"起草人|角色"), transaction.atomic():
            act(case, command, author, staff)
    assert picture(case) == before


def test_the_machines_hold_what_the_table_says() -> None:
    cases = {(source, name) for name, step in CASE.table.items() for source in step.sources}
    assert cases == {
        (CaseState.OPEN, "approve"), (CaseState.OPEN, "return"), (CaseState.OPEN, "recall"),
        (CaseState.OPEN, "hold"), (CaseState.HELD, "recall"), (CaseState.HELD, "resume"),
    }  # fmt: skip
    steps = {(source, name) for name, step in STEP.table.items() for source in step.sources}
    assert steps == {
        (StepState.WAITING, "begin"), (StepState.CURRENT, "approve"), (StepState.CURRENT, "return"),
        (StepState.WAITING, "cancel"), (StepState.CURRENT, "cancel"),
    }  # fmt: skip


@pytest.mark.parametrize(("machine", "states"), [(CASE, CaseState), (STEP, StepState)])
def test_every_absent_transition_is_refused(machine: Any, states: Any) -> None:
    class Thing:
        state: Any

    for state, (name, step) in product(states, machine.table.items()):
        thing = Thing()
        thing.state = state
        if state in step.sources:
            machine.apply(thing, name)
            assert thing.state == step.target
        else:
            with pytest.raises(Conflict, match="当前状态为"):
                machine.apply(thing, name)
            assert thing.state == state


def test_running_is_open_or_held() -> None:
    assert {state for state in CaseState if state not in RUNNING} == {
        CaseState.APPROVED, CaseState.RETURNED, CaseState.RECALLED,
    }  # fmt: skip
