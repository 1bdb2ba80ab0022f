"""Who is away, and who stands in."""

from __future__ import annotations

from datetime import date

from gongkai.foundation.access.rules import conflicting_roles
from gongkai.foundation.execution import command, note, require
from gongkai.foundation.identity import policies, queries
from gongkai.foundation.identity.enums import IdentityTag
from gongkai.foundation.identity.models import Absence, Account
from gongkai.foundation.organisations.rules import text_fault, tidy
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput

_REASON_LENGTH = 200


@command(IdentityTag.ABSENCE_REGISTER)
def register_absence(
    *, actor: Actor, account_id: int, deputy_id: int, from_on: date, until_on: date, reason: str = ""
) -> Absence:
    """不在岗: from the first to the last day the deputy decides in the person's name, marked as such.

    A deputy is there: whoever is away in those days stands in for nobody, so no chain and no circle arises.

    Raises:
        InvalidInput: the days are over or out of order, or the deputy cannot stand in.
        Conflict: the person stands in for somebody else in those days, or is registered as away already.
    """
    account, deputy = _locked(account_id, deputy_id)
    require(policies.may_register_absence(actor, account))
    reason = tidy(reason)
    InvalidInput.raise_for(
        until_on=_days_fault(from_on, until_on),
        deputy_id=_deputy_fault(account, deputy, from_on, until_on),
        reason=text_fault(reason, "事由", _REASON_LENGTH),
    )
    stands_in = queries.absences_between(from_on, until_on, deputy_id=account.pk).first()
    if stands_in is not None:
        raise Conflict(
            f"{account.display_name}在{_days(stands_in)}是{stands_in.account.display_name}的代理人，"
            f"不能同时不在岗。请先为{stands_in.account.display_name}改派代理人。"
        )
    return Absence.objects.create(
        account=account,
        deputy=deputy,
        from_on=from_on,
        until_on=until_on,
        reason=reason,
        registered_by=actor.name,
    )


@command(IdentityTag.ABSENCE_END)
def end_absence(*, actor: Actor, absence_id: int) -> Absence:
    """Back earlier, or with another deputy from now on: the deputy has no right from the next request on.

    Raises:
        Conflict: it is over or was ended already.
    """
    absence = queries.lock_absence(absence_id)
    require(policies.may_register_absence(actor, absence.account))
    if absence.ended_at is not None or absence.until_on < clock.today():
        raise Conflict("这次不在岗已经结束。")
    absence.ended_at, absence.ended_by = clock.now(), actor.name
    absence.save(update_fields=["ended_at", "ended_by"])
    note(account_id=absence.account_id, deputy_id=absence.deputy_id)
    return absence


def _locked(account_id: int, deputy_id: int) -> tuple[Account, Account]:
    """Both accounts, locked in the order of their keys: two people naming each other at once queue."""
    if account_id == deputy_id:
        raise InvalidInput.for_field("deputy_id", "代理人不能是本人。")
    found = {key: queries.lock_account(key) for key in sorted((account_id, deputy_id))}
    return found[account_id], found[deputy_id]


def _days_fault(from_on: date, until_on: date) -> str:
    if until_on < from_on:
        return "结束日期不能早于开始日期。"
    return "结束日期已过，请核对。" if until_on < clock.today() else ""


def _deputy_fault(account: Account, deputy: Account, from_on: date, until_on: date) -> str:
    name = deputy.display_name
    if not deputy.is_active:
        return f"{name}的账号已停用，不能代理。"
    clash = conflicting_roles({*queries.held_roles(account.pk), *queries.held_roles(deputy.pk)})
    if clash:
        return f"{name}不能代理：{clash}"
    away = queries.absences_between(from_on, until_on, account_id=deputy.pk).first()
    if away is None:
        return ""
    if away.deputy_id == account.pk:
        return f"{name}在{_days(away)}由{account.display_name}代理，不能互相代理，请另选代理人。"
    return f"{name}在{_days(away)}也不在岗，请另选代理人。"


def _days(absence: Absence) -> str:
    return f"{absence.from_on:%Y-%m-%d}至{absence.until_on:%Y-%m-%d}"
