"""Addresses of the tables of a draft."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import table_files, table_grid, table_parts, tables

_TABLES = "documents/<int:edition_id>/tables"

table_urls = [
    path(f"{_TABLES}/", tables.tables, name="tables"),
    path(f"{_TABLES}/new/", tables.new_table, name="table_new"),
    path(f"{_TABLES}/receive/", table_files.receive, name="table_receive"),
    path(f"{_TABLES}/preview/", table_files.preview, name="table_preview"),
    path(f"{_TABLES}/empty.xlsx", tables.template, name="table_templates"),
    path(f"{_TABLES}/<slug:code>/", table_grid.table, name="table"),
    path(f"{_TABLES}/<slug:code>/public/", table_parts.table_parts, name="table_parts"),
    path(f"{_TABLES}/<slug:code>/remove/", tables.remove, name="table_remove"),
    path(f"{_TABLES}/<slug:code>/empty.xlsx", tables.template, name="table_template"),
]
