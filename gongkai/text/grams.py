"""Character pairs for Chinese full-text search, as the int4 arrays that PostgreSQL indexes.

Word segmentation loses matches (a word is cut differently in the document and in the query); pairs
of neighbouring characters lose none, and a two-character word is exactly one pair. A pair is both
UTF-16 code units in one 32-bit number, so two different pairs never share a number. Characters
beyond the basic plane (rare Han in personal and place names) are two code units and thus add pairs
of surrogates, which no other text can produce.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from dataclasses import dataclass

from gongkai.text.document_number import normalise_brackets

_INDEXED = "0-9a-z〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NOT_INDEXED = re.compile(f"[^{_INDEXED}]+")
_RUN = re.compile(f"[{_INDEXED}]+")
_GAP = ord(" ")


@dataclass(frozen=True, slots=True)
class Query:
    """What a search asks for.

    `terms` are the normalised words, for the exact check of a hit; `grams` must all be present;
    `singles` are words of one basic-plane character, which have no pair and need another way.
    """

    terms: tuple[str, ...]
    grams: list[int]
    singles: tuple[str, ...]


def normalise(text: str) -> str:
    """Full-width forms folded, lower case, document numbers with 〔〕: equal for what reads the same."""
    return normalise_brackets(unicodedata.normalize("NFKC", text).lower())


def grams(text: str) -> list[int]:
    """The distinct character pairs of `text` as signed 32-bit numbers, ascending.

    Only Han, digits and a–z take part; anything else separates. Width and case make no difference.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return sorted(_pairs(_NOT_INDEXED.sub(" ", folded)))


def query_grams(text: str) -> Query:
    """The search words of `text`, taken apart at spaces and punctuation."""
    terms = tuple(dict.fromkeys(_RUN.findall(normalise(text))))
    wanted: set[int] = set()
    singles: list[str] = []
    for term in terms:
        found = _pairs(term)
        wanted |= found
        if not found:
            singles.append(term)
    return Query(terms, sorted(wanted), tuple(singles))


def _pairs(text: str) -> set[int]:
    """Each pair of neighbouring code units as one number; `text` holds indexed characters and gaps.

    The big-endian code units, read as 32-bit numbers from the first and from the second one on, are
    the pairs: no loop in Python. PostgreSQL's integer is signed, and so are these.
    """
    units = text.encode("utf-16-be")
    found: set[int] = set()
    for start in (0, 2):
        numbers = array("i")
        numbers.frombytes(units[start : start + (len(units) - start) // 4 * 4])
        if sys.byteorder == "little":
            numbers.byteswap()
        found.update(numbers)
    return {number for number in found if number & 0xFFFF != _GAP and number >> 16 != _GAP}
