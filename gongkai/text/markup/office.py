"""HTML as Word, WPS and Excel put it on the clipboard or save it: its looks turned into structure.

The cleaner (`markup.sanitise`) takes styles off. What a style alone says must be said otherwise before that:
that a text was deleted or is hidden (it goes), that a paragraph stands at the right, that a sign is raised,
that a number is one of a list, that a column is hidden.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from gongkai.text.markup.office_columns import drop_hidden_columns
from gongkai.text.markup.writing import inner_html

_TRACES = re.compile(
    r"\s(?:style|align)\s*=|\shidden\b|<del\b|</?[a-z][a-z0-9]*:|\bclass=[\"']?mso|<!\[if", re.IGNORECASE
)
_ALIGNABLE = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "div"})
_ALIGNMENTS = {"center": "align-center", "right": "align-right", "end": "align-right"}
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_RAISED = {"super": "sup", "sub": "sub"}
_COMMENT_CLASSES = frozenset({"MsoCommentText", "MsoCommentReference", "msocomanchor", "msocomtxt"})
_BULLETS = frozenset("·•●○■□◆◇§ØüvlnoqwuØ▪➢✓-–")
_NOTE = re.compile(r"_(ftn|edn)(ref)?([1-9][0-9]{0,2})")
_AFTER_FOOTNOTES = 500
"""Endnotes are counted apart from footnotes; their anchors must not meet."""

_LONGEST_NUMBER = 20
_BLANKS = " \t\r\n\xa0\u3000"
_SILENT = frozenset({"meta", "link", "title", "style"})


@dataclass(frozen=True, slots=True)
class Tidied:
    """The markup, and how many of what were taken out of it, in Chinese."""

    html: str
    removed: Counter[str]


def needs_tidying(html: str) -> bool:
    """Whether styles or office marks say something; what our own editor writes has none."""
    return _TRACES.search(html) is not None


def tidied(html: str) -> Tidied:
    """The same text by structure alone; not safe yet. Call `sanitise` for that."""
    content = html.replace("\x00", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser) if content.strip() else None
    if root is None:
        return Tidied("", Counter())
    removed: Counter[str] = Counter()
    for element in _elements(root):
        if element.tag in _SILENT:
            _drop(element)
    _drop_what_is_not_shown(root, removed)
    removed["隐藏的列（格）"] += sum(
        drop_hidden_columns(table, is_hidden) for table in _elements(root) if table.tag == "table"
    )
    for element in _elements(root):
        _say_by_structure(element)
    for element in _elements(root):
        _tidy_list_number(element)
        if isinstance(element.tag, str) and ":" in element.tag:
            _unwrap(element)
    return Tidied("".join(inner_html(part) for part in root), removed)


def look(element: etree._Element, name: str) -> str:
    """A property of the element's own style, in small letters."""
    found = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", element.get("style") or "", re.IGNORECASE)
    return found[1].strip().lower() if found else ""


def is_hidden(element: etree._Element) -> bool:
    return (
        look(element, "display") == "none"
        or look(element, "mso-hide") == "all"
        or look(element, "visibility") == "hidden"
        or element.get("hidden") is not None
    )


def _elements(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


# --- what must not come through ----------------------------------------------------------------------


def _drop_what_is_not_shown(root: etree._Element, removed: Counter[str]) -> None:
    for element in _elements(root):
        if element.getparent() is None or not _is_within(element, root):
            continue
        if element.tag == "del":
            removed["修订中已删除的文字"] += 1
            _drop(element)
        elif _is_comment(element):
            removed["批注"] += "MsoCommentReference" in _classes(element)
            _drop(element)
        elif is_hidden(element) and element.tag not in {"col", "colgroup", "body"}:
            removed["隐藏的内容"] += 1
            _drop(element)


def _is_within(element: etree._Element, root: etree._Element) -> bool:
    """Whether it is still there: what stood around it may have been dropped before."""
    return any(around is root for around in element.iterancestors())


def _is_comment(element: etree._Element) -> bool:
    href = element.get("href") or ""
    return (
        bool(_COMMENT_CLASSES & set(_classes(element)))
        or look(element, "mso-element") in {"comment", "comment-list"}
        or href.startswith("#_msocom")
    )


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _drop(element: etree._Element) -> None:
    """Take an element out; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _keep_tail(element, parent)
    parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    _append(parent, at, element.text)
    tail = element.tail
    children = list(element)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
    _append(parent, at + len(children), tail)


def _keep_tail(element: etree._Element, parent: etree._Element) -> None:
    _append(parent, parent.index(element), element.tail)


def _append(parent: etree._Element, at: int, text: str | None) -> None:
    """Text before the child at a place."""
    if not text:
        return
    if at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


# --- what a style says -------------------------------------------------------------------------------


def _say_by_structure(element: etree._Element) -> None:
    if element.tag in _ALIGNABLE:
        named = look(element, "text-align") or (element.get("align") or "").lower()
        if named in _ALIGNMENTS and not set(_classes(element)) & set(_ALIGNMENTS.values()):
            element.set("class", _ALIGNMENTS[named])
    if element.tag == "span":
        text = element.text or ""
        if not text.strip(_BLANKS) and (look(element, "mso-tab-count") or look(element, "mso-spacerun")):
            element.text = " " if text else ""
        if raised := _RAISED.get(look(element, "vertical-align")):
            element.tag = raised
        elif _BOLD.fullmatch(look(element, "font-weight")):
            element.tag = "strong"
    for attribute in ("href", "name"):
        _say_note(element, attribute)


def _say_note(element: etree._Element, attribute: str) -> None:
    """Foot- and endnotes keep their links: `_ftn1` and `_ftnref1` by the names that a page may give."""
    text = (element.get(attribute) or "").rpartition("#")[2]
    match = _NOTE.fullmatch(text) if element.tag == "a" else None
    if match is None:
        return
    number = int(match[3]) + (_AFTER_FOOTNOTES if match[1] == "edn" else 0)
    anchor = f"note-{number}{'-ref' if match[2] else ''}"
    if attribute == "href":
        element.set("href", f"#{anchor}")
        return
    paragraph = next((each for each in element.iterancestors() if each.tag == "p"), None)
    (element if match[2] or paragraph is None else paragraph).set("id", anchor)


def _tidy_list_number(element: etree._Element) -> None:
    """The number of a list stands in the text already; its gap goes, and a drawn bullet makes a list item."""
    if look(element, "mso-list") != "ignore":
        return
    paragraph = next((each for each in element.iterancestors() if each.tag == "p"), None)
    number = "".join(map(str, element.itertext())).strip(_BLANKS)
    if len(number) > _LONGEST_NUMBER or any(child.tag == "script" for child in element.iter()):
        return
    for child in list(element):
        element.remove(child)
    if number in _BULLETS and paragraph is not None:
        element.text = ""
        paragraph.tag = "li"
        _put_into_list(paragraph)
    else:
        gap = "" if re.search(r"[^0-9A-Za-z]$", number) else " "
        element.text = f"{number}{gap}"


def _put_into_list(item: etree._Element) -> None:
    parent = item.getparent()
    if parent is None:
        return
    before = item.getprevious()
    if before is not None and before.tag == "ul" and not (before.tail or "").strip():
        item.tail, tail = "", item.tail
        before.append(item)
        before.tail = tail
        return
    made = etree.Element("ul")
    parent.replace(item, made)
    made.tail, item.tail = item.tail, ""
    made.append(item)
