"""Openness as those see it who propose, review and decide it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.core.information import queries, rules
from gongkai.core.information.enums import Openness
from gongkai.core.information.rules import Comparison, Marker, Sort
from gongkai.core.powers import queries as powers
from gongkai.edges.workbench.presenting.table_parts import PartlyTable, partly_tables
from gongkai.reference.withholding_grounds import withholding_grounds

if TYPE_CHECKING:
    from gongkai.core.information.models import Attachment, Edition
    from gongkai.core.powers.models import NegativeListEntry

_TAGS = {
    Sort.SAME: "{}",
    Sort.WITHHELD: '<del class="withheld">{}</del>',
    Sort.MARK: '<mark class="removal">{}</mark>',
    Sort.ADDED: '<ins class="added">{}</ins>',
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole text and the public one side by side; what only one of them has is marked."""

    full: SafeString
    public: SafeString
    passages: int
    signs: int
    added: tuple[str, ...]
    files: list[Attachment]
    """What the public does not get."""
    tables: Sequence[PartlyTable] = ()
    """Of which it does not get all columns and rows."""


def difference(edition: Edition) -> Difference | None:
    """What the public will not read of a document; None where nothing is withheld."""
    comparison = queries.comparison_of(edition)
    files = [file for file in edition.attachments.all() if not file.is_public]
    tables = partly_tables(edition) if edition.openness == Openness.PARTIAL else []
    if comparison is None and not files and not tables:
        return None
    found = comparison or Comparison(())
    return Difference(
        full=_marked((piece.sort, piece.text) for piece in found.full),
        public=_marked((piece.sort, piece.text) for piece in found.public),
        passages=len(found.withheld),
        signs=sum(len(piece.text) for piece in found.pieces if piece.sort is Sort.WITHHELD),
        added=found.added,
        files=files,
        tables=tables,
    )


def _marked(pieces: Iterable[tuple[Sort, str]]) -> SafeString:
    return format_html_join("", "{}", ((format_html(_TAGS[sort], text),) for sort, text in pieces))


def unconfirmed(edition: Edition) -> Marker | None:
    """The marker of distribution that a person still has to confirm."""
    text = f"{edition.body_text}\n{edition.full_text}"
    waits = rules.unconfirmed_distribution(edition.openness, text, edition.distribution_confirmed)
    return rules.distribution_of(text) if waits else None


def citations(edition: Edition) -> list[str]:
    """What may be cited to withhold: the articles of the 条例, and the region's own negative list."""
    entries: list[NegativeListEntry] = powers.citable_entries(edition.document.body.division_id)
    grounds = [f"{ground.article}（{ground.name}）" for ground in withholding_grounds().values()]
    return [*dict.fromkeys(grounds), *(entry.citation for entry in entries)]
