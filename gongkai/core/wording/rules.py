"""What the check says of a draft, and a draft with one suggestion taken; pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from gongkai.core.information.rules import Draft
from gongkai.text.markup import plain_text
from gongkai.text.markup_replacing import replace_found, replaced
from gongkai.text.wording import WordingHit, WordingSort, WordList, check_wording

Kept = tuple[str, str]
"""Words and suggestion that a person leaves as they are."""

_AROUND = 12
_FIELDS = (("title", "标题"), ("summary", "内容概述"))
_BODIES = (("body_html", "正文"), ("full_html", "全文"))


@dataclass(frozen=True, slots=True)
class WordingRemark:
    """The same wording wherever it stands in a draft; `excerpt` is the first place with what is around it."""

    words: str
    suggestion: str
    sort: WordingSort
    reason: str
    replaces: bool
    times: int
    places: tuple[str, ...]
    excerpt: str

    @property
    def key(self) -> str:
        """Names the remark in an address."""
        return hashlib.sha256(f"{self.words}\n{self.suggestion}".encode()).hexdigest()[:12]


def remarks_on(draft: Draft, words: WordList, ignored: Collection[Kept] = ()) -> list[WordingRemark]:
    """What should be written otherwise in title, summary and text, in the order of the draft."""
    found: dict[Kept, WordingRemark] = {}
    for place, text in _texts(draft):
        for hit in check_wording(text, words, on=draft.written_on):
            kept = (hit.text, hit.suggestion)
            if kept in ignored:
                continue
            known = found.get(kept) or WordingRemark(
                hit.text, hit.suggestion, hit.sort, hit.reason, hit.replaces, 0, (), _excerpt(text, hit)
            )
            places = known.places if place in known.places else (*known.places, place)
            found[kept] = replace(known, times=known.times + 1, places=places)
    return list(found.values())


def reworded(draft: Draft, remark: WordingRemark, words: WordList) -> tuple[Draft, int]:
    """The draft with the suggestion of a remark at each of its places, and how many there were."""

    def find(text: str) -> Iterable[tuple[int, int, str]]:
        hits = check_wording(text, words, on=draft.written_on)
        return [
            (hit.start, hit.end, hit.suggestion)
            for hit in hits
            if hit.replaces and (hit.text, hit.suggestion) == (remark.words, remark.suggestion)
        ]

    changed: dict[str, Any] = {}
    count = 0
    for name, _ in _FIELDS:
        changed[name], times = replaced(getattr(draft, name), find)
        count += times
    for name, _ in _BODIES:
        changed[name], times = replace_found(getattr(draft, name), find)
        count += times
    return replace(draft, **changed), count


def _texts(draft: Draft) -> list[tuple[str, str]]:
    bodies = [(label, plain_text(getattr(draft, name))) for name, label in _BODIES]
    return [*((label, getattr(draft, name)) for name, label in _FIELDS), *bodies]


def _excerpt(text: str, hit: WordingHit) -> str:
    """The words with what is around them, of one line, for the page to look them up."""
    before = text[max(0, hit.start - _AROUND) : hit.start].rpartition("\n")[2]
    after = text[hit.end : hit.end + _AROUND].partition("\n")[0]
    return f"{before}{hit.text}{after}"
