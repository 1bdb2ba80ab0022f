"""What a document may do to another one, and what a text says that it does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.core.information.enums import RelationKind, Severity, Validity
from gongkai.core.information.rules.lint import Remark
from gongkai.core.information.rules.validity import EFFECTS, ENDED
from gongkai.text import document_number

FIELD = "relations"
ACYCLIC = (RelationKind.IMPLEMENTS, RelationKind.INTERPRETS, RelationKind.ANSWERS)
"""What cannot go round in a circle; the others are kept in order by their dates."""

_BASIS = "谁制定谁清理；上级机关可以改变或者撤销下级机关不适当的决定（《宪法》第一百零八条，条款未核对）"


@dataclass(frozen=True, slots=True)
class Acting:
    """The document that does something."""

    document_id: int
    body_id: int
    written_on: date | None
    governs: int | None = None
    """The division that its body governs with all below it, where it is a government."""


@dataclass(frozen=True, slots=True)
class Target:
    """The document to which something is done; the lineages are those of its body and its division."""

    document_id: int
    title: str
    body_id: int
    body_lineage: tuple[int, ...]
    division_lineage: tuple[int, ...]
    written_on: date | None
    is_public: bool
    validity: Validity | None
    since: date | None = None
    ended_by_id: int | None = None
    """The document that ended it."""
    ended_by: str = ""
    acts_on: frozenset[int] = frozenset()
    """Documents that it implements, interprets or answers, directly or through others."""


def relation_remarks(
    kind: RelationKind, acting: Acting, target: Target, others: Collection[RelationKind] = ()
) -> tuple[Remark, ...]:
    """Why a relation cannot be (to stop), or looks wrong (to look at).

    Args:
        others: what else the document does to the same target.
    """
    return tuple(_remarks(kind, acting, target, others))


def _remarks(
    kind: RelationKind, acting: Acting, target: Target, others: Collection[RelationKind]
) -> Iterator[Remark]:
    label, name = RelationKind(kind).label, f"《{target.title}》"
    if target.document_id == acting.document_id:
        yield _stop(f"文件不能{label}自己，请选择另一份文件", "relation-self")
        return
    if not target.is_public:
        yield _stop(f"{name}还没有公开，不能登记；只写明名称和文号即可", "relation-unpublished")
    if kind in ACYCLIC and acting.document_id in target.acts_on:
        yield _stop(f"{name}已登记为{label}本文件，不能互相{label}", "relation-cycle")
    if kind not in EFFECTS:
        return
    clash = [other for other in others if other in EFFECTS and EFFECTS[other] != EFFECTS[kind]]
    if clash:
        yield _stop(f"已登记{RelationKind(clash[0]).label}{name}，不能同时{label}", "relation-clash")
    if target.validity in ENDED and target.ended_by_id != acting.document_id:
        yield _stop(_ended(target, label), "relation-ended")
    if acting.written_on and target.written_on and target.written_on > acting.written_on:
        yield _stop(
            f"{name}成文（{target.written_on}）晚于本文件（{acting.written_on}），在先的文件不能{label}在后的文件",
            "relation-later",
        )
    if not _is_competent(acting, target):
        yield Remark(
            FIELD,
            f"{name}是其他机关制定的，一般由制定机关或其上级机关{label}，请核对权限",
            Severity.WARN,
            _BASIS,
            "relation-competence",
        )


def _stop(message: str, code: str) -> Remark:
    return Remark(FIELD, message, Severity.STOP, "", code)


def _ended(target: Target, label: str) -> str:
    state = "失效" if target.validity == Validity.LAPSED else "废止"
    when = f"已于{target.since:%Y年%-m月%-d日}{state}" if target.since else f"已{state}"
    by = f"（依据《{target.ended_by}》）" if target.ended_by else ""
    return f"《{target.title}》{when}{by}，不是现行有效的文件，不能{label}"


def _is_competent(acting: Acting, target: Target) -> bool:
    return (
        acting.body_id == target.body_id
        or acting.body_id in target.body_lineage
        or acting.governs in target.division_lineage
    )


# --- what the text says ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A relation that the text seems to speak of; `words` is the sentence it stands in."""

    kind: RelationKind
    title: str
    number: str
    words: str


_SENTENCE = re.compile(r"[^。；\n]+")
_CITED = re.compile(
    r"《([^《》\n]{2,120}(?:《[^《》]{2,60}》[^《》]{0,40})?)》(?:\s*[（(]([^（）()]{4,40}号)[^（）()]*[）)])?"
)
_REPEAL = re.compile(r"废止|停止执行|不再执行")
_REPLACE = re.compile(r"(?:代替|替代|取代)")
_AMEND = re.compile(r"修改如下|作(?:出)?如下修改|予以修改|修改为")
_IMPLEMENT = re.compile(r"贯彻落实|贯彻执行|深入落实|落实")
_CITE = re.compile(r"根据|依据|按照|依照|遵照|参照")
_AMENDING_TITLE = re.compile(r"关于修改(?:〈|《)(.+?)(?:〉|》)")
_EXPLAINING_TITLE = re.compile(r"(?:关于)?《(.+?)》(?:的)?(?:政策)?(?:解读|问答|起草说明)")
_ANSWERING = re.compile(r"第?\s*(\d{1,5})\s*号(?:建议|提案)")
_MOST = 30
"""Suggestions are for people to look through; a text that cites more gets the first ones."""


def suggestions(title: str, text: str) -> tuple[Suggestion, ...]:
    """Relations that title and text speak of, one for each document, what ends others first.

    They are proposals: nothing is recorded before somebody has agreed to it.
    """
    found: list[Suggestion] = []
    for suggestion in [*_of_title(title), *_of_text(text)]:
        if not same_title(suggestion.title, title) and not any(
            _same_document(suggestion, known) for known in found
        ):
            found.append(suggestion)
    order = list(RelationKind)
    return tuple(sorted(found, key=lambda suggestion: order.index(suggestion.kind)))[:_MOST]


def _same_document(one: Suggestion, other: Suggestion) -> bool:
    if one.number and other.number:
        return one.number == other.number
    return same_title(one.title, other.title)


def _of_title(title: str) -> Iterator[Suggestion]:
    for pattern, kind in (
        (_AMENDING_TITLE, RelationKind.AMENDS),
        (_EXPLAINING_TITLE, RelationKind.INTERPRETS),
    ):
        if match := pattern.search(title):
            yield Suggestion(kind, match[1].strip(), "", title)
    if match := _ANSWERING.search(title):
        yield Suggestion(RelationKind.ANSWERS, match[0].strip(), "", title)


def _of_text(text: str) -> Iterator[Suggestion]:
    """Repeals of every sentence before what is merely cited, so that the graver one is kept."""
    rest: list[Suggestion] = []
    for sentence in _SENTENCE.findall(text):
        for match in _CITED.finditer(sentence):
            kind = _kind(sentence, match)
            if kind is None:
                continue
            number = document_number.parse(match[2] or "")
            found = Suggestion(kind, match[1].strip(), str(number) if number else "", sentence.strip()[:200])
            if kind in EFFECTS:
                yield found
            else:
                rest.append(found)
    yield from rest


def _kind(sentence: str, match: re.Match[str]) -> RelationKind | None:
    """What a sentence does to a document: what ends it is said after its name, what it rests on before."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _REPLACE.search(before):
        return RelationKind.REPLACES
    if _REPEAL.search(after):
        return RelationKind.REPEALS
    if _AMEND.search(after):
        return RelationKind.AMENDS
    if _IMPLEMENT.search(before):
        return RelationKind.IMPLEMENTS
    return RelationKind.CITES if _CITE.search(before) else None


def plain_title(title: str) -> str:
    """A title without the signs and spaces in which copies of it differ."""
    return re.sub(r"[\s《》〈〉“”\"（）()]", "", title)


def same_title(one: str, other: str) -> bool:
    """Whether two titles name the same document, however they are set."""
    return plain_title(one) == plain_title(other)
