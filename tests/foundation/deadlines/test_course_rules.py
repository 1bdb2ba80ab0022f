"""From recorded happenings to a course, from steps to JSON and back, and the words of a notice."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.foundation.deadlines.enums import CauseKind, CourseKind
from gongkai.foundation.deadlines.rules import (
    Cause,
    Happening,
    Told,
    calendar_cause,
    course_from,
    notice_text,
    notice_title,
    steps_as_json,
    steps_from_json,
)
from gongkai.kernel.deadlines import DeadlineStep, Extension, Pause, Restart, StepKind
from gongkai.kernel.time_units import Span, Unit

FIRST = date(2026, 9, 1)


def on(day: int) -> date:
    return date(2026, 9, day)


def test_pauses_are_paired_in_the_order_in_which_they_were_recorded() -> None:
    span = Span(5, Unit.WORKDAY)
    course = course_from(
        FIRST,
        None,
        [
            Happening(CourseKind.PAUSE_BEGUN, on(3), "征求意见", "第三十七条"),
            Happening(CourseKind.PAUSE_ENDED, on(8), "恢复计时"),
            Happening(CourseKind.EXTENDED, on(9), "经批准", "第三十三条", span),
            Happening(CourseKind.RESTARTED, on(10), "收到补正"),
            Happening(CourseKind.PAUSE_BEGUN, on(11), "再次征求意见"),
        ],
    )
    assert course.pauses == (
        Pause(on(3), on(8), "征求意见", "第三十七条"),
        Pause(on(11), None, "再次征求意见"),
    )
    assert course.extensions == (Extension(span, on(9), "经批准", "第三十三条"),)
    assert course.restarts == (Restart(on(10), "收到补正"),)


def test_nothing_happened() -> None:
    course = course_from(FIRST, None, [])
    assert (course.start_on, course.pauses, course.extensions, course.restarts) == (FIRST, (), (), ())


def test_kept_steps_come_back_as_they_were() -> None:
    steps = tuple(
        DeadlineStep(kind, f"第{place}行", on(place + 1), None if place % 2 else on(20), place, "某法")
        for place, kind in enumerate(StepKind)
    )
    assert steps_from_json(steps_as_json(steps)) == steps


def test_a_cause_travels_in_an_event() -> None:
    cause = Cause(CauseKind.LIMIT, "limit:7:set", "某县设定", rule_code="foi.reply", division_id=12)
    assert Cause.from_payload(cause.payload()) == cause


@pytest.mark.parametrize(
    ("version", "words"),
    [(1, "载入2027年放假安排（测发〔2026〕1号）"), (2, "更新2027年放假安排（测发〔2026〕1号），第2版")],
)
def test_a_calendar_as_a_cause(version: int, words: str) -> None:
    cause = calendar_cause(2027, version, ["测发〔2026〕1号"])
    assert (cause.key, cause.words) == (f"calendar:2027:{version}", words)


def test_a_notice_says_old_and_new_and_counts_the_rest() -> None:
    cause = calendar_cause(2027, 1, [])
    told = [
        Told("公开《甲》", on(1), on(2), provisional=False),
        Told("公开《乙》", on(1), on(1), provisional=False),
        Told("公开《丙》", on(1), on(3), provisional=True),
        *[Told(f"公开《{number}》", on(1), on(2), provisional=False) for number in range(20)],
    ]
    text = notice_text(cause, told)
    assert notice_title(cause, told) == "23项期限变动：载入2027年放假安排"
    assert "公开《甲》：2026年9月1日改为2026年9月2日\n" in text
    assert "公开《乙》：2026年9月1日不变，现为确定\n" in text
    assert "公开《丙》：2026年9月1日改为2026年9月3日（暂定）\n" in text
    assert text.endswith("另有3项，请在期限列表中查看。")
