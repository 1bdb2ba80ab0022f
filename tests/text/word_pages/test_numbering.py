"""Automatic numbers come out as they stand on paper."""

from __future__ import annotations

import pytest

from gongkai.text.word_pages.counting import counted

from .building import OFFICIAL, html, level, listed, numbering, para, read


def lines(*body: str, levels: str = OFFICIAL, uses: str = "", styles: str = "") -> list[str]:
    return [line for line in read(*body, styles=styles, parts=numbering(levels, uses)).lines if line]


def test_official_levels_count_and_begin_anew() -> None:
    assert lines(
        listed("要求", 0), listed("甲", 1), listed("事", 2), listed("项", 3), listed("事", 2),
        listed("乙", 1), listed("事", 2), listed("任务", 0), listed("丙", 1),
    ) == ["一、要求", "（一）甲",
         "1.事", "（1）项", "2.事", "（二）乙", "1.事", "二、任务", "（一）丙"]  # fmt: skip


def test_numbers_make_headings_and_paragraphs() -> None:
    text = html(listed("总体要求", 0), listed("工作目标", 1), listed("做好公开。", 2), parts=numbering())
    assert text.split("\n") == ["<h2>一、总体要求</h2>", "<h3>（一）工作目标</h3>", "<p>1.做好公开。</p>"]


def test_a_deleted_or_empty_paragraph_does_not_count() -> None:
    gone = f"<w:del>{listed('删', 0)}</w:del>"
    assert lines(listed("甲", 0), gone, listed("", 0), listed("乙", 0)) == ["一、甲", "二、乙"]


def test_a_level_that_was_skipped_counts_as_its_start() -> None:
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")
    assert lines(listed("甲", 1), listed("乙", 1), levels=levels) == ["1.1 甲", "1.2 乙"]


def test_legal_numbering_writes_digits_for_all_levels() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert lines(listed("总则", 0), listed("abc", 1), levels=levels)[1] == "1.1 abc"


def test_two_uses_of_a_list_count_together_and_a_new_start_apart() -> None:
    uses = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    assert lines(
        listed("甲", 0), listed("乙", 0, 2), listed("丙", 0, 3), listed("丁", 0, 3), uses=uses
    ) == ["一、甲", "二、乙", "五、丙", "六、丁"]  # fmt: skip


def test_a_level_that_never_restarts() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>')
    found = lines(listed("章", 0), listed("甲", 1), listed("章", 0), listed("乙", 1), levels=levels)
    assert found == ["一、章", "第1条甲", "二、章", "第2条乙"]


def test_the_style_of_a_paragraph_may_number_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="条"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="款"/><w:basedOn w:val="a"/></w:style>'
    )
    levels = level(0, "decimal", "第%1条", '<w:pStyle w:val="a"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="b"/>'
    )
    body = (para("总则", '<w:pStyle w:val="a"/>'), para("款项", '<w:pStyle w:val="b"/>'))
    assert lines(*body, levels=levels, styles=styles) == ["第1条总则", "（一）款项"]


def test_number_zero_switches_a_styles_numbering_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    body = para("正文", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    page = read(body, styles=styles, parts=numbering())
    assert page.lines == ("正文",)
    assert page.warnings == ()


def test_bullets_become_a_list() -> None:
    levels = level(0, "bullet", "\uf06c") + level(1, "bullet", "·")
    text = html(listed("甲", 0), listed("乙", 1), para("后文"), listed("丙", 0), parts=numbering(levels))
    assert text.split("\n") == ["<ul><li>甲</li><li>乙</li></ul>", "<p>后文</p>", "<ul><li>丙</li></ul>"]


def test_what_is_not_defined_or_not_known_is_said() -> None:
    page = read(listed("甲", 0, 9), parts=numbering())
    assert page.lines == ("甲",)
    assert "自动编号没有定义，序号没有读入，请核对（1处）" in page.warnings
    page = read(listed("甲", 0), parts=numbering(level(0, "hebrew1", "%1.")))
    assert page.lines == ("1.甲",)
    assert any("按数字读入" in warning for warning in page.warnings)


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"), (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"), (1005, "japaneseCounting", "一千零五"),
        (12, "chineseLegalSimplified", "壹拾贰"), (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"), (13, "ideographZodiac", "子"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircleChinese", "21"), (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (3, "none", ""),
        (2, "decimalEnclosedFullstop", "⒉"), (5, "upperLetter", "E"),
    ],
)  # fmt: skip
def test_the_styles_of_numbers(number: int, style: str, written: str) -> None:
    assert counted(number, style) == written


def test_an_unknown_style_has_no_number() -> None:
    assert counted(1, "hebrew1") is None
