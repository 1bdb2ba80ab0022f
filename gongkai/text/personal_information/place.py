"""Where a rule asks what else must hold: a match in its line, with the words around it at hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.text.personal_information.contexts import WordIndex, clause_begin
from gongkai.text.personal_information.line import Line

_ROW_OF_SEMICOLONS = re.compile(r"[^；;，。：:\n]{1,24}(?:[；;][^；;，。：:\n]{0,24}){3,}")
"""Short cells that somebody set apart by semicolons (李四；女；73；某某村六组)."""
_SENTENCE_END = re.compile(r"[。；;\n]")


@dataclass(slots=True)
class Place:
    """A match in its line, with the words around it at hand."""

    line: Line
    start: int
    end: int
    field: bool
    """It fills a cell, or all that stands between two separators."""
    index: WordIndex
    known: bool
    """A number of a person was found in the same line."""

    @property
    def sentence(self) -> str:
        """The sentence, or the row that it stands in."""
        text = self.line.text
        if self.line.bounds or _ROW_OF_SEMICOLONS.fullmatch(text):
            return text
        behind = _SENTENCE_END.search(text, self.end)
        return text[clause_begin(text, self.start) : behind.start() if behind else len(text)]

    @property
    def sentence_before(self) -> str:
        """The sentence as far as the match."""
        text = self.line.text
        return text[clause_begin(text, self.start) : self.start]
