"""Two versions of a text: lines matched by anchors, words marked within a changed line."""

from __future__ import annotations

import random

import pytest

from gongkai.text.comparing import LONGEST, Kind, Piece, align, pair, words


def rebuilt(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both sides put together again from the runs; equal runs are checked to be equal."""
    left: list[str] = []
    right: list[str] = []
    for run in align(old, new):
        if run.same:
            assert old[run.old_from : run.old_to] == new[run.new_from : run.new_to]
        left += old[run.old_from : run.old_to]
        right += new[run.new_from : run.new_to]
    return left, right


def test_runs_cover_both_sides_whatever_they_are() -> None:
    dice = random.Random(20260301)
    for _ in range(1_000):
        old = [dice.choice("abcdef") for _ in range(dice.randrange(12))]
        new = [dice.choice("abcdef") for _ in range(dice.randrange(12))]
        assert rebuilt(old, new) == (old, new)


def test_runs_alternate_and_name_what_is_equal() -> None:
    runs = align(["一", "二", "三", "四"], ["一", "贰", "三", "四", "五"])
    assert [(run.same, run.old_from, run.old_to, run.new_from, run.new_to) for run in runs] == [
        (True, 0, 1, 0, 1), (False, 1, 2, 1, 2), (True, 2, 4, 2, 4), (False, 4, 4, 4, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("side", [[], ["一"]])
def test_an_empty_side(side: list[str]) -> None:
    assert rebuilt(side, []) == (side, [])
    assert rebuilt([], side) == ([], side)


LONG = [f"第{number}条　有关事项的规定。" for number in range(10_000)]


@pytest.mark.parametrize("new", [
    [f"{line}修改" if number % 500 == 0 else line for number, line in enumerate(LONG)],
    [f"{line}修改" for line in LONG],
    LONG[::-1],
    ["同一行"] * 10_000,
    ["甲", "乙"] * 5_000,
], ids=["a few changed", "all changed", "turned round", "one repeated", "two repeated"])  # fmt: skip
def test_ten_thousand_paragraphs(new: list[str]) -> None:
    runs = align(LONG, new)
    assert sum(run.old_to - run.old_from for run in runs) == len(LONG)
    assert sum(run.new_to - run.new_from for run in runs) == len(new)


def test_a_few_changes_in_a_long_text_are_just_those() -> None:
    new = [f"{line}修改" if number % 500 == 0 else line for number, line in enumerate(LONG)]
    assert sum(not run.same for run in align(LONG, new)) == 20


def test_words_keep_numbers_whole() -> None:
    assert words("第3户500元。", "第3户550元。") == [
        Piece(Kind.KEPT, "第3户"), Piece(Kind.GONE, "500"), Piece(Kind.COME, "550"), Piece(Kind.KEPT, "元。"),
    ]  # fmt: skip


def test_the_pieces_give_both_texts_back() -> None:
    old, new = "为保障群众知情权，现公告如下。", "为切实保障公众知情权，现将事项公告如下。"
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.COME) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.GONE) == new


@pytest.mark.parametrize(("old", "new"), [("甲乙丙丁", "戊己庚辛"), ("字" * (LONGEST + 1), "字" * LONGEST)])
def test_what_shares_little_or_is_too_long_is_shown_whole(old: str, new: str) -> None:
    assert words(old, new) == [Piece(Kind.GONE, old), Piece(Kind.COME, new)]


def test_changed_lines_find_their_partners() -> None:
    assert pair(["甲等标准500元", "乙等标准300元"], ["另行通知", "乙等标准350元"]) == [
        ("甲等标准500元", None), (None, "另行通知"), ("乙等标准300元", "乙等标准350元"),
    ]  # fmt: skip
    assert pair(["一"], []) == [("一", None)]


def test_too_many_lines_are_paired_in_order() -> None:
    old, new = [f"旧{number}" for number in range(60)], [f"新{number}" for number in range(50)]
    found = pair(old, new)
    assert [left for left, _ in found] == old
    assert [right for _, right in found if right is not None] == new
