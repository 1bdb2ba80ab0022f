from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.powers import queries
from gongkai.core.powers.enums import PUBLISHABLE, PowerList, PowerType, SortingState
from gongkai.core.powers.queries import PublicPower
from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses, asof, head
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.views.powers import BY_VERSIONS, COLUMN, address_of, entered_later
from gongkai.kernel import clock
from gongkai.kernel.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from gongkai.core.powers.models import PowerItem
    from gongkai.core.publishing.models import Site

VERSION_COLUMNS = (
    shapes.Column("版本"), shapes.Column("生效", "date"), shapes.Column("变动"), shapes.Column("依据和原因"),
)  # fmt: skip


@public_page
def power(request: HttpRequest, site: Site, public_id: str) -> HttpResponse:
    """One power: what it says, or said on a day, what its links produce for the public, and its versions."""
    day = asof.day_of(request)
    item, found = queries.get_public_power(public_id, day)
    if site.division_id not in found.body.division.lineage:
        raise NotFound("没有找到该事项，网址可能有误。")
    path = address_of(public_id)
    page = Page(
        title=found.name,
        path=path,
        section="powers",
        crumbs=[shapes.NavLink(COLUMN, reverse("portal:powers")), shapes.NavLink(found.name, path)],
        tags=head.column_tags(
            COLUMN, "信息公开目录", f"{found.body_name}“{found.name}”的依据和责任", found.name
        ),
        indexed=not found.is_cancelled,
        shows_days=True,
        about_days=BY_VERSIONS,
    )
    context = {
        "power": found,
        "kicker": f"{PowerList(found.list_kind).label} · {PowerType(found.type).label}",
        "entered_later": entered_later(found),
        "facts": _facts(found),
        "links": _open_links(item, day),
        "links_unknown": day is not None and not _links_stood(item, day) and item.confirmed_at is not None,
        "columns": VERSION_COLUMNS,
        "versions": [
            shapes.TableRow(
                [
                    shapes.Cell(f"第{row.number}版", note=row.name),
                    shapes.Cell(day=row.effective_on),
                    shapes.Cell("、".join(row.changed)),
                    shapes.Cell(row.reason),
                ]
            )
            for row in queries.versions_of(item.pk, day)
        ],
        "today": clock.today(),
        "path": path,
    }
    return rendered(request, site, page, "portal/power.html", context)


def _facts(found: PublicPower) -> list[shapes.Fact]:
    return [
        shapes.Fact("行使主体", found.body_name, addresses.documents(body=found.body.pk)),
        shapes.Fact("编码", found.code),
        shapes.Fact("设定依据", "\n".join(found.basis), wide=True),
        shapes.Fact("责任事项", found.duties, wide=True),
        shapes.Fact("生效日期", f"{found.since:%Y-%m-%d}"),
        shapes.Fact("最近调整", f"{found.changed_on:%Y-%m-%d}" if found.changed_on else "没有调整"),
    ]


def _links_stood(power: PowerItem, day: date | None) -> bool:
    """Whether the links were public, on a day as they are now: what is confirmed does not change, and what
    was confirmed before is not kept."""
    if power.sorting != SortingState.CONFIRMED or power.confirmed_at is None:
        return False
    return day is None or clock.day_of(power.confirmed_at) <= day


def _open_links(power: PowerItem, day: date | None) -> list[dict[str, object]]:
    """What the links produce for the public, once the sorting was confirmed."""
    if not _links_stood(power, day):
        return []
    return [
        {
            "name": link.name,
            "information": [
                shapes.NavLink(row.name, addresses.item(row.item.public_id) if row.item else "")
                for row in link.information.all()
                if row.openness in PUBLISHABLE
            ],
        }
        for link in queries.links_of(power.pk)
    ]
