"""The check of a text: words of the list, forms and halves of pairs, each place once."""

from __future__ import annotations

from datetime import date

from gongkai.text.wording.forms import find_forms
from gongkai.text.wording.lists import default_words
from gongkai.text.wording.matching import find_words
from gongkai.text.wording.model import WordingHit, WordList
from gongkai.text.wording.pairs import find_unpaired

MOST_HITS = 1_000
"""More are of no use to anybody who has to look at them."""


def check_wording(text: str, words: WordList | None = None, *, on: date | None = None) -> list[WordingHit]:
    """What should be written otherwise, in the order of the text; of two that overlap the first, of two that
    begin together the longer one.

    Args:
        on: when the text was written: names that became outdated later are right in it.
    """
    found = [*find_words(text, words or default_words(), on), *find_forms(text), *find_unpaired(text)]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[WordingHit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
            if len(kept) == MOST_HITS:
                break
    return kept
