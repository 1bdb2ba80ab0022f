"""Personal information as the pages show it: where something was found, how it reads masked, what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.core.guarding.enums import Handling, Sort, Weight
from gongkai.core.guarding.rules import Line, PartReport
from gongkai.core.information import queries, rules
from gongkai.core.information.enums import PUBLISHABLE
from gongkai.edges.components.shapes import Badge, Tone

if TYPE_CHECKING:
    from gongkai.core.information.models import Attachment, Edition, MaskedText

MOST_IN_PANEL = 8
MOST_IN_PART = 200
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

_ANCHORS = {"title": "id_title", "summary": "id_summary", "body": "id_body_html", "fields": "kind-fields"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A finding; `href` leads to where it is mended."""

    label: str
    where: str
    masked: str
    reason: str
    badge: Badge
    href: str
    fingerprint: str
    may_confirm: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with its findings, and the file behind it."""

    label: str
    lines: Sequence[ShownLine]
    more: int
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
    unscanned: int
    scannable: int
    """Tables and files."""

    rules: str
    is_released: bool
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


def shown(edition: Edition, masking: Collection[int] = frozenset()) -> Shown:
    """What the scan says of an edition, ready for the templates.

    Args:
        masking: attachments of which a masked copy is being made.
    """
    report = queries.guard_report(edition)
    handled: dict[str, list[Line]] = {found.part.key: [] for found in report.parts}
    for line in report.lines:
        handled[line.part].append(line)
    labels = {found.part.key: found.part.label for found in report.parts}
    still = [line for line in report.lines if line.handling == Handling.OPEN]
    files = {queries.key_of_file(file.pk): file for file in edition.attachments.all()}
    parts = [_part(found, handled[found.part.key], files, edition, masking) for found in report.parts]
    return Shown(
        words=report.words,
        tone="alarm" if report.open_hard else "good" if report.is_clear else "warn",
        applies=edition.openness in PUBLISHABLE or not edition.openness,
        lines=[_line(line, labels[line.part], edition) for line in still[:MOST_IN_PANEL]],
        more=max(0, report.open_hard + report.open_review - MOST_IN_PANEL),
        parts=parts,
        open_hard=report.open_hard,
        open_review=report.open_review,
        unscanned=len(report.unscanned),
        scannable=sum(found.part.sort != Sort.TEXT for found in report.parts),
        rules=report.rules,
        is_released=report.is_released,
        may_mask_text=any(found.part.sort != Sort.FILE and found.lines for found in report.parts),
        is_text_open=any(
            found.part.sort != Sort.FILE and part.is_open
            for found, part in zip(report.parts, parts, strict=True)
        ),
        masked_text=queries.masked_text_of(edition.pk),
    )


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
    files: dict[str, Attachment],
    edition: Edition,
    masking: Collection[int],
) -> ShownPart:
    file = files.get(found.part.key)
    name = file.name if file is not None else ""
    still = [line for line in lines if line.handling == Handling.OPEN]
    leaves_out = bool(found.people and file is not None and rules.may_be_copied(name, lines))
    return ShownPart(
        label=found.part.label,
        lines=[_line(line, "", edition) for line in lines[:MOST_IN_PART]],
        more=max(0, found.hard + found.review - MOST_IN_PART),
        is_scanned=found.is_scanned,
        remark=found.remark,
        people=found.people,
        file=file,
        may_mask=leaves_out or (file is not None and rules.can_mask(name, lines)),
        leaves_out=leaves_out,
        masks_open=file is not None and rules.can_mask(name, still),
        is_masking=file is not None and file.pk in masking,
        mask_note=_mask_note(file, lines, leaves_out=leaves_out) if file is not None else "",
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


def _line(line: Line, part: str, edition: Edition) -> ShownLine:
    is_open = line.handling == Handling.OPEN
    tone: Tone = "good" if not is_open else "alarm" if line.weight == Weight.HARD else "warn"
    return ShownLine(
        label=line.label,
        where="，".join(words for words in (part, line.place) if words),
        masked=line.masked,
        reason=line.reason,
        badge=Badge(line.weight.label if is_open else line.handling.label, tone),
        href=_address(line, edition),
        fingerprint=line.fingerprint,
        may_confirm=is_open and line.weight == Weight.REVIEW,
        is_hidden=line.is_hidden,
    )


def _address(line: Line, edition: Edition) -> str:
    sort, _, key = line.part.partition(":")
    editor = reverse("workbench:document_edit", args=[edition.pk])
    if sort == "file":
        return f"{editor}#attachments-title"
    if sort == "table":
        return reverse("workbench:table", args=[edition.pk, key])
    return f"{editor}#{_ANCHORS[sort]}"
