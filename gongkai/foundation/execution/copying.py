"""Many rows at once, the way PostgreSQL takes them fastest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django.db import connection, models

Row = Mapping[str, Any]
"""Value by the name of the column's attribute: a foreign key is `body_id`."""


def copy_into(model: type[models.Model], rows: Iterable[Row]) -> None:
    """COPY rows of one model, keys and all; called within a command's transaction.

    Rows that are made one by one are made while the database writes those before them; making them must not
    ask the database anything.

    Nothing but the database checks them: `clean`, `save` and defaults of the database are passed over. All
    rows name the same columns, the primary key among them (`reserve_keys`); those that they leave out get
    the default of their field, one for all rows.
    """
    coming = iter(rows)
    first = next(coming, None)
    if first is None:
        return
    given = list(first)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    is_json = [isinstance(fields[name], models.JSONField) for name in given]
    left_out = [name for name in fields if name not in first]
    filling = [_plain(fields[name].get_default(), fields[name]) for name in left_out]
    columns = ", ".join(connection.ops.quote_name(fields[name].column or "") for name in (*given, *left_out))
    table = connection.ops.quote_name(model._meta.db_table)
    readers = list(zip(given, is_json, strict=True))
    _write(
        f"COPY {table} ({columns}) FROM STDIN",
        (
            [_json(row[name]) if as_json else row[name] for name, as_json in readers] + filling
            for row in chain([first], coming)
        ),
    )


def _write(statement: str, rows: Iterable[list[Any]]) -> None:
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as target:
        for row in rows:
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


def _plain(value: Any, field: models.Field[Any, Any]) -> Any:
    return _json(value) if isinstance(field, models.JSONField) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
