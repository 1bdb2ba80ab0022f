"""Who asks, and whether the session still counts: read for every request of the workbench.

Written as SQL (ADR 0020): composing the two statements took the ORM longer than many a page takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from gongkai.foundation.identity.queries.accounts import limits
from gongkai.foundation.identity.rules.passwords import is_expired
from gongkai.foundation.identity.rules.sign_in import session_fault
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor, ActorKind, Grant, Principal
from gongkai.kernel.errors import NotFound

_GONE = "账号不存在或已停用。"

_HELD = """
    SELECT coalesce(json_agg(json_build_object(
        'role', held.role, 'body_id', held.body_id, 'division_id', held.division_id) ORDER BY held.id), '[]')
    FROM identity_rolegrant AS held
    WHERE held.revoked_at IS NULL AND held.account_id ="""

_ACTOR = f"""
    SELECT account.display_name, account.body_id, body.name, ({_HELD} account.id), (
        SELECT coalesce(json_agg(json_build_object(
            'account_id', away.id, 'name', away.display_name, 'grants', ({_HELD} away.id))
            ORDER BY absence.id), '[]')
        FROM identity_absence AS absence JOIN identity_account AS away ON away.id = absence.account_id
        WHERE absence.deputy_id = account.id AND away.is_active AND absence.ended_at IS NULL
            AND %s BETWEEN absence.from_on AND absence.until_on)
    FROM identity_account AS account JOIN organisations_publicbody AS body ON body.id = account.body_id
    WHERE account.id = %s AND account.is_active"""  # noqa: S608 - its own text put together

_SESSION = """
    SELECT session_epoch, must_change_password, password_changed_at, totp_confirmed_at IS NULL AND EXISTS (
        SELECT FROM identity_rolegrant AS held
        WHERE held.account_id = account.id AND held.revoked_at IS NULL AND held.role = ANY (%s))
    FROM identity_account AS account
    WHERE account.id = %s AND account.is_active"""


@dataclass(frozen=True, slots=True)
class SessionState:
    """Whether a session still counts, and what its holder has to do before anything else."""

    fault: str = ""
    must_change_password: bool = False
    must_enrol_second_factor: bool = False

    @property
    def is_valid(self) -> bool:
        return not self.fault


def actor_for(account_id: int, address: str = "") -> Actor:
    """The account as an actor with the rights it holds now, in one query.

    Raises:
        NotFound: there is no such account, or it is disabled.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ACTOR, [clock.today(), account_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound(_GONE)
    name, body_id, body_name, held, away = row
    return Actor(
        account_id=account_id,
        name=name,
        kind=ActorKind.PERSON,
        body_id=body_id,
        body_name=body_name,
        grants=_as_grants(held),
        address=address,
        stands_in_for=tuple(
            Principal(each["account_id"], each["name"], _as_grants(each["grants"])) for each in away
        ),
    )


def session_state(account_id: int, epoch: int, last_seen: datetime, started: datetime) -> SessionState:
    """Judge a session by its account, in one query.

    Args:
        epoch: the account's `session_epoch` when the session began.
        last_seen, started: aware moments of the latest request and of the sign-in.
    """
    figures, now = limits(), clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_SESSION, [list(figures.second_factor_roles), account_id])
        row = cursor.fetchone()
    if row is None:
        return SessionState(fault=_GONE)
    present_epoch, must_change, changed_at, lacks_second_factor = row
    return SessionState(
        fault=session_fault(
            epoch_matches=present_epoch == epoch,
            last_seen=last_seen,
            started=started,
            now=now,
            limits=figures,
        ),
        must_change_password=must_change or is_expired(changed_at, now, figures.password_age),
        must_enrol_second_factor=lacks_second_factor,
    )


def session_is_valid(account_id: int, epoch: int, last_seen: datetime, started: datetime) -> bool:
    """`session_state` for those who only ask yes or no."""
    return session_state(account_id, epoch, last_seen, started).is_valid


def _as_grants(rows: Iterable[dict[str, Any]]) -> tuple[Grant, ...]:
    return tuple(Grant(**row) for row in rows)
