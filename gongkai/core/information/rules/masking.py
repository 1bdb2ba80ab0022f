"""How what is found is masked: by the profile that the kind of information declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gongkai.foundation.storage.rules import clean_name
from gongkai.reference.information_kinds import InformationKind
from gongkai.reference.kind_parts import Masking as MaskingOfKind
from gongkai.text.markup.replacing import Replacement, replace_found, replaced
from gongkai.text.personal_information import (
    Finding,
    MaskProfile,
    RuleSet,
    profile,
    scan,
    scan_table,
)

_PROFILES = {
    MaskingOfKind.NONE: "default",
    MaskingOfKind.PERSON: "default",
    MaskingOfKind.LIST: "subsidy_list",
}
_OF_KINDS = {"penalty": "penalty", "recruitment": "examination"}
"""Which profile of the engine a kind's `masking` stands for; some kinds have one of their own."""


UNDO_DAYS = 7
"""For so long masking can be taken back; a choice of the product, no rule of law."""


@dataclass(frozen=True, slots=True)
class Masking:
    """Rules that find, and the profile that masks what they found."""

    name: str
    profile: MaskProfile
    rules: RuleSet

    def text(self, text: str) -> tuple[str, int]:
        """A text with what was found masked, and at how many places."""
        return replaced(text, self._found)

    def markup(self, html: str) -> tuple[str, int]:
        """The same for a cleaned HTML text; its tags stay as they are."""
        return replace_found(html, self._found)

    def cell(self, heading: str, text: str) -> tuple[str, int]:
        """A text with its heading, which tells what it is."""
        ((masked,), *_), changed = self.rows([heading], [[text]])
        return masked, changed

    def file_name(self, name: str) -> tuple[str, int]:
        """The name of a file masked as far as a name can be, and at how many places.

        Windows saves no `*`, and browsers put something else there, each its own; so it becomes the wide
        sign that every name that is taken in has instead (`clean_name`).
        """
        masked, places = self.text(name)
        return (clean_name(masked), places) if places else (name, 0)

    def rows(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
        """A table with its cells masked, and at how many places."""
        result = [list(row) for row in rows]
        changed = 0
        for row, column, masked, places in self._cells(header, rows):
            result[row][column] = masked
            changed += places
        return result, changed

    def row(self, headings: Sequence[str], texts: Sequence[str]) -> list[tuple[str, int]]:
        """The cells of one row masked, each with the number of places."""
        told = [(text, 0) for text in texts]
        for _, column, masked, places in self._cells(headings, [texts]):
            told[column] = masked, places
        return told

    def dropped(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> set[str]:
        """Headings of columns that the profile leaves out of a list: those that hold such values."""
        found = scan_table(header, rows, self.rules) if self.profile.drop_columns else ()
        return {header[cell.column] for cell in found if self.drops(cell.finding.type)} - {""}

    def drops(self, kind: str) -> bool:
        """Whether the profile leaves out columns that hold values of a type."""
        return kind in self.profile.drop_columns

    def _cells(
        self, header: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, int, str, int]]:
        """Row, column, text and number of places of each cell in which something is masked."""
        found: dict[tuple[int, int], list[Finding]] = {}
        for cell in scan_table(header, rows, self.rules):
            found.setdefault((cell.row, cell.column), []).append(cell.finding)
        for (row, column), findings in found.items():
            yield row, column, *replaced(rows[row][column], partial(self._otherwise, findings))

    def _found(self, text: str) -> Iterator[Replacement]:
        return self._otherwise(scan(text, self.rules), text)

    def _otherwise(self, findings: Iterable[Finding], text: str) -> Iterator[Replacement]:
        """What stands in the place of findings, each place once."""
        at = 0
        for finding in sorted(findings, key=lambda one: one.start):
            value = text[finding.start : finding.end]
            words = self.profile.mask(finding.type, value)
            if finding.start >= at and words != value:
                yield finding.start, finding.end, words
                at = finding.end


def masking_of(kind: InformationKind, rules: RuleSet) -> Masking:
    """What a kind of information declares, under the rules in force."""
    name = _OF_KINDS.get(kind.code, _PROFILES[kind.masking])
    return Masking(name, profile(name), rules)
