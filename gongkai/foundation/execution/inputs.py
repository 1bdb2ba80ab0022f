"""What the audit log keeps of a command's inputs."""

from __future__ import annotations

import hashlib
import math
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
        return {field.name: recordable(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): recordable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [recordable(item) for item in list(value)[:LONGEST_LIST]]
        return items if len(value) <= LONGEST_LIST else {"first": items, "count": len(value)}
    return type(value).__name__


def _text(value: str) -> Any:
    if len(value) <= LONGEST_TEXT:
        return value
    return {"length": len(value), "sha256": hashlib.sha256(value.encode()).hexdigest()}
