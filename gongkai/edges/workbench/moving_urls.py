"""Addresses of the move of an old site."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import moving, moving_columns

moving_urls = [
    path("moving/", moving.moving, name="moving"),
    path("moving/new/", moving.create, name="moving_new"),
    path("moving/upload/", moving.upload, name="moving_upload"),
    path("moving/<int:run_id>/", moving.run, name="moving_run"),
    path("moving/<int:run_id>/columns/", moving_columns.columns, name="moving_columns"),
    path("moving/<int:run_id>/problems.csv", moving.problems, name="moving_problems"),
    path("moving/<int:run_id>/outcome.csv", moving.outcome, name="moving_outcome"),
    path("moving/<int:run_id>/<slug:name>/", moving.act, name="moving_act"),
]
