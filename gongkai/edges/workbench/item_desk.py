"""What one row of a catalogue is written with, and what is to be said of it as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.core.catalogue import queries
from gongkai.core.catalogue.rules import LAYER_ELEMENTS, ItemFields, changed_fields, completeness, labels_of
from gongkai.edges.workbench.forms.catalogue_items import ItemForm
from gongkai.edges.workbench.presenting import item_editor as presenting
from gongkai.edges.workbench.presenting.time_limits import reading_of
from gongkai.foundation.organisations import queries as organisations

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.core.catalogue.models import Catalogue, CatalogueItem, ItemRevision


@dataclass(frozen=True)
class Desk:
    """What one row is written with: its catalogue, the row (none for a new one) and the row above."""

    catalogue: Catalogue
    item: CatalogueItem | None = None
    upper: ItemRevision | None = None

    @classmethod
    def of(cls, catalogue_id: int, item_id: int | None) -> Desk:
        """Raises NotFound, also for an item of another catalogue."""
        if item_id is None:
            return cls(queries.get_catalogue(catalogue_id))
        item = queries.get_item(item_id)
        return cls(item.catalogue, item, queries.upper_of(item))

    @property
    def upper_fields(self) -> ItemFields | None:
        return queries.fields_of(self.upper) if self.upper else None

    @property
    def changed_above(self) -> tuple[str, ...]:
        """What the layer above has changed since the row was last aligned with it."""
        aligned = self.item.aligned_with if self.item else None
        if aligned is None or self.upper is None or aligned.pk == self.upper.pk:
            return ()
        before, now = queries.fields_of(aligned), queries.fields_of(self.upper)
        return labels_of(changed_fields(before, now, LAYER_ELEMENTS))

    def form(self, data: QueryDict | Mapping[str, Any] | None = None, *, area_code: str = "") -> ItemForm:
        bodies = self.bodies()
        fields = queries.fields_of(self.item) if self.item else None
        return ItemForm(
            data,
            areas=[(area.code, area.name) for area in queries.policy_areas()],
            bodies=[(str(number), name) for number, name in bodies],
            fields=fields,
            upper=self.upper_fields,
            body_id=self._chosen_body(),
            revision=self.item.revision if self.item else None,
            area_code=area_code,
        )

    def bodies(self) -> list[tuple[int, str]]:
        """The bodies of the division, and the row's own where it is another one's."""
        if self.catalogue.division_id is None:
            return []
        found = dict(organisations.bodies_in(self.catalogue.division_id).values_list("pk", "name"))
        if self.item is not None and self.item.responsible_body is not None:
            found.setdefault(self.item.responsible_body.pk, self.item.responsible_body.name)
        return list(found.items())

    def check(self, given: ItemFields, body_id: int | None) -> presenting.Check:
        reading = reading_of(given.time_limit)
        known = body_id is not None or (
            bool(given.responsible_text)
            and organisations.find_body_by_name(
                given.responsible_text, division_id=self.catalogue.division_id
            )
            is not None
        )
        lacks = completeness(given, body_known=known, limit_understood=reading.understood)
        return presenting.check_of(lacks, reading, given, self.upper_fields)

    def _chosen_body(self) -> int | None:
        """Only where the name alone does not lead to the body."""
        body = self.item.responsible_body if self.item else None
        if self.item is None or body is None or body.name == self.item.responsible_text:
            return None
        return body.pk
