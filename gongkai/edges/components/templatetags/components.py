"""Icons, dates, sizes and deadlines for templates: `{% load components %}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.edges.components.framed_tables import framed
from gongkai.edges.components.shapes import DueDate
from gongkai.kernel import clock
from gongkai.kernel.deadlines import Bound, Deadline

register = template.Library()

SPRITE = "gongkai/icons/icons.svg"
DASH = "—"
SOON_DAYS = 3
KIBI = 1024

FILE_ICONS = {
    "pdf": "file-pdf",
    "ofd": "file-pdf",
    "doc": "file-word",
    "docx": "file-word",
    "wps": "file-word",
    "xls": "file-sheet",
    "xlsx": "file-sheet",
    "et": "file-sheet",
    "csv": "file-sheet",
    "png": "file-image",
    "jpg": "file-image",
    "jpeg": "file-image",
    "gif": "file-image",
    "webp": "file-image",
    "zip": "file-archive",
    "rar": "file-archive",
    "7z": "file-archive",
}


@register.filter(is_safe=True)
def framed_tables(html: str) -> str:
    """The text of a document with each of its tables in a frame that scrolls."""
    return framed(html)


@register.simple_tag
def icon(name: str, extra_class: str = "", label: str = "") -> SafeString:
    """An icon of the sprite; silent for screen readers unless `label` says what it means."""
    classes = f"icon {extra_class}".strip()
    address = f"{static(SPRITE)}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, address
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', classes, address
    )


@register.filter
def file_icon(name: str) -> str:
    """The icon that fits a file name."""
    return FILE_ICONS.get(_extension(name), "file")


@register.filter
def file_kind(name: str) -> str:
    """The extension in capitals, or 文件 when there is none."""
    return _extension(name).upper() or "文件"


def _extension(name: str) -> str:
    stem, dot, extension = str(name).rpartition(".")
    return extension.lower() if dot and stem else ""


@register.filter
def file_size(size: int | None) -> str:
    """A size in bytes as people read it: 862 KB, 1.4 MB."""
    if not isinstance(size, int):
        return DASH
    amount = float(size)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < KIBI or unit == "GB":
            break
        amount /= KIBI
    return f"{amount:.0f} {unit}" if unit in ("B", "KB") or amount >= KIBI / 10 else f"{amount:.1f} {unit}"


def _as_day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return clock.day_of(value) if value.tzinfo else value.date()
    return value if isinstance(value, date) else None


def _as_time(value: datetime) -> datetime:
    return value.astimezone(clock.CHINA) if value.tzinfo else value


@register.filter
def slot(sequence: Sequence[Any], position: int) -> Any:
    """The element of `sequence` at `position`, or an empty text: a row may be shorter than its header."""
    return sequence[position] if 0 <= position < len(sequence) else ""


@register.filter
def cn_date(value: date | datetime | None) -> str:
    """2020年5月18日, for running text."""
    day = _as_day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else DASH


@register.filter
def cn_datetime(value: date | datetime | None) -> str:
    """2020年5月18日 12:03, for running text."""
    if isinstance(value, datetime):
        return f"{cn_date(value)} {_as_time(value):%H:%M}"
    return cn_date(value)


@register.filter
def iso_date(value: date | datetime | None) -> str:
    """2020-05-18, for tables and lists."""
    day = _as_day(value)
    return day.isoformat() if day else DASH


@register.filter
def iso_datetime(value: date | datetime | None) -> str:
    """2020-05-18 12:03, for tables and lists."""
    if isinstance(value, datetime):
        return f"{iso_date(value)} {_as_time(value):%H:%M}"
    return iso_date(value)


@register.filter
def as_told(value: date | datetime | None) -> date | datetime | None:
    """A moment of publication, or its day alone where an old site told no time; before `iso_datetime`."""
    return clock.as_told(value) if isinstance(value, datetime) else value


@register.filter
def days_left(due: date | datetime | None) -> int | None:
    """Calendar days from today in China to `due`; negative once it has passed."""
    day = _as_day(due)
    return (day - clock.today()).days if day else None


@register.inclusion_tag("components/why_date.html")
def why_date(proof: Deadline, title: str = "") -> dict[str, Any]:
    """为什么是这一天？ The proof of a deadline, sentence and steps, folded; `title` names the matter."""
    if proof.due_on is None:
        question = "为什么没有届满日？"
    elif proof.provisional:
        question = "为什么暂定这一天？"
    else:
        question = "为什么是这一天？"
    return {"proof": proof, "question": question, "title": title}


@register.inclusion_tag("components/due_date.html")
def due_date(due: DueDate, *, why: bool = True) -> dict[str, Any]:
    """A limit with its proof: state, day, 暂定 where a notice is still to come, and why it is this day.

    `why=False` leaves the proof out, for places that put `why_date` elsewhere.
    """
    provisional = due.proof.provisional and due.left is not None
    return {"due": due, "provisional": provisional, "folded": why, **_standing(due)}


def _standing(due: DueDate) -> dict[str, Any]:
    if due.dropped:
        return {"tone": "off", "text": "不再适用", "note": due.dropped}
    if due.done_on is not None:
        return _settled(late=due.late)
    if due.left is None:
        return {"tone": "off", "text": "暂停计时", "note": due.paused}
    if due.proof.bound is Bound.AT_LEAST:
        return _lasting(due.left, due.unit)
    return _running(due.left, due.unit)


def _lasting(left: int, unit: str) -> dict[str, str]:
    if left > 0:
        return {"tone": "info", "text": f"还须持续 {left} {unit}"}
    return {"tone": "good", "text": "今天满期" if left == 0 else "已满期"}


@register.inclusion_tag("components/deadline.html")
def deadline(
    due: date | datetime | None,
    *,
    done: date | datetime | None = None,
    paused: str = "",
    label: str = "",
    days: int | None = None,
    unit: str = "天",
) -> dict[str, Any]:
    """A limit in words and shape.

    `days` overrides the calendar days (give working days with unit="个工作日"); `paused` is the reason
    for which the clock stands still; `done` is the day on which the matter was settled.
    """
    day = _as_day(due)
    facts: dict[str, Any] = {"due": day, "label": label, "note": paused if done is None else ""}
    if day is None:
        return {**facts, "tone": "off", "text": "无期限"}
    settled = _as_day(done)
    if settled is not None:
        return {**facts, **_settled(late=settled > day)}
    if paused:
        return {**facts, "tone": "off", "text": "暂停计时"}
    return {**facts, **_running((day - clock.today()).days if days is None else days, unit)}


def _settled(*, late: bool) -> dict[str, str]:
    return {"tone": "warn", "text": "逾期办结"} if late else {"tone": "good", "text": "按期办结"}


def _running(left: int, unit: str) -> dict[str, str]:
    if left < 0:
        return {"tone": "alarm", "text": f"已超期 {-left} {unit}"}
    if left == 0:
        return {"tone": "alarm", "text": "今天到期"}
    return {"tone": "warn" if left <= SOON_DAYS else "good", "text": f"还剩 {left} {unit}"}
