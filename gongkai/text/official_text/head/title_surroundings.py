"""What stands round a title on its page: its copies on lines of their own, and long lists of bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from gongkai.text.official_text.head.title_words import complete, letters
from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import organs_of

TITLE_LINES = 6
"""Over so many lines a title stretches at most."""
_SHORTEST = 14
_LONGEST_ROUND = 12
"""Names of a site and of its columns are short; longer words may be the notice that issues a paper."""
_PASSES_ON = re.compile(r"[《“〈]\Z|(?:印发|转发|批转|下发|发布|公布|执行|关于|的)\Z")
_GOES_ON = re.compile(r"[》”〉的]")


def alone_below(title: str, below: Sequence[str]) -> int | None:
    """The place of the line that is the title without short words of the page before or behind it.

    None where it is a title that the first one names (转发…, 《…》) or where nothing stands round it.
    """
    for at, line in enumerate(below):
        text = line.strip()
        start = title.find(text) if len(text) >= _SHORTEST and "关于" in text else -1
        if start < 0 or text == title or not complete(text):
            continue
        before, behind = title[:start], title[start + len(text) :].strip()
        within = _PASSES_ON.search(before.strip()) or _GOES_ON.match(behind)
        own = before and (not before[-1].isspace() or organs_of(before))  # 甲局 乙局关于…, 某省某局关于…
        if not within and not own and len(letters(before + behind)) <= _LONGEST_ROUND:
            return at
    return None


def starts_in(lines: Sequence[str], text: str) -> bool:
    """Whether a text begins with a line and goes on over the next ones."""
    return any(
        line and text.startswith(line) and "".join(lines[at : at + TITLE_LINES]).startswith(text)
        for at, line in enumerate(lines)
    )


def in_long_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is one of so many bodies below each other that no title has them all."""
    if not organs_of(lines[at].text):
        return False
    around = lines[max(0, at - TITLE_LINES) : at + TITLE_LINES]
    runs = groupby(bool(organs_of(line.text)) for line in around)
    return any(named and len(list(bodies)) > TITLE_LINES for named, bodies in runs)
