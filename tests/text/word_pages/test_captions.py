"""图1 … straight below a picture is what is said of it."""

from __future__ import annotations

import pytest

from gongkai.text.markup.pictures import pictures_in
from gongkai.text.word_pages import WordPage, joined

from .building import PNG, cell, drawing, para, read, related, row, run, table

PICTURE = para(drawing("r1"))
CAPTION = "图1 云溪县学校分布图"


def page(*content: str) -> WordPage:
    return read(*content, parts={"word/media/image1.png": PNG}, rels=related(r1="media/image1.png"))


def said(found: WordPage) -> list[str]:
    return [picture.alt for picture in pictures_in(joined(found.blocks))]


@pytest.mark.parametrize(
    "caption",
    [CAPTION, "图 2：“招生”范围", "图3-1　分布", "图一、分布图", "图4学校分布图", " 图5．各镇学校 "],
)
def test_the_caption_below_is_what_is_said(caption: str) -> None:
    found = page(PICTURE, para(caption))
    assert ["".join(alt.split()) for alt in said(found)] == ["".join(caption.split())]
    assert found.warnings == ()
    assert found.lines[-1].strip() == caption.strip()  # and it stays on the page


@pytest.mark.parametrize(
    "below",
    [
        "图1所示为学校分布。",
        "图1显示学校分布",
        "图为学校大门",
        "如图1，各校分布均匀",
        "图1",
        "地图1 张",
        "表1 学校名单",
    ],
)
def test_a_sentence_is_no_caption(below: str) -> None:
    found = page(PICTURE, para(below))
    assert said(found) == [""]
    assert "图片没有说明文字，请在正文里补写（1处）" in found.warnings


def test_only_the_picture_straight_above() -> None:
    found = page(PICTURE, para("学校分布如下。"), para(CAPTION), PICTURE, PICTURE, para("图2 大门"))
    assert said(found) == ["", "", "图2 大门"]
    assert "图片没有说明文字，请在正文里补写（2处）" in found.warnings


def test_words_of_its_own_go_first() -> None:
    assert said(page(para(drawing("r1", "学校大门")), para(CAPTION))) == ["学校大门"]


def test_a_picture_in_a_cell_and_one_at_the_end() -> None:
    assert said(page(table(row(cell(PICTURE + para(CAPTION)), cell("甲"))), PICTURE)) == [CAPTION, ""]


def test_a_picture_behind_the_words_of_its_paragraph() -> None:
    assert said(page(para(run("范围见图。") + drawing("r1")), para(CAPTION))) == [CAPTION]
