"""The search of a whole text in bytes must stop wherever a rule could find something.

A rule for words is looked for with its own pattern, one for addresses with what all of them end in. Rules
for numbers share one pattern for rows of digits (`engine`); one whose numbers it does not cover fails here.
Numbers whose first place is hidden or misread are not looked for, nor masked ones that begin with 10 or
in which places that are hidden stand apart from each other (1*000000*00).
"""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.text.personal_information import Rule, default_rules, number_rules
from gongkai.text.personal_information.checks import HIDDEN
from gongkai.text.personal_information.contexts import WordIndex, last_label
from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.folding import fold
from gongkai.text.personal_information.layout import Layout
from gongkai.text.personal_information.model import Kind
from gongkai.text.personal_information.samples import samples
from tests.text.personal_information.plain_reading import plain_matches
from tests.text.personal_information.test_fast_and_plain import TEXTS

NUMBERED = [rule for rule in default_rules().rules if rule.kind is Kind.NUMBER and rule.severity]
_NOBODYS = "10"
_HIDDEN_APART = re.compile(r"\*[^*]+\*")
_SPELT = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789X*", "０１２３４５６７８９Ｘ＊")
_MISREAD = str.maketrans("01", "Ol")


def _name(rule: Rule) -> str:
    return f"{rule.type}-{NUMBERED.index(rule)}"


def _dressed(number: str, rule: Rule) -> list[str]:
    """The number as it stands, cut as the rule allows, and in its dresses."""
    shown = [number, number.translate(_WIDE)]
    for shape in rule.shapes - {"*"}:
        sizes = [int(size) for size in shape.split("-")]
        if sum(sizes) == len(number):
            places = [sum(sizes[:at]) for at in range(len(sizes))]
            groups = [number[place : place + size] for place, size in zip(places, sizes, strict=True)]
            shown += [gap.join(groups) for gap in (" ", "-", "\u3000")]
    if "spelt" in rule.dresses:
        shown.append(number.translate(_SPELT))
    if "misread" in rule.dresses:
        shown.append(number[0] + number[1:].translate(_MISREAD))
    return shown


@pytest.mark.parametrize("rule", NUMBERED, ids=_name)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_numbers_of_every_rule_are_looked_for(rule: Rule, data: st.DataObject) -> None:
    number = data.draw(st.from_regex(rule.pattern, fullmatch=True, alphabet=st.characters(codec="ascii")))
    assume(not number.startswith(_NOBODYS))
    if not rule.pattern.startswith(f"\\{HIDDEN}"):
        assume(number[0] != HIDDEN and not _HIDDEN_APART.search(number))
    guard = engine(default_rules())
    for text in _dressed(number, rule):
        assert guard.may_hold(f"，{text}。") or not _is_found(f"，{text}。")


def test_a_pattern_that_does_not_cover_the_numbers_would_be_seen() -> None:
    """The test above is no formality: cards and mobiles are found, and are looked for."""
    for name in ("id_card", "mobile", "bank_card", "id_card_spaced", "id_card_wide", "id_card_strokes"):
        text = f"身份证、电话、卡号：{samples()[name]}"
        assert _is_found(text)
        assert engine(default_rules()).may_hold(text)
    assert not engine(default_rules()).may_hold("本年收入123,456.78万元，于2026年10月31日前完成。")


@settings(max_examples=150, deadline=None)
@given(TEXTS.map(lambda text: text.replace("\n", " ").replace("\r", " ")))
def test_a_line_with_a_finding_is_read(text: str) -> None:
    for rules in (default_rules(), number_rules()):
        if plain_matches(Layout(text).line(0, len(text)), rules):
            assert engine(rules).may_hold(text)


def _is_found(text: str) -> bool:
    return bool(plain_matches(Layout(text).line(0, len(text)), default_rules()))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(("", "，", "，身份证号", "，手机/电话：", "，编号", "，2万元，卡号")))
def test_what_stands_behind_the_last_comma_gives_the_label_of_all(text: str, end: str) -> None:
    index = _INDEX
    text = (fold(text).replace("\n", "") + end)[-48:]
    assert index.label(text) == last_label(text, index.found(text))


_INDEX = WordIndex(default_rules().words, default_rules().near)


@pytest.mark.parametrize(
    "pattern", ["号[^（]{0,9}邮箱", "^证号", "证.号", "[\\x{ff00}-\\x{ffff}]号", "号，证"]
)
def test_a_pattern_that_may_reach_over_a_comma_is_asked_of_all(pattern: str) -> None:
    index = WordIndex({"number": (f"re:{pattern}",), "phone": ("电话",)})
    for text in ("证号，x邮箱", "甲，证号", "证，号", "号，证，电话", "电话，证，号"):
        assert index.label(text) == last_label(text, index.found(text))
