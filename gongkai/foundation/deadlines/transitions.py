from __future__ import annotations

from gongkai.foundation.deadlines.enums import OPEN_STATES
from gongkai.foundation.deadlines.enums import DeadlineState as S
from gongkai.kernel.transitions import StateMachine, Transition

DEADLINE = StateMachine(
    "state",
    S,
    {
        "pause": Transition(frozenset({S.RUNNING}), S.PAUSED, "中止"),
        "resume": Transition(frozenset({S.PAUSED}), S.RUNNING, "恢复"),
        "meet": Transition(frozenset(OPEN_STATES), S.MET, "办结"),
        "drop": Transition(frozenset(OPEN_STATES), S.DROPPED, "终止"),
    },
)
