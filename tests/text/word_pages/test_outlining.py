"""Headings seen among the lines around them; what stands above a table of contents that is left out."""

from __future__ import annotations

import pytest

from gongkai.text.official_text import read_official_text
from tests.text.office_files import word_file

from .building import para, read

_STYLES = (
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
)
_HEADING, _CONTENTS = '<w:pStyle w:val="2"/>', '<w:pStyle w:val="T1"/>'


def _tags(*lines: str) -> list[str]:
    return [block.tag for block in read(*map(para, lines)).blocks]


def test_sentences_that_are_counted_and_say_no_more_are_items() -> None:
    assert _tags(
        "二、申请条件",
        "（一）具有独立承担民事责任的能力。",
        "（二）没有重大违法记录。",
        "三、公告期限：5个工作日",
        "四、采购内容",
        "见下表。",
    ) == ["h2", "p", "p", "p", "h2", "p"]


def test_an_item_stays_one_before_a_longer_one_and_before_an_article() -> None:
    longer = "（二）" + "学生返校后提交总结报告，并参加分享活动。" * 3
    assert _tags("（一）国际处办理手续。", longer, "（三）学校发放奖学金。", "第七条 其他事项") == ["p"] * 4


def test_a_sentence_with_its_text_below_is_a_heading() -> None:
    assert _tags(
        "（一）提高站位，加强领导。", "", "各乡镇要落实责任。", "（二）强化督查。", "定期通报。"
    ) == [*("h3", "", "p", "h3", "p")]
    assert _tags("一、总则", "（一）目的", "（二）范围", "附表") == ["h2", "h3", "h3", "p"]


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("报名材料", "h3"),
        ("加强组织领导。", "h3"),
        ("56153207", "p"),
        ("2.1 具有独立法人资格，具备独立承担民事责任的能力。", "p"),
        ("（2）按照须知要求填写的投标函；", "p"),
    ],
)
def test_a_style_makes_no_heading_of_a_number_or_a_sentence(line: str, tag: str) -> None:
    assert read(para(line, _HEADING), para("正文"), styles=_STYLES).blocks[0].tag == tag


def test_the_word_above_a_table_of_contents_goes_with_it() -> None:
    body = (para("2026年3月"), para("目　　录"), para("第一章 总则 1", _CONTENTS), para("正文"))
    page = read(*body, styles=_STYLES)
    assert page.lines == ("2026年3月", "正文")
    assert read(para("目录"), para("正文")).lines == ("目录", "正文")


def test_contents_are_no_title() -> None:
    body = "".join(map(para, ("云溪县保洁服务", "2026年3月", "目录", "第一部分 招标公告", "有关事项如下：")))
    assert read_official_text(word_file(body, "", {}), "文件.docx").title == ""
