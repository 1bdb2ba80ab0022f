"""附注 on openness, in every form in which documents write it."""

from __future__ import annotations

import itertools

import pytest

from gongkai.core.information.enums import Openness
from gongkai.core.information.rules import (
    distribution_of,
    marker_contradiction,
    markers,
    unconfirmed_distribution,
)
from gongkai.core.information.rules.markers import Marking

PUBLIC, PARTIAL, ON_REQUEST, WITHHELD, DISTRIBUTION = Marking

WORDINGS = {
    "此件公开发布": PUBLIC,
    "此件主动公开": PUBLIC,
    "此件公开": PUBLIC,
    "此件可以公开": PUBLIC,
    "此件向社会公开发布": PUBLIC,
    "此件删减后公开": PARTIAL,
    "此件删减后公开发布": PARTIAL,
    "此件部分公开": PARTIAL,
    "本文有删减": PARTIAL,
    "此件依申请公开": ON_REQUEST,
    "本件依申请公开": ON_REQUEST,
    "此件不主动公开": ON_REQUEST,
    "此件不予公开": WITHHELD,
    "此件不公开": WITHHELD,
    "此件不予公开发布": WITHHELD,
    "此件不宜公开": WITHHELD,
    "此件不得对外公开": WITHHELD,
    "此文件不公开": WITHHELD,
    "此件免予公开": WITHHELD,
    "此件非公开": WITHHELD,
    "此件发至县处级": DISTRIBUTION,
    "此件发至县、团级": DISTRIBUTION,
    "此件印发至乡镇": DISTRIBUTION,
    "此件传达到全体党员": DISTRIBUTION,
    "此件发至乡镇，公开发布": DISTRIBUTION,
    "此件限发有关单位": DISTRIBUTION,
}
BRACKETS = ("（）", "()", "﹙﹚", "〔〕", "［］", "[]", "【】", "｛｝", "（)", "(）")
GAPS = ("", " ", "　", "\xa0", "\n", "\t", "\u200b", "\ufeff", " \n　")
LABELS = {
    PUBLIC: Openness.PROACTIVE,
    PARTIAL: Openness.PARTIAL,
    ON_REQUEST: Openness.ON_REQUEST,
    WITHHELD: Openness.WITHHELD,
}


def marking(text: str) -> list[Marking]:
    return [marker.marking for marker in markers(text)]


@pytest.mark.parametrize(("words", "expected"), WORDINGS.items())
def test_every_wording_in_every_bracket_with_every_gap(words: str, expected: Marking) -> None:
    for (opening, closing), gap in itertools.product(BRACKETS, GAPS):
        text = (
            f"各县区：\n正文。\n2026年5月18日\n{opening}{gap}{gap.join(words)}{gap}{closing}\n抄送：县委办。"
        )
        found = markers(text)
        assert [marker.marking for marker in found] == [expected], repr(text)
        assert found[0].words == f"（{words}）", repr(text)


@pytest.mark.parametrize("words", ["此件公开发布", "此件依申请公开", "此件不予公开", "此件发至县处级"])
@pytest.mark.parametrize("text", [
    "（{0}）",
    "2026年5月18日（{0}）",
    "2026年5月18日（{0}）。",
    "（{0}）抄送：县委办公室，县人大常委会办公室。",
    "（{0}）云溪县人民政府办公室2026年5月18日印发",
    "（{0}）（联系人：县政府办公室）",
    "附注\t（{0}）",
    "（{0}）各县区人民政府：",
    "{0}",
    "　　{0}。",
    "（{0}",
    "{0}）",
    "标题\r\n（{0}）\r\n抄送",
])  # fmt: skip
def test_where_it_stands(words: str, text: str) -> None:
    assert marking(text.format(words)) == [WORDINGS[words]]


@pytest.mark.parametrize("text", [
    "",
    "本文件自2026年1月1日起施行，由县政务公开办负责解释。",
    "（此件有附件）",
    "（此处删减）",
    "在版记前标注“（此件公开发布）”“（此件依申请公开）”或者“（此件不予公开）”。",
    "标注‘（此件发至县处级）’的文件，由办公室核实。",
    '附注写作"(此件不公开)"的，改用规范写法。',
    "「（此件发至县处级）」一类标注",
    "“对标有（此件不予公开）字样的文件，应当重新认定”。",
    "凡注明（此件公开发布）的文件都应当上网。",
    "此件公开发布前应当经过审查，逾期不报的由办公室直接处理并通报。",
])  # fmt: skip
def test_what_is_no_marker(text: str) -> None:
    assert markers(text) == ()


@pytest.mark.parametrize("words", ["此件依申请公开", "此件不予公开", "此件发至县处级"])
def test_a_restrictive_one_counts_wherever_it_stands_without_quotes(words: str) -> None:
    assert marking(f"关于开展检查的通知（{words}）各县区：") == [WORDINGS[words]]


def test_several_are_found_each_once_in_their_order() -> None:
    text = "（此件公开发布）\n正文\n（此件不予公开）\n( 此件公开发布 )"
    assert [marker.words for marker in markers(text)] == ["（此件公开发布）", "（此件不予公开）"]


def test_a_long_text_is_read_quickly() -> None:
    text = "（此件" + "公开" * 100_000 + "此件" * 50_000 + "（" * 50_000
    assert markers(text) == ()


@pytest.mark.parametrize(("words", "expected"), WORDINGS.items())
@pytest.mark.parametrize("openness", [*Openness, ""])
def test_marker_and_attribute(words: str, expected: Marking, openness: str) -> None:
    fault = marker_contradiction(openness, f"正文\n（{words}）")
    agrees = expected is DISTRIBUTION or LABELS[expected] == openness
    assert (fault == "") is agrees
    if fault:
        assert f"（{words}）" in fault
        assert f"“{Openness(openness).label if openness else '未确定'}”" in fault


def test_two_markers_that_disagree_always_stop() -> None:
    text = "（此件公开发布）\n（此件不予公开）"
    assert all(marker_contradiction(openness, text) for openness in Openness)


@pytest.mark.parametrize(("openness", "confirmed", "stops"), [
    ("proactive", "", True),
    ("partial", "", True),
    ("on_request", "", False),
    ("withheld", "", False),
    ("", "", False),
    ("proactive", "（此件发至县处级）", False),
    ("proactive", "（此件发至乡镇）", True),
])  # fmt: skip
def test_a_distribution_waits_for_a_person(openness: str, confirmed: str, stops: bool) -> None:
    text = "正文\n(此件 发至县处级)"
    assert distribution_of(text) is not None
    fault = unconfirmed_distribution(openness, text, confirmed)
    assert bool(fault) is stops
    if stops:
        assert "（此件发至县处级）" in fault
        assert Openness(openness).label in fault


def test_without_a_distribution_nothing_waits() -> None:
    assert distribution_of("（此件公开发布）") is None
    assert unconfirmed_distribution("proactive", "（此件公开发布）", "") == ""
