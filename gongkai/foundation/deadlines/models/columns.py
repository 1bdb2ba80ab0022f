"""Columns that more than one model has: the kernel's words as choices of the database."""

from __future__ import annotations

from django.db import models

from gongkai.kernel.deadlines import Bound
from gongkai.kernel.time_units import Unit

UNITS = [(unit.value, unit.words) for unit in Unit]
BOUNDS = [
    (Bound.AT_MOST.value, "不迟于"),
    (Bound.AT_LEAST.value, "不少于"),
    (Bound.BEFORE.value, "提前"),
]


def unit_known(name: str, *, nullable: bool = False) -> models.CheckConstraint:
    """A figure has a unit of the kernel; where both may be missing, both are."""
    known = models.Q(amount__gte=1, unit__in=[unit.value for unit in Unit])
    if nullable:
        known |= models.Q(amount__isnull=True, unit="")
    return models.CheckConstraint(condition=known, name=name)
