"""The body of a document on its way into the form and back.

Without JavaScript people edit plain text; a body that plain text cannot hold (tables with merged cells,
links) is edited as it is. With JavaScript the editor always works on the markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.text.markup import plain_text, plain_to_html

PLAIN, MARKUP = "plain", "html"


@dataclass(frozen=True, slots=True)
class EditableBody:
    """What the form shows: `text` in the visible box, written as `format` says; `markup` for the editor."""

    text: str
    format: str
    markup: str


def editable(markup: str) -> EditableBody:
    """The stored body for a form: as plain text where nothing is lost by it."""
    plain = plain_text(markup)
    if _squeezed(plain_to_html(plain)) == _squeezed(markup):
        return EditableBody(plain, PLAIN, markup)
    return EditableBody(markup, MARKUP, markup)


def typed(text: str, written_as: str) -> EditableBody:
    """What somebody has typed, to be shown again as it was."""
    return EditableBody(text, written_as, as_markup(text, written_as))


def as_markup(text: str, written_as: str) -> str:
    """Markup for the command, which makes it safe."""
    return text if written_as == MARKUP else plain_to_html(text)


def _squeezed(markup: str) -> str:
    return "".join(markup.split())
