"""Lists of persons, and who of them can still be recognised once their names are masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.guarding.rules.parts import Row
from gongkai.text.personal_information import k_count, name_list

MOST_ROWS = 20_000
"""Rows compared with each other, all of which are held in memory; what stands behind them is told."""

_TELLING = ("name", "village", "amount")
"""Kinds of columns that stay when a list is masked, and tell together who is meant."""


@dataclass(frozen=True, slots=True)
class Names:
    """A list of persons: how many rows it has, and what remains to be done after masking."""

    people: int = 0
    remark: str = ""


def people_in(header: Row, rows: Sequence[Row], more: int = 0) -> Names:
    """What a table says of persons; nothing where it is no list of them.

    Args:
        rows: at most MOST_ROWS.
        more: how many rows stand behind these, which are counted and not compared.
    """
    found = name_list(header, rows)
    if found is None:
        return Names()
    columns = [column.index for kind in _TELLING for column in found.columns if column.kind == kind]
    told = k_count(header, rows, columns)
    people = told.persons + more
    uncompared = f"只比对了前{len(rows)}行，其余{more}行没有比对。" if more else ""
    if not told.warns:
        return Names(people, uncompared)
    which = "+".join(told.columns)
    advice = f"建议删除“{told.suggestion}”列" if told.suggestion else "建议合并档次或者减少列数"
    return Names(people, f"{uncompared}脱敏后仍有{told.below}人可由“{which}”认出，{advice}。"[:300])
