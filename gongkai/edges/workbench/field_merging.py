"""Fields of a draft that two filled in otherwise, and the choices by which they become one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.edges.workbench.forms.drafting import words_of
from gongkai.edges.workbench.forms.metadata import NamesField
from gongkai.edges.workbench.merge_base import MergeBase
from gongkai.edges.workbench.merging import LABELS, Option, who_changed
from gongkai.edges.workbench.presenting.differences import read_words
from gongkai.text.merging import Taken

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict

_CHOICE = "take-"
_WITH = {"full_html": ("full_format",)}
"""What goes with a field, whosever it is."""

APART = frozenset({"body_html", "body_format", "full_format", "revision"})
"""Not compared as fields: the text has places of its own."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field that stands otherwise in the latest version; `anchor` leads to it on the page."""

    name: str
    label: str
    theirs: str
    mine: str
    anchor: str
    options: Sequence[Option]
    note: str

    @property
    def is_open(self) -> bool:
        """Nothing is proposed: a person has to choose."""
        return not any(option.is_chosen for option in self.options)


def field_places(
    theirs: Iterable[BoundField], mine: Iterable[BoundField], base: MergeBase
) -> list[FieldPlace]:
    """Fields whose stored value is not what was typed, in the order of the form.

    Args:
        theirs: of a form filled from the latest version.
        mine: of the same form with what was sent.
    """
    return [
        FieldPlace(
            f"{_CHOICE}{own.name}",
            str(own.label),
            read_words(latest),
            read_words(own),
            f"#{own.auto_id}",
            _options(latest, own, base),
            who_changed(_changed_by(latest, own, base), base),
        )
        for latest, own in _differing(theirs, mine)
    ]


def merged_fields(
    data: QueryDict, theirs: Iterable[BoundField], mine: Iterable[BoundField], base: MergeBase
) -> QueryDict:
    """What was sent, with the fields by the choices that were made; where none was, as the page proposes.

    Nothing is `undecided`.
    """
    latest_of = {field.name: field for field in theirs}
    made = data.copy()
    for latest, own in _differing(latest_of.values(), mine):
        sent = data.get(f"{_CHOICE}{own.name}", "")
        choice = Taken(sent) if sent in set(_offered(own)) else _proposed(latest, own, base)
        if choice in (Taken.MINE, None):
            continue
        made.setlist(own.name, _both(latest, own) if choice is Taken.BOTH else _values(latest))
        for name in _WITH.get(own.name, ()):
            made.setlist(name, _values(latest_of[name]))
    return made


def undecided(
    data: QueryDict, theirs: Iterable[BoundField], mine: Iterable[BoundField], base: MergeBase
) -> bool:
    """Whether a field that both changed waits for somebody to choose: one of two texts would be lost."""
    return any(
        data.get(f"{_CHOICE}{own.name}", "") not in set(_offered(own))
        and _proposed(latest, own, base) is None
        for latest, own in _differing(theirs, mine)
    )


def words_of_fields(fields: Iterable[BoundField], *, without: Collection[str] = APART) -> dict[str, str]:
    """Name of each field → what it says, for the base of a later merge."""
    return {field.name: read_words(field) for field in fields if field.name not in without}


def _differing(
    theirs: Iterable[BoundField], mine: Iterable[BoundField]
) -> list[tuple[BoundField, BoundField]]:
    latest = {field.name: field for field in theirs}
    return [
        (latest[own.name], own)
        for own in mine
        if own.name not in APART and own.name in latest and read_words(latest[own.name]) != read_words(own)
    ]


def _changed_by(theirs: BoundField, mine: BoundField, base: MergeBase) -> Taken | None:
    """Whose change it is; None where both changed it, or nobody knows."""
    if base.had_words(mine.name, read_words(mine)):
        return Taken.THEIRS
    return Taken.MINE if base.had_words(mine.name, read_words(theirs)) else None


def _proposed(theirs: BoundField, mine: BoundField, base: MergeBase) -> Taken | None:
    """Whoever alone changed it; else lists of both, or the words of the one who left any. None where a choice
    would lose somebody's words."""
    alone = _changed_by(theirs, mine, base)
    if alone is not None:
        return alone
    if _is_list(mine):
        return Taken.BOTH
    if not (read_words(theirs) and read_words(mine)):
        return Taken.MINE if read_words(mine) else Taken.THEIRS
    return None


def _options(theirs: BoundField, mine: BoundField, base: MergeBase) -> list[Option]:
    proposed = _proposed(theirs, mine, base)
    return [Option(choice.value, LABELS[choice], choice is proposed) for choice in _offered(mine)]


def _offered(field: BoundField) -> list[Taken]:
    return list(Taken) if _is_list(field) or _is_long(field) else [Taken.THEIRS, Taken.MINE]


def _is_list(field: BoundField) -> bool:
    return field.name == "keywords" or isinstance(field.field, NamesField | forms.MultipleChoiceField)


def _is_long(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.Textarea) and field.name != "full_html"


def _both(theirs: BoundField, mine: BoundField) -> list[str]:
    """Theirs, and what only one's own has."""
    if theirs.name == "keywords":
        return ["、".join(dict.fromkeys((*words_of(_text(theirs)), *words_of(_text(mine)))))]
    if _is_list(theirs):
        return list(dict.fromkeys([*_values(theirs), *_values(mine)]))
    return ["\n".join(text for text in (_text(theirs), _text(mine)) if text.strip())]


def _values(field: BoundField) -> list[str]:
    """As the page would send it."""
    value: Any = field.value()
    values = value if isinstance(value, list | tuple) else [value]
    widget = field.field.widget
    formatted = (widget.format_value(each) if hasattr(widget, "format_value") else each for each in values)
    texts = (one for each in formatted for one in (each if isinstance(each, list | tuple) else [each]))
    return [str(text) for text in texts if text not in (None, "")]


def _text(field: BoundField) -> str:
    return "".join(_values(field))
