"""Limits with what happens to them: pauses, extensions, restarts, months, hours, counting back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Course, Extension, Limit, Pause, Restart
from gongkai.kernel.deriving import derive, due_on
from gongkai.kernel.periods import add_months
from gongkai.kernel.time_units import Span, Unit
from tests.kernel.arrangements import DAY, amounts, china, starts

RECEIVED = date(2026, 9, 18)
REPLY = Limit(Span(20, Unit.WORKDAY), "答复申请", "收到申请", "政府信息公开条例第三十三条")
FEE = Pause(date(2026, 9, 22), date(2026, 10, 13), "等待缴纳信息处理费")
MORE = Extension(Span(20, Unit.WORKDAY), date(2026, 10, 14), "经批准延长答复")
counted_units = st.sampled_from([Unit.WORKDAY, Unit.DAY])


def limit(text: str, *, bound: Bound = Bound.AT_MOST, rolls: bool = False) -> Limit:
    return Limit(Span.parse(text), "期限", "起算", bound=bound, rolls=rolls)


def due(text: str, course: Course) -> date:
    found = due_on(china(), limit(text), course)
    assert found is not None
    return found


# --- units -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20wd", "2026-10-22"),
        ("20d", "2026-10-08"),
        ("1m", "2026-10-18"),
        ("3m", "2026-12-18"),
        ("1y", "2027-09-18"),
    ],
)
def test_units_are_not_mixed_up(text: str, expected: str) -> None:
    assert due(text, Course(RECEIVED)) == date.fromisoformat(expected)


@given(start=starts, amount=amounts)
def test_working_days_never_end_before_as_many_plain_days(start: date, amount: int) -> None:
    plain, worked = due(f"{amount}d", Course(start)), due(f"{amount}wd", Course(start))
    assert plain == start + DAY * amount <= worked


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("10d", "2026-09-22", "2026-10-08"),
        ("1m", "2026-01-30", "2026-02-28"),
        ("3m", "2026-02-03", "2026-05-06"),
        ("10d", "2026-10-16", "2026-10-26"),
        ("10d", "2026-09-30", "2026-10-10"),
    ],
)
def test_a_last_day_of_rest_moves_to_the_next_working_day(text: str, start: str, expected: str) -> None:
    rolled = derive(china(), limit(text, rolls=True), Course(date.fromisoformat(start)))
    assert rolled.due_on == date.fromisoformat(expected)
    plain = due_on(china(), limit(text), Course(date.fromisoformat(start)))
    assert rolled.reached_on == plain <= rolled.due_on


@given(start=starts, amount=amounts)
def test_counting_back_leaves_the_full_time_before_the_event(start: date, amount: int) -> None:
    back = due_on(china(), limit(f"{amount}wd", bound=Bound.BEFORE), Course(start))
    assert back is not None
    assert china().count(back - DAY, start - DAY) == amount
    plain = due_on(china(), limit(f"{amount}d", bound=Bound.BEFORE), Course(start))
    assert plain == start - DAY * amount


def test_months_are_counted_back_too() -> None:
    assert due_on(china(), limit("1m", bound=Bound.BEFORE), Course(date(2026, 3, 31))) == date(2026, 2, 28)


# --- hours -------------------------------------------------------------------------------------------

STRUCK = datetime(2026, 12, 31, 22, 30, tzinfo=clock.CHINA)


def test_hours_run_from_the_moment_day_and_night() -> None:
    found = derive(china(), limit("5h"), Course(STRUCK.date(), started_at=STRUCK))
    assert (found.due_at, found.due_on) == (STRUCK + timedelta(hours=5), date(2027, 1, 1))
    more = Extension(Span(24, Unit.HOUR), STRUCK.date(), "延长")
    longer = derive(china(), limit("5h"), Course(STRUCK.date(), extensions=(more,), started_at=STRUCK))
    assert longer.due_at == STRUCK + timedelta(hours=29)


@pytest.mark.parametrize(
    ("course", "reason"),
    [
        (Course(RECEIVED), "from a moment"),
        (Course(RECEIVED, pauses=(FEE,), started_at=STRUCK), "only extended"),
        (Course(RECEIVED, restarts=(Restart(RECEIVED, "补正"),), started_at=STRUCK), "only extended"),
        (Course(RECEIVED, extensions=(MORE,), started_at=STRUCK), "by hours"),
    ],
)
def test_hours_that_cannot_be_counted_are_refused(course: Course, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        derive(china(), limit("48h"), course)


def test_days_are_not_extended_by_hours_and_hours_not_counted_back() -> None:
    with pytest.raises(ValueError, match="added to hours"):
        due("3d", Course(RECEIVED, extensions=(Extension(Span(48, Unit.HOUR), RECEIVED, "延长"),)))
    with pytest.raises(ValueError, match="counted back"):
        limit("48h", bound=Bound.BEFORE)


# --- the course of an application --------------------------------------------------------------------


def test_the_time_for_paying_a_fee_does_not_count() -> None:
    paused = due_on(china(), REPLY, Course(RECEIVED, pauses=(FEE,)))
    assert paused == china().step(RECEIVED, 20 + china().count(FEE.from_on, FEE.until_on or FEE.from_on))
    assert paused == date(2026, 11, 5)


def test_while_the_fee_is_outstanding_there_is_no_due_day() -> None:
    found = derive(china(), REPLY, Course(RECEIVED, pauses=(Pause(FEE.from_on, None, FEE.reason),)))
    assert (found.due_on, found.left) == (None, Span(17, Unit.WORKDAY))
    assert derive(
        china(), limit("1m"), Course(RECEIVED, pauses=(Pause(FEE.from_on, None, ""),))
    ).left == Span(26, Unit.DAY)


def test_an_extension_is_counted_on() -> None:
    extended = due_on(china(), REPLY, Course(RECEIVED, extensions=(MORE,)))
    assert extended == china().step(RECEIVED, 40) == date(2026, 11, 19)


def test_a_supplemented_application_begins_anew() -> None:
    again = Restart(date(2026, 10, 9), "收到补正后的申请")
    course = Course(RECEIVED, pauses=(FEE,), extensions=(MORE,), restarts=(again,))
    alone = Course(again.on, pauses=(FEE,), extensions=(MORE,))
    assert due_on(china(), REPLY, course) == due_on(china(), REPLY, alone)
    late = Restart(date(2026, 10, 20), "收到补正后的申请")
    assert due_on(china(), REPLY, Course(RECEIVED, (FEE,), (MORE,), (again, late))) == china().step(
        late.on, 20
    )


def test_an_extension_before_the_restart_is_moot_and_one_after_it_counts() -> None:
    again = Restart(MORE.on + DAY, "收到补正后的申请")
    moot = derive(china(), REPLY, Course(RECEIVED, extensions=(MORE,), restarts=(again,)))
    assert (moot.extensions, moot.due_on) == ((), china().step(again.on, 20))
    after = Extension(MORE.span, again.on + DAY, MORE.reason)
    course = Course(RECEIVED, extensions=(MORE, after), restarts=(again,))
    assert due_on(china(), REPLY, course) == china().step(again.on, 40)


def test_the_order_in_which_events_are_written_does_not_matter() -> None:
    pauses = (
        FEE,
        Pause(date(2026, 10, 12), date(2026, 10, 16), "征求第三方意见"),
        Pause(RECEIVED, RECEIVED, ""),
    )
    restarts = (Restart(date(2026, 9, 20), "补正"), Restart(date(2026, 9, 19), "补正"))
    found = {
        due_on(china(), REPLY, Course(RECEIVED, order, (MORE,), restarts[:: 1 if turn % 2 else -1]))
        for turn, order in enumerate(permutations(pauses))
    }
    assert len(found) == 1


def test_overlapping_pauses_are_taken_out_once() -> None:
    whole = Pause(date(2026, 9, 22), date(2026, 10, 16), "")
    parts = (FEE, Pause(date(2026, 10, 12), date(2026, 10, 16), "征求第三方意见"))
    found = derive(china(), REPLY, Course(RECEIVED, parts))
    assert found.due_on == due_on(china(), REPLY, Course(RECEIVED, (whole,)))
    assert [pause.reason for pause in found.pauses] == ["等待缴纳信息处理费、征求第三方意见"]


def test_a_pause_after_the_last_day_is_no_matter() -> None:
    last = date(2026, 10, 22)
    for pause in (Pause(last, date(2026, 11, 5), "太晚"), Pause(last + DAY, None, "太晚")):
        found = derive(china(), REPLY, Course(RECEIVED, (pause,)))
        assert (found.due_on, found.pauses) == (last, ())
    lasting = derive(china(), REPLY, Course(RECEIVED, (Pause(last - DAY, None, "最后一天"),)))
    assert lasting.left == Span(1, Unit.WORKDAY)


def test_a_pause_in_an_extension_counts_there() -> None:
    pause = Pause(date(2026, 10, 23), date(2026, 10, 30), "征求第三方意见")
    found = due_on(china(), REPLY, Course(RECEIVED, (pause,), (MORE,)))
    assert found == china().step(RECEIVED, 40 + 5)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="no earlier"):
        Pause(RECEIVED, RECEIVED - DAY, "")


# --- properties --------------------------------------------------------------------------------------


@given(start=starts, amount=amounts, unit=counted_units, begins=st.integers(0, 60), lasts=st.integers(0, 60))
def test_a_pause_shifts_by_the_days_it_takes_out(
    start: date, amount: int, unit: Unit, begins: int, lasts: int
) -> None:
    rule = Limit(Span(amount, unit), "期限", "起算")
    plain = due_on(china(), rule, Course(start))
    assert plain is not None
    pause = Pause(start + DAY * begins, start + DAY * (begins + lasts), "不计入")
    assert pause.until_on
    worked = china().count(pause.from_on, pause.until_on) if unit is Unit.WORKDAY else lasts
    taken = worked if pause.from_on < plain else 0
    longer = Limit(Span(amount + taken, unit), "期限", "起算")
    assert due_on(china(), rule, Course(start, (pause,))) == due_on(china(), longer, Course(start))


@given(start=starts, amount=st.integers(1, 24), begins=st.integers(0, 20), lasts=st.integers(0, 60))
def test_months_get_paused_days_at_their_end(start: date, amount: int, begins: int, lasts: int) -> None:
    pause = Pause(start + DAY * begins, start + DAY * (begins + lasts), "不计入")
    assert due(f"{amount}m", Course(start, (pause,))) == add_months(start, amount) + DAY * lasts


@given(start=starts, amount=amounts, more=amounts, unit=counted_units)
def test_an_extension_is_a_longer_limit(start: date, amount: int, more: int, unit: Unit) -> None:
    extended = Course(start, extensions=(Extension(Span(more, unit), start, "延长"),))
    rule, longer = (Limit(Span(days, unit), "期限", "起算") for days in (amount, amount + more))
    assert due_on(china(), rule, extended) == due_on(china(), longer, Course(start))


@given(start=starts, months=st.integers(1, 12), more=st.integers(1, 12))
def test_months_extended_by_months_are_counted_as_one(start: date, months: int, more: int) -> None:
    extended = Course(start, extensions=(Extension(Span(more, Unit.MONTH), start, "延长"),))
    assert due(f"{months}m", extended) == add_months(start, months + more)


@given(
    start=starts,
    later=st.integers(0, 90),
    amount=st.integers(1, 200),
    unit=st.sampled_from([unit for unit in Unit if unit not in (Unit.HOUR, Unit.YEAR)]),
    rolls=st.booleans(),
)
def test_who_begins_later_is_never_due_earlier(
    start: date, later: int, amount: int, unit: Unit, rolls: bool
) -> None:
    rule = Limit(Span(amount, unit), "期限", "起算", rolls=rolls)
    first, second = (due_on(china(), rule, Course(on)) for on in (start, start + DAY * later))
    assert first is not None
    assert second is not None
    assert start < first <= second


@given(start=starts, again=st.integers(0, 90), amount=amounts)
def test_a_restart_is_a_later_start(start: date, again: int, amount: int) -> None:
    anew = start + DAY * again
    restarted = due(f"{amount}wd", Course(start, restarts=(Restart(anew, "补正"),)))
    assert restarted == due(f"{amount}wd", Course(anew))
