"""What the pages of one catalogue have in common: where they are, and how its versions are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.edges.components.shapes import NavLink
from gongkai.text.dates import in_chinese

if TYPE_CHECKING:
    from gongkai.core.catalogue.models import Catalogue, CatalogueVersion

_PAGES = (
    ("catalogue", "事项"),
    ("catalogue_versions", "版本"),
    ("catalogue_compare", "比较"),
    ("catalogue_upstream", "上级变动"),
)


def tabs(catalogue: Catalogue, current: str) -> list[NavLink]:
    """The pages of a catalogue; the national one has nobody above it."""
    return [
        NavLink(label, reverse(f"workbench:{name}", args=[catalogue.pk]), current=name == current)
        for name, label in _PAGES
        if catalogue.division_id is not None or name not in {"catalogue_compare"}
    ]


def crumbs(catalogue: Catalogue, *last: NavLink) -> list[NavLink]:
    """From the list of catalogues down to a page of this one."""
    return [
        NavLink("工作台", reverse("workbench:home")),
        NavLink("标准目录", reverse("workbench:catalogues")),
        NavLink(catalogue.title, reverse("workbench:catalogue", args=[catalogue.pk])),
        *last,
    ]


def version_words(version: CatalogueVersion) -> str:
    """第2版（2026年9月1日起施行）."""
    since = f"（{in_chinese(version.effective_on)}起施行）" if version.effective_on else ""
    return f"{version}{since}"
