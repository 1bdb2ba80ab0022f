"""The catalogue as tables to take away."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from gongkai.core.catalogue.enums import DisclosureMethod
from gongkai.edges.portal import addresses, presenting
from gongkai.reference.channels import ChannelGroup, channels
from gongkai.text.catalogue_table import Audience, CatalogueRow, Method, write_catalogue

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import ItemRevision

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
JSON = "application/json; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Without it office software reads a CSV file in the local code page and garbles it."""

KEPT_SECONDS = 24 * 3600
"""How long a workbook is kept; its key is what is in it, so a changed catalogue is never served from here."""

COLUMNS = (
    "领域", "序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体",
    "公开渠道和载体", "公开对象", "公开方式", "公开层级", "网址",
)  # fmt: skip

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_METHODS = {
    DisclosureMethod.PROACTIVE: (Method.PROACTIVE,),
    DisclosureMethod.ON_REQUEST: (Method.ON_REQUEST,),
    DisclosureMethod.BOTH: (Method.PROACTIVE, Method.ON_REQUEST),
}


def cell(text: str) -> str:
    """A CSV cell that office software takes for text: never a formula, whatever somebody wrote."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([cell(text) for text in row] for row in rows)
    return BYTE_ORDER_MARK + stream.getvalue()


def attachment(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """A file to save under `name`."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def catalogue_workbook(
    request: HttpRequest, items: Iterable[ItemRevision], title: str, name: str
) -> HttpResponseBase:
    """The catalogue as .xlsx, a sheet for each area; not made again for who has it already."""
    rows = [_row(item) for item in items]
    etag = f'"{hashlib.sha256(repr((title, rows)).encode()).hexdigest()[:32]}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    content = cache.get_or_set(f"portal.workbook.{etag}", lambda: _workbook(rows, title), KEPT_SECONDS)
    response = attachment(cast("bytes", content), XLSX, name)
    response.headers["ETag"] = etag
    return response


def _workbook(rows: Sequence[CatalogueRow], title: str) -> bytes:
    stream = io.BytesIO()
    offered = [channel.name for channel in channels() if channel.group is ChannelGroup.STANDARD]
    write_catalogue(rows, stream, title, offered_channels=offered)
    return stream.getvalue()


def catalogue_csv(items: Iterable[ItemRevision], name: str, base: str) -> HttpResponse:
    """The catalogue as one flat table."""
    rows = (
        (
            item.area.name,
            item.code,
            item.level1,
            item.level2,
            item.content_elements,
            "\n".join(item.legal_basis),
            item.time_limit,
            item.responsible,
            "、".join(item.channels),
            presenting.audience(item),
            presenting.method(item),
            "、".join(item.tiers),
            f"{base}{addresses.item(item.public_id)}",
        )
        for item in items
    )
    return attachment(csv_text(COLUMNS, rows), CSV, name)


def catalogue_json(items: Iterable[ItemRevision], title: str, name: str, base: str) -> HttpResponse:
    """The catalogue for programs: areas with their items, every element by its own name."""
    areas = [
        {"code": area.code, "name": area.name, "items": [_item(item, base) for item in members]}
        for area, members in groupby(items, key=lambda item: item.area)
    ]
    content = json.dumps({"title": title, "areas": areas}, ensure_ascii=False, indent=1)
    return attachment(content, JSON, name)


def _item(item: ItemRevision, base: str) -> dict[str, Any]:
    return {
        "id": item.public_id,
        "url": f"{base}{addresses.item(item.public_id)}",
        "number": item.code,
        "level1": item.level1,
        "level2": item.level2,
        "content_elements": item.content_elements,
        "legal_basis": item.legal_basis,
        "time_limit": item.time_limit,
        "responsible_body": item.responsible,
        "channels": item.channels,
        "for_everyone": item.for_everyone,
        "for_groups": item.for_groups,
        "disclosure_method": presenting.method(item),
        "tiers": item.tiers,
    }


def _row(item: ItemRevision) -> CatalogueRow:
    return CatalogueRow(
        sheet=item.area.name,
        row_number=0,
        area=item.area.name,
        code=item.code,
        level1=item.level1,
        level2=item.level2,
        content=item.content_elements,
        basis="\n".join(item.legal_basis),
        basis_list=tuple(item.legal_basis),
        time_limit=item.time_limit,
        responsible=item.responsible,
        channels=tuple(item.channels),
        channels_raw="",
        audience=Audience(everyone=item.for_everyone, specific=bool(item.for_groups), groups=item.for_groups),
        methods=_METHODS[DisclosureMethod(item.disclosure_method)],
        tiers=tuple(item.tiers),
    )
