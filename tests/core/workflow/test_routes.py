"""Routes as data: what a route may look like, which one holds, who must be there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from gongkai.core.workflow import commands, queries
from gongkai.core.workflow.enums import SecrecyStage, StepKind, StepState
from gongkai.core.workflow.models import ReviewCase, Route
from gongkai.core.workflow.rules import (
    MOST_STEPS,
    STANDARD_ROUTE,
    RouteStep,
    chosen,
    completed,
    positions,
    route_faults,
)
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.place import Place
from tests import factories as make
from tests.core.workflow.papers import approve, countersigned, current, open_paper
from tests.factories import County

REVIEW, SECRECY, SIGN_OFF = STANDARD_ROUTE
OFFICE = Role.OPEN_AFFAIRS_OFFICE


# --- rules --------------------------------------------------------------------------------------------


def countersign(body_id: int | None = 7, **fields: object) -> RouteStep:
    return replace(RouteStep(StepKind.COUNTERSIGN, Role.REVIEWER, body_id=body_id), **fields)


def test_neighbouring_countersigns_share_a_position() -> None:
    route = (REVIEW, countersign(7), countersign(8), SECRECY, countersign(9), SIGN_OFF)
    assert [position for position, _ in positions(route)] == [1, 2, 2, 3, 4, 5]


def test_the_standard_route_is_a_route() -> None:
    assert route_faults(STANDARD_ROUTE) == []
    assert [step.secrecy_stage for step in STANDARD_ROUTE] == list(SecrecyStage.values)


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((), "至少要有“签发”"),
        ((REVIEW, SECRECY), "必须有且只有一个，并且放在最后"),
        ((REVIEW, SIGN_OFF, SECRECY), "必须有且只有一个，并且放在最后"),
        ((REVIEW, SECRECY, replace(SIGN_OFF, secrecy_stage=""), SIGN_OFF), "必须有且只有一个"),
        ((REVIEW, countersign(None), SECRECY, SIGN_OFF), "没有选择会签单位"),
        ((REVIEW, countersign(7), countersign(7), SECRECY, SIGN_OFF), "会签中只能出现一次"),
        ((REVIEW, countersign(7, secrecy_stage="first"), SECRECY, SIGN_OFF), "会签”不能承担保密审查"),
        ((replace(REVIEW, role=Role.SECRECY_REVIEWER), SECRECY, SIGN_OFF), "应为审核人、签发人、政务公开办"),
        ((replace(REVIEW, limit_days=0), SECRECY, SIGN_OFF), "1至60个工作日"),
        ((replace(REVIEW, limit_days=61), SECRECY, SIGN_OFF), "1至60个工作日"),
        ((replace(REVIEW, title="长" * 41), SECRECY, SIGN_OFF), "不能超过40字"),
        ((replace(REVIEW, secrecy_stage=""), SECRECY, SIGN_OFF), "初审、复审、批准必须依次"),
        ((REVIEW, replace(SECRECY, secrecy_stage="first"), SIGN_OFF), "初审、复审、批准必须依次"),
        (
            (*(replace(REVIEW, secrecy_stage="") for _ in range(MOST_STEPS)), *STANDARD_ROUTE),
            f"最多{MOST_STEPS}个环节",
        ),
    ],
)  # fmt: skip
def test_what_is_no_route(steps: tuple[RouteStep, ...], fault: str) -> None:
    assert any(fault in found for found in route_faults(steps)), route_faults(steps)


def test_the_same_body_may_countersign_in_two_rounds() -> None:
    legal = RouteStep(StepKind.LEGAL, Role.REVIEWER)
    assert route_faults((REVIEW, countersign(7), legal, countersign(7), SECRECY, SIGN_OFF)) == []


def test_a_needed_step_is_put_in_before_others_are_asked_and_never_twice() -> None:
    legal = RouteStep(StepKind.LEGAL, Role.LEGAL_REVIEWER)
    own = RouteStep(StepKind.LEGAL, Role.REVIEWER, title="司法局审查")
    needed = {StepKind.LEGAL}
    assert completed(STANDARD_ROUTE, needed) == (REVIEW, SECRECY, legal, SIGN_OFF)
    assert route_faults(completed(STANDARD_ROUTE, needed)) == []
    asked = (REVIEW, SECRECY, countersign(7), countersign(8), SIGN_OFF)
    assert completed(asked, needed) == (REVIEW, SECRECY, legal, countersign(7), countersign(8), SIGN_OFF)
    with_own = (REVIEW, own, SECRECY, SIGN_OFF)
    assert completed(with_own, needed) == with_own
    assert completed(STANDARD_ROUTE, ()) == STANDARD_ROUTE


@dataclass(frozen=True)
class Placed:
    body_id: int | None = None
    division_id: int | None = None
    subject_kind: str = ""


def test_the_nearest_route_holds_and_the_kind_before_all_kinds() -> None:
    place = Place(body_ids=(11, 10), division_ids=(3, 2, 1))
    in_order = [
        Placed(body_id=11, subject_kind="normative"), Placed(body_id=11),
        Placed(body_id=10, subject_kind="normative"), Placed(body_id=10),
        Placed(division_id=3, subject_kind="normative"), Placed(division_id=3),
        Placed(division_id=2, subject_kind="normative"), Placed(division_id=1),
        Placed(subject_kind="normative"), Placed(),
    ]  # fmt: skip
    foreign = [Placed(body_id=99), Placed(division_id=98), Placed(body_id=11, subject_kind="budget")]
    for number, wanted in enumerate(in_order):
        known = [*reversed(in_order[number:]), *foreign]
        assert chosen(known, place, "normative") == wanted
    assert chosen(foreign, place, "normative") is None


# --- storage ------------------------------------------------------------------------------------------


def test_a_route_holds_for_its_body_and_its_kind(county: County) -> None:
    office = make.make_actor(OFFICE, county.division)
    own = countersigned(county)
    legal = RouteStep(StepKind.LEGAL, Role.REVIEWER, title="司法局合法性审查", body_id=county.other_bureau.pk)
    commands.save_route(
        actor=office, name="规范性文件", steps=(REVIEW, legal, SECRECY, SIGN_OFF),
        division_id=county.division.pk, subject_kind="normative",
    )  # fmt: skip
    commands.save_route(actor=office, name="民政局", steps=own, body_id=county.bureau.pk)
    assert queries.route_for(county.bureau.pk, "normative") == own
    assert queries.route_for(county.bureau.pk) == own
    assert queries.route_for(county.other_bureau.pk, "normative")[1] == legal
    assert queries.route_for(county.other_bureau.pk, "budget") == STANDARD_ROUTE
    assert queries.route_for(county.committee.pk, "normative")[1] == legal


def test_the_choice_takes_three_queries(county: County, django_assert_num_queries: object) -> None:
    commands.save_route(actor=make.SYSTEM, name="县", steps=STANDARD_ROUTE, division_id=county.division.pk)
    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.route_for(county.bureau.pk, "normative")


def test_a_running_case_keeps_the_route_it_started_with(county: County) -> None:
    office = make.make_actor(OFFICE, county.division)
    route = commands.save_route(
        actor=office, name="民政局", steps=countersigned(county), body_id=county.bureau.pk
    )
    case = open_paper(county, queries.route_for(county.bureau.pk))
    commands.save_route(
        actor=office, name="民政局", steps=STANDARD_ROUTE, route_id=route.pk, revision=route.revision
    )
    assert queries.route_for(county.bureau.pk) == STANDARD_ROUTE
    approve(case)
    assert {step.kind for step in current(case)} == {"countersign"}
    commands.remove_route(actor=office, route_id=route.pk)
    assert case.steps.count() == 5


def test_somebody_elses_change_is_not_written_over(county: County) -> None:
    office = make.make_actor(OFFICE, county.division)
    place = {"division_id": county.division.pk}
    route = commands.save_route(actor=office, name="县", steps=STANDARD_ROUTE, **place)
    commands.save_route(actor=office, name="县里", steps=STANDARD_ROUTE, route_id=route.pk, revision=1)
    with pytest.raises(Conflict, match="已被他人修改"):
        commands.save_route(actor=office, name="县内", steps=STANDARD_ROUTE, route_id=route.pk, revision=1)
    with pytest.raises(Conflict, match="已有审批流程"):
        commands.save_route(actor=office, name="又一个", steps=STANDARD_ROUTE, **place)
    assert Route.objects.get().name == "县里"


def test_only_the_office_of_the_place_sets_routes(county: County) -> None:
    for actor in (
        make.make_actor(OFFICE, county.township),
        make.make_actor(Role.APPROVER, county.division),
    ):
        with pytest.raises(Denied):
            commands.save_route(actor=actor, name="县", steps=STANDARD_ROUTE, division_id=county.division.pk)
    with pytest.raises(Denied):
        commands.save_route(actor=make.make_actor(OFFICE, county.division), name="通用", steps=STANDARD_ROUTE)


# --- vacant roles -------------------------------------------------------------------------------------


def lose(county: County, role: Role) -> None:
    """Nobody in the county holds the role any more."""
    staff = identity_queries.find_account(f"z.staff.{county.division.code}")
    assert staff is not None
    for grant in identity_queries.grants_of(staff.pk):
        if grant.role == role:
            identity.revoke_role(actor=make.SYSTEM, grant_id=grant.pk, basis="测试")


def test_a_route_with_a_vacant_role_is_not_saved(county: County) -> None:
    lose(county, Role.SECRECY_REVIEWER)
    office = make.make_actor(OFFICE, county.division)
    for place, name in (
        ({"body_id": county.bureau.pk}, "云溪县民政局没有保密审查员"),
        ({"division_id": county.division.pk}, "云溪县没有一名保密审查员"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            commands.save_route(actor=office, name="流程", steps=STANDARD_ROUTE, **place)
        assert refusal.value.fields["steps"] == [f"“保密审查”环节岗位空缺：{name}。请先由安全管理员授权。"]
    assert not Route.objects.exists()


def test_the_named_body_of_a_step_has_to_have_somebody(county: County) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    lose(other, Role.REVIEWER)
    asked = RouteStep(StepKind.COUNTERSIGN, Role.REVIEWER, body_id=other.bureau.pk)
    with pytest.raises(InvalidInput) as refusal:
        commands.save_route(
            actor=make.SYSTEM, name="县", steps=(REVIEW, asked, SECRECY, SIGN_OFF),
            division_id=county.division.pk,
        )  # fmt: skip
    assert "石溪县民政局没有审核人" in refusal.value.fields["steps"][0]


def test_what_became_vacant_is_refused_when_something_is_sent(county: County) -> None:
    lose(county, Role.APPROVER)
    with pytest.raises(Conflict, match="“签发”环节岗位空缺：云溪县民政局没有签发人。请联系安全管理员授权"):
        open_paper(county)
    assert not ReviewCase.objects.exists()


def test_a_role_that_only_an_author_holds_is_vacant_too(county: County) -> None:
    staff = identity_queries.find_account(f"z.staff.{county.division.code}")
    assert staff is not None
    with pytest.raises(Conflict, match="只有起草人本人是云溪县民政局的审核人，须另有一人担任审核人"):
        open_paper(county, authors=[staff.pk])


def test_steps_carry_their_data(county: County) -> None:
    legal = RouteStep(
        StepKind.LEGAL, Role.REVIEWER, title="司法局审查", body_id=county.other_bureau.pk, limit_days=3
    )
    case = open_paper(county, (REVIEW, legal, SECRECY, SIGN_OFF), kind="normative")
    step = case.steps.get(position=2)
    assert (step.label, step.body, step.limit_days, step.state) == (
        "司法局审查", county.other_bureau, 3, StepState.WAITING,
    )  # fmt: skip
    assert case.steps.get(position=1).body == county.bureau
    assert [each.secrecy_stage for each in case.steps.all()] == ["first", "", "second", "approval"]
    assert case.subject_kind == "normative"
