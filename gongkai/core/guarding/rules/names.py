"""Lists of persons, and who of them can still be recognised once their names are masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.guarding.rules.parts import Row
from gongkai.text.personal_information import k_count, name_list

MOST_ROWS = 20_000
"""Rows compared with each other; a list of a county is shorter."""

_TELLING = ("name", "village", "amount")
"""Kinds of columns that stay when a list is masked, and tell together who is meant."""


@dataclass(frozen=True, slots=True)
class Names:
    """A list of persons: how many rows it has, and what remains to be done after masking."""

    people: int = 0
    remark: str = ""


def people_in(header: Row, rows: Sequence[Row]) -> Names:
    """What a table says of persons; nothing where it is no list of them."""
    found = name_list(header, rows)
    if found is None:
        return Names()
    columns = [column.index for kind in _TELLING for column in found.columns if column.kind == kind]
    told = k_count(header, rows, columns)
    if not told.warns:
        return Names(told.persons)
    which = "+".join(told.columns)
    advice = f"建议删除“{told.suggestion}”列" if told.suggestion else "建议合并档次或者减少列数"
    return Names(told.persons, f"脱敏后仍有{told.below}人可由“{which}”认出，{advice}。"[:300])
