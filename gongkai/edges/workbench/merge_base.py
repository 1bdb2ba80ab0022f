"""With what two editors began: sent along by the page as marks of its fields and blocks, so that it can be
told later who changed what. The words themselves are not sent: they are as long as the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MOST = 20_000
"""Marks of one page; what is beyond counts as changed by both."""


@dataclass(frozen=True, slots=True)
class MergeBase:
    """Marks of what a page showed when it was opened; nothing is known where it sent none."""

    fields: Mapping[str, str] = field(default_factory=dict)
    blocks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, fields: Mapping[str, str], blocks: Iterable[str] = ()) -> MergeBase:
        """Of the words of each field and the texts of the blocks."""
        marks = frozenset(mark_of(block) for block in blocks)
        return cls({name: mark_of(words) for name, words in fields.items()}, marks)

    @classmethod
    def read(cls, sent: str) -> MergeBase:
        """As a page sent it back; what cannot be read is as if it were not there."""
        try:
            given = json.loads(sent or "{}")
            fields, blocks = given.get("fields", {}), given.get("blocks", [])
            return cls(
                {str(name): str(mark) for name, mark in fields.items()},
                frozenset(str(mark) for mark in blocks[:MOST]),
            )
        except (AttributeError, TypeError, ValueError):
            return cls()

    def __str__(self) -> str:
        return json.dumps(
            {"fields": dict(self.fields), "blocks": sorted(self.blocks)[:MOST]}, separators=(",", ":")
        )

    def had_block(self, block: str) -> bool:
        return mark_of(block) in self.blocks

    def had_words(self, name: str, words: str) -> bool:
        """Whether a field had these words."""
        return self.fields.get(name) == mark_of(words)


def mark_of(words: str) -> str:
    return hashlib.blake2s(words.encode(errors="replace"), digest_size=6).hexdigest()
