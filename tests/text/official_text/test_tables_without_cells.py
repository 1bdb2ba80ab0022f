"""Tables of tasks that pages give as one cell a line: rows that two pipes part, parts with headings."""

from __future__ import annotations

from gongkai.text.official_text.policy import read_policy
from gongkai.text.official_text.tasks.reading import Task


def rows(text: str) -> list[Task]:
    return list(read_policy(text.split("\n")).tasks)


def test_two_pipes_part_the_rows_and_a_merged_cell_holds_for_those_below() -> None:
    tasks = rows(
        """|
工作任务
|
具体内容
|
责任部门
|
|
推进政策公开
|
公开就业、住房信息。
|
财政所、社保所等
|
|
探索线下公开渠道。
|
便民服务中心
|
|
提升解读水平
|
制作解读产品。
|
党政办公室
|
……"""
    )
    assert [(task.path, task.text, task.category) for task in tasks] == [
        ("1", "公开就业、住房信息。", "推进政策公开"),
        ("2", "探索线下公开渠道。", "推进政策公开"),
        ("3", "制作解读产品。", "提升解读水平"),
    ]
    assert tasks[0].units.names == ("财政所", "社保所")
    assert tasks[0].units.etc


def test_headings_of_parts_between_rows_that_are_far_apart() -> None:
    tasks = rows(
        """序号
重点工作任务
主要责任单位
协同配合单位
一、主要预期目标
3
固定资产投资增长7.5%左右。
县发改委
县工信局、县住建局。
二、全力以赴扩投资
三、全力以赴惠民生
68
加快学校建设。
县教育局
县政府有关部门,各乡镇人民政府。"""
    )
    assert [(task.path, task.lead.names, task.units.names) for task in tasks] == [
        ("3", ("县发改委",), ("县工信局", "县住建局")),
        ("68", ("县教育局",), ("县政府有关部门", "各乡镇人民政府")),
    ]
