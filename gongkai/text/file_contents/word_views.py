"""How a paragraph of a .docx reads: as shown, with its hidden words, and before the tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from lxml import etree

from gongkai.text.file_contents.packages import attribute, local

_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_APART = frozenset({"txbxContent", "pPr", "rPr", "tbl", "sdtPr", "instrText", "delInstrText"})
"""Read on their own, or no text of the paragraph."""

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph with what applies to it."""

    text: str
    deleted: bool
    inserted: bool
    vanished: bool


@dataclass(frozen=True, slots=True)
class Views:
    """A paragraph as shown; `full` and `original` are empty where they would say the same.

    `full` has the words formatted as hidden too; `original` is how it read before the tracked changes.
    """

    shown: str
    full: str
    original: str


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    return element is not None and attribute(element, "val").lower() not in _OFF


def vanished_styles(styles: etree._Element) -> frozenset[str]:
    """Identifiers of the styles whose text is not shown, those based on such a style included."""
    hidden: set[str] = set()
    based: dict[str, str] = {}
    for style in styles.iterfind("{*}style"):
        identifier = attribute(style, "styleId")
        if is_on(style.find("{*}rPr/{*}vanish")):
            hidden.add(identifier)
        parent = style.find("{*}basedOn")
        if parent is not None:
            based[identifier] = attribute(parent, "val")
    for identifier in based:
        seen, at = {identifier}, identifier
        while at in based and at not in hidden and based[at] not in seen:
            at = based[at]
            seen.add(at)
        if at in hidden:
            hidden.add(identifier)
    return frozenset(hidden)


def views_of(paragraph: etree._Element, vanished: Set[str]) -> Views:
    """The three readings of one paragraph; text boxes in it are paragraphs of their own."""
    style = paragraph.find("{*}pPr/{*}pStyle")
    gone = style is not None and attribute(style, "val") in vanished
    pieces = list(_pieces(paragraph, vanished, deleted=False, inserted=False, gone=gone))
    shown = "".join(p.text for p in pieces if not p.deleted and not p.vanished)
    full = "".join(p.text for p in pieces if not p.deleted)
    original = "".join(p.text for p in pieces if not p.inserted) if any(p.deleted for p in pieces) else ""
    return Views(shown, full if full != shown else "", original)


def _pieces(
    parent: etree._Element, vanished: Set[str], *, deleted: bool, inserted: bool, gone: bool
) -> Iterator[Piece]:
    for element in parent:
        name = local(element)
        if name in {"t", "delText"}:
            yield Piece(element.text or "", deleted, inserted, gone)
        elif name in _SIGNS:
            yield Piece(_SIGNS[name], deleted, inserted, gone)
        elif name not in _APART:
            yield from _pieces(
                element,
                vanished,
                deleted=deleted or name in _DELETED,
                inserted=inserted or name in _INSERTED,
                gone=gone or (name == "r" and is_vanished(element, vanished)),
            )


def is_vanished(run: etree._Element, vanished: Set[str]) -> bool:
    """Whether the words of a run are formatted as hidden, by itself or by its style."""
    properties = run.find("{*}rPr")
    if properties is None:
        return False
    direct = properties.find("{*}vanish")
    if direct is not None:
        return is_on(direct)
    style = properties.find("{*}rStyle")
    return style is not None and attribute(style, "val") in vanished
