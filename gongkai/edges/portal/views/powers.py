"""The lists of powers and public services that are, or on a day were, in force, for everybody (S4-5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.powers import queries
from gongkai.core.powers.enums import PowerList, PowerType
from gongkai.core.powers.queries import PublicPower, Tally
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.components.csv_files import csv_download
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.portal import addresses, asof, head
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.filters import Option, Select
from gongkai.edges.portal.frame import Page
from gongkai.kernel import clock
from gongkai.text.dates import in_chinese
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from datetime import date

    from gongkai.core.powers.queries import PublicList
    from gongkai.core.publishing.models import Site

COLUMN = "权责清单"
PAGE = 50
BY_VERSIONS = (
    "按当日施行的版本显示，此后调整、取消的也照当日列出；当日以后才登记的已注明。页内链接都保持这一天。"
)
COLUMNS = (
    shapes.Column("编码"), shapes.Column("名称"), shapes.Column("类型"), shapes.Column("行使主体"),
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

    def found(self, site: Site, on: date | None) -> PublicList:
        return queries.public_list(
            site.division_id,
            list_kind=self.list_kind,
            type_=self.type,
            body_id=self.body,
            words=self.words,
            on=on,
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
    """What is in force, or was on a day (`?asof=`), with filters that count and downloads."""
    wanted, day = _wanted(request), asof.day_of(request)
    tally = queries.tally_powers(site.division_id, day)
    found = wanted.found(site, day)
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
        shows_days=True,
        about_days=BY_VERSIONS,
    )
    context = {
        "place": site.division.name,
        "columns": COLUMNS,
        "rows": [_row(power) for power in found.part(shown.number, PAGE)],
        "pages": shown,
        "selects": _selects(tally, wanted),
        "words": wanted.words,
        "is_filtered": wanted != Wanted(),
        "nothing_yet": not tally,
        "day": day,
        "today": clock.today(),
        "kept": asof.kept(request),
        "path": path,
        "downloads": [
            shapes.NavLink(label, addresses.with_query(reverse(f"portal:{name}"), **wanted.query()))
            for label, name in (("下载（Excel）", "powers_workbook"), ("CSV", "powers_csv"))
        ],
    }
    return rendered(request, site, page, "portal/powers.html", context)


def _row(power: PublicPower) -> shapes.TableRow:
    return shapes.TableRow(
        [
            shapes.Cell(power.code),
            shapes.Cell(power.name, url=address_of(power.public_id), note=entered_later(power)),
            shapes.Cell(PowerType(power.type).label),
            shapes.Cell(power.body_name),
        ]
    )


def entered_later(power: PublicPower) -> str:
    """That the list did not yet say so on the day itself."""
    return f"{in_chinese(power.entered_on)}补登" if power.entered_on else ""


@public_page
def workbook(request: HttpRequest, site: Site) -> HttpResponse:
    rows = _rows(_wanted(request).found(site, asof.day_of_file(request)))
    return sheet_download(_title(request, site), SHEET, rows, frozen_columns=4)


@public_page
def as_csv(request: HttpRequest, site: Site) -> HttpResponse:
    rows = _rows(_wanted(request).found(site, asof.day_of_file(request)))
    return csv_download([column.heading for column in SHEET], rows, f"{_title(request, site)}.csv")


def address_of(public_id: str) -> str:
    return reverse("portal:power", kwargs={"public_id": public_id})


def _title(request: HttpRequest, site: Site) -> str:
    day = asof.day_of(request)
    return f"{site.division.name}权责和公共服务事项清单{f'（{in_chinese(day)}）' if day else ''}"


def _rows(powers: Iterable[PublicPower]) -> list[list[str]]:
    return [
        [
            str(number),
            PowerList(power.list_kind).label,
            power.code,
            power.name,
            PowerType(power.type).label,
            power.body_name,
            "\n".join(power.basis),
            power.duties,
            f"{power.since:%Y-%m-%d}",
        ]
        for number, power in enumerate(powers, start=1)
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
