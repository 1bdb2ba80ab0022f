"""The rule table as people read it: what is asked, from when, on what ground, and who has set it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.edges.components.shapes import Badge, Cell, Column, Fact, TableRow, Tone
from gongkai.foundation.deadlines.enums import LimitOrigin
from gongkai.reference.deadline_table import DeadlineRule, Validity
from gongkai.reference.deadline_terms import Certainty, Nature, Term

if TYPE_CHECKING:
    from gongkai.foundation.deadlines.models import LimitSetting
    from gongkai.foundation.deadlines.queries import LimitRow
    from gongkai.foundation.deadlines.rules import LimitInForce

COLUMNS = (Column("事项"), Column("期限"), Column("依据"), Column("施行时间"), Column("本地区"))
SETTING_COLUMNS = (Column("地区"), Column("期限"), Column("依据"), Column("适用时间"), Column("设定"))
EXPORT_HEADER = (
    "类别",
    "代码",
    "事项",
    "性质",
    "期限",
    "起算",
    "依据",
    "核对情况",
    "施行时间",
    "本地区适用",
    "由谁设定",
    "备注",
)

_NATURES = {
    Nature.LIMIT: "须在期限内完成",
    Nature.AT_LEAST: "不得少于",
    Nature.AT_MOST: "不得超过",
    Nature.BEFORE: "须提前",
    Nature.PROMPTLY: "没有规定天数",
}
_BOUNDS = {Nature.AT_LEAST: "不少于", Nature.AT_MOST: "不超过", Nature.BEFORE: "提前"}
_CERTAINTY_TONES: dict[Certainty, Tone] = {
    Certainty.READ: "good",
    Certainty.COPY: "info",
    Certainty.UNVERIFIED: "warn",
}


def term_words(rule: DeadlineRule, term: Term) -> str:
    """不少于30日, 20个工作日内, 每年1月31日前."""
    if term.span is None:
        return term.words
    bound = _BOUNDS.get(rule.nature, "")
    return f"{bound}{term.span}" if bound else f"{term.span}内"


def validity_words(validity: Validity) -> str:
    """The days on which a text holds."""
    if validity.first is None and validity.last is None:
        return "现行"
    first = f"{validity.first.isoformat()}起" if validity.first else ""
    last = f"至{validity.last.isoformat()}" if validity.last else ""
    return f"{first}{last}"


def certainty_badge(certainty: Certainty) -> Badge:
    return Badge(certainty.label, _CERTAINTY_TONES[certainty])


def local_words(found: LimitInForce) -> str:
    """What holds in the division, where that is not the rule of the whole country."""
    if found.origin is LimitOrigin.RULE:
        return ""
    since = f"，{found.since.isoformat()}起" if found.since else ""
    return f"{found.origin.label}：{term_words(found.rule, found.rule.term)}{since}"


def rule_row(row: LimitRow, query: str) -> TableRow:
    """A line of the table; `query` goes along to the page of the rule."""
    found, rule = row.in_force, row.in_force.national
    trigger = f"自{rule.trigger_words}起" if rule.term.span and rule.nature is not Nature.BEFORE else ""
    local = found.origin is not LimitOrigin.RULE
    return TableRow(
        [
            Cell(
                rule.matter,
                url=f"{reverse('workbench:deadline_rule', args=[rule.code])}{query}",
                note=rule.code,
            ),
            Cell(term_words(rule, rule.term), note=trigger or rule.trigger_words),
            Cell(rule.term.basis, badge=certainty_badge(rule.term.certainty)),
            Cell(validity_words(rule.validity)),
            Cell(local_words(found), note=found.set_by if local else ""),
        ]
    )


def setting_row(setting: LimitSetting) -> TableRow:
    """A limit that a division has set; ended and voided ones are told apart."""
    until = f"至{setting.effective_to.isoformat()}" if setting.effective_to else ""
    badge = Badge("作废", "off") if setting.voided else Badge("已结束", "off") if setting.ended_at else None
    ended = f"，{setting.ended_by}结束" if setting.ended_by else ""
    return TableRow(
        [
            Cell(setting.division.name),
            Cell(str(setting.span), badge=badge),
            Cell(setting.basis),
            Cell(f"{setting.effective_from.isoformat()}起{until}"),
            Cell(f"{setting.set_by}设定{ended}", day=setting.set_at),
        ]
    )


def rule_facts(found: LimitInForce, on: date) -> list[Fact]:
    """Everything the page of a rule says about it."""
    rule = found.national
    facts = [
        Fact("全国规定", term_words(rule, rule.term)),
        Fact("性质", _NATURES[rule.nature]),
        Fact("起算", rule.trigger_words),
        Fact("依据", rule.term.basis),
        Fact("核对情况", rule.term.certainty.label),
        Fact("施行时间", validity_words(rule.validity)),
        Fact(f"{on.isoformat()}本地区适用", local_words(found) or "与全国规定相同"),
    ]
    if found.origin is not LimitOrigin.RULE:
        facts.append(Fact("由谁设定", found.set_by))
    if rule.note:
        facts.append(Fact("说明", rule.note))
    if rule.alternatives:
        others = "；".join(f"{term_words(rule, term)}（{term.basis}）" for term in rule.alternatives)
        facts.append(Fact("见到的其他做法", others))
    return facts


def exported(rows: Iterable[LimitRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        found, rule = row.in_force, row.in_force.national
        yield (
            rule.group.label,
            rule.code,
            rule.matter,
            _NATURES[rule.nature],
            rule.term.words,
            rule.trigger_words,
            rule.term.basis,
            rule.term.certainty.label,
            validity_words(rule.validity),
            local_words(found) or "与全国规定相同",
            found.set_by,
            rule.note,
        )
