"""Publishing over a finding that must be dealt with: a second person, a legal ground, a reason.

政府信息公开条例 art. 15; 个人信息保护法 arts. 25, 28, 34. That a second person decides is ours.
"""

from __future__ import annotations

from collections.abc import Collection

from gongkai.core.guarding.enums import ReleaseGround

SHORTEST_REASON, LONGEST_REASON = 10, 500
SHORTEST_BASIS, LONGEST_BASIS, FEWEST_IN_BASIS = 4, 200, 3
FEWEST_SIGNS = 6
"""So many different characters a reason has at least: 啊啊啊啊啊啊啊啊啊啊 is none. The figure is ours."""


def release_faults(ground: str, reason: str) -> dict[str, str]:
    """Field → what is wrong with it."""
    faults = {}
    if ground not in ReleaseGround.values:
        faults["ground"] = "请选择公开的法律依据。"
    if fault := reason_fault(reason, "为什么可以公开"):
        faults["reason"] = fault
    return faults


def reason_fault(reason: str, asked: str) -> str:
    """What is wrong with a reason, or an empty text.

    Args:
        asked: what it has to say: 为什么可以公开.
    """
    words = "".join(reason.split())
    if len(words) < SHORTEST_REASON:
        return f"请写明{asked}，不少于{SHORTEST_REASON}字。"
    if len(reason) > LONGEST_REASON:
        return f"理由不超过{LONGEST_REASON}字。"
    if len(set(words)) < FEWEST_SIGNS:
        return f"理由只是重复的字，没有写明{asked}。请写清楚，至少要有{FEWEST_SIGNS}个不同的字。"
    return ""


def basis_fault(basis: str) -> str:
    """What is wrong with the short basis on which everything that wants a look is confirmed at once."""
    words = "".join(basis.split())
    if len(words) < SHORTEST_BASIS or len(set(words)) < FEWEST_IN_BASIS:
        return f"请写明依据，例如怎样核对的，不少于{SHORTEST_BASIS}字，不能只是重复的字。"
    return f"依据不超过{LONGEST_BASIS}字。" if len(basis) > LONGEST_BASIS else ""


def second_person_fault(account_id: int | None, author_ids: Collection[int]) -> str:
    """Whoever wrote the text does not release it."""
    if account_id is None:
        return "须由工作人员批准，系统不能批准。"
    if account_id in author_ids:
        return "您参与了该文件的起草，不能批准公开其中的个人信息，须由另一位同志批准。"
    return ""
