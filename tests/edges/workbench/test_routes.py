"""审批流程: rows added, moved and taken away without a script; what makes no route is not saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.core.workflow import commands, queries
from gongkai.core.workflow.models import Route
from gongkai.core.workflow.rules import STANDARD_ROUTE
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
ROUTES = "/workbench/routes/"

STEPS = [
    {"kind": "review", "role": "reviewer", "limit_days": "2", "secrecy_stage": "first"},
    {"kind": "secrecy", "role": "secrecy_reviewer", "secrecy_stage": "second"},
    {"kind": "sign_off", "role": "approver", "secrecy_stage": "approval"},
]


def sent(office: Office, steps: list[dict[str, str]], action: str = "save", **more: Any) -> dict[str, Any]:
    fields = {f"s{number}-{name}": value for number, step in enumerate(steps) for name, value in step.items()}
    scope = f"division-{office.county.division.pk}"
    start = {"name": "全县通用", "scope": scope, "subject_kind": "", "count": str(len(steps))}
    return {**start, "revision": "0", "action": action, **fields, **more}


def test_setting_a_route(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert "内置流程" in text_of(client.get(ROUTES))
    assert "审核（初审） → 保密审查（复审） → 签发（批准）" in text_of(client.get(ROUTES))
    new = text_of(client.get(f"{ROUTES}new/"))
    assert "第 3 个环节" in new and "第 4 个环节" not in new
    asked = {"kind": "countersign", "role": "reviewer", "body": str(office.county.other_bureau.pk)}
    steps = [STEPS[0], asked, *STEPS[1:]]
    saved = client.post(f"{ROUTES}new/", sent(office, steps), follow=True)
    assert "已保存" in text_of(saved) and "全县通用" in text_of(saved)
    route = queries.route_for(office.county.bureau.pk)
    assert [step.kind for step in route] == ["review", "countersign", "secrecy", "sign_off"]
    assert (route[0].limit_days, route[1].body_id) == (2, office.county.other_bureau.pk)


def test_rows_are_moved_without_saving(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)

    def kinds(answer: Any) -> list[str]:
        return [each.initial["kind"] for each in answer.context["steps"]]

    named = {"name": "没写完的名称"}
    added = client.post(f"{ROUTES}new/", sent(office, STEPS, "add", **named))
    assert added.status_code == 200
    assert kinds(added) == ["review", "secrecy", "countersign", "sign_off"]
    assert "没写完的名称" in text_of(added)
    assert kinds(client.post(f"{ROUTES}new/", sent(office, STEPS, "up-1"))) == [
        "secrecy",
        "review",
        "sign_off",
    ]
    assert kinds(client.post(f"{ROUTES}new/", sent(office, STEPS, "down-1"))) == [
        "review",
        "sign_off",
        "secrecy",
    ]
    assert kinds(client.post(f"{ROUTES}new/", sent(office, STEPS, "remove-0"))) == ["secrecy", "sign_off"]
    for nonsense in ("up-0", "down-2", "remove-9", "up-", "remove-x", "fly-1"):
        assert len(kinds(client.post(f"{ROUTES}new/", sent(office, STEPS, nonsense)))) == 3, nonsense
    many = client.post(f"{ROUTES}new/", sent(office, STEPS * 9, "add"))
    assert len(kinds(many)) == 12
    assert not Route.objects.exists()


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "至少要有“签发”环节"),
        (STEPS[:2], "“签发”环节必须有且只有一个"),
        ([{**STEPS[0], "limit_days": "abc"}, *STEPS[1:]], "请填写1至60之间的整数"),
        ([{**STEPS[0], "role": "approver", "secrecy_stage": ""}, *STEPS[1:]], "依次各由一个环节承担"),
        ([{**STEPS[0], "kind": "countersign"}, *STEPS[1:]], "没有选择会签单位"),
        ([{**STEPS[0], "kind": "nothing"}, *STEPS[1:]], "nothing"),
    ],
)
def test_what_makes_no_route_is_not_saved(
    office: Office, as_role: AsRole, steps: list[dict[str, str]], message: str
) -> None:
    answer = as_role(Role.OPEN_AFFAIRS_OFFICE).post(f"{ROUTES}new/", sent(office, steps))
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert "全县通用" in text_of(answer), "what was typed is still there"
    assert not Route.objects.exists()


def test_a_vacant_role_is_named(office: Office, as_role: AsRole) -> None:
    for username in (f"z.staff.{office.county.division.code}", "u.secrecy_reviewer"):
        account = identity_queries.find_account(username)
        assert account is not None
        for grant in identity_queries.grants_of(account.pk):
            if grant.role == Role.SECRECY_REVIEWER:
                identity.revoke_role(actor=make.SYSTEM, grant_id=grant.pk, basis="测试")
    answer = as_role(Role.OPEN_AFFAIRS_OFFICE).post(f"{ROUTES}new/", sent(office, STEPS))
    assert answer.status_code == 422
    assert "“保密审查”环节岗位空缺：云溪县没有一名保密审查员。请先由安全管理员授权。" in text_of(answer)


def test_changing_and_deleting(office: Office, as_role: AsRole) -> None:
    route = commands.save_route(
        actor=make.SYSTEM, name="旧名", steps=STANDARD_ROUTE, division_id=office.county.division.pk
    )
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    page = text_of(client.get(f"{ROUTES}{route.pk}/"))
    assert "旧名" in page and 'name="scope"' not in page
    client.post(f"{ROUTES}{route.pk}/", sent(office, STEPS, name="新名", revision="1"))
    assert Route.objects.get().name == "新名"
    stale = client.post(f"{ROUTES}{route.pk}/", sent(office, STEPS, name="又一个", revision="1"))
    assert stale.status_code == 422 and "已被他人修改" in text_of(stale)
    assert "已删除" in text_of(client.post(f"{ROUTES}{route.pk}/remove/", follow=True))
    assert queries.route_for(office.county.bureau.pk) == STANDARD_ROUTE


def test_others_see_no_routes(office: Office, as_role: AsRole) -> None:
    route = commands.save_route(
        actor=make.SYSTEM, name="外县", steps=STANDARD_ROUTE, division_id=office.other.division.pk
    )
    for role in (Role.APPROVER, Role.DEPARTMENT_EDITOR, Role.SYSTEM_ADMINISTRATOR):
        assert as_role(role).get(ROUTES).status_code == 403
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    assert "外县" not in text_of(client.get(ROUTES))
    assert client.get(f"{ROUTES}{route.pk}/").status_code == 403
    assert client.post(f"{ROUTES}{route.pk}/remove/").status_code == 403


def test_the_list_stays_within_its_budget(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any
) -> None:
    county = office.county
    for number, body in enumerate((county.bureau, county.other_bureau, county.government)):
        commands.save_route(actor=make.SYSTEM, name=f"流程{number}", steps=STANDARD_ROUTE, body_id=body.pk)
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    client.get(ROUTES)
    with django_assert_max_num_queries(10):
        assert "流程2" in text_of(client.get(ROUTES))
