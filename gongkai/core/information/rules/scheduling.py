"""When a signed edition may be set to come out by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from gongkai.kernel import clock

SOONEST = timedelta(minutes=1)
FARTHEST = timedelta(days=366)
"""A choice of the product: who signs today does not decide for years ahead."""

OFFICE_HOURS = (time(8, 0), time(18, 0))
"""When somebody is likely to see that a publication failed; a hint, local hours differ."""


def schedule_fault(at: datetime, now: datetime) -> str:
    """Why a publication cannot be set for a moment (aware), or an empty text."""
    if at < now + SOONEST:
        return "定时发布的时间须晚于现在。要立即公开的，请直接发布。"
    if at > now + FARTHEST:
        return "定时发布最多提前一年设定，请改选较近的时间。"
    return ""


def office_hours_remark(at: datetime, *, is_workday: bool) -> str:
    """What to bear in mind about a moment outside office hours in China, or an empty text."""
    begins, ends = OFFICE_HOURS
    if not is_workday:
        return "所选日期不是工作日，届时如未能发布，可能无人及时处理。"
    if not begins <= at.astimezone(clock.CHINA).time() < ends:
        return "所选时间不在通常的工作时间（8:00至18:00），届时如未能发布，可能无人及时处理。"
    return ""
