from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from cryptography.fernet import Fernet
from django.db import IntegrityError, transaction
from pytest_django import Settings

from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands, queries
from gongkai.foundation.identity.commands import SignIn
from gongkai.foundation.identity.enums import SignInResult
from gongkai.foundation.identity.models import Account, RecoveryCode
from gongkai.foundation.identity.models.sealing import seal, unseal
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests.foundation.identity.build import PASSWORD, SYSTEM, Staff, sign_in

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def enrol(staff: Staff, at: datetime = AT) -> tuple[pyotp.TOTP, list[str]]:
    """Bind an authenticator to the editor's account with the code of the moment."""
    actor = staff.actor("editor")
    with clock.frozen(at):
        totp = pyotp.TOTP(commands.begin_totp(actor=actor).secret.reveal())
        codes = commands.confirm_totp(actor=actor, code=Secret(totp.at(at)))
    return totp, [code.reveal() for code in codes]


def attempt(code: str | None, at: datetime) -> SignIn:
    with clock.frozen(at):
        return sign_in("mzj.editor", PASSWORD, code)


def test_enrolling_and_signing_in(staff: Staff) -> None:
    totp, _ = enrol(staff)
    later = AT + timedelta(minutes=2)
    asked = attempt(None, later)
    assert asked.result is SignInResult.NEEDS_SECOND_FACTOR
    assert asked.account_id == staff.editor.pk
    assert attempt("", later).result is SignInResult.NEEDS_SECOND_FACTOR
    assert attempt(totp.at(later), later).result is SignInResult.OK


def test_the_code_of_the_enrolment_is_spent(staff: Staff) -> None:
    totp, _ = enrol(staff)
    refused = attempt(totp.at(AT), AT)
    assert refused.result is SignInResult.REFUSED
    assert "已经用过" in refused.reason


def test_a_replayed_code_is_refused_and_counted(staff: Staff) -> None:
    totp, _ = enrol(staff)
    later = AT + timedelta(minutes=2)
    code = totp.at(later)
    assert attempt(code, later).result is SignInResult.OK
    assert attempt(code, later).result is SignInResult.REFUSED
    assert attempt(code, later + timedelta(seconds=29)).result is SignInResult.REFUSED
    staff.editor.refresh_from_db()
    assert staff.editor.failed_attempts == 2
    assert AuditEvent.objects.latest("id").detail["cause"] == "wrong_code"


def test_wrong_codes_lock_as_wrong_passwords_do(staff: Staff) -> None:
    totp, _ = enrol(staff)
    later = AT + timedelta(minutes=2)
    wrong = f"{(int(totp.at(later)) + 1) % 1_000_000:06}"
    for _ in range(5):
        attempt(wrong, later)
    assert attempt(totp.at(later), later).result is SignInResult.REFUSED
    assert AuditEvent.objects.latest("id").detail["cause"] == "locked"


def test_asking_for_the_second_factor_does_not_forget_failures(staff: Staff) -> None:
    enrol(staff)
    with clock.frozen(AT):
        for _ in range(3):
            sign_in("mzj.editor", "Wrong#Password9")
        sign_in("mzj.editor")
    staff.editor.refresh_from_db()
    assert staff.editor.failed_attempts == 3


def second_step(
    asked: SignIn, code: str, *, accepted: datetime, at: datetime, epoch: int | None = None
) -> SignIn:
    with clock.frozen(at):
        return commands.complete_sign_in(
            actor=Actor.public("10.0.0.8"),
            account_id=asked.account_id,
            session_epoch=asked.session_epoch if epoch is None else epoch,
            password_accepted_at=accepted,
            code=Secret(code),
        )


def test_the_second_step_follows_within_five_minutes(staff: Staff) -> None:
    totp, _ = enrol(staff)
    start = AT + timedelta(minutes=2)
    asked = attempt(None, start)
    late = start + timedelta(minutes=5)
    assert "超时" in second_step(asked, totp.at(late), accepted=start, at=late).reason
    stale = second_step(asked, totp.at(start), accepted=start, at=start, epoch=asked.session_epoch - 1)
    assert stale.result is SignInResult.REFUSED
    assert second_step(asked, totp.at(start), accepted=start, at=start).result is SignInResult.OK
    assert second_step(asked, totp.at(start), accepted=start, at=start).result is SignInResult.REFUSED


def test_the_second_step_does_not_pass_a_lock(staff: Staff) -> None:
    totp, _ = enrol(staff)
    start = AT + timedelta(minutes=2)
    asked = attempt(None, start)
    Account.objects.filter(pk=staff.editor.pk).update(locked_until=start + timedelta(minutes=1))
    assert second_step(asked, totp.at(start), accepted=start, at=start).result is SignInResult.REFUSED


def test_each_recovery_code_works_once(staff: Staff) -> None:
    _, codes = enrol(staff)
    assert attempt(codes[0].upper(), AT).result is SignInResult.OK
    assert AuditEvent.objects.latest("id").detail["recovery_codes_left"] == 9
    assert attempt(codes[0], AT).result is SignInResult.REFUSED
    assert attempt(codes[1].replace("-", ""), AT).result is SignInResult.OK


def test_nothing_readable_is_stored(staff: Staff) -> None:
    totp, codes = enrol(staff)
    stored = str(list(Account.objects.values())) + str(list(RecoveryCode.objects.values()))
    audited = str(list(AuditEvent.objects.values()))
    for secret in (totp.secret, *codes, *(code.replace("-", "") for code in codes)):
        assert secret not in stored
        assert secret not in audited


def test_the_database_refuses_a_plain_secret(staff: Staff) -> None:
    with pytest.raises(IntegrityError, match="account_totp_secret_sealed"), transaction.atomic():
        Account.objects.filter(pk=staff.editor.pk).update(totp_secret=pyotp.random_base32())


def test_enrolment_shows_nothing_in_logs(staff: Staff) -> None:
    enrolment = commands.begin_totp(actor=staff.actor("editor"))
    assert enrolment.secret.reveal() not in repr(enrolment)
    assert enrolment.secret.reveal() in enrolment.uri.reveal()


def test_beginning_again_replaces_the_unconfirmed_key(staff: Staff) -> None:
    actor = staff.actor("editor")
    with clock.frozen(AT):
        first = commands.begin_totp(actor=actor).secret.reveal()
        second = commands.begin_totp(actor=actor).secret.reveal()
        assert sign_in("mzj.editor").result is SignInResult.OK
        with pytest.raises(InvalidInput, match="动态口令不正确"):
            commands.confirm_totp(actor=actor, code=Secret(pyotp.TOTP(first).at(AT)))
        commands.confirm_totp(actor=actor, code=Secret(pyotp.TOTP(second).at(AT)))


def test_order_matters(staff: Staff) -> None:
    actor = staff.actor("editor")
    with pytest.raises(Conflict, match="请先开始绑定"):
        commands.confirm_totp(actor=actor, code=Secret("123456"))
    enrol(staff)
    with pytest.raises(Conflict, match="已绑定"):
        commands.begin_totp(actor=actor)
    with pytest.raises(Conflict, match="已绑定"):
        commands.confirm_totp(actor=actor, code=Secret("123456"))


@pytest.mark.parametrize("actor", [SYSTEM, Actor.public()])
def test_only_a_person_enrols(staff: Staff, actor: Actor) -> None:
    with pytest.raises(Denied):
        commands.begin_totp(actor=actor)
    with pytest.raises(Denied):
        commands.confirm_totp(actor=actor, code=Secret("123456"))


def test_removing_ones_own_needs_the_password(staff: Staff) -> None:
    enrol(staff)
    epoch = queries.get_account(staff.editor.pk).session_epoch
    for password in (None, Secret("Wrong#Password9")):
        with pytest.raises(InvalidInput, match="密码不正确"):
            commands.remove_totp(actor=staff.actor("editor"), account_id=staff.editor.pk, password=password)
    kept = queries.get_account(staff.editor.pk)
    assert (kept.has_second_factor, kept.failed_attempts) == (True, 2)
    row = AuditEvent.objects.latest("id")
    assert (row.tag, row.detail["cause"]) == ("identity.second_factor.remove", "wrong_password")
    commands.remove_totp(actor=staff.actor("editor"), account_id=staff.editor.pk, password=Secret(PASSWORD))
    account = queries.get_account(staff.editor.pk)
    assert (account.totp_secret, account.has_second_factor, account.session_epoch) == ("", False, epoch + 1)
    assert not RecoveryCode.objects.exists()
    assert sign_in("mzj.editor").result is SignInResult.OK
    with pytest.raises(Conflict, match="没有绑定"):
        commands.remove_totp(actor=staff.actor("security"), account_id=staff.editor.pk)


def test_guessing_at_the_removal_locks(staff: Staff) -> None:
    enrol(staff)
    for _ in range(4):
        sign_in("mzj.editor", "Wrong#Password9")
    for password in ("Wrong#Password9", PASSWORD):
        with pytest.raises(InvalidInput, match="已被锁定"):
            commands.remove_totp(
                actor=staff.actor("editor"), account_id=staff.editor.pk, password=Secret(password)
            )
    assert queries.get_account(staff.editor.pk).has_second_factor


def test_the_security_administrator_removes_and_nobody_else(staff: Staff) -> None:
    enrol(staff)
    for name in ("system", "audit"):
        with pytest.raises(Denied, match="安全管理员"):
            commands.remove_totp(actor=staff.actor(name), account_id=staff.editor.pk)
    commands.remove_totp(actor=staff.actor("security"), account_id=staff.editor.pk)
    assert not queries.get_account(staff.editor.pk).has_second_factor


def test_keys_can_be_renewed_and_a_lost_key_says_so(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEY = old
    token = seal(Secret("SECRET"))
    assert "SECRET" not in token
    settings.FIELD_ENCRYPTION_KEY = f"{new}, {old}"
    assert unseal(token).reveal() == "SECRET"
    settings.FIELD_ENCRYPTION_KEY = new
    with pytest.raises(Conflict, match="字段密钥已更换"):
        unseal(token)
