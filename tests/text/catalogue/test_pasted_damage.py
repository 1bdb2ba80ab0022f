"""What pages do to their tables beside losing the grid: each kind of damage on its own."""

from __future__ import annotations

from gongkai.text.catalogue_table import CatalogueTable, Method, Vocabulary, read_catalogue_text, records
from gongkai.text.catalogue_table.area import area_of
from gongkai.text.catalogue_table.cells import box_list, split_basis, tiers_of
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.numbering import numbered_parts
from gongkai.text.catalogue_table.pasted.alignment import Manner, lay
from gongkai.text.catalogue_table.pasted.columns import columns_of
from gongkai.text.catalogue_table.pasted.kinds import list_step

from .flattened import ITEMS, LOWER, TITLE, UPPER, Item, bars

WORDS = Vocabulary(areas=("安全生产", "救灾", "市政"))
ROW = (
    "矿山监管", "检查计划", "计划文本；调整说明", "《云溪县矿山管理办法》", "每年3月31日前",
    "云溪县应急管理局", "■政府网站",
)  # fmt: skip
HEADINGS = (*UPPER[:9], *LOWER[:6])


def read(text: str) -> CatalogueTable:
    return read_catalogue_text(text, "页", words=WORDS)


def paragraphs(*rows: str) -> CatalogueTable:
    return read("\n\n".join([TITLE, *HEADINGS, *rows]))


def names(table: CatalogueTable) -> list[tuple[str, str]]:
    return [(row.level1, row.level2) for row in table.rows]


def warned(table: CatalogueTable, element: Element) -> list[str]:
    return [problem.message for problem in table.problems if problem.element == element]


# --- lists -------------------------------------------------------------------------------------------


def test_a_numbered_list_is_divided_whatever_stands_between_its_parts() -> None:
    assert numbered_parts("1.招聘单位2.岗位要求 3.福利待遇") == ("招聘单位", "岗位要求", "福利待遇")
    assert numbered_parts("1.●甲\n2.●乙") == ("甲", "乙")
    assert numbered_parts("1.1就业政策") == ()
    assert numbered_parts("第1条、第2条") == ()
    assert split_basis("1. 《甲法》 2. 《乙办法》。") == ("《甲法》", "《乙办法》")
    assert box_list("1.政府网站; 2.其他")[0] == ("政府网站", "其他")


def test_a_list_goes_on_or_begins_anew() -> None:
    assert list_step("1.受理部门", "2.办理条件") == 1
    assert list_step("③结果", "④时限") == 1
    assert list_step("6.收费标准", "1.《户口登记条例》") == -1
    assert list_step("受理部门", "1.1办事指南") == 0


def test_parts_of_a_list_in_paragraphs_stay_in_their_cell() -> None:
    content = ("1.受理部门", "2.办理条件", "3.办理时限", "4.收费依据及标准")
    basis = ("1.《户口登记条例》", "2.《云溪县办法》")
    (row,) = paragraphs("1", *ROW[:2], *content, *basis, *ROW[4:]).rows
    assert row.content.split("\n") == list(content)
    assert row.basis_list == ("《户口登记条例》", "《云溪县办法》")


def test_letters_are_ticks_only_among_boxes_and_addresses_no_part_of_a_name() -> None:
    assert box_list("t政府网站□政府公报\nt公示栏")[0] == ("政府网站", "公示栏")
    assert box_list("t政府网站")[0] == ("t政府网站",)
    assert box_list("■政府网站 http://example.invalid/a ■公示栏")[0] == ("政府网站", "公示栏")


# --- headers -----------------------------------------------------------------------------------------


def test_headings_cut_over_lines_are_one() -> None:
    cut = "序号 公开事项 公开 内容 公开 依据 公开 时限 公开主体 公开渠道和载体 一级 事项 二级 事项 全 社会"
    elements = [column.element for column in columns_of(cut.split()).texts]
    assert elements[:3] == [Element.LEVEL1, Element.LEVEL2, Element.CONTENT]
    assert elements[3:] == [Element.BASIS, Element.TIME_LIMIT, Element.RESPONSIBLE, Element.CHANNELS]


def test_what_is_left_of_truncated_headings_is_told_by_its_place() -> None:
    header = " | ".join(["序号", "公开事项", "公开内容", "公开依据", "公开", "公开", "公开渠道和载体"])
    (row,) = read(f"{header} |\n一级事项 | 二级事项 |\n1 | {' | '.join(ROW)} |").rows
    assert (row.time_limit, row.responsible) == (ROW[4], ROW[5])


def test_one_level_of_names_where_the_rows_have_a_cell_less() -> None:
    header = "公开事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开对象 | 公开方式 | 公开渠道和载体 |"
    cells = ["检查计划", *ROW[2:6], "全社会", "主动公开", "政府网站"]
    (row,) = read(f"{header}\n---|---|---|---|---|---|---|---\n{' | '.join(cells)} |").rows
    assert (row.level1, row.level2, row.content) == ("检查计划", "", ROW[2])
    assert (row.audience.everyone, row.methods) == (True, (Method.PROACTIVE,))


def test_the_form_of_disclosure_may_be_a_channel() -> None:
    header = "序号 | 公开事项 | 内容规范 | 公开时限 | 公开形式 | 公开主体 |"
    (row,) = read(f"{header}\n1 | 组织机构 | 机构概况 | 1、甲；2、乙 | 15个工作日 | 政府网站 | 政工室 |").rows
    assert (row.channels, row.methods, row.responsible) == (("政府网站",), (), "政工室")


def test_tiers_without_the_word() -> None:
    marks = columns_of(["公开事项", "公开层级", "县级", "镇街乡", "村"]).marks
    assert [column.heading for column in marks] == ["县级", "镇街乡", "村"]
    assert tiers_of("村") == ("村级",)


# --- rows --------------------------------------------------------------------------------------------


def test_a_second_item_under_one_number_is_an_item() -> None:
    second = (
        "检查结果",
        "结果文本",
        "《云溪县矿山管理办法》",
        "检查后7个工作日内",
        "云溪县应急管理局",
        "■公示栏",
    )
    table = paragraphs("1", *ROW, *second)
    assert names(table) == [("矿山监管", "检查计划"), ("矿山监管", "检查结果")]
    assert [record["seq"] for record in records(table, WORDS)] == [1, 1]


def test_rows_cut_at_their_bars_are_joined() -> None:
    whole = bars(ITEMS[:2])
    cut = (
        whole.replace("；执行情况", "；\n执行情况")
        .replace(" | 决定作出", " |\n决定作出")
        .replace(" | √", " |\n√", 1)
    )
    assert names(read(cut)) == names(read(whole))
    assert [row.tiers for row in read(cut).rows] == [row.tiers for row in read(whole).rows]


def test_bars_on_lines_of_their_own() -> None:
    cells = [*UPPER, *LOWER, *ITEMS[0].texts, *ITEMS[0].ticks]
    text = "\n".join(line for cell in cells for line in ([cell, "|"] if cell else ["|"]))
    (row,) = read(f"{TITLE}\n{text}").rows
    assert (row.level2, row.tiers) == ("停产停业决定", ("县级",))


def test_columns_behind_the_ticks_take_nothing_from_those_before() -> None:
    header = " | ".join([*UPPER, "文本", "五公开"])
    body = " | ".join([*ITEMS[0].texts, "√", "√", "√", "■文本", "□决策"])
    (row,) = read(f"{header} |||\n{' | '.join(LOWER)} |||\n{body} ||").rows
    assert row.channels == ("政府网站", "公开查阅点")
    assert ("文本", "■文本") in row.extra


def test_the_last_empty_cell_counts_where_every_row_lacks_it() -> None:
    item = Item(*ITEMS[0].texts)
    lines = [" | ".join(UPPER[:8]) + " |", " | ".join(LOWER[:4]) + " |"]
    lines += [f"{number} | {' | '.join(item.texts[1:])} | √ | |" for number in (1, 2)]
    assert [row.audience.everyone for row in read("\n".join(lines)).rows] == [True, True]


def test_names_of_the_page_around_are_no_row() -> None:
    table = paragraphs("1", *ROW, "打印 关闭", "主办单位：云溪县人民政府办公室", "网站标识码：0000000000")
    assert names(table) == [("矿山监管", "检查计划")]
    assert not any("标识码" in problem.raw for problem in table.problems)


# --- what is not certain -----------------------------------------------------------------------------


def test_a_division_won_narrowly_says_so() -> None:
    columns = columns_of(HEADINGS).texts
    clear, _ = lay(ROW, columns, Manner(WORDS))
    assert min(part.lead for part in clear) > 1
    doubtful, _ = lay(("甲项", "乙项", *ROW[3:]), columns, Manner(WORDS))
    assert min(part.lead for part in doubtful) < 1
    table = paragraphs("1", "甲项", "乙项", "丙项", "丁项", *ROW[3:])
    assert any("没有把握" in message for message in warned(table, Element.CONTENT))


def test_what_a_wrong_encoding_left_is_said() -> None:
    table = paragraphs("1", *ROW[:3], "《管理?xiàng)l例》", *ROW[4:6], "■政府网站 ???■公示栏 ??")
    assert any("照原样保留" in message for message in warned(table, Element.BASIS))
    assert table.rows[0].channels == ("政府网站", "公示栏")


# --- areas -------------------------------------------------------------------------------------------


def test_the_area_is_that_of_the_nearest_title_or_of_the_first_entry_of_contents() -> None:
    contents = ["(一)安全生产领域标准目录1", "(二)救灾领域标准目录9"]
    assert area_of(contents, "", WORDS.areas) == "安全生产"
    assert area_of([*contents, "(一)安全生产领域标准目录"], "", WORDS.areas) == "安全生产"
    assert area_of(["安全生产专题", "救灾领域标准目录"], "", WORDS.areas) == "救灾"
    assert area_of(["云溪市政府网站"], "", WORDS.areas) == ""
