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


def test_rows_without_a_column_of_numbers_begin_with_that_of_their_task() -> None:
    tasks = rows(
        """工作任务
工作要求
牵头处室
协办单位
一、进一步深化政务公开
(一)做好各类规划主动公开
1.公开中长期规划。
通过网站设立专题,集中展示。
预算处
办公室
2.归集历史规划。
做好归集整理并集中发布。
预算处
各业务处室
(二)做好财政信息公开
3.扩大预决算公开范围。
推进部门所属单位公开。
预算处
办公室"""
    )
    assert [(task.path, task.text, task.lead.names, task.units.names) for task in tasks] == [
        ("1", "公开中长期规划。", ("预算处",), ("办公室",)),
        ("2", "归集历史规划。", ("预算处",), ("各业务处室",)),
        ("3", "扩大预决算公开范围。", ("预算处",), ("办公室",)),
    ]


def test_the_first_column_may_be_merged_and_several_bodies_stand_below_each_other() -> None:
    tasks = rows(
        """领域
主要目标
主要责任单位
责任单位
3.降低发病率。
县卫生健康局
县民政局
县妇联
4.提高知晓率。
县教育局
县委宣传部"""
    )
    assert [(task.path, task.lead.names, task.units.names) for task in tasks] == [
        ("3", ("县卫生健康局",), ("县民政局", "县妇联")),
        ("4", ("县教育局",), ("县委宣传部",)),
    ]
