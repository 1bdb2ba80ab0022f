"""The body of a document on its way into the form and back.

Without JavaScript people edit plain text; a body that plain text cannot hold (tables with merged cells,
links) is edited as it is. With JavaScript the editor always works on the markup.

In plain text a picture is a line of its own, which can be moved like any other: 【图片12：说明文字｜图题】.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

from gongkai.text.markup.from_text import plain_to_html
from gongkai.text.markup.pictures import picture_address, pictures_in
from gongkai.text.markup.sanitising import plain_text

PLAIN, MARKUP = "plain", "html"

_FIGURE = re.compile(r"<figure[^>]*>(<img[^>]*>)(?:<figcaption>([^<]*)</figcaption>)?</figure>")
_LINE = re.compile(r"<p[^>]*>【图片(\d{1,18})(?:[：:]([^｜|】]*))?(?:[｜|]([^】]*))?】</p>")


@dataclass(frozen=True, slots=True)
class EditableBody:
    """What the form shows: `text` in the visible box, written as `format` says; `markup` for the editor."""

    text: str
    format: str
    markup: str


def editable(markup: str, document: str) -> EditableBody:
    """The stored body for a form: as plain text where nothing is lost by it.

    Args:
        document: public identifier of the document, whose pictures the text shows.
    """
    plain = plain_text(_FIGURE.sub(_as_line, markup))
    if _squeezed(as_markup(plain, PLAIN, document)) == _squeezed(markup):
        return EditableBody(plain, PLAIN, markup)
    return EditableBody(markup, MARKUP, markup)


def typed(text: str, written_as: str, document: str) -> EditableBody:
    """What somebody has typed, to be shown again as it was."""
    return EditableBody(text, written_as, as_markup(text, written_as, document))


def as_markup(text: str, written_as: str, document: str) -> str:
    """Markup for the command, which makes it safe."""
    if written_as == MARKUP:
        return text
    return _LINE.sub(lambda line: _as_figure(line, document), plain_to_html(text))


def with_picture(text: str, written_as: str, document: str, file_id: int) -> str:
    """What was typed, with a picture behind it that still lacks its words."""
    if written_as == MARKUP:
        return f'{text}<figure><img src="{picture_address(document, file_id)}" alt=""></figure>'
    return f"{text.rstrip()}\n【图片{file_id}：】\n"


def _as_line(figure: re.Match[str]) -> str:
    found = pictures_in(figure[1])
    if not found:
        return figure[0]
    caption = f"｜{figure[2]}" if figure[2] else ""
    return f"<p>【图片{found[0].file_id}：{entities.escape(found[0].alt)}{caption}】</p>"


def _as_figure(line: re.Match[str], document: str) -> str:
    alt = entities.escape(entities.unescape(line[2] or "").strip())
    caption = f"<figcaption>{line[3].strip()}</figcaption>" if line[3] else ""
    return f'<figure><img src="{picture_address(document, int(line[1]))}" alt="{alt}">{caption}</figure>'


def _squeezed(markup: str) -> str:
    return "".join(markup.split())
