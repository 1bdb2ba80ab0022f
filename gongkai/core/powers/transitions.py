from __future__ import annotations

from gongkai.core.powers.enums import SortingState as S
from gongkai.kernel.transitions import StateMachine, Transition

SORTING = StateMachine(
    "sorting",
    S,
    {
        "submit": Transition(frozenset({S.OPEN}), S.IN_REVIEW, "提交核定"),
        "recall": Transition(frozenset({S.IN_REVIEW}), S.OPEN, "撤回"),
        "return": Transition(frozenset({S.IN_REVIEW}), S.OPEN, "退回"),
        "confirm": Transition(frozenset({S.IN_REVIEW}), S.CONFIRMED, "核定"),
        "reopen": Transition(frozenset({S.CONFIRMED}), S.OPEN, "重新梳理"),
    },
)
