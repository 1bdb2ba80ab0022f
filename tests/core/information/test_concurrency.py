"""Two people at the same moment, with real transactions."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState, Verdict
from gongkai.core.information.models import Document, Edition, IndexCounter
from gongkai.core.workflow.models import ReviewCase
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.kernel.errors import Conflict, Denied
from tests import factories as make
from tests.at_once import at_once
from tests.factories import County

PATIENCE = 10
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def real_county(transactional_db: None) -> County:
    return make.make_county()


def test_of_several_publishing_at_once_exactly_one_wins(real_county: County) -> None:
    county = real_county
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    people = [
        make.make_actor(Role.APPROVER, county.bureau, name=name) for name in ("甲科长", "乙科长", "丙科长")
    ]
    outcomes = at_once(
        [lambda actor=actor: commands.publish_edition(actor=actor, edition_id=edition.pk) for actor in people]
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, Edition)]
    lost = [outcome for outcome in outcomes if not isinstance(outcome, Edition)]
    assert len(won) == 1, outcomes
    edition.refresh_from_db()
    assert edition.published_by == won[0].published_by
    assert all(isinstance(refusal, Denied) for refusal in lost)
    assert {refusal.message for refusal in lost} == {f"该版本已由{edition.published_by}发布，无需重复发布。"}
    assert AuditEvent.objects.filter(tag="information.edition.publish").count() == 1
    assert OutboxEvent.objects.filter(name="information.edition_published").count() == 1
    assert IndexCounter.objects.get().last == 1


def test_index_numbers_have_no_gaps_and_no_twins(real_county: County) -> None:
    county = real_county
    editions = [
        make.bring_to(county, make.draft(county, f"公告{number}"), EditionState.SIGNED) for number in range(8)
    ]
    clash = make.publish_document(county, "先发的一件")
    withdrawn = make.bring_to(county, make.correct(county, clash.document), EditionState.SIGNED)
    make.withdraw(county, clash.document)

    def publish(edition: Edition) -> object:
        return commands.publish_edition(actor=county.person(Role.APPROVER), edition_id=edition.pk)

    outcomes = at_once([lambda edition=edition: publish(edition) for edition in [*editions, withdrawn]])
    assert sum(isinstance(outcome, Edition) for outcome in outcomes) == 8, outcomes
    assert isinstance(outcomes[-1], Denied)  # a refused one takes no number
    numbers = sorted(Document.objects.values_list("index_number", flat=True))
    assert [number.rsplit("-")[-1] for number in numbers] == [f"{number:05d}" for number in range(1, 10)]


def test_two_reviewers_decide_once(real_county: County) -> None:
    county = real_county
    edition = make.submit(county, make.draft(county))
    reviewers = [make.make_actor(Role.REVIEWER, county.bureau) for _ in range(2)]
    outcomes = at_once([
        lambda: commands.review_edition(
            actor=reviewers[0], edition_id=edition.pk, verdict=Verdict.APPROVE, sheet=make.CLEARED
        ),
        lambda: commands.review_edition(
            actor=reviewers[1], edition_id=edition.pk, verdict=Verdict.RETURN, opinion="缺少依据。"
        ),
    ])  # fmt: skip
    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert len(refused) == 1, outcomes
    assert isinstance(refused[0], Conflict | Denied)
    assert ReviewCase.objects.get().steps.exclude(decided_at=None).count() == 1


def test_publishing_and_withdrawing_a_correction_at_once(real_county: County) -> None:
    """Whichever comes first, the outcome is one of the two orders and nothing in between."""
    county = real_county
    first = make.publish_document(county)
    correction = make.bring_to(county, make.correct(county, first.document), EditionState.SIGNED)
    approver = county.person(Role.APPROVER)
    at_once([
        lambda: commands.publish_edition(actor=approver, edition_id=correction.pk),
        lambda: commands.withdraw_document(actor=approver, document_id=first.document_id, basis="依据"),
    ])  # fmt: skip
    states = list(Edition.objects.order_by("number").values_list("state", flat=True))
    assert states in (["superseded", "withdrawn"], ["withdrawn", "signed"])


def test_two_corrections_at_once(real_county: County) -> None:
    county = real_county
    edition = make.publish_document(county)
    outcomes = at_once([lambda: make.correct(county, edition.document)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Edition"]
    assert edition.document.editions.count() == 2


def test_two_saving_the_same_text(real_county: County) -> None:
    county = real_county
    edition = make.draft(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    outcomes = at_once([
        lambda title=title: commands.save_draft(
            actor=editor, edition_id=edition.pk, revision=1, draft=make.a_draft(title)
        )
        for title in ("甲的标题", "乙的标题")
    ])  # fmt: skip
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Edition"]
    assert Edition.objects.get().revision == 2


def test_the_document_is_locked_before_its_edition(real_county: County) -> None:
    """Otherwise two writers could each hold what the other waits for."""
    edition = make.draft(real_county)
    waiting = threading.Event()

    def hold_the_document_and_reach_for_the_edition() -> str:
        with transaction.atomic():
            queries.lock_document(edition.document_id)
            waiting.set()
            until = time.monotonic() + PATIENCE
            while not someone_waits():
                assert time.monotonic() < until
            Edition.objects.select_for_update(nowait=True).get(pk=edition.pk)
        return "both"

    def lock_both() -> str:
        waiting.wait(PATIENCE)
        with transaction.atomic():
            return queries.lock_edition(edition.pk).document.public_id

    assert at_once([hold_the_document_and_reach_for_the_edition, lock_both]) == [
        "both", edition.document.public_id,
    ]  # fmt: skip


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
