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
from gongkai.core.catalogue.queries import ItemBrief
from gongkai.core.catalogue.rules import LABELS
from gongkai.edges.components import inputs
from gongkai.edges.workbench.presenting.catalogue_rows import BrowsedRow
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.core.catalogue.models import (
        Catalogue,
        CatalogueItem,
        CatalogueVersion,
        Exemption,
        ItemRevision,
    )

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

    def fits(self, row: ItemBrief) -> bool:
        """Everything but the words, which the database looks for."""
        return (
            self.area in {"", row.fields.area_code}
            and self.body in {None, row.body_id}
            and (self.relation in {"", NOT_APPLICABLE} or self.relation == row.relation)
            and self._fits_lacks(row)
            and self._fits_limit(row)
        )

    def _fits_lacks(self, row: ItemBrief) -> bool:
        if self.lacks == UNKNOWN_BODY:
            return any(lack.element == "responsible_text" and not lack.is_blocking for lack in row.lacks)
        return not self.lacks or any(
            lack.is_blocking and self.lacks in {ANY, lack.element} for lack in row.lacks
        )

    def _fits_limit(self, row: ItemBrief) -> bool:
        unclear = any(lack.element == "time_limit" and not lack.is_blocking for lack in row.lacks)
        if self.limit == UNCLEAR:
            return unclear
        return not self.limit or (bool(row.fields.time_limit) and not unclear)


@dataclass(frozen=True)
class Shelf:
    """The rows of a catalogue that a person may see.

    Whoever keeps, approves or supervises it sees the rows being worked on; everybody else those of the
    version in force (`version`).
    """

    catalogue: Catalogue
    shows_working: bool
    version: CatalogueVersion | None = None
    counts_upstream: bool = False
    """Comparing with the layer above takes as long as all the rest: the tree asks for it afterwards."""

    @classmethod
    def of(cls, actor: Actor, catalogue: Catalogue, *, counts_upstream: bool = False) -> Shelf:
        working = policies.may_read_working(actor, catalogue).allowed
        version = None if working else queries.version_in_force(catalogue.pk)
        return cls(catalogue, working, version, counts_upstream)

    @cached_property
    def every(self) -> Sequence[ItemBrief]:
        """All rows in the order of the table; in one query, whatever their number."""
        return queries.briefs_of(self._rows())

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
        if not (self.counts_upstream and self.shows_working) or self.catalogue.division_id is None:
            return {}
        return Counter(change.upper.fields.area_code for change in queries.upstream(self.catalogue.pk))

    def found(self, wanted: Wanted) -> list[ItemBrief]:
        """What fits, in the order of the table."""
        if wanted.relation == NOT_APPLICABLE:
            return [
                row
                for row in map(_brief_of, self.exemptions)
                if wanted.fits(row) and _has_words(row, wanted.words)
            ]
        named = self._with_words(wanted.words)
        return [row for row in self.every if wanted.fits(row) and (named is None or row.item_id in named)]

    def shown(self, wanted: Wanted, found: Sequence[ItemBrief]) -> list[BrowsedRow]:
        """The same rows with everything that a table or a file has of them."""
        if wanted.relation == NOT_APPLICABLE:
            exempt = {exemption.subject_id: exemption for exemption in self.exemptions}
            return [
                BrowsedRow(row.item_id, exempt[row.item_id].own_item or exempt[row.item_id].subject,
                           exemption=exempt[row.item_id])
                for row in found
            ]  # fmt: skip
        values = self._values([row.item_id for row in found])
        lacks = {row.item_id: row.lacks if self.shows_working else () for row in found}
        return [BrowsedRow(item_id, values[item_id], lacks[item_id]) for item_id in values]

    def _rows(self, words: str = "") -> QuerySet[CatalogueItem] | QuerySet[ItemRevision]:
        if self.shows_working:
            return queries.items_in(self.catalogue.pk, words=words)
        number = self.version.number if self.version else 0
        return queries.items_in_version(self.catalogue.pk, number, words=words)

    def _values(self, item_ids: Sequence[int]) -> dict[int, CatalogueItem | ItemRevision]:
        if self.shows_working:
            return {item.pk: item for item in queries.items_in(self.catalogue.pk).filter(pk__in=item_ids)}
        number = self.version.number if self.version else 0
        revisions = queries.items_in_version(self.catalogue.pk, number).filter(item_id__in=item_ids)
        return {revision.item_id: revision for revision in revisions}

    def _with_words(self, words: str) -> set[int] | None:
        """Items in which all words occur; None where there are no words."""
        if not words:
            return None
        identity = "pk" if self.shows_working else "item_id"
        return set(self._rows(words).values_list(identity, flat=True))


def _brief_of(exemption: Exemption) -> ItemBrief:
    values = exemption.own_item or exemption.subject
    return ItemBrief(
        exemption.subject_id, queries.fields_of(values), values.relation, values.responsible_body_id, "", ()
    )


def _has_words(row: ItemBrief, words: str) -> bool:
    return all(word in f"{row.fields.full_name} {row.fields.content_elements}" for word in words.split())
