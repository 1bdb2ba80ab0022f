"""Openness determined at source (S4-2; 政府信息公开条例 arts. 13–16): which words of a text contradict it."""

from __future__ import annotations

import re

from gongkai.core.information.enums import PUBLISHABLE, Openness

_RESTRICTED = re.compile(
    r"[（(]\s*此件\s*(?:不(?:予)?公开|依申请公开|发至[^）)]{1,20}|不公开[^）)]{0,10})\s*[）)]"
)
_OPEN = re.compile(r"[（(]\s*此件\s*(?:公开发布|主动公开)\s*[）)]")


def marker_contradiction(openness: str, body_text: str) -> str:
    """Why the marker in the text, such as (此件发至县处级), contradicts the chosen attribute; or nothing."""
    restricted = _RESTRICTED.search(body_text)
    if restricted and openness in PUBLISHABLE:
        return f"正文标注“{restricted.group()}”，与所选公开属性“{Openness(openness).label}”不一致"
    opened = _OPEN.search(body_text)
    if opened and openness not in PUBLISHABLE:
        return f"正文标注“{opened.group()}”，与所选公开属性“{Openness(openness).label}”不一致"
    return ""
