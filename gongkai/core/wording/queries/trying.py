"""An entry tried on what is public, before it takes effect."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.information import queries as information
from gongkai.text.wording import WordRule, find_words, make_words

SAMPLE = 200
"""Documents; enough to tell a word that stands everywhere from another."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often an entry would be told: at `places`, in `texts` of the `sample` documents looked at."""

    places: int
    texts: int
    sample: int


def frequency_of(division_id: int, rule: WordRule) -> Frequency:
    """How often an entry would be told in the documents that a division and those below it published last. In
    one query."""
    latest = (
        information.public_editions()
        .filter(document__body__division__lineage__contains=[division_id])
        .order_by("-published_at", "-pk")
        .values_list("title", "body_text", "written_on")[:SAMPLE]
    )
    words = make_words((rule,), "")
    counts = [sum(1 for _ in find_words(f"{title}\n{text}", words, on)) for title, text, on in latest]
    return Frequency(sum(counts), sum(count > 0 for count in counts), len(counts))
