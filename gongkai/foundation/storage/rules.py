"""Which files are accepted, judged by content and not by name."""

from __future__ import annotations

import codecs
import mmap
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import filetype

from gongkai.kernel.errors import InvalidInput
from gongkai.text.file_contents import FileKind

NAME_LENGTH = 180
LONGEST_EXTENSION = 12
SAMPLE = 8_192
"""Bytes looked at to tell the type; what follows cannot change it."""

ZIP_MEMBER_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class AcceptedType:
    media_type: str
    extensions: frozenset[str]
    label: str


def _accepted(media_type: str, extensions: str, label: str) -> AcceptedType:
    return AcceptedType(media_type, frozenset(extensions.split()), label)


OOXML: Final = "application/vnd.openxmlformats-officedocument."
TYPES: Final = (
    _accepted("application/pdf", "pdf", FileKind.PDF.label),
    _accepted(OOXML + "wordprocessingml.document", "docx", FileKind.DOCX.label),
    _accepted(OOXML + "spreadsheetml.sheet", "xlsx", FileKind.XLSX.label),
    _accepted(OOXML + "presentationml.presentation", "pptx", "演示文稿"),
    _accepted("application/x-ole-storage", "doc xls ppt wps et dps", "旧版 Office 文件"),
    _accepted("application/ofd", "ofd", FileKind.OFD.label),
    _accepted("text/plain", "txt csv", FileKind.TEXT.label),
    _accepted("image/png", "png", FileKind.IMAGE.label),
    _accepted("image/jpeg", "jpg jpeg", FileKind.IMAGE.label),
    _accepted("image/gif", "gif", FileKind.IMAGE.label),
    _accepted("image/webp", "webp", FileKind.IMAGE.label),
    _accepted("audio/mpeg", "mp3", "音频"),
    _accepted("video/mp4", "mp4", "视频"),
)
ACCEPTED_EXTENSIONS: Final = tuple(sorted(extension for kind in TYPES for extension in kind.extensions))

_SAVE_AS: Final = {
    **dict.fromkeys(("docm", "dotx", "dotm"), "docx"),
    **dict.fromkeys(("xlsm", "xltx", "xltm", "xlsb"), "xlsx"),
    **dict.fromkeys(("pptm", "potx", "potm", "ppsx", "ppsm"), "pptx"),
}
"""Forms of office files that have to be saved anew; under another name office software refuses them."""

_WIDE: Final = str.maketrans('<>:"|?*', "＜＞：”｜？＊")
_RESERVED: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
)

_ZIP_MARKS: Final = {
    "word/document.xml": OOXML + "wordprocessingml.document",
    "xl/workbook.xml": OOXML + "spreadsheetml.sheet",
    "ppt/presentation.xml": OOXML + "presentationml.presentation",
    "OFD.xml": "application/ofd",
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_EXECUTABLES: Final = (b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_ACTIVE: Final = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?php", b"<?xml")


def clean_name(name: str) -> str:
    """The display name of an upload: its last path part, without control or direction characters.

    It is shown and offered for download, so it also avoids what Windows cannot save; it never becomes
    a path here.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(
        character
        for character in last
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    plain = kept.translate(_WIDE).strip(" .") or "未命名文件"
    if plain.partition(".")[0].upper() in _RESERVED:
        plain = f"_{plain}"
    stem, dot, extension = plain.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        return plain[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(extension) - 1]}.{extension}"


def judge(path: Path, name: str, also: Sequence[AcceptedType] = ()) -> AcceptedType:
    """The type of the file at `path`, if it is accepted and agrees with the extension of `name`.

    Args:
        also: types that go before `TYPES`, for files that are read here and shown to nobody.

    Raises:
        InvalidInput: with what was found and what to do.
    """
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
    if not head:
        raise InvalidInput(f"“{name}”是空文件，请检查后重新上传。")
    if _is_executable(head):
        raise InvalidInput(f"“{name}”的内容是可执行程序，不能上传。")
    if head.startswith(_OLE) and _contains(path, _ENCRYPTED_STREAM):
        raise InvalidInput(f"“{name}”已加密（设有打开密码），公众无法打开。请取消密码、另存后重新上传。")
    found = _media_type(path, head)
    kind = next((kind for kind in (*also, *TYPES) if kind.media_type == found), None)
    if kind is None:
        allowed = "、".join(ACCEPTED_EXTENSIONS)
        known = any(extension in one.extensions for one in (*also, *TYPES))
        damaged = f"：内容不是有效的 .{extension} 文件，可能已损坏或没有下载完整" if known else ""
        raise InvalidInput(f"“{name}”的类型不在允许范围内{damaged}。可上传：{allowed}。")
    if extension in _SAVE_AS:
        raise InvalidInput(
            f"“{name}”是模板或者可以带宏的格式，没有保存。请用办公软件打开，"
            f"另存为 .{_SAVE_AS[extension]} 后重新上传；只改扩展名打不开。"
        )
    if extension not in kind.extensions:
        raise InvalidInput(
            f"“{name}”的扩展名与内容不符：内容是{kind.label}。请核对文件，用正确的扩展名（{'、'.join(sorted(kind.extensions))}）重新上传。"
        )
    return kind


def _media_type(path: Path, head: bytes) -> str:
    if head.startswith(_OLE):
        return "application/x-ole-storage"
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(path)
    guess = filetype.guess_mime(head)
    if any(kind.media_type == guess for kind in TYPES):
        return str(guess)
    lowered = head.lstrip()[:1024].lower()
    if any(mark in lowered for mark in _ACTIVE):
        return "text/html"
    # two letters make a bitmap for the guesser, and a table may well begin with BM
    return "text/plain" if _is_text(head) else str(guess or "application/octet-stream")


def _is_executable(head: bytes) -> bool:
    """Programs for Windows begin with MZ and have zero bytes; a table may begin with the letters only."""
    return head.startswith(_EXECUTABLES) or (head.startswith(b"MZ") and b"\x00" in head)


def _contains(path: Path, mark: bytes) -> bool:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(mark) >= 0


def _zip_type(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return "application/zip"
    if len(names) > ZIP_MEMBER_LIMIT:
        return "application/zip"
    present = set(names)
    return next((kind for mark, kind in _ZIP_MARKS.items() if mark in present), "application/zip")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # a character may be cut in two at the end of the sample, and is no fault there
            codecs.getincrementaldecoder(encoding)().decode(head, final=len(head) < SAMPLE)
        except UnicodeDecodeError:
            continue
        return True
    return False
