"""Two rows of a comparison, element by element, with what left and what came marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.core.catalogue.enums import DisclosureMethod, Standing
from gongkai.core.catalogue.rules import LABELS, Entry, ItemFields, labels_of
from gongkai.edges.components.shapes import Tone

COMPARED = 1_500
"""Longer texts are shown side by side without marks: finding them takes time by the square of the length."""

LIKE = 0.4
"""Two texts that share less are not marked: nobody would see anything but marks."""

TONES: dict[str, Tone] = {
    Standing.ADDED: "good",
    Standing.REFINED: "info",
    Standing.MISSING: "warn",
    Standing.NOT_APPLICABLE: "neutral",
    Standing.INHERITED: "neutral",
}
"""How the state of a row looks."""


@dataclass(frozen=True, slots=True)
class ChangedElement:
    """One element, before and after, with what left and what came marked."""

    label: str
    old: SafeString
    new: SafeString


def changed_elements(entry: Entry) -> list[ChangedElement]:
    """What differs, heading by heading; none where the row stands on one side only."""
    return [ChangedElement(label, *marked(old, new)) for label, old, new in texts_of(entry)]


def texts_of(entry: Entry) -> list[tuple[str, str, str]]:
    """The same without marks: heading, text before, text after."""
    if entry.old is None or entry.new is None:
        return []
    names_by_label: dict[str, list[str]] = {}
    for name in entry.elements:
        names_by_label.setdefault(LABELS[name], []).append(name)
    return [
        (label, _words(entry.old.fields, names), _words(entry.new.fields, names))
        for label in labels_of(entry.elements)
        if (names := names_by_label[label])
    ]


def _words(fields: ItemFields, names: Sequence[str]) -> str:
    return "\n".join(text for name in names if (text := _text(fields, name)))


def _text(fields: ItemFields, name: str) -> str:
    value = getattr(fields, name)
    if name == "for_everyone":
        return "全社会" if value else "不面向全社会"
    if name == "disclosure_method":
        return DisclosureMethod(value).label
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def marked(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts as markup, what only one of them has in `<del>` and `<ins>`; every piece is escaped."""
    if not old or not new or max(len(old), len(new)) > COMPARED:
        return _lines(old or "（空）"), _lines(new or "（空）")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LIKE:
        return _lines(old), _lines(new)
    before, after = [], []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        gone, come = _lines(old[old_from:old_to]), _lines(new[new_from:new_to])
        before.append(gone if kind == "equal" else format_html("<del>{}</del>", gone) if gone else gone)
        after.append(come if kind == "equal" else format_html("<ins>{}</ins>", come) if come else come)
    return _joined(before), _joined(after)


def _lines(text: str) -> SafeString:
    return format_html_join("", "{}{}", _with_breaks(text))


def _with_breaks(text: str) -> Iterable[tuple[str, SafeString]]:
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        yield line, SafeString("<br>" if number < len(lines) else "")


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
