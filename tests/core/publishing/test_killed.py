"""Web process and worker killed at random moments of publishing, at once and at a set time: nothing is half
public, nothing is lost, and what was left lying is made up for."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from procrastinate.exceptions import AlreadyEnqueued

from gongkai.core.information import commands as information
from gongkai.core.information.enums import SUBJECT, EditionState
from gongkai.core.information.models import Edition
from gongkai.core.information.tasks import publish_due
from gongkai.core.publishing.models import PublicationEntry
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as accounts
from gongkai.foundation.outbox import commands as outbox
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.foundation.search.models import SearchEntry
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.secret import Secret
from gongkai.runtime.serving import worker_command
from tests import factories as make
from tests.factories import County
from tests.killing import child, kill, let_work, moments, said, tell

AT_ONCE, AT_A_TIME = 4, 3
"""Editions of each round that the web process publishes, and that wait for their time."""

LONGEST = 1.2
"""Seconds from the start of the work to the latest kill: about what the work of a round takes."""

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county() -> County:
    return make.make_county()


@pytest.fixture
def scheduler(county: County) -> Actor:
    """A real account: the worker asks for its rights when the time has come."""
    held = identity.create_account(
        actor=make.SYSTEM,
        username="approver7",
        display_name="签发人甲",
        body_id=county.bureau.pk,
        password=Secret("Mountain#Spring7"),
    )
    identity.grant_role(actor=make.SYSTEM, account_id=held.pk, role=Role.APPROVER, body_id=county.bureau.pk)
    return accounts.actor_for(held.pk)


def test_killed_in_the_middle_of_publishing(county: County, scheduler: Actor) -> None:
    made: list[int] = []
    for seconds in moments(LONGEST):
        now, later = _prepared(county, scheduler)
        made += now + later
        _worked_until_killed(now, seconds)
        _assert_nothing_half_public(made)
    information.publish_due()
    outbox.deliver_all()
    _assert_caught_up(made, scheduler)


def _prepared(county: County, scheduler: Actor) -> tuple[list[int], list[int]]:
    """Signed editions: some to be published at once, some whose time has come."""
    signed = [
        make.bring_to(county, make.draft(county, f"公告{number}"), EditionState.SIGNED).pk
        for number in range(AT_ONCE + AT_A_TIME)
    ]
    with clock.frozen(clock.now() - timedelta(hours=1)):
        for edition_id in signed[AT_ONCE:]:
            information.schedule_publication(
                actor=scheduler, edition_id=edition_id, at=clock.now() + timedelta(minutes=30)
            )
    return signed[:AT_ONCE], signed[AT_ONCE:]


def _worked_until_killed(edition_ids: list[int], seconds: float) -> None:
    publisher = [sys.executable, "-m", "tests.core.publishing.publish_many", *map(str, edition_ids)]
    with child(publisher) as web, child(worker_command()) as worker:
        assert said(web) == "ready"
        assert said(worker).endswith("后台任务已启动。")
        with suppress(AlreadyEnqueued):  # the worker's own clock may have been quicker
            publish_due.defer(timestamp=0)
        tell(web, "go")
        let_work(seconds)
        kill(web)
        kill(worker)


def _assert_nothing_half_public(edition_ids: list[int]) -> None:
    """Public with everything that belongs to it, or signed with nothing of it."""
    told = Counter(
        event.payload["edition_id"]
        for event in OutboxEvent.objects.filter(name="information.edition_published")
    )
    deeds = Counter(_published_ids())
    editions = Edition.objects.filter(pk__in=edition_ids).select_related("document")
    assert len(editions) == len(edition_ids), "nothing is lost"
    for edition in editions:
        public = edition.state == EditionState.PUBLISHED
        document = edition.document
        assert public or edition.state == EditionState.SIGNED
        assert public == (edition.published_at is not None)
        assert public == (document.index_number is not None) == (document.first_published_at is not None)
        assert told[edition.pk] == deeds[edition.pk] == int(public)


def _assert_caught_up(edition_ids: list[int], scheduler: Actor) -> None:
    """What was due is public once, in the right name; log and search know exactly what is public."""
    _assert_nothing_half_public(edition_ids)
    public = Edition.objects.filter(pk__in=edition_ids, state=EditionState.PUBLISHED)
    numbers = sorted(int(number[-5:]) for number in public.values_list("document__index_number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "no number is given twice, none is left out"
    scheduled = Edition.objects.filter(pk__in=edition_ids, publish_by_id__isnull=False)
    assert scheduled.count() * (AT_ONCE + AT_A_TIME) == len(edition_ids) * AT_A_TIME
    assert set(scheduled.values_list("state", "published_by")) == {(EditionState.PUBLISHED, scheduler.name)}
    logged = PublicationEntry.objects.filter(subject="document", action="published")
    assert sorted(logged.values_list("document_public_id", flat=True)) == sorted(
        public.values_list("document__public_id", flat=True)
    )
    found = SearchEntry.objects.filter(subject_type=SUBJECT).values_list("subject_id", flat=True)
    assert sorted(map(int, found)) == sorted(public.values_list("document_id", flat=True))


def _published_ids() -> list[int]:
    rows = AuditEvent.objects.filter(tag="information.edition.publish")
    return [int(subject_id) for subject_id in rows.values_list("subject_id", flat=True)]
