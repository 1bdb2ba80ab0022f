"""Addresses of one catalogue's rows: browser, editor, what does not apply, content standards, deriving."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.edges.workbench.views import (
    catalogue_browser,
    content_standards,
    deriving,
    exemptions,
    item_editing,
    items,
)

item_urls = [
    path("catalogues/derive/", deriving.derive, name="derive"),
    path("catalogues/derive/progress/", deriving.progress, name="derive_progress"),
    path("catalogues/<int:catalogue_id>/", catalogue_browser.catalogue, name="catalogue"),
    path("catalogues/<int:catalogue_id>/areas/", catalogue_browser.areas, name="catalogue_areas"),
    path(
        "catalogues/<int:catalogue_id>/columns/", catalogue_browser.choose_columns, name="catalogue_columns"
    ),
    re_path(
        r"^catalogues/(?P<catalogue_id>\d{1,18})/items\.(?P<ending>xlsx|csv)$",
        catalogue_browser.export,
        name="catalogue_export",
    ),
    path("catalogues/<int:catalogue_id>/items/new/", item_editing.add, name="item_new"),
    path("catalogues/<int:catalogue_id>/items/check/", item_editing.check, name="item_check"),
    path("items/<int:item_id>/", items.item, name="item"),
    path("items/<int:item_id>/edit/", item_editing.edit, name="item_edit"),
    path(
        "items/<int:item_id>/content-standard/", content_standards.content_standard, name="content_standard"
    ),
    path("items/<int:item_id>/<slug:name>/", items.change, name="item_change"),
    path("exemptions/<int:exemption_id>/", exemptions.exemption, name="exemption"),
    path("exemptions/<int:exemption_id>/<slug:name>/", exemptions.change, name="exemption_change"),
]
