"""Powers, their versions and what they produce, as tables to look at and to take away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.powers.enums import Openness, PowerList, PowerState, PowerType, SortingState
from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, TableRow, Tone
from gongkai.text.tables.writing import SheetColumn

if TYPE_CHECKING:
    from gongkai.core.powers.models import LinkInformation, PowerItem, PowerVersion

POWER_COLUMNS = (
    Column("编码"), Column("名称"), Column("类型"), Column("行使主体"), Column("状态"), Column("梳理"),
)  # fmt: skip
VERSION_COLUMNS = (
    Column("版本"), Column("生效", "date"), Column("变动"), Column("依据和原因"), Column("登记"),
)  # fmt: skip
POWER_SHEET = (
    SheetColumn("序号", 6, "centre"), SheetColumn("编码", 16), SheetColumn("名称", 36),
    SheetColumn("类型", 12),
    SheetColumn("行使主体", 24), SheetColumn("设定依据", 50), SheetColumn("责任事项", 40),
    SheetColumn("状态", 10), SheetColumn("生效日期", 12),
)  # fmt: skip
SORTED_SHEET = (
    SheetColumn("单位", 22), SheetColumn("清单", 14), SheetColumn("编码", 14), SheetColumn("事项", 30),
    SheetColumn("类型", 12), SheetColumn("环节", 12), SheetColumn("产生的信息", 30),
    SheetColumn("公开属性", 12), SheetColumn("理由", 28), SheetColumn("依据", 36),
    SheetColumn("目录领域", 16),
    SheetColumn("目录事项", 30), SheetColumn("梳理进度", 10),
)  # fmt: skip

STATE_TONES: dict[str, Tone] = {
    PowerState.IN_FORCE: "good", PowerState.ADJUSTED: "info", PowerState.CANCELLED: "off",
}  # fmt: skip
SORTING_TONES: dict[str, Tone] = {
    SortingState.OPEN: "warn", SortingState.IN_REVIEW: "info", SortingState.CONFIRMED: "good",
}  # fmt: skip


def state_badge(power: PowerItem) -> Badge:
    return Badge(PowerState(power.state).label, STATE_TONES[power.state])


def sorting_badge(power: PowerItem) -> Badge:
    return Badge(SortingState(power.sorting).label, SORTING_TONES[power.sorting])


def power_rows(powers: Iterable[PowerItem]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(power.code),
                Cell(power.name, url=reverse("workbench:power", args=[power.pk])),
                Cell(PowerType(power.type).label),
                Cell(power.body.name),
                Cell(badge=state_badge(power)),
                Cell(badge=sorting_badge(power)),
            ]
        )
        for power in powers
    ]


def power_facts(power: PowerItem) -> list[Fact]:
    return [
        Fact("行使主体", power.body.name),
        Fact("清单", PowerList(power.list_kind).label),
        Fact("编码", power.code),
        Fact("类型", PowerType(power.type).label),
        Fact("设定依据", "\n".join(power.basis)),
        Fact("责任事项", power.duties),
        Fact("生效日期", f"{power.since:%Y-%m-%d}"),
        Fact("最近调整", f"{power.changed_on:%Y-%m-%d}" if power.changed_on else ""),
        Fact("依据和原因", power.reason),
    ]


def version_rows(versions: Iterable[PowerVersion]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(f"第{row.number}版", note=row.name),
                Cell(day=row.effective_on),
                Cell("、".join(row.changed)),
                Cell(row.reason),
                Cell(row.by, day=row.at),
            ]
        )
        for row in versions
    ]


def sheet_rows(powers: Iterable[PowerItem]) -> list[list[str]]:
    return [
        [
            str(number),
            power.code,
            power.name,
            PowerType(power.type).label,
            power.body.name,
            "\n".join(power.basis),
            power.duties,
            PowerState(power.state).label,
            f"{power.since:%Y-%m-%d}",
        ]
        for number, power in enumerate(powers, start=1)
    ]


def sorted_rows(information: Iterable[LinkInformation]) -> list[list[str]]:
    """单位公开事项清单: one row an information (S1 一)."""
    return [
        [
            row.link.power.body.name,
            PowerList(row.link.power.list_kind).label,
            row.link.power.code,
            row.link.power.name,
            PowerType(row.link.power.type).label,
            row.link.name,
            row.name,
            Openness(row.openness).label if row.openness else "未认定",
            row.reason,
            citation(row),
            row.item.area.name if row.item else "",
            row.item.name if row.item else "",
            SortingState(row.link.power.sorting).label,
        ]
        for row in information
    ]


def citation(row: LinkInformation) -> str:
    """What an information that is not fully open rests on."""
    cited = (row.negative_entry.citation if row.negative_entry else "", row.article)
    return "；".join(text for text in cited if text)
