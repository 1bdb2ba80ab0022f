"""The body of an old page, and the addresses within it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from gongkai.kernel.errors import InvalidInput

KNOWN_PLACES = (
    "#zoom", "#UCAP-CONTENT", ".TRS_Editor", ".TRS_UEDITOR", ".pages_content", ".article-content",
    ".article_content", "#article", ".content-text", "article", "#content", ".content", "body",
)  # fmt: skip
"""Where the systems that local governments bought put the text, most telling first."""

_PLACE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<mark>[#.])?(?P<name>[\w-]+)?")
_HEADER = re.compile(r"\A\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_LONGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Address:
    """An address found in a page: a picture's (`is_image`) or a link's, with the text of the link."""

    value: str
    is_image: bool
    words: str = ""


def body_of_page(markup: str, place: str = "") -> str:
    """The inner HTML of the element that holds the text.

    Args:
        markup: a whole page; a fragment comes back as it is.
        place: `#id`, `.class` or a tag; the known places are tried when it is empty.

    Raises:
        InvalidInput: the page is too long, or the place that was named is not in it.
    """
    if len(markup) > _LONGEST:
        raise InvalidInput(f"网页超过{_LONGEST // 10_000}万字符，无法处理。")
    if not place and not _HEADER.match(markup):
        return markup
    root = _parsed(markup)
    for wanted in [place] if place else KNOWN_PLACES:
        found = _first(root, _path(wanted))
        if found is not None:
            return _inside(found)
    raise InvalidInput(f"网页中没有找到正文所在的“{place}”。")


def rewritten(markup: str, replace: Callable[[Address], str | None]) -> str:
    """The fragment with each address of a picture or link put through `replace`; None leaves it."""
    if "<a" not in markup.lower() and "<img" not in markup.lower():
        return markup
    root = _parsed(f"<div>{markup}</div>")
    for element in root.iter("a", "img"):
        name = "src" if element.tag == "img" else "href"
        present = (element.get(name) or "").strip()
        if not present:
            continue
        words = "".join(str(part) for part in element.itertext()).strip() if name == "href" else ""
        words = words or element.get("alt", "")
        fresh = replace(Address(present, name == "src", words))
        if fresh is not None:
            element.set(name, fresh)
    found = _first(root, "//body/div")
    return _inside(found) if found is not None else markup


def file_beside(address: str) -> str:
    """The path that an address names within the folder of a site: without host, query and ../ escapes."""
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part not in {"", "."}]
    kept: list[str] = []
    for part in parts:
        if part == "..":
            kept = kept[:-1]
        else:
            kept.append(part)
    return "/".join(kept)


def _parsed(markup: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False)
    return html.document_fromstring(markup.encode("utf-8", "replace") or b"<p></p>", parser=parser)


def _first(root: etree._Element, path: str) -> etree._Element | None:
    found = root.xpath(path)
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None


def _path(place: str) -> str:
    match = _PLACE.fullmatch(place.strip())
    if match is None or not (match["tag"] or match["name"]):
        raise InvalidInput("正文位置请写成 #编号、.样式名 或标签名，如 #zoom、.TRS_Editor。")
    tag = match["tag"] or "*"
    if not match["mark"]:
        return f"//{tag}"
    if match["mark"] == "#":
        return f"//{tag}[@id='{match['name']}']"
    return f"//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {match['name']} ')]"


def _inside(element: etree._Element) -> str:
    parts = [html.tostring(child, encoding="unicode") for child in element]
    return (element.text or "").replace("&", "&amp;").replace("<", "&lt;") + "".join(parts)
