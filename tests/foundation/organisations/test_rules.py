from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.organisations import rules
from gongkai.foundation.organisations.enums import BodyKind, DivisionLevel

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("code", "level", "parent", "parent_level"),
    [
        ("990000", "province", "", ""),
        ("990100", "city", "990000", "province"),
        ("990123", "county", "990100", "city"),
        ("429004", "county", "420000", "province"),
        ("990123003", "township", "990123", "county"),
        ("441900003", "township", "441900", "city"),
        ("990123003201", "village", "990123003", "township"),
    ],
)
def test_codes_as_they_occur(code: str, level: str, parent: str, parent_level: str) -> None:
    assert rules.code_fault(code, level, parent, parent_level) == ""


@pytest.mark.parametrize(
    ("code", "level", "parent", "parent_level", "part"),
    [
        ("99012A", "county", "", "", "只能是数字"),
        ("９９０１２３", "county", "", "", "只能是数字"),
        ("", "county", "", "", "只能是数字"),
        ("9901230", "county", "", "", "6位数字，现有7位"),
        ("990123", "township", "990123", "county", "9位"),
        ("990123003", "village", "990123", "county", "12位"),
        ("990124003", "township", "990123", "county", "前6位"),
        ("990123004201", "village", "990123003", "township", "前9位"),
        ("980123", "county", "990100", "city", "前2位"),
        ("990100", "city", "990123", "county", "不能设在县级区划之下"),
        ("990124", "county", "990123", "county", "不能设在县级区划之下"),
    ],
)
def test_codes_refused(code: str, level: str, parent: str, parent_level: str, part: str) -> None:
    assert part in rules.code_fault(code, level, parent, parent_level)


@given(upper=st.sampled_from(list(DivisionLevel)), lower=st.sampled_from(list(DivisionLevel)))
def test_levels_are_strictly_ordered(upper: DivisionLevel, lower: DivisionLevel) -> None:
    ways = [rules.is_above(upper, lower), rules.is_above(lower, upper), upper == lower]
    assert ways.count(True) == 1


@given(st.dates())
def test_dates_pass_only_between_founding_and_today(on: date) -> None:
    assert (rules.date_fault(on, TODAY, "成立日期") == "") == (rules.EARLIEST <= on <= TODAY)


def test_dates_say_what_is_wrong() -> None:
    assert "不能早于1949年10月1日" in rules.date_fault(date(1754, 3, 2), TODAY, "成立日期")
    assert "不能晚于今天" in rules.date_fault(TODAY + timedelta(days=1), TODAY, "成立日期")
    assert rules.date_fault(None, TODAY, "成立日期") == ""


@given(st.text())
def test_tidy_text_needs_no_more_tidying(text: str) -> None:
    tidied = rules.tidy(text)
    assert rules.tidy(tidied) == tidied == tidied.strip()


@pytest.mark.parametrize("name", ["", "云" * 101, "云溪县\u200b民政局", "云溪\x00县"])
def test_names_refused(name: str) -> None:
    assert rules.name_fault(name)


@pytest.mark.parametrize("text", ["", "0999-0000106", "（0999）0000106转8", "0999-1、0999-2", "12345"])
def test_telephones_as_they_occur(text: str) -> None:
    assert rules.telephone_fault(text) == ""


@pytest.mark.parametrize("text", ["请拨打总机", "<script>", "1" * 61])
def test_telephones_refused(text: str) -> None:
    assert rules.telephone_fault(text)


def test_a_right_credit_code_is_normalised_and_a_wrong_one_is_left_for_the_form() -> None:
    assert rules.tidy_uscc(" 1199012301 10022201 ") == "119901230110022201"
    assert rules.tidy_uscc(" 119901 ") == "119901"


@pytest.mark.parametrize(
    ("kind", "parent_kind", "is_merged", "reached"),
    [
        (BodyKind.DEPARTMENT, BodyKind.GOVERNMENT, False, False),
        (BodyKind.TOWNSHIP, BodyKind.GOVERNMENT, False, False),
        (BodyKind.SECTOR, BodyKind.GOVERNMENT, False, False),
        (BodyKind.GOVERNMENT, BodyKind.GOVERNMENT, False, False),
        (BodyKind.GOVERNMENT, BodyKind.DEPARTMENT, False, False),
        (BodyKind.AGENCY, BodyKind.DEPARTMENT, False, True),
        (BodyKind.INSTITUTION, BodyKind.AGENCY, False, True),
        (BodyKind.VILLAGE, BodyKind.TOWNSHIP, False, True),
        (BodyKind.DEPARTMENT, BodyKind.GOVERNMENT, True, True),
        (BodyKind.GOVERNMENT, BodyKind.GOVERNMENT, True, True),
    ],
)
def test_rights_reach_sub_bodies_and_stop_at_a_government(
    kind: BodyKind, parent_kind: BodyKind, is_merged: bool, reached: bool
) -> None:
    assert rules.is_reached(kind, parent_kind, is_merged=is_merged) is reached


@given(
    st.lists(st.integers(1, 50), min_size=2, max_size=8, unique=True),
    st.lists(st.integers(51, 99), max_size=4, unique=True),
    st.data(),
)
def test_relinking_keeps_what_is_below_and_replaces_what_is_above(
    lineage: list[int], above: list[int], data: st.DataObject
) -> None:
    moved = data.draw(st.sampled_from(lineage))
    new = rules.relinked(lineage, moved, [moved, *above])
    cut = lineage.index(moved)
    assert new[: cut + 1] == lineage[: cut + 1]
    assert new[cut + 1 :] == above


@given(st.dictionaries(st.integers(1, 6), st.one_of(st.none(), st.integers(1, 6))), st.integers(1, 6))
def test_a_line_upwards_always_ends(parents: dict[int, int | None], start: int) -> None:
    line = rules.line_upwards(start, parents)
    assert line[0] == start
    assert len(set(line)) == len(line)
