"""Addresses of a catalogue's versions, comparisons, upstream changes, standards and uploaded tables."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import catalogue_compare, catalogue_history, standards, uploads, upstream

_versions = [
    path("catalogues/<int:catalogue_id>/versions/", catalogue_history.versions, name="catalogue_versions"),
    path(
        "catalogues/<int:catalogue_id>/versions/<int:number>/",
        catalogue_history.version,
        name="catalogue_version",
    ),
]

_comparison = [
    path("catalogues/<int:catalogue_id>/compare/", catalogue_compare.compare, name="catalogue_compare"),
    path(
        "catalogues/<int:catalogue_id>/compare.xlsx",
        catalogue_compare.export,
        name="catalogue_compare_export",
    ),
    path("items/<int:item_id>/matches/<int:upper_id>/", catalogue_compare.decide_match, name="match_decide"),
]

_upstream = [
    path("catalogues/<int:catalogue_id>/upstream/", upstream.upstream, name="catalogue_upstream"),
    path("catalogues/<int:catalogue_id>/upstream/settle/", upstream.settle, name="upstream_settle"),
    path(
        "catalogues/<int:catalogue_id>/not-applicable/<int:item_id>/",
        upstream.not_applicable,
        name="not_applicable",
    ),
    path("catalogues/<int:catalogue_id>/standards/new/", standards.register, name="standard_new"),
    path("standards/<int:standard_id>/", standards.standard, name="standard"),
    path("standards/<int:standard_id>/file/", standards.original, name="standard_file"),
]

_uploads = [
    path("catalogues/<int:catalogue_id>/upload/", uploads.receive, name="upload_new"),
    path("uploads/<int:upload_id>/", uploads.upload, name="upload"),
    path("uploads/<int:upload_id>/row/", uploads.row, name="upload_row"),
    path("uploads/<int:upload_id>/import/", uploads.import_table, name="upload_import"),
    path("uploads/<int:upload_id>/file/", uploads.original, name="upload_file"),
    path("uploads/<int:upload_id>/problems.csv", uploads.problems, name="upload_problems"),
]

layer_urls = [*_versions, *_comparison, *_upstream, *_uploads]
