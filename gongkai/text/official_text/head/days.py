"""The day of a document in its head, where collections of laws set it below the title.

Beside the number (云溪办发〔2026〕9号 二○二六年三月一日), before the body (2026年3月1日，云溪县水利局), or
that of the meeting which passed it: this is the day of a decision (《党政机关公文处理工作条例》 art. 9 (十)).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates
from gongkai.text.official_text.head.heading import HEAD_LINES, ends_heading
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.notation import DAY, DAY_IN_FIGURES
from gongkai.text.official_text.organs import organs_of

_DAY = rf"{DAY}|{DAY_IN_FIGURES}"
_BESIDE_NUMBER = re.compile(
    rf"[（(]?\s?(?:(?P<before>{_DAY})\s*)?"
    r"(?:[\u3400-\u9fff]{2,14}[〔\[（(【][12][0-9]{3}[〕\]）)】]\s*第?|[\u3400-\u9fff]{2,40}[公通]告[12][0-9]{3}年\s*第)"
    rf"[0-9]{{1,5}}号[\s，,]*(?P<behind>{_DAY})?\s?[）)]?\s*(?:[\u3400-\u9fff]{{0,2}}(?:有效|失效|废止))?"
)
_BEFORE_BODY = re.compile(
    rf"[（(]?\s?(?P<before>{_DAY})\s?[，,、]\s?(?P<body>[\u3400-\u9fff、 ]{{3,60}})[）)]?"
)
_PASSED = re.compile(
    rf"[（(]\s?(?P<before>{_DAY})[^（）()0-9]{{2,60}}(?:[0-9]{{1,3}}次[^（）()0-9]{{2,20}})?通过\s?[）)]"
)
_PROMULGATED = re.compile(
    rf"[（(]\s?(?P<before>{_DAY})[\u3400-\u9fff]{{2,40}}令第?\s?[0-9]{{1,5}}\s?号(?:公布|发布)[^（）()修]*[）)]"
)
"""（2026年7月27日云溪市人民政府令第46号公布）; of what was amended since it tells one day of several."""

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class HeadDay:
    """The day, the line it stands on and the bodies behind it."""

    day: date
    line: int
    bodies: tuple[str, ...] = ()


def text_begins(lines: Sequence[Line], head: int) -> int:
    """The first line of the text: the first one that ends the heading, from `head` on."""
    within = range(head, min(len(lines), head + HEAD_LINES))
    return next((at for at in within if ends_heading(lines[at].text)), head)


def head_day(lines: Sequence[Line], text: int) -> HeadDay | None:
    """The day that stands above the line where the `text` begins."""
    for at, line in enumerate(lines[:text]):
        plain = unicodedata.normalize("NFKC", line.text).strip()
        if len(plain) > _LONGEST:
            continue
        for pattern in (_BESIDE_NUMBER, _BEFORE_BODY, _PASSED, _PROMULGATED):
            match = pattern.fullmatch(plain)
            named = match.groupdict() if match else {}
            day, body = named.get("behind") or named.get("before"), named.get("body")
            bodies = organs_of(body) if body else ()
            if day and (bodies or not body) and (written := _parsed(day)):
                return HeadDay(written, at, bodies)
    return None


def _parsed(text: str) -> date | None:
    try:
        return dates.parse(text)
    except InvalidInput:
        return None
