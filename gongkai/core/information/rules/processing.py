"""What a person waits for at a file, and what is done in the background."""

from __future__ import annotations

from gongkai.core.information.enums import ProcessingSort

LARGE = 600_000
"""Bytes to go through (`reading_weight`) up to which a file is cleaned, scanned and masked while the person
waits: a workbook of some 1,800 rows, a few seconds. The figure is ours."""

MOST_ATTEMPTS = 3
"""How often work is begun whose worker was killed each time."""

_PLAYED_OR_SEEN = ("audio/", "video/", "image/")


def is_large(weight: int) -> bool:
    """Whether nobody may be kept waiting for it, and nobody's lock be held."""
    return weight > LARGE


def takes_long_to_clean(media_type: str, weight: int) -> bool:
    """Whether the clean copy is made in the background; that of a picture or a recording takes no time."""
    return is_large(weight) and not media_type.startswith(_PLAYED_OR_SEEN)


def progress_words(done: int, total: int, unit: str) -> str:
    """已处理22800/60000行; nothing where it cannot be counted."""
    return f"已处理{done}/{total}{unit}" if total else ""


def waits_for(sort: str, name: str, progress: str, fault: str) -> str:
    """Why a draft cannot be handed in while this is under way, or stands without success; or an empty text.

    A scan that is missing is told by what it has not looked through yet, and a masked copy that was not made
    by what the scan of the file finds.
    """
    so_far = f"（{progress}）" if progress else ""
    if sort == ProcessingSort.CLEAN and fault:
        return f"附件“{name}”没有处理成功，还不是本文件的附件。请在附件处重新处理，或者取消后另行上传。"
    if sort == ProcessingSort.CLEAN:
        return f"附件“{name}”正在清除隐藏信息{so_far}，完成后才列入附件，请稍候。"
    if sort == ProcessingSort.MASK and not fault:
        return f"附件“{name}”正在生成脱敏副本{so_far}，公开的内容还会改变，请稍候。"
    return ""
