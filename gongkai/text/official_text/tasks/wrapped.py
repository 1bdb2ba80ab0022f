"""Paragraphs that a scan or a PDF file broke into lines of the page, or that a page ran together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import organs_of
from gongkai.text.official_text.structure import number_of

_RUNNING = re.compile(r"[，。；：,]")
_ENDED = re.compile(r"[。；：！？）)】”:;!?…|\t]$")
_BEGINS = re.compile(r"[（(【]?(?:责任|牵头|配合|完成)[\u3400-\u9fff]{0,4}[:：]|附件|[（(]此件|抄送|——|\|")
_SIGNER = re.compile(r"(?:中共)?[\u3400-\u9fff]{1,6}[省市县区州旗乡镇][\u3400-\u9fff]{2,}$")
_LISTING = ("、", "，", "和", "及", "与", "由")
"""A body in full on a line of its own signs, unless the line above lists bodies."""

_CHINESE = "一二三四五六七八九十"
_ITEM = rf"(?:[（(]\s?[0-9{_CHINESE}]{{1,3}}\s?[）)]|[0-9]{{1,2}}\s?[.．、](?![0-9])|[{_CHINESE}]{{1,3}}、)"
_NEXT_ITEM = re.compile(
    rf"[（(][^（）()]*(?:负责|牵头|配合|参与|落实|分工|(?:单位|部门)[:：][^（）()]+)[）)]。?(?=\s?{_ITEM})"
)
"""An annotation ends its paragraph: the number behind it begins another one."""

_FIRST_ITEM = re.compile(rf"^{_ITEM}[^。；（(]{{2,60}}。(?=\s?[（(]\s?[0-9一]{{1,2}}\s?[）)])")
"""A heading with its first item behind it: 1. 提升便利度。(1)推行…"""

_SHORTEST = 15
_NEAR = 2
"""A page break leaves one blank line in the middle of a sentence."""


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that go on with a sentence joined to the one that began it."""
    joined: list[Line] = []
    last = -_NEAR
    for line in lines:
        if joined and line.source - last <= _NEAR and _goes_on(joined[-1].text, line.text):
            joined[-1] = replace(joined[-1], text=joined[-1].text + line.text)
        else:
            joined.append(line)
        last = line.source
    return joined


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that hold several numbered tasks with their annotations taken apart."""
    return [replace(line, text=piece) for line in lines for piece in _items(line.text)]


def _items(text: str) -> list[str]:
    cuts = [match.end() for match in _NEXT_ITEM.finditer(text)]
    if cuts and (heading := _FIRST_ITEM.match(text)):
        cuts.insert(0, heading.end())
    return [text[start:end].strip() for start, end in pairwise([0, *cuts, len(text)])]


def _goes_on(before: str, line: str) -> bool:
    """Whether a sentence is left open by one line and the next one begins nothing of its own."""
    return (
        len(before) >= _SHORTEST
        and bool(_RUNNING.search(before))
        and not _ENDED.search(before)
        and not _BEGINS.match(line)
        and number_of(line) is None
        and not (_SIGNER.match(line) and organs_of(line) and not before.endswith(_LISTING))
        and "\t" not in line
        and "|" not in line
    )
