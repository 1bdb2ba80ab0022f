from __future__ import annotations

from gongkai.core.catalogue.enums import ExemptionState, VersionState
from gongkai.kernel.transitions import StateMachine, Transition

VERSION = StateMachine(
    "state",
    VersionState,
    {
        "submit": Transition(frozenset({VersionState.DRAFT}), VersionState.IN_REVIEW, "提交审核"),
        "return": Transition(frozenset({VersionState.IN_REVIEW}), VersionState.DRAFT, "退回"),
        "publish": Transition(frozenset({VersionState.IN_REVIEW}), VersionState.PUBLISHED, "公布"),
    },
)

EXEMPTION = StateMachine(
    "state",
    ExemptionState,
    {
        "approve": Transition(frozenset({ExemptionState.PROPOSED}), ExemptionState.APPROVED, "批准不适用"),
        "refuse": Transition(frozenset({ExemptionState.PROPOSED}), ExemptionState.REFUSED, "不同意"),
        "end": Transition(frozenset({ExemptionState.APPROVED}), ExemptionState.ENDED, "恢复适用"),
    },
)
