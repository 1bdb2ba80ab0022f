"""What a query string may say. Nothing here fails: what makes no sense is as if it were not there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import date

from django.http import HttpRequest

LONGEST_WORDS = 200
EARLIEST_YEAR, LATEST_YEAR = 1949, 2999
_DIGITS = re.compile(r"[0-9]{1,9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AREA_CODE = re.compile(r"[0-9A-Za-z]{1,2}")


def words(request: HttpRequest, name: str = "q") -> str:
    """Words typed by the reader, on one line, without the control characters that a database refuses."""
    typed = request.GET.get(name, "")[:LONGEST_WORDS]
    plain = "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in typed)
    return " ".join(plain.split())


def number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if _DIGITS.fullmatch(given) else None


def posted_number(request: HttpRequest, name: str) -> int | None:
    """A key that a form carries along unseen; None where it is missing or no number."""
    given = str(request.POST.get(name, ""))
    return int(given) if _DIGITS.fullmatch(given) else None


def page(request: HttpRequest) -> int:
    """The wanted page, from 1; the list itself stops at its last one."""
    return max(1, number(request, "page") or 1)


def year(request: HttpRequest) -> int | None:
    wanted = number(request, "year")
    return wanted if wanted is not None and EARLIEST_YEAR <= wanted <= LATEST_YEAR else None


def area_code(request: HttpRequest) -> str:
    given = request.GET.get("area", "")
    return given if _AREA_CODE.fullmatch(given) else ""


def choice(request: HttpRequest, name: str, allowed: Container[str]) -> str:
    given = request.GET.get(name, "")
    return given if given in allowed else ""


def day(request: HttpRequest, name: str) -> date | None:
    """A day as 2026-03-01; None where it is no such thing, which the page should say if one was given."""
    given = request.GET.get(name, "").strip()
    if not _DAY.fullmatch(given):
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
