"""Character pairs: exact, signed, without collisions, the same for what reads the same."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.grams import grams, normalise, query_grams


def pair(first: str, second: str) -> int:
    number = ord(first) << 16 | ord(second)
    return number - (1 << 32) if number >= 1 << 31 else number


def test_pairs_of_neighbouring_characters() -> None:
    assert grams("政务公开") == sorted([pair("政", "务"), pair("务", "公"), pair("公", "开")])
    assert grams("") == []
    assert grams("县") == []


def test_other_characters_separate() -> None:
    assert grams("公，开") == []
    assert pair("号", "文") not in grams("5号 文")
    assert pair("年", "度") in grams("《2020年度》")


def test_width_and_case_make_no_difference() -> None:
    assert grams("ＧＤＰ２０２０") == grams("gdp2020") == grams("GDP2020")


def test_numbers_fit_a_signed_integer() -> None:
    high = grams("龥龤豈")
    assert high
    assert all(-(1 << 31) <= number < 1 << 31 for number in grams("龥一龤丁"))
    assert pair("龥", "龤") in high
    assert pair("龥", "龤") < 0


def test_characters_beyond_the_basic_plane_have_pairs_of_their_own() -> None:
    rare = grams("𠮷村")
    assert len(rare) == 2
    assert not set(rare) & set(grams("吉村一丁" + "".join(map(chr, range(0x4E00, 0x9FFF)))))
    assert query_grams("𠮷").grams == grams("𠮷")


def test_normalise_makes_document_numbers_equal() -> None:
    forms = [
        "国办发〔2019〕54号",
        "国办发[2019]54号",
        "国办发（2019）54号",
        "国办发【2019】第54号",
        "国办发［２０１９］５４号",
    ]
    assert {normalise(form) for form in forms} == {"国办发〔2019〕54号"}
    assert len({tuple(grams(form)) for form in forms if "第" not in form}) == 1


def test_queries_are_taken_apart() -> None:
    query = query_grams("政务 公开　税，GDP")
    assert query.terms == ("政务", "公开", "税", "gdp")
    assert query.singles == ("税",)
    assert query.grams == sorted({*grams("政务"), *grams("公开"), *grams("gdp")})
    assert query_grams(" ，").terms == ()


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4EFF), min_size=2, max_size=8)


@given(HAN, HAN, HAN)
def test_every_part_of_a_text_is_found(before: str, word: str, after: str) -> None:
    """No match is ever lost: the pairs of a query are among those of any text that contains it."""
    assert set(query_grams(word).grams) <= set(grams(before + word + after))


@given(st.text(max_size=60))
def test_any_text_gives_distinct_signed_numbers_in_order(text: str) -> None:
    found = grams(text)
    assert found == sorted(set(found))
    assert all(-(1 << 31) <= number < 1 << 31 for number in found)


@given(st.lists(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=50))
def test_against_the_plain_definition(characters: list[str]) -> None:
    expected = {pair(first, second) for first, second in itertools.pairwise(characters)}
    assert set(grams("".join(characters))) == expected
