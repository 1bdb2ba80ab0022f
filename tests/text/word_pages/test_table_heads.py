"""Rows that name columns where the file does not say so; forms are none."""

from __future__ import annotations

import pytest

from gongkai.text.word_pages.table_heads import CellFacts, heading_rows

from .building import cell, html, para, row, run, table

FORMS = [
    "项目名称|城关学校改造;建设单位|县教育体育局;总投资|300万元;联系电话|见附表",
    "办理情况|已完成;办结日期|2026年3月1日;数量|3;金额|200",
    "资金来源|财政预算;金额|300;年度|2026;面积|120",
    "姓名|陈大山|性别|男;年龄|30|工龄|5;身高|170|体重|60",
    "申请单位||负责人|;建设地点||联系电话|",
    "事项名称|临时用地审批|事项类型|行政许可;法定时限|20个工作日|承诺时限|5个工作日",
    "项目名称：|城关学校改造|金额：|三百万元;单位：|县教育体育局|数量：|3",
    "抄送：县委办公室|2026年3月1日印发;共印|30份",
    "云溪县教育体育局|文件;云溪县财政局|3",
    "一、总体要求|坚持统筹推进，分步实施。;二、任务|3",
]
DATA = [
    "学校|计划招生数;城关学校|180;青石学校|240",
    "序号|姓名|金额（元）;1|陈大山|300;2|李小河|200",
    "序号|事项名称|责任单位|完成时限;1|修订办法|县教育体育局|2026年6月底;2|组织检查|县财政局|2026年底",
    "责任单位|主要职责|备注;县教育体育局|组织招生|;县财政局|保障经费|",
    "镇|实有人数|占比;城关镇|1200|12%;青石镇|待定|8%;合计|3000|30%;东河镇|300|3%;西河镇|500|5%;北河镇|100|1%",
    "指标名称|单位|年度目标;就业人数|人|300;财政支出额|万元|200",
    "姓 名|性 别|职 务;陈大山|男|主任",
]


def facts(text: str) -> list[list[CellFacts]]:
    return [[CellFacts(part) for part in line.split("|")] for line in text.split(";")]


@pytest.mark.parametrize("text", FORMS)
def test_a_form_has_no_headings(text: str) -> None:
    assert heading_rows(facts(text)) == 0


@pytest.mark.parametrize("text", DATA)
def test_names_of_columns(text: str) -> None:
    assert heading_rows(facts(text)) == 1


def test_no_row_below_and_no_row_at_all() -> None:
    assert heading_rows(facts("序号|姓名|金额")) == 0
    assert heading_rows([]) == 0 and heading_rows([[]]) == 0


def test_a_year_among_the_names_and_names_that_come_twice_are_doubtful() -> None:
    assert heading_rows(facts("项目|2025年预算;教育|300;卫生|200")) == 0
    assert heading_rows(facts("姓名|金额|姓名|金额;甲|1|乙|2")) == 0


def test_headings_of_two_rows() -> None:
    rows = [
        [CellFacts("学校", rows=2), CellFacts("招生人数", columns=2)],
        [CellFacts("小学人数"), CellFacts("初中人数")],
        [CellFacts("城关学校"), CellFacts("180"), CellFacts("240")],
    ]
    assert heading_rows(rows) == 2
    assert heading_rows(rows[:2]) == 0
    across = [[CellFacts("招生人数", columns=3)], *rows[1:]]
    assert heading_rows(across) == 0


def test_on_the_page_they_are_headings_for_whoever_listens() -> None:
    text = html(table(row(cell("学校"), cell("招生人数")), row(cell("城关学校"), cell("180"))))
    assert text.startswith('<table><tbody><tr><th scope="col"><p>学校</p></th><th scope="col">')
    assert text.count("<th") == 2 and "<td><p>城关学校</p></td>" in text


def test_what_the_file_marks_goes_first() -> None:
    marked = row(cell("序号"), cell("人数"), properties="<w:tblHeader/>")
    text = html(table(row(cell("学校"), cell("招生人数")), marked, row(cell("1"), cell("180"))))
    assert "<td><p>学校</p></td>" in text and '<th scope="col"><p>序号</p></th>' in text


def test_all_in_bold_is_told_by_its_words() -> None:
    bold = [
        row(*(cell(para(run(text, "<w:b/>"))) for text in line)) for line in (("学校", "人数"), ("甲", "1"))
    ]
    text = html(table(*bold))
    assert '<th scope="col"><p>学校</p></th>' in text and "<td><p><strong>甲</strong></p></td>" in text
