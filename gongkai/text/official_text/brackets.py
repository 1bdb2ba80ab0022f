"""Brackets of every form: what stands in them, and text parted only outside them."""

from __future__ import annotations

from collections.abc import Iterator

_OPENING, _CLOSING = "（(【〔［[〈", "）)】〕］]〉"
_ANGLES = "<>"
"""Brackets only in pairs (各县<市、区>政府); alone they compare."""


def bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Outermost groups in brackets, with where they begin and end."""
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character in _OPENING:
            start = start if depth else at
            depth += 1
        elif character in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1


def parted(text: str, marks: str) -> list[str]:
    """The parts between any of `marks` outside brackets, the empty ones left out."""
    parts: list[str] = []
    opening, closing = _OPENING, _CLOSING
    if text.count(_ANGLES[0]) == text.count(_ANGLES[1]):
        opening, closing = opening + _ANGLES[0], closing + _ANGLES[1]
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character in opening:
            depth += 1
        elif character in closing:
            depth = max(0, depth - 1)
        elif character in marks and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [part for part in (*parts, text[start:]) if part.strip()]
