"""How far the scan of a part is, told in rows, pages or paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.core.guarding.rules.parts import Row
from gongkai.text.file_contents import Extent, Watch


class Pace:
    """Counts what goes by and tells `watch` how much of the extent is behind.

    The tables of a file are gone through row by row, then every text of it once more: each time counts half.
    """

    def __init__(self, extent: Extent, watch: Watch | None, *, twice: bool) -> None:
        self._units, self._watch, self._passes = extent.units, watch, 2 if twice else 1
        self._rows = self._cells = self._texts = 0

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of a table as they are looked through for the first time."""
        for row in rows:
            self._rows += 1
            self._cells += _filled(row)
            self._tell(self._rows / self._passes)
            yield row

    def text(self) -> None:
        """One more text of the file; where it has tables, there are about as many as filled cells."""
        self._texts += 1
        if self._cells:
            self._tell(self._rows * (1 + min(1, self._texts / self._cells)) / 2)
        else:
            self._tell(self._texts)

    def _tell(self, done: float) -> None:
        if self._watch is not None:
            self._watch(min(int(done), self._units))


def _filled(row: Sequence[str]) -> int:
    return sum(1 for text in row if text)
