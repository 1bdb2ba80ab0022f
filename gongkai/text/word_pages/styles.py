"""What paragraphs and runs look like where that matters: headings, bold, raised, hidden, aligned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from gongkai.text.word_pages.markup_names import attribute, is_on, local, number, value

_DEEPEST = 20
"""Styles that rest on one another; a circle ends here."""

_BODY_TEXT = 9
"""Outline level of what is no heading."""

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])")
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)")
_SWITCHES = {"b": "strong", "i": "em", "u": "u", "strike": "s", "dstrike": "s"}
_RAISED = {"superscript": "sup", "subscript": "sub"}
_HIDDEN = ("vanish", "specVanish")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    paragraph: etree._Element | None
    run: etree._Element | None


@dataclass(frozen=True, slots=True)
class Look:
    """The tags that a run is set in, from outside in; and whether nobody sees it."""

    marks: tuple[str, ...]
    is_hidden: bool


class Styles:
    """The style sheet of a file; what a style does not say, the one it rests on says."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for style in root if root is not None else ():
            if local(style) != "style":
                continue
            name = attribute(style, "styleId")
            self._styles[name] = _Style(
                value(style.find("{*}name")).lower(),
                value(style.find("{*}basedOn")),
                style.find("{*}pPr"),
                style.find("{*}rPr"),
            )
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
                self._default = name
        self.chain = lru_cache(maxsize=None)(self._chain)
        self.inherited = lru_cache(maxsize=None)(self._inherited)

    def _chain(self, name: str) -> tuple[_Style, ...]:
        found: list[_Style] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = found[-1].based_on
        return tuple(found)

    def style_of(self, properties: etree._Element | None) -> str:
        """The style of a paragraph, by its properties."""
        own = value(properties.find("{*}pStyle")) if properties is not None else ""
        return own or self._default

    def of_paragraph(self, properties: etree._Element | None, name: str) -> etree._Element | None:
        """A property of a paragraph: its own, or that of its style."""
        found = properties.find(f"{{*}}{name}") if properties is not None else None
        if found is not None:
            return found
        for style in self.chain(self.style_of(properties)):
            found = style.paragraph.find(f"{{*}}{name}") if style.paragraph is not None else None
            if found is not None:
                return found
        return None

    def heading_level(self, properties: etree._Element | None) -> int:
        """1 for a heading of the first level by name or outline; 0 for body text."""
        outline = self.of_paragraph(properties, "outlineLvl")
        for style in self.chain(self.style_of(properties)):
            if match := _HEADING_NAME.fullmatch(style.name):
                return int(match[1])
        level = number(outline, _BODY_TEXT)
        return level + 1 if level < _BODY_TEXT else 0

    def is_contents(self, properties: etree._Element | None) -> bool:
        """A line of the table of contents, which says pages that a web page has not."""
        own = self.chain(self.style_of(properties))[:1]
        return bool(own and _CONTENTS_NAME.fullmatch(own[0].name))

    def look(self, run: etree._Element | None, paragraph_style: str) -> Look:
        """How a run is set: by itself, by its style, by that of its paragraph."""
        own = {local(each): each for each in run} if run is not None else {}
        found = self.inherited(value(own.get("rStyle")), paragraph_style)
        if own:
            found = {name: own.get(name, found[name]) for name in found}
        marks = dict.fromkeys(tag for name, tag in _SWITCHES.items() if is_on(found[name]))
        raised = _RAISED.get(value(found["vertAlign"]))
        return Look((*marks, raised) if raised else tuple(marks), any(is_on(found[name]) for name in _HIDDEN))

    def _inherited(self, run_style: str, paragraph_style: str) -> dict[str, etree._Element | None]:
        """What the styles say of each property that matters here, the nearest first."""
        styles = [style.run for name in (run_style, paragraph_style) for style in self.chain(name)]
        return {
            name: next(
                (
                    found
                    for style in styles
                    if style is not None and (found := style.find(f"{{*}}{name}")) is not None
                ),
                None,
            )
            for name in (*_SWITCHES, *_HIDDEN, "vertAlign")
        }
