"""A catalogue beside a layer above it, or beside another version of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.catalogue import commands, policies, queries
from gongkai.core.catalogue.enums import Layer, Standing
from gongkai.core.catalogue.queries import Side
from gongkai.core.catalogue.rules import Entry, covers_some_areas
from gongkai.edges.components import inputs, paging
from gongkai.edges.components.shapes import NavLink, Statistic
from gongkai.edges.components.sheet_files import sheet_download
from gongkai.edges.workbench import sessions
from gongkai.edges.workbench.frame import page
from gongkai.edges.workbench.presenting import comparison as presenting
from gongkai.edges.workbench.presenting.layers import crumbs, tabs, version_words
from gongkai.edges.workbench.requests import StaffRequest
from gongkai.kernel.errors import Conflict, InvalidInput, NotFound

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue

PAGE = 50
WORKING, NEAREST = "working", "nearest"
MOST_SUGGESTIONS = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """One side that may be chosen, with its value in addresses and its words."""

    value: str
    label: str
    side: Side
    further: tuple[Side, ...] = ()
    """Layers above that one, for the areas which it does not cover."""

    @property
    def sides(self) -> tuple[Side, ...]:
        return (self.side, *self.further)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is compared and which lines are shown; an empty value is no choice."""

    catalogue: int
    old: str = ""
    new: str = ""
    area: str = ""
    kind: str = ""

    def address(self, page: int | None = None, *, name: str = "catalogue_compare", **more: str) -> str:
        chosen = {
            "with": self.old, "version": self.new, "area": self.area, "kind": self.kind, "page": page or "",
            **more,
        }  # fmt: skip
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{reverse(f'workbench:{name}', args=[self.catalogue])}{'?' if query else ''}{query}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, and every line between them."""

    wanted: Wanted
    old: Choice
    new: Choice
    entries: Sequence[Entry]
    reasons: Mapping[int, str]

    @property
    def labels(self) -> Mapping[Standing, str]:
        return presenting.labels_for(is_one_catalogue=self.is_one_catalogue)

    @property
    def is_one_catalogue(self) -> bool:
        return self.old.side.catalogue_id == self.new.side.catalogue_id

    @property
    def shown(self) -> list[Entry]:
        """The lines that the filters leave; without a choice everything that differs."""
        return presenting.in_order(
            entry
            for entry in self.entries
            if (not self.wanted.area or entry.row.fields.area_code == self.wanted.area)
            and (
                entry.standing == self.wanted.kind
                or (not self.wanted.kind and entry.standing != Standing.INHERITED)
            )
        )


@require_GET
def compare(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """The lines that differ, with counts for each area; `all=1` puts them on one page for printing."""
    found = queries.get_catalogue(catalogue_id)
    old_choices, new_choices = _choices(request, found)
    context: dict[str, Any] = {
        "title": "比较",
        "catalogue": found,
        "tabs": tabs(found, "catalogue_compare"),
        "old_choices": old_choices,
        "new_choices": new_choices,
        "crumbs": crumbs(found, NavLink("比较", "")),
    }
    made = _comparison(request, found, old_choices, new_choices)
    if made is not None:
        context |= _lines(request, made) | _suggestions(request, found, made)
    return page(request, "workbench/catalogue_compare.html", context)


@require_GET
def export(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """The lines that the filters leave, as a workbook."""
    found = queries.get_catalogue(catalogue_id)
    made = _comparison(request, found, *_choices(request, found))
    if made is None:
        raise NotFound("没有可以比较的目录，不能导出。")
    rows = presenting.sheet_rows(made.shown, made.labels, names=_area_names(), reasons=made.reasons)
    return sheet_download(f"{made.new.label}与{made.old.label}比较", presenting.SHEET_COLUMNS, rows)


@require_POST
def decide_match(request: StaffRequest, item_id: int, upper_id: int) -> HttpResponse:
    """A person's word on two rows of like names."""
    item = queries.get_item(item_id)
    confirms = request.POST.get("verdict") == "confirm"
    act = commands.confirm_match if confirms else commands.reject_match
    try:
        act(actor=request.actor, item_id=item.pk, upper_item_id=upper_id)
    except (Conflict, InvalidInput) as error:
        messages.error(request, error.message)
    else:
        told = "已认定为同一事项，与上级建立对应关系。" if confirms else "已认定不是同一事项，不再提示。"
        messages.success(request, f"“{item.name}”{told}")
    home = reverse("workbench:catalogue_compare", args=[item.catalogue_id])
    return HttpResponseRedirect(sessions.own_path(request.POST.get("back", ""), home))


def _choices(request: StaffRequest, found: Catalogue) -> tuple[list[Choice], list[Choice]]:
    """What may stand on the left (layers above, then own versions) and on the right (own rows).

    Where lists of a province or city cover some areas only, each area is compared with its nearest list
    before anything else is offered, and these lists come after those that cover all areas.
    """
    sides = queries.nearest_sides(queries.versions_above(found))
    nearest = [Choice(NEAREST, "各领域最近的上级目录（现行）", side, tuple(sides[1:])) for side in sides[:1]]
    above = [
        Choice(
            f"{upper.pk}.{each.number}", f"{upper.title}{version_words(each)}", Side(upper.pk, each.number)
        )
        for upper in sorted(
            queries.published_above(found), key=lambda each: covers_some_areas(Layer(each.layer))
        )
        for each in queries.versions_of(upper.pk, published_only=True)
    ]
    own = [
        Choice(str(each.number), f"本级{version_words(each)}", Side(found.pk, each.number))
        for each in queries.versions_of(found.pk, published_only=True)
    ]
    earlier = [replace(each, value=f"{found.pk}.{each.value}") for each in own]
    working = (
        [Choice(WORKING, "本级正在编制的内容", Side(found.pk))]
        if policies.may_read_working(request.actor, found).allowed
        else []
    )
    return [*(nearest if len(sides) > 1 else []), *above, *earlier], [*working, *own]


def _comparison(
    request: StaffRequest, found: Catalogue, old_choices: Sequence[Choice], new_choices: Sequence[Choice]
) -> Comparison | None:
    """What was chosen, else the nearest layer above beside one's own newest; None: nothing to compare."""
    if not old_choices or not new_choices:
        return None
    old = _chosen(old_choices, request.GET.get("with", ""))
    new = _chosen(new_choices, request.GET.get("version", ""))
    wanted = Wanted(
        found.pk, old.value, new.value, inputs.area_code(request),
        inputs.choice(request, "kind", Standing.values),
    )  # fmt: skip
    difference = queries.difference_between(old.sides, new.side)
    reasons = queries.exemption_bases(new.side, old.sides)
    return Comparison(wanted, old, new, difference.entries, reasons)


def _chosen(choices: Sequence[Choice], value: str) -> Choice:
    """Raises NotFound: a version that is not there, or that the person may not see."""
    found = next((each for each in choices if each.value == value), None)
    if value and found is None:
        raise NotFound("没有找到要比较的版本，可能尚未公布。请返回重新选择。")
    return found or choices[0]


def _area_names() -> dict[str, str]:
    return {area.code: area.name for area in queries.policy_areas()}


def _lines(request: StaffRequest, made: Comparison) -> dict[str, Any]:
    names, shown, wanted = _area_names(), made.shown, made.wanted
    whole = request.GET.get("all") == "1"
    size = max(1, len(shown)) if whole else PAGE
    pages = paging.pages(len(shown), inputs.page(request), wanted.address, size=size, unit="项")
    first = (pages.number - 1) * size
    counts = Counter(entry.standing for entry in made.entries)
    return {
        "made": made,
        "wanted": wanted,
        "whole": whole,
        "statistics": [
            Statistic(label, counts[standing], "项", url=replace(wanted, kind=standing, area="").address())
            for standing, label in made.labels.items()
        ],
        "headings": [made.labels[standing] for standing in Standing],
        "by_area": [
            (each, [(replace(wanted, area=each.code, kind=kind).address(), n) for kind, n in each.counts])
            for each in presenting.counts_by_area(made.entries, names)
        ],
        "area_name": names.get(wanted.area, ""),
        "kind_name": made.labels[Standing(wanted.kind)] if wanted.kind else "",
        "areas": presenting.areas_of(
            shown[first : first + size], made.labels, names=names, reasons=made.reasons
        ),
        "pages": pages,
        "reset_url": replace(wanted, area="", kind="").address(),
        "print_url": wanted.address(all="1"),
        "export_url": wanted.address(name="catalogue_compare_export"),
    }


def _suggestions(request: StaffRequest, found: Catalogue, made: Comparison) -> dict[str, Any]:
    """Rows of like names, where the rows being worked on stand beside a layer above."""
    decision = policies.may_edit_catalogue(request.actor, found)
    if made.is_one_catalogue or made.new.side.version is not None or not decision.allowed:
        return {}
    every = queries.match_suggestions(found.pk, area_code=made.wanted.area)
    likeliest = sorted(every, key=lambda each: -each.likeness)
    return {
        "suggestions": [(each, round(each.likeness * 100)) for each in likeliest[:MOST_SUGGESTIONS]],
        "more_suggestions": max(0, len(every) - MOST_SUGGESTIONS),
        "here": request.get_full_path(),
    }
