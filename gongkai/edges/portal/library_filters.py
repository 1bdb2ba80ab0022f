"""What the reader of 政策文件库 has chosen, and what can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest

from gongkai.core.information.enums import Validity
from gongkai.core.information.rules.validity import ENDED, HOLDING
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import inputs, shapes
from gongkai.edges.portal import addresses, asof
from gongkai.edges.portal.document_header import genre_name
from gongkai.edges.portal.filters import Option, Select, kind_select
from gongkai.reference.information_kinds import information_kind, information_kinds
from gongkai.reference.subjects import subject_categories

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongkai.core.information.models import Edition
    from gongkai.core.publishing.models import Site
    from gongkai.core.publishing.queries import LibraryChoices

LISTS: dict[str, tuple[str, Sequence[str]]] = {
    "": ("现行有效", (*HOLDING, Validity.PENDING)),
    "amended": ("已修改", (Validity.AMENDED, Validity.PARTLY_LAPSED)),
    "ended": ("已废止、失效", ENDED),
    "all": ("全部", ()),
}
"""Lists by how documents stand; the empty name is the one shown first."""

SORTS = {
    "": "发布日期", "written": "成文日期", "effective": "施行日期", "number": "发文字号", "title": "标题",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose; an empty value is no choice. `on` is the day at whose end it stood so."""

    listed: str = ""
    body: int | None = None
    kind: str = ""
    genre: str = ""
    subject: str = ""
    year: int | None = None
    words: str = ""
    sort: str = ""
    on: date | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Wanted:
        return cls(
            listed=inputs.choice(request, "list", LISTS),
            body=inputs.number(request, "body"),
            kind=inputs.choice(request, "kind", information_kinds()),
            genre=inputs.words(request, "genre"),
            subject=inputs.words(request, "subject"),
            year=inputs.year(request),
            words=inputs.words(request),
            sort=inputs.choice(request, "sort", SORTS),
            on=asof.day_of(request),
        )

    @classmethod
    def of_file(cls, request: HttpRequest) -> Wanted:
        """Raises NotFound: what was asked for is no day that can be shown."""
        return replace(cls.of(request), on=asof.day_of_file(request))

    @property
    def name(self) -> str:
        return LISTS[self.listed][0]

    @property
    def narrowed(self) -> bool:
        return bool(self.body or self.kind or self.genre or self.subject or self.year or self.words)

    def query(self) -> dict[str, str | int | None]:
        return {
            "list": self.listed, "body": self.body, "kind": self.kind, "genre": self.genre,
            "subject": self.subject, "year": self.year, "q": self.words, "sort": self.sort,
        }  # fmt: skip

    def address(self, page: int | None = None) -> str:
        return addresses.library(**self.query(), page=page)

    def documents(self, site: Site) -> QuerySet[Edition]:
        return publishing.library(
            site,
            validities=LISTS[self.listed][1],
            body_id=self.body,
            kind=self.kind,
            genre=self.genre,
            subject=self.subject,
            year=self.year,
            words=self.words,
            sort=self.sort,
            on=self.on,
        )


def tabs(wanted: Wanted, choices: LibraryChoices) -> list[shapes.NavLink]:
    """The lists; their sizes are those of today and are left out on an earlier day."""
    return [
        shapes.NavLink(
            label,
            replace(wanted, listed=name).address(),
            current=name == wanted.listed,
            count=None if wanted.on else choices.count(validities or Validity.values),
        )
        for name, (label, validities) in LISTS.items()
    ]


def sorts(wanted: Wanted) -> list[shapes.NavLink]:
    return [
        shapes.NavLink(label, replace(wanted, sort=name).address(), current=name == wanted.sort)
        for name, label in SORTS.items()
    ]


def selects(wanted: Wanted, choices: LibraryChoices) -> list[Select]:
    """Bodies, kinds, genres, subjects and years that occur."""
    bodies = [Option(str(pk), name, count, pk == wanted.body) for pk, name, count in choices.bodies]
    kinds = [
        Option(kind, information_kind(kind).name, count, kind == wanted.kind) for kind, count in choices.kinds
    ]
    genres = [
        Option(genre, genre_name(genre), count, genre == wanted.genre) for genre, count in choices.genres
    ]
    subjects = [
        Option(category.name, category.name, None, category.name == wanted.subject)
        for category in subject_categories()
    ]
    years = [Option(str(year), f"{year}年", count, year == wanted.year) for year, count in choices.years]
    return [
        Select("body", "发布机构", "全部机构", bodies),
        kind_select(kinds),
        Select("genre", "体裁", "全部体裁", genres),
        Select("subject", "主题分类", "全部主题", subjects),
        Select("year", "成文年份", "全部年份", years),
    ]
