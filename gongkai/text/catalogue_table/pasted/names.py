"""Where a row's names and content were run together: dividing them by names that other sources know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gongkai.text.catalogue_table.pasted.kinds import BULLET
from gongkai.text.catalogue_table.vocabulary import Vocabulary

_LONGEST_NAME = 40
_SHORTEST_SHARED = 3
_NO_NAME = re.compile(r"[(（、；;]")
_WITHIN = frozenset("、，,；;")
"""No content begins with one of these."""

_TWICE = re.compile(r"(?P<name>.{4,40}?)(?P=name)(?P<content>.*)", re.DOTALL)


def shared_beginnings(rows: Sequence[str]) -> frozenset[str]:
    """What neighbouring rows begin with alike: most likely their first level."""
    shared = {one[: _alike(one, other)] for one, other in pairwise(rows)}
    long = {text for text in shared if len(text) >= _SHORTEST_SHARED}
    return frozenset(
        text for text in long if not any(text != other and text.startswith(other) for other in long)
    )


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def divide_names(pieces: Sequence[str], words: Vocabulary, above: str, shared: frozenset[str]) -> list[str]:
    """The pieces, the first one divided into first level, second level and content as far as is known.

    `above` is the first level of the row before, which a row often shares; `shared` are beginnings that
    rows have in common.
    """
    if not pieces or pieces[0] in words.level1:
        return list(pieces)
    ends_before_content = len(pieces) > 1 and bool(BULLET.match(pieces[1]))
    best = _division(pieces[0], words, {above} | shared, above=above, ends_before_content=ends_before_content)
    known = bool(best) and best[0] in words.level1
    if not known and (twice := _TWICE.fullmatch(pieces[0])):
        best = [part for part in (twice["name"], twice["name"], twice["content"]) if part]
    return [*best, *pieces[1:]] if best else list(pieces)


def _division(
    text: str, words: Vocabulary, likely: set[str], *, above: str, ends_before_content: bool
) -> list[str]:
    """The division that most speaks for; among equals the longest first, the shortest second level."""
    found: list[tuple[int, int, int, list[str]]] = []
    for end in range(2, min(len(text), _LONGEST_NAME)):
        first, rest = text[:end], text[end:]
        if _NO_NAME.search(first):
            break
        known = 2 * (first in words.level1) + (first in likely)
        if above and first in words.level2 and not ends_before_content:
            found.append((_SECOND_FIRST, end, 0, [first, rest]))
        if ends_before_content or known:
            found.append((known + 3 * (rest in words.level2), end, 0, [first, rest]))
        if ends_before_content:
            continue
        for second in range(2, min(len(rest), _LONGEST_NAME)):
            level2, content = rest[:second], rest[second:]
            score = 3 * (level2 in words.level2) + 2 * _begins_with_element(content, words)
            if score and content[:1] not in _WITHIN:
                found.append((known + score, end, -second, [first, level2, content]))
    score, *_, division = max(found, default=(0, 0, 0, []))
    return division if score else []


_SECOND_FIRST = 4
"""What it speaks for a division that a row under a merged first level begins with a known second level."""


def _begins_with_element(content: str, words: Vocabulary) -> bool:
    return any(
        content[:length] in words.elements for length in range(3, min(len(content), _LONGEST_NAME) + 1)
    )
