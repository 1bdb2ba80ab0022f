"""What was found in a subject, what became of it, and what still stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from gongkai.core.guarding.enums import Handling, Weight
from gongkai.core.guarding.rules.parts import Part, digest_of, whole_digest

UNREAD, UNREAD_LABEL = "unread", "不能自动检查"
"""Type of the finding that a file could not be read: a person has to look into it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as it is shown; `start` and `end` are offsets into the text of a part that is a text."""

    part: str
    place: str
    type: str
    label: str
    weight: Weight
    masked: str
    reason: str
    fingerprint: str
    is_hidden: bool = False
    start: int = -1
    end: int = -1
    handling: Handling = Handling.OPEN


@dataclass(frozen=True, slots=True)
class PartReport:
    """A part with what was found in it; `is_scanned` is false where nobody has looked yet."""

    part: Part
    is_scanned: bool = True
    lines: tuple[Line, ...] = ()
    hard: int = 0
    review: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    unread: str = ""
    is_cut: bool = False
    people: int = 0
    remark: str = ""
    scanned_by: str = ""
    scanned_at: datetime | None = None

    @property
    def unread_places(self) -> int:
        """How much of it nothing could read: pages, pictures, or the file as a whole."""
        return self.counts.get(UNREAD_LABEL, 0)

    @property
    def unread_mark(self) -> str:
        """What a confirmation of everything in it that could not be read is known by."""
        return digest_of(UNREAD, self.part.digest)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is let through on its own: the findings of one type in one part that must be dealt with, or all
    of a part of which not every finding is listed."""

    key: str
    words: str
    hard: int


@dataclass(frozen=True, slots=True)
class Report:
    """A subject under one version of the rules, with what persons have said about the findings."""

    parts: tuple[PartReport, ...]
    rules: str
    confirmed: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    """Keys of the scopes that were let through, and digests of parts let through as a whole."""

    @property
    def digest(self) -> str:
        return whole_digest(found.part for found in self.parts)

    @property
    def lines(self) -> list[Line]:
        """Every finding that is listed, with its handling; what must be dealt with first."""
        every = (self._handled(line, found) for found in self.parts for line in found.lines)
        return sorted(every, key=lambda line: line.weight != Weight.HARD)

    @property
    def hard(self) -> int:
        return sum(found.hard for found in self.parts)

    @property
    def open_hard(self) -> int:
        """How many findings must still be dealt with."""
        return sum(scope.hard for scope in self.open_scopes)

    @property
    def is_released(self) -> bool:
        """Something that must be dealt with was let through."""
        return self.open_hard < self.hard

    @property
    def open_scopes(self) -> list[Scope]:
        """What must still be dealt with, as it can be let through."""
        return [scope for found in self.parts for scope in self._open_scopes(found)]

    @property
    def open_review(self) -> int:
        """How many findings still want a person's look."""
        return sum(self._unconfirmed(found) for found in self.parts)

    @property
    def open_unread(self) -> dict[str, int]:
        """Key of a part that nothing could read and nobody has opened yet → places in it."""
        still = {found.part.key: self._unopened(found) for found in self.parts}
        return {key: places for key, places in still.items() if places}

    @property
    def unscanned(self) -> list[Part]:
        return [found.part for found in self.parts if not found.is_scanned]

    @property
    def is_clear(self) -> bool:
        return not (self.open_hard or self.open_review or self.unscanned)

    @property
    def counts(self) -> Counter[str]:
        """Label of a type → how many, over all parts."""
        found: Counter[str] = Counter()
        for part in self.parts:
            found.update(part.counts)
        return found

    @property
    def words(self) -> str:
        """个人信息：2处必须处理，1处请核对."""
        return self.words_with(())

    def words_with(self, unready: Sequence[str]) -> str:
        """`words` while files are still looked into; as long as one is, nothing says 未发现.

        Args:
            unready: what is said of such files, instead of how many there are: 正在检查：名单.xlsx.
        """
        said = []
        if self.open_hard:
            said.append(f"{self.open_hard}处必须处理")
        if self.open_review:
            said.append(f"{self.open_review}处请核对")
        said.extend(unready)
        if self.unscanned and not unready:
            said.append(f"{len(self.unscanned)}个附件或表格尚未检查")
        if not said:
            said.append("未发现" if not self.hard and not self.counts else "已处理完毕")
        # two colons in a row are no sentence
        lead = "个人信息" if said[0] in unready else "个人信息："
        return f"{lead}{'，'.join(said)}"

    def _handled(self, line: Line, found: PartReport) -> Line:
        if line.weight == Weight.HARD:
            return replace(line, handling=Handling.RELEASED) if self._is_released(line, found) else line
        whole = found.unread_mark if line.type == UNREAD else found.part.digest
        if line.fingerprint in self.confirmed or whole in self.confirmed:
            return replace(line, handling=Handling.CONFIRMED)
        return line

    def _is_released(self, line: Line, found: PartReport) -> bool:
        return found.part.digest in self.released or _key(found, line.type) in self.released

    def _open_scopes(self, found: PartReport) -> list[Scope]:
        if not found.hard or found.part.digest in self.released:
            return []
        if found.is_cut:
            return [Scope(found.part.digest, f"{found.part.label}的全部内容", found.hard)]
        types = Counter((line.type, line.label) for line in found.lines if line.weight == Weight.HARD)
        return [
            Scope(_key(found, type_), f"{found.part.label}的{label}", many)
            for (type_, label), many in types.items()
            if _key(found, type_) not in self.released
        ]

    def _unconfirmed(self, found: PartReport) -> int:
        unopened = self._unopened(found)
        if found.part.digest in self.confirmed:
            return unopened
        read = [line for line in found.lines if line.weight == Weight.REVIEW and line.type != UNREAD]
        beyond = found.review - found.unread_places - len(read)
        return unopened + beyond + sum(line.fingerprint not in self.confirmed for line in read)

    def _unopened(self, found: PartReport) -> int:
        if found.unread_mark in self.confirmed:
            return 0
        listed = [line for line in found.lines if line.type == UNREAD]
        beyond = found.unread_places - len(listed)
        return beyond + sum(line.fingerprint not in self.confirmed for line in listed)


def _key(found: PartReport, type_: str) -> str:
    return f"{found.part.digest}:{type_}"


def fault(report: Report) -> str:
    """Why the subject may not become public, or an empty text."""
    if report.unscanned:
        names = "、".join(part.label for part in report.unscanned)
        return f"{names}还没有检查个人信息，请稍候再试，或在“个人信息检查”中立即检查。"
    if report.open_hard:
        return (
            f"还有{report.open_hard}处个人信息必须处理：{_places(report, Weight.HARD)}。"
            "请删除、改写或生成脱敏副本；依法可以公开的，请在“个人信息检查”中申请，"
            "由另一位同志写明依据后批准。"
        )
    if report.open_review:
        return (
            f"还有{report.open_review}处疑似个人信息需要核对：{_places(report, Weight.REVIEW)}。"
            "请在“个人信息检查”中逐处核对，可以公开的按“可以公开”。"
            f"{'不能自动检查的，须逐页打开核对后单独确认。' if report.open_unread else ''}"
        )
    return ""


_NAMED = 3


def _places(report: Report, weight: Weight) -> str:
    still = [line for line in report.lines if line.weight == weight and line.handling == Handling.OPEN]
    labels = {found.part.key: found.part.label for found in report.parts}
    named = [_place(labels[line.part], line) for line in still[:_NAMED]]
    return "、".join(named) + ("等" if len(still) > _NAMED else "")


def _place(part: str, line: Line) -> str:
    where = f"{part}{f'（{line.place}）' if line.place else ''}"
    return f"{where}的{line.label}" if line.type != UNREAD else f"{where}不能读取"
