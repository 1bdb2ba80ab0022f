"""How a derivation gets onto a row, the same for every command."""

from __future__ import annotations

from datetime import date

from gongkai.foundation.calendars import queries as calendars
from gongkai.foundation.deadlines import queries
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.kernel import clock, proving
from gongkai.kernel.deadlines import Deadline
from gongkai.kernel.errors import InvalidInput

LIMIT_FIELDS = ("limit_given", "amount", "unit", "bound", "rolls", "limit_name", "trigger", "source")
DERIVED_FIELDS = ("due_on", "due_at", "provisional", "calendar_stamp", "sentence", "derived_at")
REASON_LENGTH = 300


def derive(deadline: StandingDeadline) -> Deadline:
    """Put the day and its proof on the row, by the calendar of now; the caller saves it.

    Raises:
        InvalidInput: the days cannot be counted (before 1990 or after 2099, hours without a moment).
    """
    calendars.keep_calendars()
    stamp, calendar = calendars.stamped_calendar()
    course = queries.course_of(deadline)
    try:
        found = proving.explain(calendar, deadline.limit, course)
    except ValueError as error:
        raise InvalidInput(f"“{deadline.title}”的期限无法推算，请核对起算日期和期限单位。") from error
    put(deadline, found, stamp)
    return found


def put(deadline: StandingDeadline, found: Deadline, stamp: int) -> None:
    """A derivation onto the row."""
    deadline.due_on, deadline.due_at = found.due_on, found.due_at
    deadline.provisional, deadline.sentence = found.provisional, found.sentence
    deadline.calendar_stamp, deadline.derived_at = stamp, clock.now()


def reason_of(text: str, field: str = "reason") -> str:
    """Why something is done to a limit: the proof says it, so it has to be said.

    Raises:
        InvalidInput: it is empty or too long.
    """
    reason = text.strip()
    if not reason:
        raise InvalidInput.for_field(field, "请写明原因，期限的推算过程会显示。")
    if len(reason) > REASON_LENGTH:
        raise InvalidInput.for_field(field, f"原因不能超过{REASON_LENGTH}字，现有{len(reason)}字，请精简。")
    return reason


def day_done(on: date | None) -> date:
    """The day on which something was done: today unless given, and never later.

    Raises:
        InvalidInput: the day lies in the future.
    """
    today = clock.today()
    if on is not None and on > today:
        raise InvalidInput.for_field("on", "日期不能晚于今天，请核对。")
    return on or today
