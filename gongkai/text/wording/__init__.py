"""用语核对: outdated names, misspelt and unsuitable words, numbers, dates and punctuation."""

from gongkai.text.wording.checking import MOST_HITS, check_wording
from gongkai.text.wording.lists import (
    LIST_LENGTH,
    LIST_SORTS,
    MOST_RULES,
    WORD_LENGTH,
    default_words,
    make_words,
    parse_words,
    read_words,
    renamed,
    try_words,
    with_rules,
)
from gongkai.text.wording.matching import find_words
from gongkai.text.wording.model import (
    WordExample,
    WordingHit,
    WordingSort,
    WordList,
    WordRule,
    WordsText,
)
from gongkai.text.wording.sheets import (
    WORD_COLUMNS,
    ReadRow,
    RefusedRow,
    read_word_rows,
    word_cells,
)
from gongkai.text.wording.writing import write_words

__all__ = [
    "LIST_LENGTH",
    "LIST_SORTS",
    "MOST_HITS",
    "MOST_RULES",
    "WORD_COLUMNS",
    "WORD_LENGTH",
    "ReadRow",
    "RefusedRow",
    "WordExample",
    "WordList",
    "WordRule",
    "WordingHit",
    "WordingSort",
    "WordsText",
    "check_wording",
    "default_words",
    "find_words",
    "make_words",
    "parse_words",
    "read_word_rows",
    "read_words",
    "renamed",
    "try_words",
    "with_rules",
    "word_cells",
    "write_words",
]
