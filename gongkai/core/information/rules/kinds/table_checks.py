"""Checks of one table, by the names under which the files of kinds declare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gongkai.core.information.rules.tables.figures import shown
from gongkai.core.information.rules.tables.hierarchy import (
    Node,
    RowKind,
    belonging,
    item_rows,
    kind_of,
    tree,
)
from gongkai.core.information.rules.tables.model import TableData, TableFault, cell_place, plain
from gongkai.text.personal_information import number_rules, scan_table

Params = Mapping[str, tuple[str, ...]]
Figures = Sequence[Decimal | None]

_MASKS = frozenset("*＊×某○〇")
_LONGEST_NAME = 4
"""Names of up to four characters are taken for a person's; a cooperative's is longer."""


def sums(table: TableData, params: Params) -> Iterator[TableFault]:
    """Rows add up: what belongs under a row to that row, the rows of the first level to 合计 and 总计.

    A blank is not zero: where nothing below is filled in, a figure above it cannot be right, and where
    something is, the sum may not be missing.
    """
    (label,) = params["label"]
    labels = table.texts(label)
    nodes = tree(labels, table.texts(params["code"][0]) if "code" in params else ())
    for column in params["columns"]:
        if table.position(column) is None:
            continue
        figures = table.figures(column)
        for node in nodes:
            below = belonging(nodes, node)
            if below:
                yield from _sum_fault(table, column, node.row, figures, below, labels, nodes)


def _sum_fault(
    table: TableData,
    column: str,
    row: int,
    figures: Figures,
    below: Sequence[int],
    labels: Sequence[str],
    nodes: Sequence[Node],
) -> Iterator[TableFault]:
    parts = [value for at in below if (value := figures[at]) is not None]
    found = figures[row]
    place = cell_place(table, row, column, label=labels[row])
    if not parts:
        if found:
            words = f"{place}为{shown(found)}，但它所含的各行都是空白；没有发生的填0，不留空"
            yield TableFault(table.code, words, row, column)
        return
    expected = sum(parts, Decimal())
    if found is None:
        yield TableFault(table.code, f"{place}为空白，应为{_money(table, expected)}", row, column)
    elif found != expected and found != _of_leaves(nodes, row, figures):
        yield TableFault(table.code, f"{place}{difference(table, expected, found)}", row, column)


def _of_leaves(nodes: Sequence[Node], total: int, figures: Figures) -> Decimal | None:
    """For a total: the rows that nothing stands under. Tables whose levels cannot be seen add up this way."""
    if nodes[total].kind is not RowKind.TOTAL:
        return None
    leaves = [node.row for node in nodes[:total] if node.kind is RowKind.ITEM and not node.children]
    values = [value for row in leaves if (value := figures[row]) is not None]
    return sum(values, Decimal()) if values else None


def across(table: TableData, params: Params) -> Iterator[TableFault]:
    """In each row the parts add up to the total; a part with a minus before it is taken off."""
    (total,) = params["total"]
    parts = [(part.removeprefix("-"), -1 if part.startswith("-") else 1) for part in params["parts"]]
    present = [(code, sign) for code, sign in parts if table.position(code) is not None]
    if table.position(total) is None or not present:
        return
    columns = [(table.figures(code), sign) for code, sign in present]
    labels = table.labels()
    for row, found in enumerate(table.figures(total)):
        values = [value * sign for figures, sign in columns if (value := figures[row]) is not None]
        if not values:
            continue
        expected = sum(values, Decimal())
        place = cell_place(table, row, total, label=labels[row])
        if found is None:
            yield TableFault(table.code, f"{place}为空白，应为{_money(table, expected)}", row, total)
        elif found != expected:
            yield TableFault(table.code, f"{place}{difference(table, expected, found)}", row, total)


def at_most(table: TableData, params: Params) -> Iterator[TableFault]:
    """In each row one column is not above another: a balance not above its limit."""
    (column,), (limit,) = params["column"], params["limit"]
    labels = table.labels()
    for row, (value, bound) in enumerate(zip(table.figures(column), table.figures(limit), strict=True)):
        if value is not None and bound is not None and value > bound:
            place = cell_place(table, row, column, label=labels[row])
            words = f"{place}为{shown(value)}，超过“{table.name_of(limit)}”{_money(table, bound)}"
            yield TableFault(table.code, f"{words}，超出{_money(table, value - bound)}", row, column)


def unique(table: TableData, params: Params) -> Iterator[TableFault]:
    """No two rows say the same in the columns."""
    columns = [table.texts(code) for code in params["columns"] if table.position(code) is not None]
    first: dict[tuple[str, ...], int] = {}
    for row in range(len(table.rows) if columns else 0):
        key = tuple(plain(texts[row]) for texts in columns)
        if not any(key):
            continue
        if key in first:
            words = (
                f"{table.place}第{row + 1}行与第{first[key] + 1}行重复（{'，'.join(filter(None, key))[:60]}）"
            )
            yield TableFault(table.code, words, row, params["columns"][0])
        else:
            first[key] = row


def no_personal_numbers(table: TableData, params: Params) -> Iterator[TableFault]:
    """No numbers of identity cards, mobile telephones or bank cards (个人信息保护法 arts. 25, 28)."""
    wanted = params.get("columns")
    rules = number_rules()
    names = [column.name for column in table.columns]
    for cell in scan_table(names, table.rows, rules):
        code = table.columns[cell.column].code
        if wanted and code not in wanted:
            continue
        what = rules.types[cell.finding.type].label
        words = f"{cell_place(table, cell.row, code)}含有{what}，请脱敏后再填"
        yield TableFault(table.code, words, cell.row, code)


def masked(table: TableData, params: Params) -> Iterator[TableFault]:
    """Names of natural persons are masked: 张*, 李*明."""
    for code in params["columns"]:
        texts = table.texts(code)
        for row in item_rows(texts):
            if _MASKS.isdisjoint(texts[row]) and len(plain(texts[row])) <= _LONGEST_NAME:
                words = f"{cell_place(table, row, code)}应脱敏，如“张*”“李*明”"
                yield TableFault(table.code, words, row, code)


def total_rows(labels: Sequence[str]) -> list[int]:
    return [row for row, label in enumerate(labels) if kind_of(label) is RowKind.TOTAL]


def difference(table: TableData, expected: Decimal, found: Decimal) -> str:
    """应为1,234.56，表中为1,234.65，相差0.09（万元）."""
    unit = f"（{table.unit}）" if table.unit else ""
    return f"应为{shown(expected)}，表中为{shown(found)}，相差{shown(abs(found - expected))}{unit}"


def _money(table: TableData, value: Decimal) -> str:
    return f"{shown(value)}{table.unit}"
