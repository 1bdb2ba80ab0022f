"""A version of a catalogue as the public is shown it: which one, what it is called, its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.enums import Relation
from gongkai.core.publishing import queries as publishing
from gongkai.edges.components import shapes
from gongkai.edges.components.catalogue_files import CatalogueFile
from gongkai.edges.portal import addresses
from gongkai.kernel import clock
from gongkai.text.catalogue_table import Imprint
from gongkai.text.dates import in_chinese

if TYPE_CHECKING:
    from datetime import date

    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion, PolicyArea
    from gongkai.core.publishing.models import Site


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A published version and where it stands today."""

    catalogue: Catalogue
    version: CatalogueVersion
    in_force: CatalogueVersion | None

    @property
    def number(self) -> int:
        return self.version.number

    @property
    def badge(self) -> shapes.Badge:
        return standing(self.version, self.in_force)

    def address(self, part: str = "", **wanted: str | int | None) -> str:
        return addresses.version(self.catalogue.public_id, self.number, part, **wanted)

    def crumbs(self, site: Site, *further: shapes.NavLink) -> list[shapes.NavLink]:
        """From 公开目录 over the catalogue to the version."""
        own = self.catalogue.division_id == site.division_id
        place = [] if own else [shapes.NavLink(place_of(self.catalogue), self.catalogue_address)]
        return [
            shapes.NavLink("公开目录", reverse("portal:catalogue")),
            *place,
            shapes.NavLink(str(self.version), self.address()),
            *further,
        ]

    @property
    def catalogue_address(self) -> str:
        return addresses.catalogue(self.catalogue.public_id)


def find(site: Site, public_id: str, number: int) -> ShownVersion:
    """Raises NotFound: no such catalogue of this site's line, or the version was never published."""
    found = publishing.site_catalogue(site, public_id)
    version = catalogue.get_published_version(found.pk, number)
    version.catalogue = found
    return ShownVersion(found, version, catalogue.version_in_force(found.pk))


def relation_facts(shown: ShownVersion) -> list[shapes.Statistic]:
    """How many items take over the layer above, refine it, are the division's own, or do not apply."""
    counts = catalogue.relation_counts(shown.catalogue.pk, shown.number)
    return [
        shapes.Statistic("公开事项", shown.version.item_count, "项"),
        *(shapes.Statistic(relation.label, counts.get(relation, 0), "项") for relation in Relation),
        shapes.Statistic("不适用", shown.version.exempt_count, "项"),
    ]


def standing(version: CatalogueVersion, in_force: CatalogueVersion | None) -> shapes.Badge:
    """现行有效, 已公布未施行, or 已被新版替代."""
    if in_force is not None and version.pk == in_force.pk:
        return shapes.Badge("现行有效", "good")
    if version.effective_on is not None and version.effective_on > clock.today():
        return shapes.Badge("已公布，尚未施行", "info")
    return shapes.Badge("已被新版替代", "neutral")


def stood_on(shown: ShownVersion, day: date | None) -> str:
    """What the version was on an earlier day; what it says never changes."""
    if day is None:
        return ""
    then = catalogue.version_in_force(shown.catalogue.pk, day)
    when = in_chinese(day)
    if then is not None and then.pk == shown.version.pk:
        standing = f"{when}现行有效的就是这一版"
    elif shown.version.effective_on and shown.version.effective_on > day:
        standing = f"{when}这一版还没有施行" + (f"，当日施行的是{then}" if then else "")
    else:
        standing = f"{when}这一版已被替代，当日施行的是{then}" if then else f"{when}这一版还没有公布"
    return f"各版内容公布后不再改动。{standing}。"


def place_of(found: Catalogue) -> str:
    return found.division.name if found.division else "国家"


def publisher_of(found: Catalogue) -> str:
    """The body that answers for the catalogue; the division where none is known."""
    body = catalogue.keeper_body(found)
    return body.name if body else place_of(found)


def title_of(found: Catalogue, area: PolicyArea | None = None) -> str:
    """云溪县基层政务公开标准目录, or of one area 云溪县养老服务领域基层政务公开标准目录."""
    return f"{place_of(found)}{f'{area.name}领域' if area else ''}基层政务公开标准目录"


def file_of(
    request: HttpRequest, site: Site, version: CatalogueVersion, area: PolicyArea | None = None
) -> CatalogueFile:
    """The version, or its part of one area, as a file."""
    found = version.catalogue
    path = addresses.version(found.public_id, version.number)
    return CatalogueFile(
        title=title_of(found, area),
        items=list(catalogue.items_in_version(found.pk, version.number, area_code=area.code if area else "")),
        address_of=lambda public_id: addresses.absolute(request, site, addresses.item(public_id)),
        imprint=Imprint(
            str(version), version.effective_on, publisher_of(found), addresses.absolute(request, site, path)
        ),
    )
