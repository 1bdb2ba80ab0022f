"""Deadlines as they stand, what happened to them, and the limits that divisions have set."""

from gongkai.foundation.deadlines.models.course import CourseEvent
from gongkai.foundation.deadlines.models.deadline import StandingDeadline
from gongkai.foundation.deadlines.models.move import DeadlineMove
from gongkai.foundation.deadlines.models.setting import LimitSetting

__all__ = ["CourseEvent", "DeadlineMove", "LimitSetting", "StandingDeadline"]
