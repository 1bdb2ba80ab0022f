"""Lock-out and the life of a session.

GB/T 22239-2019 8.1.4.1 b): failed sign-ins are counted and limited, a session ends by itself. The
standard names no figures; 5 failures, 15 minutes, 30 minutes idle lie within assessment practice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECOND_STEP = timedelta(minutes=5)
"""How long after the password the second factor may follow."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings of one installation."""

    failures: int = 5
    lock: timedelta = timedelta(minutes=15)
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
