"""Lists of powers as places lay them out: other words, other order, merged cells, several sheets."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from gongkai.text.errors import UnreadableFile
from gongkai.text.power_table import PowerSheets, read_powers


def workbook(*sheets: tuple[str, list[list[object]]], merge: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merge:
            sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes) -> PowerSheets:
    return read_powers(content, "清单.xlsx")


@pytest.mark.parametrize(
    "header",
    [
        ["序号", "职权编码", "职权名称", "职权类型", "实施主体", "设定依据", "责任事项"],
        ["序号", "事项编码", "事项名称", "事项类别", "责任单位", "法律依据", "对应责任"],
        ["序号", " 基本\n编码 ", "权力名称（主项）", "权力类型", "行使机关", "实施依据", "主要职责"],
    ],
)
def test_headings_in_use(header: list[object]) -> None:
    row = [1, "0730001", "殡葬设施审批", "行政许可", "民政局", "1.《殡葬管理条例》；2.《城乡规划法》", "受理"]
    (found,) = read(workbook(("清单", [["某县权责清单"], header, row]))).rows
    assert (found.code, found.name, found.type, found.body, found.duties) == (
        "0730001", "殡葬设施审批", "行政许可", "民政局", "受理",
    )  # fmt: skip
    assert found.basis[0] == "《殡葬管理条例》" and found.row_number == 3 and found.column_of("code") == 2


def test_columns_may_stand_in_any_order_and_others_are_passed_over() -> None:
    header = ["追责情形", "类型", "名称", "备注"]
    (found,) = read(workbook(("清单", [header, ["略", "处罚", "对乱停车的处罚", ""]]))).rows
    assert (found.name, found.type, found.code, found.body) == ("对乱停车的处罚", "处罚", "", "")


def test_merged_cells_and_same_as_above_are_carried_down() -> None:
    rows = [
        ["单位", "编码", "名称", "子项", "类型"],
        ["民政局", "1", "殡葬管理", "公墓审批", "行政许可"],
        [None, "2", None, "骨灰堂审批", "同上"],
    ]
    first, second = read(workbook(("清单", rows), merge=("A2:A3", "C2:C3"))).rows
    assert (first.name, second.name) == ("殡葬管理（公墓审批）", "殡葬管理（骨灰堂审批）")
    assert (second.body, second.type) == ("民政局", "行政许可")


def test_a_name_left_out_below_a_merged_one_is_no_row_of_its_own() -> None:
    rows = [["编码", "名称", "类型"], ["1", "审批", "行政许可"], [None, None, None], ["3", "", "行政许可"]]
    found = read(workbook(("清单", rows)))
    assert [row.name for row in found.rows] == ["审批"]
    (problem,) = found.problems
    assert problem.place == "工作表“清单”第 4 行 B 列" and problem.message == "没有事项名称，没有导入。"


def test_every_sheet_counts_and_each_has_its_header() -> None:
    header = ["编码", "名称", "类型"]
    found = read(
        workbook(
            ("许可", [header, ["1", "甲", "许可"]]),
            ("处罚", [header, ["1", "乙", "处罚"]]),
            ("说明", [["联系人"]]),
        )
    )
    assert [(row.sheet, row.name) for row in found.rows] == [("许可", "甲"), ("处罚", "乙")]
    assert [problem.sheet for problem in found.problems] == ["说明"]
    assert "没有找到表头" in found.problems[0].message


def test_failed_formulas_are_named() -> None:
    found = read(workbook(("清单", [["编码", "名称", "类型"], ["1", "=1/0", "许可"]])))
    assert not found.rows and "第 2 行 B 列" in found.problems[0].place


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"<html></html>"])
def test_what_is_no_spreadsheet_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(content)
