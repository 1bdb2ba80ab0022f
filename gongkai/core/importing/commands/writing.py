"""A batch of good lines into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

from django.db import connection

from gongkai.core.importing import rules
from gongkai.core.importing.commands.preparing import Prepared, year_of
from gongkai.core.importing.enums import Field
from gongkai.core.importing.models import ImportedRow, ImportRun
from gongkai.core.information.commands import migrating
from gongkai.core.information.commands.numbering import next_index_numbers
from gongkai.core.publishing import commands as publishing
from gongkai.foundation.execution import copy_into, reserve_keys


def write(run: ImportRun, prepared: Sequence[Prepared]) -> int:
    """Documents, what they became of, their old addresses, and the log; returns how many documents."""
    _number(prepared)
    moved = [_moved(each) for each in prepared]
    migrating.write_moved(moved)
    publishing.log_moved(moved)
    rows = reserve_keys(ImportedRow, len(prepared))
    copy_into(
        ImportedRow,
        (
            {"id": key, "run_id": run.pk, "row": each.row.number, "document_id": each.key}
            for key, each in zip(rows, prepared, strict=True)
        ),
    )
    _keep_addresses(prepared)
    return len(moved)


def _number(prepared: Sequence[Prepared]) -> None:
    """The old 索引号 stays; where it is missing or taken a new one is given, and that is said."""
    taken = migrating.taken_index_numbers({each.row.index_number for each in prepared} - {""})
    lacking: list[rules.Row] = []
    for each in prepared:
        row = each.row
        if row.index_number in taken:
            row.remark(Field.INDEX_NUMBER, row.index_number, "索引号与另一信息重复，已另编")
            row.index_number = ""
        if row.index_number:
            taken.add(row.index_number)
        else:
            lacking.append(row)
    given = next_index_numbers((row.body_id, year_of(row)) for row in lacking)
    fresh = {key: iter(numbers) for key, numbers in given.items()}
    for row in lacking:
        row.index_number = next(fresh[row.body_id, year_of(row)])


def _moved(each: Prepared) -> migrating.MovedDocument:
    row = each.row
    assert row.published_at is not None
    return migrating.MovedDocument(
        key=each.key,
        public_id=each.public_id,
        body_id=row.body_id,
        item_id=row.item_id,
        index_number=row.index_number,
        title=row.title,
        published_at=row.published_at,
        body_html=each.html,
        body_text=each.text,
        written_on=row.written_on,
        document_number=row.document_number,
        subject_category=row.subject,
        genre=row.genre,
        keywords=tuple(row.keywords),
        summary=row.summary,
        validity=row.validity,
        files=tuple(
            migrating.MovedFile(file.key, file.sha256, file.shown, file.original, file.removed)
            for file in each.files.values()
        ),
    )


_KEEP_ADDRESSES = """
    INSERT INTO importing_oldaddress (host, path, document_id, attachment_id)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[])
    ON CONFLICT DO NOTHING
"""
"""Written as SQL (ADR 0020): COPY knows no conflicts."""


def _keep_addresses(prepared: Sequence[Prepared]) -> None:
    """Of documents, and of their files where the page tells from where it took them.

    Two pages may show one picture: the first keeps its address.
    """
    found: dict[tuple[str, str], tuple[str, str, int, int | None]] = {}
    for each in prepared:
        place = each.row.place
        if place is None:
            continue
        found[place.host, place.path] = (place.host, place.path, each.key, None)
        for file in each.files.values():
            for address in file.addresses:
                old = rules.old_place(urljoin(place.path, address))
                if old is not None:
                    found.setdefault((place.host, old.path), (place.host, old.path, each.key, file.key))
    columns = [list(column) for column in zip(*found.values(), strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(_KEEP_ADDRESSES, columns)
