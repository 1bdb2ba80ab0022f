"""Tables: merged cells in every way in which the programs write them, nested ones, frames."""

from __future__ import annotations

from .building import cell, html, para, read, row, run, table

DOWN, BEGIN_DOWN = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def across(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_cells_merged_across_and_down() -> None:
    text = html(
        table(
            row(cell("甲", BEGIN_DOWN), cell("乙", across(2))),
            row(cell("", DOWN), cell("丙"), cell("丁")),
            row(cell("", DOWN), cell("戊", across(2))),
        )
    )
    assert text == (
        '<table><tbody><tr><td rowspan="3"><p>甲</p></td><td colspan="2"><p>乙</p></td></tr>'
        "<tr><td><p>丙</p></td><td><p>丁</p></td></tr>"
        '<tr><td colspan="2"><p>戊</p></td></tr></tbody></table>'
    )


def test_a_cell_merged_both_ways() -> None:
    text = html(
        table(
            row(cell("甲", across(2) + BEGIN_DOWN), cell("乙")),
            row(cell("", across(2) + DOWN), cell("丙")),
        )
    )
    assert '<td colspan="2" rowspan="2"><p>甲</p></td>' in text


def test_the_old_way_of_merging_across() -> None:
    text = html(
        table(
            row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")),
            row(cell("1"), cell("2"), cell("3")),
        )
    )
    assert '<tr><td colspan="2"><p>甲</p></td><td><p>乙</p></td></tr>' in text


def test_a_row_all_of_whose_cells_go_on_is_none() -> None:
    text = html(
        table(
            row(cell("甲", BEGIN_DOWN), cell("乙", BEGIN_DOWN)),
            row(cell("", DOWN), cell("", DOWN)),
            row(cell("丙"), cell("丁")),
        )
    )
    assert text.count("<tr>") == 2
    assert "rowspan" not in text


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own() -> None:
    text = html(table(row(cell("甲", DOWN), cell("乙")), row(cell("丙"), cell("丁"))))
    assert "<td><p>甲</p></td>" in text


def test_rows_that_begin_further_right() -> None:
    text = html(table(row(cell("甲"), cell("乙")), row(cell("丙"), properties='<w:gridBefore w:val="1"/>')))
    assert "<tr><td></td><td><p>丙</p></td></tr>" in text


def test_headings_by_mark_and_by_bold_type() -> None:
    marked = html(table(row(cell("列"), cell("数"), properties="<w:tblHeader/>"), row(cell("甲"), cell("1"))))
    assert '<tr><th scope="col"><p>列</p></th><th scope="col"><p>数</p></th></tr>' in marked
    bold = html(
        table(
            row(cell(para(run("列", "<w:b/>"))), cell(para(run("数", "<w:b/>")))), row(cell("甲"), cell("1"))
        )
    )
    assert bold == marked


def test_deleted_rows_and_cells_are_gone() -> None:
    page = read(
        table(
            row(cell("甲"), cell("乙")),
            row(cell("删"), cell("除"), properties="<w:del/>"),
            row(cell("丙"), cell("除", "<w:cellDel/>")),
        )
    )
    assert page.lines == ("甲\t乙", "丙\t")
    assert "修订中已删除的内容没有读入（2处）" in page.warnings


def test_a_nested_table_becomes_lines() -> None:
    inner = table(row(cell("甲"), cell("1")), row(cell("乙"), cell("2")))
    page = read(table(row(cell("外"), cell(inner + para(""))), row(cell("丙"), cell("丁"))))
    assert "<td><p>甲　1</p><p>乙　2</p></td>" in page.blocks[0].html
    assert any("套在表格里的表格" in warning for warning in page.warnings)


def test_a_frame_of_one_cell_is_what_stands_in_it() -> None:
    inner = table(row(cell("甲"), cell("乙")))
    text = html(table(row(cell(para("说明文字") + table(row(cell("框中"))) + inner))))
    assert text.split("\n") == ["<p>说明文字</p>", "<p>框中</p>", "<p>甲　乙</p>"]


def test_controls_around_rows_and_cells() -> None:
    controlled = f"<w:sdt><w:sdtContent>{row(cell('甲'), cell('乙'))}</w:sdtContent></w:sdt>"
    assert read(table(controlled, row(cell("丙"), cell("丁")))).lines == ("甲\t乙", "丙\t丁")


def test_absurd_spans_are_bounded() -> None:
    text = html(table(row(cell("甲", across(999_999)), cell("乙")), row(cell("丙"), cell("丁", across(0)))))
    assert 'colspan="1000"' in text
    assert "<td><p>丁</p></td>" in text


def test_list_items_and_line_breaks_in_cells() -> None:
    text = html(
        table(
            row(
                cell(para("甲") + para("乙")), cell("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>")
            )
        )
    )
    assert "<td><p>甲</p><p>乙</p></td><td><p>一<br>二</p></td>" in text


def test_a_bold_first_row_heads_a_table_only_where_it_names_columns() -> None:
    def bold(*words: str) -> str:
        return row(*(cell(para(run(word, "<w:b/>"))) for word in words))

    plain = row(cell("甲"), cell("乙"))
    assert html(table(bold("姓名", "单位"), plain)).count("<th") == 2
    assert "<th" not in html(table(bold("项目编号：", "2026-1"), plain))
    assert "<th" not in html(table(bold("姓名", "单位"), bold("职务", "电话")))
    assert "<th" not in html(table(bold("报名申请表"), plain))
