"""Limits that an office sets for its division."""

from __future__ import annotations

from datetime import date

from gongkai.foundation.deadlines import policies, queries, rules
from gongkai.foundation.deadlines.commands.writing import reason_of
from gongkai.foundation.deadlines.enums import CauseKind, DeadlinesTag
from gongkai.foundation.deadlines.events import RederivationWanted
from gongkai.foundation.deadlines.models import LimitSetting
from gongkai.foundation.deadlines.rules import Cause
from gongkai.foundation.execution import command, emit, note, require
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.kernel.time_units import Span
from gongkai.reference.deadlines import deadline_rule
from gongkai.reference.errors import ReferenceDataError


@command(DeadlinesTag.LIMIT_SET)
def set_limit(
    *,
    actor: Actor,
    division_id: int,
    rule_code: str,
    span: Span,
    basis: str,
    effective_from: date,
    effective_to: date | None = None,
) -> LimitSetting:
    """The division's own limit for what starts from `effective_from` up to and including `effective_to`.

    Open deadlines that it concerns are derived anew in the background.

    Args:
        basis: the text on which it rests, with its number; the rule table and every proof show it.

    Raises:
        InvalidInput: there is no such rule on that day, or the law does not leave room for the figure.
        Conflict: the division has set the rule for some of these days already.
    """
    require(policies.may_set_limits(actor, division_id))
    division = organisations.get_division(division_id)
    try:
        rule = deadline_rule(rule_code, effective_from)
    except ReferenceDataError as error:
        raise InvalidInput.for_field(
            "rule_code", "规则表中没有这条规则，或者它在起用日期尚未生效。"
        ) from error
    fault = rules.loosening_fault(rule, span)
    if fault:
        raise InvalidInput.for_field("amount", fault)
    queries.lock_limits()
    setting = LimitSetting.objects.create(
        division=division,
        rule_code=rule_code,
        amount=span.amount,
        unit=span.unit.value,
        basis=reason_of(basis, "basis"),
        effective_from=effective_from,
        effective_to=effective_to,
        set_by=actor.name,
        set_by_id=actor.account_id,
    )
    _rederive(setting, "set", f"{division.name}设定“{rule.matter}”的期限为{span}")
    return setting


@command(DeadlinesTag.LIMIT_END)
def end_limit(*, actor: Actor, setting_id: int, on: date | None = None) -> LimitSetting:
    """A division's own limit holds up to and including `on` (today unless given) and no longer.

    One that has not begun by then is voided: it holds for nothing. Open deadlines are derived anew.

    Raises:
        Conflict: it was ended already.
    """
    setting = queries.lock_setting(setting_id)
    require(policies.may_set_limits(actor, setting.division_id))
    if setting.ended_at is not None:
        raise Conflict(f"这项设定已由{setting.ended_by}结束，无需重复操作。")
    queries.lock_limits()
    last = on or clock.today()
    if last < setting.effective_from:
        setting.voided = True
    elif setting.effective_to is None or last < setting.effective_to:
        setting.effective_to = last
    setting.ended_at, setting.ended_by = clock.now(), actor.name
    setting.save(update_fields=["voided", "effective_to", "ended_at", "ended_by"])
    matter = deadline_rule(setting.rule_code, setting.effective_from).matter
    _rederive(setting, "end", f"{setting.division.name}结束“{matter}”的本地期限{setting.span}")
    note(voided=setting.voided, effective_to=setting.effective_to)
    return setting


def _rederive(setting: LimitSetting, deed: str, words: str) -> None:
    cause = Cause(
        CauseKind.LIMIT,
        f"limit:{setting.pk}:{deed}",
        words,
        rule_code=setting.rule_code,
        division_id=setting.division_id,
    )
    emit(RederivationWanted(cause=cause.payload()))
