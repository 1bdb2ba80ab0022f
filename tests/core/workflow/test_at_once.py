"""Two people at the same moment, with real transactions."""

from __future__ import annotations

import pytest

from gongkai.core.workflow import commands
from gongkai.core.workflow.enums import CaseState, StepState
from gongkai.core.workflow.models import CaseEvent, ReviewCase
from gongkai.core.workflow.rules import STANDARD_ROUTE
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Absence
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.at_once import at_once
from tests.core.workflow.papers import approve, countersigned, current, of, open_paper
from tests.factories import County

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def real_county(transactional_db: None) -> County:
    return make.make_county()


def test_two_deciding_at_once_decide_once(real_county: County) -> None:
    case = open_paper(real_county)
    step = current(case)[0]
    people = [make.make_actor(Role.REVIEWER, real_county.bureau) for _ in range(4)]
    outcomes = at_once([
        *(
            lambda actor=actor: commands.approve_step(
                actor=actor, **of(case), kind="review", opinion="", step_id=step.pk
            )
            for actor in people[:2]
        ),
        *(
            lambda actor=actor: commands.return_case(
                actor=actor, **of(case), kind="review", opinion="请修改", step_id=step.pk
            )
            for actor in people[2:]
        ),
    ])  # fmt: skip
    refused = [outcome for outcome in outcomes if isinstance(outcome, Conflict | Denied)]
    assert len(refused) == 3, outcomes
    step.refresh_from_db()
    assert step.decided_by in {actor.name for actor in people}


def test_two_bodies_countersign_at_once(real_county: County) -> None:
    case = open_paper(real_county, countersigned(real_county))
    approve(case)
    bodies = (real_county.other_bureau, real_county.government)
    outcomes = at_once(
        [lambda body=body: approve(case, make.make_actor(Role.REVIEWER, body)) for body in bodies]
    )
    assert all(isinstance(outcome, commands.Progress) for outcome in outcomes), outcomes
    assert [step.kind for step in current(case)] == ["secrecy"]


def test_a_recall_and_a_decision_at_once(real_county: County) -> None:
    sender = make.make_actor(Role.DEPARTMENT_EDITOR, real_county.bureau)
    case = open_paper(real_county, actor=sender)
    reviewer = make.make_actor(Role.REVIEWER, real_county.bureau)
    recalled, decided = at_once([
        lambda: commands.recall_case(actor=sender, **of(case)), lambda: approve(case, reviewer),
    ])  # fmt: skip
    assert isinstance(recalled, ReviewCase)
    assert isinstance(decided, commands.Progress | Conflict | IndexError)
    case.refresh_from_db()
    assert case.state == CaseState.RECALLED
    assert not case.steps.filter(state__in=[StepState.CURRENT, StepState.WAITING]).exists()


def test_two_reminders_at_once_are_one(real_county: County) -> None:
    case = open_paper(real_county)
    editors = [make.make_actor(Role.DEPARTMENT_EDITOR, real_county.bureau) for _ in range(2)]
    outcomes = at_once([
        lambda actor=actor: commands.remind_step(actor=actor, **of(case)) for actor in editors
    ])  # fmt: skip
    assert [type(outcome) for outcome in outcomes].count(Conflict) == 1, outcomes
    assert CaseEvent.objects.count() == 1


def test_two_routes_for_one_place_at_once(real_county: County) -> None:
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, real_county.division)
    place = {"division_id": real_county.division.pk}
    outcomes = at_once([
        lambda name=name: commands.save_route(actor=office, name=name, steps=STANDARD_ROUTE, **place)
        for name in ("甲", "乙")
    ])  # fmt: skip
    refused = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert [refusal.message for refusal in refused] == ["这一范围和信息类型已有审批流程，请直接修改它。"]


def test_naming_each_other_at_once_makes_no_circle(real_county: County) -> None:
    first, second = (
        identity.create_account(
            actor=make.SYSTEM, username=name, display_name=name, body_id=real_county.bureau.pk,
            password=Secret("Granite+Harbour57"),
        )
        for name in ("anna", "bert")
    )  # fmt: skip
    today = clock.today()
    outcomes = at_once([
        lambda account=account, deputy=deputy: identity.register_absence(
            actor=make.SYSTEM, account_id=account.pk, deputy_id=deputy.pk, from_on=today, until_on=today
        )
        for account, deputy in ((first, second), (second, first))
    ])  # fmt: skip
    assert Absence.objects.count() == 1
    assert sum(isinstance(outcome, InvalidInput | Conflict) for outcome in outcomes) == 1, outcomes
