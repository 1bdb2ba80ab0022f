"""Headings and numbered paragraphs of a document as a tree, by the numbers they bear.

The order of 《党政机关公文格式》 is 一、 （一） 1. （1）; documents leave out levels, so a number stands
below the last one of a higher kind, whichever that is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.text.official_text.layout.lines import Line

_CHINESE = "一二三四五六七八九十百"
_KINDS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第(?P<n>[{_CHINESE}零〇0-9]+)[编部](?:分)?[\s、：:]?")),
    (1, re.compile(rf"第(?P<n>[{_CHINESE}零〇0-9]+)章\s*")),
    (2, re.compile(rf"第(?P<n>[{_CHINESE}零〇0-9]+)节\s*")),
    (3, re.compile(rf"(?P<n>[{_CHINESE}]{{1,4}})\s?[、．](?![{_CHINESE}]{{1,2}}[、．])")),
    (4, re.compile(rf"[（(]\s?(?P<n>[{_CHINESE}]{{1,4}})\s?[）)][、.．]?")),
    (5, re.compile(r"(?P<n>[0-9０-９]{1,3})\s?[.．、](?:(?![0-9０-９])|(?=20[0-9]{2}年))")),
    (6, re.compile(r"[（(]\s?(?P<n>[0-9０-９]{1,3})\s?[）)][、.．]?")),
    (7, re.compile(r"(?P<n>[①-⑳])")),
)
_ARTICLE = re.compile(rf"第(?P<n>[{_CHINESE}零〇0-9]+)条\s*")
_ARTICLE_LEVEL = 3
_HEADING_LENGTH = 60
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Number:
    """The number that a line begins with: its level, how a path names it, and what follows it."""

    level: int
    name: str
    written: str
    rest: str


@dataclass(slots=True)
class Heading:
    """A numbered heading or paragraph: `text` with its number, up to the first full stop."""

    text: str
    level: int
    line: int
    children: list[Heading] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {"text": self.text, "children": [child.as_json() for child in self.children]}


def number_of(text: str) -> Number | None:
    """The number at the beginning of a line; None for a line without one (and for 一是, 1.5, 2021年)."""
    if match := _ARTICLE.match(text):
        return Number(_ARTICLE_LEVEL, match[0].strip(), match[0], text[match.end() :].strip())
    for level, pattern in _KINDS:
        match = pattern.match(text)
        if match and text[match.end() :].strip():
            return Number(level, _name(level, match), match[0], text[match.end() :].strip())
    return None


def _name(level: int, match: re.Match[str]) -> str:
    """一, (一), 1, (1): as paths name it, in half-width brackets."""
    name = match["n"].translate(_FULL_WIDTH)
    if level in {4, 6}:
        return f"({name})"
    return match[0].strip(" 、：:") if level < 3 else name  # noqa: PLR2004 — chapters keep their word


def path_of(stack: Sequence[Number]) -> str:
    """二/(一)/1"""
    return "/".join(number.name for number in stack)


def deeper(stack: Sequence[Number], number: Number) -> list[Number]:
    """The numbers above a new one, and itself."""
    return [*(above for above in stack if above.level < number.level), number]


def headings(lines: Sequence[Line], skipped: Collection[int] = ()) -> list[Heading]:
    """The tree of everything that bears a number; articles (第…条) and rows of tables are left out."""
    roots: list[Heading] = []
    stack: list[Heading] = []
    for at, number in numbered(lines, skipped):
        if _ARTICLE.match(number.written):
            continue
        heading = Heading(f"{number.written.strip()}{heading_text(number.rest)}", number.level, at)
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        (stack[-1].children if stack else roots).append(heading)
        stack.append(heading)
    return roots


def numbered(lines: Sequence[Line], skipped: Collection[int] = ()) -> Iterator[tuple[int, Number]]:
    """Lines that begin with a number, with their indices."""
    for at, line in enumerate(lines):
        if at in skipped or "\t" in line.text or "|" in line.text:
            continue
        number = number_of(line.text)
        if number is not None:
            yield at, number


def heading_text(rest: str) -> str:
    """What a numbered paragraph begins with, up to its first full stop."""
    return re.split(r"[。；]", rest, maxsplit=1)[0][:_HEADING_LENGTH].strip()


def _all(heading: Heading) -> Iterator[Heading]:
    yield heading
    for child in heading.children:
        yield from _all(child)


def counted(roots: Sequence[Heading]) -> dict[str, object]:
    """The tree for records: the first kind of number by name, how many of the next two, the tree."""
    kinds = Counter(heading.level for root in roots for heading in _all(root))
    highest = min(kinds, default=0)
    return {
        "level1": [heading.text for root in roots for heading in _all(root) if heading.level == highest],
        "level2_count": kinds[highest + 1],
        "level3_count": kinds[highest + 2],
        "tree": [root.as_json() for root in roots],
    }
