"""What must not come in: files that are two things at once, that act by themselves, or are not what they say.

Every upload passes here, whatever becomes of it. Links out of office files are no reason to refuse: no copy
has them. Macros are one where the file is handed out as it came in, without a copy.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from gongkai.text.archives import Archive, open_any_archive
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.kinds import OLE, kind_of
from gongkai.text.file_contents.model import LIMITS, FileKind
from gongkai.text.file_contents.pdf_objects import open_pdf, walk

_SUFFIXES = {
    FileKind.DOCX: ".docx .docm .dotx .wps",
    FileKind.XLSX: ".xlsx .xlsm .xltx .et",
    FileKind.XLS: ".xls .et",
    FileKind.DOC: ".doc .wps",
    FileKind.PDF: ".pdf",
    FileKind.HTML: ".html .htm",
    FileKind.CSV: ".csv .tsv",
    FileKind.TEXT: ".txt .md .csv .tsv .toml",
    FileKind.IMAGE: ".png .jpg .jpeg .gif .webp .bmp .tif .tiff",
    FileKind.ZIP: ".zip",
    FileKind.OFD: ".ofd",
}
_START_OF_ZIP = b"PK\x03\x04"
_END_OF_ZIP = b"PK\x05\x06"
_END_LENGTH = 22
_IN_ANOTHER_PLACE = 0xFFFFFFFF
"""Sizes of very large archives are written elsewhere, and these fields are filled so."""

_MARKUP = re.compile(rb"<(?:script|html|svg|iframe|\?php|!doctype html)[\s>]", re.IGNORECASE)
_PDF_START = b"%PDF-"
_LOOKED_AT = 1024
_AFTER_PDF = 64
"""Bytes behind the end of a PDF that some producers leave."""

_PIECE = 1 << 20
"""Bytes of a part looked at at once."""

_HAS_MACROS = (
    "文件“{name}”含有宏，打开时可能自行运行，没有保存。请用办公软件另存为不含宏的 .docx 或 .xlsx 后再上传。"
)
_XML = (".xml", ".rels")
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaProject\w*\.bin$|macrosheets/|activeX/)", re.IGNORECASE)
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
"""Named so in old documents, and with an ending in old workbooks."""


def check_file(name: str, content: bytes, *, macros: bool = True) -> FileKind:
    """The kind of a file that may come in and is what its name says.

    Args:
        macros: whether they may be in it, since it is only read or a copy made anew takes its place.

    Raises:
        UnreadableFile: its name says something else, or as `refuse_danger`.
    """
    kind = kind_of(name, content)
    if kind in _SUFFIXES and PurePath(name).suffix.lower() not in _SUFFIXES[kind].split():
        raise UnreadableFile(
            f"文件“{name}”的扩展名与内容不符：内容是{kind.label}。请核对文件，用正确的扩展名重新上传。"
        )
    return refuse_danger(name, content, macros=macros)


def refuse_danger(name: str, content: bytes, *, macros: bool = True) -> FileKind:
    """The kind of a file that does no harm, whatever its name says: who asks has judged the name.

    Raises:
        UnreadableFile: it is empty, locked, two kinds of file at once, unpacks beyond all measure, declares
            entities, or has a script or an action that starts by itself.
    """
    kind = kind_of(name, content)
    if content.startswith(b"PK"):
        _check_packed(name, content, kind)
        if kind is not FileKind.ZIP:
            _check_parts(name, open_any_archive(content, name, LIMITS.archive), macros=macros)
    elif content.startswith(OLE):
        _check_old(name, content, macros=macros)
    elif kind is FileKind.PDF:
        _check_pdf(name, content)
    elif kind is FileKind.IMAGE:
        _refuse_if(_MARKUP.search(content), name, "图片里夹带了网页代码")
        _refuse_if(_END_OF_ZIP in content and _START_OF_ZIP in content, name, "图片里夹带了压缩包")
        _refuse_if(_PDF_START in content, name, "图片里夹带了 PDF")
    return kind


def _refuse_if(fault: object, name: str, words: str) -> None:
    if fault:
        raise UnreadableFile(f"文件“{name}”{words}，可能不安全，没有保存。请用原来的软件重新导出后再上传。")


def _check_packed(name: str, content: bytes, kind: FileKind) -> None:
    """A zip begins with its first member and ends with its directory; anything around it is a second file."""
    _refuse_if(not content.startswith(_START_OF_ZIP), name, "开头不是正常的压缩结构")
    at = content.rfind(_END_OF_ZIP)
    if at < 0 or at + _END_LENGTH > len(content):
        raise UnreadableFile(f"文件“{name}”已损坏或没有下载完整，请重新保存后再上传。")
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    size = int.from_bytes(content[at + 12 : at + 16], "little")
    start = int.from_bytes(content[at + 16 : at + 20], "little")
    _refuse_if(at + _END_LENGTH + comment != len(content), name, "末尾附加了别的数据")
    large = _IN_ANOTHER_PLACE in (size, start)
    _refuse_if(not large and start + size > at, name, "的目录与内容不符")
    if kind is not FileKind.ZIP:
        _refuse_if(_PDF_START in content[:_LOOKED_AT], name, "同时又是 PDF")
        _refuse_if(comment and _MARKUP.search(content[at:]), name, "里夹带了网页代码")


def _check_parts(name: str, archive: Archive, *, macros: bool) -> None:
    """Each part of XML piece by piece, which refuses entities, and no macros where they are not wanted."""
    for part in archive.names:
        if not macros and _MACRO_PARTS.search(part):
            raise UnreadableFile(_HAS_MACROS.format(name=name))
        if part.lower().endswith(_XML):
            reader = archive.open(part)
            while reader.read(_PIECE):
                pass


def _check_old(name: str, content: bytes, *, macros: bool) -> None:
    """The directory of a zip at the very end makes an old office file an archive as well."""
    at = content.rfind(_END_OF_ZIP)
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    _refuse_if(at >= 0 and at + _END_LENGTH + comment == len(content), name, "同时又是压缩包")
    if not macros and _MACRO_STREAM in content:
        raise UnreadableFile(_HAS_MACROS.format(name=name))


def _check_pdf(name: str, content: bytes) -> None:
    _refuse_if(not content.startswith(_PDF_START), name, "开头不是 PDF")
    end = content.rfind(b"%%EOF")
    _refuse_if(end >= 0 and len(content[end + 5 :].strip()) > _AFTER_PDF, name, "末尾附加了别的数据")
    _refuse_if(content[-_LOOKED_AT:].find(_END_OF_ZIP) >= 0, name, "同时又是压缩包")
    actions = {found.label for found in walk(open_pdf(name, content), name) if found.kind == "action"}
    if actions:
        raise UnreadableFile(
            f"文件“{name}”含有{'、'.join(sorted(actions))}，打开时可能自行运行，没有保存。"
            "请用“打印为 PDF”重新生成后再上传。"
        )
