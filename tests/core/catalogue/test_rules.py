from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.catalogue.enums import Layer, UpstreamKind
from gongkai.core.catalogue.rules import (
    Aligned,
    Correction,
    as_of,
    blank_row,
    cell_of,
    completeness,
    content_hash,
    corrected,
    fault_of,
    likeness,
    line_at,
    suggestions,
    upstream_changes,
)
from gongkai.text.catalogue_table import CatalogueTable, Method, Note, Problem
from tests import factories as make
from tests.core.catalogue.rows import fields, row

# --- which version holds -------------------------------------------------------------------------------


def test_of_those_in_force_the_latest_holds() -> None:
    published = [(1, date(2024, 1, 1)), (2, date(2025, 6, 1)), (3, date(2027, 1, 1))]
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 5, 31), date(2025, 6, 1), date(2026, 12, 31),
            date(2027, 1, 1)]  # fmt: skip
    assert [as_of(published, day) for day in days] == [None, 1, 1, 2, 2, 3]
    assert as_of([(1, date(2026, 1, 1)), (2, date(2026, 1, 1))], date(2026, 1, 1)) == 2
    assert as_of([], date(2026, 1, 1)) is None


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=8), st.dates())
def test_no_version_holds_before_its_day(days: list[date], day: date) -> None:
    published = list(enumerate(sorted(days), start=1))
    number = as_of(published, day)
    if number is None:
        assert all(effective > day for effective in days)
    else:
        assert dict(published)[number] <= day
        assert all(other <= number for other, effective in published if effective <= day)


def test_the_hash_is_of_what_the_public_sees() -> None:
    first = content_hash([("a", fields())], [])
    assert first == content_hash([("a", fields())], [])
    assert len(first) == 64
    others = [
        content_hash([("b", fields())], []),
        content_hash([("a", fields(time_limit="即时"))], []),
        content_hash([("a", fields())], [("草原补助", "没有草原")]),
    ]
    assert len({first, *others}) == 4


# --- what the layer above has changed ------------------------------------------------------------------

UPPER = row(1, "低保标准")
LOWER = row(11, "低保标准")


def kinds(upper: list, lower: list, **more) -> list:
    return [change.kind for change in upstream_changes(upper, lower, layer=Layer.COUNTY, **more)]


def test_nothing_to_do_while_nothing_changed_above() -> None:
    assert kinds([UPPER], [Aligned(LOWER, 1, UPPER)]) == []
    moved = replace(UPPER, fields=replace(UPPER.fields, code="9", responsible_text="县级民政部门"))
    assert kinds([moved], [Aligned(LOWER, 1, UPPER)]) == []


def test_a_change_above_names_its_elements() -> None:
    now = replace(UPPER, fields=replace(UPPER.fields, time_limit="7个工作日内", channels=("公示栏",)))
    (change,) = upstream_changes([now], [Aligned(LOWER, 1, UPPER)], layer=Layer.COUNTY)
    assert (change.kind, change.upper, change.lower) == (UpstreamKind.CHANGED, now, LOWER)
    assert change.labels == ("公开时限", "公开渠道")


def test_what_is_new_above_is_missing_below() -> None:
    new = row(2, "临时救助")
    assert kinds([UPPER, new], [Aligned(LOWER, 1, UPPER)]) == [UpstreamKind.ADDED]
    assert kinds([UPPER, new], [Aligned(LOWER, 1, UPPER)], not_applicable={2}) == []
    assert kinds([UPPER, replace(new, is_binding=False)], [Aligned(LOWER, 1, UPPER)]) == []
    township_only = row(2, "临时救助", tiers=("县级",))
    changes = upstream_changes([township_only], [], layer=Layer.TOWNSHIP)
    assert changes == []


def test_what_ended_above_is_named_until_somebody_decides() -> None:
    (change,) = upstream_changes([], [Aligned(LOWER, 1, UPPER)], layer=Layer.COUNTY)
    assert (change.kind, change.upper, change.lower) == (UpstreamKind.ENDED, UPPER, LOWER)


def test_a_nearer_list_answers_for_the_farther_one() -> None:
    province = replace(row(5, "低保标准"), upper_id=1)
    assert kinds([province], [Aligned(LOWER, 1, UPPER)]) == []
    changed = replace(province, fields=replace(province.fields, time_limit="即时"))
    assert kinds([changed], [Aligned(LOWER, 1, UPPER)]) == [UpstreamKind.CHANGED]


# --- completeness --------------------------------------------------------------------------------------


def test_a_whole_row_lacks_nothing() -> None:
    assert completeness(fields(), body_known=True, limit_understood=True) == []
    groups = fields(for_everyone=False, for_groups="救助对象")
    assert completeness(groups, body_known=True, limit_understood=True) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"content_elements": ""}, "没有填写“公开内容”。"),
        ({"legal_basis": ()}, "没有填写“公开依据”。"),
        ({"time_limit": ""}, "没有填写“公开时限”。"),
        ({"responsible_text": ""}, "没有填写“公开主体”。"),
        ({"channels": ()}, "没有填写“公开渠道”。"),
        ({"for_everyone": False}, "没有注明“公开对象”。"),
    ],
)
def test_each_missing_element_is_named_and_blocks(values: dict, message: str) -> None:
    (lack,) = completeness(fields(**values), body_known=True, limit_understood=True)
    assert (lack.message, lack.is_blocking) == (message, True)


def test_what_is_there_but_doubtful_does_not_block() -> None:
    body, limit = completeness(fields(), body_known=False, limit_understood=False)
    assert not body.is_blocking
    assert "云溪县民政局" in body.message
    assert not limit.is_blocking
    assert "20个工作日内" in limit.message


# --- likeness ------------------------------------------------------------------------------------------


def test_like_names_are_suggested_the_likeliest_first() -> None:
    uppers = [row(1, "义务教育招生计划", area_code="24"), row(2, "招生计划", area_code="24"),
              row(3, "教师职称评审", area_code="24"), row(4, "招生计划", area_code="20")]  # fmt: skip
    lower = row(9, "年度招生计划", area_code="24")
    found = suggestions(uppers, [lower])
    assert [pair.upper.item_id for pair in found] == [2, 1]
    assert suggestions(uppers, [lower], rejected={(9, 2)})[0].upper.item_id == 1


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_symmetric_and_between_nothing_and_all(first: str, second: str) -> None:
    one, two = row(1, first or "甲乙"), row(2, second or "甲乙")
    assert likeness(one, two) == likeness(two, one)
    assert 0 <= likeness(one, two) <= 1
    assert likeness(row(1, "低保标准"), row(2, "低保标准")) == 1


# --- cells put right -----------------------------------------------------------------------------------


def test_a_cell_is_put_right_and_the_last_word_holds() -> None:
    rows = (make.make_row(1), make.make_row(2))
    place = (rows[0].sheet, rows[0].row_number)
    table = CatalogueTable(("社会救助",), rows, ())
    fixed, other = corrected(
        table,
        [
            Correction(*place, "time_limit", "每月5日前"),
            Correction(*place, "time_limit", "每月10日前"),
            Correction(*place, "basis", "《甲法》\n《乙法》 "),
            Correction(*place, "channels", "政府网站、村公示栏"),
            Correction(*place, "audience", "全社会、救助对象"),
            Correction(*place, "methods", "主动公开、依申请公开"),
            Correction(*place, "tiers", "乡级；村级"),
        ],
    ).rows
    assert other == rows[1]
    assert fixed.time_limit == "每月10日前"
    assert fixed.basis_list == ("《甲法》", "《乙法》")
    assert fixed.channels == ("政府网站", "村公示栏")
    assert (fixed.audience.everyone, fixed.audience.groups) == (True, "救助对象")
    assert fixed.methods == (Method.PROACTIVE, Method.ON_REQUEST)
    assert fixed.tiers == ("乡级", "村级")
    assert cell_of(fixed, "audience") == "全社会、救助对象"
    assert cell_of(fixed, "methods") == "主动公开、依申请公开"


def test_a_lost_line_is_typed_in_its_place() -> None:
    """Only where the table has such a line; its problem goes, and what was kept stays."""
    rows = (make.make_row(1), make.make_row(5))
    sheet = rows[0].sheet
    lost, kept = (
        Problem(sheet, 7, 0, "没有事项名称", "2 |  | 对象范围"),
        Problem(sheet, 7, 3, "请核对", "", kept=True),
    )
    table = CatalogueTable((sheet,), rows, (lost, kept), (Note(sheet, 2, "领域：社会救助"),))
    assert (line_at(table, sheet, 7), line_at(table, sheet, 2)) == ("2 |  | 对象范围", "领域：社会救助")
    assert line_at(table, sheet, 5) is line_at(table, sheet, 99) is line_at(table, "别的表", 7) is None
    assert blank_row(table, sheet, 7).raw == ("2", "", "对象范围")
    assert blank_row(table, sheet, 7).area == "社会救助"
    typed = corrected(table, [Correction(sheet, 7, "level2", "补录的"), Correction(sheet, 7, "code", "2")])
    assert [row.row_number for row in typed.rows] == [5, 7, 9], "in the order of the sheet"
    assert (typed.rows[1].level2, typed.rows[1].code) == ("补录的", "2")
    assert typed.problems == (kept,)


def test_what_cannot_stand_in_a_cell() -> None:
    assert "没有这一列" in fault_of(Correction("表", 4, "raw", "x"))
    assert "最多200字，现有201字" in fault_of(Correction("表", 4, "level1", "名" * 201))
    assert fault_of(Correction("表", 4, "content", "长" * 5000)) == ""
