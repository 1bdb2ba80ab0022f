"""The words of a notice that comes as a file."""

from __future__ import annotations

from pathlib import PurePath

from gongkai.text.archives import MEBIBYTE, Source, read_source
from gongkai.text.errors import UnreadableFile
from gongkai.text.official_text import read_official_text

CALENDAR_SUFFIX = ".toml"
"""Files in the form of the shipped calendars; their words are their content."""

_LARGEST = MEBIBYTE


def words_of_file(source: Source, filename: str) -> str:
    """The text of a .txt, .html or .docx notice, or of a calendar file.

    Raises UnreadableFile with what to do in Chinese.
    """
    if PurePath(filename).suffix.lower() != CALENDAR_SUFFIX:
        return read_official_text(source, filename).plain_text
    try:
        return read_source(source, filename, _LARGEST).decode()
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"文件“{filename}”不是 UTF-8 编码的文字，请另存为 UTF-8 后再选。") from error
