"""The page of one power under sorting: links, the form of each information, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.powers import queries
from gongkai.core.powers.enums import Openness
from gongkai.core.powers.rules import Lack
from gongkai.edges.components.shapes import Missing
from gongkai.edges.workbench.forms.sorting import values_of

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem
    from gongkai.core.powers.models import LinkInformation, NegativeListEntry, PowerItem, PowerLink
    from gongkai.edges.workbench.forms.base import WorkbenchForm

MOST_OWN_ITEMS = 200
MOST_FOUND_ITEMS = 50


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    label: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class InformationCard:
    """One information as a form; `errors` beside their fields when what was typed was refused."""

    row: LinkInformation
    values: Mapping[str, str]
    openness: Sequence[Option]
    items: Sequence[OptionGroup]
    entries: Sequence[Option]
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class LinkCard:
    link: PowerLink
    cards: Sequence[InformationCard]


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be chosen on the page of a power."""

    likely: Mapping[str, Sequence[CatalogueItem]]
    own: Sequence[CatalogueItem]
    found: Sequence[CatalogueItem]
    entries: Sequence[NegativeListEntry]


def offers_for(power: PowerItem, names: Sequence[str], words: str = "") -> Offers:
    """Items: the likely ones for each information, those of the body, and what `words` find."""
    items = catalogue.items_for_body(power.body_id)
    return Offers(
        likely=queries.likely_items(power, names),
        own=[item for item in items[:MOST_OWN_ITEMS] if getattr(item, "own", False)],
        found=list(catalogue.items_for_body(power.body_id, words=words)[:MOST_FOUND_ITEMS]) if words else [],
        entries=queries.citable_entries(power.division_id),
    )


def link_cards(links: Sequence[PowerLink], offers: Offers, lacks: Sequence[Lack]) -> list[LinkCard]:
    missing = {lack.anchor for lack in lacks}
    return [
        LinkCard(link, [information_card(row, offers, missing) for row in link.information.all()])
        for link in links
    ]


def information_card(
    row: LinkInformation,
    offers: Offers,
    missing: set[str],
    refused: WorkbenchForm | None = None,
) -> InformationCard:
    """With what was typed, and why it was not saved, when `refused` is given."""
    values = {name: refused.data.get(name, "") for name in values_of(row)} if refused else values_of(row)
    return InformationCard(
        row,
        values,
        [Option(value, label, value == values["openness"]) for value, label in Openness.choices],
        _item_groups(row, values["item"], offers),
        [
            Option(
                str(entry.pk),
                f"{entry.get_ground_display()}：{entry.matter}",
                str(entry.pk) == values["entry"],
            )
            for entry in _entries(row, offers)
        ],
        errors={name: [str(text) for text in texts] for name, texts in refused.errors.items()}
        if refused
        else {},
        is_complete=f"information-{row.pk}" not in missing and refused is None,
    )


def missing_of(lacks: Sequence[Lack]) -> list[Missing]:
    return [Missing(lack.message, f"#{lack.anchor}") for lack in lacks]


def _item_groups(row: LinkInformation, chosen: str, offers: Offers) -> list[OptionGroup]:
    """Each item once, under the first heading that it fits."""
    seen: set[int] = set()
    groups = []
    present = [row.item] if row.item is not None else []
    for label, items in (
        ("已选", present),
        ("建议（名称相近）", offers.likely.get(row.name, ())),
        ("查找结果", offers.found),
        ("本单位负责的事项", offers.own),
    ):
        fresh = [item for item in items if item.pk not in seen]
        seen.update(item.pk for item in fresh)
        if fresh:
            options = [
                Option(str(item.pk), f"{item.area.name} › {item}", str(item.pk) == chosen) for item in fresh
            ]
            groups.append(OptionGroup(label, options))
    return groups


def _entries(row: LinkInformation, offers: Offers) -> list[NegativeListEntry]:
    """What may be cited, and what is cited although it may not be any more."""
    cited = row.negative_entry
    if cited is None or any(entry.pk == cited.pk for entry in offers.entries):
        return list(offers.entries)
    return [cited, *offers.entries]
