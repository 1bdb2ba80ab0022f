"""From what the queries return to what the templates of the design system read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.core.information.enums import Validity
from gongkai.core.information.queries import ShownValidity, validities
from gongkai.core.information.rules.validity import ENDED
from gongkai.core.publishing.queries import AreaSummary, ItemRow
from gongkai.edges.components import shapes
from gongkai.edges.components.validity import TONES
from gongkai.edges.portal import addresses
from gongkai.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from gongkai.core.catalogue.models import ItemRevision
    from gongkai.core.information.models import Document, Edition


@dataclass(frozen=True, slots=True)
class AreaTile:
    """An area with how many items it has and how many documents are public."""

    name: str
    icon: str
    url: str
    items: int
    documents: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class TableItem:
    """A row of the catalogue table in the words of the print."""

    number: str
    name: str
    url: str
    elements: str
    basis: Sequence[str]
    time_limit: str
    body: str
    body_url: str
    channels: Sequence[str]
    audience: str
    method: str
    tiers: Sequence[str]
    documents: int


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Rows that stand together under one 一级事项."""

    name: str
    items: Sequence[TableItem]


def area_tiles(areas: Iterable[AreaSummary]) -> list[AreaTile]:
    return [
        AreaTile(area.name, area.icon, addresses.area(area.code), area.items, area.documents, area.latest)
        for area in areas
    ]


def ended_mark(document: Document) -> str:
    """What is put behind the title of a document that is no longer in force."""
    return f"（已{Validity(document.validity).label}）" if document.validity in ENDED else ""


def _badge(edition: Edition, standing: Mapping[int, ShownValidity]) -> shapes.Badge | None:
    """Whether a document is still in force goes before whether it was corrected."""
    shown = standing.get(edition.document_id)
    validity = shown.validity if shown else edition.document.validity
    if validity and validity != Validity.IN_FORCE:
        return shapes.Badge(Validity(validity).label, TONES[validity])
    return shapes.Badge(f"更正 第{edition.number}版", "info") if edition.number > 1 else None


def document_rows(
    editions: Iterable[Edition], *, summaries: bool = False, on: date | None = None
) -> list[shapes.DocumentRow]:
    """Rows of a list; as of an earlier day their validity is asked for, in one question."""
    shown = list(editions)
    standing = validities([edition.document for edition in shown], on) if on else {}
    return [
        shapes.DocumentRow(
            title=edition.title,
            url=addresses.document(edition.document.public_id),
            published_on=clock.day_of(edition.published_at) if edition.published_at else None,
            body=edition.document.body.name,
            number=edition.document_number,
            summary=edition.summary if summaries else "",
            badge=_badge(edition, standing),
        )
        for edition in shown
    ]


def table_groups(rows: Iterable[ItemRow]) -> list[TableGroup]:
    """Neighbouring rows of the same 一级事项 under one merged cell, as the printed table has it."""
    groups: list[tuple[str, list[TableItem]]] = []
    for row in rows:
        if not groups or groups[-1][0] != row.item.level1:
            groups.append((row.item.level1, []))
        groups[-1][1].append(table_item(row))
    return [TableGroup(name, items) for name, items in groups]


def table_item(row: ItemRow) -> TableItem:
    item = row.item
    return TableItem(
        number=item.code,
        name=item.name,
        url=addresses.item(item.public_id),
        elements=item.content_elements,
        basis=item.legal_basis,
        time_limit=item.time_limit,
        body=item.responsible,
        body_url=addresses.documents(body=item.responsible_body_id) if item.responsible_body_id else "",
        channels=item.channels,
        audience=audience(item),
        method=method(item),
        tiers=item.tiers,
        documents=row.documents,
    )


def audience(item: ItemRevision) -> str:
    parts = ("全社会" if item.for_everyone else "", item.for_groups)
    return "、".join(part for part in parts if part)


def method(item: ItemRevision) -> str:
    return DisclosureMethod(item.disclosure_method).label


def item_facts(item: ItemRevision) -> list[shapes.Fact]:
    """The elements of an item beside its name (国办发〔2019〕54号), and its tier."""
    body_url = addresses.documents(body=item.responsible_body_id) if item.responsible_body_id else ""
    return [
        shapes.Fact("公开内容（要素）", item.content_elements, wide=True),
        shapes.Fact("公开依据", "\n".join(item.legal_basis), wide=True),
        shapes.Fact("公开时限", item.time_limit),
        shapes.Fact("公开主体", item.responsible, body_url),
        shapes.Fact("公开渠道和载体", "、".join(item.channels)),
        shapes.Fact("公开对象", audience(item)),
        shapes.Fact("公开方式", method(item)),
        shapes.Fact("公开层级", "、".join(item.tiers)),
    ]
