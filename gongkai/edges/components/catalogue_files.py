"""A standard catalogue as files to take away: the same for the public and for who works on it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gongkai.core.catalogue.queries import fields_of
from gongkai.core.catalogue.rules import row_of_fields
from gongkai.edges.components.csv_files import csv_text
from gongkai.reference.channels import ChannelGroup, channels
from gongkai.text.catalogue_table import (
    FLAT_COLUMNS,
    NO_IMPRINT,
    CatalogueRow,
    Imprint,
    ItemLink,
    Section,
    area_objects,
    flat_rows,
    html_table,
    sections,
    write_catalogue,
)

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueItem, ItemRevision

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class CatalogueFile:
    """What is written: a title, the rows in order, where each is found, and what the reader has to know."""

    title: str
    items: Sequence[ItemRevision | CatalogueItem]
    address_of: Callable[[str], str]
    imprint: Imprint = NO_IMPRINT

    def name(self, suffix: str) -> str:
        """云溪县基层政务公开标准目录（第2版）.xlsx"""
        version = f"（{self.imprint.version}）" if self.imprint.version else ""
        return f"{self.title}{version}.{suffix}"

    @cached_property
    def rows(self) -> list[CatalogueRow]:
        return [table_row(item) for item in self.items]

    @cached_property
    def links(self) -> list[ItemLink]:
        return [ItemLink(item.public_id, self.address_of(item.public_id)) for item in self.items]

    def workbook(self) -> bytes:
        """The table for office software; it can be imported again."""
        stream = io.BytesIO()
        write_catalogue(
            self.rows, stream, self.title, offered_channels=offered_channels(), imprint=self.imprint
        )
        return stream.getvalue()

    def csv(self) -> str:
        """One flat table."""
        return csv_text(FLAT_COLUMNS, flat_rows(self.rows, self.links, self.imprint))

    def json(self, **about: Any) -> str:
        """For programs: `about`, then areas with their items."""
        codes = {item.area.name: item.area_id for item in self.items}
        areas = [{"code": codes[area["name"]], **area} for area in area_objects(self.rows, self.links)]
        content = {"title": self.title, **about, "areas": areas}
        return json.dumps(content, ensure_ascii=False, indent=1)

    def tables(self) -> list[tuple[Section, str]]:
        """Each area with its table as markup, every text of which is escaped."""
        offered, number, found = offered_channels(), 0, []
        for section in sections(self.rows):
            urls = {at: self.links[number + at].url for at in range(len(section.rows))}
            caption = f"{section.area}领域：{self.title}"
            found.append((section, html_table(section, caption, offered_channels=offered, links=urls)))
            number += len(section.rows)
        return found


def table_row(item: ItemRevision | CatalogueItem) -> CatalogueRow:
    """The row as it is printed. The body stands as the catalogue wrote it, which is what a version said;
    only where it wrote none does the name of the known body."""
    fields = fields_of(item)
    return row_of_fields(
        replace(fields, responsible_text=fields.responsible_text or item.responsible), item.area.name
    )


def offered_channels() -> list[str]:
    """The channels that every row lists, ticked or not."""
    return [channel.name for channel in channels() if channel.group is ChannelGroup.STANDARD]
