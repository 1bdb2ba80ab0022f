"""Numbers of persons are found by form and check digit, and nothing else is."""

from __future__ import annotations

import pytest

from gongkai.text.personal_numbers import find_personal_numbers

PERSON = "1101051949" + "1231002"
MOBILE = "138" + "0013" + "8000"
CARD = "622202" + "1234567890128"
"""In parts: nothing in the repository looks like a person's number."""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"身份证{PERSON}X", "身份证号"),
        (f"{PERSON}x", "身份证号"),
        ("１１０１０５１９４９１２３１００２Ｘ", "身份证号"),
        ("电话：138 0013 8000", "手机号码"),
        ("138-0013-8000转1", "手机号码"),
        (f"2026 {MOBILE}", "手机号码"),
        (f"卡号{CARD}。", "银行卡号"),
    ],
)
def test_numbers_of_persons(text: str, what: str) -> None:
    assert [number.what for number in find_personal_numbers(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0999-0002310",
        f"{PERSON}1",
        "91990123MACEJ2K58R",
        "1234567890123456",
        "2026-00001",
        "12345678901",
        "110***********002X",
        "138****8000",
        "项目代码2026-990123-47-01-123456",
    ],
)
def test_other_numbers(text: str) -> None:
    assert list(find_personal_numbers(text)) == []


def test_all_of_them_in_order() -> None:
    found = find_personal_numbers(f"{MOBILE}，{PERSON}X")
    assert [number.text for number in found] == [MOBILE, f"{PERSON}X"]
