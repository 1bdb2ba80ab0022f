"""What the database refuses whoever writes to it, and the migration of what was public before."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.models import (
    Catalogue,
    CatalogueItem,
    CatalogueVersion,
    ContentStandard,
    Exemption,
    FollowUp,
    ItemRevision,
)
from tests import factories as make
from tests.architecture.permission_catalogues import Layers, make_layers
from tests.factories import County

TABLES = {
    model.__name__: model._meta.db_table
    for model in (CatalogueItem, CatalogueVersion, ContentStandard, Exemption, FollowUp, ItemRevision)
}


@pytest.fixture
def layers(county: County) -> Layers:
    layers = make_layers(county)
    commands.set_content_standard(actor=make.SYSTEM, item_id=county.item.pk, requirement="应载明对象。")
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    return layers


@pytest.mark.parametrize(
    ("model", "change", "where", "constraint"),
    [
        ("CatalogueItem", "relation = 'inherits'", "inherits_id is null", "catalogue_item_relation_fits"),
        ("CatalogueItem", "relation = 'adds'", "inherits_id is not null", "catalogue_item_relation_fits"),
        ("CatalogueItem", "level1 = '', level2 = ''", "true", "catalogue_item_named"),
        ("ItemRevision", "until_version = since_version", "true", "catalogue_revision_span"),
        ("ItemRevision", "since_version = 0", "true", "catalogue_revision_span"),
        ("ItemRevision", "relation = 'refines'", "inherits_id is null", "catalogue_revision_relation_fits"),
        ("CatalogueVersion", "number = 0", "number = 1", "catalogue_version_counts_from_one"),
        (
            "CatalogueVersion", "approved_at = null", "state = 'published'",
            "catalogue_published_version_is_whole",
        ),
        (
            "CatalogueVersion", "effective_on = null", "state = 'published'",
            "catalogue_published_version_is_whole",
        ),
        (
            "CatalogueVersion", "content_hash = ''", "state = 'published'",
            "catalogue_published_version_is_whole",
        ),
        (
            "CatalogueVersion", "change_note = ''", "state = 'in_review'",
            "catalogue_submitted_version_says_why",
        ),
        (
            "CatalogueVersion", "submitted_by_id = 7, approved_by_id = 7", "state = 'published'",
            "catalogue_version_four_eyes",
        ),
        ("Exemption", "basis = ''", "true", "catalogue_exemption_has_basis"),
        ("Exemption", "decided_at = null", "state = 'approved'", "catalogue_exemption_decided_has_time"),
        ("Exemption", "decided_at = now()", "state = 'proposed'", "catalogue_exemption_decided_has_time"),
        (
            "Exemption", "proposed_by_id = 7, decided_by_id = 7", "state = 'approved'",
            "catalogue_exemption_four_eyes",
        ),
        ("Exemption", "until_version = 1", "since_version is null", "catalogue_exemption_span"),
        ("FollowUp", "state = 'done'", "state = 'open'", "catalogue_follow_up_done_has_time"),
        ("ContentStandard", "requirement = ''", "true", "catalogue_content_standard_says_something"),
    ],
)  # fmt: skip
def test_the_database_refuses(layers: Layers, model: str, change: str, where: str, constraint: str) -> None:
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update {TABLES[model]} set {change} where {where}")


def test_one_version_under_way_one_latest_revision_one_exemption(layers: Layers, county: County) -> None:
    twice: list[tuple[Any, dict[str, Any], str]] = [
        (
            CatalogueVersion,
            {"pk": queries.open_version(county.catalogue.pk).pk},
            "catalogue_one_open_version",
        ),
        (ItemRevision, {"item": county.item}, "catalogue_one_latest_revision"),
        (Exemption, {"pk": layers.approved.pk}, "catalogue_one_exemption"),
        (ContentStandard, {"item": county.item}, "catalogue_one_content_standard"),
        (FollowUp, {"pk": layers.follow_up.pk}, "catalogue_one_follow_up"),
    ]
    for model, which, constraint in twice:
        copy = model.objects.get(**which)
        copy.pk = None
        if isinstance(copy, CatalogueVersion):
            copy.number = 99
        if isinstance(copy, ItemRevision):
            copy.since_version = 99
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            copy.save(force_insert=True)


def test_what_was_public_before_versions_becomes_the_first_one(county: County) -> None:
    """Run on a database in which nothing was ever published, as it stood before."""
    commands.load_national_standard(actor=make.SYSTEM)
    before = {item.pk: queries.fields_of(item) for item in CatalogueItem.objects.all()}
    CatalogueItem.objects.update(aligned_with=None)
    ItemRevision.objects.update(aligned_with=None)
    ItemRevision.objects.all().delete()
    CatalogueVersion.objects.all().delete()
    assert not queries.public_items(county.division.lineage).exists()
    migration = importlib.import_module(
        "gongkai.core.catalogue.migrations.0005_what_was_public_is_version_one"
    )
    migration.publish_what_was_public(apps, None)
    assert {row.item_id: queries.fields_of(row) for row in ItemRevision.objects.all()} == before
    assert [row.item_id for row in queries.public_items(county.division.lineage)] == [
        item.pk for item in county.items
    ]
    version = queries.version_in_force(county.catalogue.pk)
    assert version is not None
    assert (version.number, version.item_count) == (1, 3)
    recomputed = [
        (row.public_id, queries.fields_of(row)) for row in queries.public_items(county.division.lineage)
    ]
    assert recomputed == queries.published_content(county.catalogue.pk, 1)
    national = queries.national_catalogue()
    assert national is not None
    assert queries.version_in_force(national.pk) is not None
    assert CatalogueItem.objects.filter(catalogue=national, is_binding=False).exists()
    assert Catalogue.objects.filter(public_id="").count() == 0
