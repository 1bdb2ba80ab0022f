"""What a file is, by its content first and its name second."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from gongkai.text.archives import DAMAGE
from gongkai.text.errors import UnreadableFile
from gongkai.text.file_contents.model import FileKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = (
    ("WordDocument".encode("utf-16-le"), FileKind.DOC),
    ("Workbook".encode("utf-16-le"), FileKind.XLS),
    ("Book".encode("utf-16-le"), FileKind.XLS),
)
_PACKAGES = (
    ("word/document.xml", FileKind.DOCX),
    ("xl/workbook.xml", FileKind.XLSX),
    ("OFD.xml", FileKind.OFD),
)
_OTHER_PACKAGES = ("[Content_Types].xml", "content.xml")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_OTHER = (b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"ID3", b"#!")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|table|body|script)[\s>]", re.IGNORECASE)
_XML = (b"<?xml", b"<svg")
_BEFORE_TEXT = b"\xef\xbb\xbf \r\n\t"
_HEAD = 4096
_TABLES = frozenset({".csv", ".tsv"})
_PAGES = frozenset({".html", ".htm", ".xhtml", ".mht"})


def kind_of(name: str, content: bytes) -> FileKind:
    """The kind of a file. Raises UnreadableFile for an empty file and one locked with a password."""
    if not content:
        raise UnreadableFile(f"文件“{name}”是空的（0 字节），请重新选择文件。")
    if content.startswith(b"PK"):
        return _packed(content)
    if content.startswith(OLE):
        return _old(name, content)
    if content.lstrip(b"\r\n\t ").startswith(b"%PDF-"):
        return FileKind.PDF
    if _is_picture(content):
        return FileKind.IMAGE
    if content.startswith(_OTHER) and (b"\x00" in content[:_HEAD] or not content.startswith(b"MZ")):
        return FileKind.OTHER
    return _written(name, content)


def _is_picture(content: bytes) -> bool:
    if content.startswith(b"BM"):
        return b"\x00" in content[:64]
    return content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def _packed(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except DAMAGE:
        return _broken(content)
    for part, kind in _PACKAGES:
        if part in names:
            return kind
    return FileKind.OTHER if names.intersection(_OTHER_PACKAGES) else FileKind.ZIP


def _broken(content: bytes) -> FileKind:
    """What a damaged package was: its reader then says what is wrong with it."""
    return next((kind for part, kind in _PACKAGES if part.encode() in content), FileKind.ZIP)


def _old(name: str, content: bytes) -> FileKind:
    if _ENCRYPTED in content:
        raise UnreadableFile(
            f"文件“{name}”设有打开密码，无法检查其中的内容。请取消密码（文件—信息—保护）、保存后再上传。"
        )
    return next((kind for mark, kind in _OLD if mark in content), FileKind.OTHER)


def _written(name: str, content: bytes) -> FileKind:
    suffix = PurePath(name).suffix.lower()
    head = content[:_HEAD].lstrip(_BEFORE_TEXT)
    if _PAGE.search(head) and suffix not in _TABLES:
        return FileKind.HTML
    if head.lower().startswith(_XML):
        return FileKind.OTHER
    if suffix in _TABLES:
        return FileKind.CSV
    return FileKind.HTML if suffix in _PAGES else FileKind.TEXT
