"""Why many deadlines are derived anew at once, and how their people are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from gongkai.foundation.deadlines.enums import CauseKind

MOST_NAMED = 20
"""Moves named in one notice; the page has all of them."""


@dataclass(frozen=True, slots=True)
class Cause:
    """`key` names the occasion for ever, `words` say it to people (载入2027年放假安排).

    What it concerns: of a calendar the `year`, with the key of its `version`; of a limit the `rule_code`
    and the key of the division.
    """

    kind: CauseKind
    key: str
    words: str
    year: int = 0
    version: int = 0
    rule_code: str = ""
    division_id: int = 0

    @property
    def notice_key(self) -> str:
        """The occasion under which people are told."""
        return f"deadlines:{self.key}"

    def payload(self) -> dict[str, Any]:
        """As an event carries it."""
        return {**asdict(self), "kind": self.kind.value}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        return cls(**{**payload, "kind": CauseKind(payload["kind"])})


@dataclass(frozen=True, slots=True)
class Told:
    """One move as a notice says it; a day is None while the limit is paused."""

    title: str
    old: date | None
    new: date | None
    provisional: bool


def calendar_cause(year: int, number: int, notices: Sequence[str], version: int = 0) -> Cause:
    """The `number`-th arrangement of a year was loaded, resting on notices with those document numbers.

    Args:
        version: the key of the arrangement.
    """
    named = f"（{'、'.join(notices)}）" if notices else ""
    words = f"载入{year}年放假安排{named}" if number == 1 else f"更新{year}年放假安排{named}，第{number}版"
    return Cause(CauseKind.CALENDAR, f"calendar:{year}:{number}", words, year=year, version=version)


def notice_title(cause: Cause, moved: Sequence[Told]) -> str:
    return f"{len(moved)}项期限变动：{cause.words}"


def notice_text(cause: Cause, moved: Sequence[Told]) -> str:
    """Each move on a line, old and new; the first `MOST_NAMED` of them."""
    lines = [f"因{cause.words}，系统重新推算了期限："]
    lines += [_line(each) for each in moved[:MOST_NAMED]]
    if len(moved) > MOST_NAMED:
        lines.append(f"另有{len(moved) - MOST_NAMED}项，请在期限列表中查看。")
    return "\n".join(lines)


def _line(moved: Told) -> str:
    certainty = "（暂定）" if moved.provisional else ""
    if moved.old == moved.new:
        return f"{moved.title}：{_day(moved.new)}不变，现为{'暂定' if moved.provisional else '确定'}"
    return f"{moved.title}：{_day(moved.old)}改为{_day(moved.new)}{certainty}"


def _day(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else "暂停计时"
