"""The answer of a policy: allowed, or not allowed and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` is what the user reads when the answer is no."""

    allowed: bool
    reason: str = ""

    def __and__(self, other: Decision) -> Decision:
        """Both must allow; the first refusal gives the reason."""
        return self if not self.allowed else other


def allow() -> Decision:
    return Decision(allowed=True)


def deny(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)


def first_refusal(*decisions: Decision) -> Decision:
    """The first decision that refuses, or an allowing one."""
    return next((decision for decision in decisions if not decision.allowed), allow())
