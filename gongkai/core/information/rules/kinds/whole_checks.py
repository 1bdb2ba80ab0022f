"""Checks that compare fields and tables of a document, by the names under which kinds declare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.core.information.rules.drafts import Lack
from gongkai.core.information.rules.kinds.table_checks import Params, total_rows
from gongkai.core.information.rules.tables.cells import day_of
from gongkai.core.information.rules.tables.figures import agree, figure_or_none, in_yuan, shown
from gongkai.core.information.rules.tables.hierarchy import item_rows
from gongkai.core.information.rules.tables.model import CODE_COLUMN, TableData, cell_place, plain
from gongkai.reference.information_kinds import InformationKind
from gongkai.text.personal_information import number_rules, scan

FIELD_PREFIX = "kind-"
TABLE_PREFIX = "table-"


@dataclass(frozen=True, slots=True)
class Filled:
    """A document's kind with what was filled in."""

    kind: InformationKind
    values: Mapping[str, str]
    tables: Mapping[str, TableData]
    today: date

    def label(self, field: str) -> str:
        found = self.kind.field(field)
        return found.label if found else field

    def unit(self, field: str) -> str:
        found = self.kind.field(field)
        return found.unit if found else ""

    def asked(self, field: str) -> bool:
        """Whether the field applies with the values given."""
        found = self.kind.field(field)
        return found is not None and found.when.holds(self.values)

    def text(self, field: str) -> str:
        return self.values.get(field, "").strip() if self.asked(field) else ""

    def figure(self, field: str) -> Decimal | None:
        return figure_or_none(self.text(field))

    def day(self, field: str) -> date | None:
        return day_of(self.text(field))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of a table by table, column and the label of its row."""

    table: TableData
    row: int
    column: str
    label: str
    value: Decimal | None

    @property
    def place(self) -> str:
        return cell_place(self.table, self.row, self.column, label=self.label)


def same(filled: Filled, params: Params) -> Iterator[Lack]:
    """Two figures of tables agree. Where a table or the row is not there, nothing is compared."""
    left, right = _cell(filled, params["left"]), _cell(filled, params["right"])
    if left is None or right is None or left.value is None or right.value is None:
        return
    if not agree(left.value, left.table.unit, right.value, right.table.unit):
        yield Lack(
            f"{TABLE_PREFIX}{left.table.code}",
            f"{left.place}为{_shown(left)}，{right.place}为{_shown(right)}，两表应当一致，"
            f"{_apart(left, right)}",
        )


def not_above(filled: Filled, params: Params) -> Iterator[Lack]:
    """The left figure is a part of the right one and not above it."""
    left, right = _cell(filled, params["left"]), _cell(filled, params["right"])
    if left is None or right is None or left.value is None or right.value is None:
        return
    if in_yuan(left.value, left.table.unit) > in_yuan(right.value, right.table.unit):
        yield Lack(
            f"{TABLE_PREFIX}{left.table.code}",
            f"{left.place}为{_shown(left)}，不能大于{right.place}{_shown(right)}，{_apart(left, right)}",
        )


def total_of(filled: Filled, params: Params) -> Iterator[Lack]:
    """A field says what a column of a table adds up to."""
    (field,), (code,), (column,) = params["field"], params["table"], params["column"]
    table, stated = filled.tables.get(code), filled.figure(field)
    if table is None or stated is None or not table.rows:
        return
    figures = table.figures(column)
    parts = [value for row in item_rows(table.labels()) if (value := figures[row]) is not None]
    if not parts:
        return
    expected = sum(parts, Decimal())
    unit = filled.unit(field)
    if not agree(stated, unit, expected, table.unit):
        yield Lack(
            f"{FIELD_PREFIX}{field}",
            f"“{filled.label(field)}”为{shown(stated)}{unit}，{table.place}“{table.name_of(column)}”"
            f"合计为{shown(expected)}{table.unit}",
        )


def count_of(filled: Filled, params: Params) -> Iterator[Lack]:
    """A field says how many entries a table has."""
    (field,), (code,) = params["field"], params["table"]
    table, stated = filled.tables.get(code), filled.figure(field)
    if table is None or stated is None or not table.rows:
        return
    entries = len(item_rows(table.labels()))
    if stated != entries:
        yield Lack(
            f"{FIELD_PREFIX}{field}",
            f"“{filled.label(field)}”为{stated:,f}，{table.place}“{table.title}”列了{entries:,}行（不含合计）",
        )


def in_order(filled: Filled, params: Params) -> Iterator[Lack]:
    """A day, or a year, is not after another one."""
    (earlier,), (later,) = params["earlier"], params["later"]
    first: date | Decimal | None = filled.day(earlier)
    second: date | Decimal | None = filled.day(later)
    if first is None or second is None:
        first, second = filled.figure(earlier), filled.figure(later)
    if first is not None and second is not None and first > second:  # type: ignore[operator]  # both are days, or both figures
        yield Lack(
            f"{FIELD_PREFIX}{later}", f"“{filled.label(later)}”不能早于“{filled.label(earlier)}”（{first}）"
        )


def not_above_field(filled: Filled, params: Params) -> Iterator[Lack]:
    """A figure in one field is not above that in another."""
    (lower,), (upper,) = params["lower"], params["upper"]
    value, bound = filled.figure(lower), filled.figure(upper)
    if value is not None and bound is not None and value > bound:
        yield Lack(
            f"{FIELD_PREFIX}{lower}",
            f"“{filled.label(lower)}”{value:,f}不能大于“{filled.label(upper)}”{bound:,f}",
        )


def not_in_future(filled: Filled, params: Params) -> Iterator[Lack]:
    """What has been decided, held or signed has a day that is over or is today."""
    for field in params["fields"]:
        day = filled.day(field)
        if day is not None and day > filled.today:
            yield Lack(f"{FIELD_PREFIX}{field}", f"“{filled.label(field)}”不能晚于今天")


def forbidden(filled: Filled, params: Params) -> Iterator[Lack]:
    """With this value the document may not be published at all."""
    (field,), (says,) = params["field"], params["says"]
    if filled.text(field) in params["values"]:
        yield Lack(f"{FIELD_PREFIX}{field}", says)


def no_personal_numbers(filled: Filled, params: Params) -> Iterator[Lack]:
    """No numbers of identity cards, mobile telephones or bank cards in the fields."""
    rules = number_rules()
    for field in params["fields"]:
        for found in scan(filled.text(field), rules):
            what = rules.types[found.type].label
            yield Lack(f"{FIELD_PREFIX}{field}", f"“{filled.label(field)}”含有{what}，请脱敏后再填")


def _cell(filled: Filled, reference: tuple[str, ...]) -> _Cell | None:
    """The cell that (table, column, label of the row) names. 合计 alone is the last sum of the table."""
    code, column, wanted = reference
    table = filled.tables.get(code)
    if table is None or table.position(column) is None:
        return None
    labels = _labels_beside(table, column)
    names = [plain(label) for label in labels]
    rows = [row for row, name in enumerate(names) if name == wanted or name.endswith(wanted)]
    if not rows and wanted == "合计":
        rows = total_rows(labels)
    if not rows:
        return None
    row = rows[-1]
    return _Cell(table, row, column, labels[row], table.figures(column)[row])


def _labels_beside(table: TableData, column: str) -> list[str]:
    """In a table of two sides, the labels of the side on which the column stands."""
    at = table.position(column) or 0
    names = [
        other.code for other in table.columns[:at] if not other.type.is_figure and other.code != CODE_COLUMN
    ]
    return table.texts(names[-1]) if names else table.labels()


def _shown(cell: _Cell) -> str:
    return f"{shown(cell.value or Decimal())}{cell.table.unit}"


def _apart(left: _Cell, right: _Cell) -> str:
    """How far two figures are apart, in their unit or else in 元."""
    one, other = left.value or Decimal(), right.value or Decimal()
    if left.table.unit == right.table.unit:
        return f"相差{shown(abs(one - other))}{left.table.unit}"
    apart = abs(in_yuan(one, left.table.unit) - in_yuan(other, right.table.unit))
    return f"相差{shown(apart)}元"
