"""用语核对: outdated names, misspelt and unsuitable words, numbers, dates and punctuation."""

from gongkai.text.wording.checking import MOST_HITS, check_wording
from gongkai.text.wording.lists import (
    LIST_LENGTH,
    WORD_LENGTH,
    default_words,
    make_words,
    read_words,
    renamed,
    with_rules,
)
from gongkai.text.wording.matching import find_words
from gongkai.text.wording.model import WordingHit, WordingSort, WordList, WordRule

__all__ = [
    "LIST_LENGTH",
    "MOST_HITS",
    "WORD_LENGTH",
    "WordList",
    "WordRule",
    "WordingHit",
    "WordingSort",
    "check_wording",
    "default_words",
    "find_words",
    "make_words",
    "read_words",
    "renamed",
    "with_rules",
]
