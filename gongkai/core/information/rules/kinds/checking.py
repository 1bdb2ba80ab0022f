"""What is wrong or missing in a document of a kind: its fields, its tables, and how they fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from gongkai.core.information.rules.drafts import Lack
from gongkai.core.information.rules.kinds import table_checks, whole_checks
from gongkai.core.information.rules.kinds.table_checks import Params
from gongkai.core.information.rules.kinds.whole_checks import FIELD_PREFIX, TABLE_PREFIX, Filled
from gongkai.core.information.rules.tables.cells import MOST_FAULTS, cell_faults, value_fault
from gongkai.core.information.rules.tables.figures import NotAFigure, figure
from gongkai.core.information.rules.tables.model import TableData, TableFault
from gongkai.reference.errors import ReferenceDataError
from gongkai.reference.information_kinds import InformationKind, KindCheck, KindField, KindTable, ValueType

VALUE_LENGTH = 20_000
SHOWN_FAULTS = 3
"""So many faults of a table stand in the list of what is missing; the table's own page has all of them."""


C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class _Known(Generic[C]):
    """A check that is implemented, with the names of what it has to be told and what it may be told."""

    run: C
    needs: frozenset[str]
    may: frozenset[str] = frozenset()


TableRun = Callable[[TableData, Params], Iterator[TableFault]]
WholeRun = Callable[[Filled, Params], Iterator[Lack]]


def _known(run: C, needs: str, may: str = "") -> _Known[C]:
    return _Known(run, frozenset(needs.split()), frozenset(may.split()))


TABLE_CHECKS: Mapping[str, _Known[TableRun]] = {
    "sums": _known(table_checks.sums, "label columns", "code"),
    "across": _known(table_checks.across, "total parts"),
    "at_most": _known(table_checks.at_most, "column limit"),
    "unique": _known(table_checks.unique, "columns"),
    "no_personal_numbers": _known(table_checks.no_personal_numbers, "", "columns"),
    "masked": _known(table_checks.masked, "columns"),
}
WHOLE_CHECKS: Mapping[str, _Known[WholeRun]] = {
    "same": _known(whole_checks.same, "left right"),
    "not_above": _known(whole_checks.not_above, "left right"),
    "total_of": _known(whole_checks.total_of, "field table column"),
    "count_of": _known(whole_checks.count_of, "field table"),
    "in_order": _known(whole_checks.in_order, "earlier later"),
    "not_above_field": _known(whole_checks.not_above_field, "lower upper"),
    "not_in_future": _known(whole_checks.not_in_future, "fields"),
    "forbidden": _known(whole_checks.forbidden, "field values says"),
    "no_personal_numbers": _known(whole_checks.no_personal_numbers, "fields"),
}


def kind_lacks(
    kind: InformationKind, values: Mapping[str, str], tables: Iterable[TableData], today: date
) -> tuple[Lack, ...]:
    """Everything that keeps a document of the kind from being submitted.

    `field` of a Lack is `kind-CODE` for a field and `table-CODE` for a table.
    """
    by_code = {table.code: table for table in tables}
    filled = Filled(kind, values, by_code, today)
    found = [*_field_lacks(filled)]
    for declared in kind.tables:
        found.extend(_table_lacks(declared, by_code.get(declared.code)))
    for code, table in by_code.items():
        if kind.table(code) is None:
            found.extend(_as_lacks(code, table_faults(None, table)))
    for check in kind.checks:
        found.extend(_of(check, WHOLE_CHECKS).run(filled, check.params))
    return tuple(found)


def table_faults(declared: KindTable | None, table: TableData) -> tuple[TableFault, ...]:
    """What is wrong in a table by itself, in the order of its rows; a great many are cut off."""
    found = list(islice(cell_faults(table, declared), MOST_FAULTS))
    for check in declared.checks if declared else ():
        left = MOST_FAULTS - len(found)
        if left <= 0:
            break
        found.extend(islice(_of(check, TABLE_CHECKS).run(table, check.params), left))
    return tuple(sorted(found, key=lambda fault: -1 if fault.row is None else fault.row))


def declaration_faults(kind: InformationKind) -> tuple[str, ...]:
    """Checks of a kind's file that nobody implements, or that speak of what the kind does not have."""
    found: list[str] = []
    for table in kind.tables:
        for check in table.checks:
            found.extend(_declared(check, TABLE_CHECKS))
            codes = {column.code for column in table.columns}
            named = [
                name.removeprefix("-")
                for key in ("label", "columns", "code", "total", "parts", "column", "limit")
                for name in check.params.get(key, ())
            ]
            found.extend(f"{check.where}：没有列“{name}”" for name in named if name not in codes)
    for check in kind.checks:
        found.extend(_declared(check, WHOLE_CHECKS))
        found.extend(_unknown_names(kind, check))
    return tuple(found)


def _unknown_names(kind: InformationKind, check: KindCheck) -> Iterator[str]:
    for key in ("field", "fields", "earlier", "later", "lower", "upper"):
        for name in check.params.get(key, ()):
            if kind.field(name) is None:
                yield f"{check.where}：没有字段“{name}”"
    places = [check.params[side][:2] for side in ("left", "right") if side in check.params]
    if "table" in check.params:
        places.append((*check.params["table"], *check.params.get("column", ())))
    for code, *column in places:
        table = kind.table(code)
        if table is None:
            yield f"{check.where}：没有表“{code}”"
        elif column and table.column(column[0]) is None:
            yield f"{check.where}：表“{code}”没有列“{column[0]}”"


def _declared(check: KindCheck, known: Mapping[str, _Known[C]]) -> Iterator[str]:
    found = known.get(check.name)
    if found is None:
        yield f"{check.where}：没有名为“{check.name}”的校验"
        return
    given = set(check.params)
    if missing := found.needs - given:
        yield f"{check.where}：校验“{check.name}”缺少{'、'.join(sorted(missing))}"
    if strange := given - found.needs - found.may:
        yield f"{check.where}：校验“{check.name}”不认识{'、'.join(sorted(strange))}"


def _of(check: KindCheck, known: Mapping[str, _Known[C]]) -> _Known[C]:
    fault = next(_declared(check, known), "")
    if fault:
        raise ReferenceDataError(check.where, fault.removeprefix(f"{check.where}："))
    return known[check.name]


def value_mistakes(kind: InformationKind, values: Mapping[str, str]) -> dict[str, list[str]]:
    """What cannot even be kept in a draft, by code of the field."""
    return {
        field.code: [f"“{field.label}”不能超过{VALUE_LENGTH}字，现有{len(values[field.code])}字。"]
        for field in kind.fields
        if len(values.get(field.code, "")) > VALUE_LENGTH
    }


def _field_lacks(filled: Filled) -> Iterator[Lack]:
    for field in filled.kind.asked(filled.values):
        text = filled.text(field.code)
        problem = _field_problem(field, text)
        if problem:
            yield Lack(f"{FIELD_PREFIX}{field.code}", problem)


def _field_problem(field: KindField, text: str) -> str:
    if not text:
        return f"未填“{field.label}”" if field.required else ""
    if field.type is ValueType.CHOICE and text not in field.choices:
        return f"“{field.label}”应从列出的选项中选择"
    if field.type.is_figure and field.required and _says_nothing(text):
        return f"“{field.label}”为空白；没有发生的填0，不留空"
    problem = value_fault(text, field.type, field.unit)
    return f"“{field.label}”{problem}" if problem else ""


def _says_nothing(text: str) -> bool:
    try:
        return figure(text) is None
    except NotAFigure:
        return False


def _table_lacks(declared: KindTable, table: TableData | None) -> Iterator[Lack]:
    field = f"{TABLE_PREFIX}{declared.code}"
    if table is None or not table.rows:
        if declared.required and not (table is not None and table.note.strip()):
            words = "没有数据的，填一张空表并在说明中写明原因" if table is not None else ""
            yield Lack(field, f"未填《{declared.title}》" + (f"；{words}" if words else ""))
        return
    yield from _as_lacks(declared.code, table_faults(declared, table))


def _as_lacks(code: str, faults: tuple[TableFault, ...]) -> Iterator[Lack]:
    field = f"{TABLE_PREFIX}{code}"
    for fault in faults[:SHOWN_FAULTS]:
        yield Lack(field, fault.message)
    if len(faults) > SHOWN_FAULTS:
        more = f"{len(faults) - SHOWN_FAULTS}处" + ("以上" if len(faults) >= MOST_FAULTS else "")
        yield Lack(field, f"该表还有{more}需要改正，见表格页")
