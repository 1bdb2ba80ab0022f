"""Which limit holds where and who has set it; the words of a cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import rules
from gongkai.foundation.deadlines.models import LimitSetting
from gongkai.foundation.deadlines.rules import Cause, LimitInForce, LocalLimit
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import InvalidInput, NotFound
from gongkai.reference.errors import ReferenceDataError

_LIMITS_LOCK = 0x676B_6C69_6D73


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A line of the rule table: the limit in force, and every setting that a division in reach has made."""

    in_force: LimitInForce
    history: tuple[LimitSetting, ...]


def rule_table(division_id: int | None, on: date) -> tuple[LimitRow, ...]:
    """Every rule in force on a day, with the term that holds in the division, who set it and since when.

    None stands for the whole country. A few queries, however many rules there are.
    """
    lineage = _lineage(division_id)
    settings = list(_settings(lineage))
    codes = _codes(lineage)
    known = [setting.local_limit for setting in settings if not setting.voided]
    return tuple(
        LimitRow(
            in_force,
            tuple(setting for setting in settings if setting.rule_code == in_force.national.code),
        )
        for in_force in rules.limits_in_force(codes, on, known)
    )


def settings_of(division_id: int, *, rule_code: str = "") -> QuerySet[LimitSetting]:
    """What the division itself has set, newest first; ended ones are among them."""
    found = LimitSetting.objects.select_related("division").filter(division_id=division_id).order_by("-id")
    return found.filter(rule_code=rule_code) if rule_code else found


def get_setting(setting_id: int) -> LimitSetting:
    """Raises NotFound."""
    found = LimitSetting.objects.select_related("division").filter(pk=setting_id).first()
    if found is None:
        raise NotFound("没有这项本地期限设定。")
    return found


def lock_setting(setting_id: int) -> LimitSetting:
    """Locked for a change. Raises NotFound."""
    get_setting(setting_id)
    return LimitSetting.objects.select_for_update(of=("self",)).select_related("division").get(pk=setting_id)


def lock_limits() -> None:
    """Wait until nobody looks a limit up or changes one; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LIMITS_LOCK])


def keep_limits() -> None:
    """Let nobody change a limit before the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LIMITS_LOCK])


def local_limits(lineage: Sequence[int], rule_code: str = "") -> list[LocalLimit]:
    """What a division and those above it have set, ended settings among them: they hold for their days."""
    found = _settings(lineage).filter(voided=False)
    if rule_code:
        found = found.filter(rule_code=rule_code)
    return [setting.local_limit for setting in found]


def limits_for(lineage: Sequence[int], rule_code: str, on: date) -> LimitInForce:
    """The limit that holds on a day for a division, by its lineage of keys.

    Raises:
        InvalidInput: no rule of that code was in force on the day.
    """
    try:
        return rules.limit_in_force(rule_code, _codes(lineage), on, local_limits(lineage, rule_code))
    except ReferenceDataError as error:
        raise InvalidInput(
            f"{on.year}年{on.month}月{on.day}日没有可以适用的期限规定，不能计算期限。"
        ) from error


def limit_for_body(rule_code: str, body_id: int, on: date) -> LimitInForce:
    """`limits_for` the division of a body."""
    return limits_for(organisations.place_of_body(body_id).division_ids, rule_code, on)


def calendar_cause(version_id: int) -> Cause:
    """Why deadlines are derived anew after an arrangement was loaded. Raises NotFound."""
    version = calendars.get_version(version_id)
    numbers = [notice.number for notice in version.notices.all()]
    return rules.calendar_cause(version.year, version.number, numbers, version.pk)


def _settings(lineage: Sequence[int]) -> QuerySet[LimitSetting]:
    return LimitSetting.objects.select_related("division").filter(division_id__in=lineage).order_by("-id")


def _lineage(division_id: int | None) -> Sequence[int]:
    return organisations.place_of_division(division_id).division_ids if division_id is not None else ()


def _codes(lineage: Sequence[int]) -> list[str]:
    """The codes of the divisions, the nearest first."""
    divisions = organisations.list_divisions(include_inactive=True).filter(pk__in=lineage)
    by_id = dict(divisions.values_list("pk", "code"))
    return [by_id[division] for division in lineage]
