"""The rules of the product with some of them left out."""

from __future__ import annotations

from collections.abc import Container

from gongkai.text.personal_information import shipped_text

BLOCKS = shipped_text().split("[[rule]]")
PLATES = [at for at, block in enumerate(BLOCKS) if 'type = "plate"' in block]


def without(places: Container[int]) -> str:
    """The rules of the product without those at some places."""
    return "[[rule]]".join(block for at, block in enumerate(BLOCKS) if at not in places)
