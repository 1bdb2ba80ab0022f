"""Counting numbers in digits and in Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text import numerals

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "number"),
    [("20", 20), ("0", 0), ("9999", 9999), ("两", 2), ("十", 10), ("十五", 15), ("二十", 20), ("九十九", 99),
     ("一百", 100), ("两百", 200), ("一百零五", 105), ("一百一十", 110), ("三百六十五", 365), ("〇", 0)],
)  # fmt: skip
def test_numbers(text: str, number: int) -> None:
    assert numerals.read(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "二三", "十十", "百", "百五", "一百五", "一百零", "零十", "三五十", "10000", "1.5", "半", "²", "٣",
     "十两十", "一百十百", "x", "十" * 50],
)  # fmt: skip
def test_not_numbers(text: str) -> None:
    assert numerals.read(text) is None


@given(st.integers(1, 999))
def test_every_number_reads_back(number: int) -> None:
    hundreds, below = divmod(number, 100)
    tens, ones = divmod(below, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    assert numerals.read(text + (DIGITS[ones] if ones else "")) == number
