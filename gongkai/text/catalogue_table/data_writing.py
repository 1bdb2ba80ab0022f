"""Writing a catalogue for programs: one flat table, or objects by area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from gongkai.text.catalogue_table import cells
from gongkai.text.catalogue_table.headings import PROVENANCE
from gongkai.text.catalogue_table.layout import NO_IMPRINT, Imprint
from gongkai.text.catalogue_table.model import CatalogueRow, Method

FLAT_COLUMNS = (
    "领域", "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体",
    "公开渠道和载体", "公开对象", "公开方式", "公开层级", *PROVENANCE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemLink:
    """Where an item is found: the identifier that stays whatever it is called, and its address."""

    public_id: str
    url: str


def flat_rows(
    rows: Sequence[CatalogueRow], links: Sequence[ItemLink], imprint: Imprint = NO_IMPRINT
) -> list[tuple[str, ...]]:
    """The rows under `FLAT_COLUMNS`; each says of which version it is, since such rows are copied about.

    Raises ValueError: not one link for each row.
    """
    effective_on = imprint.effective_on.isoformat() if imprint.effective_on else ""
    return [
        (
            row.area,
            row.code,
            row.level1,
            row.level2,
            row.content,
            row.basis,
            row.time_limit,
            row.responsible,
            _listed(row.channels),
            cells.flat_audience(row.audience),
            _methods(row.methods),
            "、".join(row.tiers),
            link.url,
            imprint.version,
            effective_on,
            imprint.publisher,
        )
        for row, link in zip(rows, links, strict=True)
    ]


def area_objects(rows: Sequence[CatalogueRow], links: Sequence[ItemLink]) -> list[dict[str, Any]]:
    """Areas with their items, every element by its own name. Raises ValueError as `flat_rows` does."""
    pairs = zip(rows, links, strict=True)
    return [
        {"name": area, "items": [_item(row, link) for row, link in members]}
        for area, members in groupby(pairs, key=lambda pair: pair[0].area)
    ]


def _item(row: CatalogueRow, link: ItemLink) -> dict[str, Any]:
    return {
        "id": link.public_id,
        "url": link.url,
        "number": row.code,
        "level1": row.level1,
        "level2": row.level2,
        "content_elements": row.content,
        "legal_basis": list(row.basis_list),
        "time_limit": row.time_limit,
        "responsible_body": row.responsible,
        "channels": list(row.channels),
        "for_everyone": row.audience.everyone,
        "for_groups": row.audience.groups,
        "disclosure_method": _methods(row.methods),
        "tiers": list(row.tiers),
    }


def _listed(names: Sequence[str]) -> str:
    """Names with 、 between them; each with a box where one of them could be taken for several."""
    plain = "、".join(names)
    return plain if cells.box_list(plain)[0] == tuple(names) else cells.compose_boxes(names, names)


def _methods(methods: Sequence[Method]) -> str:
    return "、".join(methods)
