"""Two texts put together: blocks, what differs, whose is taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.merging import (
    Stretch,
    Taken,
    aligned,
    blocks,
    merged,
    one_by_one,
    stretches,
    suggested,
    taken,
)

TABLE = '<table><tbody><tr><td colspan="2">甲<br>乙</td></tr></tbody></table>'


def test_blocks_are_the_outermost_elements() -> None:
    html = f"开头<p>一<b>二</b></p>\n<ul><li><p>三</p></li></ul>{TABLE}<hr><p>a &lt; b</p>尾"
    assert blocks(html) == [
        "开头", "<p>一<b>二</b></p>", "<ul><li><p>三</p></li></ul>", TABLE, "<hr>", "<p>a &lt; b</p>", "尾",
    ]  # fmt: skip
    assert blocks("") == [] == blocks(" \n ")
    assert blocks("<p>没有关上") == ["<p>没有关上"]
    assert blocks("</p></div><p>一</p>") == ["</p>", "</div>", "<p>一</p>"]


def test_what_differs_is_chosen_and_nothing_is_lost_by_oversight() -> None:
    found = stretches("<p>甲</p><p>同</p><p>甲加</p>", "<p>乙</p><p>同</p>")
    assert [stretch.is_same for stretch in found] == [False, True, False]
    assert merged(found, {}) == "<p>甲</p>\n<p>乙</p>\n<p>同</p>\n<p>甲加</p>"
    assert merged(found, {0: Taken.THEIRS, 2: Taken.MINE}) == "<p>甲</p>\n<p>同</p>"
    assert merged(found, {0: Taken.MINE}) == "<p>乙</p>\n<p>同</p>\n<p>甲加</p>"
    assert Stretch((), ("<p>乙</p>",)).usual is Taken.MINE


_TEXTS = st.lists(st.sampled_from(["<p>一</p>", "<p>二</p>", "<p>三</p>", TABLE]), max_size=8)


@given(_TEXTS, _TEXTS)
def test_either_text_comes_out_whole(left: list[str], right: list[str]) -> None:
    found = stretches("".join(left), "".join(right))
    every = range(len(found))
    assert blocks(merged(found, dict.fromkeys(every, Taken.THEIRS))) == left
    assert blocks(merged(found, dict.fromkeys(every, Taken.MINE))) == right


def test_whoever_alone_changed_it_is_meant() -> None:
    def was_there(block: str) -> bool:
        return block.startswith("旧")

    for theirs, mine, meant in (
        (("新",), ("旧",), Taken.THEIRS), (("旧",), ("新",), Taken.MINE), (("新",), ("另",), None),
        (("新",), (), Taken.THEIRS), ((), ("新",), Taken.MINE), (("旧",), (), Taken.MINE),
        ((), ("旧",), Taken.THEIRS), (("旧一",), ("旧二",), None), (("旧一", "新"), ("旧一",), Taken.THEIRS),
    ):  # fmt: skip
        assert suggested(Stretch(theirs, mine), was_there) is meant, (theirs, mine)


_ROWS = st.lists(st.sampled_from("甲乙丙丁"), max_size=6, unique=True)


@given(_ROWS, _ROWS)
def test_additions_of_both_sides_are_all_kept(theirs: list[str], mine: list[str]) -> None:
    """Each adds rows of its own to the end or the beginning of what both had: all of them come out."""
    base = ["一", "二", "三"]
    left, right = [*base, *(f"他{row}" for row in theirs)], [*(f"我{row}" for row in mine), *base]
    found = aligned(left, right)
    meant = {at: suggested(stretch, base.__contains__) for at, stretch in enumerate(found)}
    made = taken(found, {at: choice for at, choice in meant.items() if choice})
    assert made == [*right, *left[3:]]


def test_neighbours_are_told_apart_one_by_one() -> None:
    found = one_by_one(aligned(["新增一", "高龄津贴5", "残疾补贴9", "同"], ["高龄津贴6", "残疾补贴8", "同"]))
    assert [(stretch.theirs, stretch.mine) for stretch in found] == [
        (("新增一",), ()), (("高龄津贴5",), ("高龄津贴6",)), (("残疾补贴9",), ("残疾补贴8",)),
        (("同",), ("同",)),
    ]  # fmt: skip
    every = range(len(found))
    assert taken(found, dict.fromkeys(every, Taken.THEIRS)) == ["新增一", "高龄津贴5", "残疾补贴9", "同"]
    assert taken(found, dict.fromkeys(every, Taken.MINE)) == ["高龄津贴6", "残疾补贴8", "同"]
