"""Addresses of the words that divisions keep of their own."""

from __future__ import annotations

from django.urls import path

from gongkai.edges.workbench.views import (
    required_words,
    word_entries,
    word_examples,
    word_files,
    word_lists,
    word_versions,
)

wording_urls = [
    path("words/", word_lists.word_lists, name="word_lists"),
    path("words/<int:division_id>/", word_entries.entries, name="word_list"),
    path("words/<int:division_id>/try/", word_entries.try_words, name="word_try"),
    path("words/<int:division_id>/entry/", word_entries.entry, name="word_entry"),
    path("words/<int:division_id>/entry/remove/", word_entries.remove, name="word_remove"),
    path("words/<int:division_id>/required/", required_words.require_word, name="word_require"),
    path("words/<int:division_id>/required/relax/", required_words.relax_word, name="word_relax"),
    path("words/<int:division_id>/examples/", word_examples.examples, name="word_examples"),
    path("words/<int:division_id>/examples/remove/", word_examples.remove, name="word_example_remove"),
    path("words/<int:division_id>/text/", word_examples.whole_text, name="word_text"),
    path("words/<int:division_id>/import/", word_files.receive, name="word_import"),
    path("words/<int:division_id>/import/look/", word_files.look_over, name="word_import_look"),
    path("words/<int:division_id>/export.<str:suffix>", word_files.export, name="word_export"),
    path("words/<int:division_id>/versions/", word_versions.versions, name="word_versions"),
    path("words/<int:division_id>/versions/<int:number>/", word_versions.version, name="word_version"),
]
