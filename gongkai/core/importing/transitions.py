from __future__ import annotations

from gongkai.core.importing.enums import RunState as S
from gongkai.kernel.transitions import StateMachine, Transition

RUN = StateMachine(
    "state",
    S,
    {
        "map": Transition(frozenset({S.PREPARING, S.CHECKED}), S.PREPARING, "设定字段对应"),
        "check": Transition(frozenset({S.PREPARING, S.CHECKED}), S.CHECKING, "试运行"),
        "checked": Transition(frozenset({S.CHECKING}), S.CHECKED, "结束试运行"),
        "start": Transition(frozenset({S.CHECKED}), S.RUNNING, "开始迁移"),
        "pause": Transition(frozenset({S.RUNNING, S.INDEXING}), S.PAUSED, "暂停"),
        "break_off": Transition(frozenset({S.CHECKING}), S.PREPARING, "停止试运行"),
        "resume": Transition(frozenset({S.PAUSED}), S.RUNNING, "继续迁移"),
        "loaded": Transition(frozenset({S.RUNNING}), S.INDEXING, "建检索"),
        "finish": Transition(frozenset({S.INDEXING}), S.DONE, "完成"),
        "cancel": Transition(frozenset({S.PREPARING, S.CHECKING, S.CHECKED, S.PAUSED}), S.CANCELLED, "终止"),
    },
)
