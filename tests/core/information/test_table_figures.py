"""Figures as tables write them, to the cent; rows that belong under others."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.information.rules.tables.figures import (
    NotAFigure,
    agree,
    figure,
    figure_fault,
    shown,
)
from gongkai.core.information.rules.tables.hierarchy import (
    RowKind,
    kind_of,
    summed_by_subtotal,
    summed_by_total,
    tree,
)
from gongkai.reference.information_kinds import ValueType


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.56", "1234.56"),
        ("１，２３４．５６", "1234.56"),
        (" 1 234 ", "1234"),
        ("-0.5", "-0.5"),
        ("－3", "-3"),
        ("−3", "-3"),
        ("12.5%", "12.5"),
        ("0", "0"),
        ("0.00", "0.00"),
    ],
)
def test_figures_are_read_as_they_are_written(text: str, value: str) -> None:
    assert figure(text) == Decimal(value)
    assert str(figure(text)) == value


@pytest.mark.parametrize("text", ["", "  ", "—", "——", "-", "－", "/", "…"])
def test_blank_is_not_zero(text: str) -> None:
    assert figure(text) is None


@pytest.mark.parametrize(
    "text", ["一百", "12,34", "1.2.3", "12万", "1e5", "(12)", "NaN", "∞", "9" * 41, "1,2345", "=1+1", "٣"]
)
def test_what_is_no_figure_is_none(text: str) -> None:
    with pytest.raises(NotAFigure):
        figure(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_is_shown_is_read_back_to_the_cent(value: Decimal) -> None:
    assert figure(shown(value)) == value


def test_shown_with_cents() -> None:
    assert shown(Decimal("1234.5")) == "1,234.50"
    assert shown(Decimal("1234")) == "1,234"
    assert shown(Decimal("0.1234")) == "0.1234"


@pytest.mark.parametrize(
    ("left", "left_unit", "right", "right_unit", "same"),
    [
        ("1234.56", "万元", "1234.56", "万元", True),
        ("1234.56", "万元", "1234.57", "万元", False),
        ("1234.56", "万元", "12345649.99", "元", True),
        ("1234.56", "万元", "12345600", "元", True),
        ("1234.56", "万元", "12345650.01", "元", False),
        ("1.23", "亿元", "12300", "万元", True),
        ("1.2", "亿元", "12600", "万元", False),
    ],
)
def test_units_are_told_apart(left: str, left_unit: str, right: str, right_unit: str, same: bool) -> None:
    assert agree(Decimal(left), left_unit, Decimal(right), right_unit) is same
    assert agree(Decimal(right), right_unit, Decimal(left), left_unit) is same


def test_kinds_of_figures_have_their_own_forms() -> None:
    assert figure_fault("3", ValueType.COUNT) == ""
    assert "整数" in figure_fault("3.5", ValueType.COUNT)
    assert "整数" in figure_fault("-3", ValueType.COUNT)
    assert "两位小数" in figure_fault("3.555", ValueType.MONEY, "元")
    assert figure_fault("3.555", ValueType.MONEY, "万元") == ""
    assert figure_fault("三", ValueType.NUMBER) == "应为数字，表中为“三”"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("合　计", RowKind.TOTAL),
        ("本年收入合计", RowKind.TOTAL),
        ("收入总计", RowKind.TOTAL),
        ("合计（万元）", RowKind.TOTAL),
        ("小 计", RowKind.SUBTOTAL),
        ("其中：增值税", RowKind.PART),
        ("一、税收收入", RowKind.ITEM),
        ("总计划管理", RowKind.ITEM),
        ("　", RowKind.BLANK),
    ],
)
def test_rows_are_told_by_their_labels(label: str, kind: RowKind) -> None:
    assert kind_of(label) is kind


def children(labels: list[str], codes: list[str] | None = None) -> dict[str, list[str]]:
    nodes = tree(labels, codes or ())
    return {labels[node.row]: [labels[row] for row in node.children] for node in nodes if node.children}


def test_codes_give_the_levels() -> None:
    labels = ["一般公共服务支出", "人大事务", "行政运行", "政协事务", "国防支出", "合计"]
    codes = ["201", "20101", "2010101", "20102", "203", ""]
    assert children(labels, codes) == {
        "一般公共服务支出": ["人大事务", "政协事务"],
        "人大事务": ["行政运行"],
    }
    nodes = tree(labels, codes)
    assert [labels[row] for row in summed_by_total(nodes, 5)] == ["一般公共服务支出", "国防支出"]


def test_numbering_gives_the_levels_and_a_sum_ends_them() -> None:
    labels = [
        "一、税收收入", "增值税", "企业所得税", "二、非税收入", "专项收入", "本年收入合计", "上级补助收入",
        "上年结余", "收入总计",
    ]  # fmt: skip
    assert children(labels) == {"一、税收收入": ["增值税", "企业所得税"], "二、非税收入": ["专项收入"]}
    nodes = tree(labels)
    assert [labels[row] for row in summed_by_total(nodes, 5)] == ["一、税收收入", "二、非税收入"]
    assert [labels[row] for row in summed_by_total(nodes, 8)] == [
        "一、税收收入", "二、非税收入", "上级补助收入", "上年结余",
    ]  # fmt: skip


def test_numbering_on_two_levels() -> None:
    labels = ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "二、己"]
    assert children(labels) == {"一、甲": ["（一）乙", "（二）戊"], "（一）乙": ["1.丙", "2.丁"]}


def test_space_before_names_gives_the_levels() -> None:
    assert children(["税收收入", "　　增值税", "　　个人所得税", "非税收入", "合计"]) == {
        "税收收入": ["　　增值税", "　　个人所得税"]
    }


def test_parts_of_a_row_are_not_added_again() -> None:
    labels = ["一、税收收入", "其中：增值税", "企业所得税", "二、非税收入", "合计"]
    nodes = tree(labels)
    assert children(labels) == {}
    assert [node.kind for node in nodes[1:3]] == [RowKind.PART, RowKind.PART]
    assert summed_by_total(nodes, 4) == [0, 3]


def test_a_total_above_its_rows() -> None:
    nodes = tree(["合计", "甲", "乙", "合计", "丙"])
    assert summed_by_total(nodes, 0) == [1, 2]


def test_subtotals_reach_back_to_the_sum_before() -> None:
    nodes = tree(["甲", "乙", "小计", "丙", "小计", "合计"])
    assert summed_by_subtotal(nodes, 2) == [0, 1]
    assert summed_by_subtotal(nodes, 4) == [3]
    assert summed_by_total(nodes, 5) == [0, 1, 3]
