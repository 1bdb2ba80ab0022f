"""索引号: given once and for ever, in the order of publication (政府信息公开目录系统实施指引)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection

from gongkai.core.information import rules
from gongkai.foundation.organisations import queries as organisations

_COUNT_ON = """
    INSERT INTO information_indexcounter AS counter (body_id, year, last)
    SELECT * FROM unnest(%(bodies)s::bigint[], %(years)s::integer[], %(counts)s::bigint[])
    ON CONFLICT (body_id, year) DO UPDATE SET last = counter.last + excluded.last
    RETURNING body_id, year, last
"""
"""Written as SQL (ADR 0020): it makes the counters or counts on, locks them to the end of the transaction and
says where they stand, in the one statement that a publication has time for."""


def next_index_numbers(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[str]]:
    """索引号 for documents of (body, year), in the order of asking; the counters stay locked.

    A body without 统一社会信用代码 gets none: the list is missing.
    """
    counts = Counter(wanted)
    codes = organisations.credit_codes(body_id for body_id, _ in counts)
    return {
        (body_id, year): [
            rules.index_number(codes[body_id], year, number)
            for number in range(last - counts[body_id, year] + 1, last + 1)
        ]
        for body_id, year, last in _count_on({key: count for key, count in counts.items() if key[0] in codes})
    }


def _count_on(counts: Mapping[tuple[int, int], int]) -> list[tuple[int, int, int]]:
    """(body, year, last) of that many new running numbers; two who count on several never wait for each
    other, since everybody takes them in order."""
    keys = sorted(counts)
    if not keys:
        return []
    bodies, years = [body_id for body_id, _ in keys], [year for _, year in keys]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ON, {"bodies": bodies, "years": years, "counts": [counts[key] for key in keys]})
        return list(cursor.fetchall())
