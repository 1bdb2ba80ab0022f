"""How documents and the pages round them write days and index numbers; pieces for the patterns of others."""

from __future__ import annotations

import re

DAY = (
    r"[0-9〇○零oO一二三四五六七八九十]{4}年[0-9一二三四五六七八九十元]{1,3}月[0-9一二三四五六七八九十]{1,4}日"
)
"""A whole day in digits or characters, misread ones included (二O二六年): where a line is little else."""

DAY_IN_TEXT = (
    r"(?:[12][0-9]{3}|[〇○零O0一二三四五六七八九]{4})年"
    r"[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日"
)
"""A whole day in digits or in characters alone: where other words stand round it."""

DAY_IN_FIGURES = r"[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"

INDEX = r"[0-9A-Za-z_\-]{4,24}/[12][0-9]{3}-[0-9]{2,8}"
"""How portals number what they publish: code of the body, year, running number."""

BLANK_IN_DAY = re.compile(r"(?<=[0-9]) (?=[年月日])|(?<=[年月]) (?=[0-9])")
"""A blank that a PDF file or a clerk sets within a day: 2026年3 月5 日."""
