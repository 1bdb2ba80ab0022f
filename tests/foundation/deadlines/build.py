"""Deadlines for tests, and the invented arrangement of 2027 that moves them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.calendars.models import CalendarVersion
from gongkai.foundation.deadlines import commands
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Account
from gongkai.foundation.organisations.models import PublicBody
from gongkai.foundation.outbox import commands as outbox
from gongkai.kernel import clock
from gongkai.kernel.secret import Secret
from gongkai.reference.calendars import CalendarYear, calendar_year, parse_calendar_year
from tests.factories import SYSTEM

__all__ = [
    "NOTICE_2027",
    "NOW",
    "account",
    "address",
    "calendar_2027",
    "calendar_year",
    "deliver",
    "load",
    "standing",
]

NOW = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
"""A Monday morning in China, some weeks before what reaches into 2027 falls due."""

NOTICE_2027 = """
year = 2027
days = [
    { on = 2027-01-01, workday = false, name = "元旦" },
    { on = 2027-01-02, workday = false, name = "元旦" },
    { on = 2027-01-03, workday = false, name = "元旦" },
    { on = 2027-01-09, workday = true, name = "元旦" },
]

[header]
file = "calendars/2027"
version = 1
date = 2026-12-28
source = "an invented notice, for tests"

[[notices]]
title = "关于2027年部分节假日安排的通知（测试用）"
number = "测发〔2026〕1号"
issued_on = 2026-12-28
verified = false
"""
"""The ninth of January is a Saturday that is worked: what counts over it ends one working day earlier."""


def calendar_2027() -> CalendarYear:
    return parse_calendar_year(NOTICE_2027, "2027.toml")


def load(calendar: CalendarYear, **more: Any) -> CalendarVersion:
    return calendars.load_year(actor=SYSTEM, calendar=calendar, **more)


def deliver() -> None:
    """Carry every event and what follows from it, whatever the clock of a test says: the database dates
    them by its own."""
    with clock.frozen(datetime.now(UTC) + timedelta(minutes=1)):
        outbox.deliver_all()


def address(number: int = 1, purpose: str = "publication") -> dict[str, Any]:
    return {"subject_type": "test.subject", "subject_id": number, "purpose": purpose}


def standing(body: PublicBody, number: int = 1, **facts: Any) -> StandingDeadline:
    """An open deadline: 20 working days from 25 December 2026, reaching into 2027."""
    values: dict[str, Any] = {
        **address(number),
        "title": f"公开《通知{number}》",
        "rule_code": "publication.general",
        "owner_body_id": body.pk,
        "start_on": date(2026, 12, 25),
    }
    return commands.open_deadline(actor=SYSTEM, **{**values, **facts})


def account(username: str, body: PublicBody, role: Role | None = None) -> Account:
    """A real account, which notices can be sent to."""
    holder = identity.create_account(
        actor=SYSTEM,
        username=username,
        display_name=f"{username}君",
        body_id=body.pk,
        password=Secret("Mountain#Spring7"),
    )
    if role is not None:
        identity.grant_role(actor=SYSTEM, account_id=holder.pk, role=role, body_id=body.pk)
    return holder
