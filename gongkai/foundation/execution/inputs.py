"""What the audit log keeps of a command's inputs."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import models

from gongkai.kernel.secret import Secret

LONGEST_TEXT = 200
LONGEST_LIST = 20

_PAPER = "html"
"""Ends the names of fields that hold the text of a paper."""


def recorded(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """What the log keeps of named values, each as `recordable` has it."""
    return {name: _named(name, value) for name, value in inputs.items()}


def recordable(value: Any) -> Any:
    """A JSON value that shows what was asked without holding a secret or a whole text.

    Long texts become their length and SHA-256: enough to prove which text it was. So do the text of a paper
    and the rows of a table, however short: whoever reads the log need not have a right to read papers, and
    what is erased must not stay in it.
    """
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | UUID | PurePath | float):
        return str(value)
    return _composite(value)


def unstorable(value: Any) -> bool:
    """Whether a text somewhere in `value` holds what PostgreSQL cannot keep: NUL or half a character."""
    if isinstance(value, str):
        return "\x00" in value or not _is_encodable(value)
    if isinstance(value, Secret):
        return unstorable(value.reveal())
    if is_dataclass(value) and not isinstance(value, type):
        return any(unstorable(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, dict):
        return any(unstorable(item) for pair in value.items() for item in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return any(unstorable(item) for item in value)
    return False


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _composite(value: Any) -> Any:
    if isinstance(value, Secret):
        return repr(value)
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _of_field(field, getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): recordable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return _series(list(value))
    return type(value).__name__


def _series(value: list[Any]) -> Any:
    if _is_table(value):
        return {"rows": len(value), "sha256": _digest(json.dumps(value, ensure_ascii=False))}
    items = [recordable(item) for item in value[:LONGEST_LIST]]
    return items if len(value) <= LONGEST_LIST else {"first": items, "count": len(value)}


def _of_field(field: Field[Any], value: Any) -> Any:
    """What a class keeps out of its own repr, such as the lines of a paper, is kept out of the log."""
    return _named(field.name, value) if field.repr or value is None else type(value).__name__


def _named(name: str, value: Any) -> Any:
    return _proof(value) if isinstance(value, str) and value and name.endswith(_PAPER) else recordable(value)


def _is_table(value: list[Any]) -> bool:
    """Whether it is rows of cells."""
    return bool(value) and all(
        isinstance(row, list | tuple) and all(isinstance(cell, str) for cell in row) for row in value
    )


def _text(value: str) -> Any:
    return value if len(value) <= LONGEST_TEXT else _proof(value)


def _proof(text: str) -> dict[str, Any]:
    return {"length": len(text), "sha256": _digest(text)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
