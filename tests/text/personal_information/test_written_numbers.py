"""Numbers in every way in which people write them, behind every word they put before."""

from __future__ import annotations

import pytest

from gongkai.text.personal_information import scan
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()
MOBILE, IDENTITY, CARD = SAMPLES["mobile"], SAMPLES["id_card"], SAMPLES["bank_card"]
WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}


def cut(number: str, *sizes: int, gap: str = " ") -> str:
    parts, at = [], 0
    for size in (*sizes, len(number)):
        parts.append(number[at : at + size])
        at += size
    return gap.join(filter(None, parts))


MOBILES = (
    MOBILE,
    cut(MOBILE, 3, 4),
    cut(MOBILE, 3, 4, gap="-"),
    cut(MOBILE, 3, 4, gap="　"),
    cut(MOBILE, 3, 4, gap="."),
    MOBILE.translate(WIDE),
)
BEFORE_MOBILE = (
    "",
    "+86",
    "+86 ",
    "+86-",
    "(+86)",
    "（+86）",
    "（＋86） ",
    "86-",
    "0086-",
    "0086 ",
    "tel:",
    "TEL：",
    "☎",
    "☎ ",
    "📱",
    "微信同号：",
    "M:",
    "mobile=",
    "联系方式 ",
    "李四",
    "李四 ",
    "李四（",
    "李四/",
    "【",
    "“",
    "号码:",
    "本人电话",
    "家属",
    "打",
    "致电",
    "加微信",
    "VX：",
    "手机/微信同号：",
    "新号:",
)
IDENTITIES = (
    IDENTITY,
    cut(IDENTITY, 6, 8),
    cut(IDENTITY, 4, 4, 4, 4),
    cut(IDENTITY, 6, 4, 4),
    cut(IDENTITY, 6, 8, gap="-"),
    cut(IDENTITY, 6, 12),
    cut(IDENTITY, 6, 8, gap="　"),
    IDENTITY.translate(WIDE),
)
BEFORE_IDENTITY = (
    "",
    "身份证号：",
    "身份证",
    "公民身份号码 ",
    "证件号",
    "ID:",
    "sfz ",
    "李四",
    "李四，",
    "李四（",
    "（",
    "【身份证】",
    "身份证（号码）：",
    "证件：",
    "号码：",
    "身份证号\n",
    "1.李四 ",
    "持",
)
CARDS = (CARD, cut(CARD, 4, 4, 4, 4), cut(CARD, 4, 4, 4, 4, gap="-"), cut(CARD, 6), CARD.translate(WIDE))
BEFORE_CARD = (
    "",
    "银行卡号：",
    "卡号",
    "账号 ",
    "开户行：农业银行 账号",
    "一卡通",
    "存折",
    "收款账号",
    "李四",
    "李四 ",
    "打入",
    "汇至",
    "社保卡",
    "农商行卡",
    "户名李四 ",
    "工资卡",
    "社保卡号（银行）：",
    "发放账号\n",
)


def not_covered(before: str, numbers: tuple[str, ...]) -> list[str]:
    """How the number was written where no finding covers all of it."""
    missed = []
    for number in numbers:
        for behind in ("", "，", "）"):
            text = f"{before}{number}{behind}"
            start = len(before)
            if not any(found.start <= start and start + len(number) <= found.end for found in scan(text)):
                missed.append(text)
    return missed


@pytest.mark.parametrize("before", BEFORE_MOBILE)
def test_mobiles(before: str) -> None:
    assert not_covered(before, MOBILES) == []


@pytest.mark.parametrize("before", BEFORE_IDENTITY)
def test_identity_numbers(before: str) -> None:
    assert not_covered(before, IDENTITIES) == []


@pytest.mark.parametrize("before", BEFORE_CARD)
def test_cards(before: str) -> None:
    assert not_covered(before, CARDS) == []


def test_three_figures_in_a_row_of_others_are_no_mobile() -> None:
    assert scan("139 1234 5678 420 1100") == []
