"""20个工作日 is not 20日."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.time_units import Span, Unit

SHORT = {Unit.WORKDAY: "wd", Unit.DAY: "d", Unit.MONTH: "m", Unit.YEAR: "y", Unit.HOUR: "h"}


@pytest.mark.parametrize(
    ("text", "amount", "unit", "words"),
    [
        ("20wd", 20, Unit.WORKDAY, "20个工作日"),
        ("20d", 20, Unit.DAY, "20日"),
        ("3m", 3, Unit.MONTH, "3个月"),
        ("2y", 2, Unit.YEAR, "2年"),
        ("48h", 48, Unit.HOUR, "48小时"),
        (" 7WD ", 7, Unit.WORKDAY, "7个工作日"),
        ("007d", 7, Unit.DAY, "7日"),
    ],
)
def test_the_short_form(text: str, amount: int, unit: Unit, words: str) -> None:
    span = Span.parse(text)
    assert span == Span(amount, unit)
    assert str(span) == words


@pytest.mark.parametrize(
    "text",
    ["", "20", "wd", "0d", "-3d", "3.5d", "3 d", "20工作日", "３d", "3w", "3dd", "100001d", "9" * 400 + "d"],
)
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"length of time|a limit lasts"):
        Span.parse(text)


@pytest.mark.parametrize("amount", [0, -1, 100_001])
def test_a_span_lasts_at_least_one_unit(amount: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 100000"):
        Span(amount, Unit.DAY)


@given(amount=st.integers(1, 100_000), unit=st.sampled_from(Unit))
def test_the_short_form_is_read_back(amount: int, unit: Unit) -> None:
    assert Span.parse(f"{amount}{SHORT[unit]}") == Span(amount, unit)


def test_every_unit_has_its_own_words() -> None:
    assert len({unit.words for unit in Unit}) == len(Unit)
