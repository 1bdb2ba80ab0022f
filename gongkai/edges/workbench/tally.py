"""Many counts in one question to the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Value

if TYPE_CHECKING:
    from django.db.models import QuerySet

Source = tuple[str, "QuerySet[Any]"]
"""What is counted, and the rows; several sources of one name are added up."""


def tally(sources: Iterable[Source]) -> Counter[str]:
    """How many rows each source has, in one query whatever their number."""
    parts = [
        rows.order_by()
        .annotate(tallied=Value(name))
        .values("tallied")
        .annotate(tally=Count("pk"))
        .values_list("tallied", "tally")
        for name, rows in sources
    ]
    if not parts:
        return Counter()
    first, *others = parts
    found: Counter[str] = Counter()
    for name, number in first.union(*others, all=True) if others else first:
        found[name] += number
    return found
