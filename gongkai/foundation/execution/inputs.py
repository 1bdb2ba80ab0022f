"""What the audit log keeps of a command's inputs."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
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


def recordable(value: Any) -> Any:
    """A JSON value that shows what was asked without holding a secret or a whole text.

    Long texts become their length and SHA-256: enough to prove which text it was.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | UUID | PurePath):
        return str(value)
    return _composite(value)


def _composite(value: Any) -> Any:
    if isinstance(value, Secret):
        return repr(value)
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: recordable(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): recordable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [recordable(item) for item in list(value)[:LONGEST_LIST]]
        return items if len(value) <= LONGEST_LIST else {"first": items, "count": len(value)}
    return type(value).__name__


def _text(value: str) -> Any:
    value = _storable(value)
    if len(value) <= LONGEST_TEXT:
        return value
    return {"length": len(value), "sha256": hashlib.sha256(value.encode()).hexdigest()}


def _storable(value: str) -> str:
    """Without the two things that a JSON column cannot hold: NUL, and halves of surrogate pairs."""
    return value.replace("\x00", "\N{SYMBOL FOR NULL}").encode(errors="replace").decode()
