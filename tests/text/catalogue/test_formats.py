"""The same catalogue in every kind of file gives the same items."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.text.catalogue_table import (
    Audience,
    CatalogueRow,
    CatalogueTable,
    Format,
    Method,
    read_catalogue,
    write_catalogue,
)
from gongkai.text.catalogue_table.formats import format_of

from ..office_files import workbook_of
from .kinds_of_file import (
    Grid,
    as_csv,
    as_html,
    as_markdown,
    as_old_excel,
    as_word,
    grid_of,
    word_cell,
    word_file,
)

TITLES = 2
"""Title and area line that `write_catalogue` puts above the header."""

KINDS: dict[str, Callable[[Grid], bytes]] = {
    "目录.xls": as_old_excel,
    "目录.html": as_html,
    "目录.docx": as_word,
    "目录.csv": as_csv,
    "国标.csv": lambda grid: as_csv(grid, encoding="gb18030"),
    "目录.tsv": lambda grid: as_csv(grid, delimiter="\t"),
    "目录.md": lambda grid: as_markdown(grid, TITLES),
}


def a_row(**changes: object) -> CatalogueRow:
    values: dict[str, object] = {
        "sheet": "", "row_number": 0, "area": "安全生产", "code": "1", "level1": "矿山监管",
        "level2": "年度检查计划", "content": "计划文本\n调整说明", "basis": "《云溪县矿山管理办法》",
        "basis_list": ("《云溪县矿山管理办法》",), "time_limit": "每年3月31日前",
        "responsible": "县应急管理局", "channels": ("政府网站",), "channels_raw": "■政府网站\n□政府公报",
        "audience": Audience(everyone=True),
        "methods": (Method.PROACTIVE,), "tiers": ("县级",), "extra": (("联系电话", "0800-0000000"),),
    }  # fmt: skip
    return CatalogueRow(**{**values, **changes})  # type: ignore[arg-type]


def written(rows: list[CatalogueRow]) -> bytes:
    stream = io.BytesIO()
    write_catalogue(rows, stream, "云溪县基层政务公开标准目录")
    return stream.getvalue()


def facts(table: CatalogueTable) -> list[tuple[object, ...]]:
    return [
        (
            row.area, row.code, row.level1, row.level2, row.content, row.basis, row.basis_list,
            row.time_limit, row.responsible, row.channels, row.audience, row.methods, row.tiers, row.extra,
        )
        for row in table.rows
    ]  # fmt: skip


ROWS = [
    a_row(),
    a_row(
        code="2", level2="停产停业决定", tiers=("县级", "乡级"),
        audience=Audience(specific=True, groups="矿山企业"),
    ),
    a_row(code="3", level1="事故处理", level2="调查报告", methods=(Method.ON_REQUEST,), extra=()),
]  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_gives_the_same_items(name: str) -> None:
    workbook = written(ROWS)
    table = read_catalogue(KINDS[name](grid_of(workbook)), name)
    assert facts(table) == facts(read_catalogue(workbook, "目录.xlsx"))
    assert [problem for problem in table.problems if not problem.kept] == []


NAMES = st.text("安全生产监督检查计划结果处罚决定、（）A1", min_size=1, max_size=10)
TEXTS = st.text("公开内容依据《》时限县局办法。,;\"'<>&=", max_size=14)


@st.composite
def rows(draw: st.DrawFn) -> list[CatalogueRow]:
    """Rows of plain words; one area, since a document has no sheets."""
    return [
        a_row(
            code=str(number),
            level1=draw(st.sampled_from(["矿山监管", "事故处理"])),
            level2=draw(NAMES),
            content=draw(NAMES),
            basis="",
            basis_list=(),
            time_limit=draw(TEXTS),
            responsible=draw(TEXTS),
            audience=draw(st.builds(Audience, st.booleans(), st.booleans())),
            methods=tuple(method for method in Method if draw(st.booleans())),
            tiers=tuple(tier for tier in ("县级", "乡级") if draw(st.booleans())),
            extra=(("联系电话", phone),) if (phone := draw(st.sampled_from(["", "0800-0000000"]))) else (),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(rows())
@pytest.mark.parametrize("name", KINDS)
def test_any_rows_survive_the_way_through_any_kind(name: str, rows: list[CatalogueRow]) -> None:
    workbook = written(rows)
    plain = facts(read_catalogue(workbook, "目录.xlsx"))
    assert facts(read_catalogue(KINDS[name](grid_of(workbook)), name)) == plain


# --- telling kinds apart -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_content_tells_the_kind_whatever_the_name_says(name: str) -> None:
    content = KINDS[name](grid_of(written(ROWS)))
    told = Format(name.rpartition(".")[2].replace("tsv", "csv").replace("htm", "htm"))
    assert format_of(content, name) is told
    if told in {Format.XLS, Format.HTML, Format.DOCX}:
        assert format_of(content, "目录.dat") is told


def test_a_web_page_saved_as_xls() -> None:
    """What many systems call an export to Excel."""
    table = read_catalogue(as_html(grid_of(written(ROWS))), "导出.xls")
    assert len(table.rows) == len(ROWS)


def test_the_kind_can_be_given() -> None:
    content = as_csv(grid_of(written(ROWS)), encoding="utf-8")
    assert len(read_catalogue(content, "没有后缀", kind=Format.DELIMITED).rows) == len(ROWS)


# --- documents ---------------------------------------------------------------------------------------

HEADER = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道"]


def line(code: str, level2: str) -> list[str]:
    return [
        code,
        "矿山监管",
        level2,
        "计划文本",
        "《云溪县矿山管理办法》",
        "及时公开",
        "县应急管理局",
        "■政府网站",
    ]


def html_table(*rows: list[str]) -> str:
    return (
        "<table>" + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows) + "</table>"
    )


def test_a_page_with_an_area_above_each_table() -> None:
    page = (
        "<html><body><nav>首页</nav><h2>云溪县安全生产领域基层政务公开标准目录</h2>"
        + html_table(HEADER, line("1", "计划"))
        + "<p>云溪县救灾领域基层政务公开标准目录</p>"
        + html_table(HEADER, line("1", "预案"))
    )
    rows = read_catalogue(page.encode(), "页面.html").rows
    assert [(row.area, row.level2) for row in rows] == [("安全生产", "计划"), ("救灾", "预案")]


def test_layout_tables_scripts_and_hidden_parts_are_no_catalogue() -> None:
    inner = html_table(HEADER, line("1", "计划"))
    page = (
        f"<table><tr><td>菜单</td><td><script>var x='<table>';</script>{inner}</td></tr></table>"
        f"<div style='display:none'>{inner}</div>"
    )
    assert [row.level2 for row in read_catalogue(page.encode(), "页面.htm").rows] == ["计划"]


def test_a_table_that_goes_on_after_a_page_break() -> None:
    def table(*rows: list[str]) -> str:
        return (
            "<w:tbl>" + "".join(f"<w:tr>{''.join(map(word_cell, row))}</w:tr>" for row in rows) + "</w:tbl>"
        )

    title = "<w:p><w:r><w:t>云溪县安全生产领域基层政务公开标准目录</w:t></w:r></w:p>"
    document = word_file(title + table(HEADER, line("1", "计划")) + "<w:p/>" + table(line("2", "预案")))
    rows = read_catalogue(document, "目录.docx").rows
    assert [(row.area, row.level2) for row in rows] == [("安全生产", "计划"), ("安全生产", "预案")]


def test_tracked_deletions_are_left_out_and_insertions_read() -> None:
    cell = (
        "<w:tc><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新计划</w:t></w:r></w:ins></w:p></w:tc>"
    )
    cells = [word_cell(text) for text in line("1", "")]
    cells[2] = cell
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in (map(word_cell, HEADER), cells))
    (row,) = read_catalogue(word_file(f"<w:tbl>{rows}</w:tbl>"), "目录.docx").rows
    assert row.level2 == "新计划"


def test_boxes_set_from_a_symbol_font() -> None:
    cells = [word_cell(text) for text in line("1", "计划")]
    cells[7] = (
        '<w:tc><w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>政府网站</w:t></w:r></w:p>'
        '<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>政府公报</w:t></w:r></w:p></w:tc>'
    )
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in (map(word_cell, HEADER), cells))
    (row,) = read_catalogue(word_file(f"<w:tbl>{rows}</w:tbl>"), "目录.docx").rows
    assert row.channels == ("政府网站",)


def test_a_document_whose_catalogue_is_only_text() -> None:
    text = "<html><body><p>调查报告公开时限为批复后20个工作日内;</p></body></html>"
    (row,) = read_catalogue(text.encode(), "页面.html").rows
    assert (row.level2, row.time_limit) == ("调查报告", "批复后20个工作日内")


def test_a_first_level_left_empty_in_a_csv_is_the_one_above() -> None:
    lines = [HEADER, line("1", "计划"), ["2", "", *line("2", "预案")[2:]]]
    table = read_catalogue("\n".join(",".join(cells) for cells in lines).encode(), "目录.csv")
    assert [row.level1 for row in table.rows] == ["矿山监管", "矿山监管"]
    assert any("不保存合并单元格" in problem.message for problem in table.problems)


# --- headers of spreadsheets -------------------------------------------------------------------------


def test_a_header_of_three_rows() -> None:
    top = [
        "序号",
        "公开事项",
        None,
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开层级",
        None,
    ]
    middle = [None, "一级事项", "二级事项", None, None, None, None, None, "县级以下", None]
    low = [None, None, None, None, None, None, None, None, "县级", "乡级"]
    data = [*line("1", "计划"), "√", None]
    merged = [
        "A1:A3", "B1:C1", "B2:B3", "C2:C3", "D1:D3", "E1:E3", "F1:F3", "G1:G3", "H1:H3", "I1:J1", "I2:J2",
    ]  # fmt: skip
    (row,) = read_catalogue(workbook_of([top, middle, low, data], merged), "目录.xlsx").rows
    assert (row.row_number, row.level2, row.tiers) == (4, "计划", ("县级",))


def test_a_damaged_heading_is_read_and_pointed_out() -> None:
    header = [name.replace("公开主体", "公开主") for name in HEADER]
    table = read_catalogue(workbook_of([header, line("1", "计划")]), "目录.xlsx")
    assert table.rows[0].responsible == "县应急管理局"
    assert any("公开主" in problem.message for problem in table.problems)


def test_traditional_characters_in_a_spreadsheet() -> None:
    header = ["序號", "一級事項", "二級事項", "公開內容", "公開依據", "公開時限", "公開主體", "公開渠道"]
    row = [
        "1",
        "礦山監管",
        "年度檢查計劃",
        "計劃文本",
        "《雲溪縣礦山管理辦法》",
        "及時公開",
        "縣應急管理局",
        "■政府網站",
    ]
    table = read_catalogue(workbook_of([header, row]), "目录.xlsx")
    assert (table.rows[0].level1, table.rows[0].channels) == ("矿山监管", ("政府网站",))
    assert any("繁体" in note.text for note in table.notes)
