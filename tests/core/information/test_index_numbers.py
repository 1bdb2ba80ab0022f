"""索引号 in every form that was met on sites, and parts of one as people type them."""

from __future__ import annotations

import pytest

from gongkai.core.information.rules import (
    IndexNumber,
    IndexStyle,
    index_number,
    parse_index_number,
    tidy_index_number,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("000014349/2017-00110", ("000014349", 2017, 110, IndexStyle.ORGANISATION)),
        ("000013338/2023-00079", ("000013338", 2023, 79, IndexStyle.ORGANISATION)),
        ("01404053X/2021-00490", ("01404053X", 2021, 490, IndexStyle.ORGANISATION)),
        ("000000001/2021-00151", ("000000001", 2021, 151, IndexStyle.ORGANISATION)),
        ("11441700007280420Y/2021-00050", ("11441700007280420Y", 2021, 50, IndexStyle.CREDIT)),
        ("11370322004222241N/2021-5135380", ("11370322004222241N", 2021, 5_135_380, IndexStyle.CREDIT)),
        ("113417020032563511/202504-00057", ("113417020032563511", 2025, 57, IndexStyle.CREDIT)),
        ("11410404MB0Q071344/1754-00003", ("11410404MB0Q071344", None, 3, IndexStyle.CREDIT)),
        ("shg58/2021-402", ("SHG58", 2021, 402, IndexStyle.LOCAL)),
        ("2021-00050", ("", 2021, 50, IndexStyle.TAIL)),
        ("索引号：00001434-9/2017-00110", ("00001434-9", 2017, 110, IndexStyle.ORGANISATION)),
        (
            "１１４４１７００００７２８０４２０ｙ／２０２１－０００５０",
            ("11441700007280420Y", 2021, 50, IndexStyle.CREDIT),
        ),
        (" 01404053x / 2021—00490 ", ("01404053X", 2021, 490, IndexStyle.ORGANISATION)),
    ],
)
def test_every_form_is_read(text: str, expected: tuple[str, int | None, int, IndexStyle]) -> None:
    number = parse_index_number(text)
    assert number is not None
    assert (number.prefix, number.year, number.number, number.style) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "国办发〔2019〕54号",
        "2021",
        "11441700007280420Y",
        "abc/21-5",
        "1/2021-5",
        "X" * 30 + "/2021-00001",
    ],
)
def test_what_is_none_is_none(text: str) -> None:
    assert parse_index_number(text) is None


def test_year_and_month_stand_together() -> None:
    number = parse_index_number("113417020032563511/202504-00057")
    assert number is not None
    assert (number.year, number.month, number.period) == (2025, 4, "202504")
    odd = parse_index_number("11410404MB0Q071344/202515-00003")
    assert odd is not None
    assert (odd.year, odd.month) == (None, None)


def test_what_is_given_is_read_back() -> None:
    given = index_number("11441700007280420Y", 2026, 7)
    assert given == "11441700007280420Y/2026-00007"
    assert parse_index_number(given) == IndexNumber("11441700007280420Y", 2026, 7, IndexStyle.CREDIT, "2026")


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [("索引号： 2026—00007", "2026-00007"), ("７２８０４２０ｙ", "7280420Y"), ("a\\2026－1", "A/2026-1")],
)
def test_parts_are_made_comparable(typed: str, tidy: str) -> None:
    assert tidy_index_number(typed) == tidy
