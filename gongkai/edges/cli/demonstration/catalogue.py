"""Standard catalogues written as the spreadsheets that an office would hold."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.demonstration import County
from gongkai.reference.channels import channels, find_channel
from gongkai.reference.national_items import Audience as NationalAudience
from gongkai.reference.national_items import Method as NationalMethod
from gongkai.reference.national_items import NationalItem, Tier, national_items
from gongkai.reference.policy_areas import policy_area
from gongkai.text.catalogue_table import Audience, CatalogueRow, Method, write_catalogue

TITLE = "云溪县基层政务公开标准目录"
FILE_NAME = "云溪县基层政务公开标准目录.xlsx"
_GENERAL_LIMIT = "信息形成或者变更之日起20个工作日内"
_GENERAL_BASIS = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
_USUAL_CHANNELS = ("政府网站", "公开查阅点", "政务服务中心")
_ANY_BUREAU = "县级人民政府有关部门"
COMMON_AREAS = frozenset({"04", "20", "24"})
"""What the common list of the province covers."""

_TOWNSHIPS_ACT = frozenset({"04", "09", "10", "14", "15", "17", "20", "21", "23"})
"""Areas in which townships of the county publish as well, where the standard says nothing of tiers."""

_TIERS = {Tier.COUNTY: "县级", Tier.TOWNSHIP: "乡级", Tier.VILLAGE: "村级"}


def county_table(plan: County) -> bytes:
    """The county's whole catalogue as the office's spreadsheet."""
    return _workbook(list(_rows(plan)), TITLE)


def province_table(plan: County, title: str) -> bytes:
    """The common list of the province: three areas, naming no county's bureaus."""
    rows = [
        replace(row, responsible=item.responsible or _ANY_BUREAU)
        for item, row in zip(national_items(), _rows(plan), strict=True)
        if item.area in COMMON_AREAS
    ]
    return _workbook(rows, title)


def _workbook(rows: Sequence[CatalogueRow], title: str) -> bytes:
    stream = io.BytesIO()
    write_catalogue(rows, stream, title, offered_channels=[channel.name for channel in channels()][:14])
    return stream.getvalue()


def _rows(plan: County) -> Iterator[CatalogueRow]:
    number = 0
    area = ""
    for item in national_items():
        number = number + 1 if item.area == area else 1
        area = item.area
        yield _row(plan, item, number)


def _row(plan: County, item: NationalItem, number: int) -> CatalogueRow:
    """The national item as this county has refined it: where the standard says nothing, the county does."""
    area = policy_area(item.area)
    basis = item.basis or (_GENERAL_BASIS,)
    tiers = tuple(_TIERS[tier] for tier in item.tiers if tier in _TIERS) or (
        ("县级", "乡级") if item.area in _TOWNSHIPS_ACT else ("县级",)
    )
    return CatalogueRow(
        sheet="",
        row_number=number,
        area=area.name if area else "",
        code=str(number),
        level1=item.level1,
        level2=item.level2,
        content=item.content or f"{item.name}的文件名称、文号、主要内容、发布机构和发布日期",
        basis="\n".join(basis),
        basis_list=basis,
        time_limit=item.time_limit or _GENERAL_LIMIT,
        responsible=plan.responsible(item.area)[0].name,
        channels=_channels(item),
        channels_raw="",
        audience=Audience(
            everyone=item.audience != NationalAudience.SPECIFIC,
            specific=item.audience == NationalAudience.SPECIFIC,
            groups=item.audience_detail if item.audience == NationalAudience.SPECIFIC else "",
        ),
        methods=(Method.ON_REQUEST if item.method == NationalMethod.ON_REQUEST else Method.PROACTIVE,),
        tiers=tiers,
    )


def _channels(item: NationalItem) -> tuple[str, ...]:
    found = (find_channel(name) for name in item.channels)
    return tuple(dict.fromkeys(channel.name for channel in found if channel)) or _USUAL_CHANNELS
