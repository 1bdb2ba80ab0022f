"""Document numbers (发文字号): 国办发〔2019〕54号, and orders: 国务院令第711号.

The form is that of 《党政机关公文处理工作条例》 (2012) 第九条(五) and GB/T 9704-2012: agency code,
year in six-cornered brackets 〔〕, running number without 第 and without leading zeros.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gongkai.kernel.errors import InvalidInput

_OPEN = r"[〔\[(【〖{「﹝]"
_CLOSE = r"[〕\])】〗}」﹞]"
_BRACKETED_YEAR = re.compile(
    rf"\s*{_OPEN}\s*((?:19|20)[0-9]{{2}})\s*年?\s*{_CLOSE}\s*(?:第\s*)?([0-9]{{1,5}})\s*号"
)
_NUMBER = re.compile(r"([\u3400-\u9fffA-Za-z]{1,20})〔((?:19|20)[0-9]{2})〕([1-9][0-9]{0,4})号")
_ORDER = re.compile(r"([\u3400-\u9fff]{1,30}令)第?([1-9][0-9]{0,4})号")
_NOUGHTS = re.compile(r"[^0-9](0+)[1-9][0-9]*\s*号\s*$")
_FIRST_YEAR, _LAST_YEAR = 1949, 2099


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number taken apart; `year` is None for an order (令), which has none."""

    agency: str
    year: int | None
    serial: int

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.agency}第{self.serial}号"
        return f"{self.agency}〔{self.year}〕{self.serial}号"


def normalise_brackets(text: str) -> str:
    """Every bracketed year before a running number in the form 〔2020〕5号; other text untouched."""
    return _BRACKETED_YEAR.sub(lambda match: f"〔{match[1]}〕{int(match[2])}号", text)


def parse(text: str) -> DocumentNumber | None:
    """The number that `text` consists of, however its brackets, digits and spaces are written."""
    plain = normalise_brackets(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    if match := _NUMBER.fullmatch(plain):
        year = int(match[2])
        return DocumentNumber(match[1], year, int(match[3])) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    if match := _ORDER.fullmatch(plain):
        return DocumentNumber(match[1], None, int(match[2]))
    return None


def as_printed(text: str) -> str:
    """The number in its standard form, but with the noughts that its serial was printed with (〔2024〕05号).

    They are against the rule, and still part of what the paper says of itself. Empty where it is none.
    """
    number = parse(text)
    if number is None:
        return ""
    noughts = _NOUGHTS.search(text)
    return re.sub(r"(?=[0-9]+号$)", noughts[1], str(number), count=1) if noughts else str(number)


def normalise(text: str) -> str:
    """The number in its standard form; refuses what is not one.

    Raises InvalidInput with the reason in Chinese.
    """
    number = parse(text)
    if number is None:
        shown = text.strip()[:40]
        raise InvalidInput(
            f"“{shown}”不是规范的发文字号。应写成“机关代字〔年份〕序号号”，如“云政办发〔2026〕5号”。"
        )
    return str(number)


def find_all(text: str) -> tuple[str, ...]:
    """Every number mentioned in running text, in standard form, in order, each once.

    The agency code has no left edge in running text (…根据国办发〔2019〕54号): it is cut where a
    punctuation mark or a word that introduces a citation ends.
    """
    plain = normalise_brackets(unicodedata.normalize("NFKC", text))
    found: dict[str, None] = {}
    for match in _NUMBER.finditer(plain):
        agency = re.split(r"根据|按照|依据|依照|参照|以及|印发|[和与及以]", match[1])[-1]
        if agency:
            found[str(DocumentNumber(agency, int(match[2]), int(match[3])))] = None
    return tuple(found)
