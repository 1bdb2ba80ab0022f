from __future__ import annotations

from gongkai.core.information.enums import EditionState as S
from gongkai.core.information.enums import ReleaseRequestState as R
from gongkai.kernel.transitions import StateMachine, Transition

EDITION = StateMachine(
    "state",
    S,
    {
        "submit": Transition(frozenset({S.DRAFT}), S.IN_REVIEW, "提交审核"),
        "discard": Transition(frozenset({S.DRAFT}), S.DISCARDED, "删除"),
        "restore": Transition(frozenset({S.DISCARDED}), S.DRAFT, "恢复"),
        "return": Transition(frozenset({S.IN_REVIEW}), S.DRAFT, "退回"),
        "recall": Transition(frozenset({S.IN_REVIEW}), S.DRAFT, "撤回"),
        "sign": Transition(frozenset({S.IN_REVIEW}), S.SIGNED, "签发"),
        "publish": Transition(frozenset({S.SIGNED}), S.PUBLISHED, "发布"),
        "supersede": Transition(frozenset({S.PUBLISHED}), S.SUPERSEDED, "替代"),
        "expire": Transition(frozenset({S.PUBLISHED}), S.EXPIRED, "下线"),
        "reopen": Transition(frozenset({S.SIGNED}), S.REOPENED, "转公开办理"),
        "withdraw": Transition(frozenset({S.PUBLISHED}), S.WITHDRAWN, "撤下"),
    },
)

RELEASE_REQUEST = StateMachine(
    "state",
    R,
    {
        "grant": Transition(frozenset({R.WAITING}), R.GRANTED, "批准"),
        "refuse": Transition(frozenset({R.WAITING}), R.REFUSED, "退回"),
        "withdraw": Transition(frozenset({R.WAITING}), R.WITHDRAWN, "撤回"),
        "lapse": Transition(frozenset({R.WAITING}), R.LAPSED, "失效"),
    },
)
