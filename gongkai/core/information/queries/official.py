"""Local copies of official texts that are older than the official text is by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.core.information.enums import OPEN_STATES, EditionState
from gongkai.core.information.models import Edition, OfficialText
from gongkai.core.information.queries.reach import visible_to
from gongkai.core.information.rules import OFFICIAL_NUMBER, OFFICIAL_ON, OFFICIAL_TITLE
from gongkai.core.information.rules.relations import plain_title
from gongkai.kernel.actor import Actor
from gongkai.text import document_number

_TEXTS = ("body_html", "body_text", "full_html", "full_text")


@dataclass(frozen=True, slots=True)
class Newer:
    """A version of an official text, from the list of the office or from another document of the base."""

    title: str
    number: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class OldCopy:
    """A public document that repeats an older version than is known; `on` is what it repeats."""

    edition: Edition
    on: date
    newer: Newer


def official_texts(words: str = "") -> QuerySet[OfficialText]:
    """The list as it was loaded."""
    found = OfficialText.objects.all()
    for word in words.split():
        found = found.filter(title__icontains=word) | found.filter(number__icontains=word)
    return found


def old_copies(actor: Actor) -> list[OldCopy]:
    """Local copies in sight that are out of date, the oldest first; three queries for all."""
    copies = list(_copies(visible_to(actor).filter(state=EditionState.PUBLISHED)))
    newest = _newest()
    found = []
    for edition, on in copies:
        newer = max(
            (version for key in _keys(edition) if (version := newest.get(key)) is not None),
            key=lambda version: version.on,
            default=None,
        )
        if newer is not None and newer.on > on:
            found.append(OldCopy(edition, on, newer))
    return sorted(found, key=lambda copy: (copy.on, copy.edition.pk))


def _newest() -> dict[str, Newer]:
    """Title and number of every official text → its latest version that is known."""
    found: defaultdict[str, list[Newer]] = defaultdict(list)
    for row in OfficialText.objects.all():
        for key in {row.title_key, row.number} - {""}:
            found[key].append(Newer(row.title, row.number, row.version_on, row.source or "正式文本清单"))
    for edition, on in _copies(Edition.objects.filter(state__in=(EditionState.PUBLISHED, *OPEN_STATES))):
        name = str(edition.values.get(OFFICIAL_TITLE, ""))
        number = str(edition.values.get(OFFICIAL_NUMBER, ""))
        for key in _keys(edition):
            found[key].append(Newer(name, number, on, f"{edition.document.body.name}所载版本"))
    return {key: max(versions, key=lambda version: version.on) for key, versions in found.items()}


def _copies(editions: QuerySet[Edition]) -> Iterable[tuple[Edition, date]]:
    """Editions that name the official text they repeat, and as of which day."""
    named = editions.filter(values__has_key=OFFICIAL_ON).select_related("document__body").defer(*_TEXTS)
    for edition in named.order_by("pk"):
        yield edition, date.fromisoformat(str(edition.values[OFFICIAL_ON]))


def _keys(edition: Edition) -> set[str]:
    title, number = edition.values.get(OFFICIAL_TITLE, ""), edition.values.get(OFFICIAL_NUMBER, "")
    parsed = document_number.parse(str(number))
    return {plain_title(str(title)), str(parsed) if parsed else str(number)} - {""}
