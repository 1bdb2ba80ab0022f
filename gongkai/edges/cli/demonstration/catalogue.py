"""The county's standard catalogue: written as the spreadsheet that an office would hold, then imported."""

from __future__ import annotations

import io
from collections.abc import Iterator

from gongkai.core.catalogue import commands as catalogue
from gongkai.core.catalogue import queries as catalogue_queries
from gongkai.demonstration import County
from gongkai.edges.cli import output
from gongkai.edges.cli.demonstration.structure import LOADER, Keys
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
_TIERS = {Tier.COUNTY: "县级", Tier.TOWNSHIP: "乡级", Tier.VILLAGE: "村级"}


def load_catalogue(plan: County, keys: Keys) -> None:
    """Import the table unless the county has a catalogue with items already."""
    division_id = keys.divisions[plan.division_code]
    present = catalogue_queries.catalogue_for(division_id)
    if present is not None and catalogue_queries.items_in(present.pk).exists():
        return
    holder = present or catalogue.create_catalogue(actor=LOADER, division_id=division_id, title=TITLE)
    upload = catalogue.receive_upload(
        actor=LOADER, catalogue_id=holder.pk, name=FILE_NAME, chunks=[_workbook(plan)]
    )
    outcome = catalogue.import_upload(actor=LOADER, upload_id=upload.pk)
    output.done(f"标准目录：{outcome.created}项，未导入{outcome.refused}行")


def _workbook(plan: County) -> bytes:
    stream = io.BytesIO()
    write_catalogue(
        list(_rows(plan)), stream, TITLE, offered_channels=[channel.name for channel in channels()][:14]
    )
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
    tiers = tuple(_TIERS[tier] for tier in item.tiers if tier in _TIERS) or ("县级",)
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
