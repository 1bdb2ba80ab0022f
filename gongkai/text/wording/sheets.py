"""Lists of words as tables of an office: one entry a row, columns known by their headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.kernel.errors import InvalidInput
from gongkai.text import dates
from gongkai.text.tables.spreadsheets import Sheet
from gongkai.text.wording.lists import LIST_SORTS
from gongkai.text.wording.model import WordingSort, WordRule

WRONG, RIGHT, SORT, SINCE, REASON = "原词", "改为", "类别", "启用日期", "理由"
AFTER, BEFORE, REPLACES = "前面是这些字时不提示", "后面是这些字时不提示", "可直接替换"
OTHERS = "其余原词"
WORD_COLUMNS = (WRONG, RIGHT, SORT, SINCE, REASON, AFTER, BEFORE, REPLACES, OTHERS)
"""The first five are what an office fills in; the others may be missing. The last one is no part of an entry:
it says what becomes of the words of an entry that the line does not name."""

OFF = "（本地区不提示）"
"""Stands under 改为 where the words are not told."""

_HEADINGS: Mapping[str, str] = {
    WRONG: "原词 原用语 错误用语 错误写法 不规范用语 旧称 原名称 错词 用语",
    RIGHT: "改为 应为 正确用语 正确写法 规范用语 新称 现名称 建议 替换为",
    SORT: "类别 类型 分类 种类",
    SINCE: "启用日期 起用日期 生效日期 启用时间 更名日期",
    REASON: "理由 依据 说明 原因 备注",
    AFTER: AFTER,
    BEFORE: BEFORE,
    REPLACES: REPLACES,
    OTHERS: OTHERS,
}
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings.split()}
_SORT_OF = {sort.label: sort for sort in LIST_SORTS} | {
    "机构": WordingSort.BODY, "名称": WordingSort.BODY, "错字": WordingSort.WORD, "错词": WordingSort.WORD,
    "敏感词": WordingSort.SENSITIVE, "慎用": WordingSort.SENSITIVE, "禁用词": WordingSort.SENSITIVE,
}  # fmt: skip
_ENOUGH = 2
_BETWEEN = re.compile(r"[、；;，,\n]")
_GUARD = re.compile(r"^'(?=[=+@\-\t\r])")
_NOTHING = frozenset({"", "无", "（删去）", "删去", "-", "—", "/"})
_NO = frozenset({"否", "不", "n", "no", "false", "0"})
_YES = frozenset({"", "是", "y", "yes", "true", "1"})
_KEPT, _DROPPED = frozenset({"", "保留"}), "删去"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An entry with its line, from 1. `columns`: the columns that the table has at all. `drops_others`: the
    words of an entry that the line changes without naming them are to go."""

    place: str
    rule: WordRule
    columns: frozenset[str]
    drops_others: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A line that gave no entry, with what stands in it and why."""

    place: str
    words: str
    reason: str


def word_cells(rule: WordRule) -> tuple[str, ...]:
    """An entry as the cells under `WORD_COLUMNS`; `read_word_rows` reads them back."""
    return (
        _joined(rule.wrong),
        OFF if rule.off else rule.right,
        rule.sort.label,
        rule.since.isoformat() if rule.since else "",
        rule.reason,
        _joined(rule.unless_after),
        _joined(rule.unless_before),
        "" if rule.replaces or not rule.right else "否",
        "",
    )


def read_word_rows(sheets: Sequence[Sheet]) -> tuple[list[ReadRow], list[RefusedRow]]:
    """Every entry of the tables in a file, and every line that gave none.

    Raises:
        InvalidInput: no table has a row of headings with 原词 and another known one.
    """
    rows: list[ReadRow] = []
    refused: list[RefusedRow] = []
    seen_header = False
    for sheet in sheets:
        where = f"工作表“{sheet.name}”" if len(sheets) > 1 else ""
        if sheet.unreadable or sheet.hidden:
            reason = sheet.unreadable or "这是隐藏的工作表，没有读取；如需导入，请先取消隐藏。"
            refused.append(RefusedRow(where or "工作表", "", reason))
            continue
        seen_header |= _read_sheet(sheet, where, rows, refused)
    if not seen_header:
        raise InvalidInput(
            "没有找到表头，没有导入。表格第一行应写“原词、改为、类别、启用日期、理由”，可以先导出一份对照。"
        )
    return rows, refused


def _read_sheet(sheet: Sheet, where: str, rows: list[ReadRow], refused: list[RefusedRow]) -> bool:
    columns: dict[str, int] = {}
    lost = {(problem.row, problem.column) for problem in sheet.problems if problem.lost}
    for index, cells in enumerate(sheet.rows):
        if not columns:
            columns = _header(cells)
            continue
        values = {name: _plain(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
        if not any(value.strip() for value in values.values()):
            continue
        place = f"{where}第{index + 1}行"
        if any((index, at) in lost for at in columns.values()):
            refused.append(RefusedRow(place, _first(values), "有单元格的公式算不出结果，请改成文字。"))
            continue
        try:
            rows.append(ReadRow(place, _rule(values), frozenset(columns), _drops_others(values)))
        except InvalidInput as error:
            refused.append(RefusedRow(place, _first(values), error.message))
    return bool(columns)


def _plain(cell: str) -> str:
    """A cell without the mark that keeps office software from taking it for a formula."""
    return _GUARD.sub("", cell)


def _header(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = _COLUMN_OF.get("".join(cell.replace("*", "").split()))
        if name is not None:
            found.setdefault(name, at)
    return found if WRONG in found and len(found) >= _ENOUGH else {}


def _rule(values: Mapping[str, str]) -> WordRule:
    """Raises InvalidInput with what is wrong with the line."""
    wrong = split_words(values[WRONG])
    if not wrong:
        raise InvalidInput("没有写原词。")
    right = " ".join(values.get(RIGHT, "").split())
    off = right in {OFF, OFF.strip("（）")}
    right = "" if off or right in _NOTHING else right
    return WordRule(
        wrong=wrong,
        right=right,
        sort=_sort(values.get(SORT, "")),
        reason=" ".join(values.get(REASON, "").split()),
        since=_day(values.get(SINCE, "")),
        unless_after=split_words(values.get(AFTER, "")),
        unless_before=split_words(values.get(BEFORE, "")),
        replaces=_is_yes(values.get(REPLACES, "")) and bool(right),
        off=off,
    )


def split_words(cell: str) -> tuple[str, ...]:
    """The words of a cell, each once: a line each where there are several, else as 、 or ； divide them."""
    parts = cell.split("\n") if "\n" in cell else _BETWEEN.split(cell)
    return tuple(dict.fromkeys(word for part in parts if (word := part.strip())))


def _joined(words: Sequence[str]) -> str:
    """Words that hold a dividing sign stand on a line each; a single one has an empty line after it."""
    if any(_BETWEEN.search(word) for word in words):
        return "\n".join(words) + ("\n" if len(words) == 1 else "")
    return "、".join(words)


def _sort(cell: str) -> WordingSort:
    name = "".join(cell.split())
    if not name:
        return WordingSort.WORD
    if name not in _SORT_OF:
        raise InvalidInput(
            f"不认识类别“{name[:20]}”，应为{'、'.join(sort.label for sort in LIST_SORTS)}之一。"
        )
    return _SORT_OF[name]


def _day(cell: str) -> date | None:
    written = cell.strip().removesuffix(" 00:00:00")
    if written in _NOTHING:
        return None
    try:
        return dates.parse(written)
    except InvalidInput as error:
        raise InvalidInput(f"启用日期“{written[:20]}”写法有误，请按 2018-03-17 的样式填写。") from error


def _is_yes(cell: str) -> bool:
    name = cell.strip().lower()
    if name not in _YES | _NO:
        raise InvalidInput(f"“{REPLACES}”一列应写“是”或者“否”。")
    return name in _YES


def _drops_others(values: Mapping[str, str]) -> bool:
    said = values.get(OTHERS, "").strip()
    if said not in _KEPT | {_DROPPED}:
        raise InvalidInput(f"“{OTHERS}”一列不填或者写“保留”“{_DROPPED}”。")
    return said == _DROPPED


def _first(values: Mapping[str, str]) -> str:
    return " ".join(values.get(WRONG, "").split())[:80]
