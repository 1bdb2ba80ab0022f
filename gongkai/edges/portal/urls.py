"""Addresses of the public site. They are permanent: a changed one needs a redirect from the old."""

from __future__ import annotations

from django.urls import path, register_converter

from gongkai.edges.portal import converters
from gongkai.edges.portal.views import (
    areas,
    catalogue,
    changes,
    document,
    documents,
    edition_changes,
    feeds,
    files,
    home,
    items,
    library,
    log,
    power,
    powers,
    printed,
    search,
    sitemap,
    tables,
    versions,
)

register_converter(converters.PublicId, "public_id")
register_converter(converters.AreaCode, "area_code")
register_converter(converters.Number, "number")

app_name = "portal"

_VERSION = "catalogue/<public_id:public_id>/versions/<number:number>"

urlpatterns = [
    path("", home.home, name="home"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<area_code:code>/", areas.area, name="area"),
    path("areas/<area_code:code>/catalogue.xlsx", areas.area_workbook, name="area_workbook"),
    path("areas/<area_code:code>/catalogue.csv", areas.area_csv, name="area_csv"),
    path("items/<public_id:public_id>/", items.item, name="item"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<public_id:public_id>/", document.document, name="document"),
    path("documents/<public_id:public_id>/versions/<number:number>/", document.edition, name="edition"),
    path(
        "documents/<public_id:public_id>/versions/<number:number>/changes/",
        edition_changes.changes,
        name="edition_changes",
    ),
    path("documents/<public_id:public_id>/document.pdf", printed.pdf, name="document_pdf"),
    path(
        "documents/<public_id:public_id>/versions/<number:number>/document.pdf",
        printed.pdf,
        name="edition_pdf",
    ),
    path("documents/<public_id:public_id>/relations/", library.relations, name="relations"),
    path("documents/<public_id:public_id>/files/<number:attachment_id>/", files.file, name="file"),
    *(
        path(f"documents/<public_id:public_id>/{of}tables/{rest}", view, name=f"{prefix}{name}")
        for of, prefix in (("", ""), ("versions/<number:number>/", "edition_"))
        for rest, view, name in (
            ("tables.xlsx", tables.tables_file, "tables_file"),
            ("<slug:code>/", tables.table, "table"),
            ("<slug:code>/table.<slug:form>", tables.table_file, "table_file"),
        )
    ),
    path("library/", library.library, name="library"),
    path("library/library.xlsx", library.workbook, name="library_workbook"),
    path("library/library.csv", library.as_csv, name="library_csv"),
    path("library/library.json", library.as_json, name="library_json"),
    path("library/feed.atom", library.feed, name="library_feed"),
    path("catalogue/", catalogue.catalogue_page, name="catalogue"),
    path("catalogue/catalogue.xlsx", catalogue.workbook, name="catalogue_workbook"),
    path("catalogue/catalogue.csv", catalogue.as_csv, name="catalogue_csv"),
    path("catalogue/catalogue.json", catalogue.as_json, name="catalogue_json"),
    path("catalogue/<public_id:public_id>/", catalogue.one_catalogue, name="one_catalogue"),
    path(f"{_VERSION}/", versions.version, name="version"),
    path(f"{_VERSION}/table/", versions.table, name="version_table"),
    path(f"{_VERSION}/changes/", changes.changes, name="version_changes"),
    path(f"{_VERSION}/comparison/", changes.comparison, name="version_comparison"),
    path(f"{_VERSION}/catalogue.xlsx", versions.workbook, name="version_workbook"),
    path(f"{_VERSION}/catalogue.csv", versions.as_csv, name="version_csv"),
    path(f"{_VERSION}/catalogue.json", versions.as_json, name="version_json"),
    path("powers/", powers.powers, name="powers"),
    path("powers/powers.xlsx", powers.workbook, name="powers_workbook"),
    path("powers/powers.csv", powers.as_csv, name="powers_csv"),
    path("powers/<public_id:public_id>/", power.power, name="power"),
    path("log/", log.log, name="log"),
    path("log/log.csv", log.as_csv, name="log_csv"),
    path("search/", search.search, name="search"),
    path("feed.atom", feeds.atom, name="feed_atom"),
    path("feed.json", feeds.json_feed, name="feed_json"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<number:part>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("favicon.ico", sitemap.favicon, name="favicon"),
]
