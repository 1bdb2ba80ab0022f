"""Lists of persons, and of other things with numbers like theirs, in every dress of tables in text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.personal_information import Severity, scan
from gongkai.text.personal_information.samples import samples
from tests.text.personal_information.numbers import bank_cards, id_cards, mobiles

SAMPLES = samples()
Rows = Sequence[Sequence[str]]


def _joined(separator: str) -> Callable[[Rows], str]:
    return lambda rows: "\n".join(separator.join(row) for row in rows)


def _html(rows: Rows) -> str:
    marks = ["th"] + ["td"] * (len(rows) - 1)
    return "<table>" + "".join(
        "<tr>" + "".join(f"<{mark}>{cell}</{mark}>" for cell in row) + "</tr>"
        for mark, row in zip(marks, rows, strict=True)
    ) + "</table>"  # fmt: skip


def _html_in_lines(rows: Rows) -> str:
    return _html(rows).replace("><", ">\n<")


def _markdown(rows: Rows) -> str:
    first, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((first, f"|{'---|' * len(rows[0])}", *rest))


def _json(rows: Rows) -> str:
    head, *rest = rows
    return ",\n".join(
        "{" + ", ".join(f'"{key}": "{cell}"' for key, cell in zip(head, row, strict=True)) + "}"
        for row in rest
    )


def _fields(rows: Rows) -> str:
    head, *rest = rows
    return "\n".join("；".join(f"{key}：{cell}" for key, cell in zip(head, row, strict=True)) for row in rest)


DRESSES: dict[str, Callable[[Rows], str]] = {
    "tabs": _joined("\t"),
    "commas": _joined(","),
    "semicolons": _joined(";"),
    "quoted": lambda rows: "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows),
    "strokes": _joined("|"),
    "frames": lambda rows: "\n".join(f"│{'│'.join(row)}│" for row in rows),
    "markdown": _markdown,
    "wide blanks": _joined("   "),
    "ideographic blanks": _joined("\u3000"),
    "narrow blanks": _joined(" "),
    "a cell a line": lambda rows: "\n".join(cell for row in rows for cell in row),
    "html": _html,
    "html in lines": _html_in_lines,
    "json": _json,
    "fields": _fields,
}
TITLES = st.sampled_from(("", "稻谷补贴发放表\n", "附件1\n某某县2025年临时救助名单\n\n"))
ENDS = st.sampled_from(
    ("", "\n（公示期5个工作日，监督电话12345）", "\n联系人：李四　　咨询电话：0999-2310001")
)
PHONES = st.sampled_from(("联系电话", "手机号码", "电话", "联系方式"))
ACCOUNTS = st.sampled_from(("银行卡号", "社保卡银行账号", "打卡账号", "一卡通账号"))
PERSONS = st.sampled_from(("身份证号", "证件号码", "公民身份号码"))
OTHERS = st.sampled_from(
    (
        "基本支出",
        "设备原值（元）",
        "隐患点编号",
        "检验报告号",
        "条形码",
        "本年（元）",
        "登记编号",
        "用电量（千瓦时）",
    )
)


@pytest.mark.parametrize("dress", DRESSES)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_list_of_persons(dress: str, data: st.DataObject) -> None:
    heads = ("姓名", "户籍村", data.draw(PERSONS), data.draw(PHONES), data.draw(ACCOUNTS), "金额（元）")
    order = data.draw(st.permutations(range(len(heads))))
    rows = [["序号", *(heads[at] for at in order)]]
    wanted: list[str] = []
    for count in range(1, data.draw(st.integers(2, 4))):
        numbers = [data.draw(kind()) for kind in (id_cards, mobiles, bank_cards)]
        row = (
            "张三",
            "某某镇东沟村",
            *numbers,
            data.draw(st.sampled_from(("300.00", "1,234.50", "62,697.11"))),
        )
        rows.append([str(count), *(row[at] for at in order)])
        wanted += [row[at] for at in order if at in {2, 3, 4}]
    text = data.draw(TITLES) + DRESSES[dress](rows) + data.draw(ENDS)
    assert [text[found.start : found.end] for found in scan(text)] == wanted, text


@pytest.mark.parametrize("dress", DRESSES)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_list_of_other_things(dress: str, data: st.DataObject) -> None:
    """Eleven digits that begin like those of a mobile telephone, under heads of something else."""
    head = data.draw(OTHERS)
    heads = ("科目名称", head, "合计", "责任单位")
    order = data.draw(st.permutations(range(len(heads))))
    rows = [["序号", *(heads[at] for at in order)]]
    for count in range(1, data.draw(st.integers(2, 4))):
        row = ("行政运行", data.draw(mobiles()), "20,931,929.27", "某某县财政局")
        rows.append([str(count), *(row[at] for at in order)])
    text = data.draw(TITLES) + DRESSES[dress](rows) + data.draw(ENDS)
    assert scan(text) == [], text


@pytest.mark.parametrize("dress", ["tabs", "commas", "strokes", "html", "wide blanks"])
def test_numbers_in_groups_stay_in_their_cells(dress: str) -> None:
    rows = [
        ["姓名", "身份证号", "打卡账号", "补贴面积"],
        ["张三", SAMPLES["id_card_spaced"], "6228 4800 0000 0000 013", "62.51"],
    ]
    text = DRESSES[dress](rows)
    assert [found.type for found in scan(text)] == ["id_card", "bank_card"]


def test_heads_over_two_rows_and_cells_over_several_columns() -> None:
    text = (
        "<table><tr><td colspan='4'>某某县资金表</td></tr>"
        "<tr><td rowspan='2'>项目</td><td colspan='2'>资金</td>"
        "<td rowspan='2'>联系电话</td></tr><tr><td>收入</td><td>支出</td></tr>"
        "<tr><td>道路</td><td>{mobile}</td><td>{mobile}</td><td>{mobile}</td></tr></table>"
    ).format(**SAMPLES)
    (found,) = scan(text)
    assert found.start == text.rindex(SAMPLES["mobile"])


def test_a_form_names_its_fields_beside_them() -> None:
    text = "姓名\t李四\t性别\t男\n卡号\t{bank_card_16}\t手机\t{mobile}".format(**SAMPLES)
    assert [found.type for found in scan(text)] == ["bank_card", "mobile"]


def test_a_key_that_says_otherwise_makes_a_mobile_doubtful() -> None:
    for text in ("鉴定号：{mobile}", '{{"orderCode": 1, "t": {mobile}}}', "竣工价款（元）\t{mobile}"):
        assert {found.severity for found in scan(text.format(**SAMPLES))} <= {Severity.REVIEW}
    for text in (
        "家长手机号：{mobile}",
        "来电号码 {mobile}",
        "电话号{mobile}",
        "王主任：{mobile}",
        "备注：{mobile}",
    ):
        assert [found.severity for found in scan(text.format(**SAMPLES))] == [Severity.HARD], text


def test_numbers_in_boxes_and_without_gaps() -> None:
    person, mobile, card = SAMPLES["id_card"], SAMPLES["mobile"], SAMPLES["bank_card"]
    for box in ("|", "│", " ", "\t", "\n", "、", "</td><td>", " / "):
        assert [found.type for found in scan(f"公民身份号码 {box.join(person)}")] == ["id_card"], box
        assert [found.type for found in scan(f"手机号码：{box.join(mobile)}")] == ["mobile"], box
    glued = f"李四{person}{mobile}{card}"
    assert [found.type for found in scan(glued)] == ["id_card", "mobile", "bank_card"]
    assert [found.type for found in scan(f"{mobile}{card}{person}")] == ["mobile", "bank_card", "id_card"]


def test_numbers_that_a_spreadsheet_took_for_figures() -> None:
    mobile = SAMPLES["mobile"]
    for shown in (f"{mobile}.0", f"{mobile[0]}.{mobile[1:]}E10", f"{mobile[0]}.{mobile[1:]}e+10"):
        assert [found.type for found in scan(f"姓名,手机\n李四,{shown}")] == ["mobile"]
        assert scan(f"姓名,金额\n李四,{shown}") == []


def test_a_table_with_a_cell_a_line_ends_where_sentences_begin() -> None:
    mobile = SAMPLES["mobile"]
    table = "项目编号\n项目名称\n批准日期\n20260000001\n道路改造\n2026年3月"
    assert scan(f"{table}\n20260000002\n管网改造\n2026年4月") == []
    sentence = "上列项目自即日起公示，对公示内容有异议的，请在公示期内以书面形式向本单位提出。" * 2
    assert [found.type for found in scan(f"{table}\n{sentence}\n李四\n\n{mobile}")] == ["mobile"]


@pytest.mark.parametrize("last", ["慰问金", "慰问品", "结对干部"])
@pytest.mark.parametrize("heads", [("姓名",), ("所在村", "户主姓名"), ("性别", "学生姓名")])
@pytest.mark.parametrize("title", ["", "百岁老人慰问名单\n"])
def test_a_cell_a_line_where_the_names_say_how_many_columns_there_are(
    title: str, heads: tuple[str, ...], last: str
) -> None:
    homes = ("东关街道钟楼巷14号", "石桥村六组3号", "桃园小区7幢202室")
    before = ("东沟村",) if len(heads) > 1 else ()
    rows = [(*heads, "住址", last)]
    rows += [
        (*before, name, home, "若干") for name, home in zip(("张三", "李四", "王五"), homes, strict=True)
    ]
    text = title + "\n".join(cell for row in rows for cell in row)
    assert [text[found.start : found.end] for found in scan(text)] == list(homes)


def test_a_cell_a_line_in_two_columns() -> None:
    assert [found.type for found in scan("姓名\n住址\n张三\n东河村五组12号\n李四\n柳巷8号")] == [
        "home_address"
    ] * 2
    assert scan("负责人姓名\n机构地址\n张三\n人民路15号\n李四\n文化路8号") == []


def test_a_row_that_lost_a_cell_has_no_heads() -> None:
    table = "姓名\n住址\n慰问金\n张三\n东河村五组12号\n500元\n李四\n柳巷8号\n500元\n500元\n王五\n槐树巷9号"
    assert [table[found.start : found.end] for found in scan(table)] == ["东河村五组12号", "柳巷8号"]
