"""The rules in force, and those before them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from gongkai.core.guarding.models import RuleVersion
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.text.personal_information import RuleSet, default_rules, read_rules

_IN_FORCE = """
    SELECT number, text FROM guarding_ruleversion
    WHERE in_force_on <= %s ORDER BY in_force_on DESC, number DESC LIMIT 1
"""
"""Written as SQL (ADR 0020): every scan and every publication asks for it."""


@dataclass(frozen=True, slots=True)
class InForce:
    """Rules with the name under which results are kept."""

    version: str
    rules: RuleSet


def rules_in_force(on: date | None = None) -> InForce:
    """The local rules of the day, or those that come with the product."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [on or clock.today()])
        found = cursor.fetchone()
    if found is None:
        shipped = default_rules()
        return InForce(shipped.version, shipped)
    return _local(*found)


@functools.lru_cache(maxsize=4)
def _local(number: int, text: str) -> InForce:
    rules = read_rules(text, try_examples=False)
    return InForce(f"{rules.version} 本地第{number}版", rules)


def list_rule_versions() -> QuerySet[RuleVersion]:
    """Newest first."""
    return RuleVersion.objects.order_by("-number")


def get_rule_version(number: int) -> RuleVersion:
    found = RuleVersion.objects.filter(number=number).first()
    if found is None:
        raise NotFound("没有这一版识别规则。")
    return found
