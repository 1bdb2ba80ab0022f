"""Rules tried before they are kept: on their own examples, and on a core that no version may miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.model import RuleSet, Severity
from gongkai.text.personal_information.samples import samples


class _Core(NamedTuple):
    """A text with its name for the screen; without a type nothing may be found in it."""

    name: str
    text: str
    type: str = ""


_FOUND = (
    _Core("18位身份证号码（写有“身份证号”）", "身份证号：{id_card}", "id_card"),
    _Core("18位身份证号码（名单里没有标签）", "1\t李四\t{id_card}\t低保", "id_card"),
    _Core("15位身份证号码（写有“身份证号”）", "身份证号：{id_card_15}", "id_card_15"),
    _Core("遮盖不足的身份证号码", "身份证号：{id_card_weak}", "id_card_weak_mask"),
    _Core("手机号码（写有“手机”）", "李四，手机：{mobile}", "mobile"),
    _Core("手机号码（写在姓名后面）", "张三 {mobile}", "mobile"),
    _Core("个人银行卡号", "李四，银行卡号：{bank_card}", "bank_card"),
    _Core("家庭住址", "家庭住址：某某县某某镇某某村3组12号", "home_address"),
    _Core("个人电子邮箱", "李四，个人邮箱：zhangsan1990@qq.com", "email_personal"),
    _Core("护照号码", "护照号：E00000123", "passport"),
    _Core("微信号", "微信号：zhangsan_2020", "wechat"),
    _Core("写有姓名的病情", "低保对象张三，患尿毒症", "health"),
)
"""What any version must find as something to be dealt with, or the guard would be off without a word."""

_NEVER = (
    _Core("统一社会信用代码", "统一社会信用代码：{credit_code}"),
    _Core("办公电话", "联系电话：0375-0000123，监督电话：12345"),
    _Core("文号", "某某政办〔2026〕12号"),
    _Core("金额", "合计金额：1234567.00元"),
    _Core("办公地址", "办公地址：某某区人民路1号"),
    _Core("单位邮箱", "电子邮箱：xxgk@example.gov.cn"),
)
"""What no version may find, or people would get used to passing over what the guard says."""


def failed_examples(rules: RuleSet, names: Sequence[str]) -> Iterator[str]:
    """The examples of the rules that do not come out.

    Args:
        names: how faults name each rule, in the order of the rules.
    """
    numbers = samples()
    for name, rule in zip(names, rules.rules, strict=True):
        for example in rule.examples:
            types = {finding.type for finding in engine(rules).find(filled_in(example.text, numbers))}
            if (rule.type in types) != example.found:
                wanted = "应当命中而没有命中" if example.found else "不应命中而命中"
                yield f"{name}的例子“{example.text}”{wanted}"


def without_examples(
    entries: Sequence[Any], names: Sequence[str], shipped: Sequence[dict[str, Any]]
) -> Iterator[str]:
    """Rules that find something, say in no example what, and are not of the product word for word.

    Rules of the product are tested elsewhere as well; some of the older ones have no example of their own.
    """
    for name, entry in zip(names, entries, strict=True):
        if not isinstance(entry, dict) or entry.get("severity") not in tuple(Severity):
            continue
        if not entry.get("hits") and entry not in shipped:
            yield f"{name}没有例子：自己写的或者改动过的规则，至少要在“hits”里写一个应当识别的例子"


def core_failures(rules: RuleSet) -> list[str]:
    """What of the core the rules miss, and what they find that is nobody's; empty when all is well."""
    numbers = samples()
    missed = [
        each.name
        for each in _FOUND
        if Severity.HARD not in _severities(filled_in(each.text, numbers), each.type, rules)
    ]
    wrong = [each.name for each in _NEVER if engine(rules).find(filled_in(each.text, numbers))]
    faults = []
    if missed:
        faults.append(f"这一版认不出{'、'.join(missed)}，任何一版都要把它们识别为“必须处理”")
    if wrong:
        faults.append(f"这一版把{'、'.join(wrong)}当成了个人信息")
    return faults


class Weaker(NamedTuple):
    """Examples that other rules had found, as they stand in the file."""

    lost: list[str]
    """Not found any more."""
    lowered: list[str]
    """Something to be dealt with before, and only to be looked at now."""


def weaker_examples(present: RuleSet, coming: RuleSet) -> Weaker:
    """Of the examples that `present` has to find those that `coming` finds less or not at all."""
    found = Weaker([], [])
    if (present.rules, present.words, present.near) == (coming.rules, coming.words, coming.near):
        return found
    numbers = samples()
    for type_, example in dict.fromkeys(
        (rule.type, example.text)
        for rule in present.rules
        for example in rule.examples
        if rule.severity and example.found
    ):
        text = filled_in(example, numbers)
        after = _severities(text, type_, coming)
        if not after:
            found.lost.append(example)
        elif Severity.HARD not in after and Severity.HARD in _severities(text, type_, present):
            found.lowered.append(example)
    return found


@lru_cache(maxsize=4)
def masked_examples(rules: RuleSet) -> dict[str, str]:
    """For each type that has one, its shortest example with all that is found masked: of hard rules, one
    that begins like the name of the type, and one with a label, where there is such a one.
    """
    numbers = samples()
    chosen: dict[str, tuple[bool, bool, bool, int, str]] = {}
    for rule in rules.rules:
        for example in rule.examples:
            if rule.severity and example.found:
                text = example.text
                ranked = (
                    rule.severity is not Severity.HARD,
                    not text.startswith(rule.label[:2]),
                    "：" not in text,
                    len(text),
                    text,
                )
                chosen[rule.type] = min(chosen.get(rule.type, ranked), ranked)
    return {type_: _masked(filled_in(text, numbers), rules) for type_, (*_, text) in chosen.items()}


def _masked(text: str, rules: RuleSet) -> str:
    for finding in reversed(engine(rules).find(text)):
        text = f"{text[: finding.start]}{finding.masked}{text[finding.end :]}"
    return " ".join(text.split())


def filled_in(text: str, numbers: dict[str, str]) -> str:
    """An example with invented numbers in the places that are kept for them."""
    for name, number in numbers.items():
        text = text.replace(f"{{{name}}}", number)
    return text


def _severities(text: str, type_: str, rules: RuleSet) -> set[Severity]:
    return {finding.severity for finding in engine(rules).find(text) if finding.type == type_}
