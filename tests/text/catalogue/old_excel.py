"""A workbook of Excel 97 to 2003 with texts and merged cells: enough of the format to be read."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Span = tuple[int, int, int, int]
"""First and last row, first and last column of a merged range, from 0."""


def old_workbook(sheets: Mapping[str, Sequence[Sequence[str]]], merged: Sequence[Span] = ()) -> bytes:
    """The bytes of an .xls; `merged` are the ranges of every sheet."""
    bodies = [_sheet(rows, merged) for rows in sheets.values()]
    length = len(_globals(list(sheets), [0] * len(bodies)))
    offsets = [length + sum(map(len, bodies[:at])) for at in range(len(bodies))]
    return _container(b"".join([_globals(list(sheets), offsets), *bodies]))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _globals(names: Sequence[str], offsets: Sequence[int]) -> bytes:
    records = [_begin(0x0005), _record(0x0042, struct.pack("<H", 1200))]
    for name, offset in zip(names, offsets, strict=True):
        text = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
        records.append(_record(0x0085, struct.pack("<IBB", offset, 0, 0) + text))
    return b"".join([*records, _record(0x000A)])


def _sheet(rows: Sequence[Sequence[str]], merged: Sequence[Span]) -> bytes:
    width = max(map(len, rows), default=0)
    records = [_begin(0x0010), _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text:
                content = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
                records.append(_record(0x0204, content))
    ranges = b"".join(struct.pack("<HHHH", *span) for span in merged)
    records.append(_record(0x00E5, struct.pack("<H", len(merged)) + ranges))
    return b"".join([*records, _record(0x000A)])


def _container(stream: bytes) -> bytes:
    """The compound file around the one stream: header, allocation table, directory, data."""
    stream = stream.ljust(4096, b"\0")
    stream = stream.ljust(-(-len(stream) // _SECTOR) * _SECTOR, b"\0")
    count = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, count + 2), _END]
    assert len(table) <= _SECTOR // 4
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)[: _SECTOR - len(header)]
    allocation = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    entries = [_entry("Root Entry", 5, 1, _END, 0), _entry("Workbook", 2, _FREE, 2, len(stream))]
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return header.ljust(_SECTOR, b"\xff") + allocation + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return encoded.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIQ", len(encoded), kind, 1, _FREE, _FREE, child, b"", 0, 0, 0, start, size
    )
