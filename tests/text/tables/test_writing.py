"""Plain tables as workbooks: text stays text, titles repeat in print."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from gongkai.text.tables.spreadsheets import read_spreadsheet
from gongkai.text.tables.writing import SheetColumn, write_sheet

COLUMNS = (SheetColumn("序号", 6, "centre"), SheetColumn("名称", 30))


def written(rows: list[list[str]], title: str = "清单") -> bytes:
    stream = io.BytesIO()
    write_sheet(stream, title, COLUMNS, rows, frozen_columns=1)
    return stream.getvalue()


def test_what_is_written_reads_back() -> None:
    (sheet,) = read_spreadsheet(written([["1", "甲\n乙"], ["2", ""]]), "x.xlsx")
    assert sheet.rows[1:] == [["序号", "名称"], ["1", "甲\n乙"], ["2", ""]]


def test_nothing_becomes_a_formula_and_nothing_unprintable_breaks_the_file() -> None:
    nasty = ["=cmd|'/c calc'!A1", "+1", "@SUM(A1)", "a\x00b\x0b", "_x0041_"]
    book = load_workbook(io.BytesIO(written([["1", text] for text in nasty])))
    cells = [book.active.cell(row, 2) for row in range(3, 8)]
    assert all(cell.data_type == "s" for cell in cells)
    (sheet,) = read_spreadsheet(written([["1", text] for text in nasty]), "x.xlsx")
    assert [row[1] for row in sheet.rows[2:]] == [*nasty[:3], "ab", "_x0041_"]


def test_page_and_title() -> None:
    sheet = load_workbook(io.BytesIO(written([["1", "甲"]], "云溪县/权责[清单]" * 5))).active
    assert sheet.freeze_panes == "B3" and sheet.print_title_rows == "$1:$2"
    assert sheet.page_setup.orientation == "landscape" and len(sheet.title) <= 31


def test_a_text_beyond_a_cell_is_cut() -> None:
    (sheet,) = read_spreadsheet(written([["1", "长" * 40_000]]), "x.xlsx")
    assert len(sheet.rows[2][1]) == 32_767
