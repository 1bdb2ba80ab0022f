"""The head of a telegram (发电, 明电): its fields stand on one or two lines, with or without gaps.

云溪县人民政府办公室发电
发电单位 云溪县人民政府办公室 签批盖章 …
等级 特急·明电 云政办发电〔2026〕3号 云机 号
"""

from __future__ import annotations

import re

MARKS = "特急|加急|平急|特提|(?:内部|普通)事项"
"""How urgent a paper is, or how far it goes: no part of its title, nor of the body that issues it."""

_GAP = "   "
_HEAD = re.compile(r"发电单位|签[批发]盖章|等\s*级\s*[:：]?\s*(?:特提|特急|加急|平急|明电)")
_SENDER = re.compile(r"发电单位\s*[:：]?\s*")
_SEAL = re.compile(
    r"签[批发](?:盖章|人)\s*[:：]?\s*(?:[\u3400-\u9fff·]{2,4}(?=等\s*级|\s|$)|(?=等\s*级|\s|$))"
)
_GRADE = re.compile(r"等\s*级\s*[:：]?\s*(?:特提|特急|加急|平急)?\s*[·•・．.]?\s*(?:内部)?(?:明电|密电)?")
_MACHINE_NUMBER = re.compile(r"(?<=号)\s*[\u3400-\u9fff]{0,2}机(?:[发电]{1,2})?\s*[0-9]{0,5}\s*号?")
MASTHEAD = re.compile(
    r"(?P<sender>[\u3400-\u9fff]{4,40}?)(?:发电|明电|电报)|(?:内部|机要)?(?:明电|发电|明传电报|传真电报)"
)
"""What stands above all: 云溪县人民政府办公室发电, 内部明电."""


def parted_head(text: str) -> str:
    """The line with gaps between the fields of a telegram's head; any other line as it is.

    The grade, who sealed it and the number that the machine gives are no part of the document.
    """
    if not _HEAD.search(text):
        return text
    text = _GRADE.sub(_GAP, _SEAL.sub(_GAP, text))
    return _MACHINE_NUMBER.sub(_GAP, _SENDER.sub(f"{_GAP}发电单位：", text))
