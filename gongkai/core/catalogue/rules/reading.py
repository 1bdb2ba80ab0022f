"""From rows of tables and of the shipped reference to the fields of an item."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.core.catalogue.rules.fields import ItemFields
from gongkai.reference.channels import channels, find_channel
from gongkai.reference.national_items import Audience as NationalAudience
from gongkai.reference.national_items import Method as NationalMethod
from gongkai.reference.national_items import NationalItem, Tier
from gongkai.reference.policy_areas import find_policy_area
from gongkai.text.catalogue_table import CatalogueRow, Method

SOME_GROUPS = "特定群体"
"""What stands for groups that a table ticks and does not describe."""

TIER_NAMES = {Tier.CITY: "市级", Tier.COUNTY: "县级", Tier.TOWNSHIP: "乡级", Tier.VILLAGE: "村级"}


def fields_of_row(row: CatalogueRow) -> ItemFields | None:
    """The fields of a table row; None where its area is not known."""
    area = find_policy_area(row.area) if row.area else None
    if area is None:
        return None
    return ItemFields(
        area_code=area.code,
        code=row.code,
        level1=row.level1,
        level2=row.level2,
        content_elements=row.content,
        legal_basis=row.basis_list,
        time_limit=row.time_limit,
        responsible_text=row.responsible,
        channels=tuple(_channel_name(name) for name in row.channels),
        for_everyone=row.audience.everyone,
        for_groups=row.audience.groups or (SOME_GROUPS if row.audience.specific else ""),
        disclosure_method=_method(row.methods),
        tiers=row.tiers,
    )


def fields_of_national_item(item: NationalItem) -> ItemFields:
    """The fields of an item of the national standard."""
    names = {channel.code: channel.name for channel in channels()}
    return ItemFields(
        area_code=item.area,
        code=item.id.partition("-")[2],
        level1=item.level1,
        level2=item.level2,
        content_elements=item.content,
        legal_basis=item.basis,
        time_limit=item.time_limit,
        responsible_text=item.responsible,
        channels=tuple(names[code] for code in item.channels),
        for_everyone=item.audience != NationalAudience.SPECIFIC,
        for_groups=item.audience_detail,
        disclosure_method=(
            DisclosureMethod.ON_REQUEST
            if item.method == NationalMethod.ON_REQUEST
            else DisclosureMethod.PROACTIVE
        ),
        tiers=tuple(TIER_NAMES[tier] for tier in item.tiers),
    )


def _channel_name(text: str) -> str:
    """The vocabulary's name of a channel, or the table's own word where it is not in the vocabulary."""
    found = find_channel(text)
    return found.name if found else text


def _method(methods: Sequence[Method]) -> str:
    if set(methods) == {Method.PROACTIVE, Method.ON_REQUEST}:
        return DisclosureMethod.BOTH
    return DisclosureMethod.ON_REQUEST if Method.ON_REQUEST in methods else DisclosureMethod.PROACTIVE
