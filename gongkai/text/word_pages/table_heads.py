"""Which rows of a table name its columns, where the file does not say so: a screen reader reads them out.

A form (项目名称 and its value beside it, row by row) has no such rows, and is left as it is wherever there is
doubt: what is read out as the name of a column must be one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LONGEST = 16
_NO_NAME = re.compile(r"[0-9０-９。；;！？!?…×√]|[：:]$")
_UNIT = re.compile(r"[（(][^（）()]{1,10}[）)]$")
_COUNTED = re.compile(
    r"(?:序号|编号|号|[人户天次项个]数|数|数量|金额|总额|额|价|单价|总价|率|占比|比例|费|费用|时间|日期|年度|年份|月份|面积|标准|电话|手机"
    r"|得分|分值|分数|总分|成绩|名次|排名|合计|小计|总计|年龄|长度|预算|决算|投资|规模|计划|时限|期限)$"
)
"""Names of columns below which stand numbers and days."""

_NAMED = re.compile(
    r"(?:序号|姓名|名称|单位|部门|科室|机关|机构|主体|内容|事项|任务|措施|举措|职责|分工|备注|说明|地点|地址|位置|依据|类别|类型|种类|分类"
    r"|项目|领域|区域|范围|方式|渠道|流程|环节|步骤|要求|条件|材料|对象|责任人|负责人|联系人|领导|时限|级别|等级|层级|职务|职称|性别|学历"
    r"|专业|岗位|目标|指标|进度|进展|状态|结果|情况|问题|原因|标准|学校|乡镇|街道|村|社区|企业|线路|路线|站点|样品|品种|规格|型号|用途|来源)$"
)
_FIGURE = re.compile(r"[0-9０-９]")
_LEAST_COLUMNS, _MOST_ROWS = 2, 2
_LEAST_FOR_WORDS = 3
_PART = 0.8
"""Totals, blanks and 待定 stand among the numbers of a column."""


@dataclass(frozen=True, slots=True)
class CellFacts:
    """A cell as its row begins it."""

    text: str
    columns: int = 1
    rows: int = 1


def heading_rows(rows: Sequence[Sequence[CellFacts]]) -> int:
    """How many of the first rows name the columns; 0 where that is not plain."""
    count = max((cell.rows for cell in rows[0]), default=1) if rows else 0
    if not 1 <= count <= _MOST_ROWS or len(rows) <= count or len(rows[0]) < _LEAST_COLUMNS:
        return 0
    grid = _grid(rows)
    if not all(_is_name(cell.text) for row in rows[:count] for cell in row):
        return 0
    names = {column: text for (row, column), text in grid.items() if row == count - 1}
    width = sum(cell.columns for cell in rows[0])
    if set(names) != set(range(width)) or len(set(names.values())) != width:
        return 0
    below = [{c: text for (r, c), text in grid.items() if r == row} for row in range(count, len(rows))]
    return count if _columns_differ(names, below) else 0


def _grid(rows: Sequence[Sequence[CellFacts]]) -> dict[tuple[int, int], str]:
    """Row and column → what stands there, in every place that a merged cell takes."""
    grid: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in grid:
                column += 1
            for down in range(min(cell.rows, len(rows) - at)):
                grid.update({(at + down, column + across): cell.text for across in range(cell.columns)})
            column += cell.columns
    return grid


def _is_name(text: str) -> bool:
    plain = "".join(text.split())
    return 0 < len(plain) <= _LONGEST and not _NO_NAME.search(plain)


def _columns_differ(names: Mapping[int, str], below: Sequence[Mapping[int, str]]) -> bool:
    """Whether the rows below are what the first ones name: numbers below the name of a number, or any words
    below names of nothing else. A value of a form has neither a name's end nor only numbers below it."""
    plain = {column: _UNIT.sub("", "".join(name.split())) for column, name in names.items()}
    if len(plain) >= _LEAST_FOR_WORDS and all(_NAMED.search(n) or _COUNTED.search(n) for n in plain.values()):
        return True
    labels = [row.get(0, "") for row in below]
    if sum(bool(_COUNTED.search(text)) for text in labels) * 2 > len(labels):
        # 金额, 年度 down the first column: the row that looked like headings is the first label and its value
        return False
    return any(_COUNTED.search(name) and _holds_numbers(column, below) for column, name in plain.items())


def _holds_numbers(column: int, below: Sequence[Mapping[int, str]]) -> bool:
    texts = [text for row in below if (text := row.get(column, "").strip())]
    return bool(texts) and sum(bool(_FIGURE.search(text)) for text in texts) >= _PART * len(texts)
