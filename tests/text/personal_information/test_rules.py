"""Rules are data: every fault of a file is named, examples are tried, patterns run in linear time."""

from __future__ import annotations

from time import perf_counter

import pytest

from gongkai.kernel.errors import InvalidInput
from gongkai.text.personal_information import Severity, default_rules, read_rules, scan, shipped_text

OWN = """
version = "试用"
[words]
label = ["职工号"]
[[rule]]
type = "staff_no"
label = "职工号"
severity = "{severity}"
kind = "words"
reason = "本单位的职工号"
pattern = '{pattern}'
hits = ["{hit}"]
misses = ["{miss}"]
"""


def own(
    severity: str = "hard", pattern: str = "ZG[0-9]{6}", hit: str = "ZG000123", miss: str = "ZG12"
) -> str:
    return OWN.format(severity=severity, pattern=pattern, hit=hit, miss=miss)


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        read_rules(text)
    return refused.value.fields["rules"]


def test_own_rules_are_used() -> None:
    rules = read_rules(own())
    (found,) = scan("张三，职工号ZG000123。", rules)
    assert (found.type, found.severity, found.start, found.end) == ("staff_no", Severity.HARD, 6, 14)
    assert rules.version == "试用"
    assert {name: entry.label for name, entry in rules.types.items()} == {"staff_no": "职工号"}


def test_a_type_can_be_raised_by_another() -> None:
    raised = own("review").replace("hits =", 'raised_by = ["badge"]\nhits =')
    assert "“raised_by”里没有这种信息“badge”" in faults(raised)[0]
    badge = own(pattern="工牌[0-9]{4}", hit="工牌0001", miss="工牌1").partition("[[rule]]")[2]
    rules = read_rules(f"{raised}\n[[rule]]{badge.replace('staff_no', 'badge')}")
    assert [found.severity for found in scan("ZG000123", rules)] == [Severity.REVIEW]
    assert [found.severity for found in scan("ZG000123，工牌0001", rules)] == [Severity.HARD] * 2
    assert rules.types["staff_no"].severity is Severity.HARD


def test_rules_share_pieces_of_patterns() -> None:
    shared = own().replace("'ZG[0-9]{6}'", "'ZG<<six>>'") + "\n[patterns]\nsix = '[0-9]{6}'\n"
    (found,) = scan("张三，职工号ZG000123。", read_rules(shared))
    assert found.type == "staff_no"
    nested = shared.replace("six = '[0-9]{6}'", "digit = '[0-9]'\nsix = '<<digit>>{6}'")
    assert read_rules(nested).rules[0].pattern == read_rules(shared).rules[0].pattern
    assert "没有定义的名词或写法“seven”" in faults(shared.replace("<<six>>", "<<seven>>"))[0]
    for wrong in ("six = 6", "six = ''"):
        assert "共用的写法" in faults(shared.replace("six = '[0-9]{6}'", wrong))[0]


def test_the_shipped_rules_have_examples_and_labels() -> None:
    rules = default_rules()
    assert {"id_card", "mobile", "bank_card", "home_address", "passport"} <= rules.types.keys()
    assert rules.types["id_card"].severity is Severity.HARD
    assert rules.types["home_address"].label == "家庭住址", (
        "the first rule of a type gives it its name on the screen"
    )
    assert rules.types["id_card_weak_mask"].label == "遮盖不足的身份证号码"
    assert sum(bool(rule.examples) for rule in rules.rules) > len(rules.rules) // 2
    assert read_rules(shipped_text()).version == rules.version


def test_examples_are_tried() -> None:
    assert faults(own(hit="无")) == ["第 1 条规则（职工号）的例子“无”应当命中而没有命中"]
    assert faults(own(miss="ZG000123")) == ["第 1 条规则（职工号）的例子“ZG000123”不应命中而命中"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(?<=ZG)[0-9]{6}", "RE2 不能接受"),
        ("(ZG)\\\\1", "RE2 不能接受"),
        ("[0-9]*", "匹配空文字"),
        ("a" * 5000, "超过 4000 字"),
        ("((a{100}){100}){100}", "RE2 不能接受"),
    ],
)
def test_bad_patterns_are_refused_in_words(pattern: str, said: str) -> None:
    text = own().replace("'ZG[0-9]{6}'", f"'{pattern}'".replace("\\\\", "\\"))
    assert said in faults(text)[0]


def test_every_fault_is_named_at_once() -> None:
    text = """
[words]
a = "不是列表"
b = ["re:("]
c = ["甲"]
[near]
c = ["乙"]
nearby = ["附近"]
[[rule]]
type = "x"
severity = "极高"
kind = "number"
pattern = "1"
checks = ["nonsense"]
label_in = ["没有的", "nearby"]
colour = "red"
"""
    found = "\n".join(faults(text))
    for said in (
        "“a”应为",
        "“b”",
        "缺少版本",
        "缺少“label”",
        "缺少“reason”",
        "severity 应为",
        "“nonsense”",
        "“没有的”",
        "“nearby”，它作标签时应写在 [words] 里",
        "词组“c”在 [words] 和 [near] 里都有",
        "“colour”",
    ):
        assert said in found


@pytest.mark.parametrize(
    "text", ["不是 TOML [", "version = '1'", "version = '1'\nrule = 3", "version = '1'\nrule = [3]"]
)
def test_what_is_no_file_of_rules_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="原有规则"):
        read_rules(text)


def test_a_pattern_that_would_explode_elsewhere_is_quick() -> None:
    rules = read_rules(own(pattern="(?:a|aa)+(?:b|bb)+c", hit="abc", miss="ab"))
    began = perf_counter()
    scan("a" * 200_000, rules)
    assert perf_counter() - began < 5
