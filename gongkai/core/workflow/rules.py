"""Routes and who may stand at which step; pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.workflow.enums import StepKind
from gongkai.foundation.access.enums import Role


@dataclass(frozen=True, slots=True)
class RouteStep:
    kind: StepKind
    role: Role


STANDARD_ROUTE = (
    RouteStep(StepKind.REVIEW, Role.REVIEWER),
    RouteStep(StepKind.SECRECY, Role.SECRECY_REVIEWER),
    RouteStep(StepKind.SIGN_OFF, Role.APPROVER),
)
"""审核 → 保密审查 → 签发: content first, secrecy before the signature, because what is signed is
published (政府信息公开条例 art. 17; 保守国家秘密法 art. 35)."""


def is_author(account_id: int | None, author_ids: list[int]) -> bool:
    """Whether the person wrote any part of what is under review: nobody decides on their own text."""
    return account_id is not None and account_id in author_ids
