"""The rules in force, and those before them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.core.guarding.models import RuleVersion
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound
from gongkai.text.personal_information import RuleSet, default_rules, read_rules


@dataclass(frozen=True, slots=True)
class InForce:
    """Rules with the name under which results are kept."""

    version: str
    rules: RuleSet


def rules_in_force(on: date | None = None) -> InForce:
    """The local rules of the day, or those that come with the product."""
    found = (
        RuleVersion.objects.filter(in_force_on__lte=on or clock.today())
        .order_by("-in_force_on", "-number")
        .values_list("number", "text")
        .first()
    )
    if found is None:
        shipped = default_rules()
        return InForce(shipped.version, shipped)
    return _local(*found)


@functools.lru_cache(maxsize=4)
def _local(number: int, text: str) -> InForce:
    rules = read_rules(text)
    return InForce(f"{rules.version} 本地第{number}版", rules)


def list_rule_versions() -> QuerySet[RuleVersion]:
    """Newest first."""
    return RuleVersion.objects.order_by("-number")


def get_rule_version(number: int) -> RuleVersion:
    found = RuleVersion.objects.filter(number=number).first()
    if found is None:
        raise NotFound("没有这一版识别规则。")
    return found
