"""Who does what until when, as sentences, cells and headings of two rows say it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.policy import read_policy
from gongkai.text.official_text.tasks.cell_runs import cells_in_columns
from gongkai.text.official_text.tasks.due_dates import Years, read_due, years_of
from gongkai.text.official_text.tasks.units import read_units

PLAN = "云溪县2026年整治方案\n"

Found = list[tuple[str, tuple[str, ...], tuple[str, ...], str]]


def tasks(text: str, head: str = PLAN) -> Found:
    return [
        (task.path, task.lead.names, task.units.names, str(task.due.day) if task.due and task.due.day else "")
        for task in read_policy(f"{head}{text}".split("\n")).tasks
    ]


SENTENCES: list[tuple[str, Found]] = [
    (
        "一、县水利局牵头，县住建局、供水公司配合，5月1日前开工，11月30日前全面完工。",
        [("一", ("县水利局",), ("县住建局", "供水公司"), "2026-11-30")],
    ),
    ("一、县财政局负责筹措资金，4月10日前拨付。", [("一", (), ("县财政局",), "2026-04-10")]),
    (
        "一、组建队伍。购置器材10台。由镇武装部牵头，财政所保障经费。",
        [("一", ("镇武装部",), (), "")],
    ),
    ("一、本办法由县财政局负责解释，自6月底前施行。", []),
    ("一、县财政局负责资金监管。", []),
    (
        "一、关于“永久基本农田”的问题，由县自然资源局会同县农业农村局等部门负责落实。",
        [("一", ("县自然资源局",), ("县农业农村局",), "")],
    ),
    ("一、本办法由县财政局会同县审计局负责解释。", []),
    ("一、将由县数据局牵头，抓紧研究制定相关政策措施，促进政务公开健康发展。", []),
]


@pytest.mark.parametrize(("text", "found"), SENTENCES)
def test_sentences_that_give_a_task(text: str, found: Found) -> None:
    assert tasks(text) == found


def test_returns_are_no_tasks() -> None:
    head = "云溪县水利局关于报送情况的通知\n各乡镇：\n"
    assert tasks("一、请各乡镇负责于2026年5月10日前上报。", head) == []


ANNOTATIONS: list[tuple[str, tuple[str, ...], tuple[str, ...], str]] = [
    ("（县司法局（牵头）、各部门，6月底前）", ("县司法局",), ("各部门",), "2026-06-30"),
    ("（县大数据局牵头，各区县、各部门按各自职责分工负责）", ("县大数据局",), ("各区县", "各部门"), ""),
    ("（县发改局、县供销社分工负责，年内投用）", (), ("县发改局", "县供销社"), "2026-12-31"),
    ("（县市监局牵头）", ("县市监局",), ("县市监局",), ""),
    ("（县市监局、县商务局牵头负责）", ("县市监局", "县商务局"), ("县市监局", "县商务局"), ""),
    ("任务分工：县数据局牵头，各部门配合", ("县数据局",), ("各部门",), ""),
    ("（各乡镇，县住建局、县水利局）", (), ("各乡镇", "县住建局", "县水利局"), ""),
    ("（责任单位：县水利局、县住建局，以下简称有关部门和单位）", (), ("县水利局", "县住建局"), ""),
    (
        "（县水利局、县住建局负责。列第一位者为牵头部门或单位，其他有关部门和单位按职责分工负责，下同）",
        ("县水利局",),
        ("县水利局", "县住建局"),
        "",
    ),
]


@pytest.mark.parametrize(("annotation", "lead", "units", "due"), ANNOTATIONS)
def test_annotations(annotation: str, lead: tuple[str, ...], units: tuple[str, ...], due: str) -> None:
    assert tasks(f"1.清理河道。清除淤泥。{annotation}") == [("1", lead, units, due)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各乡镇、县住建局", ("各乡镇", "县住建局")),
        ("各街道、区城管局", ("各街道", "区城管局")),
        ("各县、区教育局", ("各县、区教育局",)),
        ("各市、县（区）人民政府", ("各市、县（区）人民政府",)),
        ("各县，区教育局", ("各县", "区教育局")),
    ],
)
def test_places_that_share_a_body(text: str, names: tuple[str, ...]) -> None:
    units = read_units(text)
    assert units is not None
    assert units.names == names


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3月底前开工，8月底前投入使用", date(2026, 8, 31)),
        ("一季度完成招标；三季度末主体完工；12月20日前竣工验收", date(2026, 12, 20)),
        ("一季度完成招标，全年推进", None),
        ("年内建成", date(2026, 12, 31)),
    ],
)
def test_stages(text: str, day: date | None) -> None:
    due = read_due(text, Years(2026, None))
    assert (due.day if due else None) == day


def test_the_number_of_minutes_gives_the_year() -> None:
    head = "云溪县人民政府专题会议纪要\n〔2026〕14号\n关于研究供水改造的会议纪要\n"
    assert tasks("一、由县水利局负责，3月底前完成立项。", head) == [("一", (), ("县水利局",), "2026-03-31")]
    assert years_of("工作要点", date(2025, 12, 30), "云政〔2026〕1号").bare() == 2025


TWO_ROWS = (
    "序号\t工作任务\t责任分工\t完成时限\n牵头科室\t配合科室\n1\t制定要点\t房屋科\t质安科 设计科\t7月15日前",
    "序号\t工作任务\t责任分工\t\t完成时限\n序号\t工作任务\t牵头科室\t配合科室\t完成时限\n"
    "1\t制定要点\t房屋科\t质安科 设计科\t7月15日前",
)


@pytest.mark.parametrize("table", TWO_ROWS)
def test_headings_of_two_rows(table: str) -> None:
    assert tasks(table) == [("1", ("房屋科",), ("质安科", "设计科"), "2026-07-15")]


def test_who_leads_is_marked_in_the_cell() -> None:
    table = (
        "序号|任务|责任单位|时序进度\n1|清理文件|县司法局（牵头）、县直各部门|3月底前上线\n2|公布清单|各部门|"
    )
    assert tasks(table) == [("1", ("县司法局",), ("县直各部门",), "2026-03-31"), ("2", (), ("各部门",), "")]


@pytest.mark.parametrize(
    ("lines", "kinds", "cells"),
    [
        (
            ["公开结果", "执法大队", "法规科", "7个工作日内"],
            ["", "", "bodies", "due"],
            ("", "公开结果", "执法大队、法规科", "7个工作日内"),
        ),
        (
            ["新建书屋", "新建5处", "县文旅局", "各镇政府", "11月30日"],
            ["", "", "lead", "bodies", "due"],
            ("新建书屋", "新建5处", "县文旅局", "各镇政府", "11月30日"),
        ),
        (
            ["签责任书", "各村（社区）", "各村（社区）书记", "10月15日前"],
            ["", "bodies", "other", "due"],
            ("签责任书", "各村（社区）", "各村（社区）书记", "10月15日前"),
        ),
    ],
)
def test_lines_find_their_columns(lines: list[str], kinds: list[str], cells: tuple[str, ...]) -> None:
    assert cells_in_columns(lines, kinds) == cells


def test_cells_that_only_spaces_part() -> None:
    table = (
        "序号 任务 责任单位 完成时间\n一、前期阶段\n1 开展课题研究 县发展改革局 2026年6月底前\n"
        "二、编制阶段\n2 起草《纲要》 县发展改革局、县委政研室 2026年9月底前\n附注：另行通知。"
    )
    assert tasks(table) == [
        ("1", (), ("县发展改革局",), "2026-06-30"),
        ("2", (), ("县发展改革局", "县委政研室"), "2026-09-30"),
    ]


def test_heads_with_blanks_between_their_characters() -> None:
    table = "序号 工 作 任 务 牵头负责部门\n1 物价涨幅3%左右 发展改革局\n2 新增就业1000人以上 教育局"
    found = read_policy(f"{PLAN}{table}".split("\n")).tasks
    assert [(task.text, task.lead.names) for task in found] == [
        ("物价涨幅3%左右", ("发展改革局",)),
        ("新增就业1000人以上", ("教育局",)),
    ]


def test_a_deadline_behind_the_bodies_of_a_cell() -> None:
    table = "序号|任务|责任单位|完成时限\n1|解读文件|各部门（长期坚持）|\n2|公布清单|各部门（6月底前）|"
    (first, second) = read_policy(f"{PLAN}{table}".split("\n")).tasks
    assert (first.units.names, first.due.text if first.due else "") == (("各部门",), "长期坚持")
    assert (second.units.names, second.due.day if second.due else None) == (("各部门",), date(2026, 6, 30))


def test_a_head_in_the_frame_of_a_page() -> None:
    page = (
        "|\n. | |||\n关于先看病后付费情况的通报(7月2日) |\n|||\n各市州，省属各医疗机构: | |||\n现通报如下："
    )
    found = read_policy(page.split("\n")).found
    assert found.own_title == "关于先看病后付费情况的通报(7月2日)"


@pytest.mark.parametrize("others", ["等部门和企业", "等部门和单位", "等单位及企业", "等有关部门和地区"])
def test_others_are_meant_beside_those_named(others: str) -> None:
    (task,) = read_policy(
        f"{PLAN}1.清理河道。清除淤泥。（县水利局、县供水公司{others}按职责分工负责）".split("\n")
    ).tasks
    assert (task.units.names, task.units.etc) == (("县水利局", "县供水公司"), True)


def test_the_foot_of_a_page_gives_no_task() -> None:
    foot = "主办单位：云溪县教育局 版权所有：云溪县人民政府办公室\n网站标识码：0000000018 某ICP备2022000000号"
    assert (
        tasks(f"各学校要抓好落实。\n云溪县教育局\n2026年3月2日\n{foot}", "云溪县教育局关于公布名单的决定\n")
        == []
    )


@pytest.mark.parametrize(
    "foot",
    [
        "扫一扫在手机打开当前页\n主办单位：云溪县水利局 联系方式：0999-5550000\n云公网安备00000002000147号",
        "版权所有：云溪县水利局 某ICP备2021000000号\n主办单位：云溪县水利局 地址：云溪县一号\n邮编：000000",
        "网站标识码：0000000007\n主办单位：云溪县水利局\n东镇\n西镇\n关注 · 云溪发布",
    ],
)
def test_who_keeps_the_site_has_no_task(foot: str) -> None:
    plan = "一、任务\n（一）清淤。疏浚河道。\n（县交通局负责）"
    ((_, _, units, _),) = tasks(f"{plan}\n{foot}", "云溪县2026年河道要点\n")
    assert units == ("县交通局",)


def test_a_foot_in_the_midst_of_a_page_takes_only_what_belongs_to_it() -> None:
    foot = "主办单位：云溪县水利局\n某ICP备2021000000号"
    text = (
        "（二）巡查。各镇要组织人员每日巡查河道，发现问题及时处置并做好记录，情况重大的立即报告。"
        "（县公安局负责）"
    )
    found = tasks(f"一、任务\n（一）清淤。（县交通局负责）\n{foot}\n{text}", "云溪县2026年河道要点\n")
    assert [units for _, _, units, _ in found] == [("县交通局",), ("县公安局",)]


def test_what_holds_for_the_tasks_that_follow_is_no_part_of_an_annotation() -> None:
    ((_, lead, units, _),) = tasks(
        "一、任务\n1.控制用水。 [县水利局牵头,县住建局配合,各乡镇负责落实。以下均需各乡镇落实，不再列出)]",
        "云溪县2026年水污染防治方案\n",
    )
    assert (lead, units) == (("县水利局",), ("县住建局", "各乡镇"))


@pytest.mark.parametrize(
    ("said", "lead", "units"),
    [
        ("由县经信局、县财政局负责", (), ("县经信局", "县财政局")),
        ("由县卫生局主办,县民政局、县财政局协办", ("县卫生局",), ("县民政局", "县财政局")),
    ],
)
def test_who_does_this_work_on_a_line_of_its_own(
    said: str, lead: tuple[str, ...], units: tuple[str, ...]
) -> None:
    ((path, *found, _),) = tasks(
        f"一、任务\n(三)提高协作水平。支持中小企业。\n此项工作{said}。", "云溪县2026年中小企业意见\n"
    )
    assert (path, found) == ("一/(三)", [lead, units])


def test_those_who_mainly_work_together() -> None:
    ((_, lead, units, _),) = tasks(
        "1.创建国家卫生县城。\n\n牵头责任单位:县卫健委\n\n主要协作单位:各乡镇人民政府、县政府有关部门",
        "县卫健委2026年任务分解\n",
    )
    assert (lead, units) == (("县卫健委",), ("各乡镇人民政府", "县政府有关部门"))


def test_what_is_said_of_all_tasks_behind_a_division_is_no_body() -> None:
    ((_, _, units, _),) = tasks(
        "一、任务\n（一）加强市场建设。〔责任单位：省商务厅、省市场监管局按职责分工负责。"
        "具体任务均涉及相关市（州）人民政府，不再做分工，下同。〕",
        "某省流通体系方案\n",
    )
    assert units == ("省商务厅", "省市场监管局")


def test_a_sentence_that_names_the_kinds_of_bodies_divides_no_work() -> None:
    assert not tasks(
        "县政府各部门：\n现将重点工作分解如下，同时明确牵头负责领导、牵头责任单位和协同责任单位。",
        "云溪县2026年重点工作\n",
    )


def test_parts_of_a_table_with_one_cell_a_line_stand_between_its_rows() -> None:
    cells = (
        "任务类型 序号 工作任务 推进单位 行动一：环境提升 1 推进片区规划研究 县住建局、县发展改革委 "
        "行动二：居住改善 旧区改造 2 完成旧住房改造 县住建局、县财政局 公共空间 3 新建口袋公园 县城管局"
    )
    found = tasks("\n\n".join(cells.split(" ")), "云溪县2026年城市更新任务清单\n")
    assert [(path, units) for path, _, units, _ in found] == [
        ("1", ("县住建局", "县发展改革委")),
        ("2", ("县住建局", "县财政局")),
        ("3", ("县城管局",)),
    ]
