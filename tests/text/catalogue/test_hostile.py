"""Files that are not what they seem, or too much, are refused in words that say what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongkai.text.catalogue_table import Format, read_catalogue, read_catalogue_text
from gongkai.text.errors import UnreadableFile
from gongkai.text.tables.spreadsheets import SpreadsheetLimits

from ..office_files import OLE
from .kinds_of_file import WORD, word_cell, word_file
from .old_excel import old_workbook

SMALL = SpreadsheetLimits(rows=50, columns=20, cells=400)


def refusal(data: bytes, name: str, limits: SpreadsheetLimits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_catalogue(data, name, limits=limits or SpreadsheetLimits())
    return caught.value.message


def with_entity() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{WORD}">'
            "&x;</w:document>",
        )
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 40_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (with_entity(), "目录.docx", "外部实体"),
        (bomb(), "目录.docx", "压缩炸弹"),
        (b"<html><!ENTITY x 'y'><table><tr><td>1</td></tr></table>", "页面.html", "实体"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "目录.xls", "网页或 XML"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "目录.xlsx", "打开密码"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "目录.doc", "旧格式"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "目录.xls", "损坏"),
        (b"%PDF-1.7", "目录.pdf", "PDF"),
        (b"MZ\x90\x00", "目录.csv", "可执行程序"),
        (b"\x00\x01\x02\x03" * 9, "目录.txt", "不是文本"),
        (b"", "目录.md", "空的"),
    ],
)
def test_what_is_refused(data: bytes, name: str, says: str) -> None:
    assert says in refusal(data, name)


def test_spans_that_would_fill_the_memory() -> None:
    page = "<table><tr><td colspan='999999999' rowspan='999999999'>x</td></tr></table>"
    assert "超过上限" in refusal(page.encode(), "页面.html", SMALL)
    document = word_file(f"<w:tbl><w:tr>{word_cell('x', 999_999_999)}</w:tr></w:tbl>")
    assert "超过上限" in refusal(document, "目录.docx", SMALL)


def test_more_rows_than_allowed() -> None:
    assert "超过上限" in refusal(("a,b\n" * 60).encode(), "目录.csv", SMALL)
    table = read_catalogue(old_workbook({"表": [["x"]] * 60}), "目录.xls", limits=SMALL)
    assert "超过上限" in table.problems[0].message


def test_a_page_nested_beyond_reason() -> None:
    page = "<div>" * 3_000 + "<table><tr><td>1</td></tr></table>"
    try:
        table = read_catalogue(page.encode(), "页面.html")
    except UnreadableFile as refused:
        assert "嵌套" in refused.message or "网页" in refused.message
    else:
        assert table.rows == ()


def test_a_quoted_cell_without_end() -> None:
    assert "引号" in refusal(b'a,"' + b"x" * 2_000_000, "目录.csv")


@pytest.mark.parametrize("kind", list(Format))
def test_noise_in_any_kind_is_an_answer_and_not_a_crash(kind: Format) -> None:
    for data in (
        b"\xff\xfe\x00",
        b"PK\x03\x04 no archive",
        OLE * 3,
        "序号|公开事项".encode(),
        b"<table><tr>",
    ):
        try:
            table = read_catalogue(data, "目录", kind=kind)
        except UnreadableFile as refused:
            assert "目录" in refused.message
        else:
            assert table.rows == ()


@pytest.mark.parametrize(
    "text", ["|" * 20_000, "1\n" * 5_000, "(" * 20_000, "√ | " * 5_000, "1 " + "、" * 20_000]
)
def test_long_noise_in_pasted_text_ends_soon(text: str) -> None:
    assert isinstance(read_catalogue_text(text, "粘贴的文字").rows, tuple)
