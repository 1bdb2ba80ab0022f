"""Looking through an .xls before the fast reader gets it: that one reserves as much memory as a file claims.

What cannot be reserved ends the whole process, so no claim may be larger than the file can bear out. The
container is that of MS-CFB, its stream of records that of MS-XLS.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from gongkai.text.errors import UnreadableFile

_HEADER = 512
_ENTRY = 128
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on mark ends and gaps; they are no sectors."""

_DIMENSIONS, _STRINGS, _LOCKED = 0x0200, 0x00FC, 0x002F
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_STREAMS = frozenset({"Workbook", "Book"})


def refuse_claims(data: bytes, filename: str) -> None:
    """Raises UnreadableFile for a damaged container, a locked workbook, and claims beyond the format."""
    try:
        for kind, record in _records(_Container(data).workbook()):
            if kind == _LOCKED:
                raise UnreadableFile(f"文件“{filename}”设有打开密码。请取消密码并保存后再上传。")
            if _claims_too_much(kind, record, len(data)):
                raise UnreadableFile(_damaged(filename))
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableFile(_damaged(filename)) from error


def _damaged(filename: str) -> str:
    return f"文件“{filename}”的表格内容已损坏，请用办公软件打开并重新保存后再上传。"


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _claims_too_much(kind: int, record: bytes, size: int) -> bool:
    if kind == _DIMENSIONS and len(record) >= 14:  # noqa: PLR2004 (the form of Excel 97 to 2003)
        first, last, left, right = struct.unpack_from("<IIHH", record)
        return bool(first > last or last > _MOST_ROWS or left > right or right > _MOST_COLUMNS)
    if kind == _STRINGS and len(record) >= 8:  # noqa: PLR2004 (two numbers)
        _, unique = struct.unpack_from("<ii", record)
        return not 0 <= unique <= size
    return False


class _Container:
    """Sectors chained by a table; small streams lie in a stream of their own."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shift, small = struct.unpack_from("<HH", data, 30)
        if self._shift not in {9, 12} or small != 6:  # noqa: PLR2004 (the only sizes that are defined)
            raise ValueError(self._shift)
        tables, start, _, self._small_below, first_small, small_tables, more, more_tables = (
            struct.unpack_from("<IIIIIIII", data, 44)
        )
        directories = struct.unpack_from("<I", data, 40)[0]
        most = (len(data) >> self._shift) + 1
        if max(tables, small_tables, more_tables, directories) > most:
            raise ValueError(tables)
        self._table = self._joined_table(more)
        self._small_table = array("I", _whole(self._chained(first_small)))
        self._directory = self._chained(start)

    def workbook(self) -> bytes:
        """The stream of records. Raises ValueError where there is none."""
        entries = [self._directory[at : at + _ENTRY] for at in range(0, len(self._directory), _ENTRY)]
        for entry in entries:
            if len(entry) < _ENTRY:
                continue
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace") in _STREAMS:
                start, size = struct.unpack_from("<II", entry, 116)
                if size < self._small_below:
                    return self._small(struct.unpack_from("<I", entries[0], 116)[0], start)[:size]
                return self._chained(start)[:size]
        raise ValueError("no workbook")

    def _joined_table(self, more: int) -> array[int]:
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, _HEADER - _IN_HEADER * 4))
        seen: set[int] = set()
        while more < _LAST_SECTOR and more not in seen:
            seen.add(more)
            numbers = array("I", _whole(self._sector(more)))
            more = numbers.pop()
            sectors.extend(numbers)
        pieces = b"".join(self._sector(number) for number in sectors if number < _LAST_SECTOR)
        return array("I", _whole(pieces))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        return self._data[start : start + (1 << self._shift)]

    def _chained(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(start, self._table))

    def _small(self, root: int, start: int) -> bytes:
        held = self._chained(root)
        return b"".join(held[number * 64 : number * 64 + 64] for number in _chain(start, self._small_table))


def _whole(data: bytes) -> bytes:
    """As many bytes as make whole numbers."""
    return data[: len(data) // 4 * 4]


def _chain(start: int, table: array[int]) -> Iterator[int]:
    """The sectors of a stream in order. Raises ValueError for a chain that runs in a circle."""
    for _ in range(len(table) + 1):
        if start >= _LAST_SECTOR:
            return
        yield start
        start = table[start]
    raise ValueError("circle")
