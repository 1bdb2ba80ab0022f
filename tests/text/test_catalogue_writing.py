"""Writing a catalogue: it reads back without loss, looks as it should, and is never a formula."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai.edges.components.csv_files import csv_text
from gongkai.kernel.errors import InvalidInput
from gongkai.text.catalogue_table import (
    FLAT_COLUMNS,
    Audience,
    CatalogueRow,
    Imprint,
    ItemLink,
    Method,
    flat_rows,
    html_table,
    read_catalogue,
    sections,
    write_catalogue,
)
from gongkai.text.catalogue_table.cells import CROSSES, TICKS, box_list, is_same_as_above, split_basis

CHANNELS = ("政府网站", "政府公报", "两微一端", "社区/企事业单位/村公示栏（电子屏）", "其他")


def a_row(**changes: object) -> CatalogueRow:
    values: dict[str, object] = {
        "sheet": "", "row_number": 0, "area": "安全生产", "code": "0501",
        "level1": "监督检查", "level2": "检查结果",
        "content": "检查计划\n检查结果", "basis": "《安全生产法》", "basis_list": ("《安全生产法》",),
        "time_limit": "20个工作日内", "responsible": "县应急管理局", "channels": ("政府网站",),
        "channels_raw": "",
        "audience": Audience(everyone=True), "methods": (Method.PROACTIVE,), "tiers": ("县级",),
    }  # fmt: skip
    return CatalogueRow(**{**values, **changes})  # type: ignore[arg-type]


IMPRINT = Imprint("第2版", date(2026, 3, 1), "云溪县人民政府办公室", "http://x/catalogue/versions/2/")


def written(*rows: CatalogueRow, imprint: Imprint = IMPRINT) -> bytes:
    stream = io.BytesIO()
    title = "云溪县基层政务公开标准目录"
    write_catalogue(rows, stream, title, offered_channels=CHANNELS, imprint=imprint)
    return stream.getvalue()


def as_csv(*rows: CatalogueRow) -> bytes:
    """The flat table as it is given to the public."""
    links = [ItemLink(str(number), f"http://x/items/{number}/") for number in range(len(rows))]
    return csv_text(FLAT_COLUMNS, flat_rows(rows, links, IMPRINT)).encode()


def as_page(*rows: CatalogueRow) -> bytes:
    """The tables on a page, each below the line that names its area."""
    tables = (
        f"<p>{escape(f'领域：{section.area}')}</p>"
        + html_table(section, "目录", offered_channels=CHANNELS, links={0: "/items/x/?a=1&b=2"})
        for section in sections(rows)
    )
    return f"<!doctype html><html><body>{''.join(tables)}</body></html>".encode()


def facts(row: CatalogueRow) -> tuple[object, ...]:
    return (
        row.area, row.code, row.level1, row.level2, row.content, row.basis, row.basis_list, row.time_limit,
        row.responsible, row.channels, row.audience, row.methods, row.tiers, row.extra,
    )  # fmt: skip


def test_the_layout() -> None:
    rows = [a_row(), a_row(code="0502", level2="检查计划"), a_row(area="救灾", code="1501")]
    workbook = load_workbook(io.BytesIO(written(*rows)))
    assert workbook.sheetnames == ["安全生产", "救灾"]
    sheet = workbook["安全生产"]
    assert sheet["A1"].value == "云溪县基层政务公开标准目录"
    assert sheet["A2"].value == "领域：安全生产"
    assert sheet["A3"].value == (
        "第2版　自2026年3月1日起施行　公布机关：云溪县人民政府办公室　来源：http://x/catalogue/versions/2/"
    )
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {"A1:N1", "A3:N3", "A4:A5", "B4:C4", "I4:J4", "K4:L4", "M4:N4", "B6:B7"} <= merged
    assert [sheet.cell(5, column).value for column in (2, 3, 9, 10, 11, 12, 13, 14)] == [
        "一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级",
    ]  # fmt: skip
    assert sheet["H6"].value.split("\n")[0] == "■政府网站　□政府公报"
    assert sheet["H6"].border.left.style == "thin"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 8
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.freeze_panes == "D6"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@SUM(A1)", "#REF!", '=HYPERLINK("http://x")', "_x0041_", "'a"]
)
def test_no_text_becomes_a_formula_or_an_error(text: str) -> None:
    data = written(a_row(content=text))
    assert load_workbook(io.BytesIO(data)).worksheets[0]["D6"].data_type == "s"
    (row,) = read_catalogue(data, "a.xlsx").rows
    assert row.content == text


def test_characters_a_spreadsheet_cannot_hold_are_left_out() -> None:
    (row,) = read_catalogue(written(a_row(content="甲\x07乙\ufffe")), "a.xlsx").rows
    assert row.content == "甲乙"


def test_too_long_a_text_is_refused_with_its_item_and_element() -> None:
    with pytest.raises(InvalidInput, match=r"“检查结果”的“公开内容（要素）”有 40000 个字.*32767.*没有改动"):
        written(a_row(content="长" * 40_000))
    (row,) = read_catalogue(written(a_row(content="长" * 32_767)), "a.xlsx").rows
    assert len(row.content) == 32_767


def test_a_flat_table_holds_what_a_workbook_cannot() -> None:
    (row,) = read_catalogue(as_csv(a_row(content="长" * 40_000)), "a.csv").rows
    assert len(row.content) == 40_000


def test_an_empty_catalogue_still_has_a_header() -> None:
    table = read_catalogue(written(), "a.xlsx")
    assert (table.rows, table.problems) == ((), ())


def test_areas_that_are_no_sheet_names_read_back() -> None:
    areas = ["就业/创业", "就业:创业", "x" * 40, "x" * 41, "'"]
    table = read_catalogue(written(*(a_row(area=area) for area in areas)), "a.xlsx")
    assert [row.area for row in table.rows] == areas
    assert len(set(table.sheets)) == len(areas)


def test_the_channel_cell_stays_as_it_was_read() -> None:
    raw = "■政府网站 □村民微信群"
    (row,) = read_catalogue(written(a_row(channels_raw=raw)), "a.xlsx").rows
    assert row.channels_raw == raw


# Text as it comes out of a cell: no outer blanks, nothing that means something else in a catalogue.
TEXT = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.just("\n"), max_size=30)
    .map(str.strip)
    .filter(lambda text: not is_same_as_above(text))
)
NAME = (
    st.text("安全生产监督检查计划结果处罚决定()（）、/A1=+-@_x", min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
CHANNEL = st.sampled_from([*CHANNELS, "村民微信群", "12345热线"])
GROUP = TEXT.filter(lambda text: (text not in TICKS | CROSSES and text[:1] not in "■☑√✓✔●◼▪") or not text)
AUDIENCES = st.one_of(
    st.builds(Audience, st.booleans(), st.booleans()),
    st.builds(Audience, st.booleans(), st.just(True), GROUP),
)


@st.composite
def catalogue_rows(draw: st.DrawFn) -> list[CatalogueRow]:
    rows = []
    tier_order = draw(st.permutations(("省级", "市级", "县级", "乡级", "村级", "本级")))
    for number in range(draw(st.integers(0, 6))):
        basis = draw(TEXT)
        level2 = draw(st.just("") | NAME)
        code = draw(st.sampled_from(["", f"05{number:02}"]))
        rows.append(
            a_row(
                area=draw(st.sampled_from(["", "安全生产", "救灾"])),
                code=code,
                level1=draw(NAME | st.just("")) if level2 else draw(NAME),
                level2=level2,
                content=draw(TEXT),
                basis=basis,
                basis_list=split_basis(basis),
                time_limit=draw(TEXT),
                responsible=draw(TEXT),
                channels=tuple(draw(st.lists(CHANNEL, unique=True, max_size=4))),
                audience=draw(AUDIENCES),
                methods=tuple(method for method in Method if draw(st.booleans())),
                tiers=tuple(tier for tier in tier_order if draw(st.booleans())),
                extra=(("网站所属栏目", text),) if (text := draw(TEXT)) else (),
            )
        )
    return sorted(rows, key=lambda row: (row.area, not row.level1))


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(catalogue_rows())
def test_what_is_written_reads_back_without_loss(rows: list[CatalogueRow]) -> None:
    table = read_catalogue(written(*rows), "a.xlsx")
    assert [facts(row) for row in table.rows] == [facts(row) for row in rows]
    assert all(problem.kept for problem in table.problems)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(catalogue_rows())
def test_a_flat_table_reads_back_without_loss(rows: list[CatalogueRow]) -> None:
    """All but the columns that a county added: those are no part of the flat table."""
    rows = [replace(row, extra=()) for row in rows]
    table = read_catalogue(as_csv(*rows), "a.csv")
    assert [facts(row) for row in table.rows] == [facts(row) for row in rows]
    assert all(problem.kept for problem in table.problems)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(catalogue_rows())
def test_a_page_reads_back_but_for_runs_of_blanks(rows: list[CatalogueRow]) -> None:
    rows = [in_single_blanks(row) for row in rows]
    table = read_catalogue(as_page(*rows), "a.html")
    assert [facts(row) for row in table.rows] == [facts(row) for row in rows]


def in_single_blanks(row: CatalogueRow) -> CatalogueRow:
    def tidy(text: str) -> str:
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return "\n".join(line for line in lines if line)

    basis = tidy(row.basis)
    return replace(
        row, area=row.area or "养老服务", content=tidy(row.content),
        basis=basis, basis_list=split_basis(basis),
        time_limit=tidy(row.time_limit), responsible=tidy(row.responsible), level1=tidy(row.level1),
        level2=tidy(row.level2), extra=tuple((name, tidy(text)) for name, text in row.extra),
        audience=replace(row.audience, groups=tidy(row.audience.groups)),
    )  # fmt: skip


def test_the_page_table_is_escaped_and_leads_to_the_item() -> None:
    (section,) = sections([a_row(content="<b>&\n二"), a_row(level2="", content="丙")])
    markup = html_table(section, "<目录>", links={0: "/items/a/?x=1&y=2", 1: "/items/b/"})
    assert "<caption>&lt;目录&gt;</caption>" in markup
    assert "<td>&lt;b&gt;&amp;<br>二</td>" in markup
    assert '<a href="/items/a/?x=1&amp;y=2">检查结果</a>' in markup
    assert '<th scope="rowgroup" rowspan="2">' in markup
    assert '<a href="/items/b/">' not in markup, "the merged cell belongs to several items"


def test_boxes_stand_together_on_a_page_and_sentences_are_left_alone() -> None:
    (section,) = sections([a_row(), a_row(channels=("政府网站公开",), channels_raw="政府网站公开")])
    markup = html_table(section, "目录", offered_channels=CHANNELS)
    assert "<td><span>■政府网站</span> <span>□政府公报</span> " in markup
    assert "<td>政府网站公开</td>" in markup


def test_a_row_of_a_name_and_ticks_is_no_third_row_of_the_header() -> None:
    bare = a_row(code="", level2="", content="", basis="", basis_list=(), time_limit="", responsible="",
                 channels=(), audience=Audience(), methods=(), tiers=("县级", "乡级", "村级"))  # fmt: skip
    (row,) = read_catalogue(written(bare), "a.xlsx").rows
    assert (row.level1, row.tiers) == ("监督检查", ("县级", "乡级", "村级"))


def test_items_without_first_level_have_a_table_of_their_own() -> None:
    found = sections([a_row(), a_row(level1="")])
    assert [section.has_level1 for section in found] == [True, False]
    table = read_catalogue(written(a_row(), a_row(level1="", code="2")), "a.xlsx")
    assert [row.level1 for row in table.rows] == ["监督检查", ""]
    assert [row.area for row in table.rows] == ["安全生产", "安全生产"]


def test_tiers_keep_the_order_of_the_rows_unless_they_contradict_each_other() -> None:
    (one,) = sections([a_row(tiers=("乡级", "县级")), a_row(tiers=("县级", "市级"))])
    assert one.tiers == ("乡级", "县级", "市级")
    (other,) = sections([a_row(tiers=("乡级", "县级")), a_row(tiers=("县级", "乡级"))])
    assert other.tiers == ("县级", "乡级")


@given(st.text("■□☑√R£口 政府网站、；\n/（）", max_size=40))
def test_box_lists_never_crash_and_never_invent_names(text: str) -> None:
    names, _ = box_list(text)
    assert all(name.replace(" ", "") in text.replace("\n", "").replace(" ", "") for name in names)
