"""Tasks: who, under whose lead, until when; nobody is named whom the document does not name."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.policy import read_policy
from gongkai.text.official_text.tasks.due_dates import Years, read_due, years_of
from gongkai.text.official_text.tasks.reading import Task
from gongkai.text.official_text.tasks.units import Units, read_units

PLAN = "云溪县2026年公开工作要点\n一、重点任务\n（一）编制目录\n"


def tasks_of(text: str) -> tuple[Task, ...]:
    return read_policy((PLAN + text).split("\n")).tasks


@pytest.mark.parametrize(
    ("text", "names", "etc"),
    [
        ("财政部、税务总局", ("财政部", "税务总局"), False),
        ("扶贫办、商务部等和各有关省级人民政府", ("扶贫办", "商务部", "各有关省级人民政府"), True),
        ("海关总署、商务部等有关部门", ("海关总署", "商务部"), True),
        ("文化和旅游部、县农业农村和水利局", ("文化和旅游部", "县农业农村和水利局"), False),
        ("县教育局和各乡镇人民政府", ("县教育局", "各乡镇人民政府"), False),
        ("市级各有关部门及各县市区政府", ("市级各有关部门", "各县市区政府"), False),
        ("各有关部门和单位", ("各有关部门和单位",), False),
        ("湖区建设领导小组成员单位及省地震局", ("湖区建设领导小组成员单位", "省地震局"), False),
        ("各市、州、县人民政府", ("各市、州、县人民政府",), False),
        ("各县（市、区）政府，市财政局", ("各县（市、区）政府", "市财政局"), False),
        ("浦江新区等相关区政府", ("浦江新区等相关区政府",), False),
        ("市“两新”组织党工委、市民政局", ("市“两新”组织党工委", "市民政局"), False),
        (
            "州财政局、州水利局等州级有关部门，各县市人民政府",
            ("州财政局", "州水利局", "各县市人民政府"),
            True,
        ),
    ],
)
def test_lists_of_bodies(text: str, names: tuple[str, ...], etc: bool) -> None:
    assert read_units(text) == Units(names, etc)


@pytest.mark.parametrize("text", ["", "以下简称《办法》", "2026年5月", "由县财政局解释。另行通知"])
def test_what_is_no_list_of_bodies(text: str) -> None:
    assert read_units(text) is None


YEARS = Years(None, date(2026, 7, 5))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027年6月底前完成", date(2027, 6, 30)),
        ("12月底前", date(2026, 12, 31)),
        ("今年 10 月底前", date(2026, 10, 31)),
        ("明年2月底前", date(2027, 2, 28)),
        ("年底前", date(2026, 12, 31)),
        ("2027年底前取得阶段性成效", date(2027, 12, 31)),
        ("2026-08-09", date(2026, 8, 9)),
        ("9月15日前", date(2026, 9, 15)),
        ("3月底前", None),
        ("6月下旬", None),
        ("2026年", None),
        ("每季度", None),
        ("持续推进", None),
        ("标准发布后3个月内", None),
        ("2月30日前", None),
    ],
)
def test_deadlines(text: str, day: date | None) -> None:
    due = read_due(text, YEARS)
    assert due is not None
    assert due.day == day
    assert bool(due.reason) == (day is None)


def test_the_title_names_the_year_before_the_day_of_writing_does() -> None:
    assert years_of("2027年工作要点", date(2026, 12, 28)).bare() == 2027
    assert years_of("2025—2027年行动计划", date(2026, 1, 2)).bare() == 2026
    assert years_of("工作要点", None).bare() is None


def test_a_deadline_without_any_year_stays_open() -> None:
    (task,) = read_policy(["方案", "1.编目录。（县民政局负责，6月底前完成）"]).tasks
    assert task.due is not None
    assert (task.due.day, "年份" in task.due.reason) == (None, True)


@pytest.mark.parametrize(
    ("annotation", "lead", "units", "etc", "due"),
    [
        ("（甲局、乙局负责）", (), ("甲局", "乙局"), False, None),
        (
            "（甲局牵头，乙局、各乡镇配合，10月底前完成）",
            ("甲局",),
            ("乙局", "各乡镇"),
            False,
            date(2026, 10, 31),
        ),
        ("（牵头单位：甲局；责任单位：乙局、丙办）", ("甲局",), ("乙局", "丙办"), False, None),
        ("(责任单位:甲局,乙局。2026年12月底前完成)", (), ("甲局", "乙局"), False, date(2026, 12, 31)),
        ("（甲局会同有关部门负责）", (), ("甲局",), True, None),
        ("（甲局、乙局，各乡镇人民政府按职责分工负责）", (), ("甲局", "乙局", "各乡镇人民政府"), False, None),
        ("（甲局、乙局牵头负责）", ("甲局", "乙局"), ("甲局", "乙局"), False, None),
        ("（县科技局、县科协）", (), ("县科技局", "县科协"), False, None),
        ("（责任领导：某某；责任单位：甲局）", (), ("甲局",), False, None),
        ("〔县教育局牵头，县编办等部门配合〕", ("县教育局",), ("县编办",), True, None),
        ("【责任单位：甲局】", (), ("甲局",), False, None),
        (
            "牵头单位：甲局，配合单位：乙局、各县（市、区）政府。",
            ("甲局",),
            ("乙局", "各县（市、区）政府"),
            False,
            None,
        ),
        ("（市、县两级政府负责）", (), ("市、县两级政府",), False, None),
        ("（甲局、乙局负责，分年度推进）", (), ("甲局", "乙局"), False, None),
        ("（责任单位：甲局；完成时限：第四季度）", (), ("甲局",), False, None),
        ("责任单位：甲局、乙局；完成时限：9月底", (), ("甲局", "乙局"), False, date(2026, 9, 30)),
        ("县农业农村局负责。", (), ("县农业农村局",), False, None),
    ],
)
def test_annotations(
    annotation: str, lead: tuple[str, ...], units: tuple[str, ...], etc: bool, due: date | None
) -> None:
    (task,) = tasks_of(f"1.编制事项目录。按领域编制。{annotation}")
    assert (task.path, task.text) == ("一/(一)/1", "编制事项目录。按领域编制。")
    assert (task.lead.names, task.units.names, task.units.etc or task.lead.etc) == (lead, units, etc)
    assert (task.due.day if task.due else None) == due


@pytest.mark.parametrize(
    "text",
    [
        "1.报主管部门（县住建局）备案后实施。",
        "1.本办法由县财政局负责解释（以下简称解释机关）。",
        "1.各牵头单位要加强协调，各责任（配合）单位要主动配合。",
        "1.完善联席会议（部门间）制度。",
        "1.实行目标责任制（试行）。",
    ],
)
def test_nobody_is_made_up(text: str) -> None:
    assert tasks_of(text) == ()


def test_who_stands_first_leads_from_there_on() -> None:
    first, second, alone, explicit = tasks_of(
        "1.甲。（甲局、乙局负责，排在第一位的部门为牵头部门，下同）\n2.乙。（丙局、丁局等负责）\n3.丙。（甲局负责）\n"
        "4.丁。（乙局牵头，甲局配合）"
    )
    assert (first.lead.names, first.units.names) == (("甲局",), ("甲局", "乙局"))
    assert second.lead.names == ("丙局",)
    assert alone.lead.names == ()
    assert (explicit.lead.names, explicit.units.names) == (("乙局",), ("甲局",))


def test_labels_on_lines_of_their_own_make_one_task() -> None:
    first, second = tasks_of(
        "1．推进一网通办。年内办成。\n牵头单位：甲局\n责任单位：乙局，各乡镇\n完成时限：2026年12月\n2．压减时限。\n牵头单位：丙局"
    )
    assert (first.lead.names, first.units.names) == (("甲局",), ("乙局", "各乡镇"))
    assert first.due is not None
    assert first.due.day == date(2026, 12, 31)
    assert (second.text, second.lead.names, second.units.names) == ("压减时限。", ("丙局",), ())


def test_two_annotations_under_one_number_are_two_tasks() -> None:
    first, second = tasks_of("1.试点工作。甲镇试点。（甲镇负责）\n乙镇作为试点,建平台。（乙镇负责）")
    assert (first.path, second.path) == ("一/(一)/1", "一/(一)/1")
    assert second.text == "乙镇作为试点,建平台。"


def test_an_annotation_after_a_second_paragraph_belongs_to_the_number() -> None:
    (task,) = tasks_of("1.完善制度。各部门建立制度。\n探索建立评议制度。（牵头单位：甲局；责任单位：各部门）")
    assert task.text.startswith("完善制度。")


def test_lines_broken_by_a_scan_are_joined() -> None:
    (task,) = tasks_of(
        "1.清理垃圾。全面清理房前屋后积存的各类生活垃圾。责任\n单位：镇环卫所、\n各村；完成时限：8月20日前。"
    )
    assert task.units.names == ("镇环卫所", "各村")
    assert task.due is not None
    assert task.due.day == date(2026, 8, 20)


def test_a_deadline_in_the_words_of_the_task_is_its_deadline() -> None:
    (task,) = tasks_of("1.编制清单。2026年10月底前编制并公布。（甲局牵头，各部门负责）")
    assert task.due is not None
    assert task.due.day == date(2026, 10, 31)


TABLE = (
    ("序号", "整治内容", "牵头单位", "配合单位", "完成时限"),
    ("1", "公布收费清单", "县财政局", "县发改局、县市监局", "4月底前"),
    ("2", "规范中介收费", "县市监局", "各行业主管部门", "持续推进"),
    ("3", "", "", "", ""),
)


@pytest.mark.parametrize("edge", ["\t", " | "])
def test_tables_of_tasks(edge: str) -> None:
    first, second = tasks_of("\n".join(edge.join(row) for row in TABLE))
    assert (first.path, first.text, first.lead.names) == ("1", "公布收费清单", ("县财政局",))
    assert first.units.names == ("县发改局", "县市监局")
    assert first.due is not None
    assert first.due.day == date(2026, 4, 30)
    assert second.due is not None
    assert (second.due.text, second.due.day) == ("持续推进", None)


def test_a_row_without_a_number_goes_on_with_the_one_above() -> None:
    rows = (
        "序号|重点任务|主要内容|牵头单位|完成时限",
        "1|推进项目|开工十个|甲局|12月",
        "||每月通报|乙局|每月",
    )
    first, second = tasks_of("\n".join(rows))
    assert (first.path, first.text, first.category) == ("1", "开工十个", "推进项目")
    assert (second.path, second.text, second.lead.names) == ("1", "每月通报", ("乙局",))


def test_a_table_with_one_cell_a_line_and_merged_groups() -> None:
    rows = ("工作任务 具体要求 责任科室 时限要求", "清理文件 1 公布目录。 办公室 年底前",
            "解读政策 2 丰富形式。 各科室 持续推进", "3 写好年报。 办公室 持续推进")  # fmt: skip
    cells = " ".join(rows).split(" ")
    tasks = tasks_of("\n|\n".join(cells) + "\n|")
    assert [(task.path, task.text, task.category) for task in tasks] == [
        ("1", "公布目录。", "清理文件"),
        ("2", "丰富形式。", "解读政策"),
        ("3", "写好年报。", "解读政策"),
    ]
    assert tasks[0].due is not None
    assert tasks[0].due.day == date(2026, 12, 31)


def test_a_table_without_tasks_gives_none() -> None:
    assert tasks_of("序号\t业务领域\t责任部门\n1\t财政领域\t县财政局") == ()


def test_a_plan_that_names_nobody_has_its_dated_paragraphs() -> None:
    first, second = tasks_of(
        "1.归集规划。10月底前，各乡镇公开本地规划；县政府门户网站归集。\n2.加强培训。开展培训。\n3.建专区。县政务中心要于年底前建成专区。"
    )
    assert (first.path, first.units.names) == ("一/(一)/1", ("各乡镇",))
    assert second.units.names == ("县政务中心",)
    assert second.due is not None
    assert second.due.day == date(2026, 12, 31)


def test_returns_that_a_notice_asks_for_are_no_tasks() -> None:
    text = "云溪县民政局关于报送情况的通知\n各单位：\n一、请各单位于2026年5月底前报送情况。\n"
    text += "云溪县民政局\n2026年3月2日"
    assert read_policy(text.split("\n")).tasks == ()


def test_the_sentence_of_minutes_gives_a_task() -> None:
    (task,) = tasks_of(
        "1.防汛。会议强调不松懈。由县水利局牵头，县应急局、石门镇人民政府配合，于10月底前完成加固。"
    )
    assert (task.lead.names, task.units.names) == (("县水利局",), ("县应急局", "石门镇人民政府"))


def test_headings_as_a_tree() -> None:
    text = "方案\n一、要求\n（一）思想。坚持。\n二、任务\n（一）公开\n1.编制。按时。\n2.发布。\n三、保障"
    document = read_policy(text.split("\n"))
    record = document.as_json()["headings"]
    assert isinstance(record, dict)
    assert record["level1"] == ["一、要求", "二、任务", "三、保障"]
    assert (record["level2_count"], record["level3_count"]) == (2, 2)
    assert document.headings[1].children[0].children[1].text == "2.发布"


def test_others_of_a_group_that_ends_like_no_body() -> None:
    (task,) = tasks_of("加快网络建设。（牵头单位：县经信局；责任单位：县广电局、运营商等）")
    assert task.units == Units(("县广电局", "运营商"), etc=True)


def test_a_list_whose_first_leads_may_name_anybody() -> None:
    (task,) = tasks_of("增强粮食安全意识。（县发改局、县农业农村局、云溪直属库。排名第一的为牵头单位，下同）")
    assert task.lead.names == ("县发改局",)
    assert task.units.names == ("县发改局", "县农业农村局", "云溪直属库")


def test_a_cell_a_line_with_an_empty_cell_and_offices_within_a_body() -> None:
    rows = (
        ("序号", "工作事项", "主要内容", "牵头单位", "配合单位", "县水利局内牵头科室"),
        ("1", "清理河道", "清理淤积", "县水利局", "/", "河道股"),
        ("2", "巡查河道", "每周巡查", "各乡镇人民政府", "县水利局", "河道股"),
    )
    table = "\n|\n".join(cell for row in rows for cell in row)
    first, second = tasks_of(f"附件\n{table}")
    assert (first.path, first.lead.names, first.units.names) == ("1", ("县水利局",), ())
    assert (second.path, second.lead.names, second.units.names) == ("2", ("各乡镇人民政府",), ("县水利局",))


def test_bodies_alone_behind_an_excerpt() -> None:
    (task,) = tasks_of("持续加大投入。……（县经信局、县财政局）")
    assert task.units.names == ("县经信局", "县财政局")


def test_who_supports_the_leader() -> None:
    (task,) = tasks_of("推进5个美丽街区建设。（牵头单位：县城管局，支撑单位：相关街镇）")
    assert (task.lead.names, task.units.names) == (("县城管局",), ("相关街镇",))


def test_a_sentence_about_leaders_and_others_gives_no_task() -> None:
    assert not tasks_of(
        "对涉及面广的工作，确定了牵头单位和责任单位。牵头单位负责全程协调；责任单位分工负责。"
    )


def test_an_excerpt_of_a_table_whose_first_cell_is_merged() -> None:
    cells = """序号
任务名称
任务内容
牵头部门
配合部门
时间节点
2
加强组织领导
把河道管理纳入督查。
县水利局
县财政局
2026年
7
对接网格化机制，定期分析问题。
县城管中心
各乡镇人民政府
2026年
11
推进全面覆盖
改造河道设施。
县水利局
县住房城乡建设局
2026年"""
    assert [task.path for task in tasks_of(cells)] == ["2", "7", "11"]


def test_a_merged_cell_beside_bodies_with_their_parts() -> None:
    rows = """工作任务 | 具体要求 | 责任部门 |
一、做好专栏公开。 | 1.更新网站频道信息。 | 办公室 |
2.更新公众号信息。 | 办公室牵头，各科室配合 | |"""
    assert [task.path for task in tasks_of(rows)] == ["1", "2"]


def test_a_label_of_pages_behind_a_sentence_is_the_annotation_of_a_task() -> None:
    plan = ["云溪县要点", "一、任务", "2.完善验收制度。推行综合验收。（责任部门：县交通局、县水利局）"]
    (task,) = read_policy(plan).tasks
    assert task.units.names == ("县交通局", "县水利局")


def test_the_division_of_work_on_a_line_of_its_own() -> None:
    (task,) = tasks_of("清理历史文件。\n部门分工：县司法局牵头，县政府办、县财政局配合，6月底前完成")
    assert (task.lead.names, task.units.names) == (("县司法局",), ("县政府办", "县财政局"))
    assert task.due is not None
    assert task.due.day == date(2026, 6, 30)


def test_numbered_tasks_that_a_page_ran_together_on_one_line() -> None:
    text = (
        "1. 提升企业开办便利度。(1)推行一网通办。（县市监局牵头，县数据局配合）"
        "(2)压缩办理时间。（县市监局负责）2. 提升审批水平。（县住建局负责）"
    )
    tasks = tasks_of(text)
    assert [task.path for task in tasks] == ["一/(一)/1/(1)", "一/(一)/1/(2)", "一/(一)/2"]
    assert [task.text for task in tasks] == ["推行一网通办。", "压缩办理时间。", "提升审批水平。"]
