"""What an entry of the negative list must say; pure functions."""

from __future__ import annotations

from datetime import date

from gongkai.core.powers.enums import Ground
from gongkai.foundation.organisations.rules import text_fault
from gongkai.reference.withholding_grounds import withholding_grounds

MATTER_LENGTH = 300
BASIS_LENGTH = 2_000
REASON_LENGTH = 300


def article_of(ground: str) -> str:
    """The article that a ground rests on."""
    return withholding_grounds()[Ground(ground).value].article


def matter_fault(matter: str) -> str:
    return (
        text_fault(matter, "事项", MATTER_LENGTH) if matter else "请填写不予公开的事项，如“信访人个人信息”。"
    )


def basis_fault(basis: str) -> str:
    """Only the length: a basis may have several lines."""
    if not basis:
        return "请填写依据，写明法律、法规的名称和条款。"
    return f"依据不能超过{BASIS_LENGTH}字，现有{len(basis)}字。" if len(basis) > BASIS_LENGTH else ""


def reason_fault(reason: str, what: str) -> str:
    return text_fault(reason, what, REASON_LENGTH) if reason else f"请填写{what}。"


def until_fault(valid_from: date, valid_until: date | None) -> str:
    if valid_until is not None and valid_until < valid_from:
        return "有效期的截止日期不能早于起始日期。"
    return ""


def day_fault(on: date, valid_from: date, today: date, what: str) -> str:
    """A day on which an entry is examined or ended: from its first day up to today."""
    if on < valid_from:
        return f"{what}不能早于有效期的起始日期{valid_from:%Y-%m-%d}。"
    return f"{what}不能晚于今天。" if on > today else ""
