from __future__ import annotations

import hashlib
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands, queries
from gongkai.foundation.identity.commands import sessions
from gongkai.foundation.identity.enums import SignInResult
from gongkai.foundation.identity.models import Account, SignInFailure
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests.foundation.identity import build
from tests.foundation.identity.build import PASSWORD, SYSTEM, Staff, sign_in
from tests.foundation.organisations import build as organisations

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
WRONG = "Wrong#Password9"
SIGN_IN = "identity.session.sign_in"


def last_audit(tag: str = "identity.session.sign_in") -> AuditEvent:
    return AuditEvent.objects.filter(tag=tag).latest("id")


def test_signing_in(staff: Staff) -> None:
    with clock.frozen(AT):
        outcome = sign_in("MZJ.Editor")
    assert outcome.result is SignInResult.OK
    assert outcome.account_id == staff.editor.pk
    assert outcome.reason == ""
    staff.editor.refresh_from_db()
    assert staff.editor.last_sign_in_at == AT
    assert outcome.session_epoch == staff.editor.session_epoch
    row = last_audit()
    assert (row.detail["result"], row.subject_id, row.actor["address"]) == (
        "ok",
        str(staff.editor.pk),
        "10.0.0.8",
    )


@pytest.mark.parametrize(
    "username", ["nobody", "", "a", "x" * 5000, "mzj.editor\u200b", "张三丰", "' OR 1=1 --", "mzj.edito"]
)
def test_unknown_names_and_wrong_passwords_look_alike(staff: Staff, username: str) -> None:
    known = sign_in("mzj.editor", WRONG)
    unknown = sign_in(username, WRONG)
    assert known == unknown
    assert known.result is SignInResult.REFUSED
    assert known.account_id is None
    assert last_audit().detail["cause"] == "unknown_name"
    assert set(last_audit().detail["username"]) == {"length", "sha256"}


def test_a_password_typed_as_user_name_is_not_recorded(staff: Staff) -> None:
    """Length and eight digits of its SHA-256: the same text tried twice is recognised, no more."""
    sign_in(PASSWORD, WRONG)
    sign_in(PASSWORD, WRONG)
    sign_in("mzj.editor", WRONG)
    rows = [row.detail["username"] for row in AuditEvent.objects.order_by("id").filter(tag=SIGN_IN)]
    assert rows == [
        *[{"length": 16, "sha256": hashlib.sha256(PASSWORD.encode()).hexdigest()[:8]}] * 2,
        "mzj.editor",
    ]
    assert PASSWORD not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("username", "password"), [("mzj.editor\x00", WRONG), ("mzj.editor", "Half\ud800#Sign7")]
)
def test_what_cannot_be_stored_is_refused_in_words(staff: Staff, username: str, password: str) -> None:
    with pytest.raises(InvalidInput, match="无法保存的字符"):
        sign_in(username, password)


def test_unknown_names_cost_a_hash_too(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    hasher = "gongkai.foundation.identity.commands.sessions.make_password"
    monkeypatch.setattr(hasher, lambda password: hashed.append(password) or "")
    sign_in("nobody", WRONG)
    assert hashed == [WRONG]


def test_disabled_and_locked_accounts_get_the_same_answer(staff: Staff) -> None:
    unknown = sign_in("nobody")
    commands.disable_account(actor=staff.actor("system"), account_id=staff.editor.pk)
    assert sign_in("mzj.editor") == unknown
    assert last_audit().detail["cause"] == "disabled"
    Account.objects.filter(pk=staff.audit.pk).update(locked_until=clock.now() + timedelta(minutes=1))
    assert sign_in("auditor") == unknown
    assert last_audit().detail["cause"] == "locked"


def test_five_failures_lock_and_time_unlocks(staff: Staff) -> None:
    with clock.frozen(AT):
        for _ in range(5):
            assert sign_in("mzj.editor", WRONG).result is SignInResult.REFUSED
        assert last_audit().detail["locked"] is True
        assert sign_in("mzj.editor").result is SignInResult.REFUSED
    staff.editor.refresh_from_db()
    assert (staff.editor.failed_attempts, staff.editor.locked_until) == (5, AT + timedelta(minutes=15))
    with clock.frozen(AT + timedelta(minutes=14, seconds=59)):
        assert sign_in("mzj.editor").result is SignInResult.REFUSED
    with clock.frozen(AT + timedelta(minutes=15)):
        assert sign_in("mzj.editor").result is SignInResult.OK
    staff.editor.refresh_from_db()
    assert (staff.editor.failed_attempts, staff.editor.locked_until) == (0, None)


def test_success_forgets_failures(staff: Staff) -> None:
    for _ in range(4):
        sign_in("mzj.editor", WRONG)
    assert sign_in("mzj.editor").result is SignInResult.OK
    for _ in range(4):
        sign_in("mzj.editor", WRONG)
    assert sign_in("mzj.editor").result is SignInResult.OK


def test_the_security_administrator_unlocks(staff: Staff) -> None:
    for _ in range(5):
        sign_in("mzj.editor", WRONG)
    with pytest.raises(Denied, match="安全管理员"):
        commands.unlock_account(actor=staff.actor("system"), account_id=staff.editor.pk)
    assert sign_in("mzj.editor").result is SignInResult.REFUSED
    commands.unlock_account(actor=staff.actor("security"), account_id=staff.editor.pk)
    assert sign_in("mzj.editor").result is SignInResult.OK


def test_figures_come_from_the_settings(staff: Staff, settings: Settings) -> None:
    settings.SIGN_IN_FAILURES, settings.SIGN_IN_LOCK_MINUTES = 2, 60
    assert "连续2次失败将锁定60分钟" in sign_in("mzj.editor", WRONG).reason
    sign_in("mzj.editor", WRONG)
    assert sign_in("mzj.editor").result is SignInResult.REFUSED


# --- the limit for one address -----------------------------------------------------------------------


def fail(times: int, address: str = "10.0.0.8") -> None:
    for number in range(times):
        sign_in(f"nobody{number}", WRONG, address=address)


def test_thirty_failures_block_an_address_and_time_unblocks_it(staff: Staff) -> None:
    with clock.frozen(AT):
        fail(29)
        assert sign_in("mzj.editor").result is SignInResult.OK
        fail(1)
    with clock.frozen(AT + timedelta(minutes=14, seconds=59)):
        refused = sign_in("mzj.editor")
        assert refused.result is SignInResult.REFUSED
        assert "15分钟内登录失败已达30次，暂时不能登录，请15分钟后再试" in refused.reason
        row = last_audit()
        assert (row.detail["cause"], row.subject_id) == ("blocked_address", str(staff.editor.pk))
        assert sign_in("mzj.editor", address="10.0.0.9").result is SignInResult.OK
    with clock.frozen(AT + timedelta(minutes=15)):
        assert sign_in("mzj.editor").result is SignInResult.OK
    assert queries.get_account(staff.editor.pk).failed_attempts == 0


def test_a_blocked_address_costs_no_hash_and_is_not_prolonged(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.frozen(AT):
        fail(30)
        hashed: list[str] = []
        monkeypatch.setattr(sessions, "make_password", lambda password: hashed.append(password) or "")
        fail(5)
    assert hashed == []
    with clock.frozen(AT + timedelta(minutes=14)):
        fail(5)
    with clock.frozen(AT + timedelta(minutes=15)):
        assert sign_in("mzj.editor").result is SignInResult.OK


def test_slow_failures_do_not_block_and_are_forgotten(staff: Staff) -> None:
    for minutes in range(0, 60, 1):
        with clock.frozen(AT + timedelta(minutes=minutes)):
            fail(1)
    assert last_audit().detail["cause"] == "unknown_name"
    assert SignInFailure.objects.count() == 31  # those of the last 30 minutes


def test_the_block_ends_no_sooner_when_others_fail_meanwhile(staff: Staff) -> None:
    with clock.frozen(AT):
        fail(15)
    with clock.frozen(AT + timedelta(minutes=14)):
        fail(15)
    with clock.frozen(AT + timedelta(minutes=28)):
        fail(1, address="10.0.0.9")
        assert sign_in("mzj.editor").result is SignInResult.REFUSED


def test_every_kind_of_failure_counts_for_the_address(staff: Staff, settings: Settings) -> None:
    settings.SIGN_IN_ADDRESS_FAILURES = 7
    for _ in range(5):
        sign_in("mzj.editor", WRONG)
    assert sign_in("mzj.editor").result is SignInResult.REFUSED  # locked
    fail(1)
    assert "已达7次" in sign_in("auditor").reason


def test_the_second_step_stops_at_a_blocked_address(staff: Staff, settings: Settings) -> None:
    settings.SIGN_IN_ADDRESS_FAILURES = 3
    fail(3)
    outcome = commands.complete_sign_in(
        actor=Actor.public("10.0.0.8"),
        account_id=staff.editor.pk,
        session_epoch=staff.editor.session_epoch,
        password_accepted_at=clock.now(),
        code=Secret("000000"),
    )
    assert "已达3次" in outcome.reason


def test_the_limit_can_be_lifted_and_an_unknown_address_is_nobodys(staff: Staff, settings: Settings) -> None:
    fail(31, address="")
    assert sign_in("mzj.editor", address="").result is SignInResult.OK
    settings.SIGN_IN_ADDRESS_FAILURES = 0
    fail(31)
    assert sign_in("mzj.editor").result is SignInResult.OK


def test_no_secret_reaches_the_audit_log(staff: Staff) -> None:
    sign_in("mzj.editor", WRONG)
    sign_in("mzj.editor", PASSWORD, "424242")
    commands.change_password(actor=staff.actor("editor"), current=Secret(PASSWORD), new=Secret(build.OTHER))
    everything = str(list(AuditEvent.objects.values()))
    for secret in (PASSWORD, WRONG, build.OTHER, "424242"):
        assert secret not in everything


def test_a_password_changed_meanwhile_is_not_accepted(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    real = queries.lock_account

    def changed_first(account_id: int) -> Account:
        account = real(account_id)
        account.set_password(build.OTHER)
        account.save(update_fields=["password"])
        return account

    monkeypatch.setattr(queries, "lock_account", changed_first)
    assert sign_in("mzj.editor").result is SignInResult.REFUSED


def test_old_and_temporary_passwords_are_to_be_changed(staff: Staff, settings: Settings) -> None:
    with clock.frozen(clock.now() + timedelta(days=89)):
        assert not sign_in("mzj.editor").must_change_password
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert sign_in("mzj.editor").must_change_password
        settings.PASSWORD_MAX_AGE_DAYS = 0
        assert not sign_in("mzj.editor").must_change_password
    build.account("fresh", staff.region.bureau.pk, must_change_password=True)
    assert sign_in("fresh").must_change_password


def test_roles_may_ask_for_a_second_factor(staff: Staff, settings: Settings) -> None:
    assert not sign_in("mzj.editor").must_enrol_second_factor
    settings.REQUIRE_TOTP_ROLES = frozenset({Role.DEPARTMENT_EDITOR.value})
    assert sign_in("mzj.editor").must_enrol_second_factor
    assert not sign_in("auditor").must_enrol_second_factor


def test_signing_out_leaves_a_trace(staff: Staff) -> None:
    commands.sign_out(actor=staff.actor("editor"))
    assert last_audit("identity.session.sign_out").subject_id == str(staff.editor.pk)
    for actor in (Actor.public(), SYSTEM):
        with pytest.raises(Denied):
            commands.sign_out(actor=actor)


def test_a_task_does_not_sign_in(staff: Staff) -> None:
    with pytest.raises(Denied):
        commands.sign_in(actor=SYSTEM, username="mzj.editor", password=Secret(PASSWORD))


def test_the_life_of_a_session(staff: Staff) -> None:
    pk, epoch = staff.editor.pk, staff.editor.session_epoch
    with clock.frozen(AT):
        assert queries.session_is_valid(pk, epoch, AT - timedelta(minutes=29), AT - timedelta(hours=11))
        for seen, started, part in (
            (AT - timedelta(minutes=30), AT - timedelta(hours=1), "没有操作"),
            (AT, AT - timedelta(hours=12), "满12小时"),
        ):
            assert part in queries.session_state(pk, epoch, seen, started).fault
            assert not queries.session_is_valid(pk, epoch, seen, started)
        assert "会话已被结束" in queries.session_state(pk, epoch - 1, AT, AT).fault
        assert "不存在" in queries.session_state(987654, 1, AT, AT).fault


def test_ending_sessions(staff: Staff) -> None:
    def is_valid() -> bool:
        return queries.session_is_valid(staff.editor.pk, epoch, clock.now(), clock.now())

    for name in ("editor", "system", "security"):
        epoch = sign_in("mzj.editor").session_epoch
        assert is_valid()
        commands.end_sessions(actor=staff.actor(name), account_id=staff.editor.pk)
        assert not is_valid()
    with pytest.raises(Denied):
        commands.end_sessions(actor=staff.actor("audit"), account_id=staff.editor.pk)


def test_a_session_and_its_actor_cost_two_queries(
    staff: Staff, django_assert_num_queries: DjangoAssertNumQueries, settings: Settings
) -> None:
    settings.REQUIRE_TOTP_ROLES = frozenset({Role.DEPARTMENT_EDITOR.value})
    with django_assert_num_queries(2):
        state = queries.session_state(staff.editor.pk, 1, clock.now(), clock.now())
        actor = queries.actor_for(staff.editor.pk, "10.0.0.8")
    assert state.must_enrol_second_factor
    assert (actor.name, actor.body_name, actor.address) == ("mzj.editor君", "云溪县民政局", "10.0.0.8")
    assert [(grant.role, grant.body_id) for grant in actor.grants] == [
        ("department_editor", staff.region.bureau.pk)
    ]


def in_threads(count: int, *attempts: object) -> list[SignInResult]:
    """Run the attempts at once, `count` times each; the same connection is never used by two."""
    start, results = threading.Barrier(count * len(attempts)), []

    def run(attempt: object) -> None:
        try:
            start.wait(timeout=20)
            results.append(attempt().result)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in attempts for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True)
def test_failures_at_the_same_moment_are_all_counted() -> None:
    region = organisations.region()
    editor = build.account("mzj.editor", region.bureau.pk)
    assert in_threads(4, lambda: sign_in("mzj.editor", WRONG)) == [SignInResult.REFUSED] * 4
    editor.refresh_from_db()
    assert (editor.failed_attempts, editor.locked_until) == (4, None)


@pytest.mark.django_db(transaction=True)
def test_sweeping_old_failures_at_the_same_moment() -> None:
    region = organisations.region()
    build.account("mzj.editor", region.bureau.pk)
    long_ago = clock.now() - timedelta(hours=2)
    SignInFailure.objects.bulk_create(
        SignInFailure(address=f"10.0.1.{number}", at=long_ago - timedelta(seconds=number % 7))
        for number in range(200)
    )
    tries = [lambda name=f"nobody{number}": sign_in(name, WRONG) for number in range(8)]
    assert in_threads(1, *tries) == [SignInResult.REFUSED] * 8
    sign_in("nobody", WRONG)
    assert SignInFailure.objects.count() == 9


@pytest.mark.django_db(transaction=True)
def test_a_wrong_password_of_ones_own_is_counted_for_good() -> None:
    region = organisations.region()
    editor = build.account("mzj.editor", region.bureau.pk)
    with pytest.raises(InvalidInput, match="密码不正确"):
        commands.change_password(
            actor=queries.actor_for(editor.pk), current=Secret(WRONG), new=Secret(build.OTHER)
        )
    connection.close()
    assert queries.get_account(editor.pk).failed_attempts == 1


@pytest.mark.django_db(transaction=True)
def test_a_storm_of_guesses_stops_at_the_limit() -> None:
    region = organisations.region()
    editor = build.account("mzj.editor", region.bureau.pk)
    in_threads(7, lambda: sign_in("mzj.editor", WRONG))
    editor.refresh_from_db()
    assert editor.failed_attempts == 5
    assert editor.locked_until is not None
    causes = [row.detail["cause"] for row in AuditEvent.objects.filter(tag="identity.session.sign_in")]
    assert sorted(causes) == ["locked"] * 2 + ["wrong_password"] * 5
    assert sign_in("mzj.editor").result is SignInResult.REFUSED
