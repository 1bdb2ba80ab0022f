"""Brackets of every form: what stands in them, and text parted only outside them."""

from __future__ import annotations

from collections.abc import Iterator

_OPENING, _CLOSING = "（(【〔［[〈", "）)】〕］]〉"


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
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in marks and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [part for part in (*parts, text[start:]) if part.strip()]
