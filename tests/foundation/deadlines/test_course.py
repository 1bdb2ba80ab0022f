"""Pauses, more time, a new beginning; what is stored is what the kernel derives."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import commands, queries
from gongkai.foundation.deadlines.models import CourseEvent, StandingDeadline
from gongkai.foundation.deadlines.rules import limit_of
from gongkai.kernel import clock, proving
from gongkai.kernel.deadlines import StepKind
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.kernel.time_units import Span, Unit
from tests.factories import SYSTEM, County
from tests.foundation.deadlines import build

pytestmark = pytest.mark.usefixtures("this_year")
START = date(2026, 3, 2)
"""20 working days from this Monday end on Monday 30 March: no holiday lies between."""
TODAY = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
ADDRESS = build.address()


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def running(county: County) -> StandingDeadline:
    found = build.standing(county.bureau, start_on=START)
    assert found.due_on == date(2026, 3, 30)
    return found


def test_a_pause_stops_the_clock_and_its_end_starts_it(running: StandingDeadline) -> None:
    paused = commands.pause_deadline(
        actor=SYSTEM, **ADDRESS, reason="征求第三方意见", source="第三十七条", on=date(2026, 3, 10)
    )
    assert (paused.state, paused.due_on, paused.provisional) == ("paused", None, False)
    assert "恢复后还有14个工作日" in paused.sentence
    assert queries.working_days_left(paused, START) is None
    resumed = commands.resume_deadline(actor=SYSTEM, **ADDRESS, on=date(2026, 3, 13))
    assert (resumed.state, resumed.due_on) == ("running", date(2026, 4, 2))
    steps = queries.explain(queries.get_deadline(resumed.pk)).steps
    assert [step.source for step in steps if step.kind is StepKind.PAUSED] == ["第三十七条"]
    assert [event.by for event in resumed.course.all()] == [SYSTEM.name] * 2


def test_more_time_comes_on_top_also_while_paused(running: StandingDeadline) -> None:
    commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="征求意见", on=date(2026, 3, 10))
    span = Span(5, Unit.WORKDAY)
    paused = commands.extend_deadline(actor=SYSTEM, **ADDRESS, span=span, reason="经负责人同意")
    assert (paused.state, paused.due_on) == ("paused", None)
    resumed = commands.resume_deadline(actor=SYSTEM, **ADDRESS, on=date(2026, 3, 10))
    assert resumed.due_on == date(2026, 4, 7)  # 30 March and five more, over 清明节


def test_a_new_beginning_ends_the_pause(running: StandingDeadline) -> None:
    commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="等待补正", on=date(2026, 3, 10))
    restarted = commands.restart_deadline(
        actor=SYSTEM, **ADDRESS, reason="收到补正材料", on=date(2026, 3, 16)
    )
    assert (restarted.state, restarted.due_on) == ("running", date(2026, 4, 14))
    assert [event.kind for event in restarted.course.all()] == ["pause_begun", "pause_ended", "restarted"]


def test_met_while_paused(running: StandingDeadline) -> None:
    commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="征求意见", on=date(2026, 3, 10))
    met = commands.meet_deadline(actor=SYSTEM, **ADDRESS)
    assert (met.state, met.due_on, met.is_late) == ("met", None, False)


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 3, 21)])
def test_days_before_the_start_and_after_today_are_refused(running: StandingDeadline, on: date) -> None:
    with pytest.raises(InvalidInput, match="日期不能"):
        commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="征求意见", on=on)
    assert not CourseEvent.objects.exists()


def test_a_pause_after_the_end_is_refused_and_leaves_nothing(running: StandingDeadline) -> None:
    with clock.frozen(TODAY + timedelta(days=20)), pytest.raises(Conflict, match="2026年3月30日已经届满"):
        commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="征求意见")
    running.refresh_from_db()
    assert (running.state, running.due_on) == ("running", date(2026, 3, 30))
    assert not CourseEvent.objects.exists()


def test_paused_twice_and_resumed_twice_are_refused(running: StandingDeadline) -> None:
    with pytest.raises(Conflict, match="计时中"):
        commands.resume_deadline(actor=SYSTEM, **ADDRESS)
    commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="征求意见", on=date(2026, 3, 10))
    with pytest.raises(Conflict, match="暂停计时"):
        commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="再次征求意见")
    with pytest.raises(InvalidInput, match="不能早于中止日期2026年3月10日"):
        commands.resume_deadline(actor=SYSTEM, **ADDRESS, on=date(2026, 3, 9))


def test_more_time_after_the_end_is_refused(running: StandingDeadline) -> None:
    with clock.frozen(datetime(2026, 3, 31, 2, tzinfo=UTC)), pytest.raises(Conflict, match="不能再延长"):
        commands.extend_deadline(actor=SYSTEM, **ADDRESS, span=Span(5, Unit.WORKDAY), reason="同意")


def test_a_reason_is_asked_for(running: StandingDeadline) -> None:
    with pytest.raises(InvalidInput, match="请写明原因"):
        commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason=" ")
    with pytest.raises(InvalidInput, match="不能超过300字"):
        commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="长" * 301)


def test_hours_cannot_be_paused(county: County) -> None:
    limit = limit_of(Span(240, Unit.HOUR), name="回应", trigger="发生之时", source="")
    build.standing(county.bureau, 2, limit=limit, start_on=START, started_at=TODAY)
    with pytest.raises(InvalidInput, match="无法推算"):
        commands.pause_deadline(actor=SYSTEM, **build.address(2), reason="征求意见")
    assert not CourseEvent.objects.exists()


def test_what_happened_cannot_be_altered(running: StandingDeadline) -> None:
    commands.pause_deadline(actor=SYSTEM, **ADDRESS, reason="征求意见", on=date(2026, 3, 10))
    for change in (lambda rows: rows.update(reason="别的"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
            change(CourseEvent.objects.all())


def test_what_is_stored_is_what_the_kernel_derives(county: County) -> None:
    """Any limit, any order of happenings: a refusal leaves the row as it was, a success the derived day."""
    deeds = some.lists(some.sampled_from(["pause", "resume", "extend", "restart"]), max_size=6)
    spans = some.builds(Span, some.integers(1, 60), some.sampled_from([Unit.WORKDAY, Unit.DAY, Unit.MONTH]))
    number = 100

    @settings(max_examples=60, deadline=None)
    @given(some.integers(0, 18), spans, deeds, some.data())
    def check(offset: int, span: Span, course: list[str], data: some.DataObject) -> None:
        nonlocal number
        number += 1
        limit = limit_of(span, name="某事", trigger="某日", source="")
        start = START + timedelta(days=offset)
        found = build.standing(county.bureau, number, limit=limit, start_on=start)
        address = build.address(number)
        for deed in course:
            day = START + timedelta(days=data.draw(some.integers(0, 18)))
            with suppress(Conflict, InvalidInput):
                _do(deed, address, day)
            found = queries.get_deadline(found.pk)
            derived = proving.explain(calendars.working_calendar(), found.limit, queries.course_of(found))
            assert (found.due_on, found.provisional, found.sentence) == (
                derived.due_on, derived.provisional, derived.sentence,
            )  # fmt: skip
            assert (found.state == "paused") == (found.due_on is None)

    check()


def _do(deed: str, address: dict[str, object], day: date) -> None:
    if deed == "pause":
        commands.pause_deadline(actor=SYSTEM, **address, reason="征求意见", on=day)
    elif deed == "resume":
        commands.resume_deadline(actor=SYSTEM, **address, on=day)
    elif deed == "extend":
        commands.extend_deadline(actor=SYSTEM, **address, span=Span(3, Unit.WORKDAY), reason="同意", on=day)
    else:
        commands.restart_deadline(actor=SYSTEM, **address, reason="补正", on=day)
