"""The editor of a catalogue row: each element with what the layer above says, and what is still lacking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.core.catalogue.rules import LABELS, LAYER_ELEMENTS, ItemFields, Lack, changed_fields, labels_of
from gongkai.edges.components.shapes import Missing
from gongkai.edges.workbench.forms.catalogue_items import ItemForm, fields_of_element
from gongkai.edges.workbench.presenting.time_limits import Reading

if TYPE_CHECKING:
    from django.forms import BoundField

REQUIRED = 8
"""Elements that a catalogue must have at least (S0 二(一)1, S1 二(一))."""

_ORDER = (
    "code", "level1", "level2", "content_elements", "legal_basis", "time_limit", "responsible_text", "body",
    "disclosure_method", "channels", "other_channels", "for_everyone", "for_groups", "tiers",
)  # fmt: skip
_AFTER = {"channels": "other_channels"}
"""The field below which an element's upper text stands, where that is not its own."""


@dataclass(frozen=True, slots=True)
class UpperText:
    """What the layer above says of an element, and whether this row says the same."""

    element: str
    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the form, and the upper text that stands below it."""

    field: BoundField
    upper: UpperText | None = None

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be said of a row as it is typed at the moment."""

    missing: Sequence[Missing]
    notes: Sequence[str]
    reading: Reading
    refined: Sequence[str]
    has_upper: bool

    @property
    def total(self) -> int:
        return REQUIRED

    @property
    def done(self) -> int:
        return REQUIRED - len(self.missing)


def lines(form: ItemForm, given: ItemFields, upper: ItemFields | None) -> list[Line]:
    """Every field in the order of the table."""
    shown = {
        _AFTER.get(element, element): UpperText(
            element, text_of(upper, element), getattr(upper, element) == getattr(given, element)
        )
        for element in (LAYER_ELEMENTS if upper else ())
        if upper is not None
    }
    return [Line(form[name], shown.get(name)) for name in _ORDER]


def check_of(lacks: Sequence[Lack], reading: Reading, given: ItemFields, upper: ItemFields | None) -> Check:
    missing = [
        Missing(LABELS[lack.element], href=f"#id_{lack.element}", hint=lack.message)
        for lack in lacks
        if lack.is_blocking
    ]
    notes = [lack.message for lack in lacks if not lack.is_blocking and lack.element != "time_limit"]
    if not (given.level1 or given.level2):
        missing.insert(0, Missing("事项名称", href="#id_level2", hint="请填写一级事项或二级事项名称。"))
    refined = labels_of(changed_fields(upper, given, LAYER_ELEMENTS)) if upper else ()
    return Check(missing, notes, reading, refined, upper is not None)


def text_of(fields: ItemFields, element: str) -> str:
    """An element in words."""
    value = getattr(fields, element)
    if element == "for_everyone":
        return "面向全社会" if value else "不面向全社会"
    if element == "disclosure_method":
        return DisclosureMethod(value).label
    if isinstance(value, tuple):
        return ("\n" if element == "legal_basis" else "、").join(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Clash:
    """An element in which the stored row and the typed one differ."""

    label: str
    theirs: str
    mine: str


def clashes(theirs: ItemFields, mine: ItemFields) -> list[Clash]:
    return [
        Clash(_LABELS.get(name, LABELS[name]), text_of(theirs, name), text_of(mine, name))
        for name in changed_fields(theirs, mine)
    ]


_LABELS = {"for_groups": "特定群体"}


def taken_over(element: str) -> tuple[str, ...]:
    """The elements that a press on 采用上级 takes over, as fields of the form."""
    elements = LAYER_ELEMENTS if element == ALL else [name for name in LAYER_ELEMENTS if name == element]
    return tuple(field for name in elements for field in fields_of_element(name))


ALL = "all"
