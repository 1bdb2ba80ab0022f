"""The words of divisions: their versions, what holds in a place and where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.core.wording.models import RequiredWord, WordListVersion
from gongkai.core.wording.rules import change_words
from gongkai.foundation.organisations import queries as organisations
from gongkai.kernel.errors import NotFound
from gongkai.text.wording import (
    WordList,
    WordRule,
    WordsText,
    default_words,
    parse_words,
    renamed,
    with_rules,
)

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import Division


def words_of_division(division_id: int) -> WordList:
    """The words that hold in a division itself."""
    lineage = organisations.place_of_division(division_id).division_ids
    return words_of(lineage, required_of(lineage))


def required_in(division_id: int) -> list[RequiredWord]:
    """What a division requires itself, and what those above it do, from its own up."""
    lineage = organisations.place_of_division(division_id).division_ids
    rows = RequiredWord.objects.filter(division__in=lineage).select_related("division")
    return sorted(rows, key=lambda row: (lineage.index(row.division_id), row.word))


def list_versions(division_id: int) -> QuerySet[WordListVersion]:
    """The lists of a division, the newest first."""
    return WordListVersion.objects.filter(division_id=division_id).order_by("-number")


def latest_version(division_id: int) -> WordListVersion | None:
    return list_versions(division_id).first()


def get_version(division_id: int, number: int) -> WordListVersion:
    """Raises NotFound."""
    version = list_versions(division_id).filter(number=number).first()
    if version is None:
        raise NotFound(f"该地区的用语词表没有第{number}版。")
    return version


def own_words(division_id: int) -> tuple[WordsText, int]:
    """What the list of a division says, and the number of its version; nothing and 0 where it has none."""
    last = latest_version(division_id)
    return (parsed(last.text), last.number) if last else (WordsText(), 0)


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """A version and what it changed, one sentence a change."""

    version: WordListVersion
    changes: tuple[str, ...]


def changes_of(versions: Sequence[WordListVersion]) -> list[VersionChanges]:
    """What each of some versions changed, the newest first; the one before the last is looked up."""
    if not versions:
        return []
    first = versions[-1]
    before = list_versions(first.division_id).filter(number=first.number - 1).first()
    texts = [parsed(version.text) for version in versions] + [parsed(before.text) if before else WordsText()]
    return [
        VersionChanges(version, tuple(change_words(texts[at + 1], texts[at])))
        for at, version in enumerate(versions)
    ]


def with_own_words(divisions: QuerySet[Division], also: Collection[int] = ()) -> QuerySet[Division]:
    """Those of the divisions that have words of their own or require some, and those named beside them."""
    own = Exists(WordListVersion.objects.filter(division=OuterRef("pk")))
    required = Exists(RequiredWord.objects.filter(division=OuterRef("pk")))
    return divisions.filter(Q(own) | Q(required) | Q(pk__in=also))


def latest_versions(division_ids: Collection[int]) -> dict[int, WordListVersion]:
    """Division → its list in force, of those that have one; without the words."""
    return {version.division_id: version for version in latest_lists(division_ids).defer("text")}


def required_counts(division_ids: Collection[int]) -> dict[int, int]:
    """Division → how many words it requires itself, of those that require any."""
    rows = RequiredWord.objects.filter(division__in=division_ids).order_by()
    return dict(rows.values_list("division").annotate(Count("id")))


def required_of(lineage: tuple[int, ...]) -> dict[str, RequiredWord]:
    """Word → the row of the highest division that requires it."""
    rows = RequiredWord.objects.filter(division__in=lineage)
    return {row.word: row for row in sorted(rows, key=lambda row: lineage.index(row.division_id))}


def words_of(lineage: tuple[int, ...], required: Collection[str] = ()) -> WordList:
    """The words that hold below a line of divisions.

    Args:
        required: words that have to be changed; no division below switches them off.
    """
    latest = {version.division_id: version for version in latest_lists(lineage)}
    own = [latest[division_id] for division_id in reversed(lineage) if division_id in latest]
    names = organisations.former_names(lineage)
    return made_of(tuple(version.text for version in own), tuple(names), frozenset(required))


def latest_lists(division_ids: Collection[int]) -> QuerySet[WordListVersion]:
    """The lists in force of divisions, of those that have one."""
    return (
        WordListVersion.objects.filter(division_id__in=division_ids)
        .order_by("division_id", "-number")
        .distinct("division_id")
    )


@lru_cache(maxsize=64)
def parsed(text: str) -> WordsText:
    return parse_words(text)


@lru_cache(maxsize=64)
def made_of(
    texts: tuple[str, ...], names: tuple[tuple[str, str, date], ...], required: frozenset[str]
) -> WordList:
    """The shipped words, those of lists, and former names. Kept, since reading a list takes longer than
    checking a text by it, and lists change once in a while."""
    rules: list[WordRule] = []
    for text in texts:
        rules += filter(None, (_heard(rule, required) for rule in parsed(text).rules))
    return with_rules(default_words(), [*rules, *(renamed(*name) for name in names)])


def _heard(rule: WordRule, required: frozenset[str]) -> WordRule | None:
    """An entry without the required words that it would switch off."""
    if not rule.off or required.isdisjoint(rule.wrong):
        return rule
    left = tuple(word for word in rule.wrong if word not in required)
    return replace(rule, wrong=left) if left else None
