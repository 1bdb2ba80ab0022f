"""Every constraint of the documents' tables, tried by raw SQL that no command would send."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoDbBlocker

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState, RelationKind
from gongkai.foundation.access.enums import Role
from tests import factories as make

EDITION = "UPDATE information_edition SET {} WHERE id = %({})s"
DOCUMENT = "UPDATE information_document SET {} WHERE id = %({})s"
PROCESSING = """
    INSERT INTO information_processing
        (edition_id, sort, attachment_id, file_id, name, without, done, total, unit, attempts, fault,
        asked_by, asked_at, worked_at)
    SELECT edition_id, {}, file_id, '表.txt', '{{}}', 0, 0, '', 0, '', '甲', now(), now()
    FROM information_attachment, generate_series(1, 2) WHERE edition_id = %(draft)s
"""
RELEASE_REQUEST = """
    INSERT INTO information_releaserequest
        (edition_id, digest, rules, hard, reason, state, asked_by_id, asked_by, asked_at, answer, ended_by,
        ended_at)
    SELECT %(draft)s, 'a', '规则', 1, '理由', {}, 1, '甲', now(), '', '', {} FROM generate_series(1, {})
"""

TRIED: dict[str, str] = {
    "information_withdrawal_has_basis": DOCUMENT.format("withdrawn_at = now()", "public_document"),
    "information_published_has_index": DOCUMENT.format("index_number = NULL", "public_document"),
    "information_hidden_was_public": DOCUMENT.format("hides_history = true", "draft_document"),
    "information_one_counter": """
        INSERT INTO information_indexcounter (body_id, year, last)
        SELECT body_id, year, 0 FROM information_indexcounter LIMIT 1
    """,
    "information_edition_number": EDITION.format("number = 1", "correction"),
    "information_one_open_edition": """
        INSERT INTO information_edition
        SELECT (jsonb_populate_record(row.*::information_edition, '{"id": 999999, "number": 9}')).*
        FROM information_edition row WHERE row.id = %(draft)s
    """,
    "information_one_published_edition": EDITION.format(
        "state = 'published', published_at = now()", "correction"
    ),
    "information_published_has_time": EDITION.format("published_at = NULL", "public"),
    "information_signed_has_time": EDITION.format("signed_at = now()", "draft"),
    "information_ended_has_time": EDITION.format("ended_at = now()", "public"),
    "information_discarded_has_time": EDITION.format("discarded_at = now()", "draft"),
    "information_public_is_open": EDITION.format("openness = 'withheld'", "public"),
    "information_schedule_is_signed": EDITION.format("publish_at = now()", "correction"),
    "information_failed_schedule_is_cleared": EDITION.format(
        "publish_at = now(), publish_by_id = 1, schedule_fault = '账号已停用。'", "correction"
    ),
    "information_confirmation_has_reason": EDITION.format("distribution_confirmed = '发至县处级'", "draft"),
    "information_validity_in_order": EDITION.format(
        "effective_on = '2026-03-01', expires_on = '2026-02-28'", "draft"
    ),
    "information_attachment_name": """
        INSERT INTO information_attachment
            (edition_id, file_id, name, position, is_public, is_inline, is_source, removed, masked)
        SELECT edition_id, file_id, name, 9, true, false, false, '{}', 0 FROM information_attachment
        WHERE edition_id = %(draft)s
    """,
    "information_processing_name": PROCESSING.format("'clean', NULL"),
    "information_processing_mask": PROCESSING.format("'mask', id"),
    "information_processing_scan": """
        INSERT INTO information_processing
            (edition_id, sort, name, without, done, total, unit, attempts, fault, asked_by, asked_at,
            worked_at)
        SELECT %(draft)s, 'scan', '', '{}', 0, 0, '', 0, '', '甲', now(), now() FROM generate_series(1, 2)
    """,
    "information_processing_has_file": """
        INSERT INTO information_processing
            (edition_id, sort, name, without, done, total, unit, attempts, fault, asked_by, asked_at,
            worked_at)
        VALUES (%(draft)s, 'clean', '表.xlsx', '{}', 0, 0, '', 0, '', '甲', now(), now())
    """,
    "information_masked_text_sealed": """
        INSERT INTO information_maskedtext (edition_id, sealed, places, masked_by, masked_at)
        VALUES (%(draft)s, '{"texts": {}}', 1, '甲', now())
    """,
    "information_official_once": """
        INSERT INTO information_officialtext
        SELECT (jsonb_populate_record(row.*::information_officialtext, '{"id": 999999}')).*
        FROM information_officialtext row WHERE row.id = %(official)s
    """,
    "information_one_open_reexamination": """
        INSERT INTO information_reexamination
        SELECT (jsonb_populate_record(row.*::information_reexamination, '{"id": 999999}')).*
        FROM information_reexamination row WHERE row.id = %(reexamination)s
    """,
    "information_reexamination_has_reason": """
        UPDATE information_reexamination SET outcome = 'open_now' WHERE id = %(reexamination)s
    """,
    "information_relation_once": """
        INSERT INTO information_relation
            (edition_id, kind, target_id, target_title, target_number, note, position)
        SELECT edition_id, kind, target_id, '', '', '', 9 FROM information_relation WHERE id = %(relation)s
    """,
    "information_relation_has_target": """
        UPDATE information_relation SET target_id = NULL, target_title = '' WHERE id = %(relation)s
    """,
    "information_validity_has_basis": """
        INSERT INTO information_validitychange (document_id, validity, "on", basis, recorded_by, recorded_at)
        VALUES (%(public_document)s, 'repealed', now(), '', '甲', now())
    """,
    "information_secrecy_refusal_has_reason": """
        INSERT INTO information_secrecyreview
        SELECT (jsonb_populate_record(
            row.*::information_secrecyreview,
            '{"id": 999999, "conclusion": "may_not_publish", "reason": ""}')).*
        FROM information_secrecyreview row WHERE row.edition_id = %(public)s LIMIT 1
    """,
    "information_one_open_referral": """
        INSERT INTO information_secrecyreferral
        SELECT (jsonb_populate_record(row.*::information_secrecyreferral, '{"id": 999999}')).*
        FROM information_secrecyreferral row WHERE row.id = %(referral)s
    """,
    "information_referral_answer_decides": """
        UPDATE information_secrecyreferral SET answered_at = now() WHERE id = %(referral)s
    """,
    "information_one_rescan": """
        INSERT INTO information_rescan
            (rules, total, done, hits, reached, started_by, started_at, worked_at)
        VALUES ('规则', 1, 0, 0, 0, '甲', now(), now()), ('规则', 1, 0, 0, 0, '乙', now(), now())
    """,
    "information_rescan_hit_once": """
        WITH run AS (
            INSERT INTO information_rescan
                (rules, total, done, hits, reached, started_by, started_at, worked_at, finished_at)
            VALUES ('规则', 1, 1, 1, 0, '甲', now(), now(), now()) RETURNING id
        )
        INSERT INTO information_rescanhit (rescan_id, edition_id, hard, review, counts)
        SELECT run.id, %(public)s, 1, 0, '{}' FROM run, generate_series(1, 2)
    """,
    "information_one_release_request": RELEASE_REQUEST.format("'waiting'", "NULL", 2),
    "information_release_request_ended": RELEASE_REQUEST.format("'waiting'", "now()", 1),
    "information_release_refusal_says_why": RELEASE_REQUEST.format("'refused'", "now()", 1),
    "information_table_once": """
        INSERT INTO information_editiontable
        SELECT (jsonb_populate_record(row.*::information_editiontable, '{"id": 999999}')).*
        FROM information_editiontable row WHERE row.id = %(table)s
    """,
    "information_table_withheld_of_whole": """
        UPDATE information_editiontable SET withheld = '{"columns": {"c1": "omit"}}' WHERE id = %(table)s
    """,
}


@pytest.fixture(scope="module")
def module_keys(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, int]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.FILES_ROOT", tmp_path_factory.mktemp("files"))
        with django_db_blocker.unblock(), transaction.atomic():
            yield _made()
            transaction.set_rollback(True)


def _made() -> dict[str, int]:
    """One row of every table; those of tables that other tests fill are put in bare."""
    county = make.make_county()
    editor = county.person(Role.DEPARTMENT_EDITOR)
    public = make.publish_document(county)
    correction = make.bring_to(county, make.correct(county, public.document), EditionState.SIGNED)
    draft = make.draft(county)
    commands.attach_file(actor=editor, edition_id=draft.pk, name="表.txt", chunks=[b"1"])
    relation = commands.add_relation(
        actor=editor, edition_id=draft.pk, kind=RelationKind.CITES, target_id=public.document_id
    )
    keys = {
        "public": public.pk,
        "public_document": public.document_id,
        "correction": correction.pk,
        "draft": draft.pk,
        "draft_document": draft.document_id,
        "relation": relation.pk,
    }
    for name, model, values in (
        ("reexamination", "reexamination", {"edition_id": public.pk, "due_on": "2026-12-01"}),
        ("referral", "secrecyreferral", {"edition_id": draft.pk, "referred_to": "县保密局", "question": "?"}),
        ("table", "editiontable", {"edition_id": draft.pk, "code": "a", "title": "表", "position": 1}),
        (
            "official",
            "officialtext",
            {"title": "某办法", "title_key": "某办法", "version_on": "2026-01-01", "source": "清单"},
        ),
    ):
        row = apps.get_model("information", model)(**values)
        row.save()
        keys[name] = row.pk
    return keys


@pytest.fixture
def keys(module_keys: dict[str, int], db: None) -> dict[str, int]:
    return module_keys


def test_every_constraint_is_tried() -> None:
    models = apps.get_app_config("information").get_models()
    assert {constraint.name for model in models for constraint in model._meta.constraints} == set(TRIED)


@pytest.mark.parametrize("name", sorted(TRIED))
def test_the_database_refuses(keys: dict[str, int], name: str) -> None:
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(TRIED[name], keys)
    assert refusal.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]
