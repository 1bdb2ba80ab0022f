"""What kinds check: nine tables to the cent, debt, penalties, lists; the exact cell is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.information.rules import Lack
from gongkai.core.information.rules.kinds import (
    deadline_use,
    declaration_faults,
    display_use,
    kind_lacks,
    owed_since,
    table_faults,
    value_mistakes,
)
from gongkai.core.information.rules.tables import TableData, shape_faults
from gongkai.core.information.rules.tables.model import MOST_ROWS
from gongkai.reference.information_kinds import information_kind, information_kinds
from tests.core.information.kind_tables import (
    BUDGET_VALUES,
    PENALTY_VALUES,
    SUBSIDY_VALUES,
    expense,
    recipients,
    revenue,
    table,
    whole_budget,
    with_cell,
)

TODAY = date(2026, 10, 12)
UNIT_VALUES = {"level": "所属单位", "approved_on": "2026年3月1日"}
LAND_VALUES = {"notice": "征收土地公告", "approval_received_on": "2026/5/6"}

PERSON, MOBILE = "1101051949" + "1231002X", "138" + "0013" + "8000"
"""In parts: nothing in the repository looks like a person's number."""


def lacks(kind: str, values: Mapping[str, str], *tables: TableData) -> list[Lack]:
    return list(kind_lacks(information_kind(kind), values, tables, TODAY))


def messages(kind: str, values: Mapping[str, str], *tables: TableData) -> list[str]:
    return [lack.message for lack in lacks(kind, values, *tables)]


def faults(data: TableData, kind: str = "budget") -> list[str]:
    return [fault.message for fault in table_faults(information_kind(kind).table(data.code), data)]


def replaced(tables: list[TableData], data: TableData) -> list[TableData]:
    return [data if other.code == data.code else other for other in tables]


@pytest.mark.parametrize("code", information_kinds())
def test_every_check_that_a_file_declares_is_there_and_told_all_it_needs(code: str) -> None:
    assert declaration_faults(information_kind(code)) == ()


@pytest.mark.parametrize("code", information_kinds())
def test_an_empty_document_of_any_kind_is_checked_without_failing(code: str) -> None:
    kind = information_kind(code)
    found = kind_lacks(kind, {}, (), TODAY)
    required = [field for field in kind.asked({}) if field.required]
    assert len(found) == len(required) + sum(declared.required for declared in kind.tables)
    empty = [table(code, declared.code, [[""] * len(declared.columns)]) for declared in kind.tables]
    kind_lacks(kind, {}, empty, TODAY)


# --- the nine tables


def test_nine_tables_that_fit_together_have_no_fault() -> None:
    assert messages("budget", BUDGET_VALUES, *whole_budget()) == []


def test_a_wrong_sum_is_named_with_table_row_both_figures_and_the_difference() -> None:
    spoiled = with_cell(expense(), 5, "amount", "1,234.65")
    assert faults(spoiled) == ["表二第6行“支出合计”的“预算数”应为1,234.56，表中为1,234.65，相差0.09（万元）"]
    (found,) = table_faults(information_kind("budget").table("general_expense"), spoiled)
    assert (found.table, found.row, found.column) == ("general_expense", 5, "amount")


def test_one_column_of_figures_needs_no_name() -> None:
    data = table("housing", "projects", [["甲", "", "3"], ["乙", "", "4"], ["合计", "", "8"]])
    only = replace(data, columns=data.columns[:3], rows=[row[:3] for row in data.rows])
    assert faults(only, "housing") == ["表一第3行“合计”应为7，表中为8，相差1"]


def test_a_row_that_others_belong_under_is_checked_as_well() -> None:
    assert faults(with_cell(expense(), 0, "amount", "800.49")) == [
        "表二第1行“一般公共服务支出”的“预算数”应为800.50，表中为800.49，相差0.01（万元）",
    ], "the totals agree with what stands below: the one wrong cell is named and nothing that follows"


@given(
    cents=st.integers(min_value=-10_000, max_value=10_000).filter(bool), row=st.sampled_from([0, 3, 4, 6, 8])
)
def test_no_difference_is_too_small(cents: int, row: int) -> None:
    data = revenue()
    value = Decimal(data.texts("amount")[row]) + Decimal(cents) / 100
    assert faults(with_cell(data, row, "amount", f"{value}"))


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1, max_size=30))
def test_what_adds_up_in_decimals_is_never_a_fault(values: list[Decimal]) -> None:
    """With binary floating point some of these would be apart by a fraction of a cent."""
    rows = [[f"项{number}", "", f"{value}"] for number, value in enumerate(values)]
    data = table("budget", "general_revenue", [*rows, ["合计", "", f"{sum(values, Decimal())}"]])
    assert faults(data) == []


def test_blank_is_not_zero() -> None:
    blank_total = with_cell(revenue(), 6, "amount", "")
    assert "表一第7行“本年收入合计”的“预算数”为空白，应为1,234.56万元" in faults(blank_total)
    data = with_cell(with_cell(revenue(), 1, "amount", ""), 2, "amount", "—")
    found = faults(data)
    assert "表一第2行“增值税”的“预算数”为空白；没有发生的填0，不留空" in found
    assert (
        "表一第1行“一、税收收入”的“预算数”为1,000.10，但它所含的各行都是空白；没有发生的填0，不留空" in found
    )
    assert faults(with_cell(revenue(), 5, "amount", "0.00")) == []


def test_what_is_no_figure_is_named_beside_its_cell() -> None:
    assert faults(with_cell(revenue(), 7, "amount", "约100"))[0] == (
        "表一第8行“上级补助收入”的“预算数”应为数字，表中为“约100”"
    )


def test_a_table_that_is_missing_or_empty_has_to_say_why() -> None:
    tables = [data for data in whole_budget() if data.code != "fund_revenue"]
    assert messages("budget", BUDGET_VALUES, *tables) == ["未填《政府性基金预算收入表》"]
    empty = table("budget", "fund_revenue", [])
    (words,) = messages("budget", BUDGET_VALUES, *tables, empty)
    assert "在说明中写明原因" in words
    noted = table("budget", "fund_revenue", [], note="本年没有政府性基金预算收支。")
    assert messages("budget", BUDGET_VALUES, *tables, noted) == []


def test_totals_of_tables_agree() -> None:
    spoiled = with_cell(with_cell(expense(), 7, "amount", "1335.56"), 6, "amount", "101.00")
    assert messages("budget", BUDGET_VALUES, *replaced(whole_budget(), spoiled)) == [
        "表一第9行“收入总计”的“预算数”为1,334.56万元，表二第8行“支出总计”的“预算数”为1,335.56万元，"
        "两表应当一致，相差1.00万元"
    ]


def test_totals_of_tables_in_different_units_agree_as_far_as_the_coarser_goes() -> None:
    rows = [[*row[:3], f"{Decimal(row[3]) * 10_000:.2f}"] for row in expense().rows]
    in_yuan = replace(expense(), rows=rows, unit="元")
    assert messages("budget", BUDGET_VALUES, *replaced(whole_budget(), in_yuan)) == []
    rows[7][3] = rows[6][3] = ""
    rows[6][3], rows[7][3] = "1000100.01", "13345700.01"
    found = messages("budget", BUDGET_VALUES, *replaced(whole_budget(), replace(in_yuan, rows=rows)))
    assert found == [
        "表一第9行“收入总计”的“预算数”为1,334.56万元，表二第8行“支出总计”的“预算数”为13,345,700.01元，"
        "两表应当一致，相差100.01元"
    ]


def test_a_part_is_not_above_the_whole() -> None:
    local = table("budget", "local_expense", [["201", "甲", "", "1300"], ["", "支出合计", "", "1300"]])
    (words,) = messages("budget", BUDGET_VALUES, *replaced(whole_budget(), local))
    assert words.startswith("表三第2行“支出合计”的“预算数”为1,300万元，不能大于表二第6行“支出合计”")


def test_social_insurance_balances_across_and_down() -> None:
    data = next(data for data in whole_budget() if data.code == "social_insurance")
    assert faults(with_cell(data, 0, "surplus", "10.24")) == [
        "表九第1行“城乡居民基本养老保险基金”的“本年收支结余”应为10.25，表中为10.24，相差0.01（万元）",
        "表九第1行“城乡居民基本养老保险基金”的“年末滚存结余”应为110.24，表中为110.25，相差0.01（万元）",
        "表九第2行“合计”的“本年收支结余”应为10.24，表中为10.25，相差0.01（万元）",
    ]


def test_the_three_public_expenses_add_up() -> None:
    row = ["云溪县民政局", "12.50", "0", "8.50", "0", "8.50", "4.00"]
    assert faults(table("budget_department", "three_public", [row]), "budget_department") == []
    wrong = table("budget_department", "three_public", [[*row[:1], "12.60", *row[2:]]])
    assert faults(wrong, "budget_department") == [
        "表七第1行“云溪县民政局”的“合计”应为12.50，表中为12.60，相差0.10（万元）"
    ]


def test_a_table_of_two_sides_is_checked_on_both() -> None:
    rows = [
        ["一、一般公共预算拨款收入", "80", "一、社会保障和就业支出", "70"],
        ["二、其他收入", "20", "二、住房保障支出", "20"],
        ["本年收入合计", "100", "本年支出合计", "90"],
        ["上年结转", "0", "年终结转", "10"],
        ["收入总计", "100", "支出总计", "101"],
    ]
    data = table("budget_department", "overview", rows)
    assert faults(data, "budget_department") == [
        "表一第5行“支出总计”的“支出预算数”应为100，表中为101，相差1（万元）"
    ]
    assert any("两表应当一致" in words for words in messages("budget_department", BUDGET_VALUES, data))


# --- debt


def test_debt_stays_below_its_limit() -> None:
    rows = [["一般债务", "10.00", "9.50"], ["专项债务", "20.00", "20.01"], ["合计", "30.00", "29.51"]]
    assert faults(table("debt", "balance", rows), "debt") == [
        "表一第2行“专项债务”的“余额”为20.01，超过“限额”20.00亿元，超出0.01亿元"
    ]
    rows[1][2], rows[2][2] = "20.00", "29.50"
    assert faults(table("debt", "balance", rows), "debt") == []
    rows[2][1] = "29.00"
    assert any("超过“限额”29.00亿元" in words for words in faults(table("debt", "balance", rows), "debt"))


# --- fields, penalties


def test_a_whole_penalty_has_no_fault() -> None:
    assert messages("penalty", PENALTY_VALUES) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"minor": "是"}, "被处罚人是未成年人的，处罚决定不予公开"),
        ({"warning_only": "是"}, "市场监管部门仅给予警告的行政处罚信息不予公示"),
        ({"party_uscc": "91110000600037341M"}, "校验位不符"),
        ({"party_uscc": ""}, "未填“统一社会信用代码”"),
        ({"decided_on": "2026-10-13"}, "“处罚决定日期”不能晚于今天"),
        ({"decided_on": "去年"}, "“处罚决定日期”应为日期，如2026-05-18，现为“去年”"),
        ({"class": "轻微"}, "未填“轻微失信仍需公示的理由”"),
        ({"class": "特别严重"}, "“失信程度”应从列出的选项中选择"),
        ({"fine": "二万"}, "“罚款金额”应为数字"),
        ({"facts": f"当事人电话{MOBILE}。"}, "“违法事实”含有手机号码"),
    ],
)
def test_what_keeps_a_penalty_from_being_published(changes: dict[str, str], words: str) -> None:
    found = messages("penalty", {**PENALTY_VALUES, **changes})
    assert [message for message in found if words in message], found


def test_fields_that_do_not_apply_are_not_asked_for() -> None:
    person = {**PENALTY_VALUES, "party": "张*", "party_type": "自然人"}
    del person["party_uscc"]
    assert messages("penalty", person) == []
    assert messages("penalty", {**person, "party_uscc": "写错了也不问"}) == []


def test_faults_are_found_where_the_form_shows_them() -> None:
    found = lacks("penalty", {**PENALTY_VALUES, "minor": "是", "number": ""})
    assert {lack.field for lack in found} == {"kind-minor", "kind-number"}
    assert {lack.field for lack in lacks("budget", BUDGET_VALUES)} >= {"table-general_revenue"}


def test_values_too_long_cannot_even_be_kept() -> None:
    kind = information_kind("penalty")
    assert value_mistakes(kind, {"facts": "长" * 20_001}).keys() == {"facts"}
    assert value_mistakes(kind, PENALTY_VALUES) == {}


# --- lists


def test_a_subsidy_list_agrees_with_its_fields() -> None:
    assert messages("subsidy_list", SUBSIDY_VALUES, recipients()) == []
    found = messages("subsidy_list", {**SUBSIDY_VALUES, "people": "4", "total": "1250.05"}, recipients())
    assert found == [
        "“发放总额”为1,250.05元，表一“补贴金额”合计为1,250.50元",
        "“发放户（人）数”为4，表一“补贴发放名单”列了3行（不含合计）",
    ]


def test_names_are_masked_and_numbers_of_persons_kept_out() -> None:
    spoiled = with_cell(recipients(), 0, "name", "张三丰")
    assert faults(spoiled, "subsidy_list") == ["表一第1行“姓名”应脱敏，如“张*”“李*明”"]
    spoiled = with_cell(recipients(), 1, "village", f"石桥村{PERSON}")
    assert faults(spoiled, "subsidy_list") == ["表一第2行“村（社区）”含有身份证号码，请脱敏后再填"]
    cooperative = with_cell(recipients(), 0, "name", "石桥村种植专业合作社")
    assert faults(cooperative, "subsidy_list") == []


def test_rows_that_say_the_same_are_named() -> None:
    rows = [
        ["甲公司", "", "安全", "2026-09-01", "", "合格"],
        ["甲公司", "", "安全", "2026-09-01", "", "合格"],
    ]
    data = table("random_inspection", "results", rows)
    assert faults(data, "random_inspection") == ["表一第2行与第1行重复（甲公司，安全，2026-09-01）"]


def test_a_long_list_of_faults_is_cut_off() -> None:
    rows = [["张三", "村", "", "", "", "五百"] for _ in range(3_000)]
    found = table_faults(
        information_kind("subsidy_list").table("recipients"), table("subsidy_list", "recipients", rows)
    )
    assert len(found) == 200
    words = messages("subsidy_list", SUBSIDY_VALUES, table("subsidy_list", "recipients", rows))
    assert "该表还有197处以上需要改正，见表格页" in words


def test_tables_too_large_are_refused() -> None:
    data = table("subsidy_list", "recipients", [["张*"]] * (MOST_ROWS + 1))
    assert shape_faults(data)["rows"] == [
        f"一张表最多{MOST_ROWS}行，现有{MOST_ROWS + 1}行，请分成几张表或者作为附件。"
    ]
    ragged = replace(recipients(), rows=[["张*"]])
    assert shape_faults(ragged)["rows"] == ["第1行有1格，与表头的6列不符。"]
    assert shape_faults(replace(recipients(), title=" ")).keys() == {"title"}
    assert shape_faults(recipients()) == {}


# --- which rule of the rule table applies


@pytest.mark.parametrize(
    ("kind", "values", "rule", "since"),
    [
        ("penalty", PENALTY_VALUES, "penalty.decision", date(2026, 10, 9)),
        ("budget", BUDGET_VALUES, "budget.government", date(2026, 2, 10)),
        ("budget", {"approved_on": "不知道"}, "budget.government", TODAY),
        ("budget_department", UNIT_VALUES, "budget.unit", date(2026, 3, 1)),
        ("land", LAND_VALUES, "land.expropriation_notice", date(2026, 5, 6)),
    ],
)  # fmt: skip
def test_the_limit_of_a_kind(kind: str, values: dict[str, str], rule: str, since: date) -> None:
    use = deadline_use(information_kind(kind), values)
    assert use is not None and use.rule == rule
    assert owed_since(use, values, TODAY) == since


def test_kinds_without_a_limit_of_their_own_for_what_is_filled_in() -> None:
    assert deadline_use(information_kind("general"), {}) is None
    assert deadline_use(information_kind("land"), {"notice": "征收土地预公告"}) is None


def test_the_time_of_display_follows_the_choice_and_the_day() -> None:
    kind = information_kind("penalty")
    for chosen, rule in {"轻微": "minor", "一般": "general", "严重": "serious"}.items():
        use = display_use(kind, {"class": chosen}, TODAY)
        assert use is not None and use.rule == f"credit.{rule}_most"
    shortest = display_use(kind, {"class": "一般", "term": "按最短期限"}, TODAY)
    assert shortest is not None and shortest.rule == "credit.general_least"
    assert display_use(kind, {"class": "一般"}, date(2026, 3, 31)) is None
    assert display_use(kind, {}, TODAY) is None
