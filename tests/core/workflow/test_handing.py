"""转办, 移交, 催办, and what happens when somebody loses a role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.core.workflow import commands, queries
from gongkai.core.workflow.enums import STEP_PURPOSE, STEP_SUBJECT, StepState
from gongkai.core.workflow.models import CaseEvent
from gongkai.core.workflow.rules import STANDARD_ROUTE
from gongkai.foundation.access.enums import Role
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.foundation.identity.models import Account
from gongkai.foundation.notifications import queries as notifications
from gongkai.foundation.organisations.models import PublicBody
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.core.workflow.papers import approve, countersigned, current, of, open_paper
from tests.factories import County

Colleague = Callable[..., Account]


@pytest.fixture
def colleague(county: County) -> Colleague:
    """Makes an account, by default with the role of a reviewer of the first department."""

    def make_one(name: str, role: Role | None = Role.REVIEWER, body: PublicBody | None = None) -> Account:
        account = identity.create_account(
            actor=make.SYSTEM, username=name, display_name=f"{name}君", body_id=county.bureau.pk,
            password=Secret("Granite+Harbour57"),
        )  # fmt: skip
        if role is not None:
            scope = body or county.bureau
            identity.grant_role(actor=make.SYSTEM, account_id=account.pk, role=role, body_id=scope.pk)
        return account

    return make_one


def as_actor(account: Account) -> Actor:
    return identity_queries.actor_for(account.pk)


def told(account: Account) -> list[str]:
    return [notice.title for notice in notifications.notices_of(account.pk)]


# --- 转办 ---------------------------------------------------------------------------------------------


def test_a_step_that_was_handed_on_is_one_persons(county: County, colleague: Colleague) -> None:
    first, second = colleague("first"), colleague("second")
    case = open_paper(county)
    step = commands.delegate_step(
        actor=as_actor(first), **of(case), to_account_id=second.pk, reason="您熟悉这项政策。"
    )
    assert (step.assignee_id, step.assignee) == (second.pk, "second君")
    assert not queries.inbox(as_actor(first)).exists()
    assert list(queries.inbox(as_actor(second))) == [step]
    with pytest.raises(Denied, match="已转办给second君"):
        approve(case, as_actor(first))
    event = case.events.get()
    assert (event.kind, event.by, event.to, event.text) == (
        "delegated", "first君", "second君", "您熟悉这项政策。",
    )  # fmt: skip
    assert told(second) == ["转办审核：关于城乡低保标准的公告"]
    approve(case, as_actor(second))
    assert case.steps.get(position=1).decided_by == "second君"


def test_the_limit_goes_along_with_the_step(county: County, colleague: Colleague) -> None:
    second = colleague("second")
    review = replace(STANDARD_ROUTE[0], limit_days=5)
    case = open_paper(county, (review, *STANDARD_ROUTE[1:]))
    step = current(case)[0]
    before = deadlines.find_open(STEP_SUBJECT, step.pk, STEP_PURPOSE)
    commands.delegate_step(actor=county.person(Role.REVIEWER), **of(case), to_account_id=second.pk)
    after = deadlines.find_open(STEP_SUBJECT, step.pk, STEP_PURPOSE)
    assert before is not None
    assert after is not None
    assert (after.pk, after.start_on, after.due_on) == (before.pk, before.start_on, before.due_on)
    assert after.owner_account_ids == [second.pk]
    approve(case, as_actor(second))
    assert deadlines.find_open(STEP_SUBJECT, step.pk, STEP_PURPOSE) is None


def test_what_was_handed_on_can_be_taken_back(county: County, colleague: Colleague) -> None:
    first, second = colleague("first"), colleague("second")
    case = open_paper(county)
    commands.delegate_step(actor=as_actor(first), **of(case), to_account_id=second.pk)
    with pytest.raises(Conflict, match="已由second君办理"):
        commands.delegate_step(actor=as_actor(first), **of(case), to_account_id=second.pk)
    commands.delegate_step(actor=as_actor(first), **of(case), to_account_id=first.pk, reason="自办")
    approve(case, as_actor(first))
    assert CaseEvent.objects.filter(case=case).count() == 2


def test_nobody_gets_what_he_may_not_decide(county: County, colleague: Colleague) -> None:
    author, clerk = colleague("author"), colleague("clerk", Role.DEPARTMENT_EDITOR)
    elsewhere = colleague("elsewhere", Role.REVIEWER, county.other_bureau)
    case = open_paper(county, authors=[author.pk])
    for account, reason in (
        (author, "author君是该文件的起草人，不能办理它的审核"),
        (clerk, "clerk君没有云溪县民政局的“审核人”角色"),
        (elsewhere, "elsewhere君没有云溪县民政局的“审核人”角色"),
    ):
        with pytest.raises(Denied, match=reason):
            commands.delegate_step(actor=county.person(Role.REVIEWER), **of(case), to_account_id=account.pk)
    assert not case.events.exists()


def test_a_countersign_is_handed_on_within_its_body(county: County, colleague: Colleague) -> None:
    finance = colleague("finance", Role.REVIEWER, county.other_bureau)
    case = open_paper(county, countersigned(county))
    approve(case)
    chief = make.make_actor(Role.REVIEWER, county.other_bureau)
    step = commands.delegate_step(actor=chief, **of(case), to_account_id=finance.pk)
    assert step.body == county.other_bureau
    assert case.steps.filter(assignee_id__isnull=False).count() == 1


# --- 移交 ---------------------------------------------------------------------------------------------


def test_everything_in_hand_goes_over(county: County, colleague: Colleague) -> None:
    leaver, heir = colleague("leaver"), colleague("heir")
    mine = [open_paper(county, title=f"第{number}件") for number in range(3)]
    own = open_paper(county, authors=[heir.pk], title="接办人起草的")
    for case in [*mine, own]:
        commands.delegate_step(actor=county.person(Role.REVIEWER), **of(case), to_account_id=leaver.pk)
    assert queries.assigned_to(leaver.pk).count() == 4
    moved = commands.hand_over_steps(
        actor=as_actor(leaver), account_id=leaver.pk, to_account_id=heir.pk, reason="调离"
    )
    assert moved == 4
    assert {step.case for step in queries.assigned_to(heir.pk)} == set(mine)
    released = current(own)[0]
    assert released.assignee_id is None, "an author cannot decide it: back to all who hold the role"
    assert own.events.last().kind == "released"  # type: ignore[union-attr]
    assert not queries.assigned_to(leaver.pk).exists()


def test_the_security_administrator_hands_over_for_who_is_gone(county: County, colleague: Colleague) -> None:
    leaver, heir = colleague("leaver"), colleague("heir")
    case = open_paper(county)
    commands.delegate_step(actor=county.person(Role.REVIEWER), **of(case), to_account_id=leaver.pk)
    guard = make.make_actor(Role.SECURITY_ADMINISTRATOR, county.division)
    assert commands.hand_over_steps(actor=guard, account_id=leaver.pk, to_account_id=heir.pk) == 1
    for actor in (as_actor(heir), make.make_actor(Role.APPROVER, county.bureau)):
        with pytest.raises(Denied):
            commands.hand_over_steps(actor=actor, account_id=leaver.pk, to_account_id=heir.pk)
    with pytest.raises(InvalidInput, match="接办人不能是本人"):
        commands.hand_over_steps(actor=guard, account_id=heir.pk, to_account_id=heir.pk)


def test_a_lost_role_gives_the_steps_back(county: County, colleague: Colleague) -> None:
    holder = colleague("holder")
    case = open_paper(county)
    commands.delegate_step(actor=county.person(Role.REVIEWER), **of(case), to_account_id=holder.pk)
    grant = identity_queries.grants_of(holder.pk)[0]
    identity.revoke_role(actor=make.SYSTEM, grant_id=grant.pk, basis="轮岗")
    assert OutboxEvent.objects.filter(name="identity.rights_lost").count() == 1
    with pytest.raises(Denied):
        approve(case, as_actor(holder))
    assert commands.release_steps(actor=make.SYSTEM, account_id=holder.pk) == 1
    assert commands.release_steps(actor=make.SYSTEM, account_id=holder.pk) == 0, "again changes nothing"
    step = current(case)[0]
    assert (step.assignee_id, step.assignee) == (None, "")
    approve(case, county.person(Role.REVIEWER))


def test_who_still_holds_the_role_keeps_the_steps(county: County, colleague: Colleague) -> None:
    holder = colleague("holder")
    identity.grant_role(
        actor=make.SYSTEM, account_id=holder.pk, role=Role.REVIEWER, division_id=county.division.pk
    )
    case = open_paper(county)
    commands.delegate_step(actor=county.person(Role.REVIEWER), **of(case), to_account_id=holder.pk)
    identity.revoke_role(
        actor=make.SYSTEM, grant_id=identity_queries.grants_of(holder.pk)[0].pk, basis="重复授权"
    )
    assert commands.release_steps(actor=make.SYSTEM, account_id=holder.pk) == 0
    assert current(case)[0].assignee_id == holder.pk


# --- 催办 ---------------------------------------------------------------------------------------------


def test_a_reminder_reaches_who_holds_the_step_once_a_day(county: County, colleague: Colleague) -> None:
    reviewer, away = colleague("reviewer"), colleague("away")
    author = colleague("author")
    today = clock.today()
    identity.register_absence(
        actor=make.SYSTEM, account_id=away.pk, deputy_id=colleague("deputy", None).pk,
        from_on=today, until_on=today,
    )  # fmt: skip
    case = open_paper(county, authors=[author.pk])
    editor = county.person(Role.DEPARTMENT_EDITOR)
    commands.remind_step(actor=editor, **of(case))
    deputy = identity_queries.find_account("deputy")
    assert deputy is not None
    for account in (reviewer, away, deputy):
        assert told(account) == ["催办审核：关于城乡低保标准的公告"]
    assert told(author) == [], "an author cannot decide it"
    with pytest.raises(Conflict, match="今天已经催办过"):
        commands.remind_step(actor=editor, **of(case))
    with clock.frozen(clock.now() + timedelta(days=1)):
        commands.remind_step(actor=editor, **of(case))
    assert case.events.filter(kind="reminded").count() == 2
    notice = notifications.notices_of(reviewer.pk)[0]
    assert notice.address == f"/workbench/inbox/cases/{case.pk}/"


def test_each_step_of_a_countersign_is_reminded_by_itself(county: County) -> None:
    case = open_paper(county, countersigned(county))
    approve(case)
    events = commands.remind_step(actor=county.person(Role.DEPARTMENT_EDITOR), **of(case))
    assert {event.step_id for event in events} == {step.pk for step in current(case)}


# --- who stands in ------------------------------------------------------------------------------------


@pytest.fixture
def absent(county: County, colleague: Colleague) -> tuple[Account, Account]:
    """A signer who is away this week, and who stands in."""
    chief, deputy = colleague("chief", Role.APPROVER), colleague("deputy", Role.REVIEWER)
    identity.register_absence(
        actor=make.SYSTEM, account_id=chief.pk, deputy_id=deputy.pk, from_on=clock.today(),
        until_on=clock.today() + timedelta(days=6), reason="出差",
    )  # fmt: skip
    return chief, deputy


def test_the_deputy_decides_in_the_absent_persons_name(
    county: County, absent: tuple[Account, Account]
) -> None:
    chief, deputy = absent
    case = open_paper(county)
    for _ in range(2):
        approve(case)
    actor = as_actor(deputy)
    assert [step.kind for step in queries.inbox(actor)] == ["sign_off"]
    assert queries.takes_part(actor, case.subject_type, [case.subject_id])
    approve(case, actor, "同意公开。")
    step = case.steps.get(kind="sign_off")
    assert (step.decided_by, step.decided_for, step.decided_for_id) == ("deputy君", "chief君", chief.pk)
    assert list(queries.decided_by(actor)) == [step]


def test_the_deputy_is_no_author_and_the_absent_one_neither(
    county: County, absent: tuple[Account, Account]
) -> None:
    chief, deputy = absent
    for author in (deputy, chief):
        case = open_paper(county, authors=[author.pk], title=f"{author.display_name}起草")
        for _ in range(2):
            approve(case)
        assert not queries.inbox(as_actor(deputy)).filter(case=case).exists()
        with pytest.raises(Denied):
            approve(case, as_actor(deputy))
        assert current(case)[0].state == StepState.CURRENT


def test_a_deputy_has_no_other_right_of_the_absent_person(
    county: County, absent: tuple[Account, Account]
) -> None:
    _, deputy = absent
    actor = as_actor(deputy)
    assert [principal.name for principal in actor.stands_in_for] == ["chief君"]
    assert actor.roles == {Role.REVIEWER.value}
    without = replace(actor, stands_in_for=())
    case = open_paper(county)
    for _ in range(2):
        approve(case)
    with pytest.raises(Denied, match="需要“签发人”角色"):
        approve(case, without)


def test_after_the_absence_the_deputy_decides_no_more(
    county: County, absent: tuple[Account, Account]
) -> None:
    _, deputy = absent
    case = open_paper(county)
    for _ in range(2):
        approve(case)
    with clock.frozen(clock.now() + timedelta(days=7)):
        assert as_actor(deputy).stands_in_for == ()
        with pytest.raises(Denied):
            approve(case, as_actor(deputy))


def test_holders_are_named_with_who_stands_in(county: County, absent: tuple[Account, Account]) -> None:
    case = open_paper(county)
    for _ in range(2):
        approve(case)
    step = current(case)[0]
    names = [standing.words for standing in queries.holders_of([step])[step.pk]]
    assert names == ["chief君（不在岗，deputy君代）", "云溪县值班员"]
