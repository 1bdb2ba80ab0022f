"""Files as people and attackers really send them, made on the spot; nothing is kept in the repository."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

_RNG = random.Random(20261122)

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(64) + b"PE\x00\x00" + bytes(400)
ELF = b"\x7fELF\x02\x01\x01" + bytes(57)
SCRIPT = b"#!/bin/sh\nrm -rf /\n"
HTML = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"
HTML_AFTER_SPACE = b" \n" * 2000 + HTML
HTML_FRAGMENT = "<p>关于<SCRIPT SRC=//x.test/x.js></script></p>".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
XML_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
PHP = b"<?php system($_GET['c']);"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"".join(
    [
        b"\x89PNG\r\n\x1a\n",
        *(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in (
                (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
                (b"IDAT", zlib.compress(b"\x00\xff")),
                (b"IEND", b""),
            )
        ),
    ]
)
"""A white point: the smallest picture that is one."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_016)
NOISE = _RNG.randbytes(5_000)
TEXT_GBK = "云溪县民政局关于公布低保标准的公告".encode("gb18030")


def encrypted_office_file(distance: int = 40_000) -> bytes:
    """An OLE container with the stream that password-protected .xlsx and .docx have, far into the file."""
    return OLE + bytes(distance) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx(sheet: str = "<sheetData/>", **parts: str) -> bytes:
    """A workbook of one sheet, as small as readers accept."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{office}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}">{sheet}</worksheet>',
        **parts,
    })  # fmt: skip


@cache
def bomb(megabytes: int = 300) -> bytes:
    """A workbook whose sheet unpacks to hundreds of megabytes of spaces."""
    stream = io.BytesIO(xlsx())
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * 1024 * 1024)
    return stream.getvalue()


def endless(megabytes: int) -> Iterator[bytes]:
    """So much, one megabyte at a time, never in memory as a whole."""
    block = b"%PDF-1.7 " + bytes(1024 * 1024 - 9)
    for _ in range(megabytes):
        yield block


@cache
def collection() -> dict[str, tuple[str, bytes]]:
    """What it is → the name it goes under and its content; none of it may be kept or read."""
    good = xlsx()
    return {
        "empty": ("目录.xlsx", b""),
        "program as pdf": ("公告.pdf", EXE),
        "program as xlsx": ("目录.xlsx", EXE),
        "linux program as doc": ("公告.doc", ELF),
        "shell script as txt": ("说明.txt", SCRIPT),
        "web page as txt": ("说明.txt", HTML),
        "web page after spaces": ("说明.txt", HTML_AFTER_SPACE),
        "fragment with a script": ("说明.txt", HTML_FRAGMENT),
        "web page as xls": ("目录.xls", HTML),
        "php as txt": ("说明.txt", PHP),
        "svg as png": ("图.png", SVG),
        "svg": ("图.svg", SVG),
        "xml with entities": ("目录.xml", XML_ENTITIES),
        "encrypted": ("目录.xlsx", encrypted_office_file()),
        "encrypted as docx": ("公告.docx", encrypted_office_file(0)),
        "old format as xlsx": ("目录.xlsx", OLE),
        "noise as xlsx": ("目录.xlsx", NOISE),
        "noise as txt": ("说明.txt", NOISE),
        "half a workbook": ("目录.xlsx", good[: len(good) // 2]),
        "pk and nothing": ("目录.xlsx", b"PK\x03\x04"),
        "pk and noise": ("目录.xlsx", b"PK\x03\x04" + NOISE),
        "plain zip": ("目录.xlsx", zipped({"a.txt": "x"})),
        "zip as docx": ("公告.docx", zipped({"../../etc/cron.d/x": "x"})),
        "many members": ("目录.xlsx", zipped({f"{n}.xml": "" for n in range(20_001)})),
        "pdf as xlsx": ("目录.xlsx", PDF),
        "picture as pdf": ("公告.pdf", PNG),
        "no extension": ("公告", PDF),
        "double extension": ("公告.pdf.exe", EXE),
        "script with an honest name": ("公告.js", b"alert(1)"),
    }
