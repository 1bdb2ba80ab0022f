"""What the reference data know of areas, items and channels: for dividing text that lost its grid."""

from __future__ import annotations

from functools import cache

from gongkai.reference.channels import channels
from gongkai.reference.national_items import national_items
from gongkai.reference.policy_areas import policy_areas
from gongkai.text.catalogue_table import Vocabulary


@cache
def known_words() -> Vocabulary:
    """Names of areas, items, channels and contents, aliases among them."""
    items = national_items()
    return Vocabulary(
        areas=tuple(name for area in policy_areas() for name in (area.name, *area.aliases)),
        level1=frozenset(item.level1 for item in items if item.level1),
        level2=frozenset(item.level2 for item in items if item.level2),
        channels=frozenset(name for channel in channels() for name in (channel.name, *channel.aliases)),
        elements=frozenset(element for item in items for element in item.content_elements),
    )
