"""A list cut into pages, with the links before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)

PAGE = 20


@dataclass(frozen=True, slots=True)
class Pages:
    """What `components/pagination.html` reads."""

    number: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""
    unit: str = "件"
    more: bool = False
    """There are more than `total`."""

    @property
    def summary(self) -> str:
        about = "超过 " if self.more else ""
        return f"第 {self.number} / {self.last} 页，共 {about}{self.total} {self.unit}"

    @property
    def needed(self) -> bool:
        return self.last > 1


def pages(
    total: int,
    wanted: int,
    address: Callable[[int | None], str],
    *,
    size: int = PAGE,
    unit: str = "件",
    more: bool = False,
) -> Pages:
    """The page that is shown when `wanted` is asked for: the last one where there are not so many.

    Args:
        address: of a page by its number; the first one has none.
    """
    last = max(1, -(-total // size))
    number = min(max(wanted, 1), last)
    return Pages(
        number=number,
        last=last,
        total=total,
        previous_url=address(number - 1 if number > 2 else None) if number > 1 else "",  # noqa: PLR2004
        next_url=address(number + 1) if number < last else "",
        unit=unit,
        more=more,
    )


def cut(rows: QuerySet[M], shown: Pages, *, size: int = PAGE) -> list[M]:
    return list(rows[(shown.number - 1) * size : shown.number * size])
