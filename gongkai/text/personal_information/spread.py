"""Numbers whose groups stand further apart than groups do: strokes, commas, tabs, a break of the page.

So are dates, telephone extensions and the cells of tables; only the cuts that persons' numbers are known by
are read, and only a label makes one of them likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Spread = tuple[int, int, str, tuple[int, ...]]
"""Start, end, the digits, the lengths of the groups."""

_APART = r"[ ]?[/|,，\t:+][ ]?"
_BREAK = r"[ \t]*<br[ ]?/?>\s*"
_BIRTH = rf"(?:19|20)[0-9]{{2}}(?:{_APART})?[01][0-9](?:{_APART})?[0-3][0-9]"
_ID_CARD = rf"[1-8][0-9]{{5}}{_APART}{_BIRTH}(?:{_APART})?[0-9]{{3}}[0-9Xx]"
_MOBILE = (
    rf"1[3-9][0-9]{_APART}[0-9]{{4}}{_APART}[0-9]{{4}}|[(（]1[3-9][0-9][)）][ ]?[0-9]{{4}}[ \-]?[0-9]{{4}}"
)
_BOX = r"(?:[ ]?[|/,，\t:;；、][ ]?|[ \t]*\r?\n[ \t]*|<[^<>]{0,60}>(?:\s*<[^<>]{0,60}>){0,3}\s*)"
"""What stands between two boxes of a form, each with a digit."""
_ID_CARD_IN_BOXES = rf"[1-8](?:{_BOX}[0-9]){{16}}{_BOX}[0-9Xx]"
_MOBILE_IN_BOXES = rf"1{_BOX}[3-9](?:{_BOX}[0-9]){{9}}"
_BROKEN = rf"[1-9][0-9]{{2,16}}{_BREAK}[0-9]{{1,16}}[0-9Xx]"
_ANY = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_ID_CARD}|{_MOBILE}|{_BROKEN}|{_ID_CARD_IN_BOXES}|{_MOBILE_IN_BOXES})(?![0-9A-Za-z])"
)
_MARKS = re.compile(r"[0-9][ ]?[/|,，\t:+)）<;；、\r\n]")
_MARK = r"[/|,，\t:+)）;；、]"
_MARKS_BETWEEN = re.compile(
    r"[/|,，\t:+)）;；、<\r\n]"
    rf"(?:(?:(?<=[0-9]{_MARK})|(?<=[0-9][ ]{_MARK}))[ ]?[0-9]|(?<=[0-9 \t][<\r\n]))"
)
"""In every such number, a mark stands between two digits, or HTML or a break behind one; asked first, since
it begins with what is rare."""
_GROUP = re.compile(r"[0-9]+[Xx]?")
_LENGTHS = frozenset({11, 18})

_SOUGHT_BOX = r"(?: ?[|│/,，\t:;；、] ?|[ \t]*\r?\n[ \t]*)"
SOUGHT = "|".join(
    (
        rf"[1-8](?:{_SOUGHT_BOX}[0-9]){{9}}",
        r"[1-8][0-9]{5} ?[/|,，\t:+] ?(?:19|20)[0-9]{2} ?[/|,，\t:+]",
        r"1[3-9][0-9] ?[/|,，)）] ?[0-9]{4}",
    )
)
"""What the search of a whole text looks for, besides eight digits in a row and digits around marks."""


def may_be_spread(line: str) -> bool:
    """Whether a folded line can hold such a number: marks stand between its digits."""
    return _MARKS_BETWEEN.search(line) is not None and _MARKS.search(line) is not None


def spread(line: str) -> Iterator[Spread]:
    """Every such number of a folded line that may hold one."""
    for match in _ANY.finditer(line):
        bare = re.sub(r"<[^>]*>", " ", match.group())
        groups = tuple(_GROUP.findall(bare))
        joined = "".join(groups).upper()
        if len(joined) in _LENGTHS:
            yield match.start(), match.end(), joined, tuple(map(len, groups))
