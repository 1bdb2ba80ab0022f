"""Text without a grid: each way of flattening gives the same items, and what is lost is said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.catalogue_table import (
    Audience,
    CatalogueRow,
    CatalogueTable,
    Method,
    Ticks,
    Vocabulary,
    read_catalogue_text,
    records,
)

from .flattened import (
    ITEMS,
    LOWER,
    TITLE,
    UPPER,
    bar_cells,
    bars,
    blocks,
    lines,
    paragraphs,
    run_together,
    spaced,
)

WORDS = Vocabulary(
    areas=("安全生产", "救灾"),
    level1=frozenset({"矿山监管", "事故处理"}),
    level2=frozenset({"停产停业决定", "年度检查计划", "调查报告"}),
    channels=frozenset(
        {"政府网站", "政府公报", "公开查阅点", "社区公示栏电子屏", "政务服务中心", "政府服务中心"}
    ),
)


def read(text: str, words: Vocabulary = WORDS) -> CatalogueTable:
    return read_catalogue_text(text, "粘贴的文字", words=words)


def texts(row: CatalogueRow) -> tuple[str, ...]:
    return (row.code, row.level1, row.level2, row.content, row.basis, row.time_limit, row.responsible)


def warned(table: CatalogueTable, element: str) -> list[str]:
    return [problem.message for problem in table.problems if problem.element == element]


EXPECTED = [item.texts[:7] for item in ITEMS]


@pytest.mark.parametrize("flatten", [bars, bar_cells, paragraphs, lines, spaced, run_together, blocks])
def test_every_way_of_flattening_gives_the_same_items(flatten: object) -> None:
    assert callable(flatten)
    table = read(flatten())
    assert [texts(row) for row in table.rows] == EXPECTED
    assert [row.channels for row in table.rows] == [
        ("政府网站", "公开查阅点"), ("政府网站",), ("政府网站",),
    ]  # fmt: skip
    assert {row.area for row in table.rows} == {"安全生产"}
    assert {row.tier_headings for row in table.rows} == {("县级", "乡级")}


@pytest.mark.parametrize("flatten", [bars, bar_cells])
def test_ticks_with_a_cell_each_are_read(flatten: object) -> None:
    assert callable(flatten)
    rows = read(flatten()).rows
    assert [row.ticks for row in rows] == [Ticks.EXPLICIT] * 3
    assert {row.audience for row in rows} == {Audience(everyone=True)}
    assert {row.methods for row in rows} == {(Method.PROACTIVE,)}
    assert [row.tiers for row in rows] == [("县级",), ("县级", "乡级"), ("县级",)]


def test_ticks_whose_empty_neighbours_are_lost_are_not_guessed() -> None:
    table = read(bars(blanks=False))
    assert [(row.ticks, row.tick_count) for row in table.rows] == [
        (Ticks.COLLAPSED, 3), (Ticks.COLLAPSED, 4), (Ticks.COLLAPSED, 3),
    ]  # fmt: skip
    assert {(row.audience, row.methods, row.tiers) for row in table.rows} == {(Audience(), (), ())}
    assert [len(warned(table, name)) for name in ("公开对象", "公开方式", "公开层级")] == [3, 3, 3]


def test_a_page_without_ticks_says_so() -> None:
    assert {row.ticks for row in read(paragraphs()).rows} == {Ticks.LOST}
    assert {row.ticks for row in read(bars([replace(ITEMS[0], ticks=())])).rows} == {Ticks.NO_COLUMNS}


def test_words_in_place_of_ticks() -> None:
    item = replace(ITEMS[0], ticks=("", "矿山企业", "√", "", "√", ""))
    (row, _) = read(bars([item, ITEMS[1]])).rows
    assert row.audience == Audience(everyone=False, specific=True, groups="矿山企业")


def test_one_column_each_for_whom_how_and_where() -> None:
    header = [
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
    ]
    words = [("全社会", "主动公开", "县级、乡级"), ("矿山企业", "依申请公开", "县级"), ("√", "全部", "县级")]
    rows = [[*item.texts, *said] for item, said in zip(ITEMS, words, strict=True)]
    table = read("\n".join(" | ".join(row) for row in [[*header, "公开对象", "公开方式", "公开层级"], *rows]))
    first, second, third = table.rows
    assert (first.audience, first.methods, first.tiers) == (
        Audience(everyone=True), (Method.PROACTIVE,), ("县级", "乡级"),
    )  # fmt: skip
    assert (second.audience.groups, second.methods) == ("矿山企业", (Method.ON_REQUEST,))
    assert (third.audience, third.methods) == (Audience(), ())


def test_a_body_is_not_taken_for_the_audience() -> None:
    text = bars([replace(ITEMS[0], body="建设单位", channels=""), ITEMS[1]], blanks=False)
    assert read(text.replace("建设单位 |  |", "建设单位 |")).rows[0].responsible == "建设单位"


# --- merged cells ------------------------------------------------------------------------------------


def test_a_missing_cell_is_a_merged_one_and_is_named() -> None:
    second = replace(ITEMS[1], level1="")
    text = bars([ITEMS[0], second]).replace("2 |  | 年度", "2 | 年度")
    table = read(text)
    assert [row.level1 for row in table.rows] == ["矿山监管", "矿山监管"]
    assert any("合并单元格" in message for message in warned(table, "一级事项"))


def test_a_visibly_empty_cell_stays_empty() -> None:
    table = read(bar_cells([ITEMS[0], replace(ITEMS[1], basis="", limit="")]))
    assert (table.rows[1].basis, table.rows[1].time_limit) == ("", "")


def test_the_last_row_of_a_cut_page_takes_no_limit_from_above() -> None:
    table = read(paragraphs([ITEMS[0], replace(ITEMS[2], basis="", limit="")]))
    assert (table.rows[1].basis, table.rows[1].time_limit) == ("", "")
    assert warned(table, "公开时限")


def test_one_item_over_many_lines() -> None:
    first, *rest = bars([replace(ITEMS[0], content="决定文书")]).splitlines()[::-1]
    text = "\n".join([*rest[::-1], first, "执行情况 | |||||||", "恢复生产验收结果 | |||||||"])
    (row,) = read(text).rows
    assert row.content == "决定文书\n执行情况\n恢复生产验收结果"


def test_same_as_above_is_kept_as_written_and_pointed_out() -> None:
    table = read(bars([ITEMS[0], replace(ITEMS[1], limit="同上")]))
    assert table.rows[1].as_written == (("公开时限", "同上"),)
    assert any("指上一条" in message for message in warned(table, "公开时限"))


# --- damage ------------------------------------------------------------------------------------------


def test_traditional_characters_with_readings_are_brought_back() -> None:
    text = bars().replace("领域", "領(lǐng)域").replace("监管", "監(jiān)管").replace("决定", "決(jué)定")
    for simple, other in (
        ("县", "縣(xiàn)"),
        ("应", "應"),
        ("检", "檢"),
        ("计", "計"),
        ("调", "調"),
        ("责", "責"),
    ):
        text = text.replace(simple, other)
    table = read(text)
    assert [texts(row)[1] for row in table.rows] == ["矿山监管", "矿山监管", "事故处理"]
    assert any("繁体" in note.text for note in table.notes)


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [("公开对象", "公开对"), ("公开方式", "公开方"), ("公开主体", "公开主"), ("全社会", "社会")],
)
def test_headings_with_lost_characters(whole: str, damaged: str) -> None:
    assert [texts(row) for row in read(bar_cells().replace(f"{whole} |", f"{damaged} |")).rows] == EXPECTED


def test_names_broken_in_narrow_columns() -> None:
    text = lines([replace(ITEMS[0], level1="矿山\n监督\n管理", level2="停产停业决定")])
    (row,) = read(text).rows
    assert (row.level1, row.level2) == ("矿山监督管理", "停产停业决定")


def test_spaces_that_a_line_break_left_inside_words() -> None:
    (row, *_) = read(bars([replace(ITEMS[0], limit="决定作出之 日起7 个工作日内"), *ITEMS[1:]])).rows
    assert row.time_limit == "决定作出之日起7个工作日内"


def test_a_title_that_lost_its_second_mark_is_still_one_source() -> None:
    (row, *_) = read(bars([replace(ITEMS[0], basis="《云溪县矿山管理办法"), *ITEMS[1:]])).rows
    assert row.basis_list == ("《云溪县矿山管理办法",)


def test_masked_text_is_kept_with_a_warning() -> None:
    table = read(bars([replace(ITEMS[0], limit="决定作出之日起 * 个工作日内")]))
    assert "*" in table.rows[0].time_limit
    assert any("遮盖" in message for message in warned(table, "公开时限"))


def test_a_channel_one_character_off_is_named_and_left() -> None:
    table = read(bars([replace(ITEMS[0], channels="■政府网站 ■社区公示拦电子屏")]))
    assert table.rows[0].channels == ("政府网站", "社区公示拦电子屏")
    assert any("只差一个字" in message for message in warned(table, "公开渠道和载体"))


def test_columns_that_a_county_added_are_kept() -> None:
    text = bars().replace(" | ||||\n", " | 咨询电话 | ||||\n", 1)
    text = text.replace(" | |||\n", " | 0800-0000000 | |||\n", 1)
    first, second, _ = read(text).rows
    assert (first.extra, first.tiers) == ((("咨询电话", "0800-0000000"),), ("县级",))
    assert second.extra == ()


def test_two_known_channels_that_are_alike_are_both_right() -> None:
    table = read(bars([replace(ITEMS[0], channels="■政务服务中心 ■政府服务中心")]))
    assert warned(table, "公开渠道和载体") == []


# --- the page around the table -----------------------------------------------------------------------


def test_two_tables_with_an_area_each() -> None:
    other = bars([replace(ITEMS[2], code="1")]).replace(TITLE, "云溪县救灾领域基层政务公开标准目录")
    table = read(f"{bars()}\n{other}")
    assert [row.area for row in table.rows] == ["安全生产"] * 3 + ["救灾"]


def test_a_header_repeated_after_a_page_break() -> None:
    second = bar_cells([ITEMS[2]]).removeprefix(TITLE)
    table = read(bar_cells(ITEMS[:2]) + second)
    assert [texts(row) for row in table.rows] == EXPECTED
    assert {row.area for row in table.rows} == {"安全生产"}


def test_lines_before_the_page_say_where_it_is_from() -> None:
    table = read(f"source: http://yunxi.example/1\ndomain: 救灾\n----\n{bars().replace(TITLE, '目录')}")
    assert table.about == {"source": "http://yunxi.example/1", "domain": "救灾"}
    assert {row.area for row in table.rows} == {"救灾"}


def test_a_table_that_names_each_value_on_its_left() -> None:
    text = (
        "一级事项 | 矿山监管 | 二级事项 | 调查报告 |\n公开内容(要素) | 事故经过；原因 | | |\n"
        "公开时限 | 及时公开 | | |"
    )
    (row,) = read(text).rows
    assert (row.level1, row.level2, row.content, row.time_limit) == (
        "矿山监管", "调查报告", "事故经过；原因", "及时公开",
    )  # fmt: skip


def test_a_catalogue_told_in_sentences() -> None:
    table = read("调查报告公开时限为批复后20个工作日内;\n年度检查计划公开时限为(未述);")
    assert [(row.level2, row.time_limit) for row in table.rows] == [
        ("调查报告", "批复后20个工作日内"), ("年度检查计划", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["为做好公开工作，制定本方案。目录见附件。", " ", "|||", "1\n2\n3", TITLE])
def test_a_text_without_a_catalogue_gives_no_rows_and_says_so(text: str) -> None:
    table = read(text)
    assert table.rows == ()
    assert [problem.kept for problem in table.problems] == [False]


def test_where_names_are_not_known_a_run_of_cells_is_not_divided() -> None:
    table = read(run_together(), Vocabulary(areas=("安全生产",)))
    assert len(table.rows) == 3
    assert warned(table, "一级事项")
    assert [row.time_limit for row in table.rows] == [item.limit for item in ITEMS]


def test_items_without_numbers_end_where_their_row_ends() -> None:
    rows = [[f"{text} |" if text else "|" for text in (*item.texts[1:], *item.ticks)] for item in ITEMS]
    cells = [line for row in rows for line in (*row, "||")]
    header = [line for line in bar_cells([]).splitlines() if line != "序号 |"]
    assert [texts(row)[1:] for row in read("\n".join([*header, *cells])).rows] == [
        row[1:] for row in EXPECTED
    ]


FRAGMENTS = st.sampled_from(
    [
        *UPPER, *LOWER, "|", " | ", "||||", "\n", "\n\n", "\n\n\n\n", " ", "√", "1", "2", "3.",
        "矿山监管", "年度检查计划", "文本；说明", "《云溪县办法》", "及时公开", "20个工作日内",
        "县应急管理局", "■政府网站", "□其他",
        "同上", "---", "●样式", "公开对", "縣(xiàn)", "\t", "*", "“", "(", "source: x\n----\n", TITLE,
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(FRAGMENTS, max_size=60).map("".join))
def test_no_text_whatever_makes_the_reader_fail(text: str) -> None:
    table = read(text)
    for row in table.rows:
        assert row.level1 or row.level2 or row.content or row.basis
        assert row.row_number <= text.count("\n") + 1
    json.dumps(list(records(table, WORDS)))
