"""One small invented catalogue, flattened in the ways in which pages lose their grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TITLE = "云溪县安全生产领域基层政务公开标准目录"
UPPER = (
    "序号", "公开事项", "公开内容(要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象",
    "公开方式", "公开层级",
)  # fmt: skip
LOWER = ("一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请", "县级", "乡级")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the invented catalogue; `ticks` are the six tick cells."""

    code: str
    level1: str
    level2: str
    content: str
    basis: str
    limit: str
    body: str
    channels: str
    ticks: tuple[str, ...] = ("√", "", "√", "", "√", "")

    @property
    def texts(self) -> tuple[str, ...]:
        return (
            self.code, self.level1, self.level2, self.content, self.basis, self.limit, self.body,
            self.channels,
        )  # fmt: skip


ITEMS = (
    Item(
        "1", "矿山监管", "停产停业决定", "决定文书；执行情况；恢复生产验收结果",
        "《中华人民共和国矿山安全法》、《云溪县矿山管理办法》", "决定作出之日起7个工作日内",
        "云溪县应急管理局", "■政府网站 □政府公报 ■公开查阅点",
    ),
    Item(
        "2", "矿山监管", "年度检查计划", "计划文本；调整说明", "《云溪县矿山管理办法》", "每年3月31日前",
        "云溪县应急管理局", "■政府网站 □政府公报 □公开查阅点", ("√", "", "√", "", "√", "√"),
    ),
    Item(
        "3", "事故处理", "调查报告", "事故经过；原因分析；责任认定", "《生产安全事故报告和调查处理条例》",
        "批复后20个工作日内", "云溪县人民政府", "■政府网站 □政府公报 □公开查阅点",
    ),
)  # fmt: skip


def bars(items: Sequence[Item] = ITEMS, *, blanks: bool = True) -> str:
    """A line for each row, bars between the cells; without `blanks` the empty tick cells are lost."""
    lines = [f"{TITLE} | ||||||", " | ".join(UPPER) + " | ||||", " | ".join(LOWER) + " | ||||||"]
    for item in items:
        ticks = [tick or " " for tick in item.ticks] if blanks else [tick for tick in item.ticks if tick]
        lines.append(" | ".join([*item.texts, *ticks]) + " | |||")
    return "\n".join(lines)


def bar_cells(items: Sequence[Item] = ITEMS) -> str:
    """A line for each cell, each ended by a bar."""
    cells = [*(f"{name} |" for name in UPPER), "||||", *(f"{name} |" for name in LOWER), "||||||"]
    for item in items:
        cells += [f"{text} |" if text else "|" for text in (*item.texts, *item.ticks)]
    return "\n".join([TITLE, *cells])


def paragraphs(items: Sequence[Item] = ITEMS) -> str:
    """A paragraph for each cell; empty cells and ticks are lost, three empty lines end a row."""
    rows = ["\n\n".join(text for text in item.texts if text) for item in items]
    return "\n\n".join([TITLE, *UPPER, *LOWER]) + "\n\n" + "\n\n\n\n".join(rows) + "\n\n\n\n打印    关闭\n"


def lines(items: Sequence[Item] = ITEMS) -> str:
    """A line for each cell; an empty line ends a row."""
    rows = ["\n".join(text for text in item.texts if text) for item in items]
    return "\n".join([TITLE, *UPPER, *LOWER]) + "\n" + "\n\n".join(rows) + "\n"


def spaced(items: Sequence[Item] = ITEMS) -> str:
    """A line for each row, spaces between the cells."""
    rows = [" ".join(text for text in item.texts if text) for item in items]
    return "\n".join([TITLE, " ".join(UPPER), " ".join(LOWER), *rows])


def run_together(items: Sequence[Item] = ITEMS) -> str:
    """A line for each row, nothing between the cells."""
    return "\n".join([TITLE, "".join(UPPER), "".join(LOWER), *("".join(item.texts) for item in items)])


def blocks(items: Sequence[Item] = ITEMS) -> str:
    """As a PDF gives it: boxes around the row, the merged first level after the row it is printed beside."""
    parts = [TITLE, " ".join(UPPER), " ".join(LOWER)]
    for number, item in enumerate(items):
        first, _, rest = item.channels.partition(" ")
        parts += [first, "\n".join([item.code, *item.texts[2:7]]), *rest.split(" ")]
        if number == 0 or items[number - 1].level1 != item.level1:
            parts.append(item.level1)
    return "\n\n\n".join(parts)
