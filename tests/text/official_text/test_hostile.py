"""Any text is read: no crash, no hang, and nothing is named that does not stand in it."""

from __future__ import annotations

import json
import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.official_text.layout.lines import prepare
from gongkai.text.official_text.policy import read_policy

VOCABULARY = """
一、 （一） 1. 第一条 云溪县民政局 关于公开的通知 云政发〔2026〕5号 2026年5月20日 （ ） ( ) ： ， 。 ； 、
负责 牵头 责任单位： 发布单位 组配分类 抄送： 文件 公文稿纸
完成时限： 年底前 （此件公开发布） 附件： | 等 和 各乡镇 《 》 印发 下同
排在第一位的为牵头部门
由 （牵头） 责任单位 发电单位 等级 特急·明电 会议纪要 公告 文件 中共
新鄉(xiāng)市 ⽂ 索引号 发布日期 &lt; # ** 二〇二六
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\t", "\u3000\u3000", "   ", "\u200b"])
TEXTS = st.lists(WORDS | st.text(max_size=8), max_size=60).map("".join)


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    record = read_policy(text.split("\n")).as_json()
    assert json.loads(json.dumps(record)) == record
    assert (record["title"] is None) == ("title" in record["reasons"])  # type: ignore[operator]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_names_stand_in_the_text(text: str) -> None:
    lines = text.split("\n")
    document = read_policy(lines)
    prepared = prepare(lines)
    words = letters(prepared.written or "".join(line.text for line in prepared.lines))
    for name in document.found.issuers:
        assert letters(name) in words
    for task in document.tasks:
        for unit in (*task.units.names, *task.lead.names):
            assert all(part in words for part in unit.split("、"))


def test_long_lines_take_no_time() -> None:
    hostile = (
        "（" * 2_000,
        "一、" * 2_000,
        "县民政局、" * 3_000 + "负责",
        "（县民政局、" * 3_000,
        "各市、" * 2_000,
        "2026年" * 2_000,
        "云溪县民政局关于" * 3_000,
        "责任单位：" * 3_000,
        "a|" * 13_000,
        " " * 33_000 + "x",
        "按职责分工" * 3_000 + "负责",
        "《" * 10_000,
        "索 引 号" * 3_000,
        "甲牵头，" * 15_000,
        "（甲局负责）4." * 8_000,
        "责任单位县局" * 10_000,
        "等级特急签批盖章" * 7_000,
        "中共云溪县委" * 10_000,
        "序号 任务 责任单位 " * 5_000,
        "云溪县民政局2026年3月1日" * 4_000,
        "云溪县民政局2026年3月1日云溪县民政局文件" * 3_000,
        "附件：云溪县民政局2026年3月1日《" * 3_000,
    )
    for text in hostile:
        started = time.process_time()
        read_policy([text, f"1.{text}", f"（{text}）"])
        assert time.process_time() - started < 20, text[:20]


def test_many_lines_take_no_time() -> None:
    for line in (
        "云溪县民政局",
        "1.编制。（县民政局负责）",
        "2026年5月20日",
        "各单位：",
        "附件：1.表",
        "|",
        "甲\t乙",
        "1 甲 乙局 6月底",
        "序号",
        "发电单位 云溪县民政局",
        "电话88001234云溪县民政局2026年3月1日",
        "云溪县政府关于公开的通知",
    ):
        started = time.process_time()
        read_policy([line] * 8_000)
        assert time.process_time() - started < 20, line
