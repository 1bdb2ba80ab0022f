"""Display periods: reminded of, taken down the day after, shown again only by a correction."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Document, Edition
from gongkai.core.publishing.models import PublicationEntry
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.notifications.models import Notice
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.foundation.search import queries as search
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.factories import County

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 20)


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return at(date(2026, 9, 15))


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.CHINA)


def shown(county: County, **fields: object) -> Edition:
    with clock.frozen(at(FIRST)):
        return make.publish_document(county, "结果公示", display_until=LAST, **fields)


def end_at(moment: datetime) -> int:
    with clock.frozen(moment):
        return commands.end_due_displays()


def test_it_is_shown_to_the_end_of_its_last_day(county: County) -> None:
    edition = shown(county)
    deliver_all()
    assert end_at(at(LAST, 23, 59)) == 0
    assert end_at(at(date(2026, 10, 21), 0, 0)) == 1
    edition.refresh_from_db()
    assert (edition.state, edition.ended_at) == (EditionState.EXPIRED, at(date(2026, 10, 21), 0, 0))
    assert Document.objects.get(pk=edition.document_id).hides_history
    assert end_at(at(date(2026, 10, 21), 0, 1)) == 0
    assert search.search("结果公示").hits
    deliver_all()
    assert not search.search("结果公示").hits
    entry = PublicationEntry.objects.get(action="ended")
    assert (entry.at, entry.actor_name) == (edition.ended_at, "系统")
    assert entry.basis == "公示截止日2026年10月20日已过，自动下线。"


def test_before_its_end_nobody_takes_it_down(county: County) -> None:
    edition = shown(county)
    with clock.frozen(at(LAST)), pytest.raises(Conflict, match="公示期还没有届满"):
        commands.end_display(actor=make.SYSTEM, edition_id=edition.pk)
    with clock.frozen(at(date(2026, 11, 1))), pytest.raises(Denied, match="由系统自动办理"):
        commands.end_display(actor=county.person(Role.OPEN_AFFAIRS_OFFICE), edition_id=edition.pk)


def test_one_that_went_another_way_is_left_alone(county: County) -> None:
    edition = shown(county)
    with clock.frozen(at(FIRST, 15)):
        make.withdraw(county, edition.document)
    assert end_at(at(date(2026, 10, 21))) == 0
    with clock.frozen(at(date(2026, 10, 21))), pytest.raises(Conflict, match="不能下线"):
        commands.end_display(actor=make.SYSTEM, edition_id=edition.pk)


def test_a_correction_shows_it_again(county: County) -> None:
    edition = shown(county)
    end_at(at(date(2026, 10, 21)))
    later = date(2026, 11, 20)
    with clock.frozen(at(date(2026, 10, 22))):
        correction = make.correct(county, edition.document, "公示期延长至11月20日。")
        assert correction.body_html == edition.body_html
        commands.save_draft(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            edition_id=correction.pk,
            revision=correction.revision,
            draft=make.a_draft("结果公示", display_until=later, change_note="公示期延长。"),
        )
        correction = make.bring_to(county, correction, EditionState.PUBLISHED)
    deliver_all()
    assert correction.number == 2
    assert not Document.objects.get(pk=edition.document_id).hides_history
    assert search.search("结果公示").hits
    actions = (
        PublicationEntry.objects.filter(subject="document").order_by("id").values_list("action", flat=True)
    )
    assert sorted(actions) == ["corrected", "ended", "published"]
    assert end_at(at(later)) == 0
    assert end_at(at(date(2026, 11, 21))) == 1


def test_nothing_comes_out_after_its_own_end(county: County) -> None:
    with clock.frozen(at(FIRST)):
        edition = make.bring_to(county, make.draft(county, display_until=LAST), EditionState.SIGNED)
    with clock.frozen(at(date(2026, 10, 21))), pytest.raises(Conflict, match="公示截止日2026年10月20日已过"):
        make.publish(county, edition)


def test_authors_and_office_are_reminded_once(county: County) -> None:
    held = identity.create_account(
        actor=make.SYSTEM,
        username="office9",
        display_name="公开办",
        body_id=county.bureau.pk,
        password=Secret("Mountain#Spring7"),
    )
    identity.grant_role(
        actor=make.SYSTEM, account_id=held.pk, role=Role.OPEN_AFFAIRS_OFFICE, body_id=county.bureau.pk
    )
    shown(county)
    with clock.frozen(at(date(2026, 10, 16))):
        assert commands.remind_of_displays() == 0
    with clock.frozen(at(date(2026, 10, 17))):
        told = commands.remind_of_displays()
        assert told == Notice.objects.filter(title__startswith="《结果公示》").count() > 0
        assert commands.remind_of_displays() == 0
    notice = Notice.objects.get(account=held)
    assert notice.title == "《结果公示》将于10月20日公示期满"
    assert "确需延长的，请在此之前起草更正" in notice.text
