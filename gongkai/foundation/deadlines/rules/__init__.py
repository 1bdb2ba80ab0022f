from gongkai.foundation.deadlines.rules.causes import Cause, Told, calendar_cause, notice_text, notice_title
from gongkai.foundation.deadlines.rules.course import Happening, course_from
from gongkai.foundation.deadlines.rules.limits import (
    LimitInForce,
    LocalLimit,
    is_in_force,
    limit_in_force,
    limit_of,
    limits_in_force,
    loosening_fault,
)
from gongkai.foundation.deadlines.rules.proofs import steps_as_json, steps_from_json

__all__ = [
    "Cause",
    "Happening",
    "LimitInForce",
    "LocalLimit",
    "Told",
    "calendar_cause",
    "course_from",
    "is_in_force",
    "limit_in_force",
    "limit_of",
    "limits_in_force",
    "loosening_fault",
    "notice_text",
    "notice_title",
    "steps_as_json",
    "steps_from_json",
]
