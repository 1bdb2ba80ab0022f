"""State tables: which step may follow which state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from gongkai.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Transition:
    """A named step; `label` is how users call it (提交, 退回, 发布)."""

    sources: frozenset[Enum]
    target: Enum
    label: str


class StateMachine:
    """The only writer of a state field.

    Args:
        field: name of the attribute that holds the state.
        state_type: the enum of states; each member has a Chinese `label`.
        table: step name to transition.
    """

    def __init__(self, field: str, state_type: Any, table: Mapping[str, Transition]) -> None:
        self.field = field
        self.state_type = state_type
        self.table = dict(table)

    def permits(self, state: Any, step: str) -> bool:
        return self.state_type(state) in self.table[step].sources

    def apply(self, subject: object, step: str) -> None:
        """Move `subject` along `step`.

        Raises:
            Conflict: the present state does not allow the step; nothing is changed.
        """
        transition = self.table[step]
        present = self.state_type(getattr(subject, self.field))
        if present not in transition.sources:
            raise Conflict(f"当前状态为“{present.label}”，不能{transition.label}。请刷新页面查看最新进展。")
        setattr(subject, self.field, transition.target)
