"""部分公开: what is withheld, what the public text adds, what leaks elsewhere."""

from __future__ import annotations

import time

import pytest

from gongkai.core.information.rules import REMOVAL_MARK, Sort, compare, leaks, repeated

FULL = "经查，张三（证件号770101-19900101-0011）领取补助。\n住址：石桥村二组。\n特此公告。"
MARK = REMOVAL_MARK


def sides(full: str, public: str) -> tuple[str, str]:
    comparison = compare(full, public)
    return "".join(piece.text for piece in comparison.full), "".join(
        piece.text for piece in comparison.public
    )


@pytest.mark.parametrize(("full", "public", "withheld", "added"), [
    (FULL, FULL, (), ()),
    (FULL, FULL.replace("张三", MARK), ("张三",), ()),
    (FULL, FULL.replace("张三", ""), ("张三",), ()),
    (FULL, FULL.replace("张三", "张*"), ("三",), ()),
    (FULL, FULL.replace("张三", "张某某"), ("三",), ()),
    (FULL, FULL.replace("770101-19900101-0011", "770101-********-0011"), ("19900101",), ()),
    (FULL, FULL.replace("住址：石桥村二组。\n", ""), ("住址：石桥村二组。",), ()),
    (FULL, FULL.replace("住址：石桥村二组。", MARK), ("住址：石桥村二组。",), ()),
    (FULL, FULL.replace("住址：石桥村二组。", "（此处略）"), ("住址：石桥村二组。",), ()),
    (FULL, f"{FULL}\n另行通知。", (), ("另行通知。",)),
    (FULL, FULL.replace("张三", "李四"), ("张三",), ("李四",)),
    (FULL, "", (FULL,), ()),
    ("", FULL, (), (FULL,)),
    ("", "", (), ()),
])  # fmt: skip
def test_what_is_withheld_and_what_is_added(
    full: str, public: str, withheld: tuple[str, ...], added: tuple[str, ...]
) -> None:
    comparison = compare(full, public)
    assert (comparison.withheld, comparison.added) == (withheld, added)
    assert sides(full, public) == (full, public)


def test_pieces_come_in_the_order_of_the_texts() -> None:
    comparison = compare("甲乙丙丁。", f"甲{MARK}丁。")
    assert [(piece.sort, piece.text) for piece in comparison.pieces] == [
        (Sort.SAME, "甲"), (Sort.WITHHELD, "乙丙"), (Sort.MARK, MARK), (Sort.SAME, "丁。"),
    ]  # fmt: skip


def test_a_mark_is_never_taken_for_words_of_the_text() -> None:
    """此, 处, 删 and 减 stand in the full text as well: the mark is one sign that nothing equals."""
    full = "此处应删去减免条款，保留其余。"
    comparison = compare(full, full.replace("应删去减免条款", MARK))
    assert comparison.withheld == ("应删去减免条款",)
    assert comparison.added == ()


def test_long_texts_are_compared_in_time_and_nothing_is_lost() -> None:
    lines = [f"第{number}条 云溪县民政局应当公布救助对象第{number}户的情况。" for number in range(3_000)]
    full = "\n".join(lines)
    public = full.replace("第1500户", MARK).replace("第20户", "")
    began = time.perf_counter()
    comparison = compare(full, public)
    assert time.perf_counter() - began < 5
    assert comparison.withheld == ("第20户", "第1500户")
    one_line = "甲乙丙" * 40_000
    assert compare(one_line, one_line.replace("乙", "", 1)).withheld == (one_line,)


@pytest.mark.parametrize(("where", "text", "leaked"), [
    ("标题", "关于石桥村二组的公告", ["石桥村二组"]),
    ("内容概述", "公告补助情况。", []),
    ("关键词", "770101-19900101-0011", ["770101-19900101-0011"]),
    ("内容概述", "特此公告", []),
    ("内容概述", "张三", []),
])  # fmt: skip
def test_what_other_fields_give_away(where: str, text: str, leaked: list[str]) -> None:
    public = (
        FULL.replace("张三", MARK).replace("770101-19900101-0011", MARK).replace("住址：石桥村二组。", MARK)
    )
    found = leaks(compare(FULL, public), {where: text})
    assert [(leak.where, leak.words) for leak in found] == [(where, words) for words in leaked]


def test_only_the_longest_of_what_leaks_is_named() -> None:
    full = "内部测算：补助标准拟提高三成，资金缺口二百万元。"
    found = leaks(compare(full, MARK), {"内容概述": "补助标准拟提高三成，资金缺口二百万元"})
    assert [leak.words for leak in found] == ["补助标准拟提高三成", "资金缺口二百万元"]


def test_a_name_left_out_in_one_place_only() -> None:
    full = "张三领取补助。\n张三住二组。"
    assert repeated(compare(full, f"{MARK}领取补助。\n张三住二组。")) == ("张三",)
    assert repeated(compare(full, f"{MARK}领取补助。\n{MARK}住二组。")) == ()
