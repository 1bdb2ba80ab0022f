"""An .xlsx with something hidden in every place, and how the copies look in office software."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.text.file_contents import (
    Part,
    UnreadableFile,
    clean_copy,
    has_left_out_rows,
    masked_copy,
    read_parts,
    read_tables,
    uploaded_rows,
)
from tests.text.file_contents import samples as s
from tests.text.office_files import raw_workbook, saved, sheet_xml, workbook_of


def parts_with(content: bytes, text: str) -> list[Part]:
    return [part for part in read_parts("名单.xlsx", content) if text in part.text]


@pytest.mark.parametrize("place", s.SHEET_PLACES)
def test_what_is_hidden_is_read(place: str) -> None:
    found = parts_with(s.loaded_workbook(), s.SHEET_PLACES[place])
    assert found and all(part.hidden for part in found), (place, found)


def test_places_say_where() -> None:
    (shown,) = parts_with(s.loaded_workbook(), s.SHEET_SHOWN)
    assert shown == Part("工作表“发放名单” C3", s.SHEET_SHOWN)
    (column,) = parts_with(s.loaded_workbook(), s.SHEET_PLACES["隐藏列"])
    assert column.place == "工作表“发放名单” E3（隐藏列 E）"
    (row,) = parts_with(s.loaded_workbook(), s.SHEET_PLACES["隐藏行"])
    assert row.place == "工作表“发放名单” C4（隐藏行 4）"
    (sheet,) = parts_with(s.loaded_workbook(), s.SHEET_PLACES["极度隐藏的工作表"])
    assert sheet.place == "隐藏工作表“更内部” A1"


def cell_texts(xml: str) -> list[tuple[str, str]]:
    content = raw_workbook({"表": sheet_xml(f'<sheetData><row r="1">{xml}</row></sheetData>')})
    return [(p.place, p.text) for p in read_parts("名单.xlsx", content) if "A1" in p.place]


def test_a_number_too_long_for_a_number_is_shown_and_kept() -> None:
    """Office software shows fifteen digits; the file holds more."""
    digits = s.person(8515)
    raw = f"{digits[0]}.{digits[1:]}E+17"
    (shown, kept) = cell_texts(f'<c r="A1"><v>{raw}</v></c>')
    assert shown[1].endswith("000") and shown[1][:14] == digits[:14]
    assert kept == ("工作表“表” A1（存储的原值）", digits)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<c r="A1"><v>1E+2</v></c>', "100"),
        ('<c r="A1"><v>0.1</v></c>', "0.1"),
        ('<c r="A1"><v>0.30000000000000004</v></c>', "0.3"),
        ('<c r="A1"><v>NaN</v></c>', "NaN"),
        ('<c r="A1"><v>1E+300</v></c>', "1E+300"),
        ('<c r="A1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r></is></c>', "一二"),
        ('<c r="A1" t="inlineStr"><is><t>_x0031__x0032_</t></is></c>', "12"),
        ('<c r="A1" t="b"><v>1</v></c>', "1"),
        ('<c r="A1" t="str"><f>A2</f><v>结果</v></c>', "结果"),
        ("<c><v>7</v></c>", "7"),
    ],
)
def test_cells(xml: str, text: str) -> None:
    assert [read for _, read in cell_texts(xml)] == [text]


def test_dates_and_padded_numbers_read_as_shown() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["C1"] = 45292, 123, 45292.5
    sheet["A1"].number_format = "yyyy年m月d日"
    sheet["B1"].number_format = "000000"
    sheet["C1"].number_format = "yyyy-mm-dd hh:mm"
    texts = [part.text for part in read_parts("x.xlsx", saved(workbook)) if "工作表“" in part.place]
    assert texts == ["2024-01-01", "000123", "2024-01-01 12:00:00"]


def test_tables_with_headings_and_hidden_columns() -> None:
    tables = [(t, list(t.rows)) for t in read_tables("名单.xlsx", s.loaded_workbook())]
    table, rows = tables[0]
    assert table.header == ("内部编号", "姓名", "身份证号", "金额", "内部电话", "说明")
    assert table.first_row == 3 and table.hidden_columns == {0, 4}
    assert rows[0][1:4] == ("甲", s.SHEET_SHOWN, "1234.5")
    assert [t.hidden for t, _ in tables] == [False, True, True]


def test_headings_in_two_rows_and_rows_left_out() -> None:
    content = workbook_of([["序号", "姓名", "补贴", None], [None, None, "标准", "金额"], [1, "甲", 2, 3]])
    (table,) = read_tables("x.xlsx", content)
    assert table.header == ("序号", "姓名", "补贴标准", "金额") and table.first_row == 3
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["A4"] = "姓名", "金额", "甲"
    (gaps,) = read_tables("x.xlsx", saved(workbook))
    assert list(gaps.rows) == [("", ""), ("", ""), ("甲", "")] and gaps.first_row == 2


def test_a_table_without_headings_is_all_data() -> None:
    (table,) = read_tables("x.xlsx", workbook_of([["甲", "20260101"], ["乙", "20260102"]]))
    assert table.header == ("", "") and len(list(table.rows)) == 2


def test_a_clean_copy_has_no_byte_of_what_was_hidden() -> None:
    copy = clean_copy("名单.xlsx", s.loaded_workbook())
    for place, number in s.SHEET_PLACES.items():
        if place != "数字格式":  # it is shown: the format of a visible cell
            assert not s.holds(copy.content, number), place
    assert s.holds(copy.content, s.SHEET_SHOWN)
    told = "\n".join(copy.removed)
    for words in (
        "隐藏的工作表“内部”",
        "隐藏的列 A、E",
        "隐藏的行 4",
        "批注",
        "公式",
        "外部链接",
        "定义的名称",
    ):
        assert words in told, told
    assert clean_copy("名单.xlsx", copy.content).removed == ()


def test_a_clean_copy_opens_and_looks_the_same() -> None:
    sheet = load_workbook(io.BytesIO(clean_copy("名单.xlsx", s.loaded_workbook()).content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "云溪县补贴发放名单"  # its first cell was in a hidden column
    assert rows[1] == ["姓名", "身份证号", "金额", "说明"]
    assert rows[2] == ["甲", s.SHEET_SHOWN, 1234.5, "正常"]
    assert rows[3][0] == "丙" and len(rows) == 4
    assert sheet["C3"].number_format == "#,##0.00"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet.column_dimensions["B"].width == 24
    assert sheet.freeze_panes == "A3"


def test_a_masked_copy() -> None:
    masked = "990***********0050"
    copy = masked_copy(
        "名单.xlsx", s.loaded_workbook(), s.masker(lambda text: text.replace(s.SHEET_SHOWN, masked))
    )
    assert copy.changed == 1 and not s.holds(copy.content, s.SHEET_SHOWN)
    sheet = load_workbook(io.BytesIO(copy.content)).worksheets[0]
    assert sheet["B3"].value == masked and sheet["C3"].value == 1234.5


def test_a_number_kept_behind_the_shown_one_is_masked() -> None:
    digits = s.person(8515)
    raw = sheet_xml(f'<sheetData><row r="1"><c r="A1"><v>{digits}</v></c></row></sheetData>')
    copy = masked_copy(
        "x.xlsx", raw_workbook({"表": raw}), s.masker(lambda text: text.replace(digits, "（略）"))
    )
    assert copy.changed == 1 and not s.holds(copy.content, digits)


def test_headings_and_neighbours_tell_the_masker_what_a_cell_holds() -> None:
    content = workbook_of([["名单"], ["姓名", "账 号"], ["甲", "12345"], ["乙", "67890"]])
    copy = masked_copy(
        "x.xlsx",
        content,
        s.AS_IT_IS,
        row_masker=s.starred(lambda heading, texts: heading == "账号" and texts[0] == "甲"),
    )
    sheet = load_workbook(io.BytesIO(copy.content)).worksheets[0]
    assert [cell.value for cell in sheet["B"]] == [None, "账 号", "*", "67890"] and copy.changed == 1


def test_a_column_is_dropped_with_its_merges() -> None:
    content = workbook_of([["名单", None, None], ["姓名", "身份证号", "金额"], ["甲", "x", 3]], ["A1:C1"])
    copy = masked_copy("x.xlsx", content, s.AS_IT_IS, drop_columns=["身份证号"])
    sheet = load_workbook(io.BytesIO(copy.content)).worksheets[0]
    assert [[c.value for c in row] for row in sheet.iter_rows()][1:] == [["姓名", "金额"], ["甲", 3]]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:B1"]
    assert "工作表“目录”：“身份证号”列" in copy.removed


def test_formulas_become_results() -> None:
    cells = '<c r="A1"><v>5</v></c><c r="B1"><f>A1*2</f><v>10</v></c><c r="C1"><f>1+1</f></c>'
    content = raw_workbook({"表": sheet_xml(f'<sheetData><row r="1">{cells}</row></sheetData>')})
    copy = clean_copy("x.xlsx", content)
    assert copy.removed == ("公式（保留计算结果）",)
    sheet = load_workbook(io.BytesIO(copy.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [5, 10, None]


def test_nothing_visible_is_refused() -> None:
    content = s.loaded_workbook()
    workbook = load_workbook(io.BytesIO(content))
    for sheet in workbook.worksheets:
        sheet.sheet_state = "visible"
    workbook.worksheets[0].sheet_state = "hidden"
    only = saved(workbook).replace(b"", b"")
    assert "内部" in "".join(p.text for p in read_parts("x.xlsx", clean_copy("x.xlsx", only).content))
    hidden = raw_workbook({"表": sheet_xml("<sheetData/>")})
    parts = dict(_members(hidden))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheet ", b'<sheet state="hidden" ')
    with pytest.raises(UnreadableFile, match="没有可见的工作表"):
        clean_copy("x.xlsx", s.zipped(parts))


def _members(content: bytes) -> list[tuple[str, bytes]]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def test_texts_of_a_copy_are_named_by_the_rows_of_the_upload() -> None:
    workbook = Workbook()
    shown, hidden = workbook.worksheets[0], workbook.create_sheet("内部", 0)
    hidden.sheet_state = "hidden"
    for row in range(1, 8):
        shown.append([f"第{row}行"])
    for row in (1, 4, 5):
        shown.row_dimensions[row].hidden = True
    upload = saved(workbook)
    copy = clean_copy("x.xlsx", upload)
    assert has_left_out_rows(copy.removed) and not has_left_out_rows(("工作表“内部”：批注",))
    rows = uploaded_rows("x.xlsx", upload)
    cells = {p.text: p.place for p in read_parts("x.xlsx", copy.content, rows) if p.text.startswith("第")}
    assert cells == {f"第{row}行": f"工作表“Sheet” A{row}" for row in (2, 3, 6, 7)}
    assert uploaded_rows("x.csv", b"a,b") == ()
