"""What an installation had before there were versions is its first version of each year, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = [("calendars", "0001_initial")], [("calendars", "0004_versions_in_force")]


def migrate(target: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return MigrationExecutor(connection).loader.project_state(target).apps


@pytest.fixture
def old_apps() -> Iterator[Any]:
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_rows_are_kept_forwards_and_backwards(old_apps: Any) -> None:
    notices = old_apps.get_model("calendars", "CalendarNotice")
    days = old_apps.get_model("calendars", "CalendarDay")
    for year, provisional in ((2025, False), (2026, True)):
        notice = notices.objects.create(
            year=year, title="通知", number=f"测发〔{year}〕1号", issued_on=date(year - 1, 11, 1),
            provisional=provisional, position=0,
        )  # fmt: skip
        days.objects.create(on=date(year, 1, 1), is_workday=False, name="元旦", notice=notice)
    notices.objects.create(
        year=2026, title="又一通知", number="测发〔2026〕2号", issued_on=date(2026, 1, 5), provisional=True,
        position=1,
    )  # fmt: skip

    apps = migrate(AFTER)
    versions = apps.get_model("calendars", "CalendarVersion").objects.order_by("year")
    assert [(row.year, row.number, row.provisional, row.superseded_at) for row in versions] == [
        (2025, 1, False, None),
        (2026, 1, True, None),
    ]
    kept = apps.get_model("calendars", "CalendarDay").objects.order_by("on")
    assert [(day.on, day.version.year, day.notice.number) for day in kept] == [
        (date(2025, 1, 1), 2025, "测发〔2025〕1号"),
        (date(2026, 1, 1), 2026, "测发〔2026〕1号"),
    ]

    back = migrate(BEFORE)
    again = back.get_model("calendars", "CalendarNotice").objects.order_by("year", "position")
    assert [(row.year, row.number, row.provisional) for row in again] == [
        (2025, "测发〔2025〕1号", False),
        (2026, "测发〔2026〕1号", True),
        (2026, "测发〔2026〕2号", True),
    ]
    assert back.get_model("calendars", "CalendarDay").objects.count() == 2
