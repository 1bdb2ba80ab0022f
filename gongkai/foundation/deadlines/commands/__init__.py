from gongkai.foundation.deadlines.commands.course import (
    extend_deadline,
    pause_deadline,
    restart_deadline,
    resume_deadline,
)
from gongkai.foundation.deadlines.commands.keeping import drop_deadline, meet_deadline, open_deadline
from gongkai.foundation.deadlines.commands.limits import end_limit, set_limit
from gongkai.foundation.deadlines.commands.rederiving import move_deadline, rederive_deadlines

__all__ = [
    "drop_deadline",
    "end_limit",
    "extend_deadline",
    "meet_deadline",
    "move_deadline",
    "open_deadline",
    "pause_deadline",
    "rederive_deadlines",
    "restart_deadline",
    "resume_deadline",
    "set_limit",
]
