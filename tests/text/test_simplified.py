"""Traditional script and printed readings, taken back; simplified text left alone."""

from __future__ import annotations

import pytest

from gongkai.text.simplified import is_traditional, to_simplified, without_pinyin


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("義(yì)務教育領(lǐng)域", "义务教育领域"),
        ("聯(lián)繫（xì）方式", "联系方式"),
        ("徵收啓動公告", "征收启动公告"),
        ("批覆、答覆、行政覆議、覆蓋", "批复、答复、行政复议、覆盖"),
        ("政务公开", "政务公开"),
        ("附件(a)、办法(试行)", "附件(a)、办法(试行)"),
    ],
)
def test_to_simplified(text: str, plain: str) -> None:
    assert to_simplified(text) == plain


def test_readings_alone_are_taken_out_of_simplified_text_as_well() -> None:
    assert without_pinyin("目录(lù)") == "目录"


@pytest.mark.parametrize(
    ("text", "traditional"),
    [("政務公開標準目錄", True), ("政务公开标准目录，經办人", False), ("", False), ("A4 2026", False)],
)
def test_is_traditional(text: str, traditional: bool) -> None:
    assert is_traditional(text) is traditional


def test_a_reading_may_stand_twice() -> None:
    assert without_pinyin("實現(xiàn)(xiàn)“一網通辦”") == "實現“一網通辦”"
