"""Invented catalogues written out in one of very many layouts, each with the rows that stand in it.

A layout is drawn from a seed: which columns there are and in what order, how the header is spelt and
broken, what becomes of merged and of empty cells, how lists and boxes are written, what stands before and
after the table, and in which form the grid is lost. So a reader can be tried on pages nobody looked at.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

TEXTS = ("seq", "level1", "level2", "content", "basis", "limit", "body", "channels")
CELL_FORMS = ("bars", "markdown", "bar_cells", "lone_bars")
LINE_FORMS = ("paragraphs", "lines", "spaced")
FORMS = (*CELL_FORMS, *LINE_FORMS)

_OFFERED = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点",
    "政务服务中心", "便民服务站", "入户/现场", "社区/企事业单位/村公示栏(电子屏)", "精准推送", "其他",
)  # fmt: skip
_TIERS = {"县级": "县级", "区级": "县级", "乡级": "乡级", "镇(街)级": "乡级", "村级": "村级", "市级": "市级"}


_TIER_COLUMNS = (
    (), ("县级", "乡级"), ("县级",), ("区级", "镇(街)级"), ("市级", "县级", "乡级"), ("乡级", "村级"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One row: what a reader has to find in it, whatever the layout."""

    area: str
    level1: str
    level2: str
    content: tuple[str, ...]
    basis: tuple[str, ...]
    limit: str
    body: str
    channels: tuple[str, ...]


def items_from(path: Path) -> list[Item]:
    """Items from rows as the reader gives them (JSON lines); rows that lack something are left out."""
    found: dict[tuple[str, ...], Item] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line) if line.strip() else {}
        keys = ("domain", "level1", "level2", "content", "basis", "time_limit_text", "subject", "channels")
        if all(row.get(key) for key in keys) and "同上" not in json.dumps(row, ensure_ascii=False):
            content = tuple(row["content"].split("; "))
            item = Item(
                row["domain"], row["level1"], row["level2"], content, tuple(row["basis"]),
                row["time_limit_text"], row["subject"], tuple(row["channels"]),
            )  # fmt: skip
            found.setdefault((item.area, item.level1, item.level2), item)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices that make one layout."""

    form: str
    columns: tuple[str, ...]
    tiers: tuple[str, ...]
    words: bool
    names: str
    shared: str
    ticks: str
    content: str
    basis: str
    boxes: str
    seq: str
    spaced_header: bool
    broken_header: bool
    spaces: bool
    width: int
    around: bool
    extra: str


@dataclass
class Page:
    """The text of a page and the rows that stand in it."""

    text: str
    rows: list[dict[str, Any]] = field(default_factory=list)


def drawn(seed: int, items: Sequence[Item], forms: Sequence[str] = FORMS) -> tuple[Layout, Page]:
    """The layout of a seed, and a page of a few items of one area in it."""
    chance = random.Random(seed)
    layout = _layout(chance, forms)
    area = chance.choice(sorted({item.area for item in items}))
    members = [item for item in items if item.area == area]
    start = chance.randrange(max(len(members) - 4, 1))
    return layout, _Writer(layout, chance).page(members[start : start + chance.randint(3, 6)])


def _layout(chance: random.Random, forms: Sequence[str]) -> Layout:
    form = chance.choice(list(forms))
    cells = form in CELL_FORMS
    order = list(TEXTS)
    if chance.random() < 0.25:
        at = chance.randrange(4, len(order) - 1)
        order[at], order[at + 1] = order[at + 1], order[at]
    words = cells and chance.random() < 0.2
    return Layout(
        form=form,
        columns=tuple(order),
        tiers=chance.choice(
            [
                (),
                ("县级", "乡级"),
                ("县级",),
                ("区级", "镇(街)级"),
                ("市级", "县级", "乡级"),
                ("乡级", "村级"),
            ]
        ),
        words=words,
        names=chance.choice(["each", "lost", "lost"]),
        shared=chance.choice(["each", "each", "lost"]),
        ticks=chance.choice(["kept", "collapsed"]) if cells else "lost",
        content=chance.choice(["、", "；", ";", "●", "1.", "1.;", "\n"]),
        basis=chance.choice(["、", "", " ", "1.", "●"]),
        boxes=chance.choice(["all", "all", "only", "lines", "names"]),
        seq=chance.choice(["1", "1", "1", "1."]),
        spaced_header=chance.random() < 0.3,
        broken_header=chance.random() < 0.25,
        spaces=chance.random() < 0.3,
        width=chance.choice([0, 0, 0, 12, 18]) if form != "spaced" else 0,
        around=chance.random() < 0.5,
        extra=chance.choice(["", "", "", "咨询电话", "备注"]),
    )


_HEADINGS = {
    "seq": ("序号",),
    "content": ("公开内容(要素)", "公开内容（要素）", "公开内容"),
    "basis": ("公开依据",),
    "limit": ("公开时限",),
    "body": ("公开主体",),
    "channels": ("公开渠道和载体", "公开渠道"),
}


class _Writer:
    def __init__(self, layout: Layout, chance: random.Random) -> None:
        self._layout = layout
        self._chance = chance

    def page(self, items: Sequence[Item]) -> Page:
        layout = self._layout
        marks = self._marks()
        rows = [self._row(number, item, items) for number, item in enumerate(items)]
        expected = [self._expected(number, item, marks) for number, item in enumerate(items)]
        lines = list(self._before(items[0].area))
        writer = {
            "bars": self._bars, "markdown": self._bars, "bar_cells": self._bar_cells,
            "lone_bars": self._bar_cells, "paragraphs": self._paragraphs, "lines": self._lines,
            "spaced": self._spaced,
        }[layout.form]  # fmt: skip
        lines += writer(self._header(), [[*row, *self._ticks(marks), *self._behind()] for row in rows])
        lines += self._after()
        return Page("\n".join(lines), expected)

    # --- header ----------------------------------------------------------------------------------------

    def _header(self) -> tuple[list[str], list[str]]:
        chance, layout = self._chance, self._layout
        upper: list[str] = []
        for key in layout.columns:
            if key == "level1":
                upper.append("公开事项")
            elif key != "level2":
                upper.append(chance.choice(_HEADINGS[key]))
        upper += ["公开对象", "公开方式"] + (["公开层级"] if layout.tiers else [])
        lower = ["一级事项", "二级事项"]
        if not layout.words:
            lower += ["全社会", chance.choice(["特定群体", "特定群众"])]
            lower += ["主动", chance.choice(["依申请", "依申请公开"])]
            lower += layout.tiers
        upper += [layout.extra] if layout.extra else []
        if layout.spaced_header:
            upper = [self._spaced_out(text) for text in upper]
            lower = [self._spaced_out(text) for text in lower]
        return upper, lower

    def _spaced_out(self, text: str) -> str:
        if self._layout.form == "spaced" or self._chance.random() < 0.5:
            return text
        middle = len(text) // 2
        return f"{text[:middle]} {text[middle:]}"

    # --- cells -----------------------------------------------------------------------------------------

    def _row(self, number: int, item: Item, items: Sequence[Item]) -> list[str | None]:
        """The texts; None for a cell that a merged one above stands for."""
        above = items[number - 1] if number else None
        layout = self._layout
        cells: dict[str, str | None] = {
            "seq": f"{number + 1}{'.' if layout.seq == '1.' else ''}",
            "level1": item.level1,
            "level2": item.level2,
            "content": self._list(item.content, layout.content),
            "basis": self._basis(item.basis),
            "limit": item.limit,
            "body": item.body,
            "channels": self._channels(item.channels),
        }
        if above and layout.names == "lost" and above.level1 == item.level1:
            cells["level1"] = None
        if above and layout.shared == "lost" and layout.names == "lost" and cells["level1"] is None:
            for key in ("limit", "body", "channels"):
                if getattr(above, key) == getattr(item, key):
                    cells[key] = None
        return [self._broken(cells[key], key) for key in layout.columns]

    def _list(self, parts: Sequence[str], style: str) -> str:
        if style.startswith("1."):
            ends = ";" if style == "1.;" else " "
            return ends.join(f"{at}.{part}" for at, part in enumerate(parts, start=1))
        if style == "●":
            return " ".join(f"●{part}" for part in parts)
        if style == "、" and any("、" in part or len(part) < 3 for part in parts):
            style = "；"
        if style == "\n":
            return ("\n" if self._layout.form in ("lines", "paragraphs") else "；").join(parts)
        return style.join(parts)

    def _basis(self, titles: Sequence[str]) -> str:
        marked = [f"《{title}》" if "《" not in title and "》" not in title else title for title in titles]
        if any("《" not in title for title in marked):
            return "、".join(marked)
        return self._list(marked, self._layout.basis)

    def _channels(self, names: Sequence[str]) -> str:
        style = self._layout.boxes
        if style == "names":
            return "、".join(names)
        if style in ("only", "lines"):
            return ("\n" if style == "lines" and self._layout.form in ("lines", "paragraphs") else " ").join(
                f"■{name}" for name in names
            )
        offered = [*names, *(name for name in _OFFERED if name not in names)]
        return " ".join(f"{'■' if name in names else '□'}{name}" for name in offered)

    def _broken(self, text: str | None, key: str) -> str | None:
        if text is None or key == "seq":
            return text
        layout = self._layout
        if (
            layout.spaces
            and key in ("level1", "level2", "limit", "body")
            and len(text) > 5
            and layout.form != "spaced"
        ):
            at = self._chance.randrange(2, len(text) - 2)
            text = f"{text[:at]} {text[at:]}"
        if layout.width and layout.form == "paragraphs" and "\n" not in text:
            text = "\n".join(text[at : at + layout.width] for at in range(0, len(text), layout.width))
        return text

    # --- ticks -----------------------------------------------------------------------------------------

    def _marks(self) -> list[str]:
        """全社会, 主动 and the first tier, as cells."""
        layout = self._layout
        if layout.words:
            return ["全社会", "主动公开", *(["、".join(layout.tiers)] if layout.tiers else [])]
        tiers = ["√" if at == 0 else "" for at in range(len(layout.tiers))]
        return ["√", "", "√", "", *tiers]

    def _ticks(self, marks: Sequence[str]) -> list[str]:
        if self._layout.words or self._layout.ticks == "kept":
            return list(marks)
        return [mark for mark in marks if mark] if self._layout.ticks == "collapsed" else []

    def _behind(self) -> list[str]:
        return {"": [], "咨询电话": ["0800-0000000"], "备注": []}[self._layout.extra]

    def _expected(self, number: int, item: Item, marks: Sequence[str]) -> dict[str, Any]:
        layout = self._layout
        told = layout.words or layout.ticks == "kept"
        tiers = layout.tiers if layout.words else layout.tiers[:1]
        return {
            "domain": item.area,
            "seq": number + 1,
            "level1": item.level1,
            "level2": item.level2,
            "content": "; ".join(item.content),
            "basis": list(item.basis),
            "time_limit_text": item.limit,
            "subject": item.body,
            "channels": list(item.channels),
            "audience": {"全社会": True, "特定群体": None} if told else None,
            "method": "主动" if told else None,
            "tier": list(dict.fromkeys(_TIERS[tier] for tier in tiers)) or None if told else None,
        }

    # --- forms -----------------------------------------------------------------------------------------

    def _bars(self, header: tuple[list[str], list[str]], rows: list[list[str | None]]) -> Iterator[str]:
        edge = "| " if self._layout.form == "markdown" else ""
        ends = self._chance.choice(["", "|", "||||"])
        for names in header:
            yield f"{edge}{' | '.join(names)} |{ends}"
        for row in rows:
            cells = ["" if cell is None else cell for cell in row if cell is not None]
            yield f"{edge}{' | '.join(cells)} |{ends}"

    def _bar_cells(self, header: tuple[list[str], list[str]], rows: list[list[str | None]]) -> Iterator[str]:
        lone = self._layout.form == "lone_bars"
        lines: list[Sequence[str | None]] = [*header, *rows]
        for cells in lines:
            for cell in cells:
                if cell is None:
                    continue
                if lone:
                    yield from ([cell, "|"] if cell else ["|"])
                else:
                    yield f"{cell} |" if cell else "|"
            if not lone and cells is header[0]:
                yield "||||"

    def _paragraphs(self, header: tuple[list[str], list[str]], rows: list[list[str | None]]) -> Iterator[str]:
        for name in (*header[0], *header[1]):
            for part in self._heading_lines(name):
                yield from (part, "")
        for row in rows:
            for cell in row:
                if cell:
                    yield from (cell, "")
            yield from ("", "")

    def _lines(self, header: tuple[list[str], list[str]], rows: list[list[str | None]]) -> Iterator[str]:
        for name in (*header[0], *header[1]):
            yield from self._heading_lines(name)
        for row in rows:
            for at, cell in enumerate(row):
                if cell:
                    yield from self._wrapped(cell, at)

    def _heading_lines(self, name: str) -> list[str]:
        if self._layout.broken_header and len(name) == 4 and self._chance.random() < 0.5:
            return [name[:2], name[2:]]
        return [name]

    def _wrapped(self, cell: str, at: int) -> list[str]:
        width = self._layout.width
        if not width or at == 0:
            return cell.split("\n")
        return [line[i : i + width] for line in cell.split("\n") for i in range(0, len(line), width)]

    def _spaced(self, header: tuple[list[str], list[str]], rows: list[list[str | None]]) -> Iterator[str]:
        yield " ".join(header[0])
        yield " ".join(header[1])
        for row in rows:
            yield " ".join(cell for cell in row if cell)

    # --- around the table ------------------------------------------------------------------------------

    def _before(self, area: str) -> Iterator[str]:
        if self._layout.around:
            yield "当前位置：首页 > 政务公开 > 基层政务公开标准目录"
            yield "发布时间：2024-05-06 10:20 来源：云溪县 浏览次数：12"
            yield ""
        yield f"云溪县{area}领域基层政务公开标准目录"
        yield ""

    def _after(self) -> Iterator[str]:
        if self._layout.around:
            yield ""
            yield "打印 关闭"
            yield "主办单位：云溪县人民政府办公室"
