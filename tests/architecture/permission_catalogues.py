"""Catalogues with something for every command to be tried on, and the inputs of each row of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.models import (
    Catalogue,
    CatalogueItem,
    CatalogueVersion,
    Exemption,
    FollowUp,
)
from gongkai.core.catalogue.rules import ItemFields
from gongkai.foundation.organisations.enums import DivisionLevel
from gongkai.foundation.organisations.models import Division
from tests import factories as make
from tests.factories import County

if TYPE_CHECKING:
    from tests.architecture.permission_world import World

BASIS = "本地没有农村居民，云编办〔2026〕3号已核销该事项。"


@dataclass
class Layers:
    """A city's catalogue above the county's, and townships below in several states."""

    national: Catalogue
    upper_item: CatalogueItem
    own_item: CatalogueItem
    fresh_item: CatalogueItem
    proposed: Exemption
    approved: Exemption
    empty_township: Division
    township: Catalogue
    township_item: CatalogueItem
    in_review: CatalogueVersion
    settled: Catalogue
    follow_up: FollowUp


def make_layers(county: County) -> Layers:
    """Rows of the county that were there before the city's are its own; nobody said yet what they match."""
    national = commands.load_national_standard(actor=make.SYSTEM)
    city = commands.create_catalogue(actor=make.SYSTEM, division_id=county.city.pk, title="澄州市目录")
    make.import_rows(city, [make.make_row(1), make.make_row(8, level2="只有市里有的事项")])
    make.publish_catalogue(city)
    townships = [
        make.make_division(f"99012302{number}", f"第{number}镇", DivisionLevel.TOWNSHIP, county.division)
        for number in range(4)
    ]
    derived = [_derive(division) for division in townships[:3]]
    settled, in_review, township = derived
    make.publish_catalogue(settled)
    submitted = commands.submit_version(
        actor=make.SYSTEM, catalogue_id=in_review.pk, change_note="首次公布。"
    )
    follow_up = _follow_up(city)
    fresh = commands.add_item(actor=make.SYSTEM, catalogue_id=county.catalogue.pk, fields=a_row("新增的事项"))
    proposed, approved = (
        commands.propose_not_applicable(
            actor=make.SYSTEM, catalogue_id=county.catalogue.pk, item_id=item.pk, basis=BASIS
        )
        for item in county.items[1:3]
    )
    commands.approve_not_applicable(actor=make.SYSTEM, exemption_id=approved.pk)
    return Layers(
        national=national,
        upper_item=CatalogueItem.objects.get(catalogue=city, level2="只有市里有的事项"),
        own_item=county.items[0],
        fresh_item=fresh,
        proposed=proposed,
        approved=approved,
        empty_township=townships[3],
        township=township,
        township_item=queries.items_in(township.pk)[0],
        in_review=submitted,
        settled=settled,
        follow_up=follow_up,
    )


def a_row(name: str, area_code: str = "20", **fields: Any) -> ItemFields:
    """The fields of a complete row."""
    values: dict[str, Any] = {
        "code": "", "level1": "最低生活保障", "content_elements": "对象范围", "legal_basis": ("《条例》",),
        "time_limit": "20个工作日内", "responsible_text": "云溪县民政局", "channels": ("政府网站",),
        "for_everyone": True, "tiers": ("县级", "乡级"),
    }  # fmt: skip
    return ItemFields(area_code=area_code, level2=name, **{**values, **fields})


def _derive(division: Division) -> Catalogue:
    return commands.derive_catalogue(actor=make.SYSTEM, division_id=division.pk, title=f"{division.name}目录")


def _follow_up(city: Catalogue) -> FollowUp:
    standard = commands.register_standard(
        actor=make.SYSTEM, catalogue_id=city.pk, area_code="20", title="社会救助领域标准（2026年）",
        issued_on=date(2026, 6, 1), rows=[a_row("公开事项1"), a_row("只有市里有的事项"), a_row("新的要求")],
    )  # fmt: skip
    return queries.follow_ups_to(standard.pk)[0]


def _saved(item: CatalogueItem, **more: Any) -> dict[str, Any]:
    return {"item_id": item.pk, "revision": item.revision, **more}


def _a_cell(upload_id: int) -> dict[str, Any]:
    row = queries.table_of(queries.get_upload(upload_id)).rows[0]
    place = {"sheet": row.sheet, "row": row.row_number}
    return {"upload_id": upload_id, "values": {"time_limit": "每月5日前"}, **place}


CATALOGUE_INPUTS: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "catalogue.catalogue.derive@township": lambda w: {
        "division_id": w.layers.empty_township.pk, "title": "第3镇目录",
    },
    "catalogue.upload.correct": lambda w: _a_cell(w.upload_id),
    "catalogue.item.add": lambda w: {"catalogue_id": w.county.catalogue.pk, "fields": a_row("再新增一项")},
    "catalogue.item.update": lambda w: _saved(w.layers.own_item, fields=a_row("公开事项1")),
    "catalogue.item.update@township": lambda w: _saved(
        w.layers.township_item, fields=a_row(w.layers.township_item.level2)
    ),
    "catalogue.item.remove": lambda w: {"item_id": w.layers.fresh_item.pk},
    "catalogue.item.adopt": lambda w: {
        "catalogue_id": w.county.catalogue.pk, "upper_item_ids": [w.layers.upper_item.pk],
    },
    "catalogue.area.adopt": lambda w: {"catalogue_id": w.county.catalogue.pk, "area_code": "20"},
    "catalogue.item.align@township": lambda w: _saved(w.layers.township_item),
    "catalogue.exemption.propose": lambda w: {
        "catalogue_id": w.county.catalogue.pk, "item_id": w.layers.own_item.pk, "basis": BASIS,
    },
    "catalogue.exemption.approve": lambda w: {"exemption_id": w.layers.proposed.pk},
    "catalogue.exemption.refuse": lambda w: {"exemption_id": w.layers.proposed.pk, "opinion": "仍有对象"},
    "catalogue.exemption.end": lambda w: {"exemption_id": w.layers.approved.pk},
    "catalogue.match.confirm": lambda w: {
        "item_id": w.layers.own_item.pk, "upper_item_id": w.layers.upper_item.pk,
    },
    "catalogue.match.reject": lambda w: {
        "item_id": w.layers.own_item.pk, "upper_item_id": w.layers.upper_item.pk,
    },
    "catalogue.version.submit": lambda w: {
        "catalogue_id": w.county.catalogue.pk, "change_note": "按新标准调整。",
    },
    "catalogue.version.submit@township": lambda w: {
        "catalogue_id": w.layers.township.pk, "change_note": "首次公布。",
    },
    "catalogue.version.return": lambda w: {"version_id": w.layers.in_review.pk, "opinion": "请补充依据"},
    "catalogue.version.publish": lambda w: {"version_id": w.layers.in_review.pk},
    "catalogue.standard.receive": lambda w: {
        "catalogue_id": w.layers.settled.pk, "name": "标准.csv", "chunks": ["领域,事项\n".encode()],
    },
    "catalogue.standard.register": lambda w: {
        "catalogue_id": w.layers.settled.pk, "area_code": "20", "title": "镇级标准",
        "issued_on": date(2026, 6, 1), "rows": [a_row("镇级要求")],
    },
    "catalogue.standard.register@national": lambda w: {
        "catalogue_id": w.layers.national.pk, "area_code": "20", "title": "国家标准",
        "issued_on": date(2026, 6, 1), "rows": [a_row("国家要求")],
    },
    "catalogue.standard.follow_up": lambda w: {"follow_up_id": w.layers.follow_up.pk},
    "publishing.log.write_catalogue": lambda w: {
        "version_id": queries.latest_version(w.county.catalogue.pk).pk,
    },
    "catalogue.content_standard.set": lambda w: {
        "item_id": w.layers.own_item.pk, "requirement": "应载明对象、标准、程序和监督电话。",
    },
}  # fmt: skip
