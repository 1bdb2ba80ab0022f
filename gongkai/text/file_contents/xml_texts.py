"""Every text in a part of XML, whatever its vocabulary: what no reader of its own looks at is read here."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.text.archives import parse_xml
from gongkai.text.file_contents.packages import local

_WORDED = frozenset(
    {
        "alt", "author", "caption", "command", "connection", "descr", "display", "displayName", "initials",
        "lastModifiedBy", "name", "prompt", "promptTitle", "string", "text", "title", "tooltip", "userId",
    }
)  # fmt: skip
"""Attributes that hold words of people; other attributes are measures and identifiers."""

_VALUED = "v"
"""Items of a pivot cache carry their value in this attribute."""

_RUNS = frozenset({"t", "delText", "instrText"})
_BREAKS = frozenset({"p", "si", "is", "comment", "tr", "tc", "shape"})


def texts_of(data: bytes, filename: str, *, values: bool = False) -> Iterator[str]:
    """Texts and worded attributes in order; runs of one paragraph come as one text.

    `values`: also the attribute `v`. Raises UnreadableFile where the XML is broken.
    """
    pieces: list[str] = []
    attributes = _WORDED | {_VALUED} if values else _WORDED
    for event, element in etree.iterwalk(parse_xml(data, filename), events=("start", "end")):
        name = local(element)
        if event == "start":
            if name in _BREAKS:
                yield from _joined(pieces)
            for key, value in element.attrib.items():
                if str(key).rpartition("}")[2] in attributes and str(value).strip():
                    yield str(value)
            yield from _begun(element, name, pieces)
        else:
            if name in _BREAKS:
                yield from _joined(pieces)
            if element.tail and element.tail.strip():
                pieces.append(element.tail)
    yield from _joined(pieces)


def _begun(element: etree._Element, name: str, pieces: list[str]) -> Iterator[str]:
    text = element.text or ""
    if name in _RUNS:
        pieces.append(text)
    elif text.strip():
        yield from _joined(pieces)
        yield text.strip()


def _joined(pieces: list[str]) -> Iterator[str]:
    text = "".join(pieces).strip()
    pieces.clear()
    if text:
        yield text
