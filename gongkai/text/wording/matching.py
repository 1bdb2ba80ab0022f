"""Words of a list in a text: one compiled expression made of a tree of their characters, so that the time
grows with the text and not with the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from gongkai.text.wording.model import WordingHit, WordingSort, WordList, WordRule

_FORMER = ("原", "原为", "原称", "前身", "前身为", "改革前的", "更名前的")
"""Words behind which an old name of a body is meant as such."""

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
    if rule.sort is WordingSort.BODY and (in_title or before.endswith(_FORMER) or after.startswith(_DECREE)):
        return False
    return not before.endswith(rule.unless_after or ("\0",)) and not after.startswith(
        rule.unless_before or ("\0",)
    )


def _branch(node: dict[str, Any]) -> str:
    """The expression of a tree: longer words before shorter ones that they begin with."""
    ways = [re.escape(character) + _branch(child) for character, child in sorted(node.items()) if character]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in node else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if "" in node else joined
