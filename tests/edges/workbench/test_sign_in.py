"""Coming in, staying in, being sent out."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from django.conf import settings
from django.test import Client

from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.foundation.identity.models import Account
from gongkai.kernel import clock
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.edges.workbench.conftest import PASSWORD, Office, SignIn, text_of

SIGN_IN = "/workbench/sign-in/"
EDITOR = "u.department_editor"


def test_a_visitor_is_led_to_sign_in_and_back(office: Office, client: Client) -> None:
    asked = client.get("/workbench/documents/?state=draft")
    assert asked.status_code == 302
    assert asked["Location"] == "/workbench/sign-in/?next=%2Fworkbench%2Fdocuments%2F%3Fstate%3Ddraft"
    assert 'name="next" value="/workbench/documents/?state=draft"' in text_of(client.get(asked["Location"]))
    entered = client.post(
        SIGN_IN, {"username": EDITOR, "password": PASSWORD, "next": "/workbench/documents/?state=draft"}
    )
    assert entered["Location"] == "/workbench/documents/?state=draft"
    assert client.get(entered["Location"]).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/workbench/", "/", "/documents/", "javascript:alert(1)",
     "/workbench/../", "\\\\evil.example", "/workbench/\r\nSet-Cookie: a=b"],
)  # fmt: skip
def test_next_leads_nowhere_else(office: Office, client: Client, elsewhere: str) -> None:
    entered = client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD, "next": elsewhere})
    assert entered.status_code == 302
    assert entered["Location"].startswith("/workbench/")
    assert "\n" not in entered["Location"]


def test_a_wrong_password_says_so_and_keeps_the_name(office: Office, client: Client) -> None:
    refused = client.post(SIGN_IN, {"username": EDITOR, "password": "wrong"})
    page = text_of(refused)
    assert refused.status_code == 422
    assert "用户名或密码不正确" in page and "忘记密码请联系" in page
    assert f'value="{EDITOR}"' in page
    assert "wrong" not in page


def test_an_unknown_name_gets_the_same_answer(office: Office, client: Client) -> None:
    known = text_of(client.post(SIGN_IN, {"username": EDITOR, "password": "wrong"}))
    unknown = text_of(client.post(SIGN_IN, {"username": "nobody.here", "password": "wrong"}))
    assert ("用户名或密码不正确" in known) and ("用户名或密码不正确" in unknown)


def test_five_failures_lock_even_the_right_password(office: Office, client: Client) -> None:
    for _ in range(settings.SIGN_IN_FAILURES):
        client.post(SIGN_IN, {"username": EDITOR, "password": "wrong"})
    refused = client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD})
    assert refused.status_code == 422
    assert "锁定15分钟" in text_of(refused)
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD}).status_code == 302


def test_empty_fields_are_named(office: Office, client: Client) -> None:
    page = text_of(client.post(SIGN_IN, {"username": "", "password": ""}))
    assert "请输入用户名" in page and "请输入密码" in page


def test_who_is_in_does_not_sign_in_again(office: Office, sign_in: SignIn) -> None:
    assert sign_in(EDITOR).get(SIGN_IN)["Location"] == "/workbench/"


def test_signing_out_is_a_post_and_ends_the_session(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    assert client.get("/workbench/sign-out/").status_code == 405
    left = client.post("/workbench/sign-out/")
    assert left["Location"] == SIGN_IN
    assert "您已退出登录" in text_of(client.get(SIGN_IN))
    assert client.get("/workbench/").status_code == 302


def test_thirty_idle_minutes_end_the_session(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    with clock.frozen(clock.now() + timedelta(minutes=29)):
        assert client.get("/workbench/").status_code == 200
    with clock.frozen(clock.now() + timedelta(minutes=29 + 31)):
        sent_away = client.get("/workbench/")
        assert sent_away.status_code == 302
        assert "已超过30分钟没有操作" in text_of(client.get(sent_away["Location"]))


def test_twelve_hours_are_the_longest(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    start = clock.now()
    for minutes in range(0, 12 * 60, 20):
        with clock.frozen(start + timedelta(minutes=minutes)):
            assert client.get("/workbench/me/").status_code == 200
    with clock.frozen(start + timedelta(hours=12, minutes=1)):
        assert client.get("/workbench/me/").status_code == 302


def test_an_expired_form_leads_back_to_its_page(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    edition = make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))
    page = f"/workbench/documents/{edition.pk}/edit/"
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        sent = client.post(page, {"title": "x"}, headers={"Referer": f"http://testserver{page}"})
        assert sent["Location"] == f"{SIGN_IN}?next=%2Fworkbench%2Fdocuments%2F{edition.pk}%2Fedit%2F"


def test_scripts_are_told_and_not_led_away(office: Office, client: Client) -> None:
    autosave = client.post("/workbench/documents/1/edit/", headers={"Accept": "application/json"})
    assert autosave.status_code == 401
    assert autosave.json()["message"] == "登录已过期，请重新登录。"
    fragment = client.get("/workbench/documents/", headers={"HX-Request": "true"})
    assert fragment.status_code == 401
    assert "登录已过期" in text_of(fragment) and "<html" not in text_of(fragment)


def test_a_disabled_account_is_out_at_once(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    identity.disable_account(
        actor=office.actor(Role.SYSTEM_ADMINISTRATOR), account_id=office.accounts[Role.DEPARTMENT_EDITOR].pk
    )
    assert client.get("/workbench/").status_code == 302


def test_a_revoked_role_is_gone_at_once(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    assert client.get("/workbench/documents/").status_code == 200
    grant = identity_queries.grants_of(office.accounts[Role.DEPARTMENT_EDITOR].pk)[0]
    identity.revoke_role(actor=office.actor(Role.SECURITY_ADMINISTRATOR), grant_id=grant.pk)
    assert client.get("/workbench/documents/").status_code == 403


def test_ending_all_sessions_ends_this_one(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    account = office.accounts[Role.DEPARTMENT_EDITOR]
    identity.end_sessions(actor=office.actor(Role.SYSTEM_ADMINISTRATOR), account_id=account.pk)
    sent_away = client.get("/workbench/")
    assert "会话已被结束" in text_of(client.get(sent_away["Location"]))


def test_a_temporary_password_has_to_be_changed_first(office: Office) -> None:
    admin = office.actor(Role.SYSTEM_ADMINISTRATOR)
    account = office.accounts[Role.DEPARTMENT_EDITOR]
    identity.reset_password(actor=admin, account_id=account.pk, temporary=Secret("Temporary#42x"))
    client = Client()
    client.post(SIGN_IN, {"username": EDITOR, "password": "Temporary#42x"})
    led = client.get("/workbench/documents/")
    assert led["Location"] == "/workbench/me/password/?next=%2Fworkbench%2Fdocuments%2F"
    assert "修改后才能继续使用" in text_of(client.get(led["Location"]))
    weak = client.post(led["Location"], {"current": "Temporary#42x", "new": "short", "again": "short"})
    assert weak.status_code == 422 and "密码至少10位" in text_of(weak)
    differs = client.post(
        led["Location"], {"current": "Temporary#42x", "new": "River&Harvest88", "again": "River&Harvest89"}
    )
    assert "两次输入的新密码不一致" in text_of(differs)
    wrong = client.post(
        led["Location"], {"current": "nope", "new": "River&Harvest88", "again": "River&Harvest88"}
    )
    assert wrong.status_code == 422 and "密码不正确" in text_of(wrong)
    changed = client.post(
        led["Location"],
        {
            "current": "Temporary#42x",
            "new": "River&Harvest88",
            "again": "River&Harvest88",
            "next": "/workbench/documents/",
        },
    )
    assert changed["Location"] == "/workbench/documents/"
    assert client.get("/workbench/documents/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(office: Office, sign_in: SignIn) -> None:
    here, elsewhere = sign_in(EDITOR), sign_in(EDITOR)
    new = {"current": PASSWORD, "new": "River&Harvest88", "again": "River&Harvest88"}
    here.post("/workbench/me/password/", new)
    assert here.get("/workbench/").status_code == 200
    assert elsewhere.get("/workbench/").status_code == 302


def _bind(client: Client) -> tuple[str, list[str]]:
    begun = client.post("/workbench/me/second-factor/")
    page = text_of(begun)
    assert 'src="data:image/svg+xml' in page
    secret = page.partition('<code class="key">')[2].partition("</code>")[0].replace(" ", "")
    wrong = client.post("/workbench/me/second-factor/confirm/", {"code": "000000"})
    assert wrong.status_code == 422 and "动态口令不正确" in text_of(wrong)
    confirmed = client.post("/workbench/me/second-factor/confirm/", {"code": pyotp.TOTP(secret).now()})
    codes = [part.partition("</code>")[0] for part in text_of(confirmed).split("<li><code>")[1:]]
    return secret, codes


def test_binding_a_second_factor_and_signing_in_with_it(office: Office, sign_in: SignIn) -> None:
    secret, codes = _bind(sign_in(EDITOR))
    assert len(codes) == 10
    client = Client()
    first = client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD, "next": "/workbench/documents/"})
    assert first["Location"] == "/workbench/sign-in/code/"
    assert client.get("/workbench/").status_code == 302, "the password alone opens nothing"
    client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD, "next": "/workbench/documents/"})
    wrong = client.post("/workbench/sign-in/code/", {"code": "123456"})
    assert wrong.status_code == 422
    with clock.frozen(clock.now() + timedelta(seconds=60)):
        code = pyotp.TOTP(secret).at(clock.now())
        done = client.post("/workbench/sign-in/code/", {"code": code})
        assert done["Location"] == "/workbench/documents/"
        assert client.get("/workbench/documents/").status_code == 200
    other = Client()
    other.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD})
    assert other.post("/workbench/sign-in/code/", {"code": codes[0]}).status_code == 302
    again = Client()
    again.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD})
    assert again.post("/workbench/sign-in/code/", {"code": codes[0]}).status_code == 422


def test_the_second_step_waits_five_minutes(office: Office, sign_in: SignIn) -> None:
    secret, _ = _bind(sign_in(EDITOR))
    client = Client()
    client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD})
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        late = client.post("/workbench/sign-in/code/", {"code": pyotp.TOTP(secret).at(clock.now())})
    assert late.status_code == 422 and "验证已超时" in text_of(late)


def test_the_second_step_without_the_first_is_nothing(office: Office, client: Client) -> None:
    assert client.get("/workbench/sign-in/code/")["Location"] == SIGN_IN


def test_removing_the_second_factor_asks_for_the_password(office: Office, sign_in: SignIn) -> None:
    client = sign_in(EDITOR)
    _bind(client)
    refused = client.post("/workbench/me/second-factor/remove/", {"password": "wrong"})
    assert refused.status_code == 422 and "密码不正确" in text_of(refused)
    client.post("/workbench/me/second-factor/remove/", {"password": PASSWORD})
    assert "绑定动态口令" in text_of(client.get("/workbench/me/"))
    assert not Account.objects.get(username=EDITOR).has_second_factor


def test_a_role_that_asks_for_a_second_factor_waits_for_it(
    office: Office, sign_in: SignIn, settings: object
) -> None:
    settings.REQUIRE_TOTP_ROLES = frozenset({Role.APPROVER.value})  # type: ignore[attr-defined]
    client = sign_in("u.approver")
    assert client.get("/workbench/documents/")["Location"].startswith("/workbench/me/?next=")
    assert "请先绑定动态口令" in text_of(client.get("/workbench/me/"))
    _bind(client)
    assert client.get("/workbench/documents/").status_code == 200


def test_public_pages_never_touch_the_session(
    office: Office, sign_in: SignIn, django_assert_num_queries: object
) -> None:
    client = sign_in(EDITOR)
    answer = client.get("/robots.txt")
    assert "sessionid" not in answer.cookies and "Cookie" not in answer.get("Vary", "")


def test_nothing_of_the_workbench_is_kept_by_caches(office: Office, client: Client, sign_in: SignIn) -> None:
    for answer in (client.get(SIGN_IN), sign_in(EDITOR).get("/workbench/"), client.get("/workbench/")):
        assert answer["Cache-Control"] == "no-store"
        assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_posts_need_the_token(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD})
    assert refused.status_code == 403 and "页面已过期" in text_of(refused)


def test_the_password_is_in_no_audit_row(office: Office, client: Client) -> None:
    client.post(SIGN_IN, {"username": EDITOR, "password": PASSWORD})
    client.post(SIGN_IN, {"username": EDITOR, "password": "wrong-pass-word"})
    rows = [str(row.detail) for row in AuditEvent.objects.filter(tag="identity.session.sign_in")]
    assert rows
    assert not any(PASSWORD in row or "wrong-pass-word" in row for row in rows)
