"""The gallery's table of figures: a short budget table of the fictional county."""

from __future__ import annotations

from gongkai.core.information.rules.tables import Column, TableData
from gongkai.edges.components.document_tables import ShownTable, top_of
from gongkai.reference.information_kinds import ValueType


def figures() -> ShownTable:
    columns = (
        Column("item", "项目"),
        Column("previous", "上年执行数", ValueType.MONEY),
        Column("amount", "预算数", ValueType.MONEY),
    )
    rows = [
        ["一、税收收入", "900.00", "1,000.10"],
        ["二、非税收入", "200", "234.46"],
        ["合计", "1,100.00", "1,234.56"],
    ]
    table = TableData(
        "revenue", "一般公共预算收入表", columns, rows, unit="万元", note="注：不含上级专项转移支付。"
    )
    return top_of(table, len(rows), lambda _: "#")
