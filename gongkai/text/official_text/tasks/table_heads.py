"""The headings of tables of tasks: which column says what is to be done, who does it and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto


class Column(Enum):
    ORDINAL = auto()
    TASK = auto()
    LEAD = auto()
    UNITS = auto()
    DUE = auto()
    OTHER = auto()


_BODIES = (
    r"(?:责任|配合|协办|会办|协作|协助|承办|落实|参与|实施|推进|参加|协同|协同配合|完成|负责|具体责任)(?:（配合）)?"
    r"(?:单位|部门|科室|处室|主体|机构|股室)"
)
_HEADINGS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.ORDINAL, re.compile(r"序号|编号|序")),
    (
        Column.LEAD,
        re.compile(
            r"(?:(?:牵头|主办|主责)(?:责任|负责)?(?:单位|部门|科室|处室|股室)?|(?:主要|第一)责任(?:单位|部门))(?:[（(].{1,8}[）)])?"
        ),
    ),
    (
        Column.UNITS,
        re.compile(rf"{_BODIES}(?:[与和及、/]{_BODIES})?(?:[（(].{{1,8}}[）)])?|(?:责任|任务|职责)?分工"),
    ),
    (
        Column.DUE,
        re.compile(
            r"(?:完成|办结|整改|推进|落实|进度|时序|序时|计划)?(?:时限|时间|期限|时间节点|时间安排|日期|进度)(?:要求|安排|进度|节点)?"
        ),
    ),
    (
        Column.TASK,
        re.compile(
            r"[\u3400-\u9fff0-9]{0,12}(?:任务|要求|措施|举措|内容|事项|工作|目标|项目)(?:分解|名称|及要求|内容|清单|分工)?"
        ),
    ),
    (
        Column.OTHER,
        re.compile(
            r"备注|[\u3400-\u9fff]{0,4}(?:类别|分类|类型)|领域|一级指标|二级指标|责任人|责任领导|分管领导|牵头领导|来源|依据|成果形式|板块|一级任务"
            r"|[\u3400-\u9fff]{2,12}内(?:设|部)?(?:牵头|配合|责任|承办)?(?:机构|处室|科室|股室)"
            r"|[\u3400-\u9fff0-9\-—]{0,12}(?:情况|成效|进展|电话|领导|负责人|联系人|说明|资金|投资|规模|地点|形象进度)"
        ),
    ),
)
_AIM = re.compile(r"(?:年度|工作|预期|绩效|阶段|任务)?(?:任务)?目标|标准|成效|指标")
"""How far a task is to go stands beside the task."""

_MOST_COLUMNS = 40


def meaning(cell: str) -> Column | None:
    """What the heading of a column says that its cells are; None for a word that no table of tasks has."""
    plain = re.sub(r"\s+", "", cell).strip("|")
    return next((column for column, pattern in _HEADINGS if pattern.fullmatch(plain)), None)


def columns_of(head: Sequence[str]) -> list[Column] | None:
    """What the columns mean; None where the row is no heading of a table of tasks."""
    if len(head) > _MOST_COLUMNS:
        return None
    columns = [meaning(cell) for cell in head]
    unnamed = [at for at, column in enumerate(columns) if column is None]
    if Column.TASK not in columns and Column.DUE in columns and len(unnamed) == 1:
        # beside bodies and a deadline the column of any other name says what for: 整治行业, 检查对象
        columns[unnamed[0]] = Column.TASK
    known = [column for column in columns if column is not None]
    has_bodies = Column.LEAD in known or Column.UNITS in known
    if not has_bodies or Column.TASK not in known or len(known) * 2 < len(head):
        return None
    meanings = [column or Column.OTHER for column in columns]
    named = [at for at, column in enumerate(meanings) if column is Column.TASK]
    aims = [at for at in named if _AIM.search(re.sub(r"\s+", "", head[at]))]
    return [
        Column.OTHER if at in aims and len(aims) < len(named) else column
        for at, column in enumerate(meanings)
    ]
