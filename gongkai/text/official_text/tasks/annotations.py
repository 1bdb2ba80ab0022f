"""Who does a task and until when, as documents write it beside the task.

（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）, （牵头单位：市发改委；责任单位：各县市区政府）,
（市教委牵头，各区政府配合，2021年6月底前完成）, or the same without brackets on a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gongkai.text.official_text.brackets import bracketed
from gongkai.text.official_text.tasks.due_dates import Due, Years, read_due
from gongkai.text.official_text.tasks.units import Units, all_bodies, read_units

_LEAD_LABEL = (
    r"(?:牵头|主办|主责|总牵头|主要责任|第一责任|首要责任|组织实施)"
    r"(?:责任|负责)?(?:单位|部门|科室|处室|机构|局|股室)?"
)
_UNIT_LABEL = (
    r"(?:主要|重点|其他|[省市县区州镇乡])?(?:责任|配合|协办|会办|参与|参加|协同|落实|承办|实施|执行|负责|完成|协助|成员|主管|主体责任|具体责任|具体落实|协作|监管|共同责任|相关|分工|支持|支撑|联动)"
    r"(?:责任|配合)?(?:单位|部门|科室|处室|机构|主体|股室|局)(?:及分工)?"
    r"|(?:配合|协办|参与|协助|(?:任务|责任|职责|工作|部门|单位)分工)(?=\s?[:：])"
)
_BOTH_LABEL = r"(?:牵头|责任|主办)(?:单位|部门)?(?:和|及|、|或|/|（)(?:配合|责任|协办)(?:单位|部门|）)+"
_DUE_LABEL = (
    r"(?:完成|办结|整改|落实|实施|推进|进度|工作|达成|目标)?"
    r"(?:时限|时间|期限|日期|时间节点|时间安排|时间要求|时限要求|进度)(?:要求|安排|节点)?"
)
_PERSON_LABEL = (
    r"(?:责任人员?|负责人|联系人"
    r"|(?:牵头|责任|分管|联系|包保|包联|负责|挂钩|主管|督办|挂联){0,2}[省市县区州镇]?级?领导(?:同志)?)"
)
_LABELS = re.compile(
    rf"(?P<both>{_BOTH_LABEL})|(?P<lead>{_LEAD_LABEL})|(?P<unit>{_UNIT_LABEL})|(?P<due>{_DUE_LABEL})|(?P<person>{_PERSON_LABEL})"
)
_LABEL = re.compile(rf"(?:{_LABELS.pattern})\s?(?:[:：]|为(?=[\u3400-\u9fff]))")
_ANY_LABEL = re.compile(
    rf"{_LABEL.pattern}|(?<![^，,；;。\s])(?P<other>(?:(?!牵头|主办|责任|配合|单位|部门|时限|时间|期限|负责)[\u3400-\u9fff]){{2,8}})\s?[:：]"
)
"""Also labels that say neither who nor until when (适用范围：, 工作目标：): their words are no bodies."""

_WORDS = (
    r"(?:按照?(?:各自)?(?:职责|职能|任务|责任|工作|部门)*(?:分工|要求)?|分别|共同|分工|具体|组织|统筹|配合|积极"
    r"|依职责|依据职责|根据职责(?:分工)?|依职能|各负其责)*"
)
_LEAD_VERB = re.compile(
    rf"(?:{_WORDS})?(?:牵头|主办|总负责|总牵头|统筹)(?:负责|组织实施|组织|推进|落实|办理|实施|单位)*$"
)
_UNIT_VERB = re.compile(
    rf"(?:{_WORDS})?(?:负责|配合|参与|参加|协办|协助|协同|落实|支持|承办|实施|推进|办理|组织实施)(?:落实|配合|推进|实施|办理|组织实施|负责|完成)*$"
)
_DIVIDED = re.compile(r"(?:按照?|依|根据)(?:各自)?(?:职责|职能|任务)(?:分工)?$|(?:分工)$")
_WITH_OTHERS = re.compile(
    r"会(?:同)?(?:有关|相关|各有关|各相关|其他)(?:部门|单位|方面|地方|地区)+(?:和单位|及单位|和地区|和地方)?$"
)
_FIRST_LEADS = re.compile(
    r"(?:排|列|排名|排序)[^，。；）)]{0,8}?(?:第一|首位|首|最前|前面)[^，。；）)]{0,14}?(?:牵头|主办)|(?:第一|首)(?:个|家|位)?(?:责任)?(?:单位|部门)?[^，。；）)]{0,6}(?:为|是|系)(?:牵头|主办)"
)
_MARKED = re.compile(r"(?P<lead>[^、，,；;：:（）()]{2,30})[（(]牵头(?:单位|部门|负责)?[）)][、，,]?")
"""县司法局（牵头）、各部门"""

_SAID = re.compile(r"(?:分别|共同|联合)?(?:牵头|参与|协助|配合)(?:负责|落实|实施)?$")
_OTHERS_DO = re.compile(r"^其[他余](?:有关|相关|各)*(?:部门|单位)")
"""其他部门和单位按职责分工负责, where it is said that the first one leads: the others that were named."""

_CALLED = re.compile(r"以下(?:统称|简称|合称)[^，,。；;]{2,30}$")
"""…、市残联，以下简称有关部门和单位: what those are called from here on."""

_SIMILAR = re.compile(r"^(?:以)?下同$|^下同")
_FOR_THE_REST = re.compile("以下(?:均|各|任务|同|由)|(?:具体|各项|以上|上述)任务均")
"""…负责落实。以下均需各乡镇落实，不再列出; 具体任务均涉及各县，下同: said of all tasks that follow."""

_SENTENCE_END = re.compile(r"[；;。]")
_SENTENCE_ENDS = ("。", "；", "！", "…")
"""What a sentence ends with; excerpts of documents have …… for the rest of it."""

_CLAUSE_END = re.compile(r"[，,](?![^（(]*[）)])")
_LONGEST_ASIDE = 30
_LONGEST, _LONGEST_SENTENCE = 1_500, 80
_BARE_LABEL = re.compile(
    r"(?<![是的各等和、，“])(?<![他别作即]为)(?:牵头|责任|配合|主办|协办)(?:单位|部门|科室)(?=[\u3400-\u9fff])(?![为是要和及])"
)
_PERSONS = re.compile(rf"[（(【]?\s?(?:{_PERSON_LABEL})\s?[:：].{{0,60}}")
_ANSWERING = re.compile(r"(?:负责|牵头|配合|落实)(?:组织)?$")
_FRAMED = re.compile(rf"[【\[]\s?((?:{_LEAD_LABEL})|(?:{_UNIT_LABEL})|(?:{_DUE_LABEL}))\s?[】\]]\s?[:：]?")
_THIS_ITEM = re.compile(r"^(?:此|本|该)项(?:工作|任务|措施)由(?=[^，。；]{2,80}(?:负责|牵头|落实|主办|协办))")
"""此项工作由甲局、乙局负责。, on a line of its own below the item."""

_LINE = re.compile(rf"^[（(\[【]?\s?(?:{_LABELS.pattern})\s?[:：]")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation with what it says and where it stands in its line."""

    start: int
    end: int
    raw: str
    lead: Units
    units: Units
    due: Due | None
    first_leads: bool = False

    @property
    def names_someone(self) -> bool:
        return bool(self.lead.names or self.units.names)


class _Reader:
    """Reads the words of one annotation clause by clause; `broken` once something cannot belong to one.

    `leaders_do` says that the leaders answer for the task themselves (牵头负责).
    """

    def __init__(self, years: Years) -> None:
        self.years = years
        self.lead, self.units = Units(), Units()
        self.due: Due | None = None
        self.first_leads = self.ok = False
        self.broken = False
        self.leaders_do = self.bare = False
        self.says_who_leads = False

    def read(self, text: str) -> bool:
        self.says_who_leads = bool(_FIRST_LEADS.search(text))
        for marked in _MARKED.finditer(text):
            self._take(marked["lead"], leads=True)
        text = _MARKED.sub("", text)
        for sentence in _SENTENCE_END.split(self._without_asides(text)):
            if sentence.strip() and not (self.ok and _FOR_THE_REST.match(sentence.strip())):
                self._sentence(sentence.strip())
            if self.broken:
                return False
        return self.ok or self.bare or self.due is not None

    def doing(self) -> Units:
        """Those who do the task: its leaders themselves where a sentence (甲局牵头) names nobody else."""
        return self.lead if self.leaders_do and not self.units.names else self.units

    def _without_asides(self, text: str) -> str:
        """The text without brackets that say no body: 甲局、乙局（排第一的牵头，下同）."""
        kept, end = [], 0
        for start, stop in bracketed(text):
            inner = re.sub(r"\s+", "", text[start + 1 : stop - 1])
            if _FIRST_LEADS.search(inner) or _SIMILAR.match(inner) or read_due(inner, self.years):
                self._aside(inner)
                kept.append(text[end:start])
                end = stop
        return "".join((*kept, text[end:]))

    def _sentence(self, sentence: str) -> None:
        rule = _FIRST_LEADS.search(sentence)
        labels = [
            label
            for label in _ANY_LABEL.finditer(sentence)
            if rule is None or not rule.start() <= label.start() < rule.end()
        ]
        if not labels:
            self._clauses(sentence)
            return
        before = sentence[: labels[0].start()].strip("，, 、")
        if before:
            self._clauses(before)
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            value = sentence[label.end() : following.start() if following else len(sentence)].strip("，, 、")
            self._labelled(label, value)

    def _labelled(self, label: re.Match[str], value: str) -> None:
        if label["person"] or label["other"]:
            return
        if label["due"]:
            self.due = read_due(value, self.years) or Due(value, None, "期限的写法没有读懂")
            return
        parts = _CLAUSE_END.split(value)
        names = [part for part in parts if not self._aside(part)]
        with_verb = any(_SAID.search(name) for name in names)
        units = read_units("，".join(names)) if names and not with_verb else None
        if units is None:
            self._clauses("，".join(names) if with_verb else value)
            self.leaders_do = self.leaders_do or bool(with_verb and label["unit"])
            return
        self.ok = True
        if label["lead"] and not label["both"]:
            self.lead += units
        else:
            self.units += units

    def _aside(self, clause: str) -> bool:
        """A clause that says no body: the rule who leads, 下同, a deadline."""
        plain = re.sub(r"\s+", "", clause)
        if _FIRST_LEADS.search(plain):
            self.first_leads = True
            return True
        if self.first_leads and _OTHERS_DO.match(plain):
            return True
        if _SIMILAR.match(plain) or _CALLED.match(plain) or not plain:
            return True
        due = read_due(plain, self.years)
        if due:
            self.due = due
            return True
        return False

    def _clauses(self, sentence: str) -> None:
        waiting: list[str] = []
        for clause in _CLAUSE_END.split(sentence):
            plain = re.sub(r"\s+", "", clause)
            if self._aside(plain):
                self.ok = self.ok or self.due is not None
                continue
            known = (self.lead, self.units, self.ok)
            self._clause(plain, waiting)
            if self.broken and known[2] and len(plain) <= _LONGEST_ASIDE:
                # 分年度推进: how it is done, after it was said by whom
                (self.lead, self.units, self.ok), self.broken = known, False
            if self.broken:
                return
        if waiting:
            self._without_verb("、".join(waiting))

    def _without_verb(self, text: str) -> None:
        """A list of bodies and nothing else; what stands round it decides whether it is an annotation.

        Where it is said that the first one leads, it is a list of bodies whatever they are called.
        """
        units = read_units(text)
        if units is None or not (self.says_who_leads or all_bodies(units)):
            self.broken = not (self.ok and len(text) <= _LONGEST_ASIDE)
            return
        self.units += units
        self.bare = True

    def _clause(self, plain: str, waiting: list[str]) -> None:
        """One clause: its bodies with its verb, or bodies whose verb comes in the next one."""
        plain = re.sub(r"^(?:由|请)", "", plain)
        for pattern, leads in ((_LEAD_VERB, True), (_UNIT_VERB, False), (_DIVIDED, False)):
            match = pattern.search(plain)
            if not match:
                continue
            text = plain[: match.start()]
            if not leads and (inner := re.search(r"牵头[、]?(?:会同)?", text)):
                self._take(text[: inner.start()], leads=True)
                text = text[inner.end() :]
                if not text:
                    return
            self._take("、".join([*waiting, text]) if text or waiting else "", leads=leads)
            self.leaders_do = self.leaders_do or leads
            waiting.clear()
            return
        if plain.startswith("会同"):
            self._take(plain.removeprefix("会同"), leads=False)
            return
        waiting.append(plain)

    def _take(self, text: str, *, leads: bool) -> None:
        others = _WITH_OTHERS.search(text)
        plain = text[: others.start()] if others else text
        units = read_units(re.sub(r"会同", "、", plain)) if plain else None
        if units is None:
            self.broken = True
            return
        if others:
            units = Units(units.names, etc=True)
        self.ok = True
        if leads:
            self.lead += units
        else:
            self.units += units


def framed_with_colons(text: str) -> str:
    """Labels in frames written with colons: 【牵头单位】甲局【责任单位】乙局."""
    return _FRAMED.sub(lambda label: f"{'；' if label.start() else ''}{label[1]}：", text)


def find_annotations(text: str, years: Years) -> list[Annotation]:
    """Annotations in a line: bracketed groups, and labels at its beginning or after its last sentence."""
    found = [
        annotation
        for start, end in bracketed(text)
        if (annotation := _read(text, start, end, years, inner=True)) is not None
    ]
    if not found and (at := _open_label(text)) is not None:
        annotation = _read(text, at, len(text), years, inner=False)
        found = [annotation] if annotation else []
    if not found and (annotation := _without_colons(text, years)) is not None:
        found = [annotation]
    if not found and (closing := _closing_sentence(text, years)) is not None:
        found = [closing]
    return found


def _without_colons(text: str, years: Years) -> Annotation | None:
    """Labels at the end of a paragraph that lost its punctuation: …责任单位环卫公司配合单位城管中队."""
    labels = list(_BARE_LABEL.finditer(text))
    if not labels or not labels[0].start():
        return None
    start = labels[0].start()
    marked = _BARE_LABEL.sub(lambda label: f"；{label[0]}：", text[start:]).lstrip("；")
    annotation = _read(marked, 0, len(marked), years, inner=False)
    if annotation is None or not annotation.names_someone:
        return None
    if not (all_bodies(annotation.lead) and all_bodies(annotation.units)):
        return None
    return replace(annotation, start=start, end=len(text), raw=text[start:].strip())


def _closing_sentence(text: str, years: Years) -> Annotation | None:
    """A last sentence that says who answers for the paragraph and nothing else: 县农业农村局负责。"""
    plain = text.rstrip("。； ")
    start = max(plain.rfind(mark) for mark in "。；！") + 1
    if not start or len(plain) - start > _LONGEST_SENTENCE or not _ANSWERING.search(plain):
        return None
    annotation = _read(text, start, len(plain), years, inner=False)
    if annotation is None or not (all_bodies(annotation.lead) and all_bodies(annotation.units)):
        return None
    return annotation if annotation.names_someone else None


def names_persons(line: str) -> bool:
    """Whether a line says only which persons answer for a task (分管领导：…)."""
    return bool(_PERSONS.fullmatch(line))


def _open_label(text: str) -> int | None:
    """Where a label without brackets begins: at the start of the line or after a full stop."""
    if _LINE.match(text):
        return 0
    if this := _THIS_ITEM.match(text):
        return this.end()
    for match in _LABEL.finditer(text):
        if text[: match.start()].rstrip(" ").endswith(_SENTENCE_ENDS) and not match["due"]:
            return match.start()
    return None


def _read(text: str, start: int, end: int, years: Years, *, inner: bool) -> Annotation | None:
    raw = text[start + 1 : end - 1] if inner else text[start:end]
    if not 1 < len(raw) <= _LONGEST:
        return None
    reader = _Reader(years)
    if not reader.read(raw):
        return None
    sure = reader.ok or reader.due or reader.first_leads
    if not sure and not (inner and _ends_paragraph(text, start, end)):
        return None
    units = reader.doing()
    return Annotation(start, end, raw.strip(), reader.lead, units, reader.due, reader.first_leads)


def _ends_paragraph(text: str, start: int, end: int) -> bool:
    """Whether a group stands after the last sentence: there bodies alone are those who answer for it."""
    return text[:start].rstrip().endswith(_SENTENCE_ENDS) and not text[end:].strip("。；; ")


def read_bodies(text: str, years: Years) -> tuple[Units, Units] | None:
    """Who leads and who else does it, as the cell of a table says it: 甲局牵头，乙局、丙局参与.

    None where the cell gives its bodies no part (a plain list), or is no list of bodies at all.
    """
    reader = _Reader(years)
    said = any(_SAID.search(clause) for clause in re.split(r"[，,；;。\s]+", text) if clause)
    said = (
        said
        or bool(_MARKED.search(text))
        or any(match["lead"] or match["unit"] for match in _LABEL.finditer(text))
    )
    if not said or not reader.read(text) or not reader.ok:
        return None
    units = reader.doing()
    return reader.lead, units


def first_leads_throughout(text: str) -> bool:
    """Whether running text says for all tasks that the body named first leads."""
    return bool(_FIRST_LEADS.search(text))
