"""Tables of pages and Word files, telegrams, minutes: what the layout of the page does to a document."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.policy import PolicyDocument, read_policy
from gongkai.text.policy_files import read_policy_file
from tests.text.office_files import paragraph, word_file


def read(text: str) -> PolicyDocument:
    return read_policy(text.split("\n"))


def rows(document: PolicyDocument) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]]:
    return [
        (
            task.path,
            task.text,
            task.lead.names,
            task.units.names,
            str(task.due.day) if task.due and task.due.day else "",
        )
        for task in document.tasks
    ]


PAGE = """<div><p>云溪县2026年河湖整治任务表</p><table>
<tr><th><p>序号</p></th><th><p>任务</p></th><th><p>牵头单位</p></th><th><p>配合单位</p></th><th><p>时限</p></th></tr>
<tr><td colspan="5"><p>一、清淤疏浚</p></td></tr>
<tr><td><p>1</p></td><td><p>清理河道。</p><p>运走淤泥。</p></td><td rowspan="2"><p>县水利局</p></td>
<td><p>县财政局</p><p>县交通运输局</p></td><td><p>6月底前</p></td></tr>
<tr><td><p>2</p></td><td><p>加固护岸</p></td><td><p>各乡镇</p></td><td><p>7月底前</p></td></tr>
</table><p>云溪县人民政府</p><p>2026年2月7日</p></div>"""


def test_cells_of_paragraphs_and_cells_over_rows() -> None:
    document = read_policy_file(PAGE.encode(), "a.html")
    assert rows(document) == [
        ("1", "清理河道。 运走淤泥。", ("县水利局",), ("县财政局", "县交通运输局"), "2026-06-30"),
        ("2", "加固护岸", ("县水利局",), ("各乡镇",), "2026-07-31"),
    ]
    assert document.found.written_on == date(2026, 2, 7)


def test_a_table_that_frames_the_text_keeps_its_lines() -> None:
    page = (
        "<table><tr><td><p>云溪县水利局关于防汛的通知</p><p>各镇：</p><p>请落实。</p>"
        "<p>云溪县水利局</p><p>2026年5月1日</p></td><td></td></tr></table>"
    )
    found = read_policy_file(page.encode(), "a.html").found
    assert (found.own_title, found.addressees, found.written_on) == (
        "云溪县水利局关于防汛的通知",
        ("各镇",),
        date(2026, 5, 1),
    )


def test_tables_within_a_frame_are_rows_too() -> None:
    page = (
        "<table><tr><td>云溪县2026年任务表<table><tr><td>任务</td><td>责任单位</td><td>时限</td></tr>"
        "<tr><td>清淤</td><td>县水利局</td><td>2026年6月底前</td></tr></table></td></tr></table>"
    )
    assert rows(read_policy_file(page.encode(), "a.html")) == [("1", "清淤", (), ("县水利局",), "2026-06-30")]


PIPED = """云溪县2026年民生实事推进情况
序号 |
主要任务 |
牵头 单位 |
责任主体与协同单位 |
推进情况 |
24 |
改造道路5条。 |
县城管局 |
县水利局、云溪经济开发区、相关街道 |
已开工。 |
25 |
新建中转站8个。 |
县城管局 |
县住建局 |
||
来源：县政府办"""


def test_one_cell_a_line_with_a_pipe_after_each() -> None:
    assert [task[:4] for task in rows(read(PIPED))] == [
        ("24", "改造道路5条。", ("县城管局",), ("县水利局", "云溪经济开发区", "相关街道")),
        ("25", "新建中转站8个。", ("县城管局",), ("县住建局",)),
    ]


TELEGRAMS = (
    "云溪县人民政府办公室发电\n发电单位 云溪县人民政府办公室    签批盖章 李某某\n"
    "等级 特急·明电    云政办发电〔2026〕3号    云机发 号\n云溪县人民政府办公室关于做好防汛工作的紧急通知\n"
    "各乡镇人民政府：\n请立即落实。",
    "云溪县人民政府办公室发电发电单位云溪县人民政府办公室签批盖章李某某等级特急·明电云政办发电〔2026〕3号云机发号"
    "云溪县人民政府办公室关于做好防汛工作的紧急通知各乡镇人民政府:2026年6月7日8时，我县水位上涨。"
    + "请落实。"
    * 30,
    "内部明电\n发往：各乡镇人民政府    签批盖章：\n等级：特急  云政办发电〔2026〕3号\n"
    "云溪县人民政府办公室关于做好防汛工作的紧急通知\n各乡镇人民政府：\n请立即落实。",
)


@pytest.mark.parametrize("text", TELEGRAMS)
def test_heads_of_telegrams(text: str) -> None:
    found = read(text).found
    assert found.own_title == "云溪县人民政府办公室关于做好防汛工作的紧急通知"
    assert (found.document_number, found.issuers) == ("云政办发电〔2026〕3号", ("云溪县人民政府办公室",))
    assert found.addressees == ("各乡镇人民政府",)


@pytest.mark.parametrize(
    ("head", "issuers"),
    [
        ("云溪县水利局专题会议纪要\n〔2026〕4号\n关于河道清淤的会议纪要", ("云溪县水利局",)),
        ("云溪县人民政府常务会议纪要\n〔2026〕第9期\n第九次常务会议纪要", ("云溪县人民政府",)),
        ("县政府常务会议纪要\n〔2026〕第9期\n第九次常务会议纪要", ()),
        ("第21次\n云溪县人民政府办公室 2026-4-13", ("云溪县人民政府办公室",)),
    ],
)
def test_who_issues_minutes(head: str, issuers: tuple[str, ...]) -> None:
    assert read(f"{head}\n4月8日，县长主持召开会议。现纪要如下：").found.issuers == issuers


def test_minutes_give_a_task_with_its_deadline() -> None:
    text = (
        "云溪县专题会议纪要\n〔2026〕1号\n2026年3月1日\n"
        "一、关于征收。由滨河街道办事处负责，9月10日前完成签约。\n"
    )
    text += "二、关于解释。本办法由县财政局负责，另行制定细则。"
    assert rows(read(text)) == [
        ("一", "关于征收。由滨河街道办事处负责，9月10日前完成签约。", (), ("滨河街道办事处",), "2026-09-10")
    ]


def test_persons_between_bodies_and_deadline() -> None:
    text = (
        "云溪县2026年实事任务分解\n1.新增托位。\n责任单位：县卫健局\n分管领导：李某某\n完成时限：2026年10月底"
    )
    assert rows(read(text)) == [("1", "新增托位。", (), ("县卫健局",), "2026-10-31")]


def test_values_with_other_words_of_the_page_behind_them() -> None:
    page = (
        "索引号:115YX/2026-0012 公文目录:应急管理 信息分类: 规范性文件发布 主题分类: 水利\n"
        "发文字号: 云政办〔2026〕15号 性: 有效 颁布时间: 2026-03-04 00:00:00.0\n"
        "云溪县防汛应急预案\n• 2026-03-09 12:24\n• 来源: 县应急局\n一、总则\n为了防汛，制定本预案。"
    )
    found = read(page).found
    assert (found.index_number, found.topic, found.document_number) == (
        "115YX/2026-0012",
        "水利",
        "云政办〔2026〕15号",
    )
    assert (found.written_on, found.published_on) == (date(2026, 3, 4), date(2026, 3, 9))


def test_the_page_gives_the_body_in_full_that_the_title_shortens() -> None:
    page = "发文机构：云溪市人民政府办公室\n\n市人民政府办公室关于开展河湖整治的通知\n各乡镇：\n请落实。"
    assert read(page).found.issuers == ("云溪市人民政府办公室",)
    other = "发文机构：云溪市人民政府办公室\n\n云溪市河湖整治方案\n为了整治河湖，制定本方案。"
    assert read(other).found.issuers == ()


def test_days_set_apart_and_page_numbers_in_text_of_a_pdf() -> None:
    text = (
        "云政字〔2026〕21 号 云溪县人民政府 关于印发河湖整治方案的通知 各镇人民政府: 现将方案印发。 "
        "云溪县人民政府 2026 年 6 月 2 日 (此件公开发布) — 1 — 河湖整治行动方案 为做好整治，制定本方案。"
        + "落实。"
        * 40
    )
    found = read(text).found
    assert (found.issuers, found.written_on, found.openness) == (
        ("云溪县人民政府",),
        date(2026, 6, 2),
        "公开发布",
    )


TITLES = [
    ("云溪县人民政府征收土地预公告\n云政〔2026〕72号", "云溪县人民政府征收土地预公告", ("云溪县人民政府",)),
    ("云溪县人民政府工作规则\n云政〔2026〕7号", "云溪县人民政府工作规则", ()),
    (
        "-> 要闻 -> 审计通告\n云溪县审计局关于整改情况的报告",
        "云溪县审计局关于整改情况的报告",
        ("云溪县审计局",),
    ),
    ("关于印发《河湖整治方案》的通知 2026-06-08\n云政发〔2026〕5号", "关于印发《河湖整治方案》的通知", ()),
    ("河湖整治安排方案根据县政府部署，河西街道决定，在辖区开展整治，结合实际，制定本方案", "", ()),
]


@pytest.mark.parametrize(("head", "title", "issuers"), TITLES)
def test_titles_of_notices_and_what_is_none(head: str, title: str, issuers: tuple[str, ...]) -> None:
    found = read(f"{head}\n一、征收范围\n拟征收土地详见附图。").found
    assert (found.own_title, found.issuers) == (title, issuers)


PLAN = "云溪县2026年整治方案\n"


WHO = [
    (
        "（牵头单位：县教育局；共同责任单位：县财政局，各乡镇、功能板块）",
        ("县教育局",),
        ("县财政局", "各乡镇", "功能板块"),
    ),
    (
        "（县府办〔县数据局〕牵头，各县〔区〕政府、各管委会负责）",
        ("县府办〔县数据局〕",),
        ("各县〔区〕政府", "各管委会"),
    ),
    (
        "（县商务局、各乡镇政府，城南经开区、城北高新区管委会）",
        (),
        ("县商务局", "各乡镇政府", "城南经开区、城北高新区管委会"),
    ),
    ("责任单位城管科、各社区居委会，环卫公司", (), ("城管科", "各社区居委会", "环卫公司")),
    ("牵头单位县水利局配合单位县财政局、各村", ("县水利局",), ("县财政局", "各村")),
]


@pytest.mark.parametrize(("annotation", "lead", "units"), WHO)
def test_who_answers(annotation: str, lead: tuple[str, ...], units: tuple[str, ...]) -> None:
    (task,) = read(f"{PLAN}1.清理河道。清除淤泥。{annotation}").tasks
    assert task.text == "清理河道。清除淤泥。"
    assert (task.lead.names, task.units.names) == (lead, units)


def test_others_of_the_province() -> None:
    (task,) = read(f"{PLAN}1.清理河道。（省发改委、能源局等省有关部门和各市人民政府分工负责）").tasks
    assert (task.units.names, task.units.etc) == (("省发改委", "能源局", "各市人民政府"), True)


@pytest.mark.parametrize(
    "text",
    [
        "任务分工中排在第一位的为牵头单位，其他为责任单位各司其职。",
        "各责任单位各部门要加强配合。",
        "请各牵头单位于每季度末报送进展。",
    ],
)
def test_labels_in_sentences_name_nobody(text: str) -> None:
    assert read(f"{PLAN}1.{text}").tasks == ()


def test_a_pipe_at_the_end_stands_for_a_cell() -> None:
    text = (
        "类别 | 事项名称 | 2026年度任务目标 | 责任单位 | 分管县领导 | 1-9月份工作完成情况 | 监督电话 |\n"
        "四、教育 | 14.改扩建学校 | 主体完工。 | 县教体局 | 李某某 | 已开工。 | 0535-8246306 |\n"
        "15.铺设场地 | 建成13处。 | 县教体局、各镇 | 李某某 | 已完成30%。 | 0535-8246306 | |\n"
        "索引号: | 1137/2026-04772 | 成文日期: |"
    )
    assert [task[:4] for task in rows(read(f"{PLAN}{text}"))] == [
        ("14", "改扩建学校", (), ("县教体局",)),
        ("15", "铺设场地", (), ("县教体局", "各镇")),
    ]


def test_tables_of_word_files() -> None:
    def cell(words: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(words)}</w:tc>"

    begun, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = "".join(map(cell, ("序号", "任务", "牵头单位", "完成时限")))
    first = cell("1") + cell("清理河道") + cell("县水利局", begun) + cell("6月底前")
    second = cell("2") + cell("加固护岸") + cell("", goes_on) + cell("7月底前")
    table = "".join(f"<w:tr>{row}</w:tr>" for row in (head, first, second))
    content = word_file(f"{paragraph('云溪县2026年河湖整治任务表')}<w:tbl>{table}</w:tbl>{paragraph('')}")
    assert rows(read_policy_file(content, "a.docx")) == [
        ("1", "清理河道", ("县水利局",), (), "2026-06-30"),
        ("2", "加固护岸", ("县水利局",), (), "2026-07-31"),
    ]
