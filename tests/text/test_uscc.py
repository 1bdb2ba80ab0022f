"""Unified social credit codes; the codes here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.errors import InvalidInput
from gongkai.text import uscc

BODY = "11990123MB0000001"


def test_a_right_code_in_any_writing() -> None:
    code = BODY + uscc.make_check_digit(BODY)
    assert uscc.problem(code) == ""
    assert uscc.normalise(f" {code[:9].lower()} {code[9:]} ") == code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "18 位"),
        ("1234", "现在是 4 位"),
        ("I" * 18, "只能用"),
        ("１" * 19, "19 位"),
        ("政" * 18, "只能用"),
    ],
)
def test_what_is_wrong_is_said(code: str, words: str) -> None:
    assert words in uscc.problem(code)
    with pytest.raises(InvalidInput):
        uscc.normalise(code)


def test_a_wrong_check_digit() -> None:
    right = uscc.make_check_digit(BODY)
    wrong = "0" if right != "0" else "1"
    assert "校验位" in uscc.problem(BODY + wrong)


@pytest.mark.parametrize("first", ["", "1" * 16, "I" * 17])
def test_a_check_digit_needs_seventeen_characters_of_the_alphabet(first: str) -> None:
    with pytest.raises(InvalidInput):
        uscc.make_check_digit(first)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_made_codes_are_right(organisation: str) -> None:
    first = "11990123" + organisation
    assert uscc.problem(first + uscc.make_check_digit(first)) == ""


@given(st.text(max_size=24))
def test_never_crashes(text: str) -> None:
    uscc.problem(text)
