"""Openness determined at source, and decided by whoever signs (S4-2; 政府信息公开条例 arts. 13–18)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.core.information.enums import PUBLISHABLE, Openness
from gongkai.core.information.rules.drafts import Lack
from gongkai.core.information.rules.markers import Marker, Marking, markers
from gongkai.core.information.rules.partial import compare, leaks

CLOSEDNESS = (Openness.PROACTIVE, Openness.PARTIAL, Openness.ON_REQUEST, Openness.WITHHELD)
"""From the most open to the most closed."""

ARTICLE_LENGTH = 200

_ATTRIBUTES = {
    Marking.PUBLIC: Openness.PROACTIVE,
    Marking.PARTIAL: Openness.PARTIAL,
    Marking.ON_REQUEST: Openness.ON_REQUEST,
    Marking.WITHHELD: Openness.WITHHELD,
}
_FORWARDING = re.compile(r"^.{0,60}?(?:转发|批转|印转|转印)")


@dataclass(frozen=True, slots=True)
class OpennessFacts:
    """What the openness of an edition is judged by.

    `public_text` is the text that the public is to read, `full_text` the whole of a partly open document.
    `fields` has the other public words by their names on screen. `confirmed` are the words of a marker of
    distribution that a person has confirmed.
    """

    openness: str
    reason: str = ""
    article: str = ""
    public_text: str = ""
    full_text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    withheld_files: int = 0
    public_sources: tuple[str, ...] = ()
    """Public files from which the text was taken: of a partly open document they have the whole of it."""
    withheld_tables: int = 0
    """Tables of which the public does not get all columns and rows."""
    unsettled_tables: tuple[tuple[str, str], ...] = ()
    """Code and title of tables whose withheld rows were changed since they were chosen."""
    confirmed: str = ""
    entry_lapsed: bool = False
    """The entry of the negative list that is cited does not hold any more."""


def is_more_closed(openness: str, than: str) -> bool:
    return CLOSEDNESS.index(Openness(openness)) > CLOSEDNESS.index(Openness(than))


def marker_contradiction(openness: str, text: str) -> str:
    """Why a marker in the text, such as （此件不予公开）, contradicts the attribute; or nothing.

    A marker of distribution contradicts nothing by itself: see `unconfirmed_distribution`.
    """
    for marker in markers(text):
        attribute = _ATTRIBUTES.get(marker.marking)
        if attribute is not None and attribute != openness:
            chosen = Openness(openness).label if openness else "未确定"
            return (
                f"正文标注“{marker.words}”，与所选公开属性“{chosen}”不一致，"
                "请修改标注或公开属性；只是引述的，请加引号"
            )
    return ""


def distribution_of(text: str) -> Marker | None:
    """The marker that says how far down the document may be sent, if the text has one."""
    return next((marker for marker in markers(text) if marker.marking is Marking.DISTRIBUTION), None)


def unconfirmed_distribution(openness: str, text: str, confirmed: str) -> str:
    """Why a text marked （此件发至县处级） waits until a person has confirmed its attribute.

    Args:
        confirmed: the words of the marker that were confirmed; others have to be confirmed anew.
    """
    marker = distribution_of(text)
    if marker is None or openness not in PUBLISHABLE or marker.words == confirmed:
        return ""
    return (
        f"正文标注“{marker.words}”限定了发送范围，与公开属性“{Openness(openness).label}”是否一致，"
        "须由人核实并确认"
    )


def openness_lacks(facts: OpennessFacts) -> tuple[Lack, ...]:
    """What is missing or wrong before a document may be handed in, and again before it is published."""
    if not facts.openness:
        return (Lack("openness", "未确定公开属性"),)
    found: list[Lack] = []
    if facts.openness != Openness.PROACTIVE:
        if not facts.reason.strip():
            found.append(Lack("openness_reason", f"选择“{Openness(facts.openness).label}”须写明理由"))
        if not facts.article.strip():
            found.append(Lack("openness_article", "须写明依据的条款"))
    if facts.entry_lapsed:
        found.append(Lack("openness_article", "引用的负面清单条目已移出或已过有效期，请重新选择依据"))
    found.extend(_marker_lacks(facts))
    found.extend(_partial_lacks(facts))
    return tuple(found)


def _marker_lacks(facts: OpennessFacts) -> list[Lack]:
    both = f"{facts.public_text}\n{facts.full_text}"
    contradiction = marker_contradiction(facts.openness, both)
    unconfirmed = unconfirmed_distribution(facts.openness, both, facts.confirmed)
    return [Lack("openness", words) for words in (contradiction, unconfirmed) if words]


def _partial_lacks(facts: OpennessFacts) -> list[Lack]:
    """部分公开 withholds something and says it nowhere else; 主动公开 hides nothing (国办发〔2016〕80号
    as local rules have it: 主动公开件不得夹带其他属性内容)."""
    if facts.openness != Openness.PARTIAL:
        found = []
        if facts.full_text:
            found.append(Lack("full_html", "公开属性已不是“部分公开”，请恢复全文，或者改回“部分公开”"))
        if facts.openness == Openness.PROACTIVE and facts.withheld_files:
            found.append(
                Lack(
                    "attachments",
                    f"主动公开的文件不能有不公开的附件（{facts.withheld_files}个），请公开、移除，或者改为“部分公开”",
                )
            )
        return found
    unsettled = [
        Lack(f"table-{code}", f"表格“{title}”中不公开的行或列有改动，请重新核对公开哪些行和列")
        for code, title in facts.unsettled_tables
    ]
    withholds_more = facts.withheld_files or facts.withheld_tables
    if not facts.full_text:
        return unsettled if withholds_more else [Lack("full_html", "选择了“部分公开”，还没有建立公开稿")]
    comparison = compare(facts.full_text, facts.public_text)
    if not comparison.withheld:
        undo = "；不需要公开稿的，请恢复全文" if withholds_more else ""
        return [*unsettled, Lack("full_html", f"公开稿与全文相同，还没有隐去任何内容{undo}")]
    sources = [
        Lack("attachments", f"原件“{name}”是没有删减的全文，请设为不公开，或者移除")
        for name in facts.public_sources
    ]
    said = [
        Lack("full_html", f"公开稿隐去的“{leak.words}”仍出现在{leak.where}中")
        for leak in leaks(comparison, facts.fields)
    ]
    return [*unsettled, *sources, *said]


# --- the signer's decision -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpennessDecision:
    """公开属性 as the signer confirms or changes it."""

    openness: str
    reason: str = ""
    article: str = ""


def decision_faults(
    proposed: str, decision: OpennessDecision, *, has_public_edition: bool, cleared: bool
) -> dict[str, str]:
    """Why the signer cannot decide the openness so, by field; empty texts where nothing is wrong.

    What is more closed than was proposed needs a reason and its article; what is more open is possible only
    when every stage of the secrecy review so far said 可以公开 of the very text that would be public.

    Args:
        has_public_edition: there is a public text beside the full one, or a file that is withheld.
        cleared: the stages of the secrecy review decided so far all said 可以公开.
    """
    if decision.openness not in Openness.values:
        return {"openness": "请确认或者改定公开属性。"}
    if decision.openness == proposed:
        return {}
    faults = {"openness": _change_fault(proposed, decision.openness, has_public_edition, cleared)}
    if is_more_closed(decision.openness, proposed):
        faults["openness_reason"] = "" if decision.reason.strip() else "改为更不公开的属性，须写明理由。"
        faults["openness_article"] = "" if decision.article.strip() else "请写明依据的条款。"
        if len(decision.article) > ARTICLE_LENGTH:
            faults["openness_article"] = (
                f"依据条款不能超过{ARTICLE_LENGTH}字，现有{len(decision.article)}字。"
            )
    return faults


def _change_fault(proposed: str, decided: str, has_public_edition: bool, cleared: bool) -> str:
    if decided == Openness.PARTIAL and not has_public_edition:
        return "还没有隐去不公开内容的公开稿，不能改为“部分公开”。请退回起草人建立公开稿。"
    if proposed == Openness.PARTIAL and decided == Openness.PROACTIVE:
        return "改为“主动公开”会公开已隐去的内容，而保密审查针对的是公开稿。请退回起草人修改后重新报审。"
    if not is_more_closed(decided, proposed) and not cleared:
        return "保密审查没有全部作出“可以公开”的结论，不能改为更公开的属性。"
    return ""


def deciding_body_note(lead: str, issuers: Sequence[str]) -> str:
    """Whose signature decides the openness of a joint document: the lead body's (条例 art. 10)."""
    others = [name for name in issuers if name != lead]
    return f"本件与{'、'.join(others)}联合发文，公开属性由牵头机关{lead}核定。" if others else ""


def forwarding_note(title: str) -> str:
    """What to look at in a document that forwards another one (转发件按原件属性, local rules)."""
    if _FORWARDING.match(title):
        return "本件是转发文件，公开属性应与原件一致，请核对原件标注的属性。"
    return ""
