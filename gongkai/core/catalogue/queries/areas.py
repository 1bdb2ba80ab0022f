"""The areas of the standard."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.core.catalogue.models import PolicyArea
from gongkai.kernel.errors import NotFound


def policy_areas() -> list[PolicyArea]:
    return list(all_areas())


def all_areas() -> QuerySet[PolicyArea]:
    """The same, for further conditions."""
    return PolicyArea.objects.order_by("code")


def get_area(code: str) -> PolicyArea:
    area = PolicyArea.objects.filter(pk=code).first()
    if area is None:
        raise NotFound("没有这个领域。")
    return area


def area_names() -> dict[str, PolicyArea]:
    """Every name and alias of every area."""
    return {name: area for area in PolicyArea.objects.order_by("code") for name in (area.name, *area.aliases)}
