"""Tables of figures as .xlsx: figures are numbers, everything else stays text."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from gongkai.text.table_files import read_tables
from gongkai.text.tables.figures import FigureColumn, FigureSheet, write_figure_sheets


def written(*sheets: FigureSheet) -> bytes:
    stream = io.BytesIO()
    write_figure_sheets(stream, sheets)
    return stream.getvalue()


COLUMNS = (FigureColumn("项目"), FigureColumn("金额", is_figure=True), FigureColumn("比例", is_figure=True))
ROWS = [
    ["税收", "1,234.50", "3"],
    ["=1+1", "-0.05", "12.125"],
    ["_x0041_", "", "—"],
    ["合计", "12345678901234567.00", "约"],
]


def test_figures_are_numbers_with_the_places_they_were_written_with() -> None:
    sheet = load_workbook(io.BytesIO(written(FigureSheet("表", COLUMNS, ROWS, "单位：元", "注：无。"))))["表"]
    assert [cell.value for cell in sheet[3]] == ["项目", "金额", "比例"]
    assert (sheet["B4"].value, sheet["B4"].number_format) == (1234.5, "#,##0.00")
    assert (sheet["C4"].value, sheet["C4"].number_format) == (3, "#,##0")
    assert (sheet["B5"].value, sheet["C5"].value, sheet["C5"].number_format) == (-0.05, 12.125, "#,##0.000")
    assert sheet["A8"].value == "注：无。"


def test_texts_stay_texts() -> None:
    sheet = load_workbook(io.BytesIO(written(FigureSheet("表", COLUMNS, ROWS))))["表"]
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
    assert sheet["B5"].value is None and sheet["C5"].value == "—"
    assert (
        read_tables(io.BytesIO(written(FigureSheet("表", COLUMNS, ROWS))), "x.xlsx")[0].rows[4][0]
        == "_x0041_"
    )
    assert sheet["B6"].value == "12345678901234567.00", "more digits than a number keeps"


def test_what_was_written_is_read_again() -> None:
    content = written(
        FigureSheet("一般公共预算/收入表", COLUMNS, ROWS[:1], "单位：元"),
        FigureSheet("一般公共预算 收入表", COLUMNS, []),
    )
    first, second = read_tables(io.BytesIO(content), "x.xlsx")
    assert first.rows[3] == ["税收", "1234.5", "3"]
    assert first.name != second.name, "no two sheets of one name"
