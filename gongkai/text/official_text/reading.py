"""From a file to a document that an editor can go on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from gongkai.text.archives import MEBIBYTE, ArchiveLimits, Source, read_source
from gongkai.text.encoding import decode
from gongkai.text.errors import UnreadableFile
from gongkai.text.markup.from_text import plain_to_html
from gongkai.text.markup.sanitising import sanitise
from gongkai.text.official_text.blocks import blocks_of_html, is_markup, placed, with_lines_above, without
from gongkai.text.official_text.head.recognition import Place, Recognised, recognise, shown_numbers
from gongkai.text.official_text.head.red_head import NO_HEAD, RedHead, read_red_head
from gongkai.text.word_pages import Block, WordPicture, joined, read_word_page

TEXT_LIMIT = 5 * MEBIBYTE
"""Longest .txt or .html, in bytes; official documents are a hundredth of that."""

_SHOWN_LINE = 120
_SHOWN_LINES = 6
"""So many lines of one value are quoted; the others are named by their numbers."""

SUFFIXES = (".txt", ".html", ".htm", ".docx")


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """Where something was read: the line as a person counts it (blank ones not), and what stands there.

    `further` are the other lines of a title, a list or a row of bodies.
    """

    number: int
    text: str
    further: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        shown = shown_numbers([self.number, *(number for number, _ in self.further)])
        texts = [self.text, *(text for _, text in self.further)]
        quoted = "".join(f"“{text}”" for text in texts[:_SHOWN_LINES])
        return f"第{shown}行{quoted}" + ("……" if len(texts) > _SHOWN_LINES else "")


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A document as read. Title, number, issuers, date and marker are empty where unsure.

    `body_html` is safe and lacks the lines of title and number, which the page shows above it, and the
    frame of a red-head document (`head`). `places` say by name (as in `recognition`, and the names of
    `head`) where each was read, `reasons` why one is empty. `plain_text` is everything. `notes` tell the
    editor in Chinese what to fill in or check. `pictures` are shown in `body_html` under provisional
    addresses (`word_pages.IMPORTED`) until they are kept.
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
    printed_on: date | None = None
    index_number: str = ""
    addressees: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    head: RedHead = NO_HEAD
    places: Mapping[str, ReadFrom] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def read_official_text(source: Source, filename: str, limits: ArchiveLimits | None = None) -> ImportedText:
    """Read a .txt, .html or .docx document; the kind is told by `filename`, the content is checked.

    Raises UnreadableFile with what to do in Chinese; also for a file that bears a mark of secrecy (密级).
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
    is_page = suffix in {".html", ".htm"} or is_markup(text)
    return _from_html(text, filename) if is_page else _from_plain(text)


def _other_kind(filename: str, suffix: str) -> str:
    if suffix in {".doc", ".wps", ".rtf", ".odt"}:
        return f"文件“{filename}”的格式（{suffix}）不能直接导入，请在办公软件中另存为 .docx 后再上传。"
    if suffix == ".pdf":
        return f"文件“{filename}”是 PDF，不能导入为正文。请导入原来的 .docx 文件，PDF 可作为附件上传。"
    return f"文件“{filename}”不是可以导入的文档，请选择 .docx、.txt 或 .html 文件。"


def _from_plain(text: str) -> ImportedText:
    lines = text.split("\n")
    found = recognise(lines)
    head = _frame(lines, found)
    body = "\n".join(line for at, line in enumerate(lines) if at not in found.used | head.lines)
    return _imported(lines, found, head, plain_to_html(body))


def _from_html(text: str, filename: str) -> ImportedText:
    safe = sanitise(with_lines_above(text))
    blocks = blocks_of_html(safe.html)
    lines = [line for block in blocks for line in block.lines]
    if not any(lines):
        raise UnreadableFile(f"文件“{filename}”里没有文字，请检查后重新选择。")
    return _from_blocks(lines, blocks, (), safe.removed)


def _from_word(data: bytes, filename: str, limits: ArchiveLimits) -> ImportedText:
    page = read_word_page(data, filename, limits)
    if not any(page.lines):
        raise UnreadableFile(f"文件“{filename}”里没有文字（可能是扫描图片），请检查后重新选择。")
    imported = _from_blocks(page.lines, page.blocks, page.notes, page.warnings)
    return replace(imported, pictures=page.pictures)


def _from_blocks(
    lines: Sequence[str], blocks: Sequence[Block], notes: Sequence[Block], warnings: Sequence[str]
) -> ImportedText:
    """What stands on the page itself is left out of its text: title, number, and the frame of a red head."""
    found = recognise(lines)
    head = _frame(lines, found)
    body = joined((*placed(without(blocks, found.used | head.lines)), *notes))
    imported = _imported(lines, found, head, sanitise(body).html, warnings)
    below = [line for note in notes for line in note.lines]
    return (
        replace(imported, plain_text="\n".join((imported.plain_text, *below)).strip()) if below else imported
    )


def _frame(lines: Sequence[str], found: Recognised) -> RedHead:
    title = found.places.get("title")
    return read_red_head(lines, title.line if title else None)


def _imported(
    lines: Sequence[str], found: Recognised, head: RedHead, body: str, warnings: Sequence[str] = ()
) -> ImportedText:
    numbers = _numbers(lines)
    if head.secrecy is not None:
        raise UnreadableFile(_secret(ReadFrom(numbers[head.secrecy.line], head.secrecy.text)))
    places = {
        name: _read_from(place, numbers) for name, place in (*found.places.items(), *_lines_of(lines, head))
    }
    return ImportedText(
        title=found.title,
        document_number=found.document_number,
        issuers=found.issuers,
        written_on=found.written_on,
        openness_marker=found.openness_marker,
        body_html=body,
        plain_text="\n".join(line.rstrip() for line in lines).strip(),
        notes=(*found.notes, *warnings),
        printed_on=found.printed_on,
        index_number=found.index_number,
        addressees=found.addressees,
        attachments=found.attachments,
        head=head,
        places=places,
        reasons=dict(found.reasons),
    )


def _read_from(place: Place, numbers: Mapping[int, int]) -> ReadFrom:
    (number, text), *further = [(numbers.get(at, 0), text.strip()) for at, text in place.lines()]
    return ReadFrom(number, text, tuple(further))


def _secret(mark: ReadFrom) -> str:
    """Such a file must not be in a system for public information at all (条例 art. 17; 保守国家秘密法)."""
    return (
        f"文件{mark}标有密级，没有读入，也没有留存。涉密文件不得在本系统中办理；"
        "已解密的，请去掉密级标志后再导入。"
    )


def _lines_of(lines: Sequence[str], head: RedHead) -> list[tuple[str, Place]]:
    return [(name, Place(mark.line, lines[mark.line][:_SHOWN_LINE])) for name, mark in head.marks.items()]


def _numbers(lines: Sequence[str]) -> dict[int, int]:
    """Index of a line → its number as a person counts: lines with something on them, from 1."""
    written = [at for at, line in enumerate(lines) if line.strip()]
    return {at: number for number, at in enumerate(written, 1)}
