from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongkai.foundation.audit.rules import GENESIS, leaf_hash, seal_hash

AT = datetime(2026, 9, 1, 8, 0, 0, 123456, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=9,
)


def leaf(**fields: Any) -> bytes:
    values = {
        "event_id": 1, "at": AT, "tag": "a.b.c", "actor": {"name": "张三"}, "subject_type": "t",
        "subject_id": "1", "subject_label": "件", "detail": {"a": 1},
    }  # fmt: skip
    return leaf_hash(**{**values, **fields})


def test_the_hash_is_the_same_tomorrow() -> None:
    """Changing the canonical form would break every chain that exists."""
    assert leaf().hex() == ("aaf23b6ec9dd54bebd2033bb7297a41be9a38156cc6bd33c489c93e0618d5785")
    assert seal_hash(GENESIS, 1, AT, [leaf()]).hex() == (
        "1291b53a025a47ef43fe81042532fe177533b0e98f3c6cc65905ae04524517c0"
    )


def test_the_zone_makes_no_difference() -> None:
    assert leaf() == leaf(at=AT.astimezone(timezone(timedelta(hours=8))))


def test_neighbouring_fields_do_not_run_together() -> None:
    assert leaf(subject_type="ab", subject_id="c") != leaf(subject_type="a", subject_id="bc")


@given(JSON)
def test_the_order_of_keys_makes_no_difference(detail: Any) -> None:
    assert leaf(detail=detail) == leaf(detail=_turned(detail))


def _turned(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _turned(value[key]) for key in reversed(list(value))}


@given(st.text(), st.text())
def test_different_texts_differ(one: str, other: str) -> None:
    assert (leaf(subject_label=one) == leaf(subject_label=other)) is (one == other)


def test_order_number_and_moment_count() -> None:
    one, two = leaf(event_id=1), leaf(event_id=2)
    link = seal_hash(GENESIS, 1, AT, [one, two])
    assert link != seal_hash(GENESIS, 1, AT, [two, one])
    assert link != seal_hash(GENESIS, 2, AT, [one, two])
    assert link != seal_hash(GENESIS, 1, AT + timedelta(microseconds=1), [one, two])
    assert link != seal_hash(one, 1, AT, [one, two])
