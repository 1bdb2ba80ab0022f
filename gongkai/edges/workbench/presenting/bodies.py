"""Public bodies as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, TableRow
from gongkai.foundation.organisations.enums import BodyKind, SuccessionKind

if TYPE_CHECKING:
    from gongkai.foundation.organisations.models import BodyName, PublicBody, Succession

BODY_COLUMNS = (
    Column("名称"),
    Column("类型"),
    Column("信用代码"),
    Column("联系电话"),
    Column("状态"),
)


def body_rows(bodies: Iterable[PublicBody]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(body.name, url=reverse("workbench:body", args=[body.pk]), note=body.short_name),
                Cell(BodyKind(body.kind).label),
                Cell(body.uscc or "", badge=None if body.uscc else Badge("未登记", "warn")),
                Cell(body.telephone),
                Cell(badge=Badge("已撤销", "off") if body.closed_on else Badge("在用", "good")),
            ]
        )
        for body in bodies
    ]


def body_facts(body: PublicBody) -> list[Fact]:
    above, sector = body.parent, body.sector_parent
    found = [
        Fact("类型", BodyKind(body.kind).label),
        Fact("统一社会信用代码", body.uscc or "未登记，不能发布文件"),
        Fact("所在地区", body.division.name, reverse("workbench:division", args=[body.division_id])),
        Fact("上级机关", above.name if above else "无", _address(above)),
        Fact("业务主管机关", sector.name if sector else "无", _address(sector)),
        Fact("成立日期", body.opened_on.isoformat() if body.opened_on else ""),
        Fact("办公地址", body.address),
        Fact("办公时间", body.office_hours),
        Fact("联系电话", body.telephone),
        Fact("传真", body.fax),
        Fact("电子邮箱", body.email),
    ]
    if body.closed_on:
        found.append(Fact("撤销", f"{body.closed_on.isoformat()}，依据：{body.closing_basis}"))
    return found


def name_rows(names: Iterable[BodyName]) -> list[TableRow]:
    return [
        TableRow(
            [
                Cell(row.name, note=row.short_name),
                Cell(row.valid_from.isoformat() if row.valid_from else "不详"),
                Cell(row.valid_to.isoformat() if row.valid_to else "至今"),
                Cell(row.basis),
            ]
        )
        for row in names
    ]


def succession_lines(successions: Iterable[Succession]) -> list[str]:
    return [
        f"{row.on.isoformat()}　{row.predecessor.name} → {row.successor.name}"
        f"（{SuccessionKind(row.kind).label}，{row.basis}）"
        for row in successions
    ]


def _address(body: PublicBody | None) -> str:
    return reverse("workbench:body", args=[body.pk]) if body else ""
