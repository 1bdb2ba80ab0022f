"""The words that hold in a division entry by entry, each with where it comes from; tables to import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.wording.enums import WordSource
from gongkai.core.wording.models import RequiredWord
from gongkai.core.wording.queries.lists import (
    latest_lists,
    made_of,
    own_words,
    parsed,
    required_in,
    required_of,
)
from gongkai.core.wording.rules import WordsPlan, plan_words
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.storage import queries as storage
from gongkai.kernel import clock
from gongkai.kernel.errors import InvalidInput
from gongkai.text.table_files import read_tables
from gongkai.text.wording import (
    MOST_RULES,
    WordList,
    WordRule,
    default_words,
    read_word_rows,
    renamed,
)


@dataclass(frozen=True, slots=True)
class ListedWord:
    """An entry as it stands in a list. `owner`: the division whose list it is, empty for the product's own.
    `instead`: the entry that goes before it here, for some of its words at least. `required`: why papers are
    stopped by its words."""

    rule: WordRule
    source: WordSource
    owner: str
    instead: WordRule | None
    required: tuple[RequiredWord, ...]


@dataclass(frozen=True, slots=True)
class DivisionWords:
    """Everything that the page of a division shows of its words. `number`: its version, 0 for none."""

    entries: tuple[ListedWord, ...]
    number: int
    words: WordList
    required: tuple[RequiredWord, ...]


def words_in(division_id: int) -> DivisionWords:
    """The entries of every list that holds in a division: its own, those above from the nearest up, the
    shipped one, and former names of bodies. In six queries."""
    lineage = organisations.place_of_division(division_id).division_ids
    lists = {each.division_id: each for each in latest_lists(lineage).select_related("division")}
    nearest_first = [lists[each] for each in lineage if each in lists]
    names = tuple(organisations.former_names(lineage))
    required = required_in(division_id)
    texts = tuple(each.text for each in reversed(nearest_first))
    words = made_of(texts, names, frozenset(row.word for row in required))
    rows = {row.word: row for row in reversed(required)}
    entries: list[ListedWord] = []
    for each in nearest_first:
        source = WordSource.OWN if each.division_id == division_id else WordSource.ABOVE
        entries += _listed(parsed(each.text).rules, source, each.division.name, words, rows)
    entries += _listed(default_words().rules, WordSource.BUILT_IN, "", words, rows)
    entries += _listed(map(_former, names), WordSource.FORMER, "", words, rows)
    own = lists.get(division_id)
    return DivisionWords(tuple(entries), own.number if own else 0, words, tuple(required))


def stopping_words(division_id: int) -> frozenset[str]:
    """Words that papers of a division are stopped by, whoever of those above asks for it."""
    return frozenset(required_of(organisations.place_of_division(division_id).division_ids))


def plan_import(division_id: int, sha256: str, name: str) -> WordsPlan:
    """What the table in a file that was handed in would make of the list of a division.

    Raises:
        InvalidInput: no table with the headings, or too many lines.
        NotFound: the file is not in the store any more.
    """
    with storage.open_file(sha256) as stream:
        rows, refused = read_word_rows(read_tables(stream.read(), name))
    if len(rows) > MOST_RULES:
        raise InvalidInput(
            f"表格有{len(rows)}行，一个地区最多{MOST_RULES}条，没有导入。请拆分或者精简后再试。"
        )
    present, _ = own_words(division_id)
    stopping = stopping_words(division_id)
    return plan_words(present, rows, refused, stopping=stopping, today=clock.today())


def _listed(
    rules: Iterable[WordRule],
    source: WordSource,
    owner: str,
    words: WordList,
    required: Mapping[str, RequiredWord],
) -> Iterable[ListedWord]:
    for rule in rules:
        holding = (words.by_word.get(word) for word in rule.wrong)
        instead = next((each for each in holding if each is not None and each != rule), None)
        rows = tuple(required[word] for word in rule.wrong if word in required)
        yield ListedWord(rule, source, owner, instead, rows)


def _former(name: tuple[str, str, date]) -> WordRule:
    return renamed(*name)
