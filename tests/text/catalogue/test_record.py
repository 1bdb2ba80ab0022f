"""Rows as JSON objects: lists taken apart, absent values None, every warning with the key it concerns."""

from __future__ import annotations

import json

import pytest

from gongkai.text.catalogue_table import Vocabulary, read_catalogue, read_catalogue_text, records
from gongkai.text.catalogue_table.elements import split_content
from gongkai.text.catalogue_table.vocabulary import NO_WORDS

from ..office_files import workbook_of
from .flattened import ITEMS, bars

WORDS = Vocabulary(areas=("安全生产",), elements=frozenset({"办理时间、地点"}))
KEYS = [
    "domain", "seq", "level1", "level2", "content", "basis", "time_limit_text", "subject", "channels",
    "audience", "method", "tier", "source", "source_id", "tier_header", "ticks", "warnings",
]  # fmt: skip


def test_the_shape_of_a_row() -> None:
    (row, *_) = records(read_catalogue_text(bars(), "粘贴的文字", words=WORDS), WORDS)
    assert list(row) == KEYS
    assert json.loads(json.dumps(row)) == {
        "domain": "安全生产",
        "seq": 1,
        "level1": "矿山监管",
        "level2": "停产停业决定",
        "content": "决定文书; 执行情况; 恢复生产验收结果",
        "basis": ["中华人民共和国矿山安全法", "云溪县矿山管理办法"],
        "time_limit_text": "决定作出之日起7个工作日内",
        "subject": "云溪县应急管理局",
        "channels": ["政府网站", "公开查阅点"],
        "audience": {"全社会": True, "特定群体": None},
        "method": "主动",
        "tier": ["县级"],
        "source": None,
        "source_id": None,
        "tier_header": ["县级", "乡级"],
        "ticks": "explicit",
        "warnings": [],
    }


def test_collapsed_ticks_say_how_many_there_were() -> None:
    rows = list(records(read_catalogue_text(bars(blanks=False), "粘贴的文字", words=WORDS), WORDS))
    assert [row["ticks"] for row in rows] == ["collapsed×3", "collapsed×4", "collapsed×3"]
    assert {(row["audience"], row["method"], row["tier"]) for row in rows} == {(None, None, None)}
    warnings = rows[0]["warnings"]
    assert isinstance(warnings, list)
    assert warnings[0].startswith("audience：")


def test_a_sentence_about_channels_is_no_list() -> None:
    text = bars().replace(ITEMS[0].channels, "在政府网站和办事大厅公开")
    (row, *_) = records(read_catalogue_text(text, "粘贴的文字", words=WORDS), WORDS)
    assert (row["channels"], row["channels_prose"]) == (None, "在政府网站和办事大厅公开")


def test_same_as_above_is_printed_as_it_stands() -> None:
    header = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道"]
    first = [
        "1",
        "矿山监管",
        "计划",
        "文本",
        "《云溪县矿山管理办法》",
        "及时公开",
        "县应急管理局",
        "■政府网站",
    ]
    second = ["2", "矿山监管", "预案", "文本", "同上", "同上", "〃", "同上"]
    table = read_catalogue(workbook_of([header, first, second], name="安全生产"), "目录.xlsx")
    assert table.rows[1].time_limit == "及时公开"
    row = list(records(table, WORDS))[1]
    assert (row["basis"], row["time_limit_text"], row["subject"], row["channels"]) == (
        ["同上"], "同上", "〃", ["同上"],
    )  # fmt: skip


def test_rows_without_a_number_count_on_or_share_the_one_above() -> None:
    text = bars().replace("\n2 | ", "\n").replace("\n3 | ", "\n")
    assert [row["seq"] for row in records(read_catalogue_text(text, "文字", words=WORDS))] == [1, 1, 1]
    header = (
        bars().replace("序号 | ", "").replace("\n1 | ", "\n").replace("\n2 | ", "\n").replace("\n3 | ", "\n")
    )
    assert [row["seq"] for row in records(read_catalogue_text(header, "文字", words=WORDS))] == [1, 2, 3]


def test_an_area_outside_the_known_ones_is_pointed_out() -> None:
    (row, *_) = records(read_catalogue_text(bars(), "文字"), Vocabulary(areas=("救灾",)))
    assert row["warnings"] == ["domain：没有写明属于 26 个试点领域中的哪一个"]


@pytest.mark.parametrize(
    ("text", "elements", "doubtful"),
    [
        ("●甲文件 ●乙文件", ["甲文件", "乙文件"], False),
        ("1.适用范围;2.审批依据;10.监督渠道", ["适用范围", "审批依据", "监督渠道"], False),
        ("甲、乙事项；丙（丁、戊）", ["甲、乙事项", "丙（丁、戊）"], False),
        ("收入表\n支出表", ["收入表", "支出表"], False),
        ("办理条件、办理时间、地点、电话号码", ["办理条件", "办理时间、地点", "电话号码"], True),
        ("动态标注文件，立、改、废", ["动态标注文件，立、改、废"], False),
        ("检查表（样式、说明）", ["检查表（样式、说明）"], False),
        ("", [], False),
    ],
)
def test_elements_of_the_content(text: str, elements: list[str], doubtful: bool) -> None:
    found, doubt = split_content(text, WORDS)
    assert found == elements
    assert bool(doubt) is doubtful


def test_without_known_phrases_a_list_is_divided_at_every_sign() -> None:
    assert split_content("办理条件、办理时间、地点名称", NO_WORDS)[0] == ["办理条件", "办理时间", "地点名称"]
