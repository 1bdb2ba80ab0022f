"""Fields of a form that two people filled in otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.forms import BoundField


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that stands otherwise in the latest version; `anchor` leads to it on the page."""

    label: str
    theirs: str
    mine: str
    anchor: str


def field_differences(
    theirs: Iterable[BoundField], mine: Iterable[BoundField], *, without: Collection[str]
) -> list[FieldDifference]:
    """Fields whose stored value is not what was typed, in the order of the form.

    Args:
        theirs: of a form filled from the latest version.
        mine: of the same form with what was sent.
        without: names of fields that are compared in another way, or not at all.
    """
    latest = {field.name: field for field in theirs}
    return [
        FieldDifference(str(field.label), _words(latest[field.name]), _words(field), f"#{field.auto_id}")
        for field in mine
        if field.name not in without and field.name in latest and _words(latest[field.name]) != _words(field)
    ]


def _words(field: BoundField) -> str:
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
