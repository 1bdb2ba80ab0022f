"""Two rows of a comparison, element by element, with what left and what came marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.core.catalogue.enums import DisclosureMethod, Standing
from gongkai.core.catalogue.rules import LABELS, Entry, ItemFields, labels_of
from gongkai.edges.components.shapes import Tone
from gongkai.text import comparing
from gongkai.text.comparing import Kind

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
    if not old or not new:
        return _lines(old or "（空）"), _lines(new or "（空）")
    pieces = comparing.words(old, new)
    if all(piece.kind is not Kind.KEPT for piece in pieces):
        return _lines(old), _lines(new)
    return (
        _joined([_piece(piece) for piece in pieces if piece.kind is not Kind.COME]),
        _joined([_piece(piece) for piece in pieces if piece.kind is not Kind.GONE]),
    )


def in_one(old: str, new: str) -> SafeString:
    """A changed text as markup, what is gone and what has come marked where it stood."""
    return _joined([_piece(piece) for piece in comparing.words(old, new)])


def _piece(piece: comparing.Piece) -> SafeString:
    text = _lines(piece.text)
    if piece.kind is Kind.KEPT:
        return text
    return format_html("<del>{}</del>" if piece.kind is Kind.GONE else "<ins>{}</ins>", text)


def _lines(text: str) -> SafeString:
    return format_html_join("", "{}{}", _with_breaks(text))


def _with_breaks(text: str) -> Iterable[tuple[str, SafeString]]:
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        yield line, SafeString("<br>" if number < len(lines) else "")


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
