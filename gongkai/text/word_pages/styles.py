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
        return any(
            _CONTENTS_NAME.fullmatch(style.name) for style in self.chain(self.style_of(properties))[:1]
        )

    def marks(self, run: etree._Element | None, paragraph_style: str) -> tuple[str, ...]:
        """The tags that a run is set in, from outside in."""
        found = []
        for name, tag in _SWITCHES.items():
            if tag not in found and is_on(self._of_run(run, paragraph_style, name)):
                found.append(tag)
        raised = _RAISED.get(value(self._of_run(run, paragraph_style, "vertAlign")))
        return (*found, raised) if raised else tuple(found)

    def is_hidden(self, run: etree._Element | None, paragraph_style: str) -> bool:
        return any(is_on(self._of_run(run, paragraph_style, name)) for name in _HIDDEN)

    def _of_run(self, run: etree._Element | None, paragraph_style: str, name: str) -> etree._Element | None:
        tag = f"{{*}}{name}"
        if run is not None:
            found = run.find(tag)
            if found is not None:
                return found
            for style in self.chain(value(run.find("{*}rStyle"))):
                if style.run is not None and (found := style.run.find(tag)) is not None:
                    return found
        for style in self.chain(paragraph_style):
            if style.run is not None and (found := style.run.find(tag)) is not None:
                return found
        return None
