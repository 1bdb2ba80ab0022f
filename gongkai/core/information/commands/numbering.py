"""索引号: given once and for ever, in the order of publication (政府信息公开目录系统实施指引)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from gongkai.core.information import rules
from gongkai.foundation.organisations import queries as organisations

_COUNT_ON = """
    INSERT INTO information_indexcounter AS counter (body_id, year, last)
    VALUES (%(body)s, %(year)s, %(count)s)
    ON CONFLICT (body_id, year) DO UPDATE SET last = counter.last + excluded.last
    RETURNING last
"""
"""Written as SQL: it makes the counter or counts on, locks it to the end of the transaction and says where
it stands, in the one statement that a publication has time for."""


def next_index_numbers(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[str]]:
    """索引号 for documents of (body, year), in the order of asking; the counters stay locked.

    A body without 统一社会信用代码 gets none: the list is missing.
    """
    counts = Counter(wanted)
    codes = organisations.credit_codes(body for body, _ in counts)
    given: dict[tuple[int, int], list[str]] = {}
    for (body_id, year), count in sorted(counts.items()):
        if body_id not in codes:
            continue
        first = _count_on(body_id, year, count) - count + 1
        given[body_id, year] = [
            rules.index_number(codes[body_id], year, first + step) for step in range(count)
        ]
    return given


def _count_on(body_id: int, year: int, count: int) -> int:
    """The last of `count` new running numbers."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ON, {"body": body_id, "year": year, "count": count})
        ((last,),) = cursor.fetchall()
    return int(last)
