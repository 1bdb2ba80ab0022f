"""What the wording check finds, and the list by which it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class WordingSort(StrEnum):
    """What a hit is about."""

    BODY = "body"
    WORD = "word"
    SENSITIVE = "sensitive"
    NUMBER = "number"
    PUNCTUATION = "punctuation"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WordingSort.BODY: "机构名称",
    WordingSort.WORD: "错别字",
    WordingSort.SENSITIVE: "慎用词",
    WordingSort.NUMBER: "数字和日期",
    WordingSort.PUNCTUATION: "标点符号",
}


@dataclass(frozen=True, slots=True)
class WordingHit:
    """One place: `text[start:end]` is what stands there, `suggestion` what should.

    `replaces`: whether putting the suggestion there is safe without thinking; else it tells what to do.
    """

    start: int
    end: int
    text: str
    sort: WordingSort
    suggestion: str
    reason: str
    replaces: bool


@dataclass(frozen=True, slots=True)
class WordRule:
    """One entry of a list: any of `wrong` should be `right`.

    `since`: the first day on which that is so; a text written before is left alone, and so are the words in a
    sentence that tells an earlier year, behind 原 and in a title (《》). `unless_after` and `unless_before`:
    words right before or after which the wording is correct. `off`: the words are not told at all, although
    a list that goes before this one has them.
    """

    wrong: tuple[str, ...]
    right: str
    sort: WordingSort
    reason: str
    since: date | None = None
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    replaces: bool = True
    off: bool = False


@dataclass(frozen=True, slots=True)
class WordExample:
    """A sentence and the words that a list has to find in it, in order."""

    text: str
    finds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsText:
    """What the text of a list says: its rules and the sentences on which they are tried."""

    version: str = ""
    rules: tuple[WordRule, ...] = ()
    examples: tuple[WordExample, ...] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    """An immutable list of words with its version; `pattern` finds any of them, the longest first."""

    version: str
    rules: tuple[WordRule, ...]
    by_word: dict[str, WordRule] = field(repr=False)
    pattern: re.Pattern[str] | None = field(repr=False)
