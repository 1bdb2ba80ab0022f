"""Search by words: pairs of characters narrow, a substring check decides, so every hit is real."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from gongkai.foundation.search.models import SearchEntry
from gongkai.kernel import clock
from gongkai.text.grams import Query, normalise, query_grams

PAGE = 20
MOST_WORDS = 8
LONGEST_QUERY = 100
COUNT_LIMIT = 1_000
"""Counting stops here: nobody reads the thousandth hit, and exact counts of common words are slow."""

SNIPPET = 90
_NUMBER = re.compile(r"〔\d{4}〕\d{1,5}号")
"""Looked for as a whole: its words alone would also be found in 〔2026〕15号."""


@dataclass(frozen=True, slots=True)
class Hit:
    subject_type: str
    subject_id: str
    published_at: datetime
    summary: dict[str, Any]
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `count` stops at 1,000 (`more_than_counted`)."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...] = ()
    count: int = 0
    page: int = 1
    pages: int = 0
    too_long: bool = False

    @property
    def more_than_counted(self) -> bool:
        return self.count >= COUNT_LIMIT


def search(
    query: str,
    *,
    division_id: int | None = None,
    area_code: str = "",
    body_id: int | None = None,
    page: int = 1,
    on: date | None = None,
) -> Found:
    """Everything public that contains all the words of `query`.

    Document numbers come first, then hits in the title, then in the text, each newest first.

    Args:
        on: a day in China; then what was public at its end is looked through, as it read then.
    """
    asked = normalise(_storable(query)).strip()
    wanted = query_grams(asked[:LONGEST_QUERY])
    words = wanted.terms[:MOST_WORDS]
    if not words:
        return Found(words=())
    matches = _matching(words, wanted, on)
    for number in _NUMBER.findall(asked):
        matches = matches.filter(_anywhere(number))
    if division_id is not None:
        matches = matches.filter(division_ids__contains=[division_id])
    if area_code:
        matches = matches.filter(area_code=area_code)
    if body_id is not None:
        matches = matches.filter(body_id=body_id)
    count = matches[:COUNT_LIMIT].count()
    pages = -(-count // PAGE)
    page = max(1, min(page, pages))
    ranked = matches.annotate(tier=_tier(words, asked)).order_by("tier", "-published_at", "-id")
    rows = ranked[(page - 1) * PAGE : page * PAGE]
    return Found(
        words=words,
        hits=tuple(
            Hit(row.subject_type, row.subject_id, row.published_at, row.summary, _snippet(row.shown, words))
            for row in rows
        ),
        count=count,
        page=page,
        pages=pages,
        too_long=len(asked) > LONGEST_QUERY,
    )


def _matching(words: tuple[str, ...], wanted: Query, on: date | None = None) -> QuerySet[SearchEntry]:
    entries = _seen_on(on)
    if wanted.grams:
        entries = entries.filter(grams__contains=wanted.grams)
    for word in words:
        # a single character has no pair to narrow by, so texts are not looked through
        entries = entries.filter(_outside(word) if word in wanted.singles else _anywhere(word))
    return entries


def _seen_on(on: date | None) -> QuerySet[SearchEntry]:
    if on is None:
        return SearchEntry.objects.filter(until__isnull=True)
    over = clock.end_of(on)
    return SearchEntry.objects.filter(Q(until__isnull=True) | Q(until__gte=over), published_at__lt=over)


def _outside(word: str) -> Q:
    return Q(title__contains=word) | Q(document_number__contains=word)


def _anywhere(word: str) -> Q:
    return _outside(word) | Q(text__contains=word)


def _storable(query: str) -> str:
    """The query without what PostgreSQL cannot hold: no text has it either."""
    return query.replace("\x00", "").encode(errors="ignore").decode()


def _tier(words: tuple[str, ...], whole: str) -> Case:
    in_title = Q()
    for word in words:
        in_title &= Q(title__contains=word)
    return Case(
        When(Q(document_number=whole), then=Value(0)),
        When(in_title, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _snippet(text: str, words: tuple[str, ...]) -> str:
    """A piece of the text as published, beginning a little before the first word found in it.

    Normalising may change lengths, so the words are looked for in the lower-cased original; one that
    is written in another width there gives no place, and the piece begins at the beginning.
    """
    lowered = text.lower()
    at = min((place for word in words if (place := lowered.find(word)) >= 0), default=0)
    start = max(0, at - SNIPPET // 3)
    piece = " ".join(text[start : start + SNIPPET].split())
    return f"{'…' if start else ''}{piece}{'…' if start + SNIPPET < len(text) else ''}"
