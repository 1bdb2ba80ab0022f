"""Text with its marks, on the way from runs to HTML."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from gongkai.text.markup.from_text import escape

BLANKS = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"
"""What paragraphs are pushed to the right with by hand; the style sheet of the page does that."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text set in the same way: the tags around it from outside in, and where it leads."""

    text: str
    marks: tuple[str, ...] = ()
    href: str = ""
    anchor: str = ""


def plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def lines_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each line, broken where the text has a line break."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if "\n" not in piece.text:
            lines[-1].append(piece)
            continue
        first, *others = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        lines.extend([replace(piece, text=other)] for other in others)
    return lines


def trimmed(line: Sequence[Piece]) -> list[Piece]:
    """Without blanks at the ends; pieces that look alike put together."""
    kept: list[Piece] = []
    for piece in line:
        if not piece.text:
            continue
        if kept and _is_set_alike(kept[-1], piece):
            kept[-1] = replace(piece, text=kept[-1].text + piece.text)
        else:
            kept.append(piece)
    while kept and not kept[0].text.lstrip(BLANKS):
        kept.pop(0)
    while kept and not kept[-1].text.rstrip(BLANKS):
        kept.pop()
    if kept and kept[0].text[0] in BLANKS:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(BLANKS))
    if kept and kept[-1].text[-1] in BLANKS:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(BLANKS))
    return kept


def _is_set_alike(one: Piece, other: Piece) -> bool:
    return one.marks == other.marks and one.href == other.href and not one.anchor and not other.anchor


def html(line: Sequence[Piece], without: Container[str] = ()) -> str:
    """HTML within a block; `without` are marks that the block itself says."""
    parts = []
    for piece in line:
        text = escape(piece.text)
        for mark in reversed([mark for mark in piece.marks if mark not in without]):
            text = f"<{mark}>{text}</{mark}>"
        if piece.href:
            anchor = f' id="{piece.anchor}"' if piece.anchor else ""
            text = f'<a href="{escape(piece.href)}"{anchor}>{text}</a>'
        parts.append(text)
    return "".join(parts)
