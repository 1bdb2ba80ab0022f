"""Automatic numbers (word/numbering.xml): what is on paper before a paragraph and nowhere in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from gongkai.text.word_pages.counting import counted
from gongkai.text.word_pages.markup_names import attribute, is_on, local, number, value
from gongkai.text.word_pages.model import Leavings
from gongkai.text.word_pages.styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 5
"""Lists that are defined by a style which names another list."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    is_legal: bool
    """Numbers of the levels above are written in digits, whatever their own style."""

    restarts_after: int | None
    """The level whose number begins this one anew; None for the one above; 0 for never."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph; a bullet has no words of its own."""

    text: str
    is_bullet: bool = False


class Numbering:
    """Counts through a document: ask once for every paragraph that is shown, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles, leavings: Leavings) -> None:
        self._styles = styles
        self._leavings = leavings
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._abstract[attribute(element, "abstractNumId")] = element
            elif local(element) == "num":
                self._lists[attribute(element, "numId")] = element
        self._levels: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, properties: etree._Element | None) -> Label | None:
        """The number of a paragraph, which counts it; None for one without."""
        numbered = self._styles.of_paragraph(properties, "numPr")
        if numbered is None:
            return None
        name = value(numbered.find("{*}numId"))
        if name not in self._lists:
            self._leavings.count("自动编号没有定义，序号没有读入，请核对", int(name not in {"", "0"}))
            return None
        at = number(numbered.find("{*}ilvl"))
        if numbered.find("{*}ilvl") is None:
            at = self._level_of_style(name, properties)
        return self._count(name, min(at, _LEVELS - 1))

    def _level_of_style(self, name: str, properties: etree._Element | None) -> int:
        """The level that is tied to the paragraph's style (w:lvl/w:pStyle)."""
        wanted = self._styles.style_of(properties)
        abstract = self._abstract.get(value(self._lists[name].find("{*}abstractNumId")))
        for level in abstract.iterfind("{*}lvl") if abstract is not None else ():
            if wanted and value(level.find("{*}pStyle")) == wanted:
                return min(
                    int(attribute(level, "ilvl") or "0") if attribute(level, "ilvl").isdecimal() else 0, 8
                )
        return 0

    def _count(self, name: str, at: int) -> Label | None:
        shared, levels, starts = self._definition(name)
        level = levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(shared, {})
        if name not in self._begun:
            self._begun.add(name)
            for overridden, start in starts.items():
                counts[overridden] = start - 1
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in range(at + 1, _LEVELS):
            below = levels.get(deeper)
            if below is not None and (below.restarts_after is None or 0 < at + 1 <= below.restarts_after):
                counts.pop(deeper, None)
        if level.style == "bullet":
            return Label("", is_bullet=True)
        text = _PLACE.sub(lambda match: self._written(levels, counts, int(match[1]) - 1, level), level.text)
        return Label(text) if text.strip() else None

    def _written(self, levels: dict[int, _Level], counts: dict[int, int], at: int, asking: _Level) -> str:
        level = levels.get(at)
        if level is None:
            return ""
        count = counts.setdefault(at, level.start)
        style = "decimal" if asking.is_legal else level.style
        text = counted(count, style)
        if text is None:
            self._leavings.count("自动编号的样式无法识别，按数字读入，请核对")
            return str(count)
        return text

    def _definition(self, name: str) -> tuple[str, dict[int, _Level], dict[int, int]]:
        """The list that is counted together, its levels, and where this use of it begins anew."""
        if name not in self._levels:
            self._levels[name] = self._read(name)
        return self._levels[name]

    def _read(self, name: str) -> tuple[str, dict[int, _Level], dict[int, int]]:
        own = self._lists[name]
        shared = value(own.find("{*}abstractNumId"))
        abstract = self._defined(shared, 0)
        levels = {
            int(attribute(level, "ilvl")): _level(level)
            for level in (abstract.iterfind("{*}lvl") if abstract is not None else ())
            if attribute(level, "ilvl").isdecimal()
        }
        starts: dict[int, int] = {}
        for override in own.iterfind("{*}lvlOverride"):
            at = attribute(override, "ilvl")
            if not at.isdecimal():
                continue
            changed, start = override.find("{*}lvl"), override.find("{*}startOverride")
            if changed is not None:
                levels[int(at)] = _level(changed)
            if start is not None:
                starts[int(at)] = number(start, 1)
        return shared, levels, starts

    def _defined(self, name: str, depth: int) -> etree._Element | None:
        """The definition, also where a list only names the style that has it."""
        abstract = self._abstract.get(name)
        link = value(abstract.find("{*}numStyleLink")) if abstract is not None else ""
        if not link or depth > _DEEPEST:
            return abstract
        for style in self._styles.chain(link):
            listed = style.paragraph.find("{*}numPr/{*}numId") if style.paragraph is not None else None
            target = self._lists.get(value(listed))
            if target is not None:
                return self._defined(value(target.find("{*}abstractNumId")), depth + 1)
        return abstract


def _level(level: etree._Element) -> _Level:
    restart = level.find("{*}lvlRestart")
    return _Level(
        start=number(level.find("{*}start")),
        style=value(level.find("{*}numFmt")) or attribute(level.find(".//{*}numFmt"), "val") or "decimal",
        text=value(level.find("{*}lvlText")),
        is_legal=is_on(level.find("{*}isLgl")),
        restarts_after=None if restart is None else number(restart),
    )
