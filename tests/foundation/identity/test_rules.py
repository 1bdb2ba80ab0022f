from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.identity.rules import accounts, passwords, second_factor, sign_in
from gongkai.foundation.identity.rules.common_passwords import STEMS
from gongkai.foundation.identity.rules.sign_in import Limits

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LIMITS = Limits()
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The key of RFC 6238 appendix B, in base 32."""


# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["abc", "mzj.editor", "a" * 40, "10023", "a_b-c"])
def test_user_names_as_they_occur(name: str) -> None:
    assert accounts.username_fault(name) == ""


@pytest.mark.parametrize("name", ["", "ab", "a" * 41, "Abc", ".abc", "张三丰", "a b c", "abc\x00", "abc\n"])
def test_user_names_refused(name: str) -> None:
    assert accounts.username_fault(name)


@given(st.text(max_size=50))
def test_tidying_a_user_name_twice_changes_nothing(text: str) -> None:
    once = accounts.tidy_username(text)
    if not accounts.username_fault(once):
        assert accounts.tidy_username(once) == once == once.lower()


def test_full_width_and_capitals_are_the_same_name() -> None:
    assert accounts.tidy_username(" ＭＺＪ.Editor ") == "mzj.editor"


# --- passwords ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("password", ["Mountain#Spring7", "correct Horse 7", "云溪2026Harvest", "xK9#mQ2$vL"])
def test_good_passwords(password: str) -> None:
    assert passwords.password_fault(password, "mzj.editor") == ""


@pytest.mark.parametrize(
    ("password", "part"),
    [
        ("", "至少10位"),
        ("Ab1#Ab1#x", "至少10位"),
        ("Ab1#" * 33, "不能超过128位"),
        ("abcdefghijk7", "至少3类"),
        ("ABCDEFGHIJ12", "至少3类"),
        ("Aa1Aa1Aa1Aa1", "不同的字符"),
        ("x-MZJ.Editor-1", "用户名"),
        ("Admin@123456", "常见"),
        ("P@ssw0rd2026", "常见"),
        ("Password123!", "常见"),
        ("123456@Qwerty", "常见"),
        ("1qaz2wsx!QAZ3", ""),
        ("1Qaz2wsx@2026", "常见"),
        ("Gongkai@2026", "常见"),
    ],
)
def test_bad_passwords_say_why(password: str, part: str) -> None:
    fault = passwords.password_fault(password, "mzj.editor")
    assert part in fault
    assert bool(fault) == bool(part)


@given(st.text(string.printable + "云溪", max_size=140))
def test_whatever_passes_satisfies_every_rule(password: str) -> None:
    if passwords.password_fault(password, "clerk") == "":
        assert passwords.SHORTEST <= len(password) <= passwords.LONGEST
        assert passwords.class_count(password) >= passwords.CLASSES
        assert len(set(password)) >= passwords.FEWEST_DIFFERENT
        assert "clerk" not in password.lower()


@given(st.sampled_from(sorted(STEMS)), st.text(string.digits + "@#!._-", max_size=8), st.booleans())
def test_filling_up_a_common_word_does_not_help(stem: str, filling: str, in_front: bool) -> None:
    word = stem.capitalize()
    assert passwords.is_common(filling + word if in_front else word + filling)


def test_passwords_grow_old() -> None:
    age = timedelta(days=90)
    assert not passwords.is_expired(NOW - age + timedelta(seconds=1), NOW, age)
    assert passwords.is_expired(NOW - age, NOW, age)
    assert not passwords.is_expired(NOW - age * 100, NOW, timedelta())


# --- lock-out and sessions ---------------------------------------------------------------------------


def test_the_fifth_failure_locks_for_a_quarter_of_an_hour() -> None:
    failures, until = 0, None
    for expected in (1, 2, 3, 4):
        failures, until = sign_in.after_failure(failures, until, NOW, LIMITS)
        assert (failures, until) == (expected, None)
    failures, until = sign_in.after_failure(failures, until, NOW, LIMITS)
    assert until == NOW + timedelta(minutes=15)
    assert sign_in.is_locked(until, NOW)
    assert sign_in.is_locked(until, until - timedelta(seconds=1))
    assert not sign_in.is_locked(until, until)


def test_a_served_lock_starts_a_new_count() -> None:
    assert sign_in.after_failure(5, NOW, NOW, LIMITS) == (1, None)


@given(st.lists(st.integers(0, 1000), max_size=40), st.integers(1, 8))
def test_never_more_than_the_limit_without_a_lock(gaps: list[int], limit: int) -> None:
    limits = Limits(failures=limit)
    failures, until, now = 0, None, NOW
    for gap in gaps:
        now += timedelta(seconds=gap)
        if sign_in.is_locked(until, now):
            continue
        failures, until = sign_in.after_failure(failures, until, now, limits)
        assert (failures >= limit) == (until is not None)


@pytest.mark.parametrize(
    ("epoch_matches", "idle", "age", "part"),
    [
        (True, 0, 0, ""),
        (True, 29, 11 * 60 + 59, ""),
        (False, 0, 0, "会话已被结束"),
        (True, 30, 31, "30分钟没有操作"),
        (True, 0, 12 * 60, "满12小时"),
    ],
)
def test_the_life_of_a_session(epoch_matches: bool, idle: int, age: int, part: str) -> None:
    fault = sign_in.session_fault(
        epoch_matches=epoch_matches,
        last_seen=NOW - timedelta(minutes=idle),
        started=NOW - timedelta(minutes=age),
        now=NOW,
        limits=LIMITS,
    )
    assert part in fault
    assert bool(fault) == bool(part)


# --- one network address -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("x" * 300, "x" * 64),
    ],
)
def test_what_counts_as_one_address(address: str, key: str) -> None:
    assert sign_in.address_key(address) == key


@given(st.lists(st.integers(0, 3600), max_size=80), st.integers(0, 3600))
def test_an_address_is_blocked_after_thirty_failures_in_a_quarter_of_an_hour(
    seconds: list[int], later: int
) -> None:
    failures = sorted((NOW - timedelta(seconds=ago) for ago in seconds), reverse=True)
    now = NOW + timedelta(seconds=later)
    blocked = sign_in.is_blocked(failures[: LIMITS.address_failures], now, LIMITS)
    near = [at for at in failures if failures[0] - at < LIMITS.address_window]
    assert blocked == (len(near) >= 30 and now - failures[0] < LIMITS.address_window)


def test_of_an_unknown_name_only_a_trace_is_kept() -> None:
    trace = sign_in.unknown_name("Mountain#Spring7")
    assert trace["length"] == 16
    assert len(str(trace["sha256"])) == 8
    assert trace == sign_in.unknown_name("Mountain#Spring7") != sign_in.unknown_name("Mountain#Spring8")


# --- second factor -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert second_factor.matching_step(RFC_SECRET, code, at, None) == seconds // 30


@given(st.integers(10**9, 4 * 10**9), st.integers(-3, 3))
def test_one_step_either_way_is_accepted_and_no_more(seconds: int, drift: int) -> None:
    totp, step = pyotp.TOTP(RFC_SECRET), seconds // 30
    near = {totp.generate_otp(step + offset) for offset in (-1, 0, 1)}
    code = totp.generate_otp(step + drift)
    found = second_factor.matching_step(RFC_SECRET, code, datetime.fromtimestamp(seconds, UTC), None)
    assert (found is not None) == (code in near)


@given(st.integers(10**9, 4 * 10**9))
def test_a_code_works_once(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    code = pyotp.TOTP(RFC_SECRET).at(seconds)
    step = second_factor.matching_step(RFC_SECRET, code, at, None)
    assert step is not None
    again = second_factor.matching_step(RFC_SECRET, code, at, step)
    assert again is None or again > step


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "28708", "2870822", "二八七零八二", "287082\x00"])
def test_other_texts_match_nothing(code: str) -> None:
    assert second_factor.matching_step(RFC_SECRET, code, datetime.fromtimestamp(59, UTC), None) is None


def test_codes_are_read_as_people_type_them() -> None:
    at = datetime.fromtimestamp(59, UTC)
    for code in ("287 082", "２８７０８２", " 287-082 "):
        assert second_factor.matching_step(RFC_SECRET, code, at, None) == 1


def test_recovery_codes_are_many_long_and_different() -> None:
    codes = second_factor.new_recovery_codes()
    assert len(set(codes)) == 10
    for code in codes:
        assert len(code) == 19
        assert second_factor.recovery_hash(code) == second_factor.recovery_hash(
            code.upper().replace("-", " ")
        )


def test_the_enrolment_address_names_the_account() -> None:
    uri = second_factor.enrolment_uri(RFC_SECRET, "mzj.editor")
    assert uri.startswith("otpauth://totp/")
    assert "mzj.editor" in uri
    assert RFC_SECRET in uri
