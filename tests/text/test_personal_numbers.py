"""Numbers of persons are found by form and check digit, and nothing else is."""

from __future__ import annotations

import pytest

from gongkai.text.personal_numbers import find_personal_numbers


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("身份证11010519491231002X", "身份证号"),
        ("11010519491231002x", "身份证号"),
        ("１１０１０５１９４９１２３１００２Ｘ", "身份证号"),
        ("电话：138 0013 8000", "手机号码"),
        ("138-0013-8000转1", "手机号码"),
        ("2026 13800138000", "手机号码"),
        ("卡号6222021234567890128。", "银行卡号"),
    ],
)
def test_numbers_of_persons(text: str, what: str) -> None:
    assert [number.what for number in find_personal_numbers(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0999-0002310",
        "110105194912310021",
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
    found = find_personal_numbers("13800138000，11010519491231002X")
    assert [number.text for number in found] == ["13800138000", "11010519491231002X"]
