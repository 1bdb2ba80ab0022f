"""Lists of aims and of who answers for them: small full stops, excerpts of tables, shared annotations."""

from __future__ import annotations

import pytest

from gongkai.text.official_text.policy import read_policy
from gongkai.text.official_text.tasks.reading import Task


def tasks(text: str) -> tuple[Task, ...]:
    return read_policy(text.split("\n")).tasks


def said(text: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(task.path, task.text, task.lead.names, task.units.names) for task in tasks(text)]


@pytest.mark.parametrize("stop", ["﹒", "．", ".", "、", "﹑"])
def test_any_stop_ends_a_number(stop: str) -> None:
    text = f"""一、主要预期目标
1{stop}粮食产量增长2%以上。
牵头负责领导：张三。
牵头责任单位：县农业农村局。
协同责任单位：县水利局、县财政局等。
2{stop}游客人数增长5%。
牵头责任单位：县文化旅游局。"""
    assert said(text) == [
        ("一/1", "粮食产量增长2%以上。", ("县农业农村局",), ("县水利局", "县财政局")),
        ("一/2", "游客人数增长5%。", ("县文化旅游局",), ()),
    ]


@pytest.mark.parametrize(
    "person", ["牵头负责领导", "责任领导", "牵头市领导", "分管县级领导", "联系领导同志", "责任人员"]
)
def test_persons_who_answer_are_no_bodies(person: str) -> None:
    text = f"1.修缮河堤3公里。\n{person}：李四\n责任单位：县水利局"
    assert said(text) == [("1", "修缮河堤3公里。", (), ("县水利局",))]


def test_letter_spaced_headings_of_columns() -> None:
    text = """序号 | 任 务 名 称 | 指 标 要 求 | 牵 头 部 门 | 配 合 部 门 |
1 | 粮食产量 | 增长2%（市定） | 县农业农村局 | 县水利局、各镇政府 |
2 | 游客人数 | 增长5% | 县文化旅游局 | 各镇政府 |"""
    assert [task.text for task in tasks(text)] == ["粮食产量", "游客人数"]


def test_an_excerpt_of_a_table_leaves_rows_out() -> None:
    rows = """序号
民生实事
责任单位
完成时限
1
修缮城区河堤和东湖公园。
县水利局
县住建局
12月底前
4
迁建县政务服务中心。
县政务服务中心
县代建中心
12月底前
5
新建农贸市场1个。
县商务局
6月底前
9
完成棚户区改造300户。
县住建局
12月底前
分享到："""
    assert said(rows) == [
        ("1", "修缮城区河堤和东湖公园。", (), ("县水利局", "县住建局")),
        ("4", "迁建县政务服务中心。", (), ("县政务服务中心", "县代建中心")),
        ("5", "新建农贸市场1个。", (), ("县商务局",)),
        ("9", "完成棚户区改造300户。", (), ("县住建局",)),
    ]


def test_a_number_in_a_cell_begins_no_row() -> None:
    rows = "序号\n工作任务\n数量\n责任单位\n1\n修建水窖\n12\n县水利局\n2\n栽植果树\n30\n县林业局"
    assert [task.path for task in tasks(rows)] == ["1", "2"]


@pytest.mark.parametrize(
    ("note", "leads"),
    [
        ("县财政局牵头，县商务局（除标注为“牵头”单位外，列第一位的为牵头单位，下同）", "县财政局"),
        ("县商务局、县财政局（列第一位的为牵头单位，下同）", "县商务局"),
    ],
)
def test_a_leader_who_is_named_leads(note: str, leads: str) -> None:
    text = f"1.发放消费券。\n责任单位：{note}\n2.办好展会。\n责任单位：县水利局、县林业局"
    assert [task.lead.names for task in tasks(text)] == [(leads,), ("县水利局",)]


SHARED = """一、应急体系
1.完善应急预案
（1）规范预案编制。
（2）开展预案演练。
（责任单位：县应急局、各乡镇人民政府）
2.健全工作机制
（1）建立值守制度。"""


@pytest.mark.parametrize(
    "note", ["（责任单位：县应急局、各乡镇人民政府）", "责任单位：县应急局、各乡镇人民政府"]
)
def test_an_annotation_below_items_is_for_all_of_them(note: str) -> None:
    read = tasks(SHARED.replace("（责任单位：县应急局、各乡镇人民政府）", note))
    assert [(task.path, task.heading, task.units.names) for task in read] == [
        ("一/1", "完善应急预案", ("县应急局", "各乡镇人民政府"))
    ]
    assert read[0].text == "完善应急预案（1）规范预案编制。（2）开展预案演练。"


def test_items_that_have_annotations_keep_them() -> None:
    text = """一、应急体系
1.完善应急预案
（1）规范预案编制。
（责任单位：县应急局）
（2）开展预案演练。
（责任单位：县教育局）
（3）储备物资。（责任单位：县粮食局）
（4）加强宣传。
（责任单位：县文化旅游局）"""
    assert [task.path for task in tasks(text)] == ["一/1/(1)", "一/1/(2)", "一/1/(3)", "一/1/(4)"]


def test_an_annotation_at_the_end_of_an_item_is_its_own() -> None:
    text = SHARED.replace("演练。\n", "演练。")
    assert [task.path for task in tasks(text)] == ["一/1/(2)"]


def test_items_that_count_on_over_headings_share_an_annotation() -> None:
    text = """（一）改善设施
1.建设泵站。
2.疏浚河道。
牵头单位：县水利局；责任单位：各乡镇人民政府
（二）改进服务
3.推行一窗通办。
4.压缩时限。
牵头单位：县政务服务局"""
    assert [(task.path, task.lead.names) for task in tasks(text)] == [
        ("(一)", ("县水利局",)),
        ("(二)", ("县政务服务局",)),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "【牵头单位】县工信局【责任单位】县统计局、县财政局【完成时限】2026年9月底前",
        "【牵头单位】：县工信局\n【责任单位】：县统计局、县财政局\n【完成时限】：2026年9月底前",
        "[牵头单位]县工信局；[责任单位]县统计局、县财政局；[完成时限]2026年9月底前",
    ],
)
def test_labels_in_frames(note: str) -> None:
    (task,) = tasks(f"1.工业增加值增长6%。\n{note}")
    assert (task.lead.names, task.units.names) == (("县工信局",), ("县统计局", "县财政局"))
    assert task.due is not None and str(task.due.day) == "2026-09-30"
