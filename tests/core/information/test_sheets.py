"""Sheets as finance offices make them, read into the tables that a kind declares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.information.rules.kinds import table_faults
from gongkai.core.information.rules.tables.headings import find_header, folded
from gongkai.core.information.rules.tables.sheets import (
    ReadSheet,
    propose,
    read_own_sheet,
    read_sheet,
    rows_of_paste,
)
from gongkai.reference.information_kinds import KindTable, ValueType, information_kind
from gongkai.text.table_files import read_pasted_table
from gongkai.text.tables.spreadsheets import CellProblem, Sheet


def declared(kind: str, code: str) -> KindTable:
    found = information_kind(kind).table(code)
    assert found is not None
    return found


def read(kind: str, code: str, sheet: Sheet) -> ReadSheet:
    found = read_sheet(declared(kind, code), sheet, 1)
    assert isinstance(found, ReadSheet), found
    return found


BUDGET = Sheet(
    "Sheet1",
    [
        ["附表2：", "", ""],
        [
            "云溪县2026年一般公共预算支出预算表",
            "云溪县2026年一般公共预算支出预算表",
            "云溪县2026年一般公共预算支出预算表",
        ],
        ["", "", "单位：万元"],
        ["科目编码", "科目名称", "预 算 数"],
        ["栏次", "1", "2"],
        ["201", "一般公共服务支出", "800.5"],
        ["20101", "　人大事务", "800.5000000000001"],
        ["", "", ""],
        ["", "支出合计", "800.5"],
        ["注：不含上级专款。", "", ""],
    ],
)


def test_a_printed_budget_table_is_read() -> None:
    found = read("budget", "general_expense", BUDGET)
    assert found.data.unit == "万元"
    assert found.data.note == "注：不含上级专款。"
    assert found.data.rows == [
        ["201", "一般公共服务支出", "", "800.5"],
        ["20101", "　人大事务", "", "800.5"],
        ["", "支出合计", "", "800.5"],
    ]
    assert found.row_numbers == (5, 6, 8)
    assert found.remarks == ()
    assert table_faults(declared("budget", "general_expense"), found.data) == ()


def test_what_is_wrong_is_found_again_in_the_sheet() -> None:
    rows = [list(row) for row in BUDGET.rows]
    rows[8][2] = "900"
    found = read("budget", "general_expense", replace(BUDGET, rows=rows))
    (fault,) = table_faults(declared("budget", "general_expense"), found.data)
    assert found.row_numbers[fault.row or 0] == 8
    assert found.columns_at[found.data.position(fault.column) or 0] == 2


def test_headings_over_two_rows_and_merged_cells() -> None:
    sheet = Sheet(
        "三公",
        [
            [
                "单位名称",
                "“三公”经费合计",
                "因公出国（境）费用",
                "公务用车购置及运行费",
                "公务用车购置及运行费",
                "公务用车购置及运行费",
                "公务接待费",
            ],
            [
                "单位名称",
                "“三公”经费合计",
                "因公出国（境）费用",
                "小计",
                "公务用车购置费",
                "公务用车运行费",
                "公务接待费",
            ],
            ["民政局", "12.5", "0", "8.5", "0", "8.5", "4"],
        ],
    )
    found = read("budget_department", "three_public", sheet)
    assert found.data.rows == [["民政局", "12.5", "0", "8.5", "0", "8.5", "4"]]
    assert "按“万元”导入" in found.remarks[0]


def test_equal_headings_of_two_sides_go_from_left_to_right() -> None:
    sheet = Sheet(
        "收支总表",
        [
            ["收入", "收入", "支出", "支出"],
            ["项目", "预算数", "项目", "预算数"],
            ["一、拨款", "10", "一、支出", "10"],
        ],
    )
    found = read("budget_department", "overview", sheet)
    assert found.data.rows == [["一、拨款", "10", "一、支出", "10"]]


def test_a_figure_in_a_merged_cell_counts_once_and_a_name_is_carried_down() -> None:
    sheet = Sheet(
        "名单",
        [["姓名", "村", "补贴金额（元）"], ["张*", "石桥村", "100"], ["李*", "石桥村", "100"]],
        filled={(2, 1): (1, 1), (2, 2): (1, 2)},
    )
    found = read("subsidy_list", "recipients", sheet)
    assert [(row[0], row[1], row[5]) for row in found.data.rows] == [
        ("张*", "石桥村", "100"),
        ("李*", "石桥村", ""),
    ]
    assert found.data.unit == "元"


def test_columns_that_nobody_asked_for_are_named() -> None:
    sheet = Sheet("名单", [["姓名", "村", "金额（元）", "开户行"], ["张*", "石桥村", "1", "农信社"]])
    assert read("subsidy_list", "recipients", sheet).remarks == ("没有导入的列：开户行",)


def test_a_strange_unit_has_to_be_converted() -> None:
    sheet = Sheet("名单", [["姓名", "村", "金额（万元）"], ["张*", "石桥村", "1"]])
    assert read("subsidy_list", "recipients", sheet).remarks == ("表中单位为“万元”，应为元之一，请换算。",)


def test_what_the_file_says_of_a_cell_is_handed_on() -> None:
    problem = CellProblem(1, 2, "公式没有保存计算结果", "=A1", lost=True)
    sheet = Sheet("名单", [["姓名", "村", "金额（元）"], ["张*", "石桥村", ""]], problems=(problem,))
    assert "第2行第3列：公式没有保存计算结果" in read("subsidy_list", "recipients", sheet).remarks


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (Sheet("空", []), "没有找到表头"),
        (Sheet("别的", [["甲", "乙"], ["1", "2"]]), "没有找到表头"),
        (Sheet("名单", [["姓名", "补贴标准", "面积"], ["张*", "1", "2"]]), "缺少“村（社区）、补贴金额”列"),
    ],
)
def test_a_sheet_without_the_columns_says_which(sheet: Sheet, words: str) -> None:
    found = read_sheet(declared("subsidy_list", "recipients"), sheet, 1)
    assert isinstance(found, str) and words in found


def test_sheets_are_matched_by_title_and_by_columns_each_table_once() -> None:
    kind = information_kind("budget")
    header = ["科目编码", "项目", "预算数"]
    rows = [header, ["101", "甲", "1"]]
    sheets = [
        Sheet("目录", [["目录"], ["一、收入表"]]),
        Sheet("表1一般公共预算收入表", rows),
        Sheet("Sheet3", [["2026年一般公共预算本级支出表"], *rows]),
        Sheet("2026年政府性基金预算支出表（草案）", rows),
        Sheet("一般公共预算收入表 (2)", rows),
        Sheet("隐藏", rows, hidden=True),
        Sheet("坏的", [], unreadable="工作表内容已损坏"),
        Sheet(
            "社保",
            [["险种", "上年结余", "收入", "支出", "当年结余", "滚存结余"], ["养老", "1", "2", "1", "1", "2"]],
        ),
    ]
    found = [(proposal.code, proposal.problem) for proposal in propose(kind, sheets)]
    assert [code for code, _ in found] == [
        "",
        "general_revenue",
        "local_expense",
        "fund_expense",
        "",
        "",
        "",
        "social_insurance",
    ]
    assert "隐藏" in found[5][1] and "损坏" in found[6][1]


def test_a_sheet_that_several_tables_would_fit_is_left_to_a_person() -> None:
    sheet = Sheet("Sheet1", [["科目编码", "项目", "预算数"], ["101", "甲", "1"]])
    assert propose(information_kind("budget"), [sheet])[0].code == ""


@pytest.mark.parametrize(
    ("sheet", "file_name", "title"),
    [
        ("Sheet1", "补贴名单.xlsx", "补贴名单"),
        ("sheet", "补贴名单.xlsx", "补贴名单"),
        ("工作表2", "补贴名单.v2.xlsx", "补贴名单.v2（2）"),
        ("第一批", "补贴名单.xlsx", "第一批"),
        ("Sheet1", "", "Sheet1"),
    ],
)
def test_a_sheet_that_nobody_named_is_called_as_its_file(sheet: str, file_name: str, title: str) -> None:
    found = read_own_sheet(Sheet(sheet, [["姓名", "金额"], ["甲", "1"]]), "own_1", 1, file_name)
    assert isinstance(found, ReadSheet) and found.data.title == title


def test_a_sheet_becomes_a_table_of_its_own() -> None:
    sheet = Sheet(
        "Sheet1",
        [
            ["2026年三季度主要指标", "", ""],
            ["指标", "本期（亿元）", "说明"],
            ["生产总值", "12.5", ""],
            ["投资", "—", "初步"],
        ],
    )
    found = read_own_sheet(sheet, "own_1", 3)
    assert isinstance(found, ReadSheet)
    assert (found.data.title, found.data.unit) == ("2026年三季度主要指标", "亿元")
    assert [(column.name, column.type) for column in found.data.columns] == [
        ("指标", ValueType.TEXT),
        ("本期（亿元）", ValueType.NUMBER),
        ("说明", ValueType.TEXT),
    ]
    assert found.data.rows == [["生产总值", "12.5", ""], ["投资", "—", "初步"]]
    assert isinstance(read_own_sheet(Sheet("空", []), "own_1", 1), str)


def test_pasted_cells_with_and_without_their_headings() -> None:
    table = declared("subsidy_list", "recipients")
    columns = read(
        "subsidy_list", "recipients", Sheet("x", [["姓名", "村", "金额（元）"], ["张*", "甲", "1"]])
    ).data.columns
    with_header = read_pasted_table("村\t姓名\t金额\n石桥村\t张*\t100\n", "粘贴")
    assert rows_of_paste(columns, with_header, table) == [["张*", "石桥村", "", "", "", "100"]]
    without = read_pasted_table("张*\t石桥村\t补贴\n李*\t青山村\n\t\n", "粘贴")
    assert rows_of_paste(columns, without, table) == [
        ["张*", "石桥村", "补贴", "", "", ""],
        ["李*", "青山村", "", "", "", ""],
    ]
    assert rows_of_paste(columns, without, None)[0][:3] == ["张*", "石桥村", "补贴"]


def test_titles_are_compared_without_marks_and_units() -> None:
    assert folded("“三公”经费　支出表（万元）") == folded("三公经费支出表")


def test_a_header_is_looked_for_near_the_top_only() -> None:
    rows = [["说明"]] * 30 + [["姓名", "村", "金额"]]
    assert find_header(rows, declared("subsidy_list", "recipients")) is None
