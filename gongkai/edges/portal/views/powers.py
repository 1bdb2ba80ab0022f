"""The lists of powers and public services that are in force, for everybody (S4-5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.powers import queries
from gongkai.core.powers.enums import PUBLISHABLE, PowerList, PowerState, PowerType, SortingState
from gongkai.core.powers.queries import Tally
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.portal import addresses, asof, head
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.filters import Option, Select
from gongkai.edges.portal.frame import Page
from gongkai.kernel.errors import NotFound
from gongkai.text.dates import in_chinese
from gongkai.text.sheet_writing import SheetColumn

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from gongkai.core.powers.models import PowerItem, PowerVersion
    from gongkai.core.publishing.models import Site

COLUMN = "权责清单"
PAGE = 50
COLUMNS = (
    shapes.Column("编码"), shapes.Column("名称"), shapes.Column("类型"), shapes.Column("行使主体"),
)  # fmt: skip
VERSION_COLUMNS = (
    shapes.Column("版本"), shapes.Column("生效", "date"), shapes.Column("变动"), shapes.Column("依据和原因"),
)  # fmt: skip
SHEET = (
    SheetColumn("序号", 6, "centre"), SheetColumn("清单", 16), SheetColumn("编码", 16),
    SheetColumn("名称", 36),
    SheetColumn("类型", 12), SheetColumn("行使主体", 24), SheetColumn("设定依据", 50),
    SheetColumn("责任事项", 40), SheetColumn("生效日期", 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose; an empty value is no choice."""

    list_kind: str = ""
    type: str = ""
    body: int | None = None
    words: str = ""

    def query(self, page: int | None = None) -> dict[str, str | int | None]:
        return {
            "list": self.list_kind,
            "type": self.type,
            "body": self.body,
            "q": self.words,
            "page": page,
        }

    def address(self, page: int | None = None) -> str:
        return addresses.with_query(reverse("portal:powers"), **self.query(page))

    def fits(self, row: Tally) -> bool:
        return (
            self.list_kind in ("", row.list_kind)
            and self.type in ("", row.type)
            and self.body in (None, row.body_id)
        )

    def found(self, site: Site) -> QuerySet[PowerItem]:
        return queries.public_powers(
            site.division_id,
            list_kind=self.list_kind,
            type_=self.type,
            body_id=self.body,
            words=self.words,
        )


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(
        list_kind=inputs.choice(request, "list", PowerList.values),
        type=inputs.choice(request, "type", PowerType.values),
        body=inputs.number(request, "body"),
        words=inputs.words(request),
    )


@public_page
def powers(request: HttpRequest, site: Site) -> HttpResponse:
    """What is in force, with filters that count and downloads."""
    wanted = _wanted(request)
    tally = queries.tally_powers(site.division_id)
    found = wanted.found(site)
    total = found.count() if wanted.words else sum(row.count for row in tally if wanted.fits(row))
    shown = paging.pages(total, inputs.page(request), wanted.address, size=PAGE, unit="项")
    path = reverse("portal:powers")
    page = Page(
        title=COLUMN,
        path=path,
        section="powers",
        crumbs=[shapes.NavLink(COLUMN, path)],
        tags=head.column_tags(
            COLUMN,
            "信息公开目录",
            f"{site.division.name}各单位的权责清单和公共服务事项清单",
            "权责清单,公共服务事项,行政权力",
        ),
        indexed=wanted == Wanted() and shown.number == 1,
        about_days="清单是今天的。当日还没有列入或者当日名称不同的已注明；此后取消的不在其中。",
    )
    listed = paging.cut(found, shown, size=PAGE)
    day = asof.day_of(request)
    then = queries.in_force_on([power.pk for power in listed], day) if day else {}
    context = {
        "place": site.division.name,
        "columns": COLUMNS,
        "rows": [
            shapes.TableRow(
                [
                    shapes.Cell(power.code),
                    shapes.Cell(
                        power.name, url=address_of(power), note=_name_then(power, then) if day else ""
                    ),
                    shapes.Cell(PowerType(power.type).label),
                    shapes.Cell(power.body.name),
                ]
            )
            for power in listed
        ],
        "pages": shown,
        "selects": _selects(tally, wanted),
        "words": wanted.words,
        "is_filtered": wanted != Wanted(),
        "nothing_yet": not tally,
        "downloads": [
            shapes.NavLink(label, addresses.with_query(reverse(f"portal:{name}"), **wanted.query()))
            for label, name in (("下载（Excel）", "powers_workbook"), ("CSV", "powers_csv"))
        ],
    }
    return rendered(request, site, page, "portal/powers.html", context)


def _name_then(power: PowerItem, then: Mapping[int, PowerVersion]) -> str:
    """What a row says of an earlier day."""
    version = then.get(power.pk)
    if version is None:
        return "当日尚未列入"
    return f"当日名称：{version.name}" if version.name != power.name else ""


def _stood_on(power: PowerItem, day: date | None) -> str:
    """What the page of a power says of an earlier day; its versions are listed below."""
    if day is None:
        return ""
    version = queries.in_force_on([power.pk], day).get(power.pk)
    if version is None:
        return f"{in_chinese(day)}该事项还没有列入，或者已经取消。"
    basis = "、".join(version.basis)
    return (
        f"{in_chinese(day)}施行的是第{version.number}版：{version.name}，{version.body_name}"
        f"{f'，依据{basis}' if basis else ''}。"
    )


@public_page
def power(request: HttpRequest, site: Site, public_id: str) -> HttpResponse:
    """One power: what it says, what its links produce for the public, and its versions."""
    found = queries.get_public_power(public_id)
    if site.division_id not in found.division.lineage:
        raise NotFound("没有找到该事项，网址可能有误。")
    page = Page(
        title=found.name,
        path=address_of(found),
        section="powers",
        crumbs=[
            shapes.NavLink(COLUMN, reverse("portal:powers")),
            shapes.NavLink(found.name, address_of(found)),
        ],
        tags=head.column_tags(
            COLUMN, "信息公开目录", f"{found.body.name}“{found.name}”的依据和责任", found.name
        ),
        indexed=found.state != PowerState.CANCELLED,
        about_days=_stood_on(found, asof.day_of(request)),
    )
    context = {
        "power": found,
        "kicker": f"{PowerList(found.list_kind).label} · {PowerType(found.type).label}",
        "is_cancelled": found.state == PowerState.CANCELLED,
        "facts": _facts(found),
        "links": _open_links(found),
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
            for row in queries.versions_of(found.pk)
        ],
    }
    return rendered(request, site, page, "portal/power.html", context)


@public_page
def workbook(request: HttpRequest, site: Site) -> HttpResponse:
    return sheet_download(_title(site), SHEET, _rows(_wanted(request).found(site)), frozen_columns=4)


@public_page
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    rows = _rows(_wanted(request).found(site))
    return csv_download([column.heading for column in SHEET], rows, f"{_title(site)}.csv")


def address_of(power: PowerItem) -> str:
    return reverse("portal:power", kwargs={"public_id": power.public_id})


def _title(site: Site) -> str:
    return f"{site.division.name}权责和公共服务事项清单"


def _rows(powers: QuerySet[PowerItem]) -> list[list[str]]:
    return [
        [
            str(number),
            PowerList(power.list_kind).label,
            power.code,
            power.name,
            PowerType(power.type).label,
            power.body.name,
            "\n".join(power.basis),
            power.duties,
            f"{power.since:%Y-%m-%d}",
        ]
        for number, power in enumerate(powers, start=1)
    ]


def _facts(found: PowerItem) -> list[shapes.Fact]:
    return [
        shapes.Fact("行使主体", found.body.name, addresses.documents(body=found.body_id)),
        shapes.Fact("编码", found.code),
        shapes.Fact("设定依据", "\n".join(found.basis), wide=True),
        shapes.Fact("责任事项", found.duties, wide=True),
        shapes.Fact("生效日期", f"{found.since:%Y-%m-%d}"),
        shapes.Fact("最近调整", f"{found.changed_on:%Y-%m-%d}" if found.changed_on else "没有调整"),
    ]


def _open_links(found: PowerItem) -> list[dict[str, object]]:
    """What the links produce for the public, once the sorting was confirmed."""
    if found.sorting != SortingState.CONFIRMED:
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
        for link in queries.links_of(found.pk)
    ]


def _selects(tally: Sequence[Tally], wanted: Wanted) -> list[Select]:
    """Each choice is counted with the other choices kept."""
    lists, types, bodies = Counter[str](), Counter[str](), Counter[tuple[int, str]]()
    for row in tally:
        if replace(wanted, list_kind="").fits(row):
            lists[row.list_kind] += row.count
        if replace(wanted, type="").fits(row):
            types[row.type] += row.count
        if replace(wanted, body=None).fits(row):
            bodies[row.body_id, row.body_name] += row.count
    return [
        Select(
            "list",
            "清单",
            "全部清单",
            [
                Option(kind.value, kind.label, lists[kind.value], kind.value == wanted.list_kind)
                for kind in PowerList
                if lists[kind.value] or kind.value == wanted.list_kind
            ],
        ),
        Select(
            "type",
            "类型",
            "全部类型",
            [
                Option(kind.value, kind.label, types[kind.value], kind.value == wanted.type)
                for kind in PowerType
                if types[kind.value] or kind.value == wanted.type
            ],
        ),
        Select(
            "body",
            "行使主体",
            "全部单位",
            [Option(str(pk), name, number, pk == wanted.body) for (pk, name), number in bodies.items()],
        ),
    ]
