"""Official documents as files, to the record of what they say."""

from __future__ import annotations

from pathlib import PurePath

from gongkai.text.archives import ArchiveLimits, Source, read_source
from gongkai.text.errors import UnreadableFile
from gongkai.text.markup import plain_text, sanitise
from gongkai.text.official_text.encoding import decode
from gongkai.text.official_text.policy import PolicyDocument, read_policy
from gongkai.text.official_text.reading import SUFFIXES, TEXT_LIMIT
from gongkai.text.word_pages import read_word_page

POLICY_SUFFIXES = (*SUFFIXES, ".md")


def read_policy_file(source: Source, filename: str, limits: ArchiveLimits | None = None) -> PolicyDocument:
    """Read a .txt, .md, .html or .docx document; the kind is told by `filename`, the content is checked.

    Raises UnreadableFile with what to do in Chinese.
    """
    return read_policy(lines_of_file(source, filename, limits or ArchiveLimits()))


def lines_of_file(source: Source, filename: str, limits: ArchiveLimits) -> list[str]:
    """The lines of a document in the order in which they are read. Raises UnreadableFile."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in POLICY_SUFFIXES:
        kinds = "、".join(POLICY_SUFFIXES)
        raise UnreadableFile(f"文件“{filename}”不能识读，请选择这些格式之一：{kinds}。")
    if suffix == ".docx":
        page = read_word_page(read_source(source, filename, limits.packed), filename, limits)
        lines = [*page.lines, *(line for note in page.notes for line in note.lines)]
    else:
        text = decode(read_source(source, filename, TEXT_LIMIT), filename)
        if suffix in {".html", ".htm"}:
            text = plain_text(sanitise(text).html)
        lines = text.split("\n")
    if not any(line.strip() for line in lines):
        raise UnreadableFile(f"文件“{filename}”里没有文字（可能是扫描图片），请检查后重新选择。")
    return lines
