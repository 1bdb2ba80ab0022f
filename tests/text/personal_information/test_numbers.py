"""Numbers of persons are found in every dress, and numbers that only look alike are not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.text.personal_information import Severity, scan
from gongkai.text.personal_information.checks import id_card
from gongkai.text.personal_information.samples import samples
from tests.text.personal_information.numbers import (
    AROUND,
    LABELS,
    PROVINCES,
    bank_cards,
    credit_codes,
    dressed,
    id_cards,
    mobiles,
    spaced,
)

SAMPLES = samples()
DIGITS = st.integers(0, 9_999)


def types(text: str) -> list[str]:
    return [finding.type for finding in scan(text)]


def covered(text: str, number: str) -> set[str]:
    """The types of what is found on the number."""
    start = text.index(number)
    return {found.type for found in scan(text) if found.start < start + len(number) and start < found.end}


@settings(max_examples=150, deadline=None)
@given(st.data(), id_cards(), LABELS, AROUND)
def test_every_identity_number_in_every_dress(
    data: st.DataObject, number: str, label: str, rest: str
) -> None:
    shown = data.draw(dressed(number))
    text = f"李四{label}{shown}{rest}"
    assert "id_card" in covered(text, shown), text


@settings(max_examples=100, deadline=None)
@given(st.data(), id_cards(), st.sampled_from(("身份证号：", "证件号码 ", "李四，")))
def test_identity_numbers_cut_into_groups(data: st.DataObject, number: str, label: str) -> None:
    shown = data.draw(spaced(number))
    assert "id_card" in covered(f"{label}{shown}（户主）", shown)


@settings(max_examples=60, deadline=None)
@given(id_cards(), st.integers(14, 16))
def test_one_wrong_digit_under_a_label_is_for_review(number: str, place: int) -> None:
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assume(not id_card(wrong))
    (found,) = scan(f"身份证号：{wrong}")
    assert (found.type, found.severity) == ("id_card", Severity.REVIEW)
    unlabelled = {finding.type for finding in scan(wrong)}
    assert "id_card" not in unlabelled, "without a label it is any number, perhaps one of a card"


@settings(max_examples=80, deadline=None)
@given(id_cards(), mobiles(), bank_cards())
def test_numbers_glued_together(person: str, mobile: str, card: str) -> None:
    assert types(f"李四{person}{mobile}") == ["id_card", "mobile"]
    assert types(f"{person}，{mobile}，{card}") == ["id_card", "mobile", "bank_card"]


@settings(max_examples=100, deadline=None)
@given(
    mobiles(),
    st.sampled_from(("手机", "联系电话：", "电话 ", "手机号码:", "+86 ", "86-", "联系人李四 ", "张三，", "")),
    st.sampled_from(("", "。", "（微信同号）", "、", "/", "\n", "\t")),
)
def test_every_mobile(number: str, label: str, rest: str) -> None:
    assert "mobile" in covered(f"{label}{number}{rest}", number)


@settings(max_examples=60, deadline=None)
@given(mobiles(), st.sampled_from((" ", "-", "－", "\u3000", ".", "·")))
def test_mobiles_cut_into_groups_under_a_label(number: str, gap: str) -> None:
    shown = gap.join((number[:3], number[3:7], number[7:]))
    assert "mobile" in covered(f"手机：{shown}", shown)


@settings(max_examples=80, deadline=None)
@given(bank_cards(), st.sampled_from(("账号：", "银行卡号 ", "一卡通账号\t", "张三 ", "卡号为", "")))
def test_every_bank_card(number: str, label: str) -> None:
    assert "bank_card" in covered(f"{label}{number}\t680.00", number)


# --- what is not a person's


@settings(max_examples=100, deadline=None)
@given(
    credit_codes(),
    st.sampled_from(
        ("统一社会信用代码：", "信用代码 ", "社会团体 ", "统一社会信用代码/身份证号：", "纳税人识别号：")
    ),
)
def test_credit_codes_are_left_alone(code: str, label: str) -> None:
    assume(not id_card(code))
    assert scan(f"某某有限公司，{label}{code}，经营者：张三") == []


@settings(max_examples=60, deadline=None)
@given(id_cards())
def test_of_two_labels_the_form_decides(number: str) -> None:
    assert types(f"统一社会信用代码/身份证号：{number}") == ["id_card"]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(PROVINCES),
    DIGITS,
    DIGITS,
    st.sampled_from(("GB", "JC", "GF")),
    st.sampled_from(("", " ")),
)
def test_units_of_real_estate_are_left_alone(province: str, one: int, two: int, right: str, gap: str) -> None:
    unit = gap.join((f"{province}{one:04}", f"{two:06}", f"{right}{one:05}", f"F{two:08}"))
    assert scan(f"不动产单元号：{unit}") == []


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2016, 2030), st.sampled_from(PROVINCES), DIGITS, st.integers(1, 99), st.integers(0, 999_999)
)
def test_project_codes_are_left_alone(year: int, province: str, area: int, trade: int, order: int) -> None:
    assert scan(f"项目代码：{year}-{province}{area:04}-{trade:02}-01-{order:06}") == []
    assert scan(f"{year}-{province}{area:04}-{trade:02}-03-{order:06}项目已经批准") == []


@settings(max_examples=150, deadline=None)
@given(
    st.integers(10**10, 10**18 - 1),
    st.sampled_from(
        (
            "累计访问量 {} 次",
            "金额{}元",
            "总投资{}.00万元",
            "流水号：{}",
            "订单编号 {}",
            "￥{}.00",
            "面积{}平方米",
            "运单号{}",
        )
    ),
)
def test_counts_amounts_and_running_numbers_are_left_alone(number: int, sentence: str) -> None:
    assume(not id_card(str(number)))
    assert scan(sentence.format(number)) == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(("0999", "010", "0571")), st.integers(2_000_000, 89_999_999), st.sampled_from("-—（ "))
def test_office_telephones_are_left_alone(area: str, number: int, sign: str) -> None:
    shown = f"（{area}）{number}" if sign == "（" else f"{area}{sign}{number}"
    assert scan(f"咨询电话：{shown}，监督电话：12345") == []


@pytest.mark.parametrize(
    "text",
    [
        "平政办〔2020〕9号",
        "国令第707号",
        "案号：（2021）豫0404民初123号",
        "ISBN 978-7-5000-0000-1",
        "豫ICP备00000000号-1",
        "公网安备 41040402000001号",
        "网站标识码 4104040001",
        "红线坐标 12157.5883, 104473.5833",
        "坐标：113.1234567,33.5678901",
        "注册号：410400000012345（15位）",
        "组织机构代码证：MB0Q07134-4",
        "索引号：11410404000002000P/1754-00001",
        "发布日期：20211230",
        "合同编号 HT20211380000100077",
        "编号12000001234",
        "请拨打12345政务服务便民热线",
        "身份证后四位：0021",
        "李四 6501**********1234",
        "手机：138XXXX1037",
        "卡号：622848*********0176",
        "单位名称：某某区财政局；开户银行：建行某支行；账号：41050100000000000123",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert scan(text) == []


# --- in disguise


def test_numbers_in_disguise() -> None:
    assert types("联系电话：一三八零零零零一零三七") == ["mobile"]
    assert types("手机：①③⑧⓪⓪⓪⓪①⓪③⑦") == ["mobile"]
    assert types(f"身份证号：{SAMPLES['id_card_misread']}") == ["id_card"]
    assert types(f"身份证号（倒写）：{SAMPLES['id_card'][::-1]}") == ["id_card"]
    assert types(f"<td>{SAMPLES['id_card'][:6]}<wbr>{SAMPLES['id_card'][6:]}</td>") == ["id_card"]
    assert types(f'<input type="hidden" value="{SAMPLES["id_card"]}">') == ["id_card"]


def test_a_number_that_goes_on_in_the_next_line() -> None:
    number = SAMPLES["id_card"]
    text = f"身份证号：{number[:10]}\n{number[10:]}"
    (found,) = scan(text)
    assert text[found.start : found.end].replace("\n", "") == number


@pytest.mark.parametrize("hidden", range(1, 5))
def test_a_mask_that_leaves_the_birth_date_is_weak(hidden: int) -> None:
    number = SAMPLES["id_card"]
    assert types(f"身份证号：{number[:-hidden]}{'*' * hidden}") == ["id_card_weak_mask"]


def test_masks_that_are_good() -> None:
    number = SAMPLES["id_card"]
    for text in (f"{number[:6]}********{number[14:]}", f"{number[:3]}{'*' * 14}{number[-1]}", "*" * 18):
        assert types(f"身份证号：{text}") == []
    mobile = SAMPLES["mobile"]
    assert types(f"手机：{mobile[:3]}****{mobile[7:]}") == []
    assert types(f"手机：{mobile[:3]}○○○○{mobile[7:]}") == []
    assert types(f"手机：{mobile[:-1]}*") == ["mobile_weak_mask"]
    for sign in "*X●×#":
        assert types(f"手机：{mobile[:3]}{sign * 2}{mobile[5:]}") == ["mobile_weak_mask"], sign
    assert types(f"账号：{SAMPLES['bank_card'][:-2]}**") == ["bank_card_weak_mask"]


@pytest.mark.parametrize(
    "unit",
    ["条", "次", "件", "人次", "元", "张。", "项，", "个", "份", "剂次", "票", "（条）", " 条记录", "字"],
)
def test_a_number_with_a_unit_behind_it_is_an_amount(unit: str) -> None:
    assert scan(f"系统累计评价{SAMPLES['mobile']}{unit}") == []


@pytest.mark.parametrize(
    "behind", ["家住河西", "名下房屋", "个人信息", "条件符合", "张三", "项目负责人", "位于", ""]
)
def test_words_that_only_begin_like_a_unit(behind: str) -> None:
    assert [found.type for found in scan(f"李四{SAMPLES['mobile']}{behind}")] == ["mobile"]


@pytest.mark.parametrize("paper", ["低保证", "执法证", "林业行政执法证", "特困证", "执业证", "采矿许可证"])
def test_numbers_of_papers_are_no_mobiles_in_a_list_too(paper: str) -> None:
    mobile = SAMPLES["mobile"]
    assert scan(f"{paper}号：{mobile}、{mobile[:-1]}3、{mobile[:-1]}4（已出示）") == []


def test_labels_of_identity_stay_what_they_are_beside_papers() -> None:
    mobile, number = SAMPLES["mobile"], SAMPLES["id_card"]
    assert types(f"执法人员电话：{mobile}、{mobile}") == ["mobile", "mobile"]
    for label in ("从业资格证号", "低保户身份证号：", "登记人身份证号码 "):
        (found,) = scan(f"李四，{label}{number}")
        assert (found.type, found.severity) == ("id_card", Severity.HARD), label
    assert types("毋旺，1971年迁入，证号410404530617700") == ["id_card_15"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("序号3{id_card}", "hard"),
        ("12{id_card}张三", "hard"),
        ("3 张三{id_card}3人", "hard"),
        ("2024-05-01{id_card}", "hard"),
        ("{id_card}930.00", "hard"),
        ("{id_card}页眉", "hard"),
        ("**{id_card}**", "hard"),
        ("#{id_card}", "hard"),
        ("{id_card} 元", "review"),
        ("金额{id_card}", "review"),
    ],
)
def test_an_identity_number_is_found_whatever_stands_round_it(text: str, severity: str) -> None:
    text = text.format(**samples())
    (finding,) = scan(text)
    assert (finding.type, finding.severity) == ("id_card", severity)
    assert text[finding.start : finding.end] == samples()["id_card"]


@pytest.mark.parametrize("text", ["流水号：1{id_card}", "合同编号{id_card}99", "账号：1{id_card}"])
def test_a_row_of_digits_under_the_label_of_a_code_holds_no_identity_number(text: str) -> None:
    assert "id_card" not in {finding.type for finding in scan(text.format(**samples()))}


@pytest.mark.parametrize("text", ["序号3{mobile}", "手机{mobile}元", "**{mobile}**"])
def test_a_mobile_is_found_behind_a_row_number_and_between_marks(text: str) -> None:
    text = text.format(**samples())
    assert [text[finding.start : finding.end] for finding in scan(text)] == [samples()["mobile"]]


@pytest.mark.parametrize("text", ["张三{bank_card}元", "3张三{bank_card}300.00", "张三5{bank_card}"])
def test_a_card_of_somebody_is_found_where_figures_are_glued_to_it(text: str) -> None:
    text = text.format(**samples())
    assert [text[finding.start : finding.end] for finding in scan(text)] == [samples()["bank_card"]]


def test_labels_in_traditional_characters_mean_the_same() -> None:
    assert types("護照號碼：E12345678") == ["passport"]
    (private,) = scan(f"聯繫電話：{SAMPLES['mobile']}（本人）")
    (office,) = scan(f"咨詢電話：{SAMPLES['mobile']}")
    assert (private.severity, office.severity) == (Severity.HARD, Severity.REVIEW)
    assert types(f"統一社會信用代碼：{SAMPLES['credit_code']}") == []


@pytest.mark.parametrize("lead", range(2880, 3020, 7))
def test_figures_behind_nought_are_nobody_s_numbers_wherever_a_long_line_is_cut(lead: int) -> None:
    vector = "密码才可用的账户：" + "字" * lead + "[0.005058325361460447, -0.040704719722270966, " * 90
    assert scan(vector) == []


def test_a_scanner_takes_noughts_for_letters() -> None:
    assert types("联系电话（扫描）：139OOOO0816") == ["mobile"]
