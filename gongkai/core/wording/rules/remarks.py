"""What the check says of an edition, and a draft with one suggestion taken; pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gongkai.core.information.rules import Draft, Lack
from gongkai.core.wording.rules.passages import BODIES, LINES, LISTS, NOTES, Passage, worded_fields
from gongkai.reference.information_kinds import InformationKind
from gongkai.text.markup.replacing import Find, replace_found, replaced
from gongkai.text.wording import WordingHit, WordingSort, WordList, check_wording, find_words

if TYPE_CHECKING:
    from datetime import date

Kept = tuple[str, str]
"""Words and suggestion that a person leaves as they are."""

_AROUND = 12
_SAID = ("alt", "title")
"""Attributes that readers read; addresses are nobody's wording."""


@dataclass(frozen=True, slots=True)
class WordingRemark:
    """The same wording wherever it stands in an edition; `excerpt` is the first place with what is around it
    and `field` where the editor's page has that. `required`: why the words have to be changed, or nothing
    where they are only suggested."""

    words: str
    suggestion: str
    sort: WordingSort
    reason: str
    replaces: bool
    times: int
    places: tuple[str, ...]
    excerpt: str
    field: str
    required: str = ""

    @property
    def key(self) -> str:
        """Names the remark in an address."""
        return hashlib.sha256(f"{self.words}\n{self.suggestion}".encode()).hexdigest()[:12]


def remarks_on(
    passages: Iterable[Passage],
    words: WordList,
    *,
    on: date | None,
    ignored: Collection[Kept] = (),
    required: Mapping[str, str] | None = None,
) -> list[WordingRemark]:
    """What should be written otherwise: first what has to be, then in the order of the texts.

    Args:
        on: when the text was written.
        ignored: what its writers leave; of words that are required it holds nothing.
        required: words that have to be changed → why.
    """
    demands = required or {}
    found: dict[Kept, WordingRemark] = {}
    for passage in passages:
        for hit in check_wording(passage.text, words, on=on):
            kept = (hit.text, hit.suggestion)
            if kept in ignored:
                continue
            known = found.get(kept) or _first(passage, hit, demands.get(hit.text, ""))
            places = known.places if passage.place in known.places else (*known.places, passage.place)
            found[kept] = replace(
                known,
                times=known.times + 1,
                places=places,
                replaces=known.replaces or (hit.replaces and passage.is_written),
            )
    return sorted(found.values(), key=lambda remark: not remark.required)


def required_faults(
    passages: Iterable[Passage], words: WordList, required: Mapping[str, str], *, on: date | None
) -> tuple[Lack, ...]:
    """Words that keep an edition from being handed in and published, each with its first place and why."""
    found: dict[str, Lack] = {}
    for passage in passages:
        for hit in find_words(passage.text, words, on):
            if hit.text in required and hit.text not in found:
                instead = f"改为“{hit.suggestion}”" if hit.suggestion else "删去或改写"
                found[hit.text] = Lack(
                    passage.field,
                    f"{passage.place}中的“{hit.text}”必须{instead}（{required[hit.text]}）",
                )
    return tuple(found.values())


def reworded(
    draft: Draft, remark: WordingRemark, words: WordList, kind: InformationKind
) -> tuple[Draft, int]:
    """The draft with the suggestion of a remark at each of its places, and how many there were."""

    def find(text: str) -> list[tuple[int, int, str]]:
        hits = check_wording(text, words, on=draft.written_on)
        return [
            (hit.start, hit.end, hit.suggestion)
            for hit in hits
            if hit.replaces and (hit.text, hit.suggestion) == (remark.words, remark.suggestion)
        ]

    changed: dict[str, Any] = {}
    count = 0
    for name, _ in (*LINES, *NOTES):
        changed[name], times = replaced(getattr(draft, name), find)
        count += times
    for name, _ in BODIES:
        changed[name], times = replace_found(getattr(draft, name), find, attributes=_SAID)
        count += times
    for name, _ in LISTS:
        changed[name], times = _each(getattr(draft, name), find)
        count += times
    values = dict(draft.values)
    for field in worded_fields(kind, values):
        values[field.code], times = replaced(values[field.code], find)
        count += times
    return replace(draft, **changed, values=values), count


def _each(texts: Sequence[str], find: Find) -> tuple[tuple[str, ...], int]:
    done = [replaced(text, find) for text in texts]
    return tuple(text for text, _ in done), sum(times for _, times in done)


def _first(passage: Passage, hit: WordingHit, required: str) -> WordingRemark:
    return WordingRemark(
        words=hit.text,
        suggestion=hit.suggestion,
        sort=hit.sort,
        reason=hit.reason,
        replaces=False,
        times=0,
        places=(),
        excerpt=_excerpt(passage.text, hit),
        field=passage.field,
        required=required,
    )


def _excerpt(text: str, hit: WordingHit) -> str:
    """The words with what is around them, of one line, for the page to look them up."""
    before = text[max(0, hit.start - _AROUND) : hit.start].rpartition("\n")[2]
    after = text[hit.end : hit.end + _AROUND].partition("\n")[0]
    return f"{before}{hit.text}{after}"
