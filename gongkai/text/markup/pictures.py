"""Pictures within the text of a document: which stored files they show, and with which words."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass

_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_FIGURE = re.compile(r"<figure[^>]*>(?:(?!</figure>).)*</figure>", re.DOTALL)
_ALT = re.compile(r' alt="([^"]*)"')
_ADDRESS = re.compile(r'(?<= src=")/documents/([0-9a-z]{12})/files/([0-9]{1,18})/(?=")')


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a text: the stored file it shows, and the words said in its place (替代文字)."""

    document: str
    file_id: int
    alt: str


def picture_address(document: str, file_id: int) -> str:
    """Where the public reads a picture; the only form of address that `markup.sanitise` lets through."""
    return f"/documents/{document}/files/{file_id}/"


def pictures_in(html: str) -> tuple[Picture, ...]:
    """The pictures of a cleaned text, in order; one file may be shown more than once."""
    found = []
    for match in _PICTURE.finditer(html):
        address, alt = _ADDRESS.search(match[1]), _ALT.search(match[1])
        if address:
            words = entities.unescape(alt[1]).strip() if alt else ""
            found.append(Picture(address[1], int(address[2]), words))
    return tuple(found)


def readdressed(html: str, address_of: Callable[[Picture], str]) -> str:
    """A cleaned text whose pictures are fetched from elsewhere: `address_of` tells where."""

    def moved(match: re.Match[str]) -> str:
        found = pictures_in(match[0])
        return _ADDRESS.sub(lambda _: entities.escape(address_of(found[0])), match[0]) if found else match[0]

    return _PICTURE.sub(moved, html)


def without_pictures(html: str, unwanted: Callable[[Picture], bool]) -> str:
    """A cleaned text without the pictures (with the figures around them) that `unwanted` names."""

    def kept(match: re.Match[str]) -> str:
        found = pictures_in(match[0])
        return "" if found and unwanted(found[0]) else match[0]

    return _PICTURE.sub(kept, _FIGURE.sub(kept, html))
