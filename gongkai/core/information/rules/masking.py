"""How what is found is masked: by the profile that the kind of information declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.reference.information_kinds import InformationKind
from gongkai.reference.kind_parts import Masking as MaskingOfKind
from gongkai.text.markup.replacing import Replacement, replace_found, replaced
from gongkai.text.personal_information import (
    Finding,
    MaskProfile,
    RuleSet,
    mask,
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

    def rows(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
        """A table with its cells masked, and how many became others."""
        found: dict[tuple[int, int], list[Finding]] = {}
        for cell in scan_table(header, rows, self.rules):
            found.setdefault((cell.row, cell.column), []).append(cell.finding)
        result = [list(row) for row in rows]
        changed = 0
        for (row, column), findings in found.items():
            masked = mask(result[row][column], findings, self.profile)
            changed += masked != result[row][column]
            result[row][column] = masked
        return result, changed

    def file_text(self, text: str) -> str:
        """A text of a file as its copy has it."""
        return mask(text, scan(text, self.rules), self.profile)

    def file_row(self, headings: tuple[str, ...], texts: tuple[str, ...]) -> list[str]:
        """The cells of a row of a file as its copy has them."""
        ((*masked,),), _ = self.rows(headings, [texts])
        return masked

    def dropped(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> set[str]:
        """Headings of columns that the profile leaves out of a list: those that hold such values."""
        found = scan_table(header, rows, self.rules) if self.profile.drop_columns else ()
        return {header[cell.column] for cell in found if self.drops(cell.finding.type)} - {""}

    def drops(self, kind: str) -> bool:
        """Whether the profile leaves out columns that hold values of a type."""
        return kind in self.profile.drop_columns

    def _found(self, text: str) -> Iterator[Replacement]:
        for finding in scan(text, self.rules):
            value = text[finding.start : finding.end]
            words = mask(value, [replace(finding, start=0, end=len(value))], self.profile)
            if words != value:
                yield finding.start, finding.end, words


def masking_of(kind: InformationKind, rules: RuleSet) -> Masking:
    """What a kind of information declares, under the rules in force."""
    name = _OF_KINDS.get(kind.code, _PROFILES[kind.masking])
    return Masking(name, profile(name), rules)
