"""What a document must have, and which words of it contradict each other; pure functions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from gongkai.core.information.enums import PUBLISHABLE, Openness
from gongkai.foundation.deadlines.rules import is_in_force, limit_of
from gongkai.kernel.deadlines import Limit
from gongkai.kernel.time_units import Span, Unit
from gongkai.text.time_limit import Event, Rule, RuleType, parse_time_limit

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

_RESTRICTED = re.compile(
    r"[（(]\s*此件\s*(?:不(?:予)?公开|依申请公开|发至[^）)]{1,20}|不公开[^）)]{0,10})\s*[）)]"
)
_OPEN = re.compile(r"[（(]\s*此件\s*(?:公开发布|主动公开)\s*[）)]")


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of an edition that its author writes."""

    title: str
    document_number: str = ""
    written_on: date | None = None
    subject_category: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body_html: str = ""
    openness: str = ""
    openness_reason: str = ""
    openness_article: str = ""
    change_note: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing or wrong before submission; `field` is where the user mends it."""

    field: str
    message: str


def visible(text: str) -> str:
    """One line without characters that nobody sees, such as those that turn the direction of writing."""
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())


def mistakes(draft: Draft, today: date) -> dict[str, list[str]]:
    """What cannot even be kept as a draft, by field."""
    found: dict[str, list[str]] = {}

    def wrong(field: str, message: str) -> None:
        found.setdefault(field, []).append(message)

    if not visible(draft.title):
        wrong("title", "请填写标题。")
    if len(draft.title) > TITLE_LENGTH:
        wrong("title", f"标题不能超过{TITLE_LENGTH}字，现有{len(draft.title)}字，请精简。")
    for field, (longest, label) in _LENGTHS.items():
        if len(getattr(draft, field)) > longest:
            wrong(field, f"{label}不能超过{longest}字，现有{len(getattr(draft, field))}字。")
    if draft.openness and draft.openness not in Openness.values:
        wrong("openness", "请在列出的公开属性中选择。")
    if len(draft.body_html) > BODY_LENGTH:
        wrong("body_html", f"正文过长（{len(draft.body_html)}字符，上限{BODY_LENGTH}），请将长表格改为附件。")
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
    found.extend(_openness_lacks(draft, body_text))
    if is_correction and not draft.change_note.strip():
        found.append(Lack("change_note", "未写更正说明"))
    return tuple(found)


def _openness_lacks(draft: Draft, body_text: str) -> list[Lack]:
    """The attribute is chosen at source and given reasons where it withholds (S4-2; 条例 arts. 13–16)."""
    if not draft.openness:
        return [Lack("openness", "未确定公开属性")]
    found: list[Lack] = []
    if draft.openness != Openness.PROACTIVE:
        if not draft.openness_reason.strip():
            found.append(Lack("openness_reason", f"选择“{Openness(draft.openness).label}”须写明理由"))
        if not draft.openness_article.strip():
            found.append(Lack("openness_article", "须写明依据的条款"))
    contradiction = marker_contradiction(draft.openness, body_text)
    if contradiction:
        found.append(Lack("openness", contradiction))
    return found


def marker_contradiction(openness: str, body_text: str) -> str:
    """Why the marker in the text, such as (此件发至县处级), contradicts the chosen attribute; or nothing."""
    restricted = _RESTRICTED.search(body_text)
    if restricted and openness in PUBLISHABLE:
        return f"正文标注“{restricted.group()}”，与所选公开属性“{Openness(openness).label}”不一致"
    opened = _OPEN.search(body_text)
    if opened and openness not in PUBLISHABLE:
        return f"正文标注“{opened.group()}”，与所选公开属性“{Openness(openness).label}”不一致"
    return ""


def index_number(uscc: str, year: int, number: int) -> str:
    """索引号 as USCC/YYYY-NNNNN (政府信息公开目录系统实施指引, with the 18-character code of today)."""
    return f"{uscc}/{year}-{number:05d}"


# --- the day by which a document is owed -------------------------------------------------------------

PUBLICATION_RULE = "publication.general"
"""政府信息公开条例 art. 26: within 20 working days of forming or changing."""

_UNITS = {unit.value: unit for unit in (Unit.WORKDAY, Unit.DAY, Unit.MONTH)}
_FORMING = {Event.FORMED, Event.CHANGED, Event.FORMED_OR_CHANGED, Event.MADE_OR_OBTAINED}
_MATTER, _TRIGGER = "主动公开政府信息", "形成或者变更之日"


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What the publication deadline of a document follows from."""

    title: str
    written_on: date | None
    openness: str
    item_id: int
    author_ids: tuple[int, ...]


def owed_from(written_on: date | None, openness: str) -> date | None:
    """The day from which publication is owed, or None where it is not (条例 arts. 13, 19, 26).

    A document whose openness is still to be determined is owed: the time runs from its forming. What was
    formed before the 条例 came into force was not.
    """
    if written_on is None or (openness and openness not in PUBLISHABLE):
        return None
    return written_on if is_in_force(PUBLICATION_RULE, written_on) else None


def limit_of_wording(wording: str) -> Limit | None:
    """The limit that a catalogue item's 公开时限 sets for what is formed, or None.

    Only where the whole wording is understood and it has just one figure counted from forming, without a
    condition; else the general limit of the 条例 holds.
    """
    read = parse_time_limit(wording)
    counted = [rule for rule in read.rules if rule.type is RuleType.AFTER_EVENT]
    if not read.understood or len(counted) != 1 or not _is_usable(counted[0]):
        return None
    (rule,) = counted
    span = Span(rule.amount or 0, _UNITS[str(rule.unit)])
    return limit_of(span, name=_MATTER, trigger=_TRIGGER, source=f"标准目录“公开时限”：{rule.words}")


def _is_usable(rule: Rule) -> bool:
    return bool(
        rule.event in _FORMING
        and not rule.event_words
        and not rule.scope
        and not rule.at_least
        and rule.amount
        and rule.unit in _UNITS
    )
