"""Addresses of the words that divisions keep of their own."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import word_lists

wording_urls = [
    path("words/", word_lists.word_lists, name="word_lists"),
    path("words/<int:division_id>/", word_lists.word_list, name="word_list"),
    path("words/<int:division_id>/required/", word_lists.require_word, name="word_require"),
    path("words/<int:division_id>/required/relax/", word_lists.relax_word, name="word_relax"),
]
