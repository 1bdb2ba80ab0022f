"""Files that people bring along, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

Upload = dict[str, object]
"""As `set_input_files` takes it: name, mimeType, buffer."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def upload(name: str, content: bytes, media_type: str = "application/octet-stream") -> Upload:
    return {"name": name, "mimeType": media_type, "buffer": content}


def spreadsheet(name: str, rows: Sequence[Sequence[object]]) -> Upload:
    """A small table."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    return upload(name, _saved(book), XLSX)


def encrypted_spreadsheet(name: str) -> Upload:
    """What a spreadsheet program writes with a password: a compound file that holds an EncryptedPackage."""
    entry = "EncryptedPackage".encode("utf-16-le")
    return upload(name, _OLE_HEAD + b"\0" * 1016 + entry + b"\0" * 2048, XLSX)


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word_document(name: str, paragraphs: Sequence[str]) -> Upload:
    """A .docx with these paragraphs and nothing else."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>'
        )
    return upload(
        name,
        stream.getvalue(),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
