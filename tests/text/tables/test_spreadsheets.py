"""Spreadsheets: what is read, and what is refused with which advice."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai.text.archives import ArchiveLimits
from gongkai.text.errors import UnreadableFile
from gongkai.text.tables.spreadsheets import Sheet, SpreadsheetLimits, column_letters, read_spreadsheet
from tests.text.office_files import (
    OLE,
    fill,
    parts_of,
    raw_workbook,
    saved,
    sheet_xml,
    with_part,
    word_file,
    workbook_of,
    zipped,
)


def read_one(data: bytes, **limits: int) -> Sheet:
    (sheet,) = read_spreadsheet(data, "目录.xlsx", SpreadsheetLimits(**limits))  # type: ignore[arg-type]
    return sheet


def refusal(data: bytes, filename: str = "目录.xlsx", limits: SpreadsheetLimits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_spreadsheet(data, filename, limits or SpreadsheetLimits())
    assert filename in caught.value.message
    return caught.value.message


# --- reading ----------------------------------------------------------------------------------------


def test_values_of_every_kind_become_the_text_that_is_shown() -> None:
    sheet = read_one(workbook_of([["文字", 1, 2.5, 10.0, True, None, 1e20]]))
    assert sheet.rows == [["文字", "1", "2.5", "10", "TRUE", "", "1e+20"]]
    assert sheet.problems == ()


def test_a_cell_that_became_a_date_is_reported() -> None:
    sheet = read_one(workbook_of([["1月31日", date(2026, 1, 31)]]))
    assert sheet.rows == [["1月31日", "2026-01-31"]]
    (problem,) = sheet.problems
    assert (problem.row, problem.column, problem.lost) == (0, 1, False)
    assert "日期" in problem.message


def test_merged_cells_are_filled_and_marked() -> None:
    sheet = read_one(workbook_of([["标题", None, None], ["甲", 1, 2], [None, 3, 4]], ["A1:C1", "A2:A3"]))
    assert sheet.rows == [["标题"] * 3, ["甲", "1", "2"], ["甲", "3", "4"]]
    assert sheet.filled == {(0, 1): (0, 0), (0, 2): (0, 0), (2, 0): (1, 0)}


def test_a_merge_to_the_last_column_stays_within_the_used_area() -> None:
    sheet = read_one(workbook_of([["标题", None], ["甲", "乙"]], ["A1:XFD1"]))
    assert sheet.rows == [["标题", "标题"], ["甲", "乙"]]


def test_a_table_that_does_not_begin_in_the_corner_keeps_its_positions() -> None:
    workbook = Workbook()
    workbook.worksheets[0]["C4"] = "甲"
    sheet = read_one(saved(workbook))
    assert len(sheet.rows) == 4
    assert sheet.rows[3][2] == "甲"


def test_formulas_without_value_and_failed_ones_are_reported() -> None:
    content = (
        '<sheetData><row r="1"><c r="A1"><f>1/0</f></c><c r="B1" t="e"><f>A1</f><v>#REF!</v></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>""</f><v></v></c>'
        '<c r="E1" t="e"><v>#DIV/0!</v></c></row></sheetData>'
    )
    sheet = read_one(raw_workbook({"表": sheet_xml(content)}))
    assert [(problem.column, problem.raw, problem.lost) for problem in sheet.problems] == [
        (0, "=1/0", True),
        (1, "#REF!", True),
        (4, "#DIV/0!", True),
    ]
    assert sheet.rows[0][2] == "2"


def test_shared_strings_rich_text_and_prefixed_tags() -> None:
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    sheet = read_one(raw_workbook({"表": prefixed.encode()}, ["安全生产"]))
    assert sheet.rows == [["安全生产"]]


def test_cells_without_references_are_read() -> None:
    content = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"
    assert read_one(raw_workbook({"表": sheet_xml(content)})).rows == [["1", "2"]]


def test_hidden_sheets_say_so() -> None:
    workbook = Workbook()
    fill(workbook.worksheets[0], [["甲"]])
    hidden = workbook.create_sheet("旧稿")
    fill(hidden, [["乙"]])
    hidden.sheet_state = "hidden"
    assert [sheet.hidden for sheet in read_spreadsheet(saved(workbook), "a.xlsx")] == [False, True]


def test_one_broken_sheet_does_not_spoil_the_others() -> None:
    good = sheet_xml('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    sheets = read_spreadsheet(
        raw_workbook({"好": good, "坏": b'<worksheet><sheetData><row r="1"><c t="e"', "也好": good}), "a.xlsx"
    )
    assert [sheet.name for sheet in sheets] == ["好", "坏", "也好"]
    assert [bool(sheet.unreadable) for sheet in sheets] == [False, True, False]
    assert sheets[2].rows == [["1"]]


def test_paths_and_streams_are_read_too(tmp_path: Path) -> None:
    data = workbook_of([["甲"]])
    path = tmp_path / "目录.xlsx"
    path.write_bytes(data)
    assert read_spreadsheet(path, path.name) == read_spreadsheet(io.BytesIO(data), path.name)


def test_column_letters() -> None:
    assert [column_letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# --- refusals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"MZ\x90\x00" + b"\x00" * 200, "可执行程序"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"<html><table></table></html>", "网页"),
        ("序号,事项\n1,甲".encode(), "另存为|请选择"),
        (OLE + b"\x00" * 600, "旧格式"),
        (OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"PK\x03\x04 broken", "损坏"),
        (zipped({"a.txt": b"x"}), "压缩包"),
        (zipped({"xl/workbook.bin": b"x"}), ".xlsb"),
        (word_file(""), "文字文档"),
    ],
)
def test_what_is_not_a_readable_spreadsheet_is_refused_with_advice(data: bytes, words: str) -> None:
    message = refusal(data)
    assert any(word in message for word in words.split("|"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="无法打开"):
        read_spreadsheet(tmp_path / "没有.xlsx", "没有.xlsx")


def test_too_large_a_file_is_refused_before_it_is_read_whole() -> None:
    limits = SpreadsheetLimits(archive=ArchiveLimits(packed=1000))
    stream = io.BytesIO(workbook_of([["甲"]]))
    with pytest.raises(UnreadableFile, match="上限"):
        read_spreadsheet(stream, "a.xlsx", limits)
    assert stream.tell() == 1001


def test_a_zip_bomb_is_refused_unopened() -> None:
    bomb = with_part(workbook_of([["甲"]]), "xl/worksheets/bomb.xml", b"0" * 30_000_000)
    assert len(bomb) < 100_000
    assert "压缩炸弹" in refusal(bomb)


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    """What is declared is also all that is ever unpacked."""
    data = bytearray(workbook_of([["甲"] * 2000]))
    name = b"xl/worksheets/sheet1.xml"
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    struct.pack_into("<I", data, at + 24, 100)
    (sheet,) = read_spreadsheet(bytes(data), "a.xlsx")
    assert "损坏" in sheet.unreadable


def test_too_many_parts_are_refused() -> None:
    parts = {**parts_of(workbook_of([["甲"]])), **{f"x/{number}": b"" for number in range(2_001)}}
    assert "2010" in refusal(zipped(parts))


def test_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(workbook_of([["甲"]]))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "重名" in refusal(stream.getvalue())


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(workbook_of([["甲"]]))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "密码" in refusal(bytes(data))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        "<!doctype x>",
    ],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml"])
def test_external_entities_are_refused(declaration: str, part: str) -> None:
    data = raw_workbook({"表": sheet_xml("<sheetData/>")})
    assert "外部实体" in refusal(with_part(data, part, declaration.encode() + parts_of(data)[part]))


def test_an_entity_in_a_sheet_makes_the_sheet_unreadable() -> None:
    xml = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + sheet_xml(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData>'
    )
    (sheet,) = read_spreadsheet(raw_workbook({"表": xml}), "a.xlsx")
    assert "外部实体" in sheet.unreadable
    assert sheet.rows == []


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_in_the_far_corner_is_not_laid_out(cells: str) -> None:
    content = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{cells}</sheetData>'
    (sheet,) = read_spreadsheet(raw_workbook({"表": sheet_xml(content)}), "a.xlsx")
    assert "1048576" in sheet.unreadable


def test_limits_on_sheets() -> None:
    data = raw_workbook({f"表{number}": sheet_xml("<sheetData/>") for number in range(4)})
    assert "4 个工作表" in refusal(data, limits=SpreadsheetLimits(sheets=3))


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_and_never_crash(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", OLE):
        with pytest.raises(UnreadableFile):
            read_spreadsheet(start + data, "a.xlsx")


WHOLE = raw_workbook(
    {"表": sheet_xml('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>')}, ["甲"]
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8))
def test_damaged_files_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    try:
        read_spreadsheet(bytes(data), "a.xlsx")
    except UnreadableFile as error:
        assert error.message


SHEET = parts_of(WHOLE)["xl/worksheets/s0.xml"]


@given(
    st.sampled_from(
        ["xl/worksheets/s0.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
    ),
    st.lists(
        st.tuples(st.integers(0, 2000), st.sampled_from(list(b"<>\"'/&;=0193AZrtsvc"))),
        min_size=1,
        max_size=4,
    ),
)
def test_damaged_xml_is_read_or_refused(part: str, changes: list[tuple[int, int]]) -> None:
    content = bytearray(parts_of(WHOLE)[part])
    for at, value in changes:
        content[at % len(content)] = value
    try:
        read_spreadsheet(with_part(WHOLE, part, bytes(content)), "a.xlsx")
    except UnreadableFile as error:
        assert error.message
