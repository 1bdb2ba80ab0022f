"""Accounts and roles, with the three administrators apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gongkai.edges.workbench.permissions import ROLES_BY_DEED
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import queries as identity
from gongkai.foundation.identity.models import Account
from tests.architecture.permission_table import TABLE
from tests.edges.workbench.conftest import PASSWORD, Office, open_account, text_of

AsRole = Callable[[Role], Client]


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def guard(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.SECURITY_ADMINISTRATOR)


def page_of(account: Account, name: str = "") -> str:
    return f"/workbench/accounts/{account.pk}/{name}"


def shown_password(page: str) -> str:
    return page.partition('<code class="key">')[2].partition("</code>")[0]


def test_an_account_is_opened_given_a_role_and_used(office: Office, keeper: Client, guard: Client) -> None:
    slip = keeper.post(
        "/workbench/accounts/new/",
        {"username": "Zhang.San", "display_name": "张三", "body": office.county.bureau.pk},
    )
    password = shown_password(text_of(slip))
    account = Account.objects.get(username="zhang.san")
    assert account.must_change_password and len(password) >= 10
    assert password not in text_of(keeper.get(page_of(account))), "shown once"
    scope = f"body-{office.county.bureau.pk}"
    basis = {"role": "reviewer", "scope": scope, "basis": "云民〔2026〕3号"}
    assert keeper.post(page_of(account, "grant/"), basis).status_code == 403, (
        "the system administrator gives none"
    )
    guard.post(page_of(account, "grant/"), basis)
    assert [grant.role for grant in identity.grants_of(account.pk)] == [Role.REVIEWER]
    assert "云民〔2026〕3号" in text_of(guard.get(page_of(account)))
    newcomer = Client()
    entered = newcomer.post("/workbench/sign-in/", {"username": "zhang.san", "password": password})
    assert newcomer.get(entered["Location"])["Location"].startswith("/workbench/me/password/")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("username", "张三", "用户名应为3至40位"), ("username", "u.reviewer", "已被使用"),
     ("display_name", "", "请填写姓名"), ("telephone", "打给我", "电话只能包含")],
)  # fmt: skip
def test_wrong_fields_of_an_account_are_named_and_kept(
    office: Office, keeper: Client, field: str, value: str, words: str
) -> None:
    sent = {"username": "li.si", "display_name": "李四", "body": office.county.bureau.pk, "telephone": "1234"}
    refused = keeper.post("/workbench/accounts/new/", {**sent, field: value})
    assert refused.status_code == 422 and words in text_of(refused)
    kept = "1234" if field != "telephone" else "李四"
    assert f'value="{kept}"' in text_of(refused)


def test_administrators_share_the_work(
    office: Office, keeper: Client, guard: Client, as_role: AsRole
) -> None:
    account = office.accounts[Role.REVIEWER]
    kept, guarded = text_of(keeper.get(page_of(account))), text_of(guard.get(page_of(account)))
    assert "panel-disable" in kept and "重置密码" in kept and "panel-grant" not in kept
    assert "panel-grant" in guarded and "panel-disable" not in guarded and "重置密码" not in guarded
    watcher = as_role(Role.AUDIT_ADMINISTRATOR)
    watched = text_of(watcher.get(page_of(account)))
    assert "panel-" not in watched and "您没有该角色" in watched
    for name in ("grant/", "disable/", "update/"):
        assert watcher.post(page_of(account, name)).status_code == 403
    assert guard.post(page_of(account, "password/")).status_code == 403


def test_roles_are_revoked_with_their_basis(office: Office, guard: Client) -> None:
    account = office.accounts[Role.REVIEWER]
    grant = identity.grants_of(account.pk)[0]
    page = text_of(guard.post(page_of(account, f"roles/{grant.pk}/"), {"basis": "调离"}, follow=True))
    assert "已撤销该角色" in page and "（调离）" in page
    assert not identity.grants_of(account.pk)
    elsewhere = identity.grants_of(office.accounts[Role.APPROVER].pk)[0]
    assert guard.post(page_of(account, f"roles/{elsewhere.pk}/")).status_code == 404


def test_roles_that_exclude_each_other_say_so(office: Office, guard: Client) -> None:
    account = office.accounts[Role.REVIEWER]
    refused = guard.post(
        page_of(account, "grant/"), {"role": "system_administrator", "scope": "all", "basis": "任命"}
    )
    assert refused.status_code == 422 and "不得兼任业务岗位" in text_of(refused)
    assert 'value="任命"' in text_of(refused)


def test_nobody_gives_a_role_to_oneself(office: Office, guard: Client) -> None:
    me = office.accounts[Role.SECURITY_ADMINISTRATOR]
    page = text_of(guard.get(page_of(me)))
    assert "panel-grant" not in page
    refused = guard.post(page_of(me, "grant/"), {"role": "reviewer", "scope": "all", "basis": "自己"})
    assert refused.status_code == 403


def test_a_locked_account_is_unlocked_by_the_security_administrator(office: Office, guard: Client) -> None:
    account = office.accounts[Role.REVIEWER]
    for _ in range(5):
        Client().post("/workbench/sign-in/", {"username": account.username, "password": "wrong"})
    page = text_of(guard.get(page_of(account)))
    assert "已锁定" in page and "panel-unlock" in page
    guard.post(page_of(account, "unlock/"))
    entered = Client().post("/workbench/sign-in/", {"username": account.username, "password": PASSWORD})
    assert entered.status_code == 302


def test_disabling_enabling_and_resetting(office: Office, keeper: Client) -> None:
    account = office.accounts[Role.REVIEWER]
    keeper.post(page_of(account, "disable/"), {"basis": "离职"})
    assert "已停用" in text_of(keeper.get(page_of(account)))
    keeper.post(page_of(account, "enable/"))
    account.refresh_from_db()
    assert account.is_active
    password = shown_password(text_of(keeper.post(page_of(account, "password/"))))
    account.refresh_from_db()
    assert account.check_password(password) and account.must_change_password
    keeper.post(page_of(account, "update/"), {"display_name": "改过的名字", "body": office.county.bureau.pk})
    account.refresh_from_db()
    assert account.display_name == "改过的名字"


def test_the_last_administrator_stays(office: Office, keeper: Client) -> None:
    last = office.accounts[Role.AUDIT_ADMINISTRATOR]
    refused = keeper.post(page_of(last, "disable/"), {"basis": "试试"})
    assert refused.status_code == 422 and "最后一名审计管理员" in text_of(refused)


def test_administrators_of_one_county_do_not_see_another(
    office: Office, sign_in: Callable[[str], Client]
) -> None:
    open_account("local.keeper", Role.SYSTEM_ADMINISTRATOR, office.county.bureau, office.county.division)
    local = sign_in("local.keeper")
    assert local.get(page_of(office.accounts[Role.REVIEWER])).status_code == 200
    answer = local.get(page_of(office.stranger))
    assert answer.status_code == 404 and office.stranger.display_name not in text_of(answer)
    assert "stranger" not in text_of(local.get("/workbench/accounts/"))
    assert local.post(page_of(office.stranger, "password/")).status_code == 404
    made = local.post(
        "/workbench/accounts/new/",
        {"username": "intruder", "display_name": "越界", "body": office.other.bureau.pk},
    )
    assert made.status_code == 422 and not Account.objects.filter(username="intruder").exists()


def test_the_scope_of_a_grant_does_not_exceed_the_givers(
    office: Office, sign_in: Callable[[str], Client]
) -> None:
    open_account("local.guard", Role.SECURITY_ADMINISTRATOR, office.county.bureau, office.county.division)
    local = sign_in("local.guard")
    account = office.colleague
    for scope in ("all", f"body-{office.other.bureau.pk}", f"division-{office.county.city.pk}", "x-1", ""):
        refused = local.post(page_of(account, "grant/"), {"role": "reviewer", "scope": scope, "basis": "x"})
        assert refused.status_code == 422, scope
    local.post(
        page_of(account, "grant/"),
        {"role": "reviewer", "scope": f"division-{office.county.township.pk}", "basis": "分工"},
    )
    assert {grant.role for grant in identity.grants_of(account.pk)} == {Role.DEPARTMENT_EDITOR, Role.REVIEWER}


def test_the_matrix_says_what_the_policies_do() -> None:
    for deeds in ROLES_BY_DEED.values():
        for tag, roles in deeds.items():
            assert TABLE[tag].roles == roles, tag


def test_filters_of_accounts(office: Office, keeper: Client) -> None:
    found = text_of(keeper.get("/workbench/accounts/", {"role": "approver"}))
    assert "u.approver" in found and "u.reviewer" not in found
    assert "没有找到账号" in text_of(keeper.get("/workbench/accounts/", {"q": "没有这个人"}))
    assert "没有找到账号" in text_of(keeper.get("/workbench/accounts/", {"state": "disabled"}))
