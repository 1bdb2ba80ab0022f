"""Any text at all: no crash, no hang, and every offset lies in the text that was given."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text.personal_information import mask, scan, scan_table
from gongkai.text.personal_information.samples import samples

SAMPLES = samples()
PIECES = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=20),
    st.sampled_from(
        [
            *SAMPLES.values(),
            "\x00",
            "\ud800",
            "\u200b",
            "\r\n",
            "\t",
            "|",
            "身份证号",
            "账号：",
            "住",
            "村3组5号",
            "患",
            "<b>",
            "&nbsp;",
            "*" * 9,
        ]
    ),
    st.text("0123456789xX*- 　Oo零一", max_size=40),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text(text: str) -> None:
    end = 0
    for found in scan(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
    assert isinstance(mask(text, scan(text)), str)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=5), max_size=4), st.lists(PIECES, max_size=5))
def test_any_table(rows: list[list[str]], header: list[str]) -> None:
    for cell in scan_table(header, rows):
        assert cell.text == rows[cell.row][cell.column]
        assert 0 <= cell.finding.start < cell.finding.end <= len(cell.text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "13" * 100_000,
        "1 " * 50_000,
        "1-" * 50_000,
        "*" * 100_000,
        "零一" * 50_000,
        "住" * 100_000,
        "村3组" * 10_000,
        "患" * 100_000,
        "身份证号" * 25_000,
        "1\t" * 50_000,
        "1\n" * 50_000,
        "1<b>" * 10_000,
        "&nbsp;1" * 10_000,
    ],
    ids=lambda text: text[:6],
)
def test_very_many_of_the_same(text: str) -> None:
    began = process_time()
    scan(text)
    assert process_time() - began < 20, "linear, however slow the machine is"


def test_a_number_deep_in_a_text_without_line_ends() -> None:
    number = SAMPLES["id_card"]
    text = "公开" * 50_000 + number + "公开" * 50_000
    assert [(found.start, found.end) for found in scan(text)] == [(100_000, 100_018)]
