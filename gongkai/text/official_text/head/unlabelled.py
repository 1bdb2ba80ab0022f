"""What a page says in a column of values that lost its labels: index, subject, body, day, in that order.

The order is that of the portal of the State Council, which others follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text.official_text.head.page_fields import PageValue
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.notation import INDEX
from gongkai.text.official_text.organs import is_organ

_INDEX = re.compile(INDEX)
_DAY = re.compile(r"[12][0-9]{3}(?:年|[-/.])[0-9]{1,2}(?:月|[-/.])[0-9]{1,2}日?")
_SUBJECT = re.compile(r"[\u3400-\u9fff、，；/\\\\ ]{2,30}")
_BULLET = re.compile(r"^[•·●▪*\-]\s*")
_HEAD_LINES = 40


def bare_index(lines: Sequence[Line]) -> PageValue | None:
    """The index on a line of its own near the top, told by its form."""
    for at, line in enumerate(lines[:_HEAD_LINES]):
        text = _BULLET.sub("", line.text)
        if _INDEX.fullmatch(text):
            return PageValue(text, at)
    return None


def bare_subject(lines: Sequence[Line], index: PageValue) -> PageValue | None:
    """The subject below a bare index, where a body and a day follow it."""
    column = [_BULLET.sub("", line.text) for line in lines[index.line + 1 : index.line + 4]]
    match column:
        case [subject, body, day] if _SUBJECT.fullmatch(subject) and is_organ(body) and _DAY.fullmatch(day):
            return None if is_organ(subject) else PageValue(subject, index.line + 1)
    return None
