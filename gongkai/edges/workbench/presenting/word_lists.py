"""The words of a division as its pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from gongkai.core.wording.enums import WordSource
from gongkai.core.wording.rules import key_of, named, spoken
from gongkai.edges.components.shapes import Cell, Column, NavLink, TableRow

if TYPE_CHECKING:
    from gongkai.core.wording.queries import ListedWord
    from gongkai.foundation.organisations.models import Division
    from gongkai.text.wording import WordingHit, WordRule

HIT_COLUMNS = (Column("原文"), Column("建议"), Column("类别"), Column("理由"))
RULE_COLUMNS = (
    Column("原词"), Column("改为"), Column("类别"), Column("启用日期", "date"), Column("理由"),
)  # fmt: skip
_TABS = (
    ("word_list", "词条"),
    ("word_require", "必须改"),
    ("word_examples", "例句和全文"),
    ("word_versions", "历次版本"),
)


@dataclass(frozen=True, slots=True)
class ShownWord:
    """An entry with what may be done about it; addresses are empty where it may not."""

    listed: ListedWord
    key: str
    right: str
    exceptions: str
    instead: str
    required: str
    loose: tuple[str, ...]
    """Words of it that nobody requires."""
    edit_url: str
    override_url: str
    off_url: str
    require_url: str

    @property
    def is_own(self) -> bool:
        return self.listed.source == WordSource.OWN

    @property
    def words(self) -> str:
        return "、".join(self.listed.rule.wrong)


def shown_words(entries: Sequence[ListedWord], division_id: int, *, may_require: bool) -> list[ShownWord]:
    return [_shown(each, division_id, may_require=may_require) for each in entries]


def matches(listed: ListedWord, words: str, sort: str) -> bool:
    """Whether an entry is of the sort and has the words in any of its columns."""
    rule = listed.rule
    texts = (*rule.wrong, rule.right, rule.reason)
    return (not sort or rule.sort == sort) and (not words or any(words in text for text in texts))


def tabs(division_id: int, current: str) -> list[NavLink]:
    return [
        NavLink(label, reverse(f"workbench:{name}", args=[division_id]), current=name == current)
        for name, label in _TABS
    ]


def crumbs(division: Division, last: str = "") -> list[NavLink]:
    """The way to a page of a division's words; `last` names a page below the first one."""
    home = reverse("workbench:word_list", args=[division.pk])
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("用语词表", reverse("workbench:word_lists")),
        NavLink(division.name, home if last else ""),
        *([NavLink(last, "")] if last else []),
    ]


def rule_row(rule: WordRule) -> TableRow:
    """An entry to be read."""
    return TableRow(
        [
            Cell("、".join(rule.wrong), note=exceptions_of(rule)),
            Cell(right_of(rule)),
            Cell(rule.sort.label),
            Cell(day=rule.since),
            Cell(rule.reason),
        ]
    )


def hit_row(hit: WordingHit) -> TableRow:
    return TableRow(
        [Cell(hit.text), Cell(hit.suggestion or "删去或改写"), Cell(hit.sort.label), Cell(hit.reason)]
    )


def right_of(rule: WordRule) -> str:
    if rule.off:
        return "不提示"
    return rule.right or "删去或改写"


def exceptions_of(rule: WordRule) -> str:
    """Where the words are right after all."""
    said = []
    if rule.unless_after:
        said.append(f"前面是“{'”“'.join(rule.unless_after)}”时不提示")
    if rule.unless_before:
        said.append(f"后面是“{'”“'.join(rule.unless_before)}”时不提示")
    return "；".join(said)


def entry_title(listed: ListedWord | None, *, is_own: bool, off: bool) -> str:
    """The heading of the page of an entry.

    Args:
        listed: the entry of another list that it stands before.
    """
    if is_own or listed is None:
        return "修改词条" if is_own else "新增词条"
    words = named(listed.rule)
    return f"本地区不提示“{words}”" if off else f"在本地区改用别的写法：{words}"


def standing(listed: ListedWord) -> str:
    """What an entry of another list says, and whose it is."""
    owner = listed.owner or WordSource(listed.source).label
    return f"{owner}词表现在的写法：{spoken(listed.rule)}（{listed.rule.reason}）"


def _shown(listed: ListedWord, division_id: int, *, may_require: bool) -> ShownWord:
    rule = listed.rule
    key = key_of(rule)
    address = reverse("workbench:word_entry", args=[division_id])
    demands = {row.word: row for row in listed.required}
    loose = tuple(word for word in rule.wrong if word not in demands)
    is_own, is_former = listed.source == WordSource.OWN, listed.source == WordSource.FORMER
    may_differ = not is_own and not is_former and listed.instead is None
    may_demand = may_require and not rule.off and bool(loose) and listed.instead is None
    return ShownWord(
        listed=listed,
        key=key,
        right=right_of(rule),
        exceptions=exceptions_of(rule),
        instead=spoken(listed.instead) if listed.instead else "",
        required="、".join(demands) if demands and loose else "",
        loose=loose,
        edit_url=f"{address}?{urlencode({'key': key})}" if is_own else "",
        override_url=f"{address}?{urlencode({'from': key})}" if may_differ else "",
        off_url=f"{address}?{urlencode({'from': key, 'off': '1'})}" if may_differ and not demands else "",
        require_url=f"{reverse('workbench:word_require', args=[division_id])}?{urlencode({'key': key})}"
        if may_demand
        else "",
    )
