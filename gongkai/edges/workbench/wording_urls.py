"""Addresses of the words that divisions keep of their own."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import wording

wording_urls = [
    path("words/", wording.word_lists, name="word_lists"),
    path("words/<int:division_id>/", wording.word_list, name="word_list"),
]
