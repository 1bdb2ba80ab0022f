"""Personal information as the pages show it: where something was found, how it reads masked, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from gongkai.core.guarding.enums import Handling, Sort
from gongkai.core.guarding.rules import Line, PartReport, Report, Scope
from gongkai.core.information import queries, rules
from gongkai.core.information.enums import PUBLISHABLE
from gongkai.edges.components.shapes import Tone
from gongkai.edges.workbench.presenting.finding_groups import ShownGroup, ShownLine, grouped, shown_line
from gongkai.edges.workbench.presenting.processing import ShownProcessings

if TYPE_CHECKING:
    from gongkai.core.information.models import Attachment, Edition, MaskedText

MOST_IN_PANEL = 8
MOST_TOLD = 5
"""So many of the things left out of a copy are named at once; the page of the scan names all."""

_PLAIN = "副本只改动需要脱敏的文字，以 UTF-8 编码保存。"
LOST = {
    ".xlsx": "副本保留各表的内容、数字格式、字体和边框，公式变为结果；"
    "图表、图片、条件格式和单元格内的局部格式不保留。",
    ".docx": "副本保留文字、表格和图片；图表、内嵌对象、超链接的地址和修订痕迹不保留。",
    ".pdf": "副本由文字重新生成，原来的版式、图片和印章不保留；扫描件不能生成。",
    ".csv": _PLAIN,
    ".txt": _PLAIN,
}
_NAMED = "副本的文件名改为脱敏后的样子"
_NO_COPY = (
    "这种文件不能生成脱敏副本。需要脱敏的，请处理后或另存为 .docx、.xlsx、PDF，再移除本附件、重新上传。"
)
_SCANNED = (
    "含有扫描的页，不能由文字重新生成脱敏副本。需要脱敏的，请在原图上遮盖后重新扫描，或另存为有文字的版本，"
    "再移除本附件、重新上传。"
)
_UNREAD = (
    "系统读不出的内容（如图片里的文字）不能由系统遮盖。请打开文件核对：可以公开的按“可以公开”；"
    "需要遮盖的，请处理后移除本附件、重新上传。"
)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with its findings, and the file behind it."""

    label: str
    groups: Sequence[ShownGroup]
    is_scanned: bool
    remark: str
    people: int
    file: Attachment | None
    may_mask: bool
    """A masked copy masks something, or can leave out columns."""
    leaves_out: bool
    """A list of persons whose copy can leave out columns."""
    masks_open: bool
    """A masked copy masks something that has neither been dealt with nor been looked at."""
    is_masking: bool
    mask_note: str
    """What a masked copy of the file loses; or what to do where none can be made."""
    digest: str
    unopened: int
    """Places that nothing could read and that nobody has said to have opened."""
    is_open: bool
    """Something in it has neither been dealt with nor been looked at."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The panel and the page."""

    words: str
    tone: Tone
    applies: bool
    lines: Sequence[ShownLine]
    more: int
    parts: Sequence[ShownPart]
    open_hard: int
    open_review: int
    open_read: int
    """Those of them that the scan could read: what is confirmed at once."""
    unscanned: int
    scannable: int
    """Tables and files."""

    rules: str
    scopes: Sequence[Scope]
    """What may be let through by a second person."""
    may_mask_text: bool
    is_text_open: bool
    masked_text: MaskedText | None
    """What the text said before it was masked, as long as that can be undone."""

    @property
    def scanned(self) -> int:
        return self.scannable - self.unscanned

    @property
    def files(self) -> list[ShownPart]:
        """Those that one press masks and those that are masked; a copy that is being made has its bar."""
        return [
            part
            for part in self.parts
            if part.file and not part.is_masking and (part.file.masked or part.masks_open)
        ]

    @property
    def offers_masks(self) -> bool:
        return bool(self.is_text_open or self.masked_text or self.files)


def shown(edition: Edition, works: ShownProcessings) -> Shown:
    """What the scan says of an edition, ready for the templates.

    Args:
        works: what is done with its files in the background: as long as one has not been looked into,
            nothing says that there is nothing.
    """
    report = queries.guard_report(edition)
    handled: dict[str, list[Line]] = {found.part.key: [] for found in report.parts}
    for line in report.lines:
        handled[line.part].append(line)
    labels = {found.part.key: found.part.label for found in report.parts}
    still = [line for line in report.lines if line.handling == Handling.OPEN]
    masking = {queries.key_of_file(number) for number in works.masking}
    unopened = report.open_unread
    files = {queries.key_of_file(file.pk): file for file in edition.attachments.all()}
    parts = [
        _part(
            found, handled[found.part.key], files.get(found.part.key), edition,
            is_masking=found.part.key in masking, unopened=unopened.get(found.part.key, 0),
        )
        for found in report.parts
    ]  # fmt: skip
    unready = _unready(edition, report, works)
    return Shown(
        words=report.words_with(unready),
        tone="alarm" if report.open_hard else "good" if report.is_clear and not unready else "warn",
        applies=edition.openness in PUBLISHABLE or not edition.openness,
        lines=[shown_line(line, labels[line.part], edition) for line in still[:MOST_IN_PANEL]],
        more=max(0, report.open_hard + report.open_review - MOST_IN_PANEL),
        parts=parts,
        open_hard=report.open_hard,
        open_review=report.open_review,
        open_read=report.open_review - sum(unopened.values()),
        unscanned=len(report.unscanned),
        scannable=sum(found.part.sort != Sort.TEXT for found in report.parts),
        rules=report.rules,
        scopes=report.open_scopes,
        may_mask_text=any(found.part.sort != Sort.FILE and found.lines for found in report.parts),
        is_text_open=any(
            found.part.sort != Sort.FILE and part.is_open
            for found, part in zip(report.parts, parts, strict=True)
        ),
        masked_text=queries.masked_text_of(edition.pk),
    )


def _unready(edition: Edition, report: Report, works: ShownProcessings) -> list[str]:
    """正在检查：名单.xlsx; nothing where everything has been looked into, or nobody is looking."""
    waiting = report.unscanned if works.is_scanning else ()
    masking = queries.masking_for(edition) if waiting else None
    looked_into = [
        masking.file_name(part.name)[0] if masking and part.name else part.label for part in waiting
    ]
    return [
        f"{state}：{'、'.join(names[:MOST_TOLD])}{'等' if len(names) > MOST_TOLD else ''}"
        for state, names in (
            ("正在检查", (*works.arriving, *looked_into)),
            ("没有处理成功，尚未检查", works.stuck),
        )
        if names
    ]


def told_of_copy(file: Attachment) -> str:
    """What became of a file of which a masked copy was made, and who can still be recognised in it."""
    gone = "、".join(file.removed[:MOST_TOLD])
    if len(file.removed) > MOST_TOLD:
        gone += f"等 {len(file.removed)} 项"
    report = queries.guard_report(queries.get_edition(file.edition_id))
    key = queries.key_of_file(file.pk)
    remains = next((found.remark for found in report.parts if found.part.key == key), "")
    return "".join(
        (
            f"已生成脱敏副本：{file.name}，脱敏 {file.masked} 处",
            f"，不含{gone}。" if gone else "。",
            "公众看到的是副本，原文件只在内部保存。",
            remains,
        )
    )


def _part(
    found: PartReport,
    lines: Sequence[Line],
    file: Attachment | None,
    edition: Edition,
    *,
    is_masking: bool,
    unopened: int,
) -> ShownPart:
    name = file.name if file is not None else ""
    still = [line for line in lines if line.handling == Handling.OPEN]
    leaves_out = bool(found.people and file is not None and rules.may_be_copied(name, lines))
    return ShownPart(
        label=found.part.label,
        groups=grouped(found, lines, edition),
        is_scanned=found.is_scanned,
        remark=found.remark,
        people=found.people,
        file=file,
        may_mask=leaves_out or (file is not None and rules.can_mask(name, lines)),
        leaves_out=leaves_out,
        masks_open=file is not None and rules.can_mask(name, still),
        is_masking=is_masking,
        mask_note=_mask_note(file, lines, leaves_out=leaves_out) if file is not None else "",
        digest=found.part.digest,
        unopened=unopened,
        is_open=bool(still),
    )


def _mask_note(file: Attachment, lines: Sequence[Line], *, leaves_out: bool) -> str:
    """What a masked copy changes and loses, or what to do where none helps."""
    suffix = PurePath(file.name).suffix.lower()
    changes_text = leaves_out or rules.can_mask_text(file.name, lines)
    if rules.can_mask_name(lines):
        return f"{_NAMED}。{LOST[suffix]}" if changes_text else f"{_NAMED}，内容不变。"
    if changes_text:
        return LOST[suffix]
    if not lines or file.is_inline:
        return ""
    if suffix not in rules.MASKED_SUFFIXES:
        return _NO_COPY
    return _UNREAD if rules.may_be_copied(file.name, lines) else _SCANNED
