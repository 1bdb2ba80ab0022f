"""How personal information reads when it is masked; the profiles are data (`profiles.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from gongkai.kernel.errors import NotFound
from gongkai.text.personal_information.model import Finding

STAR = "*"
_REST = "other"
_FURTHER = "（以下略）"


@dataclass(frozen=True, slots=True)
class Mask:
    """How many characters stay at the beginning and at the end; `words` replaces everything instead.

    `upto` is a pattern: as far as its last place the value stays, and `words` stand where there is none.
    """

    first: int = 0
    last: int = 0
    words: str = ""
    upto: str = ""

    def apply(self, value: str) -> str:
        """The value as it may be read; where characters are counted, at least half of them are hidden."""
        places = list(re.finditer(self.upto, value)) if self.upto else []
        if places and places[-1].end() < len(value):
            return value[: places[-1].end()] + _FURTHER
        if self.words:
            return self.words
        kept = min(self.first + self.last, len(value) // 2)
        last = min(self.last, kept)
        first = kept - last
        return value[:first] + STAR * (len(value) - kept) + (value[len(value) - last :] if last else "")


@dataclass(frozen=True, slots=True)
class MaskProfile:
    """How each type is masked in lists of a kind; columns that do not belong there are dropped."""

    name: str
    label: str
    masks: Mapping[str, Mask]
    drop_columns: tuple[str, ...] = ()
    """Types whose whole column is left out of a copy."""

    def mask(self, kind: str, value: str) -> str:
        """How a value of that type reads."""
        return self.masks.get(kind, self.masks[_REST]).apply(value)


@lru_cache(maxsize=1)
def profiles() -> dict[str, MaskProfile]:
    """Every profile that ships, by name."""
    text = resources.files("gongkai.text.personal_information").joinpath("profiles.toml").read_text("utf-8")
    table = tomllib.loads(text)["profile"]
    found: dict[str, MaskProfile] = {}
    for name, entry in table.items():
        base = dict(found["default"].masks) if "default" in found else {}
        base |= {kind: Mask(**mask) for kind, mask in entry.get("masks", {}).items()}
        found[name] = MaskProfile(name, entry["label"], base, tuple(entry.get("drop_columns", ())))
    return found


def profile(name: str) -> MaskProfile:
    """The profile of that name; raises NotFound with the names that there are."""
    known = profiles()
    if name not in known:
        raise NotFound(f"没有名为“{name}”的脱敏方案，可用的有：{'、'.join(known)}。")
    return known[name]


def mask(text: str, findings: Sequence[Finding], chosen: MaskProfile | None = None) -> str:
    """The text with every finding masked by the profile; the findings come from `scan` of the same text."""
    way = chosen or profile("default")
    parts: list[str] = []
    at = 0
    for finding in sorted(findings, key=lambda one: one.start):
        if finding.start < at:
            continue
        parts += (text[at : finding.start], way.mask(finding.type, text[finding.start : finding.end]))
        at = finding.end
    return "".join((*parts, text[at:]))
