"""The tables of an edition, for those who fill them in and for those who read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Func, JSONField, QuerySet, Value

from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules import tables as rules
from gongkai.core.information.rules.kinds import table_faults
from gongkai.core.information.rules.partial_tables import Withheld
from gongkai.foundation.storage import queries as storage
from gongkai.kernel.errors import NotFound
from gongkai.reference.information_kinds import InformationKind, KindTable, information_kind
from gongkai.text.table_files import read_tables
from gongkai.text.tables.spreadsheets import Sheet


@dataclass(frozen=True, slots=True)
class TableState:
    """A table that a document should or does have: declared by its kind, or one of its own."""

    code: str
    title: str
    number: int
    declared: KindTable | None
    stored: EditionTable | None
    faults: tuple[rules.TableFault, ...]

    @property
    def is_filled(self) -> bool:
        return self.stored is not None


def tables_of(edition_id: int) -> QuerySet[EditionTable]:
    """All tables with their rows, in order."""
    return EditionTable.objects.filter(edition_id=edition_id).order_by("position", "id")


def table_heads(edition_id: int) -> QuerySet[EditionTable]:
    """The tables without their rows, which may be ten thousand."""
    return tables_of(edition_id).defer("rows", "full_rows")


def table_tops(edition_id: int, rows: int) -> list[tuple[EditionTable, rules.TableData]]:
    """The tables with their first rows in place of all: the rest of a long list stays in the database."""
    top = Func(
        F("rows"),
        Value(f"$[0 to {rows - 1}]"),
        template="jsonb_path_query_array(%(expressions)s::jsonpath)",
        output_field=JSONField(),
    )
    found = table_heads(edition_id).annotate(top=top)
    return [(table, _data(table, getattr(table, "top"))) for table in found]  # noqa: B009 - an annotation


def get_table(edition_id: int, code: str) -> EditionTable:
    """Raises NotFound."""
    found = tables_of(edition_id).filter(code=code).first()
    if found is None:
        raise NotFound("没有这张表，可能已被移除。")
    return found


def table_data(stored: EditionTable) -> rules.TableData:
    """A stored table as the public gets it."""
    return _data(stored, stored.rows)


def whole_table(stored: EditionTable) -> rules.TableData:
    """A stored table with everything that is withheld of it, for those who write, check and decide."""
    if not stored.withheld:
        return table_data(stored)
    return _data(stored, stored.full_rows, stored.full_columns)


def withheld_of(stored: EditionTable) -> Withheld:
    """Which columns and rows of the whole table the public does not get."""
    return Withheld.of_json(stored.withheld)


def _data(
    stored: EditionTable, rows: Sequence[Sequence[str]], columns: Sequence[dict[str, str]] | None = None
) -> rules.TableData:
    return rules.TableData(
        code=stored.code,
        title=stored.title,
        columns=tuple(rules.Column.of_json(column) for column in columns or stored.columns),
        rows=rows,
        unit=stored.unit,
        note=stored.note,
        number=stored.position,
    )


def table_states(edition: Edition) -> tuple[TableState, ...]:
    """Every table that the kind declares, then the document's own, each with what is wrong in it."""
    kind = information_kind(edition.document.kind)
    stored = {table.code: table for table in tables_of(edition.pk)}
    declared = [
        _state(table, stored.pop(table.code, None), number) for number, table in enumerate(kind.tables, 1)
    ]
    own = [_state(None, table, table.position) for table in stored.values()]
    return (*declared, *own)


def _state(declared: KindTable | None, stored: EditionTable | None, number: int) -> TableState:
    faults = table_faults(declared, whole_table(stored)) if stored is not None else ()
    title = declared.title if declared else stored.title if stored else ""
    code = declared.code if declared else stored.code if stored else ""
    return TableState(code, title, number, declared, stored, faults)


def place_of_table(kind: InformationKind, code: str) -> int:
    """Which number a declared table has (表一 is 1); 0 for one that the kind does not declare."""
    return next((number for number, table in enumerate(kind.tables, 1) if table.code == code), 0)


def free_own_code(edition_id: int, kind: InformationKind) -> tuple[str, int]:
    """Code and position for one more table of the document's own."""
    used = set(tables_of(edition_id).values_list("code", "position"))
    codes = {code for code, _ in used}
    number = next(number for number in range(1, rules.MOST_TABLES + 2) if f"own_{number}" not in codes)
    last = max((position for _, position in used), default=0)
    return f"own_{number}", max(last, len(kind.tables)) + 1


def sheets_in(sha256: str, name: str) -> tuple[Sheet, ...]:
    """The tables in a file that was handed in.

    Raises:
        UnreadableFile: it is none that holds tables, is locked, or too large.
        NotFound: it is not in the store any more.
    """
    with storage.open_file(sha256) as stream:
        return read_tables(stream.read(), name)
