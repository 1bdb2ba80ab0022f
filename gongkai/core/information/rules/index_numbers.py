"""索引号: given once, never changed, read in every form that is met."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_DASHES = re.compile(r"[‐‑‒–—―−－﹣ー]")
_LABEL = re.compile(r"^(?:信息)?索\s*引\s*号\s*[:：]?")
_WHOLE = re.compile(r"(?:([0-9A-Z][0-9A-Z-]{3,19})/)?([0-9]{4}|[0-9]{6})-([0-9]{1,7})")
_ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]")
_CREDIT_CODE_LENGTH = 18
_LONGEST_PREFIX = 18
_FIRST_YEAR, _LAST_YEAR = 1949, 2099
_MONTHS = range(1, 13)


class IndexStyle(StrEnum):
    """What stands before the stroke."""

    ORGANISATION = "organisation"
    """组织机构代码, 9 characters (政府信息公开目录系统实施指引)."""
    CREDIT = "credit"
    """统一社会信用代码, 18 characters, as this product gives it."""
    LOCAL = "local"
    """A code of the place's own."""
    TAIL = "tail"
    """Only year and running number: the guide lets pages show no more."""


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An index number taken apart.

    `year` is None where the four figures are no year (some places count something else there); `month` is
    set where year and month stand together; `period` keeps the figures as they are written.
    """

    prefix: str
    year: int | None
    number: int
    style: IndexStyle
    period: str
    month: int | None = None

    @property
    def pattern(self) -> str:
        """A regular expression for this number however many zeros it is filled up with."""
        head = f"{re.escape(self.prefix)}/" if self.prefix else "(^|/)"
        return f"{head}{self.period}-0*{self.number}$"


def index_number(uscc: str, year: int, number: int) -> str:
    """索引号 as USCC/YYYY-NNNNN (政府信息公开目录系统实施指引, with the 18-character code of today)."""
    return f"{uscc}/{year}-{number:05d}"


def tidy_index_number(text: str) -> str:
    """The text, or part of one, as index numbers are stored: narrow capitals, plain strokes, no spaces."""
    narrow = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).replace("\\", "/")
    return re.sub(r"\s+", "", _LABEL.sub("", narrow.strip())).upper()


def parse_index_number(text: str) -> IndexNumber | None:
    """Read an index number in any of the forms that sites show; None when it is none."""
    match = _WHOLE.fullmatch(tidy_index_number(text))
    if match is None:
        return None
    prefix, period, number = match[1] or "", match[2], match[3]
    if len(prefix.replace("-", "")) > _LONGEST_PREFIX:
        return None
    year, month = _period(period)
    return IndexNumber(prefix, year, int(number), _style(prefix), period, month)


def _style(prefix: str) -> IndexStyle:
    if not prefix:
        return IndexStyle.TAIL
    if len(prefix) == _CREDIT_CODE_LENGTH:
        return IndexStyle.CREDIT
    return IndexStyle.ORGANISATION if _ORGANISATION.fullmatch(prefix) else IndexStyle.LOCAL


def _period(figures: str) -> tuple[int | None, int | None]:
    year = int(figures[:4])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None, None
    if len(figures) == 4:  # noqa: PLR2004 — a year
        return year, None
    month = int(figures[4:])
    return (year, month) if month in _MONTHS else (None, None)
