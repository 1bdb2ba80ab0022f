"""Many rows at once, the way PostgreSQL takes them fastest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def copy_into(model: type[models.Model], objects: Sequence[models.Model]) -> None:
    """COPY objects of one model, keys and all; called within a command's transaction.

    Nothing but the database checks them: `clean`, `save` and defaults of the database are passed over, so
    every column must have its value, the primary key too (`reserve_keys`).
    """
    if not objects:
        return
    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column or "") for field in fields)
    readers = [(field.attname, isinstance(field, models.JSONField)) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"COPY {table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as target:
        for row in _rows(objects, readers):
            target.write_row(row)


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Fresh primary keys of a model with a running number, in order; unused ones leave a gap."""
    if not count:
        return []
    field = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, field.column, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _rows(objects: Iterable[models.Model], readers: Sequence[tuple[str, bool]]) -> Iterable[list[Any]]:
    for each in objects:
        yield [
            json.dumps(getattr(each, name), ensure_ascii=False) if is_json else getattr(each, name)
            for name, is_json in readers
        ]
