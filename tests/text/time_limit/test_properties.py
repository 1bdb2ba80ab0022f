"""What holds for every wording, sensible or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.time_limit import TimeLimit, describe, parse_time_limit
from gongkai.text.time_limit.lexicon import WORDS
from gongkai.text.time_limit.parsing import LONGEST
from tests.text.time_limit.test_wordings import table

UNDERSTOOD = [row[0] for row in table("understood.tsv")]
GIBBERISH = st.text("魑魅魍魉饕餮貔貅氍毹", min_size=1, max_size=8)
ODD = ["20个工作日", "3至5日", "1月31日", "信息形成", "2020年", "*", "…", "(", ")", "①", "20"]
PIECES = st.sampled_from([*sorted(WORDS), *ODD, "\n", " "])


def check(wording: str, limit: TimeLimit) -> None:
    assert not (limit.understood and limit.rest)
    assert limit.rules or not limit.understood
    for rule in limit.rules:
        for quoted in (rule.words, rule.scope, rule.event_words):
            assert quoted in wording
        assert rule.words
        assert describe(rule)
    assert limit.as_json()["understood"] is limit.understood


@given(st.text())
def test_any_text(wording: str) -> None:
    check(wording, parse_time_limit(wording))


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_words_of_the_trade(wording: str) -> None:
    check(wording, parse_time_limit(wording))


@given(st.lists(st.sampled_from(UNDERSTOOD), min_size=1, max_size=3).map("；".join))
def test_wordings_joined(wording: str) -> None:
    check(wording, parse_time_limit(wording))


@given(st.sampled_from(UNDERSTOOD), GIBBERISH)
def test_gibberish_is_never_understood(wording: str, gibberish: str) -> None:
    assert not parse_time_limit(wording + gibberish).understood
    assert not parse_time_limit(f"{wording}，{gibberish}").understood


@given(st.sampled_from(UNDERSTOOD), st.data())
def test_spaces_and_width_change_nothing(wording: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", "", " ", "\u3000", "\n", "\u200b"]), min_size=len(wording),
                              max_size=len(wording)))  # fmt: skip
    wide = wording.translate({code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)})
    changed = "".join(sign + gap for sign, gap in zip(wide, gaps, strict=True))
    limit, other = parse_time_limit(wording), parse_time_limit(changed)
    assert other.understood
    assert other.law_prevails == limit.law_prevails
    for rule, same in zip(limit.rules, other.rules, strict=True):
        assert (rule.type, rule.event, rule.amount, rule.unit, rule.every, rule.by, rule.bound) == (
            (same.type, same.event, same.amount, same.unit, same.every, same.by, same.bound)
        )
    check(changed, other)


def test_a_text_that_is_no_cell() -> None:
    text = "信息形成之日起20个工作日内，" * LONGEST
    assert parse_time_limit(text) == TimeLimit(rest=text)


def test_nothing() -> None:
    assert parse_time_limit("") == TimeLimit()
    assert parse_time_limit(" \n") == TimeLimit()
