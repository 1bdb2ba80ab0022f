"""What a field of a form says, for people who compare two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.forms import BoundField


def read_words(field: BoundField) -> str:
    """The value as it is read on the page: choices by their names."""
    value = field.value()
    values = value if isinstance(value, list | tuple) else [value]
    names = dict(_flat(getattr(field.field.widget, "choices", ())))
    said = (
        names.get(str(each), field.field.prepare_value(each)) for each in values if each not in (None, "")
    )
    return "、".join(" ".join(str(each).split()) for each in said)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
