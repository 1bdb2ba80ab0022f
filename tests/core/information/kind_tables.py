"""Tables of kinds for tests: right ones, to be spoiled in one place."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

from openpyxl import Workbook

from gongkai.core.information import commands
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules.tables import TableData, columns_of
from gongkai.kernel.actor import Actor
from gongkai.reference.information_kinds import information_kind

REVENUE = [
    ["一、税收收入", "900.00", "1000.10"],
    ["增值税", "500.00", "600.05"],
    ["企业所得税", "400.00", "400.05"],
    ["二、非税收入", "200", "234.46"],
    ["专项收入", "200", "234.46"],
    ["三、其他", "", "0"],
    ["本年收入合计", "1100.00", "1234.56"],
    ["上级补助收入", "100", "100"],
    ["收入总计", "1200.00", "1334.56"],
]
"""一般公共预算收入表: 项目, 上年执行数, 预算数."""


def table(
    kind: str, code: str, rows: Iterable[Sequence[str]], *, unit: str = "", note: str = ""
) -> TableData:
    """A declared table. Rows may leave out 科目编码, or whole columns at the end."""
    found = information_kind(kind)
    declared = found.table(code)
    assert declared is not None
    columns = columns_of(declared)
    number = found.tables.index(declared) + 1

    def whole(row: Sequence[str]) -> list[str]:
        full = list(row)
        if columns[0].code == "code" and not full[0][:1].isdigit() and full[0]:
            full.insert(0, "")
        return [*full, *[""] * (len(columns) - len(full))]

    shown_unit = unit or (declared.units[0] if declared.units else "")
    return TableData(code, declared.title, columns, [whole(row) for row in rows], shown_unit, note, number)


def with_cell(data: TableData, row: int, column: str, text: str) -> TableData:
    """The same table with another text in one cell."""
    at = data.position(column)
    assert at is not None
    rows = [list(texts) for texts in data.rows]
    rows[row][at] = text
    return replace(data, rows=rows)


def revenue() -> TableData:
    return table("budget", "general_revenue", REVENUE)


def expense(code: str = "general_expense", total: str = "1334.56") -> TableData:
    rows = [
        ["201", "一般公共服务支出", "", "800.50"],
        ["20101", "人大事务", "", "300.25"],
        ["2010101", "行政运行", "", "300.25"],
        ["20103", "政府办公厅（室）及相关机构事务", "", "500.25"],
        ["205", "教育支出", "", "434.06"],
        ["", "支出合计", "", "1234.56"],
        ["", "转移性支出", "", "100"],
        ["", "支出总计", "", total],
    ]
    return table("budget", code, rows)


def whole_budget() -> list[TableData]:
    """Nine tables that fit together."""
    basic = [["301", "工资福利支出", "", "500"], ["30101", "基本工资", "", "500"], ["", "合计", "", "500"]]
    transfers = [["一般性转移支付", "", "60"], ["专项转移支付", "", "40"], ["合计", "", "100"]]
    local = [["201", "一般公共服务支出", "", "1100.00"], ["", "支出合计", "", "1100.00"]]
    fund_in = [["国有土地使用权出让收入", "", "300"], ["本年收入合计", "", "300"], ["收入总计", "", "300"]]
    fund_out = [["212", "城乡社区支出", "", "300"], ["", "支出合计", "", "300"], ["", "支出总计", "", "300"]]
    capital = [["利润收入", "20", "国有企业资本金注入", "20"], ["收入总计", "20", "支出总计", "20"]]
    insurance = [
        ["城乡居民基本养老保险基金", "100.00", "50.50", "40.25", "10.25", "110.25"],
        ["合计", "100.00", "50.50", "40.25", "10.25", "110.25"],
    ]
    return [
        revenue(),
        expense(),
        table("budget", "local_expense", local),
        table("budget", "local_basic", basic),
        table("budget", "transfers", transfers),
        table("budget", "fund_revenue", fund_in),
        table("budget", "fund_expense", fund_out),
        table("budget", "state_capital", capital),
        table("budget", "social_insurance", insurance),
    ]


BUDGET_VALUES = {
    "year": "2026",
    "stage": "预算",
    "approved_by": "本级人民代表大会",
    "approved_on": "2026-02-10",
}

PENALTY_VALUES = {
    "party": "云溪县甲建材有限公司",
    "party_type": "法人及非法人组织",
    "party_uscc": "91110000600037341L",
    "minor": "否",
    "warning_only": "否",
    "number": "云市监罚〔2026〕3号",
    "facts": "销售不符合标准的水泥。",
    "category": "罚款、没收",
    "basis": "《产品质量法》第四十九条",
    "result": "罚款2万元。",
    "decided_on": "2026-10-09",
    "class": "一般",
}

SUBSIDY_VALUES = {
    "subsidy": "耕地地力保护补贴",
    "policy": "《农业生产发展资金管理办法》",
    "batch": "2026年第一批",
    "content": "发放前公示",
    "standard": "每亩100元",
    "people": "3",
    "total": "1250.50",
    "objection": "云溪县农业农村局",
}


def recipients() -> TableData:
    rows = [
        ["张*", "石桥村", "耕地地力保护补贴", "5", "100元/亩", "500.00"],
        ["李*明", "石桥村", "耕地地力保护补贴", "4.505", "100元/亩", "450.50"],
        ["王*", "青山村", "耕地地力保护补贴", "3", "100元/亩", "300.00"],
        ["合计", "", "", "", "", "1250.50"],
    ]
    return table("subsidy_list", "recipients", rows)


def put_data(actor: Actor, edition: Edition, data: TableData, revision: int | None = None) -> EditionTable:
    """Put a table into a draft as it is now, or as it was at `revision`."""
    present = Edition.objects.get(pk=edition.pk).revision
    return commands.put_table(
        actor=actor,
        edition_id=edition.pk,
        revision=present if revision is None else revision,
        code=data.code,
        rows=data.rows,
        unit=data.unit,
        note_text=data.note,
    )


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx with a sheet for each name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
