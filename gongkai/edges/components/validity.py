"""How a document stands, as badges and sentences for every edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.core.information.enums import Validity
from gongkai.core.information.rules.validity import change_words
from gongkai.edges.components.shapes import Badge, Tone

if TYPE_CHECKING:
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
    """How a change came about, without its link."""
    return change_words(
        reason.validity, reason.on, title=reason.title, number=reason.number, basis=reason.basis
    )


def coming_words(reason: Reason) -> str:
    """What is to come: 将于2027年1月1日废止."""
    by = f"，依据《{reason.title}》" if reason.title else ""
    verb = "施行" if reason.validity == Validity.IN_FORCE else reason.validity.label
    return f"将于{reason.on:%Y年%-m月%-d日}{verb}{by}"


def standing_words(shown: ShownValidity) -> str:
    """Since when and by what a document is no longer simply in force, and what is to come."""
    told = shown.reason is not None and bool(shown.reason.title or shown.reason.basis)
    parts = [reason_words(shown.reason)] if told and shown.reason else []
    parts += [coming_words(shown.coming)] if shown.coming else []
    return "；".join(parts)
