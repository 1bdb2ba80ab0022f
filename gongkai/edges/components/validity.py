"""How a document stands, as badges and sentences for every edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.core.information.enums import Validity
from gongkai.edges.components.shapes import Badge, Tone

if TYPE_CHECKING:
    from datetime import date

    from gongkai.core.information.queries import Reason, ShownValidity

TONES: dict[str, Tone] = {
    Validity.IN_FORCE: "good",
    Validity.PENDING: "info",
    Validity.AMENDED: "warn",
    Validity.PARTLY_LAPSED: "warn",
    Validity.LAPSED: "off",
    Validity.REPEALED: "off",
}


def validity_badge(shown: ShownValidity | None) -> Badge | None:
    """有效, 已修改, 废止 and so on; nothing where a document is not one that is in force or not."""
    if shown is None or shown.validity is None:
        return None
    return Badge(shown.validity.label, TONES[shown.validity])


def reason_words(reason: Reason) -> str:
    """How a change came about, without its link: 自2026年10月1日起废止，依据《…》（…号）."""
    by = f"，依据《{reason.title}》" if reason.title else f"，{reason.basis}" if reason.basis else ""
    number = f"（{reason.number}）" if reason.title and reason.number else ""
    return f"自{_day(reason.on)}起{reason.validity.label}{by}{number}"


def coming_words(reason: Reason) -> str:
    """What is to come: 将于2027年1月1日废止."""
    by = f"，依据《{reason.title}》" if reason.title else ""
    verb = "施行" if reason.validity == Validity.IN_FORCE else reason.validity.label
    return f"将于{_day(reason.on)}{verb}{by}"


def _day(on: date) -> str:
    return f"{on:%Y年%-m月%-d日}"
