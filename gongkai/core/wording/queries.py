from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from gongkai.core.information import queries as information
from gongkai.core.wording.models import IgnoredWording, WordListVersion
from gongkai.core.wording.rules import Kept, WordingRemark, remarks_on
from gongkai.foundation.organisations import queries as organisations
from gongkai.text.wording import WordList, default_words, read_words, renamed, with_rules

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


def words_for(body_id: int) -> WordList:
    """The words by which texts of a body are checked: the shipped ones, those of the divisions above it from
    the province down, and former names of bodies of its county; the last word holds. In four queries."""
    lineage = organisations.place_of_body(body_id).division_ids
    latest = {version.division_id: version for version in _latest(lineage)}
    own = [latest[division_id] for division_id in reversed(lineage) if division_id in latest]
    names = organisations.former_names(lineage)
    return _made(tuple(version.text for version in own), tuple(names))


def wording_remarks(edition: Edition) -> list[WordingRemark]:
    """What the check says of an edition, without what its writers leave as it is."""
    words = words_for(edition.document.body_id)
    return remarks_on(information.draft_of(edition), words, ignored_in(edition.document_id))


def ignored_in(document_id: int) -> set[Kept]:
    rows = IgnoredWording.objects.filter(document_id=document_id)
    return set(rows.values_list("words", "suggestion"))


def list_versions(division_id: int) -> QuerySet[WordListVersion]:
    """The lists of a division, the newest first."""
    return WordListVersion.objects.filter(division_id=division_id).order_by("-number")


def latest_version(division_id: int) -> WordListVersion | None:
    return list_versions(division_id).first()


def _latest(division_ids: tuple[int, ...]) -> QuerySet[WordListVersion]:
    return (
        WordListVersion.objects.filter(division_id__in=division_ids)
        .order_by("division_id", "-number")
        .distinct("division_id")
    )


@lru_cache(maxsize=64)
def _made(texts: tuple[str, ...], names: tuple[tuple[str, str, date], ...]) -> WordList:
    """Reading a list takes longer than checking a text by it, and lists change once in a while."""
    words = default_words()
    for text in texts:
        words = with_rules(words, read_words(text).rules)
    return with_rules(words, [renamed(*name) for name in names])
