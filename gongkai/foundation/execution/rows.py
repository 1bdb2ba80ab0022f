"""One row at a time, by statements whose text is composed once for a process (ADR 0020).

Nearly every command locks one row with the row it belongs to and writes a few columns of both; composing
these statements anew takes the ORM ten times as long as running them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DatabaseError, connection, models
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=models.Model)

Converter = Callable[[Any, Any, Any], Any]


class _Columns:
    """The columns of a model in the order in which `Model.from_db` takes them."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = model._meta.concrete_fields
        self.model = model
        self.table = _quoted(model._meta.db_table)
        self.names = [field.attname for field in fields]
        self.columns = [_quoted(field.column) for field in fields]
        self.converters: list[tuple[int, Converter]] = [
            (place, convert)
            for place, field in enumerate(fields)
            for convert in field.get_db_converters(connection)
        ]

    def of(self, alias: str) -> str:
        return ", ".join(f"{alias}.{column}" for column in self.columns)

    def row(self, values: Sequence[Any]) -> models.Model:
        read = list(values)
        for place, convert in self.converters:
            read[place] = convert(read[place], None, connection)
        return self.model.from_db(connection.alias, self.names, read)


def lock_with(model: type[M], relation: str, key: int) -> M | None:
    """Lock the row of `model` with that primary key and the one that its foreign key `relation` leads to,
    that one first, until the transaction ends. Returns it with the related row loaded, None without one.

    PostgreSQL takes the locks of a row in the order in which OF names them.

    Raises:
        TransactionManagementError: outside a transaction a lock would be gone at once.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a row is locked within a transaction only")
    text, near, far = _locking(model, relation)
    with connection.cursor() as cursor:
        cursor.execute(text, [key])
        values = cursor.fetchone()
    if values is None:
        return None
    count = len(far.names)
    row = near.row(values[count:])
    setattr(row, relation, far.row(values[:count]))
    return row  # type: ignore[return-value]  # of `model`, by the columns it was read from


@cache
def _locking(model: type[models.Model], relation: str) -> tuple[str, _Columns, _Columns]:
    field = model._meta.get_field(relation)
    assert isinstance(field, models.ForeignKey)
    near, far = _Columns(model), _Columns(field.related_model)
    text = f"""
    SELECT {far.of("far")}, {near.of("near")}
    FROM {near.table} AS near JOIN {far.table} AS far ON far.{_key(far.model)} = near.{_quoted(field.column)}
    WHERE near.{_key(model)} = %s FOR UPDATE OF far, near"""  # noqa: S608 - names of tables and columns
    return text, near, far


def write_fields(row: models.Model, *names: str) -> None:
    """Write the fields of that name, given as attributes (`publish_by_id`), of a row that is there.

    Unlike `save(update_fields=…)` it asks no signal; nothing in this product listens to any.

    Raises:
        DatabaseError: the row is gone.
    """
    text, fields = _writing(type(row), names)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=False), connection=connection) for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{row._meta.label} {row.pk} is not there to be written")


@cache
def _writing(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[models.Field[Any, Any]]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    values = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table = _quoted(model._meta.db_table)
    return f"UPDATE {table} SET {values} WHERE {_key(model)} = %s", fields  # noqa: S608 - names of columns


def _key(model: type[models.Model]) -> str:
    return _quoted(model._meta.pk.column)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")
