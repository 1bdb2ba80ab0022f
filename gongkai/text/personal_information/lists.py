"""Lists of persons: whether a table is one, and who in it can still be told apart when names are masked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.text.personal_information.persons import is_name

LEAST_ROWS = 3
"""Fewer names are no list."""

LEAST_K = 3
"""A combination that fewer persons share may lead to one of them; our own figure, no norm gives one."""

_NAMES_SHARE = 0.6
_NAME_HEAD = re.compile(
    r"姓\s*名|户主|户名|受益人|领款人|收款人|申请人|保障对象|救助对象|补助对象|学生|持卡人|农户|人员名单|名单"
)
_KINDS = (
    ("id_card", re.compile(r"身份证|证件号|公民身份|证号")),
    ("bank_account", re.compile(r"账号|帐号|卡号|一卡通|存折|银行")),
    ("mobile", re.compile(r"手机|电话|联系方式")),
    ("home_address", re.compile(r"住址|住所|家庭地址|户籍地|门牌|详细地址")),
    ("health", re.compile(r"病情|病种|疾病|诊断|健康|残疾")),
    ("birth_date", re.compile(r"出生|生日")),
    ("village", re.compile(r"村|社区|乡镇|街道|组")),
    ("amount", re.compile(r"金额|补贴|补助|元|面积|亩")),
)
_SINGULAR, _PLURAL = 1, 2


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list of persons; `kind` is a type of finding, or name, village, amount, other."""

    index: int
    head: str
    kind: str


@dataclass(frozen=True, slots=True)
class NameList:
    """A table that looks like a list of persons."""

    columns: tuple[ListColumn, ...]
    rows: int
    names: int
    """Rows whose name is a person's, masked or whole."""
    masked: int
    """Rows whose name is masked."""

    @property
    def name_column(self) -> int:
        return next(column.index for column in self.columns if column.kind == "name")


@dataclass(frozen=True, slots=True)
class ReIdentification:
    """How many persons of a list a combination of columns still tells apart."""

    columns: tuple[str, ...]
    persons: int
    unique: int
    """Persons whose combination nobody shares."""
    below: int
    """Persons whose combination fewer than LEAST_K share."""
    smallest: int
    """The smallest number of persons with one combination; 0 for an empty list."""
    suggestion: str
    """The column whose removal helps most; empty when none is needed or none helps."""

    @property
    def warns(self) -> bool:
        return 0 < self.smallest < LEAST_K

    @property
    def message(self) -> str:
        """For the screen."""
        if not self.warns:
            return (
                f"共 {self.persons} 人，每种组合至少有 {self.smallest} 人相同。"
                if self.persons
                else "名单为空。"
            )
        shown = "、".join(self.columns)
        advice = (
            f"去掉“{self.suggestion}”一列可以明显减少。" if self.suggestion else "建议合并档次或者减少列数。"
        )
        return (
            f"共 {self.persons} 人，按“{shown}”组合，有 {self.unique} 人独一无二，"
            f"{self.below} 人的组合不足 {LEAST_K} 人共有，仍能认出本人。{advice}"
        )


def name_list(header: Sequence[str], rows: Iterable[Sequence[str]]) -> NameList | None:
    """What kind of list of persons the table is; None when it is none.

    A column is one of names by its head or because most of its cells are names; cells of a header alone,
    or of a table with fewer than three names, make no list.
    """
    table = list(rows)
    best: tuple[int, int] | None = None
    for index in range(max((len(row) for row in table), default=0)):
        head = header[index] if index < len(header) else ""
        names = sum(is_name(cell) for cell in _cells(table, index))
        filled = sum(1 for cell in _cells(table, index) if cell)
        likely = names >= _NAMES_SHARE * filled or _NAME_HEAD.search(head)
        if names >= LEAST_ROWS and likely and (best is None or names > best[1]):
            best = index, names
    if best is None:
        return None
    columns = tuple(
        ListColumn(index, head, "name" if index == best[0] else _kind(head))
        for index, head in enumerate(_heads(header, table))
    )
    masked = sum(is_name(cell) and ("*" in cell or "某" in cell) for cell in _cells(table, best[0]))
    return NameList(columns, len(table), best[1], masked)


def k_count(header: Sequence[str], rows: Iterable[Sequence[str]], columns: Sequence[int]) -> ReIdentification:
    """How far the combination of these columns tells persons apart once their names are masked.

    Names are masked to the surname first; rows of sums and empty rows do not count.
    """
    heads = _heads(header, [])
    persons = [
        tuple(_masked(row[index].strip() if index < len(row) else "") for index in columns)
        for row in rows
        if any(cell.strip() for cell in row)
        and not any(cell.strip() in {"合计", "总计", "小计"} for cell in row)
    ]
    sizes = Counter(persons)
    unique = _fewer(sizes, _PLURAL)
    suggestion = ""
    if unique and len(columns) > _SINGULAR:
        left = {
            at: _fewer(Counter(p[:at] + p[at + 1 :] for p in persons), _PLURAL) for at in range(len(columns))
        }
        helps = min(left, key=lambda at: left[at])
        suggestion = heads[columns[helps]] if left[helps] < unique and columns[helps] < len(heads) else ""
    return ReIdentification(
        tuple(heads[index] if index < len(heads) else f"第{index + 1}列" for index in columns),
        len(persons),
        unique,
        _fewer(sizes, LEAST_K),
        min(sizes.values(), default=0),
        suggestion,
    )


def _fewer(sizes: Counter[tuple[str, ...]], limit: int) -> int:
    return sum(size for size in sizes.values() if size < limit)


def _masked(value: str) -> str:
    """A name as lists show it: the surname and one star, so that its length tells nothing."""
    return f"{value[0]}*" if is_name(value) else value


def _cells(table: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index].strip() for row in table if index < len(row)]


def _heads(header: Sequence[str], table: Sequence[Sequence[str]]) -> list[str]:
    width = max([len(header), *(len(row) for row in table)])
    return [header[at].strip() if at < len(header) else "" for at in range(width)]


def _kind(head: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), "other")
