"""Where a thing stands among public bodies and administrative divisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A public body with its ancestors by the parent line, and its division with its ancestors.

    A right over any of these covers the thing; both tuples run from the thing itself upwards.
    """

    body_ids: tuple[int, ...] = ()
    division_ids: tuple[int, ...] = ()
