from __future__ import annotations

from gongkai.core.workflow.enums import RUNNING, CaseState, StepState
from gongkai.kernel.transitions import StateMachine, Transition

CASE = StateMachine(
    "state",
    CaseState,
    {
        "approve": Transition(frozenset({CaseState.OPEN}), CaseState.APPROVED, "办结"),
        "return": Transition(frozenset({CaseState.OPEN}), CaseState.RETURNED, "退回"),
        "recall": Transition(frozenset(RUNNING), CaseState.RECALLED, "撤回"),
        "hold": Transition(frozenset({CaseState.OPEN}), CaseState.HELD, "暂停审批"),
        "resume": Transition(frozenset({CaseState.HELD}), CaseState.OPEN, "恢复审批"),
    },
)

STEP = StateMachine(
    "state",
    StepState,
    {
        "begin": Transition(frozenset({StepState.WAITING}), StepState.CURRENT, "开始办理"),
        "approve": Transition(frozenset({StepState.CURRENT}), StepState.APPROVED, "通过"),
        "return": Transition(frozenset({StepState.CURRENT}), StepState.RETURNED, "退回"),
        "cancel": Transition(frozenset({StepState.WAITING, StepState.CURRENT}), StepState.CANCELLED, "终止"),
    },
)
