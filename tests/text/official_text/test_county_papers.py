"""Papers of counties and townships: sections as bodies, tables of any heading, letter-spaced kinds."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.text.official_text.organs import organs_of
from gongkai.text.official_text.policy import PolicyDocument, read_policy
from gongkai.text.official_text.tasks.due_dates import Years, read_due
from gongkai.text.official_text.tasks.units import read_units

YEARS = Years(2026, date(2026, 1, 15))


def read(text: str) -> PolicyDocument:
    return read_policy(text.split("\n"))


def tasks(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [
        (task.text, task.lead.names, task.units.names, str(task.due.day) if task.due and task.due.day else "")
        for task in read(text).tasks
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("三月底前", date(2026, 3, 31)),
        ("十一月十五日前", date(2026, 11, 15)),
        ("二〇二七年十二月底前", date(2027, 12, 31)),
        ("年内", date(2026, 12, 31)),
        ("本年内完成", date(2026, 12, 31)),
    ],
)
def test_deadlines_in_chinese_numerals(words: str, day: date) -> None:
    due = read_due(words, YEARS)
    assert due is not None
    assert (due.day, due.text) == (day, words)


def test_a_span_of_months_is_no_deadline() -> None:
    due = read_due("三个月内", YEARS)
    assert due is None or due.day is None


def test_sections_and_bodies_set_apart_by_spaces() -> None:
    sections = read_units("人事股 法规股")
    assert sections is not None
    assert sections.names == ("人事股", "法规股")
    broken = read_units("县发展和 改革委")
    assert broken is not None
    assert broken.names == ("县发展和改革委",)


def test_angle_brackets_keep_a_group_together() -> None:
    units = read_units("市水利局、各县<市、区>人民政府")
    assert units is not None
    assert units.names == ("市水利局", "各县<市、区>人民政府")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "中共云溪县委办公室云溪县人民政府办公室",
            ("中共云溪县委办公室", "云溪县人民政府办公室"),
        ),
        ("中共云溪县委云溪县人民政府", ("中共云溪县委", "云溪县人民政府")),
        ("中共云溪县委办公室", ("中共云溪县委办公室",)),
    ],
)
def test_party_and_government_without_a_gap(line: str, names: tuple[str, ...]) -> None:
    assert organs_of(line) == names


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("云溪县人民政府 关于同意设立柳林社区的 批 复", "云溪县人民政府 关于同意设立柳林社区的批复"),
        ("云溪县水利局关于河道清障的 通 知", "云溪县水利局关于河道清障的通知"),
        ("惠民政策｜云溪县人民政府关于稳定就业的实施意见", "云溪县人民政府关于稳定就业的实施意见"),
        ("附件3\n云溪县河湖整治任务分解表", "云溪县河湖整治任务分解表"),
        ("基本信息\n云溪县教育局关于开学检查的通知", "云溪县教育局关于开学检查的通知"),
        ("2026年云溪县重点工作任务（云政发〔2026〕2号）", "2026年云溪县重点工作任务"),
    ],
)
def test_titles_beside_words_of_the_page(head: str, title: str) -> None:
    assert read(f"{head}\n\n各乡镇人民政府：\n现将有关事项通知如下。").found.own_title == title


def test_a_broken_title_does_not_end_with_its_tasks() -> None:
    found = read("关于分解落实2026年重点工作任务\n的通知\n各乡镇人民政府：\n请抓好落实。").found
    assert found.own_title == "关于分解落实2026年重点工作任务的通知"


def test_minutes_counted_by_issues() -> None:
    found = read("专题会议纪要\n〔2026〕第6期\n\n关于研究校车安全有关问题的会议纪要\n会议听取了汇报。").found
    assert found.bare_number == "〔2026〕第6期"


HEAD = "云溪县2026年河湖整治任务表\n"


def test_a_column_of_any_name_beside_bodies_and_deadline() -> None:
    rows = "检查对象 | 时间安排 | 责任单位 |\n加油站 | 6月底前 | 商务股 安监站 |\n敬老院 | 7月底前 | 民政所 |"
    assert tasks(HEAD + rows) == [
        ("加油站", (), ("商务股", "安监站"), "2026-06-30"),
        ("敬老院", (), ("民政所",), "2026-07-31"),
    ]


def test_the_same_again() -> None:
    rows = (
        "序号\t任务\t牵头科室（单位）\t配合单位\t完成时限\n"
        "1\t清淤\t水利股\t财政股\t6月底前\n"
        "2\t护岸\t同上\t规划股\t7月底前\n"
        "3\t绿化\t〃\t—\t年内"
    )
    assert tasks(HEAD + rows) == [
        ("清淤", ("水利股",), ("财政股",), "2026-06-30"),
        ("护岸", ("水利股",), ("规划股",), "2026-07-31"),
        ("绿化", ("水利股",), (), "2026-12-31"),
    ]


def test_a_cell_labels_who_leads() -> None:
    rows = (
        "任务类别\t任务内容\t责任分工\t时间进度\n水\t清淤\t牵头：县水利局；配合：县财政局\t6月底\n"
        "\t护岸\t县住建局\t7月底"
    )
    assert tasks(HEAD + rows) == [
        ("清淤", ("县水利局",), ("县财政局",), "2026-06-30"),
        ("护岸", (), ("县住建局",), "2026-07-31"),
    ]


def test_task_and_measure_in_two_columns() -> None:
    """Each row with its own task says how beside it; a task merged over rows has its measures as tasks."""
    own = "序号\t工作内容\t具体措施\t责任科室\n1\t清淤\t机械挖运\t水利股\n2\t护岸\t抛石\t规划股"
    assert [text for text, *_ in tasks(HEAD + own)] == ["清淤", "护岸"]
    merged = "序号\t工作内容\t具体措施\t责任科室\n1\t整治河道\t清淤\t水利股\n2\t\t护岸\t规划股"
    assert [text for text, *_ in tasks(HEAD + merged)] == ["清淤", "护岸"]


PLAN = "云溪县2026年养老服务实施方案\n一、重点任务\n"


def test_a_heading_over_several_tasks_begins_the_first_and_is_named_with_each() -> None:
    text = (
        "（一）增加床位\n新建养老院两所。（责任单位：县民政局）\n改造敬老院。（责任单位：县住建局）\n"
        "（二）培训护理员。开办培训班三期。（责任单位：县人社局）"
    )
    found = read(PLAN + text).tasks
    assert [(task.path, task.text, task.heading) for task in found] == [
        ("一/(一)", "增加床位新建养老院两所。", "增加床位"),
        ("一/(一)", "改造敬老院。", "增加床位"),
        ("一/(二)", "培训护理员。开办培训班三期。", ""),
    ]
    assert [task.as_json().get("heading") for task in found] == ["增加床位", "增加床位", None]


def test_a_heading_over_one_paragraph_each_begins_its_task() -> None:
    text = "（一）增加床位\n新建两所。（责任单位：县民政局）\n（二）培训\n开班。（责任单位：县人社局）"
    assert [text for text, *_ in tasks(PLAN + text)] == ["增加床位新建两所。", "培训开班。"]


def test_the_signature_is_no_part_of_the_last_deadline() -> None:
    signed = "中共云溪镇委员会\n云溪镇人民政府\n二〇二六年一月二十日"
    text = f"1. 改造敬老院。责任单位：镇民政办；完成时限：六月十五日前\n{signed}"
    assert tasks(PLAN + text) == [("改造敬老院。", (), ("镇民政办",), "2026-06-15")]


def test_others_beside_those_who_join_in() -> None:
    found = read(f"{PLAN}（一）由县水利局牵头，供水公司、供电公司等配合，8月31日前完成迁改。").tasks
    assert [(task.units.names, task.units.etc) for task in found] == [(("供水公司", "供电公司"), True)]


def test_rows_of_labels_without_colons() -> None:
    page = (
        "索引号 0012/2026-7 主题分类 水利\n发文机关云溪县水利局发文字号云水发〔2026〕4号\n"
        "生成日期 2026-01-09 公开方式 主动公开\n统一编号 YXSL-2026-01 下载阅读版本\n\n"
        "云溪县水利局关于河道清障的通知\n\n各乡镇人民政府：\n现将有关事项通知如下。"
    )
    found = read(page).found
    assert (found.own_title, found.document_number) == ("云溪县水利局关于河道清障的通知", "云水发〔2026〕4号")
    assert (found.index_number, found.topic, found.openness) == ("0012/2026-7", "水利", "主动公开")


def test_labels_in_frames_between_title_and_text() -> None:
    page = (
        "云溪县人民政府关于发展乡村旅游的意见文章属性•【制定机关】云溪县人民政府•【公布日期】2026.01.18"
        "•【字号】云政发〔2026〕11号•【时效性】现行有效•【主题分类】旅游正文云溪县人民政府关于发展乡村旅游的意见"
        "为了发展乡村旅游，现提出如下意见。"
    )
    found = read(page).found
    assert (found.own_title, found.document_number) == (
        "云溪县人民政府关于发展乡村旅游的意见",
        "云政发〔2026〕11号",
    )
    assert (found.issuers, found.topic) == (("云溪县人民政府",), "旅游")


def test_words_of_the_text_are_no_row_of_labels() -> None:
    text = "云溪县水利局关于报送材料的通知\n\n各乡镇：\n时间安排另行通知，来源渠道请写明。"
    assert read(text).found.own_title == "云溪县水利局关于报送材料的通知"
