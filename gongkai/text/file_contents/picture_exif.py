"""What a camera or a program wrote into a picture: words, the place where it was taken, which way is up."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_WORDS = {
    0x010E: "说明", 0x010F: "设备厂商", 0x0110: "设备型号", 0x0131: "软件", 0x013B: "作者", 0x8298: "版权",
    0x9C9B: "标题", 0x9C9C: "备注", 0x9C9D: "作者", 0x9C9E: "关键词", 0x9C9F: "主题", 0x9286: "用户注释",
    0xA430: "相机所有者", 0xA431: "机身编号", 0xA435: "镜头编号", 0x0132: "修改时间", 0x9003: "拍摄时间",
}  # fmt: skip
_WIDE = range(0x9C9B, 0x9CA0)
_POINTERS = {0x8769: "Exif", 0x8825: "GPS"}
_ORIENTATION = 0x0112
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_MOST_ENTRIES = 1_000
_MOST_BYTES = 1_000_000
_NORTH_SOUTH, _LATITUDE, _EAST_WEST, _LONGITUDE = 1, 2, 3, 4

Entry = tuple[int, int, bytes]
"""Tag, type and bytes."""
_OFFSET, _SHORT = 4, 2
"""Bytes of an offset, within which short values stand themselves, and of a small number."""
_TURNS = range(1, 9)


class Exif:
    """The entries of an EXIF block, which begins with its byte order. Broken ones are passed over."""

    def __init__(self, block: bytes) -> None:
        self._block = block
        self._order = "<" if block[:2] == b"II" else ">"
        self.main: list[Entry] = []
        self.gps: list[Entry] = []
        try:
            self._read()
        except struct.error:
            return

    def _read(self) -> None:
        (first,) = struct.unpack_from(f"{self._order}I", self._block, 4)
        for tag, kind, data in self._entries(first):
            self.main.append((tag, kind, data))
            if tag in _POINTERS and len(data) == _OFFSET:
                (at,) = struct.unpack(f"{self._order}I", data)
                target = self.gps if _POINTERS[tag] == "GPS" else self.main
                target.extend(self._entries(at))

    def _entries(self, at: int) -> Iterator[Entry]:
        (count,) = struct.unpack_from(f"{self._order}H", self._block, at)
        for number in range(min(count, _MOST_ENTRIES)):
            tag, kind, values, offset = struct.unpack_from(
                f"{self._order}HHI4s", self._block, at + 2 + number * 12
            )
            size = _SIZES.get(kind, 0) * values
            if not 0 < size <= _MOST_BYTES:
                continue
            (start,) = struct.unpack(f"{self._order}I", offset)
            yield tag, kind, offset[:size] if size <= _OFFSET else self._block[start : start + size]

    @property
    def orientation(self) -> int:
        """1 to 8 as EXIF numbers them; 1 is upright."""
        for tag, _, data in self.main:
            if tag == _ORIENTATION and len(data) >= _SHORT:
                (value,) = struct.unpack_from(f"{self._order}H", data)
                return int(value) if value in _TURNS else 1
        return 1

    def words(self) -> Iterator[tuple[str, str]]:
        """Label and text of what somebody may have written, and of the device."""
        for tag, _, data in self.main:
            label = _WORDS.get(tag)
            text = _decoded(data, tag) if label else ""
            if label and text:
                yield label, text

    def location(self) -> str:
        """Where the picture was taken, in degrees, or an empty text."""
        values = {tag: data for tag, _, data in self.gps}
        if _LATITUDE not in values or _LONGITUDE not in values:
            return ""
        try:
            north, east = self._degrees(values[_LATITUDE]), self._degrees(values[_LONGITUDE])
        except struct.error:
            return ""
        if values.get(_NORTH_SOUTH, b"N")[:1] == b"S":
            north = -north
        if values.get(_EAST_WEST, b"E")[:1] == b"W":
            east = -east
        return f"纬度 {north:.5f}，经度 {east:.5f}"

    def _degrees(self, data: bytes) -> float:
        total, unit = 0.0, 1.0
        for number in range(3):
            above, below = struct.unpack_from(f"{self._order}II", data, number * 8)
            total += (above / below if below else 0.0) / unit
            unit *= 60
        return total


def _decoded(data: bytes, tag: int) -> str:
    if tag in _WIDE:
        return data.decode("utf-16-le", errors="ignore").strip("\x00 ")
    if data.startswith(b"UNICODE\x00"):
        return data[8:].decode("utf-16-le", errors="ignore").strip("\x00 ")
    plain = data.removeprefix(b"ASCII\x00\x00\x00").strip(b"\x00 ")
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return plain.decode("gb18030", errors="ignore")


def upright_only(orientation: int) -> bytes:
    """A JPEG segment that says which way is up and nothing else; empty for an upright picture."""
    if orientation == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    body = b"Exif\x00\x00MM\x00*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
