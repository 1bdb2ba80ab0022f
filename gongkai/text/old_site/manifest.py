"""The table of an old site's documents, read from any place on, so that an import can be taken up again."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from gongkai.text.errors import UnreadableFile

MEBIBYTE = 1024 * 1024
LONGEST_FIELD = 20 * MEBIBYTE
"""Characters of one cell: a body with its tables is a few hundred kilobytes at most."""

LARGEST_ARRAY = 300 * MEBIBYTE
"""Bytes of a .json file, which is read whole; longer ones come as JSON lines."""

_SNIFFED = 4 * MEBIBYTE
_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the table.

    `number` counts from 1; `place` is where the next line begins: bytes, or elements of a JSON array.
    `fault` says why nothing could be read of it; `values` is empty then.
    """

    number: int
    place: int
    values: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A table whose form is known. `start` is where its first line begins."""

    path: Path
    form: str
    columns: tuple[str, ...]
    start: int
    encoding: str = "utf-8"
    delimiter: str = ","

    def records(self, place: int | None = None, number: int = 0) -> Iterator[Record]:
        """The lines from `place` on.

        Args:
            place: as an earlier record gave it; the beginning when left out.
            number: of the record before.
        """
        begin = self.start if place is None else place
        if self.form == "json":
            return _of_array(_array(self.path), begin, number)
        reader = _of_lines if self.form == "jsonl" else self._of_table
        return reader(self.path, begin, number)

    def count(self) -> int:
        """How many lines there are; reads the whole table."""
        return sum(1 for _ in self.records())

    def _of_table(self, path: Path, begin: int, number: int) -> Iterator[Record]:
        with path.open("rb") as stream:
            lines = _Lines(stream, begin, self.encoding)
            reader = csv.reader(lines, delimiter=self.delimiter)
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield Record(number, lines.place, {}, "这一行的引号不配对或单元格过长，无法读取")
                    continue
                if not any(cells):
                    number -= 1
                    continue
                yield Record(number, lines.place, *self._named(cells))

    def _named(self, cells: list[str]) -> tuple[dict[str, str], str]:
        if len(cells) > len(self.columns) and any(cells[len(self.columns) :]):
            return {}, f"这一行有{len(cells)}格，表头只有{len(self.columns)}列，可能少了引号"
        if any("\ufffd" in cell for cell in cells):
            return {}, f"这一行有不能按{self.encoding.upper()}解读的字符"
        return dict(zip(self.columns, cells, strict=False)), ""


def open_manifest(path: Path) -> Manifest:
    """Look at the head of a table: its form, encoding, delimiter and columns.

    Raises:
        UnreadableFile: not a table that can be read; the message says what to do.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        rows = _array(path)
        return Manifest(path, "json", _keys(rows[:200], path), 0)
    if suffix in {".jsonl", ".ndjson"}:
        head = [record.values for record in islice(_of_lines(path, 0, 0), 200)]
        return Manifest(path, "jsonl", _keys(head, path), 0)
    if suffix in {".csv", ".tsv", ".txt"}:
        return _table(path)
    raise UnreadableFile(f"“{path.name}”不是能读的清单，请提供 .csv、.json 或 .jsonl 文件。")


def _table(path: Path) -> Manifest:
    csv.field_size_limit(LONGEST_FIELD)
    encoding, skipped = _encoding(path)
    with path.open("rb") as stream:
        first = stream.readline(MEBIBYTE)
        delimiter = max(_DELIMITERS, key=first.decode(encoding, "replace").count)
        lines = _Lines(stream, skipped, encoding)
        columns = [name.strip() for name in next(csv.reader(lines, delimiter=delimiter), [])]
    if not any(columns):
        raise UnreadableFile(f"“{path.name}”第一行没有列名，请在第一行写明各列的名称。")
    named = tuple(name or f"第{position}列" for position, name in enumerate(columns, start=1))
    _refuse_twins(named, path)
    return Manifest(path, "csv", named, lines.place, encoding, delimiter)


def _encoding(path: Path) -> tuple[str, int]:
    """UTF-8 where the head of the file can be read as such, else GB18030; and the length of its mark."""
    with path.open("rb") as stream:
        head = stream.read(_SNIFFED)
    if not head:
        raise UnreadableFile(f"“{path.name}”是空的。")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile(f"“{path.name}”是 UTF-16 编码，请另存为“CSV UTF-8”后再试。")
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8", len(codecs.BOM_UTF8)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "gb18030", 0
    return "utf-8", 0


class _Lines:
    """Decoded lines of a file for the CSV reader, with the place where the next one begins.

    Neither encoding uses the byte of a line feed within another character, so lines are cut in bytes.
    """

    def __init__(self, stream: BinaryIO, begin: int, encoding: str) -> None:
        stream.seek(begin)
        self._stream, self._encoding = stream, encoding
        self.place = begin

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            raise StopIteration
        self.place += len(line)
        return line.decode(self._encoding, "replace")


def _of_lines(path: Path, begin: int, number: int) -> Iterator[Record]:
    with path.open("rb") as stream:
        stream.seek(begin)
        place = begin
        for line in stream:
            place += len(line)
            if not line.strip():
                continue
            number += 1
            try:
                value = json.loads(line)
            except ValueError:
                yield Record(number, place, {}, "这一行不是完整的 JSON")
                continue
            yield Record(number, place, *_flat(value))


def _array(path: Path) -> list[Any]:
    if path.stat().st_size > LARGEST_ARRAY:
        raise UnreadableFile(
            f"“{path.name}”超过{LARGEST_ARRAY // MEBIBYTE} MB，请转换为每行一条的 .jsonl 文件。"
        )
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"“{path.name}”不是完整的 JSON，请检查文件是否被截断。") from error
    rows = value if isinstance(value, list) else _only_list(value)
    if not rows:
        raise UnreadableFile(f"“{path.name}”里没有找到文件列表。")
    return rows


def _only_list(value: object) -> list[Any]:
    """The list within {"data": [...]}, if there is just one."""
    lists = [part for part in value.values() if isinstance(part, list)] if isinstance(value, dict) else []
    return lists[0] if len(lists) == 1 else []


def _of_array(rows: list[Any], begin: int, number: int) -> Iterator[Record]:
    for index in range(begin, len(rows)):
        number += 1
        yield Record(number, index + 1, *_flat(rows[index]))


def _flat(value: object) -> tuple[dict[str, str], str]:
    """Column → text; lists are joined, what lies deeper keeps its JSON."""
    if not isinstance(value, dict):
        return {}, "这一条不是由字段组成的"
    return {str(name): _text(part) for name, part in value.items()}, ""


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return ";".join(str(part) for part in value)
    return json.dumps(value, ensure_ascii=False)


def _keys(rows: list[Any] | list[Mapping[str, str]], path: Path) -> tuple[str, ...]:
    """The names of all fields of the first rows, in the order in which they come up."""
    names: dict[str, None] = {}
    for row in rows:
        if isinstance(row, dict):
            names.update(dict.fromkeys(str(name) for name in row))
    if not names:
        raise UnreadableFile(f"“{path.name}”里没有找到由字段组成的条目。")
    return tuple(names)


def _refuse_twins(names: tuple[str, ...], path: Path) -> None:
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        raise UnreadableFile(f"“{path.name}”有重名的列：{'、'.join(twins)}。请改名后再试。")
