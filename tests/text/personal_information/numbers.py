"""Invented numbers of every kind with right check digits, and the dresses they come in."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

PROVINCES = ("11", "13", "21", "32", "41", "43", "51", "62", "65")
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def id_cards(draw: st.DrawFn) -> str:
    """A number that GB 11643 allows; births in the first years of the twentieth century."""
    region = draw(st.sampled_from(PROVINCES)) + f"{draw(st.integers(1, 20)):02}{draw(st.integers(1, 40)):02}"
    born = draw(st.dates(date(1900, 1, 1), date(1912, 12, 31)))
    first = f"{region}{born:%Y%m%d}{draw(st.integers(1, 999)):03}"
    return first + ric.calc_check_digit(first + "0")


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    prefix = draw(st.sampled_from(("130", "138", "150", "158", "166", "173", "186", "191", "199")))
    return prefix + f"{draw(st.integers(0, 99_999_999)):08}"


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    first = "62" + "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=16, max_size=16)))
    return first + luhn.calc_check_digit(first)


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """Codes of companies, of bodies of government and of societies; some have digits only."""
    first = draw(st.sampled_from(("91", "92", "11", "12", "51", "52", "93", "54")))
    region = draw(st.sampled_from(PROVINCES)) + f"{draw(st.integers(1, 9)):02}{draw(st.integers(1, 30)):02}"
    signs = draw(st.sampled_from((_CODE_SIGNS, "0123456789")))
    body = "".join(draw(st.lists(st.sampled_from(signs), min_size=9, max_size=9)))
    return first + region + body + uscc.calc_check_digit(first + region + body)


def dressed(number: str) -> st.SearchStrategy[str]:
    """The number as files and forms really show it."""
    return st.sampled_from(
        (
            number,
            number.lower(),
            number.translate(_WIDE),
            f"'{number}",
            f"\t{number}",
            f"“{number}”",
            "\u200b".join((number[:6], number[6:])),
            f"\ufeff{number}",
        )
    )


def spaced(number: str) -> st.SearchStrategy[str]:
    """An identity number cut into groups."""
    cuts = ((6, 14), (6, 10, 14), (3, 6, 10, 14), (4, 8, 12, 16))
    return st.builds(
        lambda places, gap: gap.join(number[a:b] for a, b in zip((0, *places), (*places, 18), strict=True)),
        st.sampled_from(cuts),
        st.sampled_from((" ", "-", "－", "\u3000", "  ", "·")),
    )


LABELS = st.sampled_from(
    (
        "身份证号：",
        "身份证号码",
        "公民身份号码　",
        "证件号码:",
        "证号 ",
        "居民身份证号码为",
        "身 份 证 号：",
        "户主 ",
        "",
        "（",
    )
)
AROUND = st.sampled_from(("", "（户主）", "，男，汉族", "；", "\n", "\t低保\t3人", "。", " 300"))
