"""Taking out what the flattening put into a text: line breaks and spaces inside words, doubled signs."""

from __future__ import annotations

import re

from gongkai.text.catalogue_table.cells import has_boxes
from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.pasted.kinds import is_channel_name

_HAN = r"\u3400-\u9fff"
_SIGNS = "、，,；;：:。（）()《》〈〉“”‘’〔〕【】/"
_BREAK = re.compile(rf"(?<=[{_HAN}{_SIGNS}0-9*A-Za-z])[ \t]*\n[ \t]*(?=[{_HAN}{_SIGNS}0-9*])")
_SPACE = re.compile(rf"(?<=[{_HAN}{_SIGNS}0-9])[ \t\u3000]+(?=[{_HAN}{_SIGNS}0-9])")
_AFTER_SENTENCE = re.compile(r"(?<=[。；;])[ \t\u3000]+")
_DOUBLED = re.compile(r"[,，](?=[、；;,，])")
_TWO_BODIES = re.compile(
    r"(?<=[府局会门室处])[ \t]+(?=[\u3400-\u9fff()（）]{3,}(?:府|局|会|门|室|处)(?:$|[ ]))"
)
_TWO_LIMITS = re.compile(r"(?<=[内开])[ \t]+(?=[自信]\S{8,})")
_WITHIN_SOURCE = re.compile(r"(?<![》；;。])\n(?![《●·•]|[0-9]+[.．、])")
_PLACEHOLDER = re.compile(r"[-–—─━一/\\]{1,4}")
"""What a cell holds to say that it holds nothing."""

_SEPARATOR = re.compile(r"[、，,；;\n]")
_KEPT = "\ue000"

_LISTS = frozenset({Element.CONTENT, Element.BASIS, Element.CHANNELS})


def tidy(text: str, element: Element) -> str:
    """The text of a cell; line breaks stay where they divide a list."""
    text = _DOUBLED.sub("", text.strip())
    if _PLACEHOLDER.fullmatch(text):
        return ""
    if element is Element.BASIS:
        return _WITHIN_SOURCE.sub("", re.sub(r"[ \t]*\n\s*", "\n", text))
    if element is Element.CHANNELS and not has_boxes(text):
        text = _whole_names(text)
    if element in _LISTS:
        return re.sub(r"[ \t]*\n\s*", "\n", text)
    text = _BREAK.sub("", text).replace("\n", " ")
    for divided in (_TWO_BODIES, _TWO_LIMITS, _AFTER_SENTENCE):
        text = divided.sub(_KEPT, text)
    return _SPACE.sub("", text).replace(_KEPT, " ")


def _whole_names(text: str) -> str:
    """A list of channels without the line breaks that stand within a name."""
    whole = ""
    for line in text.split("\n"):
        open_name = _SEPARATOR.split(whole)[-1]
        first = _SEPARATOR.split(line)[0]
        goes_on = open_name and not is_channel_name(open_name) and is_channel_name(open_name + first)
        whole += line if not whole or goes_on else f"\n{line}"
    return whole
