"""What of the things found in a file a masked copy of it can mask."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

from gongkai.core.guarding.rules import UNREAD, Line
from gongkai.text.file_contents import PLACE_OF_NAME

MASKED_SUFFIXES = frozenset({".csv", ".docx", ".pdf", ".txt", ".xlsx"})
"""Of other kinds no masked copy is made; only the name of such a file can be masked."""

_IN_IMAGE = "（识别）"
"""How places end that were read by recognition: the text is in an image, which no copy changes."""


def may_be_copied(name: str, lines: Collection[Line]) -> bool:
    """Whether a masked copy is made at all: the kind has one, and no page is a scanned image."""
    suffix = PurePath(name).suffix.lower()
    return suffix in MASKED_SUFFIXES and not (suffix == ".pdf" and any(map(_is_scanned_page, lines)))


def can_mask(name: str, lines: Collection[Line]) -> bool:
    """Whether a masked copy changes anything of what was found: the name of the file, or its text."""
    return can_mask_name(lines) or can_mask_text(name, lines)


def can_mask_name(lines: Collection[Line]) -> bool:
    """Whether something was found in the name, which is masked whatever the file is."""
    return any(line.place == PLACE_OF_NAME for line in lines)


def can_mask_text(name: str, lines: Collection[Line]) -> bool:
    """Whether something was found that a copy of the file has as text."""
    return may_be_copied(name, lines) and any(
        line.type != UNREAD and line.place != PLACE_OF_NAME and not line.place.endswith(_IN_IMAGE)
        for line in lines
    )


def nothing_to_mask(name: str) -> str:
    """Why no copy was made, and what to do instead."""
    return (
        f"“{name}”中没有系统能够脱敏的内容，没有生成副本。图片和扫描页里的文字系统不能遮盖：请打开文件核对，"
        "可以公开的按“可以公开”；需要遮盖的，请处理后移除本附件、重新上传。"
    )


def _is_scanned_page(line: Line) -> bool:
    return line.place.startswith("第") and (line.type == UNREAD or line.place.endswith(_IN_IMAGE))
