"""Official documents from files: what is recognised, what stays empty, what is refused."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.errors import UnreadableFile
from gongkai.text.official_text import ImportedText, read_official_text
from tests.text.office_files import OLE, paragraph, word_file, workbook_of, zipped

NOTICE = """云溪县人民政府办公室文件

云政办发[2026]5号

云溪县人民政府办公室关于印发
2026年政务公开工作要点的通知

各乡镇人民政府、街道办事处，县政府各部门：

《2026年政务公开工作要点》已经县政府同意，现印发给你们。请按照国办发〔2019〕54号文件执行。

一、总体要求
（一）工作目标
做好<公开>工作。

云溪县人民政府办公室
2026年3月12日

（此件公开发布）
"""


def read(text: str, filename: str = "通知.txt") -> ImportedText:
    return read_official_text(text.encode(), filename)


def test_a_notice_with_everything() -> None:
    read_text = read(NOTICE)
    assert read_text.title == "云溪县人民政府办公室关于印发2026年政务公开工作要点的通知"
    assert read_text.document_number == "云政办发〔2026〕5号"
    assert read_text.issuers == ("云溪县人民政府办公室",)
    assert read_text.written_on == date(2026, 3, 12)
    assert read_text.openness_marker == "此件公开发布"
    assert read_text.notes == ()
    assert "<h2>一、总体要求</h2>" in read_text.body_html
    assert "做好&lt;公开&gt;工作。" in read_text.body_html
    assert "要点的通知" not in read_text.body_html
    assert "[2026]5号" in read_text.plain_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, line_end: str) -> None:
    data = NOTICE.replace("\n", line_end).encode(encoding)
    assert read_official_text(data, "通知.TXT") == read(NOTICE)


def test_a_joint_document_with_the_date_under_the_title() -> None:
    text = "云办发〔2026〕3号\n中共云溪县委办公室\n云溪县人民政府办公室\n关于推进政务公开的实施意见\n"
    text += "（二〇二六年八月二十九日）\n根据要求，提出如下意见。\n（此件发至县处级）"
    read_text = read(text)
    assert read_text.title == "中共云溪县委办公室 云溪县人民政府办公室关于推进政务公开的实施意见"
    assert read_text.issuers == ("中共云溪县委办公室", "云溪县人民政府办公室")
    assert read_text.written_on == date(2026, 8, 29)
    assert read_text.openness_marker == ""
    assert any("发送范围" in note for note in read_text.notes)


def test_letter_spaced_titles_are_closed_up() -> None:
    assert read("关 于 做 好 公 开 工 作 的 通 知\n各单位：\n请落实。").title == "关于做好公开工作的通知"


def test_a_cited_number_is_not_the_documents_own() -> None:
    text = "云溪县民政局关于低保公示的通知\n各乡镇：\n根据国办发〔2019〕54号，请落实。"
    read_text = read(text)
    assert read_text.document_number == ""
    assert any("文号" in note for note in read_text.notes)


def test_an_order_has_its_own_kind_of_number() -> None:
    assert read("云溪县人民政府令\n第3号\n").document_number == "云溪县人民政府令第3号"
    assert (
        read("云溪县人民政府令第3号\n云溪县城市管理办法\n第一条 为了管理。").document_number
        == "云溪县人民政府令第3号"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("只有一句话。", "标题"),
        ("云政发〔2026〕1号\n云政发〔2026〕2号\n关于公开的通知\n各单位：\n落实。", "不止一个文号"),
        ("关于公开的通知\n各单位：\n落实。\n2026年1月2日\n另\n2026年3月4日", "不止一个单独成行的日期"),
        ("关于公开的通知\n各单位：\n落实。\n县民政局\n1754年1月2日", "早于"),
        ("云溪县民政局关于公开的通知\n各单位：\n落实。\n云溪县财政局\n2026年1月2日", "不一致"),
        ("县民政局关于公开的通知\n各单位：\n落实。\n2026年1月2日", "简称"),
        ("关于公开的通知\n（此件公开发布）\n（此件不公开）", "不止一个公开属性"),
    ],
)
def test_what_is_unsure_stays_empty_with_a_note(text: str, words: str) -> None:
    assert any(words in note for note in read(text).notes)


def test_the_signature_decides_between_several_dates() -> None:
    text = (
        "关于公开的通知\n各单位：\n落实。\n云溪县民政局\n2026年1月2日\n（此件公开发布）\n附表\n2026年3月4日"
    )
    assert read(text).written_on == date(2026, 1, 2)


def test_a_passed_on_document_gives_the_title_where_the_notice_has_none() -> None:
    text = "各乡镇：\n《云溪县政务公开实施方案》已经县政府同意，现印发给你们。\n"
    text += "云溪县人民政府办公室\n2026年1月2日\n云溪县政务公开实施方案\n为了公开。"
    read_text = read(text)
    assert read_text.title == "云溪县政务公开实施方案"
    assert any("请核对" in note for note in read_text.notes)
    assert "<p>云溪县政务公开实施方案</p>" in read_text.body_html


# --- HTML --------------------------------------------------------------------------------------------


def test_html_is_cleaned_and_read() -> None:
    html = "<html><head><title>x</title><script>alert(1)</script></head><body>"
    html += "<h1>云溪县民政局关于公开的通知</h1><p onclick=x>各单位：</p><p>落实。</p></body></html>"
    read_text = read(html, "a.html")
    assert read_text.title == "云溪县民政局关于公开的通知"
    assert "script" not in read_text.body_html
    assert any("脚本" in note for note in read_text.notes)


# --- Word --------------------------------------------------------------------------------------------

BODY = (
    paragraph("云溪县民政局关于公开的通知", '<w:jc w:val="center"/>')
    + paragraph("云民发〔2026〕5号")
    + paragraph("各单位：")
    + paragraph("任务", '<w:pStyle w:val="2"/>')
    + "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>乙</w:t></w:r>"
    "</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:br/><w:t>&lt;丙&gt;</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    + paragraph("自动编号的一段。", '<w:numPr><w:numId w:val="7"/></w:numPr>')
    + "<w:p><w:r><w:drawing/></w:r></w:p>"
    + paragraph("2026年1月2日", '<w:jc w:val="right"/>')
)
STYLES = '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>'


def test_word_paragraphs_headings_and_merged_tables() -> None:
    read_text = read_official_text(word_file(BODY, STYLES), "通知.docx")
    assert read_text.title == "云溪县民政局关于公开的通知"
    assert read_text.document_number == "云民发〔2026〕5号"
    assert read_text.written_on == date(2026, 1, 2)
    assert read_text.body_html.split("\n") == [
        '<p class="no-indent">各单位：</p>',
        "<h2>任务</h2>",
        "<p>甲乙<br>&lt;丙&gt;</p>",
        '<table><tbody><tr><td rowspan="2"><p>a</p></td><td colspan="2"><p>b</p></td></tr>'
        "<tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>",
        "<p>自动编号的一段。</p>",
        '<p class="align-right">2026年1月2日</p>',
    ]


@pytest.mark.parametrize("words", ["已删除的内容", "插入的内容", "隐藏文字", "自动编号", "图形没有读入"])
def test_what_word_holds_besides_text_is_noted(words: str) -> None:
    read_text = read_official_text(word_file(BODY, STYLES), "通知.docx")
    assert any(words in note for note in read_text.notes)
    assert "藏" not in read_text.plain_text
    assert "删" not in read_text.plain_text


def test_comments_and_macros_are_noted() -> None:
    notes = f'<w:x xmlns:w="urn:w">{paragraph("请改")}</w:x>'.encode()
    extra = {"word/comments.xml": notes, "word/vbaProject.bin": b"x"}
    found = read_official_text(word_file(BODY, extra=extra), "a.docx").notes
    assert {"批注没有读入（1处）", "文件带有宏，宏没有读取"} <= set(found)


def test_tables_nested_without_end_are_cut_off() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 60
    read_text = read_official_text(word_file(paragraph("甲") + deep), "a.docx")
    assert any("嵌套过深" in note for note in read_text.notes)


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///x">]><x>&e;</x>'

# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "filename", "words"),
    [
        (b"", "a.txt", "空的"),
        ("　\n ".encode(), "a.txt", "没有文字"),
        (b"<p></p>", "a.html", "没有文字"),
        (b"MZ\x00\x01\x02", "a.txt", "不是文本文件"),
        (b"\x81\x00\xff", "a.txt", "不是文本文件"),
        (b"x" * (5 * 1024 * 1024 + 1), "a.txt", "5 MB"),
        (b"x", "a.doc", "另存为 .docx"),
        (b"x", "a.pdf", "PDF"),
        (b"x", "a.exe", "不是可以导入的文档"),
        (b"MZ" + b"x" * 50, "a.docx", "可执行程序"),
        (OLE + b"x" * 600, "a.docx", "旧格式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "密码"),
        (workbook_of([["甲"]]), "a.docx", "电子表格"),
        (zipped({"x": b""}), "a.docx", "压缩包"),
        (word_file(""), "a.docx", "没有文字"),
        (zipped({"word/document.xml": b"<w"}), "a.docx", "损坏"),
        (zipped({"word/document.xml": ENTITY}), "a.docx", "外部实体"),
        (zipped({"word/document.xml": b" " * 30_000_000}), "a.docx", "压缩炸弹"),
    ],
)  # fmt: skip
def test_refused_with_advice(data: bytes, filename: str, words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_official_text(data, filename)
    assert words in caught.value.message


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.html", "a.docx"]),
    st.sampled_from([b"", b"PK\x03\x04"]),
)
def test_random_bytes_never_crash(data: bytes, filename: str, start: bytes) -> None:
    try:
        read_official_text(start + data, filename)
    except UnreadableFile as error:
        assert error.message


@given(st.text("关于的通知各单位：。〔2026〕5号年月日（此件公开发布）\n 县民政局|一、", max_size=150))
def test_any_text_is_read(text: str) -> None:
    if text.strip():
        read_text = read(text)
        assert "\n" not in read_text.title


# --- real documents, where they are at hand ----------------------------------------------------------

SHARED = Path(os.environ.get("GONGKAI_SHARED") or Path(__file__).parents[4] / "shared")
LABELS = SHARED / "data" / "policy" / "founding_labels.json"


@pytest.mark.skipif(not LABELS.exists(), reason="real documents are not part of the project (GONGKAI_SHARED)")
@pytest.mark.parametrize("name", ["S0", "S1", "S2", "S3", "S4"])
def test_real_documents(name: str) -> None:
    label = json.loads(LABELS.read_text("utf-8"))[name]
    read_text = read_official_text(SHARED / "policies" / label["file"], label["file"])
    assert read_text.title == label["title"]
    assert read_text.document_number == (label["doc_number"] or "")
    assert list(read_text.issuers) == label["issuers"]
    assert str(read_text.written_on) == label["date_written"]
    assert read_text.openness_marker == (f"此件{label['openness']}" if label["openness"] else "")
