from __future__ import annotations

from django.db.models import TextChoices

from gongkai.foundation.access.enums import DRAFTING_ROLES, Role


class DeadlinesTag(TextChoices):
    DEADLINE_OPEN = "deadlines.deadline.open", "期限起算"
    DEADLINE_PAUSE = "deadlines.deadline.pause", "期限中止"
    DEADLINE_RESUME = "deadlines.deadline.resume", "期限恢复"
    DEADLINE_EXTEND = "deadlines.deadline.extend", "期限延长"
    DEADLINE_RESTART = "deadlines.deadline.restart", "期限重新计算"
    DEADLINE_MEET = "deadlines.deadline.meet", "期限办结"
    DEADLINE_DROP = "deadlines.deadline.drop", "期限终止"
    DEADLINE_MOVE = "deadlines.deadline.move", "期限变动"
    DEADLINES_REDERIVE = "deadlines.deadline.rederive", "重新推算期限"
    LIMIT_SET = "deadlines.limit.set", "设定本地期限"
    LIMIT_END = "deadlines.limit.end", "结束本地期限"


class DeadlineState(TextChoices):
    RUNNING = "running", "计时中"
    PAUSED = "paused", "暂停计时"
    MET = "met", "已办结"
    DROPPED = "dropped", "不再适用"


OPEN_STATES = (DeadlineState.RUNNING, DeadlineState.PAUSED)


class CourseKind(TextChoices):
    """What happens to a limit on its way."""

    PAUSE_BEGUN = "pause_begun", "中止"
    PAUSE_ENDED = "pause_ended", "恢复"
    EXTENDED = "extended", "延长"
    RESTARTED = "restarted", "重新计算"


class LimitOrigin(TextChoices):
    """Where the limit in force for a division comes from; a later one goes before an earlier one."""

    RULE = "rule", "全国规定"
    REGION = "region", "地区规定"
    LOCAL = "local", "本地设定"


class CauseKind(TextChoices):
    """Why many deadlines are derived anew at once."""

    CALENDAR = "calendar", "工作日历调整"
    LIMIT = "limit", "期限规定调整"


KEEPERS = DRAFTING_ROLES | {Role.OPEN_AFFAIRS_OFFICE, Role.APPROVER, Role.REQUEST_HANDLER}
"""Whose deeds start, stop and settle the deadlines of a body."""

WATCHERS = KEEPERS | {Role.REVIEWER, Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER, Role.SUPERVISOR}
"""Who sees the deadlines of the bodies that the role reaches."""

PAGE = "/workbench/deadlines/"
"""Where a notice of moved deadlines leads."""
