"""From a file to a document that an editor can go on with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from gongkai.text.archives import MEBIBYTE, ArchiveLimits, Source, read_source
from gongkai.text.errors import UnreadableFile
from gongkai.text.markup import placed_lines, plain_text, plain_to_html, sanitise
from gongkai.text.official_text.encoding import decode
from gongkai.text.official_text.recognition import Recognised, recognise
from gongkai.text.word_pages import Block, WordPicture, joined, read_word_page

TEXT_LIMIT = 5 * MEBIBYTE
"""Longest .txt or .html, in bytes; official documents are a hundredth of that."""

_HEADINGS = ("h2", "h3", "h4")

SUFFIXES = (".txt", ".html", ".htm", ".docx")


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A document as read. Title, number, issuers, date and marker are empty where unsure.

    `body_html` is safe and lacks the lines of title and number, which the page shows above it;
    `plain_text` is everything. `notes` tell the editor in Chinese what to fill in or check. `pictures` are
    shown in `body_html` under provisional addresses (`word_pages.IMPORTED`) until they are kept.
    """

    title: str
    document_number: str
    issuers: tuple[str, ...]
    written_on: date | None
    openness_marker: str
    body_html: str
    plain_text: str
    notes: tuple[str, ...]
    pictures: tuple[WordPicture, ...] = ()


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
    page = read_word_page(data, filename, limits)
    if not any(page.lines):
        raise UnreadableFile(f"文件“{filename}”里没有文字（可能是扫描图片），请检查后重新选择。")
    found = recognise(page.lines)
    body = joined((*_placed(_without(page.blocks, found.used)), *page.notes))
    plain = [*page.lines, *(line for note in page.notes for line in note.lines)]
    imported = _imported(found, sanitise(body).html, "\n".join(plain).strip(), page.warnings)
    return replace(imported, pictures=page.pictures)


def _without(blocks: Sequence[Block], unwanted: Collection[int]) -> list[Block]:
    """The blocks without the lines (counted through all of them) that are said elsewhere on the page."""
    kept: list[Block] = []
    start = 0
    for block in blocks:
        rest = block.without([line - start for line in unwanted])
        start += len(block.lines)
        if rest is not None:
            kept.append(rest)
    return kept


def _placed(blocks: Sequence[Block]) -> list[Block]:
    """Addressees at the margin and the signature at the right, also where the file says so only by blanks."""
    places = placed_lines([line for block in blocks for line in block.lines])
    placed: list[Block] = []
    start = 0
    for block in blocks:
        place = next((places[at] for at in range(start, start + len(block.lines)) if at in places), "")
        is_free = block.tag in {"p", *_HEADINGS} and not block.place and len(block.lines) == 1
        placed.append(replace(block, tag="p", place=place) if place and is_free else block)
        start += len(block.lines)
    return placed


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
