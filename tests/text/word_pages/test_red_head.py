"""Red-head documents: the frame is read and stays off the page, every field knows its line."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.errors import UnreadableFile
from gongkai.text.official_text import ImportedText, read_official_text
from gongkai.text.official_text.head.red_head import read_red_head
from tests.text import clipboards
from tests.text.office_files import word_file

from .building import cell, para, row, run, table

HEAD = (
    "000012",
    "特　急",
    "云溪县人民政府文件",
    "",
    "云政发〔2026〕12号　　　签发人：李一一　王二二",
    "━━━━━━",
)
TITLE = ("云溪县人民政府", "关于印发2026年政务公开", "工作要点的通知")
TEXT = (
    "各乡镇人民政府，县政府各部门：",
    "现印发给你们，请落实。",
    "附件：1. 工作要点",
    "　　　2. 任务分解表",
)
END = ("云溪县人民政府", "2026年3月12日", "（此件公开发布）")
FOOT = (
    "抄送：县委各部门，县人大常委会办公室，",
    "　　　县法院，县检察院。",
    "云溪县人民政府办公室　　　　2026年3月13日印发",
)


def read(*lines: str, filename: str = "通知.txt") -> ImportedText:
    return read_official_text("\n".join(lines).encode(), filename)


def is_all_there(found: ImportedText) -> None:
    assert found.title == "云溪县人民政府关于印发2026年政务公开工作要点的通知"
    assert found.document_number == "云政发〔2026〕12号"
    assert found.issuers == ("云溪县人民政府",)
    assert (found.written_on, found.printed_on) == (date(2026, 3, 12), date(2026, 3, 13))
    assert found.addressees == ("各乡镇人民政府", "县政府各部门")
    assert found.attachments == ("工作要点", "任务分解表")
    assert found.openness_marker == "此件公开发布"
    marks = {name: mark.text for name, mark in found.head.marks.items()}
    assert marks == {
        "urgency": "特急",
        "masthead": "云溪县人民政府",
        "signatories": "李一一、王二二",
        "copied_to": "县委各部门，县人大常委会办公室，县法院，县检察院",
        "printed_by": "云溪县人民政府办公室",
    }
    assert found.body_html.startswith('<p class="no-indent">各乡镇人民政府，县政府各部门：</p>')
    assert "（此件公开发布）" in found.body_html
    for words in ("文件<", "签发人", "特", "000012", "━", "抄送", "县检察院", "印发<", "工作要点的通知"):
        assert words not in found.body_html, words
    assert "抄送" in found.plain_text


def test_as_plain_text() -> None:
    found = read(*HEAD, *TITLE, "", *TEXT, "", *END, "", *FOOT)
    is_all_there(found)
    assert str(found.places["title"]) == "第6—8行“云溪县人民政府”“关于印发2026年政务公开”“工作要点的通知”"
    assert str(found.places["signatories"]).startswith("第4行“云政发〔2026〕12号")
    assert found.places["date_printed"].number == found.places["printed_by"].number == 18
    assert "index_no" in found.reasons


def test_as_word_with_the_foot_in_a_table() -> None:
    foot = table(
        row(cell("抄送：县委各部门，县人大常委会办公室，县法院，县检察院。", '<w:gridSpan w:val="2"/>')),
        row(cell("云溪县人民政府办公室"), cell("2026年3月13日印发")),
    )
    above = "".join(para(line, '<w:jc w:val="center"/>') for line in (*HEAD, *TITLE))
    below = "".join(map(para, (*TEXT, *END)))
    is_all_there(read_official_text(word_file(above + below + foot), "通知.docx"))


def test_as_word_with_the_title_broken_softly_beside_the_number() -> None:
    breaks = "".join(f"<w:r><w:t>{line}</w:t><w:br/></w:r>" for line in (*HEAD[2:], *TITLE))
    body = para(breaks) + "".join(map(para, (*TEXT, *END, *FOOT)))
    found = read_official_text(word_file(body), "通知.docx")
    assert found.title == "云溪县人民政府关于印发2026年政务公开工作要点的通知"
    assert found.body_html.startswith('<p class="no-indent">各乡镇人民政府')


def test_as_a_web_page() -> None:
    html = "".join(f"<p style='text-align:center'>{line}</p>" for line in (*HEAD, *TITLE))
    html += "".join(f"<div><span>{line}</span></div>" for line in (*TEXT, *END, *FOOT))
    is_all_there(read(f"<html><body>{html}</body></html>", filename="通知.html"))


def test_a_joint_head_over_several_lines() -> None:
    found = read(
        "中共云溪县委办公室", "云溪县人民政府办公室　文件", "云办发〔2026〕3号",
        "中共云溪县委办公室", "云溪县人民政府办公室", "关于推进政务公开的实施意见", "各乡镇党委：",
        "请落实。",
        "中共云溪县委办公室", "云溪县人民政府办公室", "2026年8月29日",
        "抄送：县人大，县政协。", "云溪县人民政府办公室", "2026年8月30日印发",
    )  # fmt: skip
    assert found.head.masthead is not None and found.head.printed_by is not None
    assert found.head.masthead.text == "中共云溪县委办公室、云溪县人民政府办公室"
    assert found.head.printed_by.text == "云溪县人民政府办公室"
    assert found.title == "中共云溪县委办公室 云溪县人民政府办公室关于推进政务公开的实施意见"
    assert "文件<" not in found.body_html and "印发<" not in found.body_html
    assert found.body_html.count("云溪县人民政府办公室") == 1


@pytest.mark.parametrize("mark", ["机密★1年", "秘　密", "绝密★长期"])
def test_what_bears_a_mark_of_secrecy_is_refused(mark: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("000001", mark, *HEAD[2:], *TITLE, *TEXT, *END)
    assert refused.value.message.startswith(f"文件第2行“{''.join(mark.split())}”标有密级，没有读入")


@pytest.mark.parametrize(
    "lines",
    [
        ("关于公开的通知", "各单位：", "一、抄送：仅限名单内单位。", "二、秘密", "三、落实。"),
        ("关于印发的通知", "各单位：", "2026年3月1日印发的通知同时废止。", "请落实。"),
        ("关于会议的通知", "各单位：", "主送：各科室", *["内容。"] * 20),
    ],
)
def test_running_text_is_no_frame(lines: tuple[str, ...]) -> None:
    found = read_red_head(lines, 0)
    assert found.lines == frozenset()
    assert found.marks == {}


def test_lines_that_nobody_knows_stay_on_the_page() -> None:
    found = read("云溪规〔2026〕统一编号YX-001", *HEAD[2:], *TITLE, *TEXT, *END)
    assert "统一编号YX-001" in found.body_html


def test_copies_without_a_printing_line_count_only_at_the_end() -> None:
    found = read(*HEAD[2:], *TITLE, *TEXT, *END, "抄送：县委办公室。")
    assert found.head.copied_to is not None and "抄送" not in found.body_html


def test_pasted_word_saved_as_a_page() -> None:
    found = read(clipboards.WORD, filename="方案.html")
    assert "SECRET" not in found.plain_text + found.body_html
    assert '<td colspan="2">' in found.body_html
    assert found.body_html.count("note-1") == 4


def test_bold_titles_and_notes_of_the_title() -> None:
    body = para(run("云溪县民政局关于低保公示的通知", "<w:b/>")) + para("各乡镇：") + para("请落实。")
    found = read_official_text(word_file(body), "通知.docx")
    assert found.title == "云溪县民政局关于低保公示的通知"
    assert "低保公示" not in found.body_html
