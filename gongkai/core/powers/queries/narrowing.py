"""What the lists of powers, of staff and of the public, have in common: their order and their words."""

from __future__ import annotations

from django.db.models import Q

IN_ORDER = ("body__sort_key", "body_id", "list_kind", "type", "code", "id")
"""Of powers."""

IN_ORDER_OF_VERSIONS = ("body__sort_key", "body_id", "power__list_kind", "type", "code", "power_id")
"""The same of versions."""


def saying(word: str, name_of_body: str) -> Q:
    """That a word stands in name, code, duties or the name of the body, which is the field `name_of_body`."""
    return (
        Q(name__icontains=word)
        | Q(code__icontains=word)
        | Q(duties__icontains=word)
        | Q(**{f"{name_of_body}__icontains": word})
    )
