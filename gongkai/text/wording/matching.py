"""Words of a list in a text: one compiled expression made of a tree of their characters, so that the time
grows with the text and not with the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from gongkai.text.wording.model import WordingHit, WordingSort, WordList, WordRule

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_FORMER = re.compile(
    r"(?:原[为称]?|前身为?|(?:改革|更名)前的"
    rf"|(?:(?<![{_HAN}])|(?<=[年月日由和与及从对经以向到将在是为或的至把即]))原"
    rf"(?![则因来有始料件文告本野油子材理声址籍谅状点定先创])[{_HAN}、]{{1,24}})$"
)
"""Words behind which an old name is meant as such; behind 原 also a place and other names (原县工商、质监局),
where it is no part of a name itself (平原县) or of another word (原则上)."""

_YEAR = "(1[89][0-9]{2}|20[0-9]{2}|[一二][〇零○О一二三四五六七八九]{3})"
_YEAR_BEFORE = re.compile(rf"(?<![0-9]){_YEAR}年(?![0-9月日]{{0,8}}(?:以来|起|至今|以后|后))")
_YEAR_BEHIND = re.compile(rf"[于在]?(?:{_YEAR}年|[〔（(]{_YEAR}[〕）)])")
_SENTENCE = re.compile(r"[。；！？\n]")
_DIGITS = str.maketrans("〇零○О一二三四五六七八九", "0000123456789")

_DECREE = ("令", "公告第", "令第")
_TITLE = re.compile(r"《[^《》\n]{0,200}》")
_LONGEST_CONTEXT = 60


def alternation(words: Iterable[str]) -> re.Pattern[str] | None:
    """An expression that finds any of the words, the longest at a place; None where there are none."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return re.compile(_branch(tree)) if tree else None


def find_words(text: str, words: WordList, on: date | None) -> Iterator[WordingHit]:
    """Every word of the list in the text, in order.

    Args:
        on: when the text was written; None takes every rule as in force.
    """
    if words.pattern is None:
        return
    titles = [match.span() for match in _TITLE.finditer(text)]
    place = 0
    for match in words.pattern.finditer(text):
        rule = words.by_word[match[0]]
        start, end = match.span()
        while place < len(titles) and titles[place][1] <= start:
            place += 1
        in_title = place < len(titles) and titles[place][0] < start
        if not _is_meant(text, start, end, rule, on, in_title=in_title):
            continue
        yield WordingHit(start, end, match[0], rule.sort, rule.right, rule.reason, rule.replaces)


def _is_meant(text: str, start: int, end: int, rule: WordRule, on: date | None, *, in_title: bool) -> bool:
    if rule.off or (rule.since is not None and on is not None and on < rule.since):
        return False
    before, after = text[max(0, start - _LONGEST_CONTEXT) : start], text[end : end + _LONGEST_CONTEXT]
    if rule.sort is WordingSort.BODY or rule.since is not None:
        if in_title or after.startswith(_DECREE) or _FORMER.search(before):
            return False
        if rule.since is not None and _told_year(before, after, rule.since.year) < rule.since.year:
            return False
    return not before.endswith(rule.unless_after or ("\0",)) and not after.startswith(
        rule.unless_before or ("\0",)
    )


def _told_year(before: str, after: str, otherwise: int) -> int:
    """The year of which a sentence speaks: the last one before the word, or the one right behind it."""
    sentence = _SENTENCE.split(before)[-1]
    years = _YEAR_BEFORE.findall(sentence)
    behind = _YEAR_BEHIND.match(after)
    year = years[-1] if years else (behind[1] or behind[2]) if behind else ""
    return int(year.translate(_DIGITS)) if year else otherwise


def _branch(node: dict[str, Any]) -> str:
    """The expression of a tree: longer words before shorter ones that they begin with."""
    ways = [re.escape(character) + _branch(child) for character, child in sorted(node.items()) if character]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in node else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if "" in node else joined
