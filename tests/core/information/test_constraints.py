"""The database's own checks, tried with raw updates that no command would make."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Document, Edition
from gongkai.core.publishing.models import PublicationEntry
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.foundation.outbox import commands as outbox
from gongkai.kernel import clock
from tests import factories as make
from tests.factories import County


def refused(change) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    return caught.value.__cause__.diag.constraint_name


def test_states_agree_with_their_moments(county: County) -> None:
    make.draft(county)
    editions = Edition.objects.all()
    assert refused(lambda: editions.update(state="published")) in {
        "information_published_has_time",
        "information_signed_has_time",
    }
    assert refused(lambda: editions.update(state="signed")) == "information_signed_has_time"
    assert refused(lambda: editions.update(published_at=clock.now())) == "information_published_has_time"
    assert refused(lambda: editions.update(signed_at=clock.now())) == "information_signed_has_time"
    assert refused(lambda: editions.update(ended_at=clock.now())) == "information_ended_has_time"


def test_only_open_information_is_public(county: County) -> None:
    make.publish_document(county)
    for openness in ("", "on_request", "withheld"):
        name = refused(lambda openness=openness: Edition.objects.update(openness=openness))
        assert name == "information_public_is_open"


def test_one_public_and_one_open_edition(county: County) -> None:
    edition = make.publish_document(county)
    correction = make.bring_to(county, make.correct(county, edition.document), EditionState.SIGNED)
    row = Edition.objects.filter(pk=correction.pk)
    assert (
        refused(lambda: row.update(state="published", published_at=clock.now()))
        == "information_one_published_edition"
    )
    assert refused(
        lambda: Edition.objects.create(document=edition.document, number=3, title="又一版", author_name="甲")
    ) == "information_one_open_edition"  # fmt: skip
    assert refused(lambda: row.update(number=1)) == "information_edition_number"


def test_documents(county: County) -> None:
    make.publish_document(county)
    documents = Document.objects.all()
    assert refused(lambda: documents.update(index_number=None)) == "information_published_has_index"
    assert refused(lambda: documents.update(withdrawn_at=clock.now())) == "information_withdrawal_has_basis"
    assert refused(lambda: documents.update(withdrawal_basis="依据")) == "information_withdrawal_has_basis"


def test_reviews(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    cases, steps = ReviewCase.objects.all(), ReviewStep.objects.all()
    assert refused(lambda: cases.update(state="approved")) == "workflow_case_closed_has_time"
    assert refused(lambda: steps.update(state="current")) == "workflow_one_current_step"
    assert (
        refused(lambda: steps.filter(position=1).update(state="approved")) == "workflow_step_decided_has_time"
    )
    assert refused(lambda: steps.update(position=F("position") * 0 + 1)) == "workflow_step_position"
    assert refused(
        lambda: ReviewCase.objects.create(
            subject_type="information.edition", subject_id=edition.pk, body=county.bureau, opened_by="甲"
        )
    ) == "workflow_one_open_case"  # fmt: skip


def test_a_published_document_cannot_be_deleted(county: County) -> None:
    edition = make.publish_document(county)
    with pytest.raises(Exception, match="protected"):
        edition.document.delete()


@pytest.mark.parametrize("sql", [
    "UPDATE publishing_publicationentry SET title = '改'",
    "DELETE FROM publishing_publicationentry",
    "TRUNCATE publishing_publicationentry",
])  # fmt: skip
def test_the_publication_log_is_only_added_to(county: County, sql: str) -> None:
    make.publish_document(county)
    outbox.deliver_all()
    before = list(PublicationEntry.objects.order_by("pk").values_list("title", flat=True))
    assert before
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(PublicationEntry.objects.order_by("pk").values_list("title", flat=True)) == before
