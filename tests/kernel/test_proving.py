"""The proof: every day between start and due day is accounted for, in a table and in one sentence."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Course, Deadline, Extension, Limit, Pause, Restart, StepKind
from gongkai.kernel.proving import explain
from gongkai.kernel.time_units import Span, Unit
from gongkai.kernel.working_days import SpecialDay, WorkingCalendar
from tests.kernel.arrangements import DAY, amounts, china, forgetful, starts

NOTICE = "国办发明电〔2025〕7号"
REPLY = Limit(Span(20, Unit.WORKDAY), "答复申请", "收到申请", "政府信息公开条例第三十三条")


def proof(text: str, start: str, *, bound: Bound = Bound.AT_MOST, rolls: bool = False) -> Deadline:
    limit = Limit(Span.parse(text), "期限", "起算", bound=bound, rolls=rolls)
    return explain(china(), limit, Course(date.fromisoformat(start)))


def kinds(deadline: Deadline) -> list[StepKind]:
    return [step.kind for step in deadline.steps]


def test_the_sentence_names_every_day_that_bent_the_date() -> None:
    found = explain(china(), REPLY, Course(date(2026, 9, 18)))
    assert found.sentence == (
        "2026年9月18日（周五）收到申请，当日不计，次日起20个工作日内（政府信息公开条例第三十三条）；"
        "9月25日至9月27日中秋节放假3天、10月1日至10月7日国庆节放假7天、周末4天不计；"
        "9月20日（周日）国庆节调休上班、10月10日（周六）国庆节调休上班计入；"
        "2026年10月22日（周四）届满。"
    )
    assert (found.due_on, found.provisional, found.days_left(date(2026, 10, 1))) == (
        date(2026, 10, 22),
        False,
        21,
    )


def test_the_words_of_a_rule_for_its_trigger_do_not_name_the_day_twice() -> None:
    limit = Limit(Span(20, Unit.WORKDAY), "答复申请", "收到申请之日")
    assert "9月18日（周五）收到申请，" in explain(china(), limit, Course(date(2026, 9, 18))).sentence


def test_every_step_rests_on_its_source() -> None:
    found = explain(china(), REPLY, Course(date(2026, 9, 18)))
    assert [(step.kind, step.days, step.source) for step in found.steps] == [
        (StepKind.START, 0, ""),
        (StepKind.RULE, 0, REPLY.source),
        (StepKind.MADE_UP, 1, NOTICE),
        (StepKind.SKIPPED, 3, NOTICE),
        (StepKind.SKIPPED, 7, NOTICE),
        (StepKind.MADE_UP, 1, NOTICE),
        (StepKind.SKIPPED, 4, ""),
        (StepKind.DUE, 0, ""),
    ]


@given(start=starts, days=amounts)
def test_the_days_of_the_proof_add_up(start: date, days: int) -> None:
    """Calendar days = working days counted + rest days named + plain weekend days."""
    found = explain(china(), Limit(Span(days, Unit.WORKDAY), "期限", "起算"), Course(start))
    assert found.due_on
    skipped = sum(step.days for step in found.steps if step.kind is StepKind.SKIPPED)
    assert (found.due_on - start).days == days + skipped


@given(start=starts, days=amounts)
def test_the_days_of_a_proof_counted_back_add_up(start: date, days: int) -> None:
    limit = Limit(Span(days, Unit.WORKDAY), "期限", "开会", bound=Bound.BEFORE)
    found = explain(china(), limit, Course(start))
    assert found.due_on
    skipped = sum(step.days for step in found.steps if step.kind is StepKind.SKIPPED)
    assert (start - found.due_on).days == days + skipped


@given(start=starts, days=amounts, begins=st.integers(-20, 60), lasts=st.integers(0, 60))
def test_the_days_of_a_proof_with_a_pause_add_up(start: date, days: int, begins: int, lasts: int) -> None:
    """Calendar days = working days counted + rest days named + weekends + every day of the pause."""
    pause = Pause(start + DAY * begins, start + DAY * (begins + lasts), "不计入")
    found = explain(china(), Limit(Span(days, Unit.WORKDAY), "期限", "起算"), Course(start, (pause,)))
    assert found.due_on
    assert pause.until_on
    within = (min(pause.until_on, found.due_on) - max(pause.from_on, start)).days
    skipped = sum(step.days for step in found.steps if step.kind is StepKind.SKIPPED)
    assert (found.due_on - start).days == days + skipped + max(0, within)


@given(start=starts, days=amounts)
def test_make_up_days_are_the_difference_to_a_calendar_that_forgets_them(start: date, days: int) -> None:
    limit = Limit(Span(days, Unit.WORKDAY), "期限", "起算")
    found = explain(china(), limit, Course(start))
    assert found.due_on
    made_up = sum(step.days for step in found.steps if step.kind is StepKind.MADE_UP)
    assert forgetful().count(start, found.due_on) >= days - made_up
    assert made_up == sum(day.is_workday for day in china().specials(start, found.due_on))


# --- provisional dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "rolls", "provisional"),
    [
        ("20wd", "2026-11-30", False, False),
        ("20wd", "2026-12-10", False, True),
        ("20wd", "2026-12-31", False, True),
        ("60d", "2026-12-10", False, False),
        ("30d", "2026-12-02", True, True),
        ("28d", "2026-12-02", True, False),
        ("3m", "2026-12-10", True, True),
        ("3m", "2026-12-10", False, False),
        ("1wd", "2027-12-31", False, True),
    ],
)
def test_a_date_that_a_coming_notice_can_move_is_provisional(
    text: str, start: str, rolls: bool, provisional: bool
) -> None:
    found = proof(text, start, rolls=rolls)
    assert found.provisional is provisional
    assert (StepKind.PROVISIONAL in kinds(found)) is provisional


def test_counted_back_the_day_of_the_event_is_no_part() -> None:
    assert not proof("5wd", "2027-01-01", bound=Bound.BEFORE).provisional
    assert proof("5wd", "2027-01-02", bound=Bound.BEFORE).provisional


def test_working_days_added_to_plain_days_depend_on_the_notice() -> None:
    more = Extension(Span(5, Unit.WORKDAY), date(2026, 12, 20), "延长")
    limit = Limit(Span(10, Unit.DAY), "期限", "起算")
    assert explain(china(), limit, Course(date(2026, 12, 20), extensions=(more,))).provisional
    assert not explain(china(), limit, Course(date(2026, 12, 20))).provisional


def test_what_is_known_of_the_year_is_said() -> None:
    known = proof("20wd", "2026-12-31")
    assert "2027年放假安排尚未载入，暂按周末和法定假日推算，载入后自动重算" in known.sentence
    assert "1月1日（周五）元旦法定假日1天" in known.sentence
    limit = Limit(Span(20, Unit.WORKDAY), "期限", "起算")
    unknown = explain(WorkingCalendar([], ()), limit, Course(date(2026, 12, 31)))
    assert "没有2027年的放假安排，暂按周末推算" in unknown.sentence


# --- what happened on the way ------------------------------------------------------------------------


def test_the_course_is_told_with_its_sources() -> None:
    course = Course(
        date(2026, 9, 18),
        pauses=(Pause(date(2026, 10, 12), date(2026, 10, 16), "征求第三方意见", "条例第三十二条"),),
        extensions=(Extension(Span(20, Unit.WORKDAY), date(2026, 10, 20), "经批准", "条例第三十三条"),),
        restarts=(Restart(date(2026, 9, 28), "收到补正后的申请", "条例第三十条"),),
    )
    found = explain(china(), REPLY, course)
    told = {step.kind: step for step in found.steps}
    assert told[StepKind.RESTARTED].text == "收到补正后的申请，期限重新计算"
    assert told[StepKind.PAUSED].text == "2026年10月12日次日至2026年10月16日征求第三方意见，4个工作日不计入"
    assert told[StepKind.EXTENDED].text == "经批准，延长20个工作日"
    assert {told[kind].source for kind in (StepKind.RESTARTED, StepKind.PAUSED, StepKind.EXTENDED)} == {
        "条例第三十条",
        "条例第三十二条",
        "条例第三十三条",
    }


def test_rest_days_within_a_pause_are_not_told_twice() -> None:
    pause = Pause(date(2026, 9, 24), date(2026, 9, 27), "等待补正")
    found = explain(china(), REPLY, Course(date(2026, 9, 18), (pause,)))
    assert "中秋节" not in found.sentence
    assert "0个工作日不计入" in found.sentence
    assert found.due_on == date(2026, 10, 22)


def test_a_lasting_pause_says_what_is_left() -> None:
    found = explain(china(), REPLY, Course(date(2026, 9, 18), (Pause(date(2026, 9, 22), None, "等待缴费"),)))
    assert (found.due_on, found.days_left(date(2026, 9, 30)), found.provisional) == (None, None, False)
    assert found.sentence.endswith("自2026年9月22日次日起等待缴费，尚未结束；恢复后还有17个工作日。")
    assert StepKind.DUE not in kinds(found)


def test_a_rolled_date_says_from_where_and_by_which_article() -> None:
    found = proof("1m", "2026-09-01", rolls=True)
    step = next(step for step in found.steps if step.kind is StepKind.ROLLED)
    assert (step.on, step.until, step.source) == (date(2026, 10, 1), date(2026, 10, 8), "民法典第二百零三条")
    assert StepKind.ROLLED not in kinds(proof("1m", "2026-08-10", rolls=True))


@pytest.mark.parametrize(
    ("bound", "words"),
    [(Bound.AT_MOST, "3日内"), (Bound.AT_LEAST, "不少于3日"), (Bound.BEFORE, "提前3日")],
)
def test_what_the_date_bounds_is_said(bound: Bound, words: str) -> None:
    assert words in proof("3d", "2026-06-10", bound=bound).sentence


def test_hours_are_told_with_their_moments() -> None:
    at = datetime(2026, 12, 31, 22, 30, tzinfo=clock.CHINA)
    found = explain(china(), Limit(Span(5, Unit.HOUR), "回应", "事件发生"), Course(at.date(), started_at=at))
    assert found.sentence == "2026年12月31日22:30事件发生，5小时内；2027年1月1日03:30届满。"
    assert not found.provisional


def test_a_long_stretch_names_the_last_groups_and_how_many_there_are() -> None:
    found = proof("500wd", "2024-01-02")
    skipped = [step for step in found.steps if step.kind is StepKind.SKIPPED]
    assert f"等{len(skipped)}段不计" in found.sentence
    assert "等14段计入" in found.sentence
    assert len(skipped) > 6


def test_days_of_two_notices_are_two_steps() -> None:
    days = [
        SpecialDay(date(2026, 6, 1) + DAY * n, is_workday=False, name="假", source=f"第{n // 2}号")
        for n in range(4)
    ]
    limit = Limit(Span(1, Unit.WORKDAY), "期限", "起算")
    found = explain(WorkingCalendar(days, {2026}), limit, Course(date(2026, 5, 31)))
    assert [(step.days, step.source) for step in found.steps if step.kind is StepKind.SKIPPED] == [
        (2, "第0号"),
        (2, "第1号"),
    ]
