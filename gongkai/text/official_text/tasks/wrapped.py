"""Paragraphs that a scan or a PDF file broke into lines of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.text.official_text.layout.lines import Line
from gongkai.text.official_text.organs import organs_of
from gongkai.text.official_text.structure import number_of

_RUNNING = re.compile(r"[，。；：,]")
_ENDED = re.compile(r"[。；：！？）)】”:;!?…|\t]$")
_BEGINS = re.compile(r"[（(【]?(?:责任|牵头|配合|完成)[\u3400-\u9fff]{0,4}[:：]|附件|[（(]此件|抄送|——|\|")
_SIGNER = re.compile(r"(?:中共)?[\u3400-\u9fff]{1,6}[省市县区州旗乡镇][\u3400-\u9fff]{2,}$")
_LISTING = ("、", "，", "和", "及", "与", "由")
"""A body in full on a line of its own signs, unless the line above lists bodies."""

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
