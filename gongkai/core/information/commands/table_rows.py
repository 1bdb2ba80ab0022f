"""How a table is kept: what the public gets of it, and the whole where that is more."""

from __future__ import annotations

from typing import Any

from gongkai.core.information import queries
from gongkai.core.information.models import EditionTable
from gongkai.core.information.rules.partial_changes import carried_over, masks_kept
from gongkai.core.information.rules.partial_tables import Withheld, public_table, withheld_faults
from gongkai.core.information.rules.tables import TableData


def as_kept(
    whole: TableData, withheld: Withheld, *, stored: EditionTable | None = None, needs_look: bool = False
) -> dict[str, Any]:
    """The columns of a stored table; without anything withheld the whole is not kept twice.

    Args:
        stored: the table so far. What was masked in its public rows stays so: the whole has no masks.
    """
    public = public_table(whole, withheld)
    if stored is not None and withheld:
        made = public_table(queries.whole_table(stored), queries.withheld_of(stored))
        public = masks_kept(public, queries.table_data(stored), made)
    return {
        "title": whole.title,
        "columns": [column.as_json() for column in public.columns],
        "rows": public.rows,
        "row_count": len(public.rows),
        "unit": whole.unit,
        "note": whole.note,
        "position": whole.number,
        "withheld": withheld.as_json() if withheld else {},
        "full_columns": [column.as_json() for column in whole.columns] if withheld else [],
        "full_rows": whole.rows if withheld else [],
        "needs_look": needs_look and bool(withheld),
    }


def as_kept_after(stored: EditionTable | None, whole: TableData) -> dict[str, Any]:
    """The same of a table that was changed: what was withheld of it stays withheld."""
    if stored is None or not stored.withheld:
        return as_kept(whole, Withheld())
    withheld, is_settled = carried_over(queries.whole_table(stored), queries.withheld_of(stored), whole)
    is_settled = is_settled and not stored.needs_look and not any(withheld_faults(whole, withheld).values())
    return as_kept(whole, withheld, stored=stored, needs_look=not is_settled)


def make_whole(edition_id: int) -> None:
    """Nothing is withheld of the tables of an edition any more."""
    for stored in queries.tables_of(edition_id).exclude(withheld={}):
        for name, value in as_kept(queries.whole_table(stored), Withheld()).items():
            setattr(stored, name, value)
        stored.save()
