"""Document numbers in all their writings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.errors import InvalidInput
from gongkai.text import document_number
from gongkai.text.document_number import DocumentNumber


@pytest.mark.parametrize(
    "text",
    [
        "云政办发〔2026〕5号", "云政办发[2026]5号", "云政办发（2026）5号", "云政办发【2026】第5号",
        "云政办发 ［２０２６］ ０５ 号", "云政办发〔2026〕005号",
    ],
)  # fmt: skip
def test_all_writings_of_one_number(text: str) -> None:
    assert document_number.normalise(text) == "云政办发〔2026〕5号"


def test_parts() -> None:
    assert document_number.parse("云政办发〔2026〕5号") == DocumentNumber("云政办发", 2026, 5)
    assert document_number.parse("国务院令第711号") == DocumentNumber("国务院令", None, 711)
    assert document_number.normalise("云溪县人民政府令 12号") == "云溪县人民政府令第12号"


@pytest.mark.parametrize(
    "text",
    [
        "", "云政办发", "〔2026〕5号", "云政办发〔26〕5号", "云政办发〔2026〕号", "云政办发〔2026〕0号",
        "关于云政办发〔2026〕5号的通知", "x" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    assert document_number.parse(text) is None
    with pytest.raises(InvalidInput, match="发文字号") as caught:
        document_number.normalise(text)
    assert len(caught.value.message) < 200


def test_numbers_in_running_text() -> None:
    text = "根据《意见》（国办发[2019]54号、豫政办〔2020〕5号）精神，按照国办发〔2019〕54号"
    assert document_number.find_all(text) == ("国办发〔2019〕54号", "豫政办〔2020〕5号")


def test_brackets_elsewhere_are_left_alone() -> None:
    assert (
        document_number.normalise_brackets("（2020年）[注] 见国办发[2020]3号")
        == "（2020年）[注] 见国办发〔2020〕3号"
    )


NUMBERS = st.builds(
    DocumentNumber,
    st.text("云溪政办发函公告", min_size=1, max_size=8),
    st.integers(1949, 2099),
    st.integers(1, 99_999),
)


@given(NUMBERS, st.sampled_from(["〔〕", "[]", "()", "（）", "【】", "［］"]))
def test_round_trip_through_every_bracket(number: DocumentNumber, brackets: str) -> None:
    written = str(number).replace("〔", brackets[0]).replace("〕", brackets[1])
    assert document_number.parse(written) == number


@given(st.text(max_size=40))
def test_never_crashes(text: str) -> None:
    document_number.parse(text)
    document_number.find_all(text)
