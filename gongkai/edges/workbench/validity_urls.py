"""Addresses of what documents do to each other, whether they are in force, and what is wrong with them."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.edges.workbench.views import check_up, official_texts, relations, validity

_ENDING = r"(?P<ending>xlsx|csv)"

validity_urls = [
    path("documents/<int:edition_id>/relations/", relations.relations, name="relations"),
    path("documents/<int:edition_id>/relations/add/", relations.add, name="relation_add"),
    path(
        "documents/<int:edition_id>/relations/<int:relation_id>/remove/",
        relations.remove,
        name="relation_remove",
    ),
    path("validity/", validity.validities, name="validities"),
    path("validity/preview/", validity.preview, name="validity_preview"),
    path("validity/change/", validity.change, name="validity_change"),
    re_path(rf"^validity/validity\.{_ENDING}$", validity.export, name="validities_export"),
    path("check-up/", check_up.check_up, name="check_up"),
    re_path(rf"^check-up/check-up\.{_ENDING}$", check_up.export, name="check_up_export"),
    path("official-texts/", official_texts.official_texts, name="official_texts"),
    path("official-texts/load/", official_texts.load, name="official_load"),
]
