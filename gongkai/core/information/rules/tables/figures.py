"""Figures as tables write them. They are decimal throughout: a cent is a cent."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from gongkai.reference.information_kinds import ValueType

_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "...", "......"})
"""What stands in a cell that says nothing. It is blank and not zero."""

_LONGEST = 40
_CENTS = 2
_IN_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


class NotAFigure(ValueError):
    """The text says something, and it is no figure."""


@lru_cache(maxsize=50_000)
def figure(text: str) -> Decimal | None:
    """The figure in a cell; None for a blank one. Raises NotAFigure."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("−", "-")
    if plain in _NOTHING:
        return None
    plain = plain.removesuffix("%")
    if len(plain) > _LONGEST or not _PLAIN.fullmatch(plain):
        raise NotAFigure(text)
    return Decimal(plain.replace(",", ""))


def figure_or_none(text: str) -> Decimal | None:
    """`figure` for sums: what is no figure is reported beside its own cell and counts as blank here."""
    try:
        return figure(text)
    except NotAFigure:
        return None


def shown(value: Decimal) -> str:
    """1,234.50: at least as precise as it was written, money with its cents."""
    exponent = value.as_tuple().exponent
    places = max(_CENTS, -exponent) if isinstance(exponent, int) and exponent < 0 else 0
    return f"{value:,.{places}f}"


def in_yuan(value: Decimal, unit: str) -> Decimal:
    """An amount of money in 元; other units count as they are."""
    return value * _IN_YUAN.get(unit, Decimal(1))


def precision_in_yuan(value: Decimal, unit: str) -> Decimal:
    """What one step of the last written place is worth in 元."""
    exponent = value.as_tuple().exponent
    return in_yuan(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), unit)


def agree(left: Decimal, left_unit: str, right: Decimal, right_unit: str) -> bool:
    """Whether two figures say the same: in one unit to the last place; in two (万元 and 元) as far as the
    coarser one goes, because the other was rounded to it."""
    if left_unit == right_unit:
        return left == right
    difference = abs(in_yuan(left, left_unit) - in_yuan(right, right_unit))
    coarser = max(precision_in_yuan(left, left_unit), precision_in_yuan(right, right_unit))
    return difference * 2 <= coarser


def figure_fault(text: str, kind: ValueType, unit: str = "") -> str:
    """Why a text cannot stand where a figure of the kind is asked for, or nothing."""
    try:
        value = figure(text)
    except NotAFigure:
        return f"应为数字，表中为“{text.strip()[:30]}”"
    if value is None:
        return ""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if kind is ValueType.COUNT and (value < 0 or value != value.to_integral_value()):
        return f"应为不小于0的整数，表中为“{text.strip()}”"
    if kind is ValueType.MONEY and unit == "元" and places > _CENTS:
        return f"金额（元）最多两位小数，表中为“{text.strip()}”"
    return ""
