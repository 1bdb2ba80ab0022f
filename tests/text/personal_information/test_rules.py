"""Rules are data: every fault of a file is named, examples are tried, patterns run in linear time."""

from __future__ import annotations

import tomllib
from time import perf_counter

import pytest

from gongkai.kernel.errors import InvalidInput
from gongkai.text.personal_information import (
    RuleSet,
    Severity,
    default_rules,
    read_rules,
    scan,
    shipped_text,
)
from gongkai.text.personal_information.trying import core_failures, without_examples

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


def kept(text: str) -> RuleSet:
    """Rules as they are read once they were kept; alone they would miss the core."""
    return read_rules(text, try_examples=False)


def with_own(text: str) -> str:
    """The rules of the product with those of another text behind."""
    return f"{shipped_text()}\n[[rule]]{text.partition('[[rule]]')[2]}"


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        read_rules(text)
    return refused.value.fields["rules"]


def test_own_rules_are_used() -> None:
    rules = kept(own())
    (found,) = scan("张三，职工号ZG000123。", rules)
    assert (found.type, found.severity, found.start, found.end) == ("staff_no", Severity.HARD, 6, 14)
    assert rules.version == "试用"
    assert {name: entry.label for name, entry in rules.types.items()} == {"staff_no": "职工号"}


def test_a_type_can_be_raised_by_another() -> None:
    raised = own("review").replace("hits =", 'raised_by = ["badge"]\nhits =')
    assert "“raised_by”里没有这种信息“badge”" in faults(raised)[0]
    badge = own(pattern="工牌[0-9]{4}", hit="工牌0001", miss="工牌1").partition("[[rule]]")[2]
    rules = kept(f"{raised}\n[[rule]]{badge.replace('staff_no', 'badge')}")
    assert [found.severity for found in scan("ZG000123", rules)] == [Severity.REVIEW]
    assert [found.severity for found in scan("ZG000123，工牌0001", rules)] == [Severity.HARD] * 2
    assert rules.types["staff_no"].severity is Severity.HARD


def test_rules_share_pieces_of_patterns() -> None:
    shared = own().replace("'ZG[0-9]{6}'", "'ZG<<six>>'") + "\n[patterns]\nsix = '[0-9]{6}'\n"
    (found,) = scan("张三，职工号ZG000123。", kept(shared))
    assert found.type == "staff_no"
    nested = shared.replace("six = '[0-9]{6}'", "digit = '[0-9]'\nsix = '<<digit>>{6}'")
    assert kept(nested).rules[0].pattern == kept(shared).rules[0].pattern
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
    assert faults(own(hit="无")) == ["第 1 条规则（职工号，第 5 行）的例子“无”应当命中而没有命中"]
    assert faults(own(miss="ZG000123")) == ["第 1 条规则（职工号，第 5 行）的例子“ZG000123”不应命中而命中"]


def test_no_version_may_miss_the_core() -> None:
    head = shipped_text().partition("[[rule]]")[0]
    (alone,) = faults(head + own().partition("\n[words]")[2].partition("\n")[2].partition("\n")[2])
    for name in ("18位身份证号码", "15位身份证号码", "手机号码", "银行卡号", "家庭住址", "个人电子邮箱"):
        assert name in alone
    assert alone.startswith("这一版认不出")
    with pytest.raises(InvalidInput, match="没有保存：这一版认不出"):
        read_rules(own())


def test_a_rule_that_swallows_numbers_or_finds_offices_fails_the_core() -> None:
    text = own(pattern="办公地址", hit="办公地址", miss="地址")
    (fault,) = core_failures(kept(with_own(text)))
    assert fault == "这一版把办公地址当成了个人信息"
    first = own("none", pattern=".+", hit="x", miss="").replace('hits = ["x"]\nmisses = [""]', "")
    swallowed = shipped_text().replace("[[rule]]", f"[[rule]]{first.partition('[[rule]]')[2]}\n[[rule]]", 1)
    assert "18位身份证号码" in core_failures(kept(swallowed))[0]
    assert core_failures(default_rules()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[[rule]]", "[[rules]]"), "不认识“rules”，是不是想写“rule”"),
        (("[words]", "[wordz]"), "不认识“wordz”，是不是想写“words”"),
        (("version =", "colour = 'red'\nversion ="), "不认识“colour”，可用的有：version、source"),
    ],
)
def test_what_nobody_knows_at_the_top_is_refused(change: tuple[str, str], said: str) -> None:
    text = own().replace(*change)
    assert any(said in fault for fault in faults(text))
    if "rules" not in said:  # what was kept before this was looked at goes on to be read
        assert kept(text).version == "试用"


@pytest.mark.parametrize("severity", ["hard", "review"])
def test_an_own_rule_needs_an_example(severity: str) -> None:
    without = own(severity).replace('hits = ["ZG000123"]\n', "")
    assert faults(without) == [
        "第 1 条规则（职工号，第 5 行）没有例子：自己写的或者改动过的规则，"
        "至少要在“hits”里写一个应当识别的例子"
    ]
    assert "没有例子" in faults(own(severity).replace('["ZG000123"]', "[]"))[0]


def test_older_rules_of_the_product_may_go_without_an_example() -> None:
    shipped = tomllib.loads(shipped_text())["rule"]
    bare = next(entry for entry in shipped if entry["severity"] != "none" and not entry.get("hits"))
    assert not list(without_examples([bare], ["甲"], shipped))
    assert list(without_examples([{**bare, "reason": "改动过"}], ["甲"], shipped))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (
            "(?<=ZG)[0-9]{6}",
            "不能接受：“(?”后面的写法不支持，前后断言也不支持（invalid perl operator: (?<=）",
        ),
        ("ZG(", "RE2 不能接受：括号没有成对，缺少“)”（missing ): ZG(）"),
        ("ZG[0-9", "方括号没有成对，缺少“]”（missing ]: [0-9）"),
        ("*ZG", "前面没有可以重复的内容（no argument"),
        ("(ZG)\\\\1", "RE2 不能接受：反斜线后面的写法不支持，反向引用也不支持"),
        ("[0-9]*", "匹配空文字"),
        ("a" * 5000, "超过 4000 字"),
        ("((a{100}){100}){100}", "RE2 不能接受"),
    ],
)
def test_bad_patterns_are_refused_in_words(pattern: str, said: str) -> None:
    text = own().replace("'ZG[0-9]{6}'", f"'{pattern}'".replace("\\\\", "\\"))
    (fault,) = faults(text)
    assert said in fault
    assert fault.startswith("第 1 条规则（职工号，第 5 行）的表达式")
    assert "b'" not in fault


def test_a_bad_pattern_among_words_is_told_in_chinese() -> None:
    (fault,) = faults(own().replace('["职工号"]', '["re:工(号"]'))
    assert "“re:工(号”不是 RE2 能接受的表达式：括号没有成对，缺少“)”（missing ): 工(号）" in fault


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"本单位的职工号"', '"本单位的职工号', "第 10 行（第 1 条规则“职工号”），有不能出现的字符"),
        ('"本单位的职工号"', '"""本单位的职工号"', "第 10 行（第 1 条规则“职工号”），引号没有成对"),
        ('misses = ["ZG12"]', 'misses = ["ZG12"', "第 13 行（第 1 条规则“职工号”），列表没有写完"),
        ('severity = "hard"', "severity = hard", "第 8 行（第 1 条规则“职工号”），等号后面的值写法有误"),
        ('severity = "hard"', 'severity "hard"', "第 8 行（第 1 条规则“职工号”），名称后面缺少等号"),
        ('severity = "hard"', 'type = "hard"', "同一个名称写了两次（Cannot overwrite a value）"),
        ("'ZG[0-9]{6}'", '"ZG\\d"', "第 11 行（第 1 条规则“职工号”），双引号里的反斜线要写成两个"),
        ('version = "试用"', "version = 试用", "第 2 行，等号后面的值写法有误"),
        ('version = "试用"', "version = " + "[" * 99_999, "括号套得太深"),
    ],
)
def test_what_toml_refuses_is_told_in_chinese_with_its_place(right: str, wrong: str, said: str) -> None:
    for text in (own().replace(right, wrong), own().replace(right, wrong).replace("\n", "\r\n")):
        with pytest.raises(InvalidInput) as refused:
            read_rules(text)
        assert said in refused.value.message


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


@pytest.mark.parametrize("field", ["severity", "kind", "span"])
def test_a_list_where_a_word_belongs_is_a_fault(field: str) -> None:
    text = own().replace('severity = "hard"', "").replace('kind = "words"', "")
    assert f"的 {field} 应为" in "".join(faults(f'{text}\n{field} = ["hard"]'))


@pytest.mark.parametrize(
    "text", ["不是 TOML [", "version = '1'", "version = '1'\nrule = 3", "version = '1'\nrule = [3]"]
)
def test_what_is_no_file_of_rules_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="原有规则"):
        read_rules(text)


def test_a_pattern_that_would_explode_elsewhere_is_quick() -> None:
    rules = kept(own(pattern="(?:a|aa)+(?:b|bb)+c", hit="abc", miss="ab"))
    began = perf_counter()
    scan("a" * 200_000, rules)
    assert perf_counter() - began < 5
