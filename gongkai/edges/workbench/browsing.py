"""Looking through the rows of one catalogue: what the person asked for, and the rows that answer it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.core.catalogue import policies, queries
from gongkai.core.catalogue.enums import ExemptionState, Relation
from gongkai.core.catalogue.rules import LABELS
from gongkai.edges.components import inputs
from gongkai.edges.workbench.presenting.catalogue_rows import BrowsedRow
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, Exemption

NOT_APPLICABLE = "not_applicable"
ANY, UNKNOWN_BODY = "any", "unknown_body"
CLEAR, UNCLEAR = "clear", "unclear"

RELATION_CHOICES = (*Relation.choices, (NOT_APPLICABLE, "不适用"))
_ELEMENTS = ("content_elements", "legal_basis", "time_limit", "responsible_text", "channels", "for_everyone")
LACK_CHOICES = (
    (ANY, "缺任一要素"),
    *((name, f"缺{LABELS[name]}") for name in _ELEMENTS),
    (UNKNOWN_BODY, "公开主体不在机构名录"),
)
LIMIT_CHOICES = ((CLEAR, "能自动计算"), (UNCLEAR, "不能自动计算"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for; an empty value is no choice. All of it stands in the address."""

    catalogue: int
    area: str = ""
    words: str = ""
    body: int | None = None
    relation: str = ""
    lacks: str = ""
    limit: str = ""
    page: int = 1

    @classmethod
    def of(cls, request: StaffRequest, catalogue_id: int) -> Wanted:
        return cls(
            catalogue_id,
            inputs.area_code(request),
            inputs.words(request),
            inputs.number(request, "body"),
            inputs.choice(request, "relation", dict(RELATION_CHOICES)),
            inputs.choice(request, "lacks", dict(LACK_CHOICES)),
            inputs.choice(request, "limit", dict(LIMIT_CHOICES)),
            inputs.page(request),
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.query())

    def query(self, page: int | None = None) -> str:
        chosen = {
            "area": self.area,
            "q": self.words,
            "body": self.body or "",
            "relation": self.relation,
            "lacks": self.lacks,
            "limit": self.limit,
            "page": page or "",
        }
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else ""

    def address(self, page: int | None = None) -> str:
        return f"{reverse('workbench:catalogue', args=[self.catalogue])}{self.query(page)}"

    def in_area(self, code: str) -> str:
        """The same question put to another area, or to all."""
        return replace(self, area=code).address()

    def fits(self, row: BrowsedRow) -> bool:
        """Everything but the words, which the database looks for."""
        values = row.values
        return (
            self.area in {"", values.area_id}
            and self.body in {None, values.responsible_body_id}
            and (self.relation in {"", NOT_APPLICABLE} or self.relation == values.relation)
            and self._fits_lacks(row)
            and self._fits_limit(row)
        )

    def _fits_lacks(self, row: BrowsedRow) -> bool:
        if self.lacks == UNKNOWN_BODY:
            return row.is_body_unknown
        if self.lacks == ANY:
            return bool(row.blocking)
        return not self.lacks or any(lack.element == self.lacks for lack in row.blocking)

    def _fits_limit(self, row: BrowsedRow) -> bool:
        if self.limit == UNCLEAR:
            return row.is_limit_unclear
        return not self.limit or (bool(row.values.time_limit) and not row.is_limit_unclear)


@dataclass(frozen=True)
class Shelf:
    """The rows of a catalogue that a person may see.

    Whoever keeps, approves or supervises it sees the rows being worked on; everybody else those of the
    version in force (`version`).
    """

    catalogue: Catalogue
    shows_working: bool
    version: CatalogueVersion | None = None

    @classmethod
    def of(cls, actor: Actor, catalogue: Catalogue) -> Shelf:
        working = policies.may_read_working(actor, catalogue).allowed
        return cls(catalogue, working, None if working else queries.version_in_force(catalogue.pk))

    @cached_property
    def every(self) -> Sequence[BrowsedRow]:
        """All rows in the order of the table; in one query, whatever their number."""
        if self.shows_working:
            items = queries.items_in(self.catalogue.pk)
            return [BrowsedRow(item.pk, item, queries.lacks_of(item)) for item in items]
        if self.version is None:
            return []
        revisions = queries.items_in_version(self.catalogue.pk, self.version.number)
        return [BrowsedRow(row.item_id, row) for row in revisions]

    @cached_property
    def exemptions(self) -> list[Exemption]:
        """What does not apply here: as approved, or as published for who sees only that."""
        if self.shows_working:
            return [found for found in self._under_way if found.state == ExemptionState.APPROVED]
        if self.version is None:
            return []
        return list(queries.exemptions_in_version(self.catalogue.pk, self.version.number))

    @cached_property
    def proposed(self) -> list[Exemption]:
        """What somebody has proposed and another person has to decide."""
        return [found for found in self._under_way if found.state == ExemptionState.PROPOSED]

    @cached_property
    def _under_way(self) -> list[Exemption]:
        return queries.exemptions_of(self.catalogue.pk) if self.shows_working else []

    @cached_property
    def upstream(self) -> Mapping[str, int]:
        """Area → differences to the layer above that nobody has dealt with yet."""
        if not self.shows_working or self.catalogue.division_id is None:
            return {}
        return Counter(change.upper.fields.area_code for change in queries.upstream(self.catalogue.pk))

    def rows(self, wanted: Wanted) -> list[BrowsedRow]:
        if wanted.relation == NOT_APPLICABLE:
            return [row for row in self._exempt() if wanted.fits(row) and _has_words(row, wanted.words)]
        named = self._with_words(wanted.words)
        return [row for row in self.every if wanted.fits(row) and (named is None or row.item_id in named)]

    def _exempt(self) -> list[BrowsedRow]:
        return [
            BrowsedRow(exemption.subject_id, exemption.own_item or exemption.subject, exemption=exemption)
            for exemption in self.exemptions
        ]

    def _with_words(self, words: str) -> set[int] | None:
        """Items in which all words occur; None where there are no words."""
        if not words:
            return None
        if self.shows_working:
            return set(queries.items_in(self.catalogue.pk, words=words).values_list("pk", flat=True))
        number = self.version.number if self.version else 0
        found = queries.items_in_version(self.catalogue.pk, number, words=words)
        return set(found.values_list("item_id", flat=True))


def _has_words(row: BrowsedRow, words: str) -> bool:
    return all(
        word in f"{row.values} {row.exemption.basis if row.exemption else ''}" for word in words.split()
    )
