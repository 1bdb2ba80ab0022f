"""Layouts that documents come in when their page is lost: one line, stacked cells, framed labels."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.organs import organs_of
from gongkai.text.official_text.policy import PolicyDocument, read_policy
from gongkai.text.official_text.tasks.cell_runs import cells_in_columns
from gongkai.text.official_text.tasks.due_dates import Years, read_due
from gongkai.text.policy_files import read_policy_file

TAIL = "为做好有关工作，经研究，现就有关事项通知如下。" * 8


def read(text: str) -> PolicyDocument:
    return read_policy(text.split("\n"))


@pytest.mark.parametrize(
    ("head", "title", "number", "addressees"),
    [
        (
            "云溪县水利局云水函〔2026〕7号云溪县水利局关于报送汛期值班表的通知各乡镇水管站，县直有关单位：",
            "云溪县水利局关于报送汛期值班表的通知",
            "云水函〔2026〕7号",
            ("各乡镇水管站", "县直有关单位"),
        ),
        (
            "云溪县档案局云溪县档案局云溪县档案馆关于开展档案开放审核的通知各乡镇人民政府，县直各部门：",
            "云溪县档案局云溪县档案馆关于开展档案开放审核的通知",
            "",
            ("各乡镇人民政府", "县直各部门"),
        ),
        (
            "关于印发《云溪县夜间停车方案》的通知各街道办事处，县直有关部门：",
            "关于印发《云溪县夜间停车方案》的通知",
            "",
            ("各街道办事处", "县直有关部门"),
        ),
        (
            "云溪县交通中心文件云交中心发〔2026〕3号关于更换站牌的通知各公交企业，各有关单位：",
            "关于更换站牌的通知",
            "云交中心发〔2026〕3号",
            ("各公交企业", "各有关单位"),
        ),
    ],
)
def test_head_without_line_breaks(head: str, title: str, number: str, addressees: tuple[str, ...]) -> None:
    found = read(head + TAIL).found
    assert (found.own_title, found.document_number, found.addressees) == (title, number, addressees)


def test_joint_issuers_written_without_a_gap() -> None:
    assert organs_of("云溪县财政局云溪县水利局") == ("云溪县财政局", "云溪县水利局")
    assert organs_of("云溪县云溪镇人民政府") == ("云溪县云溪镇人民政府",)


STACKED = """云溪县2026年实事项目任务分工表
序号
项目
年度目标
牵头单位
责任单位
完成时限
1
修缮河堤
修缮3公里
县水利局
县财政局
县交通运输局
9月底前
2
新建书屋
新建5处
县文旅局
各镇人民政府
2026年11月30日
云溪县人民政府办公室 2026年2月7日"""


def test_table_with_one_cell_a_line() -> None:
    tasks = read(STACKED).tasks
    assert [
        (task.path, task.text, task.lead.names, task.units.names, task.due and task.due.day) for task in tasks
    ] == [
        ("1", "修缮河堤", ("县水利局",), ("县财政局", "县交通运输局"), date(2026, 9, 30)),
        ("2", "新建书屋", ("县文旅局",), ("各镇人民政府",), date(2026, 11, 30)),
    ]


def test_rows_below_merged_cells() -> None:
    text = (
        "云溪县2026年任务分工表\n重点任务 | 任务内容 | 完成时限 | 责任单位 |\n"
        "一、公开信息 | 1.公开预算。 | 6月底前 | 县财政局、县审计局 |\n2.公开决算。 | 9月底前 | 县财政局 |"
    )
    tasks = read(text).tasks
    assert [(task.path, task.text, task.units.names) for task in tasks] == [
        ("1", "公开预算。", ("县财政局", "县审计局")),
        ("2", "公开决算。", ("县财政局",)),
    ]


def test_cell_that_says_who_leads() -> None:
    text = "任务分工表\n任务\t负责单位\t时限\n编制清单\t县民政局牵头，县财政局、县卫健局参与\t2026年6月底"
    (task,) = read(text).tasks
    assert (task.lead.names, task.units.names) == (("县民政局",), ("县财政局", "县卫健局"))


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["甲项目", "县水利局", "县财政局", "6月底前"], ("甲项目", "县水利局、县财政局", "6月底前")),
        (["甲", "项目", "县水利局", "6月底前"], ("甲项目", "县水利局", "6月底前")),
        (["甲项目", "6月底前"], ("甲项目", "", "6月底前")),
        (["甲项目"], None),
    ],
)
def test_lines_given_back_to_their_columns(lines: list[str], cells: tuple[str, ...] | None) -> None:
    assert cells_in_columns(lines, ["", "bodies", "due"]) == cells


PLAN = "云溪县2026年公开工作要点\n一、重点任务\n"


def test_annotation_with_other_labels_and_leads_from_there_on() -> None:
    text = (
        "1.修路。（责任单位：县交通局、县财政局；实施范围：全县各镇，不含城区）\n"
        "2.修桥。（责任单位：县交通局、县水利局（列第一位的为牵头单位，下同），投资来源：财政资金）\n"
        "3.修渠。（责任单位：县水利局、县财政局）\n4.考核。\n责任单位：县人社局、县统计局分别牵头"
    )
    tasks = read(PLAN + text).tasks
    assert [(task.units.names, task.lead.names) for task in tasks] == [
        (("县交通局", "县财政局"), ()),
        (("县交通局", "县水利局"), ("县交通局",)),
        (("县水利局", "县财政局"), ("县水利局",)),
        (("县人社局", "县统计局"), ("县人社局", "县统计局")),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6月底前完成选址，10月底前建成", date(2026, 10, 31)),
        ("2026年8月底前完成编制，此后每季度更新", date(2026, 8, 31)),
        ("2027年6月底前开工，12月底前完工", date(2027, 12, 31)),
        ("2026年三季度", date(2026, 9, 30)),
        ("四季度末", date(2026, 12, 31)),
        ("第四季度", None),
        ("三季度前", None),
        ("立行立改，长期坚持", None),
    ],
)
def test_stages_and_quarters(text: str, day: date | None) -> None:
    due = read_due(text, Years(None, date(2026, 2, 1)))
    assert due is not None
    assert due.day == day
    assert due.day or due.reason


def test_labels_in_frames_and_on_lines_of_their_own() -> None:
    framed = (
        "[ 索引号 ]\tYX01/2026-00012\t[ 发布日期 ]\t2026-05-16\n云溪县水利局关于防汛的通知\n各镇：\n请落实。"
    )
    stacked = (
        "索引号\n\nYX01/2026-00012\n\n"
        "主题分类\n\n水利\n\n发布日期\n\n2026-05-16\n\n云溪县水利局关于防汛的通知\n各镇：\n请落实。"
    )
    for text in (framed, stacked):
        found = read(text).found
        assert (found.index_number, found.published_on) == ("YX01/2026-00012", date(2026, 5, 16))
    assert read(stacked).found.topic == "水利"


def test_text_file_that_holds_the_source_of_a_page() -> None:
    page = (
        "<div><p>云溪县水利局关于防汛的通知</p><p>各镇：</p>"
        "<p>请落实。</p><p>云溪县水利局</p><p>2026年5月1日</p></div>"
    )
    found = read_policy_file(page.encode(), "a.txt").found
    assert (found.own_title, found.written_on) == ("云溪县水利局关于防汛的通知", date(2026, 5, 1))
