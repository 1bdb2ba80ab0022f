"""The foot of a page of a portal: who keeps the site, its registrations, links to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

SURE = re.compile(r"版权所有|ICP备|公网安备|网站标识码|Copyright|All Rights Reserved", re.IGNORECASE)
"""What only a foot says; no body named there has to do with the document."""

_LONGEST = 200
_USUAL = re.compile(
    r"^\W*(?:主办(?:单位)?\s?[:：]|承办(?:单位)?\s?[:：]|扫一扫|返回顶部|关闭窗口|打印|分享|内容纠错|使用帮助|网站地图|关于我们"
    r"|联系我们|联系方式|联系电话\s?[:：]|地址\s?[:：]|邮编|版权声明|隐私|网站声明|相关(?:附件|新闻|阅读|链接|信息)|标签\s?[:：]|浏览次数)"
)
_PARAGRAPH = re.compile(r"^(?=.{50})[^|｜]*。")
"""Below a foot stand links and names, no sentences."""


def is_foot(text: str) -> bool:
    """Whether a line is one that only the foot of a page has."""
    return len(text) <= _LONGEST and bool(SURE.search(text))


def without_feet(texts: Sequence[str]) -> list[str]:
    """The lines, those of the foot empty: what is usual round a sure line, and all below the last text."""
    last = next((at for at in range(len(texts) - 1, -1, -1) if _PARAGRAPH.search(texts[at])), -1)
    feet: set[int] = set()
    for sure in (at for at, text in enumerate(texts) if is_foot(text)):
        feet.add(sure)
        for way in (range(sure - 1, -1, -1), range(sure + 1, len(texts))):
            feet.update(takewhile(lambda at: not texts[at].strip() or _USUAL.search(texts[at]), way))
        if sure > last:
            feet.update(range(sure, len(texts)))
    return ["" if at in feet else text for at, text in enumerate(texts)]
