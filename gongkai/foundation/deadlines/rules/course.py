"""From what was recorded of a limit's way to the course that the arithmetic reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.foundation.deadlines.enums import CourseKind
from gongkai.kernel.deadlines import Course, Extension, Pause, Restart
from gongkai.kernel.time_units import Span


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a limit; `span` is the time granted by an extension."""

    kind: CourseKind
    on: date
    reason: str
    source: str = ""
    span: Span | None = None


def course_from(start_on: date, started_at: datetime | None, happenings: Iterable[Happening]) -> Course:
    """The course of a limit; `happenings` in the order in which they were recorded."""
    pauses: list[Pause] = []
    extensions: list[Extension] = []
    restarts: list[Restart] = []
    for each in happenings:
        if each.kind == CourseKind.PAUSE_BEGUN:
            pauses.append(Pause(each.on, None, each.reason, each.source))
        elif each.kind == CourseKind.PAUSE_ENDED:
            begun = pauses.pop()
            pauses.append(Pause(begun.from_on, each.on, begun.reason, begun.source))
        elif each.kind == CourseKind.EXTENDED and each.span is not None:
            extensions.append(Extension(each.span, each.on, each.reason, each.source))
        elif each.kind == CourseKind.RESTARTED:
            restarts.append(Restart(each.on, each.reason, each.source))
    return Course(start_on, tuple(pauses), tuple(extensions), tuple(restarts), started_at)
