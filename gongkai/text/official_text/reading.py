"""From a file to a document that an editor can go on with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from gongkai.text.archives import MEBIBYTE, ArchiveLimits, Source, read_source
from gongkai.text.errors import UnreadableFile
from gongkai.text.markup import plain_text, plain_to_html, sanitise
from gongkai.text.official_text.encoding import decode
from gongkai.text.official_text.recognition import Recognised, recognise
from gongkai.text.official_text.word import read_word

TEXT_LIMIT = 5 * MEBIBYTE
"""Longest .txt or .html, in bytes; official documents are a hundredth of that."""

SUFFIXES = (".txt", ".html", ".htm", ".docx")


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A document as read. Title, number, issuers, date and marker are empty where unsure.

    `body_html` is safe and lacks the lines of title and number, which the page shows above it;
    `plain_text` is everything. `notes` tell the editor in Chinese what to fill in or check.
    """

    title: str
    document_number: str
    issuers: tuple[str, ...]
    written_on: date | None
    openness_marker: str
    body_html: str
    plain_text: str
    notes: tuple[str, ...]


def read_official_text(source: Source, filename: str, limits: ArchiveLimits | None = None) -> ImportedText:
    """Read a .txt, .html or .docx document; the kind is told by `filename`, the content is checked.

    Raises UnreadableFile with what to do in Chinese.
    """
    suffix = PurePath(filename).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFile(_other_kind(filename, suffix))
    if suffix == ".docx":
        bounds = limits or ArchiveLimits()
        return _from_word(read_source(source, filename, bounds.packed), filename, bounds)
    text = decode(read_source(source, filename, TEXT_LIMIT), filename)
    if not text.strip():
        raise UnreadableFile(f"文件“{filename}”里没有文字，请检查后重新选择。")
    return _from_html(text, filename) if suffix in {".html", ".htm"} else _from_plain(text)


def _other_kind(filename: str, suffix: str) -> str:
    if suffix in {".doc", ".wps", ".rtf", ".odt"}:
        return f"文件“{filename}”的格式（{suffix}）不能直接导入，请在办公软件中另存为 .docx 后再上传。"
    if suffix == ".pdf":
        return f"文件“{filename}”是 PDF，不能导入为正文。请导入原来的 .docx 文件，PDF 可作为附件上传。"
    return f"文件“{filename}”不是可以导入的文档，请选择 .docx、.txt 或 .html 文件。"


def _from_plain(text: str) -> ImportedText:
    lines = text.split("\n")
    found = recognise(lines)
    body = "\n".join(line for index, line in enumerate(lines) if index not in found.used)
    return _imported(found, plain_to_html(body), "\n".join(line.rstrip() for line in lines).strip(), ())


def _from_html(text: str, filename: str) -> ImportedText:
    safe = sanitise(text)
    plain = plain_text(safe.html)
    if not plain:
        raise UnreadableFile(f"文件“{filename}”里没有文字，请检查后重新选择。")
    found = recognise(plain.split("\n"))
    notes = ("标题和文号仍在正文里，请在编辑时删去",) if found.used else ()
    return _imported(found, safe.html, plain, (*safe.removed, *notes))


def _from_word(data: bytes, filename: str, limits: ArchiveLimits) -> ImportedText:
    word = read_word(data, filename, limits)
    if not any(word.lines):
        raise UnreadableFile(f"文件“{filename}”里没有文字（可能是扫描图片），请检查后重新选择。")
    found = recognise(word.lines)
    body = "\n".join(_without(word.html, word.lines, found.used))
    return _imported(found, sanitise(body).html, "\n".join(word.lines).strip(), tuple(word.notes))


def _without(html: Sequence[str], lines: Sequence[str], used: frozenset[int]) -> list[str]:
    """The blocks whose text is not on one of the lines used for title and number."""
    headings = {plain_text(lines[index]) for index in used}
    remaining = len(headings)
    kept = []
    for block in html:
        if not block:
            continue
        if remaining and set(plain_text(block).split("\n")) <= headings:
            remaining -= 1
            continue
        kept.append(block)
    return kept


def _imported(found: Recognised, body: str, plain: str, notes: Sequence[str]) -> ImportedText:
    return ImportedText(
        title=found.title,
        document_number=found.document_number,
        issuers=found.issuers,
        written_on=found.written_on,
        openness_marker=found.openness_marker,
        body_html=body,
        plain_text=plain,
        notes=(*found.notes, *notes),
    )
