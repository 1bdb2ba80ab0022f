"""The sorting of a power: what is missing, and which catalogue item an information may belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gongkai.core.powers.enums import PUBLISHABLE, Openness
from gongkai.foundation.organisations.rules import text_fault
from gongkai.text.grams import grams

LINK_LENGTH = 60
INFORMATION_LENGTH = 200
REASON_LENGTH = 300
ARTICLE_LENGTH = 200
MOST_LINKS = 30
MOST_INFORMATION = 50
"""Of one link."""

_LEAST_LIKENESS = 0.12
"""Below it two names share hardly more than one pair of characters by chance."""


@dataclass(frozen=True, slots=True)
class InformationFields:
    """What a person says of one information."""

    name: str
    openness: str = ""
    reason: str = ""
    negative_entry_id: int | None = None
    article: str = ""
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class SortedInformation:
    """One information as it stands, for judging: `entry_holds` is False when what it cites has expired."""

    id: int
    name: str
    openness: str
    has_item: bool
    entry_holds: bool = True


@dataclass(frozen=True, slots=True)
class SortedLink:
    id: int
    name: str
    information: tuple[SortedInformation, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing; `anchor` is where on the page it is mended."""

    anchor: str
    message: str


def lacks(links: Sequence[SortedLink]) -> tuple[Lack, ...]:
    """The "还差 N 项" of a power: every link produces something, all of it is sorted (S1 一; A06: each
    power has a catalogue item)."""
    if not links:
        return (Lack("links", "还没有环节"),)
    found: list[Lack] = []
    for link in links:
        if not link.information:
            found.append(Lack(f"link-{link.id}", f"“{link.name}”没有写明产生的信息"))
        for row in link.information:
            found += [
                Lack(f"information-{row.id}", f"“{row.name}”{message}") for message in _information_lacks(row)
            ]
    return tuple(found)


def _information_lacks(row: SortedInformation) -> list[str]:
    if not row.openness:
        return ["未认定公开属性"]
    if row.openness in PUBLISHABLE:
        return [] if row.has_item else ["未对应目录事项"]
    return [] if row.entry_holds else ["引用的负面清单条目已失效，请重新认定"]


def needs_reason(openness: str) -> bool:
    """What is not fully open is given reasons (条例 arts. 14–16)."""
    return openness not in ("", Openness.PROACTIVE)


def information_faults(given: InformationFields) -> dict[str, str]:
    """What keeps an information from being saved, by field."""
    found = {
        "name": (
            text_fault(given.name, "产生的信息", INFORMATION_LENGTH)
            if given.name
            else "请填写这个环节产生的信息。"
        ),
        "openness": (
            "请在列出的公开属性中选择。" if given.openness and given.openness not in Openness.values else ""
        ),
        "reason": text_fault(given.reason, "理由", REASON_LENGTH),
        "article": text_fault(given.article, "依据条款", ARTICLE_LENGTH),
    }
    if needs_reason(given.openness) and not found["openness"]:
        label = Openness(given.openness).label
        found["reason"] = found["reason"] or ("" if given.reason else f"选择“{label}”须写明理由。")
        cited = given.negative_entry_id is not None or given.article
        found["article"] = found["article"] or (
            "" if cited else f"选择“{label}”须引用负面清单条目，或写明依据的条款。"
        )
    return found


def link_fault(name: str) -> str:
    return text_fault(name, "环节名称", LINK_LENGTH) if name else "请填写环节名称。"


K = TypeVar("K")


def pairs_of(text: str) -> frozenset[int]:
    """The character pairs by which names are compared."""
    return frozenset(grams(text))


def likely(wanted: str, offered: Iterable[tuple[K, frozenset[int]]], *, most: int = 5) -> list[K]:
    """Those of `offered` (key and `pairs_of` its name) that are most like `wanted`, best first.

    Likeness is the share of character pairs in common (Dice), so that word order and length matter little.
    It is a suggestion; a person chooses.
    """
    pairs = pairs_of(wanted)
    if not pairs:
        return []
    scored = []
    for key, other in offered:
        score = 2 * len(pairs & other) / (len(pairs) + len(other)) if other else 0.0
        if score >= _LEAST_LIKENESS:
            scored.append((score, key))
    scored.sort(key=lambda pair: -pair[0])
    return [key for _, key in scored[:most]]
