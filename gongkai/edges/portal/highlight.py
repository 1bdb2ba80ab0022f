"""Marking the words that were searched for, in text that is escaped first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.text.grams import normalise


def highlight(text: str, words: Sequence[str]) -> SafeString:
    """`text` as HTML with `<mark>` around every place where a word of `words` (normalised) stands.

    Width and case of letters make no difference, as in the search itself. Every piece is escaped.
    """
    pieces = [
        format_html("<mark>{}</mark>", piece) if marked else format_html("{}", piece)
        for piece, marked in _pieces(text, _places(text, words))
    ]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in `text`, as sorted ranges that do not touch."""
    folded, origin = [], []
    for position, letter in enumerate(text):
        # one letter may fold to several (㎡ → m2): each remembers where it came from
        for part in normalise(letter):
            folded.append(part)
            origin.append(position)
    line = "".join(folded)
    found = sorted(
        (origin[start], origin[start + len(word) - 1] + 1)
        for word in words
        if word
        for start in _occurrences(line, word)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _occurrences(line: str, word: str) -> Iterable[int]:
    start = line.find(word)
    while start >= 0:
        yield start
        start = line.find(word, start + len(word))


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    done = 0
    for start, end in places:
        yield text[done:start], False
        yield text[start:end], True
        done = end
    yield text[done:], False
