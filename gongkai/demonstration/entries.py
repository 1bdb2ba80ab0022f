"""Reading one table of a TOML file with faults that say which file and which entry."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.demonstration.model import DemonstrationError


def load(path: Path) -> dict[str, Any]:
    """A TOML file's content; DemonstrationError when it cannot be parsed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DemonstrationError(f"{path.name}：{error}") from error


class Entry:
    """One table, read field by field; `done` refuses what nobody asked for (a misspelt key)."""

    def __init__(self, where: str, values: Mapping[str, Any]) -> None:
        self.where = where
        self._values = dict(values)

    def fault(self, message: str) -> DemonstrationError:
        """The fault to raise, with its place in front."""
        return DemonstrationError(f"{self.where}：{message}")

    def text(self, name: str, default: str | None = None) -> str:
        """A text, not blank unless a default is given."""
        value = self._values.pop(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fault(f"“{name}”应为非空文字")
        return value

    def optional(self, name: str) -> str | None:
        """A text that may be left out."""
        return self.text(name) if name in self._values else None

    def choice(self, name: str, allowed: frozenset[str], default: str | None = None) -> str:
        """A text that must be one of the allowed ones."""
        value = self.text(name, default)
        if value not in allowed:
            raise self.fault(f"“{name}”不能是“{value}”")
        return value

    def days(self, name: str, default: int | None = None) -> int:
        """A number of days, zero or more."""
        value = self._values.pop(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(f"“{name}”应为不小于0的天数")
        return value

    def day(self, name: str) -> date:
        """A TOML date."""
        value = self._values.pop(name, None)
        if type(value) is not date:
            raise self.fault(f"“{name}”应为日期，如 2026-01-04")
        return value

    def optional_day(self, name: str) -> date | None:
        """A TOML date that may be left out."""
        return self.day(name) if name in self._values else None

    def flag(self, name: str) -> bool:
        """True or false; false when left out."""
        value = self._values.pop(name, False)
        if not isinstance(value, bool):
            raise self.fault(f"“{name}”应为 true 或 false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of non-blank texts; empty when left out."""
        values = self._values.pop(name, [])
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            raise self.fault(f"“{name}”应为文字列表")
        return tuple(values)

    def mapping(self, name: str) -> dict[str, str]:
        """Texts by name; none when left out."""
        values = self._values.pop(name, {})
        if not isinstance(values, dict) or not all(isinstance(v, str) and v.strip() for v in values.values()):
            raise self.fault(f"“{name}”应为一组非空文字")
        return values

    def tables(self, name: str) -> list["Entry"]:
        """Sub-tables; none when left out."""
        values = self._values.pop(name, [])
        if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
            raise self.fault(f"“{name}”应为表的列表")
        return [Entry(f"{self.where} {name}", value) for value in values]

    def table(self, name: str) -> "Entry | None":
        """One sub-table that may be left out."""
        if name not in self._values:
            return None
        value = self._values.pop(name)
        if not isinstance(value, dict):
            raise self.fault(f"“{name}”应为表")
        return Entry(f"{self.where} {name}", value)

    def rows(self, name: str) -> tuple[tuple[str, ...], ...] | None:
        """A rectangular grid of texts, header first, that may be left out."""
        if name not in self._values:
            return None
        values = self._values.pop(name)
        rows = tuple(tuple(row) for row in values)
        if len(rows) < 2 or len({len(row) for row in rows}) != 1:  # noqa: PLR2004 header and one row
            raise self.fault(f"“{name}”应为行列整齐、至少两行的表格")
        if not all(isinstance(cell, str) for row in rows for cell in row):
            raise self.fault(f"“{name}”的每一格都应为文字")
        return rows

    def done(self) -> None:
        """Refuse keys that were never read."""
        if self._values:
            raise self.fault(f"有多余的键：{'、'.join(sorted(self._values))}")
