"""Boxes of a red head stand where they were drawn, in whatever order the file has them."""

from __future__ import annotations

from gongkai.text.official_text import read_official_text
from tests.text.office_files import word_file

from .building import cell, para, placed_box, placed_old_box, read, row, table

_BLANK = para("")
_PAGE = "mso-position-vertical-relative:page"


def _written(*body: str) -> list[str]:
    return [line for line in read(*body).lines if line]


def test_boxes_of_blank_paragraphs_are_read_from_the_top_of_the_page() -> None:
    page = read(
        para(placed_box(para("文件"), 3_600_000, 4_400_000)),
        _BLANK,
        para(placed_box(para("云溪县民政局") + para("云溪县财政局"), 2_400_000)),
        para("云民发〔2026〕3号"),
    )
    assert [line for line in page.lines if line] == [
        "云溪县民政局",
        "云溪县财政局",
        "文件",
        "云民发〔2026〕3号",
    ]
    assert page.warnings == ()


def test_boxes_side_by_side_are_read_from_the_left() -> None:
    assert _written(
        para(
            placed_box(para("反面"), 60_000, 3_000_000, origin="paragraph")
            + placed_box(para("正面"), 72_000, 300_000, origin="paragraph")
        ),
        para("身份证复印件"),
    ) == ["正面", "反面", "身份证复印件"]


def test_old_boxes_are_placed_by_their_style_in_any_unit() -> None:
    assert _written(
        para(placed_old_box(para("下"), f"margin-left:0;margin-top:8cm;{_PAGE}")),
        para(placed_old_box(para("中"), f"margin-top:158.75pt;{_PAGE}")),
        para(placed_old_box(para("上"), f"margin-top:1in;{_PAGE}")),
        para("正文"),
    ) == ["上", "中", "下", "正文"]


def test_boxes_wait_no_longer_than_their_page() -> None:
    first, second = placed_box(para("第一页底"), 9_000_000), placed_box(para("第二页顶"), 900_000)
    turn = '<w:r><w:br w:type="page"/></w:r>'
    expected = ["第一页底", "第二页顶", "正文"]
    assert _written(para(first), para(turn), para(second), para("正文")) == expected
    assert _written(para(first, "<w:sectPr/>"), para(second), para("正文")) == expected


def test_boxes_before_a_table_and_at_the_end_are_not_lost() -> None:
    box = placed_box(para("印发机关"), 9_000_000)
    assert _written(para(box), table(row(cell("甲"), cell("乙")))) == ["印发机关", "甲\t乙"]
    assert _written(para("正文"), para(box)) == ["正文", "印发机关"]


def test_a_box_behind_a_text_stays_there_and_is_to_be_checked() -> None:
    page = read(para("<w:r><w:t>正文。</w:t></w:r>" + placed_box(para("框"), 900_000)), para("下一段。"))
    assert page.lines == ("正文。", "框", "下一段。")
    assert "文本框里的文字排在所在段落之后，请核对位置（1处）" in page.warnings


def test_a_joint_red_head_drawn_with_boxes_is_kept_off_the_page() -> None:
    body = (
        para(placed_box(para("文件"), 3_600_000, 4_400_000)),
        *[_BLANK] * 16,
        para(placed_box(para("云溪县民政局") + para("云溪县财政局"), 2_400_000)),
        para("云民发〔2026〕3号　　　　签发人：李一一"),
        para("关于印发云溪县养老服务体系建设实施方案的通知"),
        para("各乡镇人民政府："),
        para("现印发给你们，请认真贯彻执行。"),
        para("云溪县民政局　　云溪县财政局"),
        para("2026年3月2日"),
    )
    found = read_official_text(word_file("".join(body), "", {}), "通知.docx")
    assert {name: mark.text for name, mark in found.head.marks.items()} == {
        "masthead": "云溪县民政局、云溪县财政局",
        "signatories": "李一一",
    }
    assert found.issuers == ("云溪县民政局", "云溪县财政局")
    assert found.document_number == "云民发〔2026〕3号"
    assert found.body_html.startswith('<p class="no-indent">各乡镇人民政府：</p>')
