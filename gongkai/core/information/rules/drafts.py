"""What a document must have, and which words of it contradict each other; pure functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.information.enums import Openness
from gongkai.text import document_number

TITLE_LENGTH = 200
BODY_LENGTH = 500_000
SUMMARY_LENGTH = 300
"""内容概述 of up to 300 characters, as the catalogue metadata practice has it (domain fact, unverified)."""

_LENGTHS = {
    "document_number": (100, "发文字号"),
    "subject_category": (100, "主题分类"),
    "openness_article": (200, "依据条款"),
}

EARLIEST = date(1949, 10, 1)
MOST_ATTACHMENTS = 50
MOST_KEYWORDS = 10
KEYWORD_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of an edition that its author writes."""

    title: str
    document_number: str = ""
    issuers: tuple[str, ...] = ()
    written_on: date | None = None
    printed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    subject_category: str = ""
    audiences: tuple[str, ...] = ()
    five_open: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    body_html: str = ""
    full_html: str = ""
    display_until: date | None = None
    openness: str = ""
    openness_reason: str = ""
    openness_article: str = ""
    negative_entry_id: int | None = None
    change_note: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing or wrong before submission; `field` is where the user mends it."""

    field: str
    message: str


def visible(text: str) -> str:
    """One line without characters that nobody sees, such as those that turn the direction of writing."""
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())


def tidy_number(text: str) -> str:
    """发文字号 with 〔〕; a form that is not known is kept as it is written, local practice varies."""
    if document_number.parse(text):
        return document_number.normalise(text)
    return document_number.normalise_brackets(text).strip()


def mistakes(draft: Draft, today: date) -> dict[str, list[str]]:
    """What cannot even be kept as a draft, by field."""
    found: dict[str, list[str]] = {}

    def wrong(field: str, message: str) -> None:
        found.setdefault(field, []).append(message)

    if not visible(draft.title):
        wrong("title", "请填写标题。")
    if len(draft.title) > TITLE_LENGTH:
        wrong("title", f"标题不能超过{TITLE_LENGTH}字，现有{len(draft.title)}字，请精简。")
    for name, (longest, label) in _LENGTHS.items():
        if len(getattr(draft, name)) > longest:
            wrong(name, f"{label}不能超过{longest}字，现有{len(getattr(draft, name))}字。")
    if draft.openness and draft.openness not in Openness.values:
        wrong("openness", "请在列出的公开属性中选择。")
    if len(draft.body_html) > BODY_LENGTH:
        wrong("body_html", f"正文过长（{len(draft.body_html)}字符，上限{BODY_LENGTH}），请将长表格改为附件。")
    if len(draft.full_html) > BODY_LENGTH:
        wrong("full_html", f"全文过长（{len(draft.full_html)}字符，上限{BODY_LENGTH}），请将长表格改为附件。")
    if len(draft.summary) > SUMMARY_LENGTH:
        wrong("summary", f"内容概述不超过{SUMMARY_LENGTH}字，现有{len(draft.summary)}字。")
    if draft.written_on is not None:
        if draft.written_on < EARLIEST:
            wrong("written_on", f"成文日期不能早于{EARLIEST:%Y-%m-%d}，请核对年份。")
        elif draft.written_on > today:
            wrong("written_on", "成文日期不能晚于今天，请核对。")
    if len(draft.keywords) > MOST_KEYWORDS or any(len(word) > KEYWORD_LENGTH for word in draft.keywords):
        wrong("keywords", f"关键词最多{MOST_KEYWORDS}个，每个不超过{KEYWORD_LENGTH}字。")
    return found


def lacks(draft: Draft, body_text: str, *, is_correction: bool) -> tuple[Lack, ...]:
    """What still has to be added before the document can be submitted: the "还差 N 项" list."""
    found: list[Lack] = []
    if not body_text.strip():
        found.append(Lack("body_html", "正文为空"))
    if draft.written_on is None:
        found.append(Lack("written_on", "未填成文日期"))
    if not draft.subject_category:
        found.append(Lack("subject_category", "未选主题分类"))
    if is_correction and not draft.change_note.strip():
        found.append(Lack("change_note", "未写更正说明"))
    return tuple(found)
