from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.catalogue.enums import Layer, Relation, Standing
from gongkai.core.catalogue.rules import (
    ELEMENTS,
    LAYER_ELEMENTS,
    VERSION_ELEMENTS,
    Row,
    changed_fields,
    concerns,
    difference,
    relation_of,
)
from tests.core.catalogue.rows import fields, row, rows_of_names


def same(rows: list[Row]) -> dict[int, int]:
    return {found.item_id: found.item_id for found in rows}


@given(rows_of_names())
def test_nothing_differs_from_itself(rows: list[Row]) -> None:
    found = difference(rows, rows, same(rows), elements=VERSION_ELEMENTS)
    assert found.is_empty
    assert [entry.row for entry in found.entries] == rows


@given(rows_of_names(), rows_of_names(), st.sets(st.integers(1, 12)))
def test_what_one_side_adds_the_other_misses(old: list[Row], new: list[Row], moved: set[int]) -> None:
    new = [replace(found, item_id=found.item_id + 100) if found.item_id in moved else found for found in new]
    new = [
        replace(found, fields=replace(found.fields, level2=f"另{found.item_id}"))
        if found.item_id > 100
        else found
        for found in new
    ]
    there = difference(old, new, same(new))
    back = difference(new, old, same(old))
    assert {entry.row.item_id for entry in there.of(Standing.ADDED)} == {
        entry.row.item_id for entry in back.of(Standing.MISSING)
    }
    assert {entry.row.item_id for entry in there.of(Standing.MISSING)} == {
        entry.row.item_id for entry in back.of(Standing.ADDED)
    }
    assert there.count(Standing.REFINED) == back.count(Standing.REFINED)


@given(rows_of_names(least=1), st.data())
def test_exactly_the_changed_elements_are_named(rows: list[Row], data: st.DataObject) -> None:
    changed = data.draw(st.sets(st.sampled_from(["content_elements", "time_limit", "channels", "level1"])))
    others = {
        "content_elements": "另写", "time_limit": "另定", "channels": ("村公示栏",), "level1": "另名",
    }  # fmt: skip
    values = {name: others[name] for name in changed}
    new = [replace(rows[0], fields=replace(rows[0].fields, **values)), *rows[1:]]
    (first, *rest) = difference(rows, new, same(rows)).entries
    assert set(first.elements) == changed
    assert first.standing == (Standing.REFINED if changed else Standing.INHERITED)
    assert all(entry.standing == Standing.INHERITED for entry in rest)


@given(rows_of_names(), st.sets(st.integers(1, 12)))
def test_every_row_is_in_exactly_one_line(rows: list[Row], kept: set[int]) -> None:
    new = [found for found in rows if found.item_id in kept]
    exempt = {found.item_id for found in rows if found.item_id % 2}
    found = difference(rows, new, same(new), not_applicable=exempt)
    assert sorted(entry.row.item_id for entry in found.entries) == [row.item_id for row in rows]
    left = [row.item_id for row in rows if row.item_id not in kept]
    assert {entry.row.item_id for entry in found.of(Standing.MISSING)} == set(left) - exempt
    assert {entry.row.item_id for entry in found.of(Standing.NOT_APPLICABLE)} == set(left) & exempt


def test_a_name_that_reads_the_same_is_the_same() -> None:
    old = [row(1, "低保标准（2026年）")]
    (entry,) = difference(old, [row(9, "低保标准(２０２６年)")], {}).entries
    assert (entry.standing, entry.old) == (Standing.REFINED, old[0])
    assert entry.elements == ("level2",)


def test_a_former_name_is_known_and_likeness_is_not_enough() -> None:
    old = [replace(row(1, "救助对象公示"), names=("最低生活保障 / 低保对象公示",))]
    assert difference(old, [row(9, "低保对象公示")], {}).entries[0].old == old[0]
    (added, missing) = difference([row(1, "低保对象公示")], [row(9, "低保对象公示表")], {}).entries
    assert (added.standing, missing.standing) == (Standing.ADDED, Standing.MISSING)


def test_the_same_name_in_another_area_is_another_item() -> None:
    (added, missing) = difference([row(1, "政策文件")], [row(9, "政策文件", area_code="21")], {}).entries
    assert (added.standing, missing.standing) == (Standing.ADDED, Standing.MISSING)


def test_identity_goes_before_the_name() -> None:
    old = [row(1, "甲"), row(2, "乙")]
    (entry, missing) = difference(old, [row(9, "乙")], {9: 1}).entries
    assert entry.old == old[0]
    assert (missing.standing, missing.row) == (Standing.MISSING, old[1])


def test_one_item_may_be_refined_into_several() -> None:
    upper = [row(1, "救助信息")]
    found = difference(upper, [row(8, "对象"), row(9, "资金")], {8: 1, 9: 1})
    assert [entry.standing for entry in found.entries] == [Standing.REFINED, Standing.REFINED]


def test_a_layers_own_matters_refine_nothing() -> None:
    lower = fields(code="7", responsible_text="青石镇人民政府", tiers=("乡级",))
    assert relation_of(fields(), lower) == Relation.INHERITS
    assert set(changed_fields(fields(), lower)) == {"code", "responsible_text", "tiers"}
    assert relation_of(fields(), fields(time_limit="10个工作日内")) == Relation.REFINES
    assert relation_of(None, lower) == Relation.ADDS


def test_every_element_but_the_number_counts_between_versions() -> None:
    assert set(VERSION_ELEMENTS) == set(ELEMENTS) - {"code"}
    assert set(LAYER_ELEMENTS) < set(VERSION_ELEMENTS)


@pytest.mark.parametrize(
    ("layer", "tiers", "expected"),
    [
        (Layer.COUNTY, ("村级",), True),
        (Layer.PROVINCE, ("县级",), True),
        (Layer.TOWNSHIP, ("县级",), False),
        (Layer.TOWNSHIP, ("县级", "乡级"), True),
        (Layer.TOWNSHIP, ("乡、村级",), True),
        (Layer.TOWNSHIP, ("村级",), True),
        (Layer.VILLAGE, ("县级", "乡级"), False),
        (Layer.VILLAGE, ("村（社区）",), True),
        (Layer.VILLAGE, (), True),
    ],
)
def test_which_rows_a_layer_is_concerned_with(layer: Layer, tiers: tuple[str, ...], expected: bool) -> None:
    assert concerns(layer, tiers) is expected
