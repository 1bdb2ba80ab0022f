"""Reading catalogues in the layouts that counties use, and saying what is wrong where."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from gongkai.text.catalogue_table import Audience, CatalogueTable, Method, Problem, read_catalogue

from .office_files import fill, raw_workbook, saved, sheet_xml, workbook_of

TITLE = ["云溪县安全生产领域基层政务公开标准目录", *[None] * 13]
TOP = [
    "序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开对象", None, "公开方式", None, "公开层级", None,
]  # fmt: skip
LOWER = [
    None, "一级事项", "二级事项", None, None, None, None, None,
    "全社会", "特定群众", "主动", "依申请", "县级", "乡、村级",
]  # fmt: skip
HEADER_MERGES = [
    "A1:N1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:J2", "K2:L2", "M2:N2",
]  # fmt: skip
BOXES = "■政府网站 □政府公报\n■两微一端 □其他"


def item(
    code: object = 1, level1: object = "政策文件", level2: object = "法律法规", **changes: object
) -> list[object]:
    values: dict[str, object] = {
        "content": "法律、法规全文",
        "basis": "《中华人民共和国安全生产法》、《政府信息公开条例》",
        "limit": "信息形成之日起20个工作日内",
        "body": "县应急管理局",
        "channels": BOXES,
        "everyone": "√",
        "groups": None,
        "proactive": "√",
        "request": None,
        "county": "√",
        "town": None,
    }
    values.update(changes)
    return [code, level1, level2, *values.values()]


def read(*rows: list[object], merged: tuple[str, ...] = (), name: str = "安全生产") -> CatalogueTable:
    data = workbook_of([TITLE, TOP, LOWER, *rows], [*HEADER_MERGES, *merged], name)
    return read_catalogue(data, "目录.xlsx")


def fatal(table: CatalogueTable) -> list[Problem]:
    return [problem for problem in table.problems if not problem.kept]


# --- good rows ---------------------------------------------------------------------------------------


def test_a_row_of_the_usual_layout() -> None:
    table = read(item())
    (row,) = table.rows
    assert table.problems == ()
    assert (row.sheet, row.row_number, row.area, row.code) == ("安全生产", 4, "安全生产", "1")
    assert (row.level1, row.level2, row.name) == ("政策文件", "法律法规", "法律法规")
    assert row.basis_list == ("《中华人民共和国安全生产法》", "《政府信息公开条例》")
    assert row.time_limit == "信息形成之日起20个工作日内"
    assert row.channels == ("政府网站", "两微一端")
    assert row.channels_raw == BOXES
    assert row.audience == Audience(everyone=True)
    assert row.methods == (Method.PROACTIVE,)
    assert row.tiers == ("县级",)
    assert row.raw[1] == "政策文件"
    assert [note.text for note in table.notes] == [TITLE[0]]


def test_merged_first_levels_carry_down() -> None:
    table = read(
        item(1),
        item(2, None, "规划"),
        item(3, "检查", "计划"),
        item(4, None, "结果"),
        merged=("B4:B5", "B6:B7"),
    )
    assert [row.level1 for row in table.rows] == ["政策文件", "政策文件", "检查", "检查"]
    assert table.problems == ()


def test_first_and_second_level_merged_across_is_an_item_without_second_level() -> None:
    (row,) = read(item(1, "年度报告", None), merged=("B4:C4",)).rows
    assert (row.level1, row.level2, row.name) == ("年度报告", "", "年度报告")


@pytest.mark.parametrize("mark", ["√", "✓", "✔", "■", "☑", "R", "V", "是", True])
def test_ticks_in_all_their_shapes(mark: object) -> None:
    (row,) = read(item(everyone=mark, request=mark, town=mark)).rows
    assert row.audience.everyone
    assert row.methods == (Method.PROACTIVE, Method.ON_REQUEST)
    assert row.tiers == ("县级", "乡级", "村级")


@pytest.mark.parametrize("mark", ["×", "□", "-", "—", "否", "/", False])
def test_crosses_are_not_ticks(mark: object) -> None:
    table = read(item(groups=mark, request=mark, town=mark))
    assert table.problems == ()
    assert table.rows[0].audience == Audience(everyone=True)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("√", Audience(specific=True)),
        ("被救助人", Audience(specific=True, groups="被救助人")),
        ("√ 行政相对人", Audience(specific=True, groups="行政相对人")),
    ],
)
def test_specific_groups(cell: str, expected: Audience) -> None:
    assert read(item(everyone=None, groups=cell)).rows[0].audience == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("■政府网站□政府公报■入户/现场", ("政府网站", "入户/现场")),
        ("政府网站■ 政府公报□ 两微一端■", ("政府网站", "两微一端")),
        ("☑政府网站\n☐其他____", ("政府网站",)),
        ("R政府网站\n£政府公报", ("政府网站",)),
        (
            "■政府网站 口便民窗口 ■社区/企事业单位/村公示栏（电子屏）",
            ("政府网站", "社区/企事业单位/村公示栏（电子屏）"),
        ),
        ("政府网站、两微一端；公开查阅点", ("政府网站", "两微一端", "公开查阅点")),
    ],
)
def test_channels(cell: str, expected: tuple[str, ...]) -> None:
    table = read(item(channels=cell))
    assert table.rows[0].channels == expected
    assert table.problems == ()


def test_same_as_above_takes_the_value_above_even_of_a_refused_row() -> None:
    table = read(item(1), item(1, limit="3日内"), item(3, limit="同上", body="〃"))
    assert [row.time_limit for row in table.rows] == ["信息形成之日起20个工作日内", "3日内"]
    assert table.rows[1].responsible == "县应急管理局"


def test_sequence_numbers_may_start_again_under_another_first_level() -> None:
    assert fatal(read(item(1), item(1, "监督检查", "计划"))) == []


def test_merged_sequence_numbers_count_once() -> None:
    table = read(item("0501"), item(None, "政策文件", "规划"), merged=("A4:A5",))
    assert [row.code for row in table.rows] == ["0501", "0501"]
    assert fatal(table) == []


# --- other layouts -----------------------------------------------------------------------------------

SINGLE = [
    "编码", "一级目录", "二级目录", "公开要素", "法律依据", "时限", "责任单位", "公开渠道",
    "公开对象", "公开方式", "公开层级",
]  # fmt: skip


def test_a_header_of_one_row_with_texts_instead_of_ticks() -> None:
    row = [
        "05-1", "执法", "处罚", "决定书", "《行政处罚法》", "7个工作日", "县局", "政府网站",
        "全社会、利害关系人", "主动公开、依申请公开", "县级、乡镇（街道）级",
    ]  # fmt: skip
    table = read_catalogue(workbook_of([SINGLE, row], name="安全生产"), "a.xlsx")
    (read_row,) = table.rows
    assert read_row.audience == Audience(True, True, "利害关系人")
    assert read_row.methods == (Method.PROACTIVE, Method.ON_REQUEST)
    assert read_row.tiers == ("县级", "乡级")
    assert read_row.area == "安全生产"
    assert table.problems == ()


def test_a_second_header_row_without_merges_and_channels_in_columns() -> None:
    top = [
        "序号",
        "公开事项",
        None,
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        None,
        "公开层级",
    ]
    lower = [None, "一级事项", "二级事项", None, None, None, None, "政府网站", "公示栏", "县（市、区）级"]
    row = [1, "甲", "乙", "丙", "丁", "戊", "己", "√", None, "√"]
    (read_row,) = read_catalogue(workbook_of([top, lower, row]), "a.xlsx").rows
    assert read_row.channels == ("政府网站",)
    assert read_row.channels_raw == "■政府网站\n□公示栏"
    assert read_row.tiers == ("县级",)


def test_unknown_columns_are_kept() -> None:
    header = [*SINGLE, "网站所属栏目"]
    row = [1, "甲", "乙", "丙", "丁", "戊", "己", "网站", "全社会", "主动", "园区级", "通知公告"]
    table = read_catalogue(workbook_of([header, row]), "a.xlsx")
    assert table.rows[0].extra == (("网站所属栏目", "通知公告"),)
    assert table.rows[0].tiers == ("园区级",), "a tier nobody knows stays as it is written"


def test_several_tables_in_one_sheet_have_their_own_areas() -> None:
    rows = [
        ["云溪县救灾领域基层政务公开标准目录"], SINGLE,
        [1, "甲", "乙", "丙", "丁", "戊", "己", "网站", "全社会", "主动", "县级"],
        ["云溪县养老服务领域基层政务公开标准目录"], SINGLE,
        [1, "甲", "乙", "丙", "丁", "戊", "己", "网站", "全社会", "主动", "县级"],
        ["注：■表示必选。"],
    ]  # fmt: skip
    table = read_catalogue(workbook_of(rows, ["A1:K1", "A4:K4", "A7:K7"]), "a.xlsx")
    assert [(row.area, row.row_number) for row in table.rows] == [("救灾", 3), ("养老服务", 6)]
    assert [note.row for note in table.notes] == [1, 4, 7]
    assert table.problems == ()


def test_a_header_repeated_for_printing_continues_the_table() -> None:
    row = [1, "甲", "乙", "丙", "丁", "戊", "己", "网站", "全社会", "主动", "县级"]
    table = read_catalogue(
        workbook_of([["救灾领域基层政务公开标准目录"], SINGLE, row, SINGLE, row]), "a.xlsx"
    )
    assert [row.area for row in table.rows] == ["救灾"]
    assert "重复" in fatal(table)[0].message


@pytest.mark.parametrize(
    ("title", "sheet", "known", "area"),
    [
        ("云溪县安全生产领域基层政务公开标准目录", "Sheet1", (), "安全生产"),
        ("江临省澄州市云溪县城市综合执法领域基层政务公开标准目录", "Sheet1", (), "城市综合执法"),
        ("国有土地上房屋征收领域基层政务公开标准目录", "1", (), "国有土地上房屋征收"),
        ("基层政务公开标准目录", "05安全生产", (), "安全生产"),
        ("基层政务公开标准目录", "目录", (), ""),
        ("云溪县就业创业公开事项一览", "Sheet1", ("就业", "就业创业"), "就业创业"),
    ],
)
def test_areas(title: str, sheet: str, known: tuple[str, ...], area: str) -> None:
    row = [1, "甲", "乙", "丙", "丁", "戊", "己", "网站", "全社会", "主动", "县级"]
    data = workbook_of([[title], SINGLE, row], name=sheet)
    assert read_catalogue(data, "a.xlsx", area_names=known).rows[0].area == area


# --- what is wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (item(1, None, "规划"), 2, "一级事项"),
        (item(1, None, None), 2, "没有事项名称"),
        (item(1, limit="同上"), 6, "可以引用"),
    ],
)
def test_rows_that_cannot_be_items(row: list[object], column: int, words: str) -> None:
    table = read(row, item(2, "监督", "计划"))
    assert [good.level1 for good in table.rows] == ["监督"]
    (problem,) = fatal(table)
    assert (problem.sheet, problem.row, problem.column) == ("安全生产", 4, column)
    assert words in problem.message


def test_two_rows_with_one_code() -> None:
    table = read(item("0501"), item("0501", "监督", "计划"))
    assert len(table.rows) == 1
    (problem,) = fatal(table)
    assert (problem.row, problem.column, problem.raw) == (5, 1, "0501")
    assert "第 4 行" in problem.message
    assert problem.place == "工作表“安全生产”第 5 行 A 列"


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"basis": None}, 5, "公开依据"),
        ({"channels": "□政府网站"}, 8, "没有勾选"),
        ({"channels": "政务网 ■两微一端 □其他"}, 8, "政务网"),
        ({"everyone": "○"}, 9, "无法判断"),
        ({"everyone": None}, 9, "公开对象"),
        ({"proactive": None}, 11, "公开方式"),
        ({"county": "看情况"}, 13, "无法判断"),
    ],
)
def test_doubtful_cells_are_reported_and_the_row_kept(
    changes: dict[str, object], column: int, words: str
) -> None:
    table = read(item(**changes))
    assert len(table.rows) == 1
    assert fatal(table) == []
    assert any(problem.column == column and words in problem.message for problem in table.problems)


def test_ticks_merged_across_two_elements_are_not_guessed() -> None:
    table = read(item(), merged=("I4:J4",))
    assert table.rows[0].audience == Audience(everyone=True)
    assert "合并" in table.problems[0].message


def test_a_failed_formula_is_a_problem_of_its_row_only() -> None:
    cells = "".join(
        f'<c r="{letter}1" t="s"><v>{index}</v></c>' for index, letter in enumerate("ABCDEFGHIJK")
    )
    good = "".join(f'<c r="{letter}2" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJK")
    bad = good.replace('2"', '3"').replace(
        '<c r="F3" t="s"><v>0</v></c>', '<c r="F3" t="e"><v>#DIV/0!</v></c>'
    )
    xml = sheet_xml(
        f'<sheetData><row r="1">{cells}</row><row r="2">{good}</row><row r="3">{bad}</row></sheetData>'
    )
    table = read_catalogue(raw_workbook({"目录": xml}, SINGLE), "a.xlsx")
    assert [row.row_number for row in table.rows] == [2]
    (problem,) = fatal(table)
    assert (problem.row, problem.column, problem.raw) == (3, 6, "#DIV/0!")


def test_a_merge_from_one_area_into_the_next_is_refused() -> None:
    row = [1, "甲", "乙", "丙", "丁", "戊", "己", "网站", "全社会", "主动", "县级"]
    rows = [["救灾领域基层政务公开标准目录"], SINGLE, row, ["养老服务领域基层政务公开标准目录"], SINGLE, row]
    table = read_catalogue(workbook_of(rows, ["B3:B6"]), "a.xlsx")
    assert [good.area for good in table.rows] == ["救灾"]
    assert [problem.row for problem in fatal(table)] == [4, 5, 6]
    assert "合并单元格" in fatal(table)[1].message


def test_a_heading_beside_a_merged_first_level_is_no_item() -> None:
    table = read(item(1), ["二、执法", *[None] * 13], item(2, None, "处罚"), merged=("B4:B6",))
    assert [row.row_number for row in table.rows] == [4, 6]
    assert [problem.row for problem in fatal(table)] == [5]


def test_a_sheet_without_header_is_a_problem_and_the_other_sheets_are_read() -> None:
    workbook = Workbook()
    fill(workbook.worksheets[0], [["填表说明"], ["本表一式两份", "请勿改动"]])
    fill(workbook.create_sheet("安全生产"), [TITLE, TOP, LOWER, item()], HEADER_MERGES)
    workbook.create_sheet("空")
    hidden = workbook.create_sheet("旧稿")
    fill(hidden, [TITLE, TOP, LOWER, item()])
    hidden.sheet_state = "hidden"
    table = read_catalogue(saved(workbook), "a.xlsx")
    assert len(table.rows) == 1
    assert [(problem.sheet, problem.row) for problem in fatal(table)] == [("Sheet", 0), ("旧稿", 0)]
    assert ("空", "空白工作表") in {(note.sheet, note.text) for note in table.notes}


def test_two_columns_for_one_element_are_not_chosen_between() -> None:
    header = [*SINGLE, "公开依据"]
    row = [1, "甲", "乙", "丙", "丁", "戊", "己", "网站", "全社会", "主动", "县级", "庚"]
    table = read_catalogue(workbook_of([header, row]), "a.xlsx")
    assert table.rows == ()
    assert [problem.row for problem in fatal(table)] == [1, 2]


def test_missing_columns_are_said_once() -> None:
    header = ["序号", "一级事项", "二级事项", "公开内容", "公开主体", "公开层级"]
    table = read_catalogue(workbook_of([header, [1, "甲", "乙", "丙", "己", "县级"]]), "a.xlsx")
    assert len(table.rows) == 1
    assert [problem.message for problem in table.problems if problem.row == 1] == [
        f"表头没有“{name}”一列，各行的这一项留空" for name in ("公开依据", "公开时限", "公开渠道和载体")
    ]


def test_a_line_of_text_among_the_items_is_not_dropped_silently() -> None:
    table = read(item(), ["二、执法类", *[None] * 13], item(2, "执法", "处罚"), merged=("A5:N5",))
    assert len(table.rows) == 2
    assert fatal(table)[0].raw == "二、执法类"


def test_a_column_without_heading_is_reported() -> None:
    table = read([*item(), "批注"])
    assert table.rows[0].level2 == "法律法规"
    assert (table.problems[0].column, table.problems[0].raw) == (15, "批注")


def test_every_line_is_accounted_for() -> None:
    """Each written line is an item, a problem, a note or the header."""
    rows = [item(1), item(1), item(2, None, "乙"), ["备注：完", *[None] * 13], ["文字", *[None] * 13]]
    table = read(*rows, merged=("A7:N7", "A8:N8"))
    seen = {row.row_number for row in table.rows}
    seen |= {problem.row for problem in fatal(table)} | {note.row for note in table.notes}
    assert seen == {1, 4, 5, 6, 7, 8}
