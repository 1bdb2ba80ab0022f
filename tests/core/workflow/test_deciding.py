"""Several bodies side by side, going back a step, waiting for an answer, limits of steps."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.core.workflow import commands, queries
from gongkai.core.workflow.enums import STEP_PURPOSE, STEP_SUBJECT, CaseState, StepKind, StepState
from gongkai.core.workflow.models import ReviewStep
from gongkai.core.workflow.rules import STANDARD_ROUTE, RouteStep
from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.deadlines.enums import DeadlineState
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.reference.calendars import calendar_year
from tests import factories as make
from tests.core.workflow.papers import approve, countersigned, current, of, open_paper
from tests.factories import County

REVIEW, SECRECY, SIGN_OFF = STANDARD_ROUTE


@pytest.fixture(scope="module")
def made_at() -> datetime:
    """The Thursday before the National Day of 2026."""
    return datetime(2026, 9, 24, 9, tzinfo=clock.CHINA)


def test_all_bodies_of_a_countersign_have_to_agree(county: County) -> None:
    case = open_paper(county, countersigned(county))
    approve(case)
    first, second = current(case)
    assert {first.body, second.body} == {county.other_bureau, county.government}
    assert first.waiting_since == second.waiting_since
    finance, mayor = (
        make.make_actor(Role.REVIEWER, body) for body in (county.other_bureau, county.government)
    )
    progress = approve(case, finance, "无意见。")
    assert (progress.step.body, progress.finished) == (county.other_bureau, False)
    assert [step.body for step in current(case)] == [county.government]
    with pytest.raises(Denied):
        approve(case, finance)
    approve(case, mayor)
    assert [step.kind for step in current(case)] == [StepKind.SECRECY]


def test_one_return_of_a_countersign_returns(county: County) -> None:
    case = open_paper(county, countersigned(county))
    approve(case)
    approve(case, make.make_actor(Role.REVIEWER, county.other_bureau))
    commands.return_case(
        actor=make.make_actor(Role.REVIEWER, county.government), **of(case), kind="countersign",
        opinion="补贴标准未经测算。",
    )  # fmt: skip
    case.refresh_from_db()
    assert case.state == CaseState.RETURNED
    states = list(case.steps.order_by("id").values_list("state", flat=True))
    assert sorted(states) == sorted(["approved", "approved", "returned", "cancelled", "cancelled"])


def test_who_reviews_for_several_bodies_decides_each_by_itself(county: County) -> None:
    case = open_paper(county, countersigned(county))
    approve(case)
    city_wide = make.make_actor(Role.REVIEWER, county.division)
    second = current(case)[1]
    progress = commands.approve_step(
        actor=city_wide, **of(case), kind="countersign", opinion="", step_id=second.pk
    )
    assert progress.step.body == second.body
    approve(case, city_wide)
    assert current(case)[0].kind == StepKind.SECRECY


def test_back_to_an_earlier_step_and_once_more(county: County) -> None:
    case = open_paper(county, countersigned(county))
    for _ in range(3):
        approve(case)
    reviewer = make.make_actor(Role.SECRECY_REVIEWER, county.bureau)
    commands.send_back(actor=reviewer, **of(case), kind="secrecy", position=2, opinion="请会签单位核对数据。")
    case.refresh_from_db()
    assert case.state == CaseState.OPEN
    again = current(case)
    assert [(step.round, step.position, step.kind) for step in again] == [
        (2, 2, "countersign"), (2, 2, "countersign"),
    ]  # fmt: skip
    sent_back = case.steps.get(state=StepState.RETURNED)
    assert (sent_back.kind, sent_back.opinion, sent_back.decided_by) == (
        "secrecy", "请会签单位核对数据。", reviewer.name,
    )  # fmt: skip
    assert case.steps.filter(round=1, state=StepState.CANCELLED).count() == 1, "the signature of round one"
    for _ in range(4):
        last = approve(case)
    assert last.finished
    assert case.steps.filter(state=StepState.APPROVED).count() == 7


def test_a_second_return_lays_out_a_third_round(county: County) -> None:
    case = open_paper(county)
    for round_number in (2, 3):
        approve(case)
        commands.send_back(actor=make.SYSTEM, **of(case), kind="secrecy", position=1, opinion="再核。")
        assert [(step.round, step.position) for step in current(case)] == [(round_number, 1)]
    assert case.steps.filter(round=3).count() == 3


@pytest.mark.parametrize("position", [0, 2, 9])
def test_back_leads_to_what_lies_before(county: County, position: int) -> None:
    case = open_paper(county)
    approve(case)
    with pytest.raises(InvalidInput, match="之前的环节"):
        commands.send_back(actor=make.SYSTEM, **of(case), kind="secrecy", position=position, opinion="再核。")
    assert [step.kind for step in current(case)] == ["secrecy"]


def test_the_very_step_that_was_seen_or_none(county: County) -> None:
    sender = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau)
    case = open_paper(county, actor=sender)
    seen = current(case)[0]
    commands.recall_case(actor=sender, **of(case))
    commands.open_case(
        actor=sender, **of(case), title="改过的公告", body_id=county.bureau.pk, author_ids=[],
        route=STANDARD_ROUTE,
    )  # fmt: skip
    with pytest.raises(Conflict, match="在您查看之后已有变动"):
        commands.approve_step(
            actor=county.person(Role.REVIEWER), **of(case), kind="review", opinion="", step_id=seen.pk
        )


def test_deciding_after_the_role_was_withdrawn(county: County) -> None:
    case = open_paper(county)
    with pytest.raises(Denied, match="需要“审核人”角色"):
        approve(case, make.make_actor(None, county.bureau))


def test_two_deciding_one_after_the_other(county: County) -> None:
    case = open_paper(county)
    first, second = (make.make_actor(Role.REVIEWER, county.bureau) for _ in range(2))
    step = current(case)[0]
    approve(case, first)
    with pytest.raises(Denied):
        commands.approve_step(actor=second, **of(case), kind="review", opinion="", step_id=step.pk)
    step.refresh_from_db()
    assert step.decided_by == first.name


# --- on hold ------------------------------------------------------------------------------------------


def test_what_goes_upward_waits_and_goes_on_where_it_stood(county: County) -> None:
    case = open_paper(county)
    approve(case)
    reviewer = make.make_actor(Role.SECRECY_REVIEWER, county.bureau)
    commands.hold_case(actor=reviewer, **of(case), reason="报市保密局确定")
    case.refresh_from_db()
    assert (case.state, case.closed_at) == (CaseState.HELD, None)
    assert not queries.inbox(reviewer).exists()
    with pytest.raises(Conflict, match="审批已暂停"):
        approve(case, reviewer)
    with pytest.raises(Conflict, match="已在审批中"):
        commands.open_case(
            actor=make.SYSTEM, **of(case), title="再送一次", body_id=county.bureau.pk, author_ids=[],
            route=STANDARD_ROUTE,
        )  # fmt: skip
    commands.resume_case(actor=reviewer, **of(case), reason="市保密局答复：可以公开")
    assert list(queries.inbox(reviewer)) == current(case)
    assert [(event.kind, event.by, event.text) for event in case.events.all()] == [
        ("held", reviewer.name, "报市保密局确定"), ("resumed", reviewer.name, "市保密局答复：可以公开"),
    ]  # fmt: skip
    approve(case, reviewer)


def test_a_hold_says_why(county: County) -> None:
    case = open_paper(county)
    with pytest.raises(InvalidInput, match="请写明暂停审批的原因"):
        commands.hold_case(actor=make.SYSTEM, **of(case), reason="  ")
    assert not case.events.exists()


# --- limits -------------------------------------------------------------------------------------------


def limited(days: int) -> tuple[RouteStep, ...]:
    review = RouteStep(StepKind.REVIEW, Role.REVIEWER, limit_days=days, secrecy_stage="first")
    return (review, SECRECY, SIGN_OFF)


def due(step: ReviewStep) -> StandingDeadline:
    return deadlines.deadlines_of(STEP_SUBJECT, [step.pk])[step.pk][0]


def test_working_days_of_a_step_are_counted_by_the_calendar(county: County, made_at: datetime) -> None:
    calendars.load_year(actor=make.SYSTEM, calendar=calendar_year(2026))
    with clock.frozen(made_at):
        case = open_paper(county, limited(5))
        found = due(current(case)[0])
    # Thursday 24 September; the holiday falls into the five days
    calendar = deadlines.explain(found)
    assert found.due_on == calendar.due_on
    assert found.due_on is not None
    assert found.due_on > date(2026, 10, 1)
    assert "5个工作日内" in found.sentence
    assert found.owner_body == county.bureau
    assert found.purpose == STEP_PURPOSE


def test_the_limit_is_met_by_the_decision(county: County, made_at: datetime) -> None:
    with clock.frozen(made_at):
        case = open_paper(county, limited(2))
        step = current(case)[0]
        approve(case)
    assert due(step).state == DeadlineState.MET
    assert not deadlines.deadlines_of(STEP_SUBJECT, [current(case)[0].pk]), "the next step has none"


def test_the_limit_ends_with_the_case(county: County, made_at: datetime) -> None:
    with clock.frozen(made_at):
        sender = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau)
        case = open_paper(county, limited(2), actor=sender)
        step = current(case)[0]
        commands.recall_case(actor=sender, **of(case))
    found = due(step)
    assert (found.state, found.closing_reason) == (DeadlineState.DROPPED, "审批撤回")


def test_time_stands_still_while_the_case_is_on_hold(county: County, made_at: datetime) -> None:
    with clock.frozen(made_at):
        case = open_paper(county, limited(5))
        step = current(case)[0]
        commands.hold_case(actor=make.SYSTEM, **of(case), reason="报请确定")
        assert due(step).state == DeadlineState.PAUSED
        commands.resume_case(actor=make.SYSTEM, **of(case))
    assert due(step).state == DeadlineState.RUNNING


def test_who_is_late_is_found(county: County, made_at: datetime) -> None:
    with clock.frozen(made_at):
        late = open_paper(county, limited(1), title="晚了的")
        open_paper(county, limited(20), title="还早的")
        open_paper(county, title="不限时的")
    reviewer = county.person(Role.REVIEWER)
    with clock.frozen(datetime(2026, 9, 30, 9, tzinfo=clock.CHINA)):
        waiting = queries.inbox(reviewer)
        found = queries.narrowed_steps(waiting, queries.Narrowing(overdue=True))
        assert [step.case for step in found] == [late]
        cases = queries.sent_by(county.person(Role.DEPARTMENT_EDITOR))
        assert list(queries.narrowed_cases(cases, queries.Narrowing(overdue=True))) == [late]
