"""Filters as lists to choose from, each choice with what it would find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.core.publishing.queries import PublicGroup
from gongkai.edges.components import shapes
from gongkai.edges.portal import addresses
from gongkai.reference.information_kinds import information_kind, information_kinds


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose from; the first, empty choice is `everything`."""

    name: str
    label: str
    everything: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose; an empty value is no choice."""

    area: str = ""
    body: int | None = None
    year: int | None = None
    kind: str = ""
    words: str = ""

    def address(self, page: int | None = None) -> str:
        return addresses.documents(
            area=self.area, body=self.body, year=self.year, kind=self.kind, q=self.words, page=page
        )

    def fits(self, group: PublicGroup) -> bool:
        return (
            self.area in ("", group.area_code)
            and self.body in (None, group.body_id)
            and self.year in (None, group.year)
            and self.kind in ("", group.kind)
        )


def count(groups: Iterable[PublicGroup], wanted: Wanted) -> int:
    """How many documents fit; words are not counted here."""
    return sum(group.documents for group in groups if wanted.fits(group))


def selects(groups: Sequence[PublicGroup], wanted: Wanted) -> list[Select]:
    """Areas, bodies, years and kinds; each choice is counted with the other choices kept."""
    free_area, free_body = replace(wanted, area=""), replace(wanted, body=None)
    free_year = replace(wanted, year=None)
    areas = _options(groups, free_area, lambda group: (group.area_code, group.area_name), wanted.area)
    bodies = _options(
        groups, free_body, lambda group: (str(group.body_id), group.body_name), str(wanted.body or "")
    )
    years = _options(
        groups, free_year, lambda group: (str(group.year), f"{group.year}年"), str(wanted.year or "")
    )
    kinds = _options(
        groups,
        replace(wanted, kind=""),
        lambda group: (group.kind, information_kind(group.kind).name),
        wanted.kind,
    )
    return [
        Select("area", "领域", "全部领域", sorted(areas, key=lambda option: option.value)),
        Select("body", "机构", "全部机构", bodies),
        Select("year", "年份", "全部年份", sorted(years, key=lambda option: option.value, reverse=True)),
        kind_select(kinds),
    ]


def kind_select(options: Iterable[Option]) -> Select:
    """信息类型, in the order of the kinds' groups."""
    order = list(information_kinds())
    known = sorted(options, key=lambda option: order.index(option.value) if option.value in order else -1)
    return Select("kind", "信息类型", "全部类型", known)


def _options(
    groups: Sequence[PublicGroup],
    wanted: Wanted,
    key: Callable[[PublicGroup], tuple[str, str]],
    chosen: str,
) -> list[Option]:
    found: Counter[tuple[str, str]] = Counter()
    for group in groups:
        found[key(group)] += group.documents if wanted.fits(group) else 0
    return [
        Option(value, label, number, value == chosen)
        for (value, label), number in found.items()
        if number or value == chosen
    ]


def chips(groups: Sequence[PublicGroup], wanted: Wanted) -> list[shapes.NavLink]:
    """What is chosen, each as a link that takes this one choice back."""
    area = next((group.area_name for group in groups if group.area_code == wanted.area), wanted.area)
    body = next((group.body_name for group in groups if group.body_id == wanted.body), str(wanted.body))
    found = []
    if wanted.area:
        found.append(shapes.NavLink(area, replace(wanted, area="").address()))
    if wanted.body is not None:
        found.append(shapes.NavLink(body, replace(wanted, body=None).address()))
    if wanted.year is not None:
        found.append(shapes.NavLink(f"{wanted.year}年", replace(wanted, year=None).address()))
    if wanted.kind:
        found.append(shapes.NavLink(information_kind(wanted.kind).name, replace(wanted, kind="").address()))
    if wanted.words:
        found.append(shapes.NavLink(f"“{wanted.words}”", replace(wanted, words="").address()))
    return found
