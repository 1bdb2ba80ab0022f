"""The rows of a catalogue as the workbench shows them: areas with their counts, a table of chosen columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import Truncator

from gongkai.core.catalogue.enums import DisclosureMethod, Relation
from gongkai.core.catalogue.queries import ItemBrief
from gongkai.core.catalogue.rules import LABELS, Lack
from gongkai.edges.components.shapes import Badge, Cell, Column, TableRow, Tone

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem, Exemption, ItemRevision, PolicyArea

RELATION_TONES: Mapping[str, Tone] = {
    Relation.INHERITS: "neutral",
    Relation.REFINES: "info",
    Relation.ADDS: "good",
}
_SHOWN_LETTERS = 60


@dataclass(frozen=True, slots=True)
class BrowsedRow:
    """A row with everything it lacks; `exemption` where it is found not to apply here."""

    item_id: int
    values: CatalogueItem | ItemRevision
    lacks: Sequence[Lack] = ()
    exemption: Exemption | None = None

    @property
    def blocking(self) -> list[Lack]:
        return [lack for lack in self.lacks if lack.is_blocking]

    @property
    def is_body_unknown(self) -> bool:
        return any(lack.element == "responsible_text" and not lack.is_blocking for lack in self.lacks)

    @property
    def is_limit_unclear(self) -> bool:
        """There is a limit, and no deadline can be computed from it."""
        return any(lack.element == "time_limit" and not lack.is_blocking for lack in self.lacks)


@dataclass(frozen=True, slots=True)
class AreaLink:
    """One area of the tree with what there is to know of it."""

    code: str
    name: str
    url: str
    items: int
    current: bool = False
    lacking: int = 0
    upstream: int = 0
    exempt: int = 0


def area_links(
    areas: Iterable[PolicyArea],
    rows: Sequence[ItemBrief],
    *,
    address: Callable[[str], str],
    current: str,
    upstream: Mapping[str, int],
    exempt: Mapping[str, int],
    with_lacks: bool,
) -> list[AreaLink]:
    """The whole catalogue, then every area that has anything in it.

    Args:
        address: of an area by its code; of the whole by an empty one.
        with_lacks: tell how many rows lack something; nobody's business once they are published.
    """
    items = Counter(row.fields.area_code for row in rows)
    lacking = Counter(
        row.fields.area_code for row in rows if with_lacks and any(lack.is_blocking for lack in row.lacks)
    )
    shown = [area for area in areas if items[area.code] or upstream.get(area.code) or exempt.get(area.code)]
    whole = AreaLink(
        "",
        "全部领域",
        address(""),
        len(rows),
        not current,
        lacking.total(),
        sum(upstream.values()),
        sum(exempt.values()),
    )
    return [
        whole,
        *(
            AreaLink(
                area.code,
                area.name,
                address(area.code),
                items[area.code],
                area.code == current,
                lacking[area.code],
                upstream.get(area.code, 0),
                exempt.get(area.code, 0),
            )
            for area in shown
        ),
    ]


def _short(text: str) -> str:
    return Truncator(text).chars(_SHOWN_LETTERS)


def _name(row: BrowsedRow) -> Cell:
    values = row.values
    under = f" › {values.level1}" if values.level2 and values.level1 else ""
    address = (
        reverse("workbench:exemption", args=[row.exemption.pk])
        if row.exemption
        else reverse("workbench:item", args=[row.item_id])
    )
    return Cell(values.name, url=address, note=f"{values.area.name}{under}")


def _limit(row: BrowsedRow) -> Cell:
    badge = Badge("不能自动计算", "warn") if row.is_limit_unclear else None
    return Cell(_short(row.values.time_limit), badge=badge)


def _body(row: BrowsedRow) -> Cell:
    badge = Badge("不在机构名录", "warn") if row.is_body_unknown else None
    return Cell(_short(row.values.responsible), badge=badge)


def _audience(row: BrowsedRow) -> Cell:
    groups = ("全社会" if row.values.for_everyone else "", row.values.for_groups)
    return Cell("、".join(group for group in groups if group))


def _relation(row: BrowsedRow) -> Cell:
    if row.exemption:
        return Cell(badge=Badge("不适用", "off"), note=_short(row.exemption.basis))
    relation = Relation(row.values.relation)
    return Cell(badge=Badge(relation.label, RELATION_TONES[relation]))


def _lacks(row: BrowsedRow) -> Cell:
    names = list(dict.fromkeys(LABELS[lack.element] for lack in row.blocking))
    if not names:
        return Cell("齐全")
    return Cell(badge=Badge(f"缺 {len(names)} 项", "alarm"), note="、".join(names))


@dataclass(frozen=True, slots=True)
class _Shown:
    column: Column
    cell: Callable[[BrowsedRow], Cell]


_FIXED = {
    "code": _Shown(Column("序号"), lambda row: Cell(row.values.code)),
    "name": _Shown(Column("公开事项"), _name),
}
_OFFERED = {
    "content": _Shown(Column("公开内容"), lambda row: Cell(_short(row.values.content_elements))),
    "basis": _Shown(Column("公开依据"), lambda row: Cell(_short("；".join(row.values.legal_basis)))),
    "time_limit": _Shown(Column("公开时限"), _limit),
    "body": _Shown(Column("公开主体"), _body),
    "channels": _Shown(Column("公开渠道"), lambda row: Cell(_short("、".join(row.values.channels)))),
    "audience": _Shown(Column("公开对象"), _audience),
    "method": _Shown(
        Column("公开方式"), lambda row: Cell(DisclosureMethod(row.values.disclosure_method).label)
    ),
    "tiers": _Shown(Column("公开层级"), lambda row: Cell("、".join(row.values.tiers))),
    "relation": _Shown(Column("与上级"), _relation),
    "lacks": _Shown(Column("要素"), _lacks),
}
FIRST_COLUMNS = ("content", "time_limit", "body", "relation", "lacks")
"""What is shown to whoever has not chosen."""


def column_choices(chosen: Collection[str]) -> list[tuple[str, str, bool]]:
    """Value, heading, and whether it is chosen, of every column that may be left out."""
    return [(name, shown.column.label, name in chosen) for name, shown in _OFFERED.items()]


def known_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that are columns, in the order of the table."""
    wanted = set(names)
    return tuple(name for name in _OFFERED if name in wanted)


def columns(chosen: Collection[str]) -> list[Column]:
    return [shown.column for shown in _shown(chosen)]


def table_rows(rows: Iterable[BrowsedRow], chosen: Collection[str]) -> list[TableRow]:
    shown = _shown(chosen)
    return [TableRow([column.cell(row) for column in shown]) for row in rows]


def _shown(chosen: Collection[str]) -> list[_Shown]:
    return [*_FIXED.values(), *(shown for name, shown in _OFFERED.items() if name in chosen)]
