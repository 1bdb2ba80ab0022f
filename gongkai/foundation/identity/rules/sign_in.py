"""Lock-out and the life of a session.

GB/T 22239-2019 8.1.4.1 b): failed sign-ins are counted and limited, a session ends by itself. The
standard names no figures; 5 failures, 15 minutes, 30 minutes idle lie within assessment practice. The
limit for one network address is ours: whoever tries one password on many accounts locks none of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

SECOND_STEP = timedelta(minutes=5)
"""How long after the password the second factor may follow."""

ADDRESS_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings of one installation."""

    failures: int = 5
    lock: timedelta = timedelta(minutes=15)
    address_failures: int = 30
    """From one network address; 0: as many as anybody likes."""
    address_window: timedelta = timedelta(minutes=15)
    """Within which they count, and for how long further attempts are refused."""
    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)
    password_age: timedelta = timedelta(days=90)
    second_factor_roles: frozenset[str] = field(default_factory=frozenset)


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    return locked_until is not None and now < locked_until


def after_failure(
    failures: int, locked_until: datetime | None, now: datetime, limits: Limits
) -> tuple[int, datetime | None]:
    """Count of failures and end of the lock after one more failure; a served lock starts a new count."""
    counted = 1 if locked_until is not None and now >= locked_until else failures + 1
    return counted, now + limits.lock if counted >= limits.failures else None


def refusal(limits: Limits) -> str:
    """The one answer to every refused first step: it tells neither whether the name exists, nor whether
    the password was right, nor whether the account is locked."""
    minutes = int(limits.lock.total_seconds() // 60)
    return (
        f"用户名或密码不正确，或者账号已停用、被锁定。连续{limits.failures}次失败将锁定{minutes}分钟，"
        "忘记密码请联系本单位的系统管理员。"
    )


def wrong_password(locked_until: datetime | None, limits: Limits) -> str:
    """To somebody signed in already, who may know whether the own account is locked.

    Args:
        locked_until: in the time zone of the reader; `None` as long as it is not locked.
    """
    if locked_until is None:
        minutes = int(limits.lock.total_seconds() // 60)
        return f"密码不正确。连续{limits.failures}次失败，账号将被锁定{minutes}分钟。"
    return f"密码多次输错，账号已被锁定，请在{locked_until:%H:%M}之后再试，或联系安全管理员解除锁定。"


def address_key(address: str) -> str:
    """What is counted as one place: an IPv4 address, or the /64 that one IPv6 subscriber disposes of."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:ADDRESS_LENGTH]
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(IPv6Network((int(known), 64), strict=False))


def is_blocked(failures: Sequence[datetime], now: datetime, limits: Limits) -> bool:
    """Whether further attempts from an address are refused.

    Args:
        failures: the latest `limits.address_failures` from there, newest first. Attempts that were refused
            for this very reason are not among them, so the refusal ends by itself.
    """
    if not limits.address_failures or len(failures) < limits.address_failures:
        return False
    newest, oldest = failures[0], failures[limits.address_failures - 1]
    return newest - oldest < limits.address_window and now - newest < limits.address_window


def address_refusal(limits: Limits) -> str:
    minutes = int(limits.address_window.total_seconds() // 60)
    return (
        f"您所在的网络地址在{minutes}分钟内登录失败已达{limits.address_failures}次，暂时不能登录，"
        f"请{minutes}分钟后再试。多人共用一个出口地址的单位如经常遇到，请联系系统管理员。"
    )


def unknown_name(typed: str) -> dict[str, int | str]:
    """What the audit log keeps of a user name that nobody bears: people type passwords into that field.

    The few digits show whether the same text was tried again, and are too few to prove a guess.
    """
    return {"length": len(typed), "sha256": hashlib.sha256(typed.encode()).hexdigest()[:8]}


def session_fault(
    *, epoch_matches: bool, last_seen: datetime, started: datetime, now: datetime, limits: Limits
) -> str:
    """Why the session is over, or an empty text."""
    if not epoch_matches:
        return "会话已被结束（密码已修改，或管理员结束了会话），请重新登录。"
    if now - last_seen >= limits.idle:
        minutes = int(limits.idle.total_seconds() // 60)
        return f"已超过{minutes}分钟没有操作，请重新登录。"
    if now - started >= limits.longest:
        hours = int(limits.longest.total_seconds() // 3600)
        return f"登录已满{hours}小时，请重新登录。"
    return ""
