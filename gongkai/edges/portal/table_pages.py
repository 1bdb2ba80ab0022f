"""The tables of a public document: on its page, on pages of their own, as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.information import queries as information
from gongkai.core.publishing.queries import PublicDocument
from gongkai.edges.components import document_tables, shapes
from gongkai.edges.components.document_tables import ROWS, Address, ShownTable
from gongkai.edges.portal import addresses
from gongkai.reference.information_kinds import information_kind

if TYPE_CHECKING:
    from gongkai.core.information.models import Edition


def tables_of(found: PublicDocument) -> list[ShownTable]:
    """Every table of the edition shown, the first rows of long ones. A document that is looked at before it
    is public has no addresses yet."""
    edition = found.edition
    return [
        document_tables.top_of(
            data, stored.row_count, table_address(found, stored.code) if edition.published_at else None
        )
        for stored, data in information.table_tops(edition.pk, ROWS)
    ]


def kind_facts(found: PublicDocument) -> list[shapes.Fact]:
    """What the kind of the document says beyond its text."""
    return document_tables.kind_facts(information_kind(found.document.kind), found.edition.values)


def table_address(found: PublicDocument, code: str) -> Address:
    """Addresses of the table's page; an earlier edition has its own."""
    path = _path(found, code, "table")

    def address(wanted: Mapping[str, str | int | None]) -> str:
        query = addresses.with_query(path, **wanted)
        return f"{query}#table-{code}" if wanted else query

    return address


def file_address(found: PublicDocument, code: str, form: str) -> str:
    return _path(found, code, "table_file", form=form)


def whole_address(found: PublicDocument) -> str:
    """All tables in one workbook."""
    return _path(found, "", "tables_file")


def _path(found: PublicDocument, code: str, name: str, **more: str) -> str:
    parts: dict[str, str | int] = {"public_id": found.document.public_id, **more}
    if code:
        parts["code"] = code
    if _is_newest(found.edition, found):
        return reverse(f"portal:{name}", kwargs=parts)
    return reverse(f"portal:edition_{name}", kwargs={**parts, "number": found.edition.number})


def _is_newest(edition: Edition, found: PublicDocument) -> bool:
    return edition.number == found.versions[0].number
