from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from gongkai.core.catalogue import queries as catalogue
from gongkai.core.catalogue.enums import Standing
from gongkai.core.catalogue.rules import CHANGE_LABELS, Difference
from gongkai.edges.components import inputs, paging, shapes
from gongkai.edges.portal import asof, shown_version
from gongkai.edges.portal.answers import public_page, rendered
from gongkai.edges.portal.differing import change_lines
from gongkai.edges.portal.frame import Page
from gongkai.edges.portal.upper_choices import upper_choices
from gongkai.kernel.errors import NotFound
from gongkai.text.dates import in_chinese

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import CatalogueVersion
    from gongkai.core.publishing.models import Site
    from gongkai.edges.portal.shown_version import ShownVersion

PAGE = 50
NO_DELETION = "上级要求的事项可以补充细化，不得随意删除。"

LAYER_LABELS: dict[Standing, str] = {
    Standing.REFINED: "补充细化",
    Standing.ADDED: "本级新增",
    Standing.NOT_APPLICABLE: "不适用",
    Standing.MISSING: "本级未列",
    Standing.INHERITED: "与上级一致",
}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two sides, in the words of the page that shows them."""

    part: str
    title: str
    lead: str
    labels: Mapping[Standing, str]
    difference: Difference
    same: str
    reasons: Mapping[int, str]
    """Item of the old side that does not apply → the basis."""
    given: Mapping[str, int | str | None]
    choices: Sequence[shapes.NavLink] = ()
    """What else it may be compared with."""


@public_page
def changes(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """What a version changed: against the one before, or against an earlier one (`?from=`)."""
    shown = shown_version.find(site, public_id, number)
    before = _version_before(shown, request)
    if before is None:
        difference = Difference(())
        lead = f"{shown.version}是首次公布的版本，没有更早的版本可以比较。"
    else:
        difference = catalogue.difference_between(
            catalogue.Side(shown.catalogue.pk, before.number),
            _side(shown),
            area_code=inputs.area_code(request),
        )
        lead = f"{before}（{_since(before)}）与{shown.version}（{_since(shown.version)}）逐项比较。"
    return _page(
        request,
        site,
        shown,
        _Comparison(
            part="changes",
            title=f"{shown.version}的变化",
            lead=lead,
            labels=CHANGE_LABELS,
            difference=difference,
            same="两个版本的内容相同。" if before else "",
            reasons=catalogue.exemption_bases(_side(shown), _side(shown)),
            given={"from": before.number if before and "from" in request.GET else None},
        ),
    )


@public_page
def comparison(request: HttpRequest, site: Site, public_id: str, number: int) -> HttpResponse:
    """A version beside a layer above (`?with=`): what was taken over, refined, added, and what is missing."""
    shown = shown_version.find(site, public_id, number)
    choices = upper_choices(shown.catalogue)
    if not choices:
        raise NotFound("上级目录还没有公布，暂时不能比较。")
    asked = request.GET.get("with", "")
    upper = next((each for each in choices if each.value == asked), None if asked else choices[0])
    if upper is None:
        raise NotFound("没有找到要比较的上级目录，网址可能有误。")
    return _page(
        request,
        site,
        shown,
        _Comparison(
            part="comparison",
            title=f"与{upper.label}比较",
            lead=f"{shown_version.place_of(shown.catalogue)}的目录（{shown.version}）与{upper.words}逐项比较。"
            f"{NO_DELETION}",
            labels=LAYER_LABELS,
            difference=catalogue.difference_between(
                upper.sides, _side(shown), area_code=inputs.area_code(request)
            ),
            same=f"与{upper.label}完全一致。",
            reasons=catalogue.exemption_bases(_side(shown), upper.sides),
            given={"with": asked or None},
            choices=[
                shapes.NavLink(
                    f"与{each.label}",
                    shown.address("comparison", **{"with": each.value}),
                    current=each == upper,
                )
                for each in choices
            ],
        ),
    )


def _version_before(shown: ShownVersion, request: HttpRequest) -> CatalogueVersion | None:
    """The version asked for, else the one published before. Raises NotFound: it was never published."""
    if "from" in request.GET:
        return catalogue.get_published_version(shown.catalogue.pk, inputs.number(request, "from") or 0)
    earlier = (
        found for found in catalogue.public_versions(shown.catalogue.pk) if found.number < shown.number
    )
    return next(earlier, None)


def _side(shown: ShownVersion) -> catalogue.Side:
    return catalogue.Side(shown.catalogue.pk, shown.number)


def _since(version: CatalogueVersion) -> str:
    return f"自{in_chinese(version.effective_on)}起施行" if version.effective_on else ""


def _page(request: HttpRequest, site: Site, shown: ShownVersion, found: _Comparison) -> HttpResponse:
    areas = {area.code: area.name for area in catalogue.policy_areas()}
    area = inputs.area_code(request)
    if area and area not in areas:
        raise NotFound("没有这个领域。")
    entries = found.difference.entries
    counts = Counter(entry.standing for entry in entries)
    kind = inputs.choice(request, "kind", Standing.values)
    wanted = [
        entry
        for entry in entries
        if entry.standing == kind or (not kind and entry.standing != Standing.INHERITED)
    ]

    def address(**changed: str | int | None) -> str:
        return shown.address(found.part, **{**found.given, "area": area, "kind": kind, **changed})

    pages = paging.pages(
        len(wanted), inputs.page(request), lambda number: address(page=number), size=PAGE, unit="项"
    )
    start = (pages.number - 1) * PAGE
    on_page = wanted[start : start + PAGE]
    path = shown.address(found.part)
    context = {
        "shown": shown,
        "comparison": found,
        "catalogue_title": shown_version.title_of(shown.catalogue),
        "counts": [
            shapes.Statistic(label, counts[standing], "项", url=address(kind=standing))
            for standing, label in found.labels.items()
        ],
        "kinds": [
            shapes.NavLink("全部差异", address(kind=None), current=not kind),
            *(
                shapes.NavLink(
                    label, address(kind=standing), current=kind == standing, count=counts[standing]
                )
                for standing, label in found.labels.items()
                if counts[standing]
            ),
        ],
        "areas": areas,
        "area": area,
        "kind": kind,
        "lines": change_lines(
            on_page,
            found.labels,
            area_names=areas,
            public_ids=catalogue.public_ids(shown.catalogue.pk, [entry.row.item_id for entry in on_page]),
            reasons=found.reasons,
        ),
        "pages": pages,
        "path": path,
    }
    page = Page(
        title=f"{found.title} - {shown_version.title_of(shown.catalogue)}",
        path=path,
        section="catalogue",
        crumbs=shown.crumbs(site, shapes.NavLink(found.title, path)),
        indexed=not (area or kind or pages.number > 1 or any(found.given.values())),
        about_days=shown_version.stood_on(shown, asof.day_of(request)),
    )
    return rendered(request, site, page, "portal/version_changes.html", context)
