"""Where a thing stands among public bodies and administrative divisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A public body with those above it whose rights reach it, and its division with its ancestors.

    A right over any of these covers the thing; both tuples run from the thing itself upwards. The line of
    bodies ends below a government, whose rights are over itself only.
    """

    body_ids: tuple[int, ...] = ()
    division_ids: tuple[int, ...] = ()
