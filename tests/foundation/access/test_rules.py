from __future__ import annotations

from itertools import combinations

import pytest

from gongkai.foundation.access.enums import ADMINISTRATORS, Role
from gongkai.foundation.access.rules import conflicting_roles, covers, decide, holds
from gongkai.kernel.actor import Actor, ActorKind, Grant
from gongkai.kernel.place import Place

VILLAGE = Place(body_ids=(30, 20, 10), division_ids=(3, 2, 1))
"""A committee below a township government below the county's; in a village of a township of a county."""


def actor(*grants: Grant, kind: ActorKind = ActorKind.PERSON) -> Actor:
    return Actor(1, "某人", kind, grants=grants)


@pytest.mark.parametrize(("scope", "covered"), [
    ({}, True),
    ({"body_id": 30}, True),
    ({"body_id": 20}, True),
    ({"body_id": 10}, True),
    ({"body_id": 31}, False),
    ({"body_id": 3}, False),  # the number of a division is not that of a body
    ({"division_id": 3}, True),
    ({"division_id": 1}, True),
    ({"division_id": 30}, False),
    ({"division_id": 9}, False),
    ({"body_id": 99, "division_id": 2}, True),
    ({"body_id": 0}, False),
])  # fmt: skip
def test_what_a_grant_covers(scope: dict[str, int], covered: bool) -> None:
    grant = Grant("reviewer", **scope)
    assert covers(grant, VILLAGE) is covered
    assert covers(grant, None) is (not scope)
    assert covers(grant, Place()) is (not scope)
    assert holds(actor(grant), {Role.REVIEWER}, VILLAGE) is covered
    assert not holds(actor(grant), {Role.APPROVER}, VILLAGE)
    assert not holds(actor(grant), set(), VILLAGE)


def test_one_fitting_grant_is_enough() -> None:
    several = actor(Grant("reviewer", body_id=99), Grant("approver", body_id=30))
    assert holds(several, {Role.REVIEWER, Role.APPROVER}, VILLAGE)
    assert not holds(several, {Role.REVIEWER}, VILLAGE)


def test_roles_do_not_mix_with_other_grants_places() -> None:
    """Reviewer here and approver there does not make an approver here."""
    several = actor(Grant("reviewer", body_id=30), Grant("approver", body_id=99))
    assert not decide(several, {Role.APPROVER}, VILLAGE, "签发").allowed


def test_the_product_holds_every_role_and_the_public_none() -> None:
    for role in Role:
        assert holds(Actor.system("任务"), {role}, VILLAGE)
        assert holds(Actor.system("任务"), {role}, None)
        assert not holds(Actor.public(), {role}, VILLAGE)


def test_refusals_say_what_would_be_needed() -> None:
    wanted = {Role.APPROVER, Role.REVIEWER}
    assert decide(actor(Grant("approver", body_id=20)), wanted, VILLAGE, "签发").allowed
    assert decide(Actor.public(), wanted, VILLAGE, "签发").reason == "请先登录，再签发。"
    assert decide(actor(), wanted, VILLAGE, "签发").reason == (
        "签发需要“审核人、签发人”角色，您没有该角色。请联系本地安全管理员授权。"
    )
    assert decide(actor(Grant("approver", body_id=99)), wanted, VILLAGE, "签发").reason == (
        "您的权限范围不包括该单位或地区，不能签发。请联系本地安全管理员。"
    )


def test_a_role_that_is_no_more_gives_nothing() -> None:
    assert not holds(actor(Grant("emperor")), set(Role), VILLAGE)


@pytest.mark.parametrize("pair", list(combinations(Role, 2)))
def test_which_roles_exclude_each_other(pair: tuple[Role, Role]) -> None:
    """Two administrators never; an administrator with business never; business with business always."""
    administrators = [role for role in pair if role in ADMINISTRATORS]
    reason = conflicting_roles([role.value for role in pair])
    assert reason == conflicting_roles([role.value for role in reversed(pair)])
    if len(administrators) == 2:
        assert reason == f"{administrators[0].label}、{administrators[1].label}必须由不同的人担任。"
    elif administrators:
        assert reason == f"{administrators[0].label}不得兼任业务岗位。"
    else:
        assert reason == ""


def test_single_roles_and_none() -> None:
    assert conflicting_roles([]) == ""
    assert {conflicting_roles([role.value]) for role in Role} == {""}
    assert {conflicting_roles([role.value, role.value]) for role in Role} == {""}
