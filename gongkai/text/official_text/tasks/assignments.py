"""Tasks that a sentence gives to bodies, as minutes do, without any annotation beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.text.official_text.tasks.annotations import Annotation
from gongkai.text.official_text.tasks.due_dates import Due, Years, find_dues
from gongkai.text.official_text.tasks.units import Units, all_bodies, read_units

_LEADS = re.compile(
    r"(?:^由?|由)(?P<who>[^，。；：]{2,60}?)牵头(?:负责|组织|落实|实施)*[，,、](?P<rest>[^。；]{2,200})[。；]?"
)
_JOINS = re.compile(
    r"(?:会同)?(?P<units>[^。；：，]{2,100}?等?)(?:密切|积极|予以)?(?:配合|协助|参与)(?=[，,。；]|$)"
)
_WITH = re.compile(
    r"由(?P<who>[^，。；：、]{2,20}?)会同(?P<units>[^，。；：]{2,100}?(?:等(?:有关)?(?:部门|单位)?|部门|单位)?)"
    r"(?:共同|抓紧|具体|组织)?(?:负责|研究|制定|落实|推进|开展|组织|实施|办理)(?P<rest>[^，。；]{0,12})[。；]?$"
)
"""Whose task it is with others, at the end of a paragraph: 由发展改革委会同农业部等部门负责落实。"""
_ANSWERS = re.compile(r"(?:^由?|由)(?P<who>[^，。；：]{2,60}?)(?:具体)?负责(?P<rest>[^。；]{2,200})[。；]?")
_FEW_WORDS = 12
_RETURNS = re.compile(r"报送|上报|反馈|报[县市区省镇乡州]|解释")
"""What a notice asks for, and who explains a rule, are no tasks."""


def find_assigned(text: str, years: Years) -> list[Annotation]:
    """The sentence of a paragraph that gives its task to bodies, at its beginning or after 由.

    由县水利局牵头，县应急局配合，…于10月底前完成. Whoever leads alone has a deadline or ends the paragraph
    in a few words, who only answers has a deadline: 由县财政局负责解释 gives no task. Who does it with others
    (甲会同乙) leads.
    """
    found = next(_led(text, years), None) or _shared(text, years) or next(_answered(text, years), None)
    return [found] if found else []


def _led(text: str, years: Years) -> Iterator[Annotation]:
    for match in _LEADS.finditer(text):
        lead, joined = _bodies(match["who"]), _JOINS.match(match["rest"])
        units = _bodies(joined["units"]) if joined else Units()
        if lead is None or units is None:
            continue
        due = _last_due(match["rest"], years) or _last_due(text, years)
        last = match.end() == len(text.rstrip()) and len(match["rest"]) <= _FEW_WORDS
        if units.names or due or last:
            yield Annotation(len(text), len(text), match[0], lead, units, due)


def _shared(text: str, years: Years) -> Annotation | None:
    match = _WITH.search(text.rstrip())
    lead, units = (_bodies(match["who"]), _bodies(match["units"])) if match else (None, None)
    if match is None or not lead or not units or _RETURNS.search(match["rest"]):
        return None
    return Annotation(len(text), len(text), match[0], lead, units, _last_due(text, years))


def _answered(text: str, years: Years) -> Iterator[Annotation]:
    for match in _ANSWERS.finditer(text):
        units, due = _bodies(match["who"]), _last_due(match["rest"], years)
        if units and due and not _RETURNS.search(match["rest"]):
            yield Annotation(len(text), len(text), match[0], Units(), units, due)


def _bodies(text: str) -> Units | None:
    units = None if text.startswith(("请", "由", "应", "可")) else read_units(text)
    return units if units and all_bodies(units) else None


def _last_due(text: str, years: Years) -> Due | None:
    """The deadline of a sentence; of several stages the last."""
    dues = find_dues(text, years)
    return dues[-1][2] if dues else None
