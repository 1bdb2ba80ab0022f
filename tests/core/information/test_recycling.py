"""回收站: what is deleted comes back whole for a month and is gone afterwards, its files too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.core.information import commands, queries, rules
from gongkai.core.information.enums import EditionState
from gongkai.core.information.events import DraftPurged
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.subscribers import remove_files
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.outbox.models import OutboxEvent
from gongkai.foundation.storage import queries as storage
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from tests import factories as make
from tests.factories import County

NOW = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path
    return tmp_path


def editor(county: County) -> Actor:
    return county.person(Role.DEPARTMENT_EDITOR)


def discard(county: County, edition: Edition) -> Edition:
    return commands.discard_draft(actor=editor(county), edition_id=edition.pk)


def restore(county: County, edition: Edition) -> Edition:
    return commands.restore_draft(actor=editor(county), edition_id=edition.pk)


def attach(county: County, edition: Edition, content: bytes, name: str = "表.txt") -> str:
    kept = commands.attach_file(actor=editor(county), edition_id=edition.pk, name=name, chunks=[content])
    return kept.file_id


def purge(after: timedelta = MONTH) -> int:
    """Purge at a later moment and deliver what follows from it."""
    with clock.frozen(clock.now() + after):
        count = commands.purge_due_drafts()
    for event in OutboxEvent.objects.filter(name=DraftPurged.name):
        remove_files(DraftPurged.from_payload(event.payload))
    return count


def test_it_is_in_no_list_and_comes_back_with_everything(county: County) -> None:
    edition = make.draft(county)
    attach(county, edition, b"one")
    discard(county, edition)
    assert not queries.list_editions(editor(county)).exists()
    assert not queries.my_drafts(editor(county)).exists()
    assert queries.papers_hanging_on(county.bureau.pk) == ""
    found = queries.list_discarded(editor(county)).get()
    assert (found.pk, found.discarded_by) == (edition.pk, editor(county).name)
    back = restore(county, edition)
    assert (back.state, back.title, back.number) == (EditionState.DRAFT, edition.title, 1)
    assert back.attachments.count() == 1
    assert not queries.list_discarded(editor(county)).exists()
    assert make.bring_to(county, back, EditionState.PUBLISHED).state == EditionState.PUBLISHED


def test_what_was_owed_is_owed_again(county: County) -> None:
    edition = make.draft(county, written_on=clock.today())
    owed = deadlines.find_open("information.document", edition.document_id, "publication")
    assert owed is not None
    discard(county, edition)
    assert deadlines.find_open("information.document", edition.document_id, "publication") is None
    restore(county, edition)
    again = deadlines.find_open("information.document", edition.document_id, "publication")
    assert again is not None and again.due_on == owed.due_on


def test_the_bin_is_searched_and_only_shows_what_one_writes_for(county: County) -> None:
    discard(county, make.draft(county, "云溪县城乡低保标准公告"))
    discard(county, make.draft(county, "云溪县临时救助标准公告"))
    assert [found.title for found in queries.list_discarded(editor(county), "临时 救助")] == [
        "云溪县临时救助标准公告"
    ]
    elsewhere = make.make_actor(Role.DEPARTMENT_EDITOR, county.other_bureau)
    reviewer = county.person(Role.REVIEWER)
    assert not queries.list_discarded(elsewhere).exists()
    assert not queries.list_discarded(reviewer).exists()
    with pytest.raises(Denied):
        commands.restore_draft(actor=reviewer, edition_id=queries.list_discarded(make.SYSTEM)[0].pk)


def test_a_correction_comes_back_behind_what_was_published_meanwhile(county: County) -> None:
    published = make.publish_document(county)
    first = discard(county, make.correct(county, published.document))
    second = make.correct(county, published.document)
    assert (first.number, second.number) == (2, 2)
    with pytest.raises(Conflict, match=r"已有一个未办结的版本.*草稿仍在回收站"):
        restore(county, first)
    make.bring_to(county, second, EditionState.PUBLISHED)
    assert restore(county, first).number == 3


def test_a_draft_of_a_withdrawn_document_stays_in_the_bin(county: County) -> None:
    published = make.publish_document(county)
    correction = discard(county, make.correct(county, published.document))
    make.withdraw(county, published.document)
    with pytest.raises(Denied, match="撤下"):
        restore(county, correction)


def test_a_closed_body_takes_nothing_back(county: County) -> None:
    edition = discard(county, make.draft(county))
    county.bureau.closed_on = clock.today()
    county.bureau.save(update_fields=["closed_on"])
    with pytest.raises(Conflict, match="已撤销，不能再恢复它的草稿"):
        restore(county, edition)
    assert Edition.objects.get(pk=edition.pk).state == EditionState.DISCARDED


def test_after_a_month_it_is_gone_with_the_files_that_only_it_used(county: County) -> None:
    edition, other = make.draft(county), make.draft(county)
    own, shared = attach(county, edition, b"own"), attach(county, edition, b"shared", "共用.txt")
    assert attach(county, other, b"shared") == shared
    discard(county, edition)
    assert purge(MONTH - timedelta(seconds=1)) == 0
    assert purge() == 1
    assert not Edition.objects.filter(pk=edition.pk).exists()
    assert not Document.objects.filter(pk=edition.document_id).exists()
    assert not storage.path_of(own).exists()
    assert storage.path_of(shared).exists()
    event = AuditEvent.objects.filter(tag="information.draft.purge").get()
    assert (event.detail["title"], event.detail["files"]) == (edition.title, 2)
    assert purge() == 0


def test_a_purged_correction_leaves_its_document(county: County) -> None:
    published = make.publish_document(county)
    discard(county, make.correct(county, published.document))
    assert purge() == 1
    assert Document.objects.filter(pk=published.document_id).exists()
    assert queries.published_edition_of(published.document_id) == published


def test_nothing_is_purged_before_its_time_or_by_a_person(county: County) -> None:
    edition = discard(county, make.draft(county))
    with pytest.raises(Conflict, match="保留期还没有届满"):
        commands.purge_draft(actor=make.SYSTEM, edition_id=edition.pk)
    with clock.frozen(clock.now() + MONTH), pytest.raises(Denied, match="系统自动办理"):
        commands.purge_draft(actor=editor(county), edition_id=edition.pk)
    with pytest.raises(Conflict, match="不在回收站"):
        commands.purge_draft(actor=make.SYSTEM, edition_id=make.draft(county).pk)


def test_the_time_is_a_setting(county: County, settings: Settings) -> None:
    settings.RECYCLE_DAYS = 7
    discard(county, make.draft(county))
    assert purge(timedelta(days=7)) == 1


@pytest.mark.parametrize(
    ("after", "left"),
    [(timedelta(0), 30), (timedelta(seconds=1), 30), (timedelta(days=29, seconds=1), 1), (MONTH, 0)],
)
def test_days_left_at_their_edges(after: timedelta, left: int) -> None:
    assert rules.days_left(NOW, NOW + after, 30) == left
    assert rules.may_be_purged(NOW, NOW + after, 30) is (left == 0)
    assert not rules.may_be_purged(None, NOW, 30)


# --- by hand ------------------------------------------------------------------------------------------


def office(county: County) -> Actor:
    return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)


def erase(county: County, edition: Edition, reason: str = "误传含个人信息的名单。") -> Document:
    done = commands.erase_draft(actor=office(county), edition_id=edition.pk, reason=reason)
    for event in OutboxEvent.objects.filter(name=DraftPurged.name):
        remove_files(DraftPurged.from_payload(event.payload))
    return done


def test_the_office_clears_a_draft_away_at_once_and_says_why(county: County) -> None:
    edition = make.draft(county)
    own = attach(county, edition, b"own")
    discard(county, edition)
    erase(county, edition)
    assert not Document.objects.filter(pk=edition.document_id).exists()
    with pytest.raises(NotFound):
        storage.open_file(own)
    detail = AuditEvent.objects.get(tag="information.draft.erase").detail
    assert (detail["reason"], detail["files"]) == ("误传含个人信息的名单。", 1)
    assert detail["title"] == edition.title


def test_clearing_away_a_correction_leaves_what_is_public(county: County) -> None:
    published = make.publish_document(county)
    correction = discard(county, make.correct(county, published.document))
    erase(county, correction)
    assert list(Edition.objects.filter(document_id=published.document_id)) == [published]


def test_what_was_reviewed_is_not_cleared_away(county: County) -> None:
    edition = make.submit(county, make.draft(county))
    back = commands.recall_edition(actor=editor(county), edition_id=edition.pk)
    discard(county, back)
    with pytest.raises(Denied, match="审批和保密审查记录须留存"):
        erase(county, back)
    assert Edition.objects.filter(pk=back.pk).exists()


def test_nothing_but_a_deleted_draft_is_cleared_away_and_only_by_the_office(county: County) -> None:
    for edition in (make.draft(county), make.publish_document(county)):
        with pytest.raises(Denied, match="不能清除"):
            erase(county, edition)
    gone = discard(county, make.draft(county))
    with pytest.raises(Denied, match="政务公开办"):
        commands.erase_draft(actor=editor(county), edition_id=gone.pk, reason="理由")


@pytest.mark.parametrize(("reason", "words"), [(" ", "请写明清除理由"), ("长" * 201, "不能超过200")])
def test_a_reason_is_asked_for(county: County, reason: str, words: str) -> None:
    gone = discard(county, make.draft(county))
    with pytest.raises(InvalidInput) as refusal:
        erase(county, gone, reason)
    assert words in refusal.value.fields["reason"][0]
    assert Edition.objects.filter(pk=gone.pk).exists()
