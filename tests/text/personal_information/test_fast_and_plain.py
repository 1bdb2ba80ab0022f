"""The engine saves work wherever it can; what it finds is what its rules say, asked one by one."""

from __future__ import annotations

import pytest
import re2
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

from gongkai.text.personal_information import default_rules, number_rules, scan, scan_table
from gongkai.text.personal_information.check_digits import code_sign, id_sign, passes_luhn
from gongkai.text.personal_information.contexts import WordIndex
from gongkai.text.personal_information.engine import engine
from gongkai.text.personal_information.folding import fold, needs_folding
from gongkai.text.personal_information.holders import organisation_holder
from gongkai.text.personal_information.line import Line
from gongkai.text.personal_information.patterns import HAN, beginning
from gongkai.text.personal_information.place import Place
from gongkai.text.personal_information.samples import samples
from gongkai.text.personal_information.spread import may_be_spread, spread
from tests.text.personal_information.numbers import (
    AROUND,
    LABELS,
    bank_cards,
    credit_codes,
    dressed,
    id_cards,
    mobiles,
    spaced,
)
from tests.text.personal_information.plain_reading import Plain, plain_findings, plain_matches

SAMPLES = samples()
NUMBERS = st.one_of(
    id_cards().flatmap(dressed),
    id_cards().flatmap(spaced),
    mobiles().flatmap(dressed),
    bank_cards().flatmap(dressed),
    credit_codes(),
    st.sampled_from(sorted(SAMPLES.values())),
    st.text("0123456789", min_size=6, max_size=24),
    st.text("0123456789X*", min_size=11, max_size=19),
    st.tuples(id_cards(), mobiles()).map("".join),
)
WORDS = st.sampled_from(
    (
        "张三",
        "李四",
        "欧阳建国",
        "申请人",
        "户名：",
        "某某有限公司",
        "县财政局",
        "账号：",
        "卡号",
        "手机",
        "咨询电话：",
        "地址：",
        "家住",
        "某某村3组12号",
        "和平路57号院2号楼301室",
        "办公地址：县政府大院3号楼210室",
        "患尿毒症",
        "因盗窃罪判处缓刑",
        "邮箱：zhangsan1990@qq.com",
        "微信号：zhangsan_2020",
        "豫D00A01",
        "生于1903年5月12日",
        "项目编号",
        "金额（元）",
        "300.00",
        "12,345.67万元",
        "元",
        "统一社会信用代码",
        "各乡镇要于2026年10月31日前完成，",
        "政府信息公开申请",
        "<td>",
        "</td>",
        "0375-0000123",
    )
)
GAPS = st.sampled_from(
    ("", "", "，", "。", "\n", "\t", " ", "  ", "|", ",", "；", "：", "（", "）", "\r\n", "\u3000")
)
TEXTS = st.lists(st.one_of(WORDS, LABELS, AROUND, NUMBERS, GAPS), min_size=1, max_size=16).map("".join)
HEADS = st.sampled_from(
    (
        "序号",
        "姓名",
        "身份证号",
        "联系电话",
        "家庭住址",
        "银行账号",
        "一卡通账号",
        "金额（元）",
        "统一社会信用代码",
        "病种",
        "",
    )
)
CELLS = st.one_of(WORDS, NUMBERS, st.just(""), st.tuples(WORDS, GAPS, NUMBERS).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_text(text: str) -> None:
    for rules in (default_rules(), number_rules()):
        fast = [Plain(found.start, found.end, found.type, found.severity) for found in scan(text, rules)]
        assert fast == plain_findings(text, rules)


@settings(max_examples=150, deadline=None)
@given(st.lists(HEADS, min_size=2, max_size=5), st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=4))
def test_a_table(header: list[str], rows: list[list[str]]) -> None:
    rules = default_rules()
    fast = [
        (cell.row, cell.column, cell.finding.start, cell.finding.type, cell.finding.severity)
        for cell in scan_table(header, rows, rules)
    ]
    plain = []
    for number, row in enumerate(rows):
        line = _row(row, tuple(header))
        if engine(rules).may_hold(line.text):
            for one in plain_matches(line, rules):
                column = max(at for at, begin in enumerate(line.bounds) if begin <= one.start)
                plain.append((number, column, one.start - line.bounds[column], one.type, one.severity))
    assert fast == plain


def _row(row: list[str], header: tuple[str, ...]) -> Line:
    cells = [" ".join(re2.split(r"[\t\n\r]", cell)) for cell in row]
    bounds = [sum(len(cell) + 1 for cell in cells[:at]) for at in range(len(cells))]
    text = fold("\t".join(cells))
    return Line(text, text, 0, header=header, bounds=tuple(bounds))


@pytest.mark.parametrize(
    "word", ("开户名", "账户名称", "收款单位", "收款人", "收款方", "全称", "户主", "姓名", "户名")
)
@pytest.mark.parametrize("sign", ("：", "为", ""))
def test_the_holder_of_an_account_is_found_behind_every_word_for_one(word: str, sign: str) -> None:
    card = SAMPLES["bank_card"]
    text = f"{word}{sign}某某有限公司，账号{card}"
    place = Place(Line(text, text, 0), text.index(card), len(text), False, WordIndex({}), known=False)
    assert organisation_holder(place) == (sign != "" or "户名" in word)


@given(TEXTS)
@example(f"{SAMPLES['id_card']}\n（１*００００００*００）\n{SAMPLES['mobile']}")
def test_what_is_not_plain_is_folded_before_it_is_looked_for(text: str) -> None:
    if needs_folding(text.encode(), 0):
        for rules in (default_rules(), number_rules()):
            assert list(engine(rules).places(text)) == list(engine(rules).places(fold(text)))


@given(TEXTS)
def test_digits_that_stand_apart_are_looked_for_wherever_they_are(text: str) -> None:
    line = fold(text)
    assert may_be_spread(line) or not list(spread(line))


@given(st.text("0123456789", min_size=18, max_size=18))
def test_check_digits_are_those_of_the_standards(digits: str) -> None:
    assert id_sign(digits) == ric.calc_check_digit(digits)
    assert code_sign(digits) == uscc.calc_check_digit(digits)
    assert all(passes_luhn(digits[:size]) == luhn.is_valid(digits[:size]) for size in range(1, 19))


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=18, max_size=18))
def test_check_signs_of_codes_with_letters(code: str) -> None:
    assert code_sign(code) == uscc.calc_check_digit(code)
    assert code_sign(f"{code[:9]}I{code[10:]}") is None


@given(TEXTS)
def test_the_word_that_a_text_begins_with(text: str) -> None:
    index = WordIndex(default_rules().words, default_rules().near)
    text = fold(text)[:12]
    found = (groups for start, _, groups in index.found(text) if start == 0)
    assert index.first(text) == frozenset[str]().union(*found)


def test_chinese_characters_are_those_of_re2() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert "".join(re2.findall(r"\p{Han}+", every)) == "".join(beginning(f"[{HAN}]+").findall(every))
