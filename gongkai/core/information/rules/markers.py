"""附注 on openness in the text of a document, such as （此件公开发布） or （此件发至县处级）.

The forms are those met in documents (domain practice; no national list of them was found): brackets of
every width, spaces and line breaks anywhere inside, before the 版记 or glued to a date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Marking(StrEnum):
    """What a marker says of its document."""

    PUBLIC = "public"
    PARTIAL = "partial"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld"
    DISTRIBUTION = "distribution"
    """How far down it may be sent; whether the public may see it is not said."""


@dataclass(frozen=True, slots=True)
class Marker:
    """`words` in their tidy form, whatever brackets and gaps the text has."""

    marking: Marking
    words: str


_SUBJECTS = ("此文件", "本文件", "此件", "本件", "此文", "本文", "该件")
_OPENING, _CLOSING = r"(〔\[【{", r")〕\]】}"
_NOTHING_AFTER = " \t。.;；,，"
_COLOPHON = re.compile(r"(?:抄送|抄报|抄发|主送|分送|报送|送)[:：]|[^。]{2,40}印发|[(〔\[【{]")
"""What may follow a marker on its line where a text has lost its line breaks: 版记, or another note."""

_MARKINGS = (
    (Marking.DISTRIBUTION, re.compile(r"(?:下?发|印发|发送|传达)[至到]|[限仅][发送供]|内部")),
    (Marking.ON_REQUEST, re.compile(r"依申请|不主动公开")),
    (Marking.WITHHELD, re.compile(r"不(?:[予宜得能可再应]|对外|向社会)*(?:公开|公布)|[免非][予于]?公开")),
    (Marking.PARTIAL, re.compile(r"删减|部分公开|摘要公开|节选")),
    (Marking.PUBLIC, re.compile(r"公开|(?:对外|向社会)(?:发布|公布)")),
)  # fmt: skip
"""The most restrictive reading first: （此件发至乡镇，公开发布） is a matter for a person."""

_BARE = re.compile(
    r"(?:予以|可以?|全文|对外|向社会|主动)?公开(?:发布)?|依申请公开|不(?:[予宜得]|对外|向社会|主动)*公开(?:发布)?"
    r"|删减后公开(?:发布)?|部分公开|有删减|发[至到][^，。；]{1,15}"
)
"""What counts as a marker without brackets, alone on its line."""


def _spaced(word: str) -> str:
    return r"\s*".join(word)


_SUBJECT = "|".join(_spaced(word) for word in _SUBJECTS)
_BRACKETED = re.compile(
    rf"[{_OPENING}]\s*(?P<subject>{_SUBJECT})(?P<words>[^{_OPENING}{_CLOSING}]{{1,60}})[{_CLOSING}]"
)
_ALONE = re.compile(
    rf"^[^\S\n]*[{_OPENING}]?[^\S\n]*(?P<subject>{_SUBJECT})(?P<words>[^\n{_OPENING}{_CLOSING}]{{1,40}})"
    rf"[{_CLOSING}]?[^\S\n]*$",
    re.MULTILINE,
)


def markers(text: str) -> tuple[Marker, ...]:
    """Every marker of a text, each once, in the order in which they stand.

    One that is quoted, or that a sentence only speaks about, does not count; a restrictive one counts
    wherever it stands without quotation marks.
    """
    plain = _plain(text)
    found: dict[int, Marker] = {}
    for match in _BRACKETED.finditer(plain):
        marker = _read(match)
        if marker is not None and _stands(plain, match, marker.marking):
            found[match.start("subject")] = marker
    for match in _ALONE.finditer(plain):
        words = _squeezed(match["words"]).rstrip("。.")
        if match.start("subject") not in found and _BARE.fullmatch(words):
            marker = _read(match)
            if marker is not None:
                found[match.start("subject")] = marker
    return tuple(dict.fromkeys(found[start] for start in sorted(found)))


def _plain(text: str) -> str:
    """One width for every sign, and nothing that cannot be seen."""
    wide = unicodedata.normalize("NFKC", text)
    lines = wide.split("\n")
    if all(line.isprintable() for line in lines):  # what cannot be seen is not printable
        return wide
    seen = "".join(sign for sign in wide if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", seen)


def _read(match: re.Match[str]) -> Marker | None:
    words = _squeezed(match["words"]).replace(",", "，")
    for marking, pattern in _MARKINGS:
        if pattern.search(words):
            return Marker(marking, f"（{_squeezed(match['subject'])}{words.rstrip('。.')}）")
    return None


def _stands(text: str, match: re.Match[str], marking: Marking) -> bool:
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    end = text.find("\n", match.end())
    after = text[match.end() : end if end >= 0 else len(text)].strip(_NOTHING_AFTER)
    if _within_quotes(before):
        return False
    alone = not before.strip() or not after or _COLOPHON.match(after) is not None
    return alone or marking is not Marking.PUBLIC


def _within_quotes(before: str) -> bool:
    """Whether a quotation that began on the line is still open."""
    pairs: Iterator[tuple[str, str]] = iter((("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』")))
    if any(before.count(opening) > before.count(closing) for opening, closing in pairs):
        return True
    return before.count('"') % 2 == 1


def _squeezed(text: str) -> str:
    return "".join(text.split())
