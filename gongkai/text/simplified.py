"""Traditional script to simplified, and the pinyin that mirrors of public pages print after characters.

Copies of county pages are met in traditional characters, each difficult one followed by its reading in
brackets (義(yì)務). Official Chinese is written in simplified characters, so such a page is brought back
to them before it is read; the caller says that this was done.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_PINYIN = re.compile(
    r"(?<=[\u3400-\u9fff])(?:[(（](?=[a-z]{0,5}[\u00e0-\u01dc])[a-zü\u00e0-\u01dc]{1,6}[)）])+"
)
_PLAIN_PINYIN = re.compile(
    r"(?<=[\u3400-\u9fff])(?:[(（](?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiou]|ia|ai|ei|ao|ou|ie|iao|iu|ua|uo|uai"
    r"|ui|ue|ve|er|[aeiu]n|ian|uan|[aeio]ng|iang|uang|iong)[)）])+"
)
_LEAST_READINGS = 3
_MANY_READINGS = 20
_HAN = re.compile(r"[\u3400-\u9fff]")

_BY_CONTEXT = re.compile(r"(?<=[答批回函反])覆|覆(?=[议查核审])")
"""覆 is 复 in these words and stays 覆 in the others; one character alone cannot tell."""

_SHARE = 0.05
"""So much of a text's characters in traditional form makes it a traditional text; a name has fewer."""


@cache
def _table() -> dict[int, str]:
    lines = (
        resources.files("gongkai.text").joinpath("simplified.txt").read_text(encoding="utf-8").splitlines()
    )
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {ord(pair[0]): pair[1] for pair in pairs}


def characters() -> dict[int, str]:
    """Traditional character → simplified one, for `str.translate`."""
    return dict(_table())


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters throughout."""
    plain = without_pinyin(text)
    characters = len(_HAN.findall(plain))
    changed = sum(ord(character) in _table() for character in plain)
    return changed > 1 and changed >= characters * _SHARE


def without_pinyin(text: str) -> str:
    """The text without readings in brackets after its characters: 義務 from 義(yì)務."""
    return _PINYIN.sub("", text)


def has_plain_readings(text: str) -> bool:
    """Whether a page prints readings without their tones (政(zheng)府).

    Several are enough among traditional characters; among simplified ones there are many, of many characters.
    """
    readings = _PLAIN_PINYIN.findall(text)
    if len(readings) >= _MANY_READINGS and len(set(readings)) >= _LEAST_READINGS:
        return True
    return len(readings) >= _LEAST_READINGS and is_traditional(_PLAIN_PINYIN.sub("", text))


def without_plain_readings(text: str) -> str:
    """The text without readings that lack their tones; for pages that print them throughout."""
    return _PLAIN_PINYIN.sub("", text)


def to_simplified(text: str) -> str:
    """The text in simplified characters, without readings."""
    return _BY_CONTEXT.sub("复", without_pinyin(text).translate(_table()))
