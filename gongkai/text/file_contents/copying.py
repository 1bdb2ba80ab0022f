"""What making a copy keeps in mind: how texts are to read in it, and what was left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.text.file_contents.model import Masker, RowMasker, Watch


@dataclass(slots=True)
class Copying:
    """One copy in the making. Without a masker, texts stay as they are.

    `drop_columns` are keys of headings; a column of a table under one of them is left out.
    """

    name: str
    masker: Masker | None = None
    row_masker: RowMasker | None = None
    drop_columns: frozenset[str] = frozenset()
    watch: Watch | None = None
    changed: int = 0
    passed: int = 0
    _removed: dict[str, None] = field(default_factory=dict)
    _headings: dict[str, None] = field(default_factory=dict)

    @property
    def removed(self) -> tuple[str, ...]:
        return tuple(self._removed)

    @property
    def headings(self) -> tuple[str, ...]:
        """Of all tables, in their order, each once."""
        return tuple(self._headings)

    def pass_on(self) -> None:
        """One more row, page or paragraph is done."""
        self.passed += 1
        if self.watch is not None:
            self.watch(self.passed)

    def leave_out(self, what: str) -> None:
        """Say once that something of the original is not in the copy."""
        self._removed.setdefault(what)

    def worded(self, text: str) -> str:
        """A text of the original as it may be told of, which changes nothing in the copy."""
        return self._masked(text)[0]

    def text(self, text: str) -> str:
        """How a text reads in the copy."""
        masked, places = self._masked(text)
        self.changed += places
        return masked

    def row(self, headings: Sequence[str], texts: Sequence[str], seen: Sequence[bool] = ()) -> list[str]:
        """How the cells of a row read in the copy: heading and neighbours tell what each of them holds.

        Args:
            seen: whether a reader of the original sees the cell; every one where nothing is said. What is
                hidden goes anyhow and is not counted as masked.
        """
        masked = self._masked_row(headings, texts)
        shown = seen or [True] * len(masked)
        self.changed += sum(places for (_, places), is_seen in zip(masked, shown, strict=True) if is_seen)
        return [text for text, _ in masked]

    def drops(self, heading: str) -> bool:
        """Whether the column under a heading is left out; every heading of the file is asked about."""
        if heading:
            self._headings.setdefault(heading)
        return heading_key(heading) in self.drop_columns

    def _masked(self, text: str) -> tuple[str, int]:
        return (text, 0) if self.masker is None or not text.strip() else self.masker(text)

    def _masked_row(self, headings: Sequence[str], texts: Sequence[str]) -> list[tuple[str, int]]:
        if self.row_masker is None or not any(headings):
            return [self._masked(text) for text in texts]
        masked = self.row_masker(tuple(headings), tuple(texts))
        return [
            cell if heading else self._masked(text)
            for heading, text, cell in zip(headings, texts, masked, strict=True)
        ]


def heading_key(heading: str) -> str:
    """What headings are compared by: neither blanks count nor whether signs are wide or narrow."""
    return "".join(unicodedata.normalize("NFKC", heading).split())
