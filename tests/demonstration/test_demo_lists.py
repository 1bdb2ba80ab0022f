"""The demonstration's matrix, lists and negative list: complete enough to show every state."""

from __future__ import annotations

from collections import Counter

from gongkai.demonstration import county
from gongkai.demonstration.lists import STAGES, duties, negative_list, powers


def test_powers_of_ten_departments_at_every_stage() -> None:
    found = powers()
    assert len(found.powers) >= 60
    assert len({power.body_key for power in found.powers}) >= 10
    assert set(Counter(power.stage for power in found.powers)) == set(STAGES)
    assert {power.list_kind for power in found.powers} == {"powers", "services"}
    assert any(change.is_cancelled for change in found.changes)


def test_one_area_is_left_without_anybody_on_purpose() -> None:
    plan, facts = county(), duties()
    assert len(facts.unassigned) == 1
    assigned = [f"{number:02d}" for number in range(1, 27) if f"{number:02d}" not in facts.unassigned]
    assert all(plan.responsible(area) for area in assigned)


def test_the_negative_list_has_every_ground_and_one_that_expired() -> None:
    entries = negative_list()
    assert len(entries) >= 12
    assert len({entry.ground for entry in entries}) == 8
    assert sum(entry.valid_until is not None and entry.valid_until.year < 2026 for entry in entries) == 1


def test_the_test_county_reads_strictly() -> None:
    matters = {entry.matter for entry in negative_list()}
    assert {decision.entry for decision in powers().decisions.values()} <= matters
