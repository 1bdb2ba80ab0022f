"""Metadata beside title and text: joint issuers, the dates kept apart, for whom, which of 五公开."""

from __future__ import annotations

from datetime import date

from gongkai.core.information.enums import FiveOpen
from gongkai.core.information.rules.drafts import Draft

AUDIENCES = (
    "全社会",
    "公民",
    "企业",
    "个体工商户",
    "事业单位",
    "社会组织",
    "农民",
    "学生",
    "老年人",
    "残疾人",
)
"""服务对象 to choose from: practice of sites that were seen; no national list was found."""

MOST_ISSUERS = 30
ISSUER_LENGTH = 200
MOST_AUDIENCES = 10
AUDIENCE_LENGTH = 40

OFFICIAL_TITLE, OFFICIAL_NUMBER, OFFICIAL_ON = "official_title", "official_number", "official_on"
"""Of `Draft.values`: which official text a local copy repeats, and as of which day."""


def metadata_mistakes(draft: Draft, today: date) -> dict[str, list[str]]:
    """What cannot even be kept as a draft, by field."""
    found = {
        "issuers": _issuers_fault(draft),
        "audiences": _audiences_fault(draft),
        "five_open": "" if set(draft.five_open) <= set(FiveOpen.values) else "请在列出的五公开中选择。",
        "printed_on": _printed_fault(draft, today),
        "expires_on": _expiry_fault(draft),
        **_official_faults(draft, today),
    }
    return {field: [message] for field, message in found.items() if message}


def _issuers_fault(draft: Draft) -> str:
    if len(draft.issuers) <= MOST_ISSUERS and all(len(name) <= ISSUER_LENGTH for name in draft.issuers):
        return ""
    return f"联合发文机关最多{MOST_ISSUERS}个，每个名称不超过{ISSUER_LENGTH}字。"


def _audiences_fault(draft: Draft) -> str:
    if len(draft.audiences) <= MOST_AUDIENCES and all(
        len(name) <= AUDIENCE_LENGTH for name in draft.audiences
    ):
        return ""
    return f"服务对象最多{MOST_AUDIENCES}类，每类不超过{AUDIENCE_LENGTH}字。"


def _printed_fault(draft: Draft, today: date) -> str:
    is_future = draft.printed_on is not None and draft.printed_on > today
    return "印发日期不能晚于今天，请核对。" if is_future else ""


def _expiry_fault(draft: Draft) -> str:
    if draft.effective_on is None or draft.expires_on is None or draft.expires_on >= draft.effective_on:
        return ""
    return "有效期至不能早于施行日期，请核对。"


def _official_faults(draft: Draft, today: date) -> dict[str, str]:
    given = draft.values.get(OFFICIAL_ON, "").strip()
    if not given:
        return {}
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return {OFFICIAL_ON: "正式文本日期写法有误，请按 2020-05-18 的样式填写。"}
    if day > today:
        return {OFFICIAL_ON: "正式文本日期不能晚于今天，请核对。"}
    if not draft.values.get(OFFICIAL_TITLE, "") and not draft.values.get(OFFICIAL_NUMBER, ""):
        return {OFFICIAL_TITLE: "请写明是哪一份正式文本：填写名称或者文号。"}
    return {}
