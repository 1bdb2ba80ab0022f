"""What a printed page is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table that stands behind the text; `numeric` are positions of columns set to the right."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    unit: str = ""
    note: str = ""
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page with everything that is printed of it.

    Args:
        html: as `gongkai.text.markup.sanitising.sanitise` leaves it.
        pictures: address in the text → content; one that is missing is told of by its words.
        notices: what a reader has to know before the text: repealed, replaced by a correction.
        facts: label and value; they stand behind the text.
        files: names of the files that the page offers.
        imprint: where and when it was published; at the foot of every page.
        address: of the page; links within the site begin with its host.
    """

    title: str
    number: str
    publisher: str
    html: str
    address: str
    imprint: str
    notices: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    tables: Sequence[PrintedTable] = ()
    files: Sequence[str] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
