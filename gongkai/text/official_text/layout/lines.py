"""The lines of a document made ready for reading: noise of pages taken off, glued text taken apart.

Radicals that PDF files show instead of characters (⽂), readings after characters (新鄉(xiāng)市), Markdown
marks and the second copy that pages for phones carry are no part of a document. Traditional characters
are read as simplified ones; what is reported is written as it stood.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.text import simplified
from gongkai.text.official_text.layout.foot import without_feet
from gongkai.text.official_text.layout.glued import take_apart
from gongkai.text.official_text.layout.signers import signers_of

_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufe50-\ufe6b]")
"""Radicals, compatibility characters and the small forms of punctuation (1﹒, ﹙一﹚)."""

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|ldquo|rdquo|middot|#\d{1,6});")
_CUT_SPACE = re.compile(r"&[nbem]{0,2}sp;?")
"""What is left of &nbsp; where a page was cut."""

_LOST_SPACES = re.compile(r"^\s*\?[?\s]*|(?:\s*\?){2,}\s*$")
"""Question marks at the beginning of a line, or several at its end: spaces that a page could not show."""

_COUNTED = re.compile(r"^\s*[0-9]{5,10}(?=[\u3400-\u9fff]{4,60}(?:文件|关于|[〔\[]))")
"""The number that a collection gives a document, glued to its first word."""

_TEXT_BEGINS = re.compile(r"^\s*[<〈＜]正[>〉＞]\s*")
"""How a collection of periodicals marks where it begins to quote."""

_SPACES = re.compile(r"[^\S\t]+")
_MISREAD_NUMBER = re.compile(r"(?:^\s*|(?<=[）)。]))[0-9]{1,2}。(?=[\u3400-\u9fff])")
"""11。 for 11. where a scan begins a paragraph."""

_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|\*\*|^\s*-{2,}\s*$|^\s*>\s+")
_SPACED_LABEL = re.compile(
    r"(?<![\u3400-\u9fff])(?:[\u3400-\u9fff][ \u3000\xa0]+){1,4}[\u3400-\u9fff](?=\s*[:：])"
)
_MEANING = re.compile(r"[^\W_]|\||…")
"""A line without any of these is an ornament (★, ————)."""

_PAGE_NUMBER = re.compile(
    r"[—–\-－]{1,2}\s?[0-9]{1,3}\s?[—–\-－]{1,2}|第?\s?[0-9]{1,3}\s?页\s?[，/,]?\s?共\s?[0-9]{1,3}\s?页"
)

_HEADING = re.compile(r"^\s*#\s+\S")
_ADDRESS = re.compile(r"^(?:[A-Za-z]+\s*[:：]\s*)?(?:https?://|github:)\S+.*$")
_LONGEST_LINE = 200_000
_COPIED_LINE = 15
"""A line of so many characters that comes again begins a second copy of the document."""


_CRUMBS = re.compile(
    r"^\s*(?:您)?(?:的)?(?:当前)?(?:所在)?(?:的)?位置\s*[:：]|^[^。]{0,20}首页(?:\s*(?:>{1,2}|＞|»|›|->|/)\s*[^\s>＞»›/。]{2,30}){2}"
)
_SAYS_SOMETHING = re.compile(
    r"。|索\s*引|文\s*号|字\s*号[:：]|日\s*期|机\s*[关构]\s*[:：]|[〔\[][12][0-9]{3}[〕\]]|^[^【》]{0,40}关于[^【]{4,120}的[\u3400-\u9fff]{1,4}$"
)
_HEAD_OF_PAGE, _LEAST_BELOW = 120, 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read. `source` is the index among the lines that were given."""

    text: str
    source: int
    whole: bool = True
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """The lines with something on them, and how they were written."""

    lines: tuple[Line, ...]
    written: str = ""
    read: str = ""

    def as_written(self, value: str) -> str:
        """A value found in the lines, in the characters that the document was written in."""
        if not self.written:
            return value
        at = self.read.find(re.sub(r"\s+", "", value))
        return self.written[at : at + len(re.sub(r"\s+", "", value))] if at >= 0 else value


def prepare(lines: Sequence[str]) -> Prepared:
    """Lines for reading, in order; a line of glued text becomes several."""
    if simplified.has_plain_readings("\n".join(lines)):
        lines = [simplified.without_plain_readings(line) for line in lines]
    written = without_feet([_characters(raw[:_LONGEST_LINE]) for raw in lines])
    traditional = simplified.is_traditional("".join(written))
    texts = [simplified.to_simplified(text) for text in written] if traditional else written
    signers = signers_of(texts)
    every = [line for index, text in enumerate(texts) for line in _prepared(text, index, signers)]
    found = tuple(_without_copy(_below_the_crumbs(every)))
    if not traditional:
        return Prepared(found)
    kept = sorted({line.source for line in found})
    as_written, as_read = (re.sub(r"\s+", "", "".join(each[at] for at in kept)) for each in (written, texts))
    return Prepared(found, as_written, as_read)


def _prepared(characters: str, index: int, signers: Sequence[str]) -> list[Line]:
    text = _COUNTED.sub("", _TEXT_BEGINS.sub("", _LOST_SPACES.sub("", characters)))
    heading = bool(_HEADING.match(text))
    text = _SPACED_LABEL.sub(lambda match: re.sub(r"\s+", "", match[0]), _MARKDOWN.sub("", text))
    if _ADDRESS.match(text.strip()):
        return []
    pieces = take_apart(text, signers)
    whole = len(pieces) == 1
    tidied = [_SPACES.sub(" ", piece).strip(" ") for piece in pieces]
    return [
        Line(piece, index, whole, heading)
        for piece in tidied
        if _MEANING.search(piece) and not _PAGE_NUMBER.fullmatch(piece)
    ]


def _characters(text: str) -> str:
    if "&" in text:
        text = _CUT_SPACE.sub(" ", text)
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = _RADICAL.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _INVISIBLE.sub("", text))
    text = _MISREAD_NUMBER.sub(lambda match: f"{match[0][:-1]}.", text)
    return simplified.without_pinyin(text)


def _below_the_crumbs(lines: list[Line]) -> list[Line]:
    """Without the menus and links of a page above the line that says where on it the document stands.

    Headings and whatever gives a number or a day of the document stay.
    """
    crumbs = [at for at, line in enumerate(lines[:_HEAD_OF_PAGE]) if _CRUMBS.search(line.text)]
    if not crumbs or len(lines) - crumbs[-1] < _LEAST_BELOW:
        return lines
    above = [line for line in lines[: crumbs[-1]] if line.heading or _SAYS_SOMETHING.search(line.text)]
    return [*above, *lines[crumbs[-1] :]]


def _without_copy(lines: list[Line]) -> list[Line]:
    """Without the second copy of all the text from its first long line on."""
    first = next((at for at, line in enumerate(lines) if len(line.text) >= _COPIED_LINE), None)
    if first is None:
        return lines
    again = [at for at in range(first + 1, len(lines)) if lines[at].text == lines[first].text]
    for at in again[:3]:
        rest = [line.text for line in lines[at:]]
        same = [line.text for line in lines[first : first + len(rest)]]
        if rest == same and len(rest) * 3 > at - first:
            return lines[:at]
    return lines
