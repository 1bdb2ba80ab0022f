"""索引号: given once and for ever, in the order of publication (政府信息公开目录系统实施指引)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import F

from gongkai.core.information import rules
from gongkai.core.information.models import IndexCounter
from gongkai.foundation.organisations import queries as organisations


def next_index_numbers(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[str]]:
    """索引号 for documents of (body, year), in the order of asking; the counters stay locked.

    A body without 统一社会信用代码 gets none: the list is missing.
    """
    counts = Counter(wanted)
    bodies = organisations.list_bodies(include_closed=True).in_bulk({body for body, _ in counts})
    given: dict[tuple[int, int], list[str]] = {}
    for (body_id, year), count in sorted(counts.items()):
        uscc = bodies[body_id].uscc if body_id in bodies else None
        if not uscc:
            continue
        counter = IndexCounter.objects.filter(body_id=body_id, year=year)
        if not counter.update(last=F("last") + count):  # the row stays locked to the end of the transaction
            IndexCounter.objects.get_or_create(body_id=body_id, year=year)
            counter.update(last=F("last") + count)
        first = counter.values_list("last", flat=True).get() - count + 1
        given[body_id, year] = [rules.index_number(uscc, year, first + step) for step in range(count)]
    return given
