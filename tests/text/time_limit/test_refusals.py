"""What is not understood is refused with a reason that says what to write."""

from __future__ import annotations

import pytest

from gongkai.text.time_limit import parse_time_limit, refusal
from tests.text.time_limit.test_wordings import table

SHARE = 0.75
"""Of the wordings refused, so many are told a reason of their own; 0.77 measured."""

NOT_WRITTEN = "请写成“信息形成或者变更之日起20个工作日内”这样的样式"


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("每年年初", "没有写明到哪一天为止"),
        ("年底", "没有写明到哪一天为止"),
        ("适时公开", "没有确定的期限"),
        ("原则上信息形成之日起20个工作日内", "没有确定的期限"),
        ("信息形成之日起3至5个工作日内", "写了不止一个数"),
        ("信息形成之日起XX个工作日内", "期限的数字不完整"),
        ("按规定时限公开", "期限写在别处"),
        ("详见附件", "期限写在别处"),
        ("暂不公开", "不是公开的期限"),
        ("涉密的除外", "带有条件或者例外"),
        ("2024年3月1日前", "只适用一次"),
        ("20个工作日内", "没有写明从什么时候起算"),
        ("考核结果20个工作日内", "没有写明从什么时候起算"),
        ("会前3日内", "没有写明最迟哪一天公开"),
        ("阿斯顿发", NOT_WRITTEN),
    ],
)
def test_reasons(wording: str, words: str) -> None:
    assert words in refusal(parse_time_limit(wording))


def test_what_is_understood_has_none() -> None:
    assert not any(refusal(parse_time_limit(row[0])) for row in table("understood.tsv"))


def test_most_of_what_is_refused_is_told_why() -> None:
    """A figure that falls shows that a reason was lost by mistake."""
    refused = [row[0] for row in table("refused.txt")]
    told = [wording for wording in refused if refusal(parse_time_limit(wording)) != NOT_WRITTEN]
    assert all(refusal(parse_time_limit(wording)) for wording in refused)
    assert len(told) / len(refused) >= SHARE
