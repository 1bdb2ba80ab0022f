"""A broken database constraint, in the words that its model gives it."""

from __future__ import annotations

import functools

from django.apps import apps
from django.db import IntegrityError
from django.db.models import BaseConstraint, Field

from gongkai.kernel.errors import Conflict


@functools.cache
def _messages() -> dict[str, str]:
    """Constraint name → the words declared beside the constraint or the unique field."""
    named = {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != BaseConstraint.default_violation_error_message
    }
    unique = {
        f"{model._meta.db_table}_{field.column}_key": str(field.error_messages["unique"])
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.unique and field.error_messages["unique"] != Field.default_error_messages["unique"]
    }
    return unique | named


def conflict_from(error: IntegrityError) -> Exception:
    """The refusal that the user reads, or the error itself where no words are declared for it."""
    diagnostics = getattr(error.__cause__, "diag", None)
    message = _messages().get(getattr(diagnostics, "constraint_name", None) or "")
    return Conflict(message) if message else error
