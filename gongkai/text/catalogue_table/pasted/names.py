"""Where a row's names and content were run together: dividing them by names that other sources know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text.catalogue_table.pasted.kinds import BULLET
from gongkai.text.catalogue_table.vocabulary import Vocabulary

_LONGEST_NAME = 40
_NO_NAME = re.compile(r"[(（、；;]")


def divide_names(pieces: Sequence[str], words: Vocabulary, above: str) -> list[str]:
    """The pieces, the first one divided into first level, second level and content where names are known.

    `above` is the first level of the row before, which a row often shares.
    """
    if not pieces or pieces[0] in words.level1:
        return list(pieces)
    ends_before_content = len(pieces) > 1 and bool(BULLET.match(pieces[1]))
    best = _division(pieces[0], words, above, ends_before_content=ends_before_content)
    return [*best, *pieces[1:]] if best else list(pieces)


def _division(text: str, words: Vocabulary, above: str, *, ends_before_content: bool) -> list[str]:
    """The division with the most known names; among equals the longest first, the shortest second level."""
    found: list[tuple[int, int, int, list[str]]] = []
    for end in range(2, min(len(text), _LONGEST_NAME)):
        first, rest = text[:end], text[end:]
        if _NO_NAME.search(first):
            break
        known = (first in words.level1) + 2 * (first == above)
        if ends_before_content:
            score = known + 2 * (rest in words.level2)
            found.append((score, end, 0, [first, rest]))
            continue
        for second in range(2, min(len(rest), _LONGEST_NAME)):
            level2, content = rest[:second], rest[second:]
            score = known + 2 * (level2 in words.level2) + _begins_with_element(content, words)
            found.append((score, end, -second, [first, level2, content]))
    score, *_, division = max(found, default=(0, 0, 0, []))
    return division if score > (0 if ends_before_content else 1) else []


def _begins_with_element(content: str, words: Vocabulary) -> int:
    return any(
        content[:length] in words.elements for length in range(3, min(len(content), _LONGEST_NAME) + 1)
    )
