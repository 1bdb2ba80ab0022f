"""用语核对: how fast a text is checked, by the list of words and by the forms."""

from __future__ import annotations

from datetime import date

from bench.figures import Figure, median_of
from gongkai.demonstration import documents
from gongkai.text.wording import check_wording, default_words
from gongkai.text.wording.forms import find_forms
from gongkai.text.wording.matching import find_words

SIZE = 600_000
"""Bytes of the county's own texts, again and again."""

RUNS = 3
_MEGABYTE = 1_000_000


def measure() -> list[Figure]:
    """Medians of several runs on one core."""
    text = _text()
    size = len(text.encode()) / _MEGABYTE
    words = default_words()
    rates = {
        "the list of words": size / median_of(RUNS, lambda: sum(1 for _ in find_words(text, words, None))),
        "numbers, dates, punctuation": size / median_of(RUNS, lambda: sum(1 for _ in find_forms(text))),
        "all of it": size / median_of(RUNS, lambda: len(check_wording(text, words))),
    }
    remark = f"{size:.1f} MB, {len(words.by_word)} words, one core"
    return [Figure(f"Wording check: {name}", f"{rate:.1f} MB/s", remark) for name, rate in rates.items()]


def _text() -> str:
    bodies = "\n".join(document.body_text for document in documents(date(2026, 11, 26)))
    return (bodies * (SIZE // len(bodies.encode()) + 1))[: SIZE // 3]
