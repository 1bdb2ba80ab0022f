"""Opening the data files, and reading one entry of them with faults that name their place."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, TypeVar

from gongkai.reference.errors import ReferenceDataError

_DATA = files("gongkai.reference").joinpath("data")
_YEAR_FILE = re.compile(r"(\d{4})\.toml")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class FileHeader:
    """Where a data file comes from, when it was written, and what in it nobody has checked."""

    file: str
    version: int
    on: date
    source: str
    unverified: tuple[str, ...]


class Entry:
    """One table of a file, taken field by field; `finish` refuses the keys that nobody took."""

    def __init__(self, where: str, values: object) -> None:
        if not isinstance(values, Mapping):
            raise ReferenceDataError(where, "应为一组字段")
        self.where = where
        self._values: dict[str, Any] = {str(key): value for key, value in values.items()}

    def fault(self, problem: str) -> ReferenceDataError:
        """The fault to raise, naming this entry."""
        return ReferenceDataError(self.where, problem)

    def text(self, key: str) -> str:
        """A text that must be there and not be blank."""
        value = self.text_or_empty(key)
        if not value:
            raise self.fault(f"缺少“{key}”，或者为空")
        return value

    def text_or_empty(self, key: str) -> str:
        """A text; empty when left out."""
        value = self._values.pop(key, "")
        if not isinstance(value, str) or value != value.strip():
            raise self.fault(f"“{key}”应为首尾没有空格的文字")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts, none blank; empty when left out."""
        values = self._values.pop(key, [])
        if not isinstance(values, list) or not all(_is_text(value) for value in values):
            raise self.fault(f"“{key}”应为文字列表，每项非空且首尾没有空格")
        if len(set(values)) != len(values):
            raise self.fault(f"“{key}”有重复的项")
        return tuple(values)

    def one_or_more(self, key: str) -> tuple[str, ...]:
        """A list of texts that must not be empty; a single text counts as a list of one."""
        if isinstance(self._values.get(key), str):
            return (self.text(key),)
        values = self.texts(key)
        if not values:
            raise self.fault(f"缺少“{key}”，或者为空")
        return values

    def word(self, key: str, words: type[Word]) -> Word:
        """One of an enumeration's words; left out counts as the empty word, where it has one."""
        return self._one_of(words, key, self.text_or_empty(key))

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """A list of different words of an enumeration; empty when left out."""
        return tuple(self._one_of(words, key, value) for value in self.texts(key))

    def _one_of(self, words: type[Word], key: str, value: str) -> Word:
        try:
            return words(value)
        except ValueError as error:
            raise self.fault(f"“{key}”不能是“{value}”") from error

    def flag_or_false(self, key: str) -> bool:
        """A true or false; left out counts as false."""
        return self.flag(key) if key in self._values else False

    def flag(self, key: str) -> bool:
        """A true or false that must be there."""
        value = self._values.pop(key, None)
        if not isinstance(value, bool):
            raise self.fault(f"“{key}”应为 true 或 false")
        return value

    def count(self, key: str) -> int:
        """A whole number, zero or more, that must be there."""
        value = self._values.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(f"“{key}”应为不小于 0 的整数")
        return value

    def day(self, key: str) -> date:
        """A date that must be there: a TOML date, or a text such as 2026-01-04."""
        value = self._values.pop(key, None)
        if type(value) is date:
            return value
        if isinstance(value, str) and _ISO_DATE.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.fault(f"“{key}”应为真实存在的日期，如 2026-01-04")

    def table(self, key: str) -> Entry:
        """A table within this entry; empty when left out."""
        return Entry(f"{self.where} {key}", self._values.pop(key, {}))

    def tables(self, key: str) -> Iterator[Entry]:
        """The tables of a list within this entry, each knowing its position, counted from 1."""
        values = self._values.pop(key, [])
        if not isinstance(values, list):
            raise self.fault(f"“{key}”应为列表")
        for position, value in enumerate(values, start=1):
            yield Entry(f"{self.where} {key} 第 {position} 条", value)

    def remaining(self) -> tuple[str, ...]:
        """The keys not taken yet."""
        return tuple(self._values)

    def finish(self) -> None:
        """Refuse what is left over: a misspelt key would otherwise be lost in silence."""
        if self._values:
            raise self.fault(f"不认识的字段：{'、'.join(self._values)}")


def shipped(name: str) -> str:
    """The text of a data file that comes with the package; `name` such as "calendars/2026.toml"."""
    try:
        return _DATA.joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ReferenceDataError(name, "找不到这个文件") from error
    except UnicodeDecodeError as error:
        raise ReferenceDataError(name, "不是 UTF-8 编码") from error


def shipped_years() -> tuple[int, ...]:
    """The years that come with a calendar file, in order."""
    names = (_YEAR_FILE.fullmatch(entry.name) for entry in _DATA.joinpath("calendars").iterdir())
    return tuple(sorted(int(name.group(1)) for name in names if name))


def shipped_names(folder: str) -> tuple[str, ...]:
    """The TOML files of a folder that comes with the package, as "folder/name.toml", in order."""
    names = (entry.name for entry in _DATA.joinpath(folder).iterdir() if entry.name.endswith(".toml"))
    return tuple(f"{folder}/{name}" for name in sorted(names))


def toml_document(text: str, name: str) -> tuple[FileHeader, Entry]:
    """A TOML file's header and the rest of it; the parser's line and column go into the fault."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(name, f"格式有误（{error}）") from error
    document = Entry(name, values)
    return _header(document.table("header")), document


def json_lines(text: str, name: str) -> tuple[FileHeader, Entry, Iterator[Entry]]:
    """A JSON-lines file: its header (first line), the header's other fields, the entries that follow."""
    lines = text.rstrip("\n").split("\n")
    if not text.strip():
        raise ReferenceDataError(name, "文件是空的")
    first = _json_entry(lines[0], f"{name} 第 1 行")
    fields = first.table("header")
    first.finish()
    header = _header(fields, last=False)
    entries = (_json_entry(line, f"{name} 第 {number} 行") for number, line in enumerate(lines[1:], start=2))
    return header, fields, entries


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value == value.strip()


def _json_entry(line: str, where: str) -> Entry:
    try:
        return Entry(where, json.loads(line))
    except json.JSONDecodeError as error:
        raise ReferenceDataError(where, f"格式有误（{error}）") from error


def _header(fields: Entry, *, last: bool = True) -> FileHeader:
    header = FileHeader(
        file=fields.text("file"),
        version=fields.count("version"),
        on=fields.day("date"),
        source=fields.text("source"),
        unverified=fields.texts("unverified"),
    )
    if last:
        fields.finish()
    return header
