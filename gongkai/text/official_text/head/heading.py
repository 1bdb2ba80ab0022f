"""Where the heading of a document begins and ends: between what a page says above it and its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text import document_number
from gongkai.text.official_text.head.enclosures import ADDRESSED
from gongkai.text.official_text.head.title_words import MASTHEAD
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import compact

HEAD_LINES = 40
"""The title, the number and the heading stand within so many lines of the top."""

SALUTATION = re.compile(
    r"(?!附件|相关附件|原文|下载|分享|打印|字[号体]|搜索|(?:信息)?来源|作者|浏览|点击)(.{2,400})[：:]$"
)
_SENTENCE = re.compile(r"[，,]|如下|现将|一、")


def ends_heading(line: str) -> bool:
    """A salutation or running text: no title comes after it. A label with a colon is neither."""
    line = line.rstrip("| ")
    if "。" in line:
        return True
    colon = SALUTATION.fullmatch(line)
    return bool(colon) and "，" not in line[:2] and bool(ADDRESSED.search(line) or _SENTENCE.search(line))


def head_start(lines: Sequence[Line]) -> int:
    """Where the document begins: at its masthead (…文件), where a page has sentences of its own above it."""
    for at, line in enumerate(lines[:HEAD_LINES]):
        numbered = any(document_number.parse(below.text) for below in lines[at + 1 : at + 4])
        if MASTHEAD.fullmatch(compact(line.text)) and numbered:
            return at if any("。" in above.text for above in lines[:at]) else 0
    return 0
