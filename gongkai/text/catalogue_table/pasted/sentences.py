"""A catalogue told in sentences: 招标公告公开时限为及时公开; one element of one item in each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.text.catalogue_table.headings import Element
from gongkai.text.catalogue_table.pasted.pieces import Line

_SAID = re.compile(
    r"(?P<name>[^,，。;；:：]{2,60}?)的?(?P<element>公开(?:时限|主体|依据|渠道|内容))(?:为|是|[:：])\s*(?P<value>.+?)[;；。]?"
)
_ELEMENTS = {
    "公开时限": Element.TIME_LIMIT,
    "公开主体": Element.RESPONSIBLE,
    "公开依据": Element.BASIS,
    "公开渠道": Element.CHANNELS,
    "公开内容": Element.CONTENT,
}
_NOT_SAID = re.compile(r"[(（](?:未述|略|无|未注明)[)）]|无")


def read_sentences(lines: Sequence[Line]) -> list[tuple[int, dict[Element, str]]]:
    """What each item is said to have, with the line where it is named first; in the order of the text."""
    items: dict[str, tuple[int, dict[Element, str]]] = {}
    for line in lines:
        match = _SAID.fullmatch(line.text.strip())
        if match is None:
            continue
        _, said = items.setdefault(match["name"], (line.number, {Element.LEVEL2: match["name"]}))
        said[_ELEMENTS[match["element"]]] = "" if _NOT_SAID.fullmatch(match["value"]) else match["value"]
    return list(items.values())
