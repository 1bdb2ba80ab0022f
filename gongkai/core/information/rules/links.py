"""Links within the text: addresses that the public cannot open, documents that are public no more."""

from __future__ import annotations

import html as entities
import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from gongkai.core.information.rules.drafts import Lack

_LINK = re.compile(r'<a(?: [a-z]+="[^"]*")*? href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_INSIDE = ("/workbench/",)
_LOCAL_ENDINGS = (".local", ".lan", ".internal", ".intranet", ".localhost", ".localdomain")
_NOTE = "#note-"
_LONGEST = 20
_DOCUMENT = re.compile(
    r'<a(?: [a-z]+="[^"]*")*? href="(?:https?://[^/"]+)?/documents/(?P<id>[2-9a-z]{12})/[^"]*"[^>]*>.*?</a>',
    re.DOTALL,
)
_GONE = '<span class="link-gone">（该信息已撤下）</span>'


def link_fault(address: str) -> str:
    """Why the public cannot open an address, or nothing. Nothing is fetched: it is read only."""
    if address.startswith("/"):
        inside = address.startswith(_INSIDE)
        return "这是工作台的网址，公众打不开，请改用公开页面的网址" if inside else ""
    parts = _parts(address)
    if parts is None:
        return "网址写法有误，请核对"
    scheme, host = parts
    if scheme == "mailto":
        return ""
    if scheme not in {"http", "https"} or not host:
        return "网址应以 https:// 或 http:// 开头"
    return "网址指向内部网络，公众打不开，请改用公开的网址" if _is_inside(host) else ""


def link_lacks(body_html: str) -> tuple[Lack, ...]:
    """Every link of a cleaned text that the public could not open."""
    found: list[Lack] = []
    for match in _LINK.finditer(body_html):
        address = entities.unescape(match[1]).strip()
        is_note = address.startswith(_NOTE)
        fault = _note_fault(address, body_html) if is_note else link_fault(address)
        if fault:
            words = entities.unescape(_TAG.sub("", match[2])).strip()
            shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
            found.append(Lack("body_html", f"正文链接“{shown}”：{fault}"))
    return tuple(found)


def _note_fault(address: str, body_html: str) -> str:
    """A note and its number in the text lead to one another; one of them may have been deleted."""
    is_there = f' id="{address.removeprefix("#")}"' in body_html
    return "" if is_there else "注释或它在文中的序号已被删去，请一并删除"


def documents_linked(body_html: str) -> set[str]:
    """Public identifiers of the documents to which a cleaned text links."""
    return {match["id"] for match in _DOCUMENT.finditer(body_html)}


def with_gone_marked(body_html: str, gone: Collection[str]) -> str:
    """The text with a remark behind each link to one of the documents."""
    return _DOCUMENT.sub(lambda match: match[0] + (_GONE if match["id"] in gone else ""), body_html)


def _parts(address: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(address)
        return parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    except ValueError:
        return None


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_ENDINGS)
