"""The portals of the installation."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from gongkai.core.publishing.models import Site
from gongkai.kernel.errors import NotFound


def site_for(host: str) -> Site | None:
    """The site of a host name; an installation with a single site answers to every host."""
    sites = list(Site.objects.select_related("division", "owner_body").order_by("id")[:50])
    named = next((site for site in sites if site.host == host), None)
    return named or (sites[0] if sites else None)


def site_of(division_id: int) -> Site | None:
    """The site of a division, if it has one of its own."""
    return Site.objects.filter(division_id=division_id).first()


def site_above(lineage: Sequence[int]) -> Site | None:
    """The nearest site that shows what a division publishes.

    Args:
        lineage: of the division, from the highest down to itself.
    """
    sites = {site.division_id: site for site in list_sites().filter(division_id__in=lineage)}
    return next((sites[division] for division in reversed(lineage) if division in sites), None)


def list_sites() -> QuerySet[Site]:
    """All portals of the installation, by the code of their division."""
    return Site.objects.select_related("division", "owner_body").order_by("division__code")


def get_site(site_id: int) -> Site:
    """Raises NotFound."""
    site = list_sites().filter(pk=site_id).first()
    if site is None:
        raise NotFound("没有找到该站点。")
    return site
