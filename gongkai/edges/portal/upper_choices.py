"""What a catalogue may be compared with: each layer above, or in each area the nearest of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.enums import Layer
from gongkai.core.catalogue.queries import Side
from gongkai.core.catalogue.rules import covers_some_areas

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion

NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class UpperChoice:
    """One of them: its value in addresses, its short name, its name with the version, its sides."""

    value: str
    label: str
    words: str
    sides: Sequence[Side]


def upper_choices(found: Catalogue) -> list[UpperChoice]:
    """The national standard first, then the layers from the top down; empty when nothing above is in force.

    Where lists of a province or city cover some areas only, all of them together are offered as well.
    """
    versions = catalogue.versions_above(found)
    choices = [_choice(version) for version in reversed(versions)]
    sides = catalogue.nearest_sides(versions)
    if len(sides) > 1:
        choices.append(
            UpperChoice(NEAREST, "各领域最近的上级目录", "各领域最近的上级目录（现行版本）", sides)
        )
    return choices


def _choice(version: CatalogueVersion) -> UpperChoice:
    upper = version.catalogue
    label = f"{upper.division.name}目录" if upper.division else "国家标准"
    partial = "，只比较其涉及的领域" if covers_some_areas(Layer(upper.layer)) else ""
    return UpperChoice(
        upper.public_id, label, f"{label}（{version}{partial}）", [Side(upper.pk, version.number)]
    )
