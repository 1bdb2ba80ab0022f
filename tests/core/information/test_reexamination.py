"""定期评估: what is withheld is examined again until it may be open (政府信息公开条例 art. 18)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import (
    REEXAMINATION_SUBJECT,
    EditionState,
    Openness,
    ReexaminationOutcome,
)
from gongkai.core.information.models import Edition, Reexamination
from gongkai.foundation.access.enums import Role
from gongkai.foundation.deadlines import commands as deadline_commands
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Account
from gongkai.foundation.notifications import queries as notices
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from gongkai.kernel.time_units import Span, Unit
from tests import factories as make
from tests.factories import County

SIGNED_AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
WITHHELD = {
    "openness": "withheld",
    "openness_reason": "尚在讨论。",
    "openness_article": "《政府信息公开条例》第十六条第二款",
    "written_on": date(2026, 3, 1),
}
PARTIAL = {
    **WITHHELD,
    "openness": "partial",
    "full_html": "<p>张三领取补助。</p>",
    "body_html": "<p>［此处删减］领取补助。</p>",
}
STILL, OPEN = ReexaminationOutcome


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return datetime(2026, 1, 5, 2, tzinfo=UTC)


@pytest.fixture
def office(county: County) -> Actor:
    return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)


def signed(county: County, **fields: object) -> Edition:
    with clock.frozen(SIGNED_AT):
        return make.bring_to(county, make.draft(county, **fields), EditionState.SIGNED)


def decide(
    office: Actor, outcome: ReexaminationOutcome, reason: str = "仍在讨论，尚未形成决定。"
) -> Reexamination:
    found = Reexamination.objects.get(decided_at__isnull=True)
    return commands.decide_reexamination(
        actor=office, reexamination_id=found.pk, outcome=outcome, reason=reason
    )


@pytest.mark.parametrize(("fields", "opened"), [
    (WITHHELD, True), ({**WITHHELD, "openness": "on_request"}, True), (PARTIAL, True),
    ({"written_on": date(2026, 3, 1)}, False),
])  # fmt: skip
def test_what_is_withheld_is_examined_a_year_after_it_was_signed(
    county: County, fields: dict[str, object], opened: bool
) -> None:
    edition = signed(county, **fields)
    assert Reexamination.objects.exists() is opened
    if not opened:
        return
    found = Reexamination.objects.get()
    assert (found.edition_id, found.due_on) == (edition.pk, date(2027, 3, 2))
    standing = deadlines.deadlines_of(REEXAMINATION_SUBJECT, [found.pk])[found.pk][0]
    assert (standing.due_on, standing.rule_code) == (date(2027, 3, 2), "withheld.reexamination")


def test_still_withheld_opens_the_next(county: County, office: Actor) -> None:
    signed(county, **WITHHELD)
    with clock.frozen(datetime(2027, 2, 1, 2, tzinfo=UTC)):
        done = decide(office, STILL)
    assert (done.outcome, done.decided_by) == ("still_withheld", office.name)
    following = Reexamination.objects.get(decided_at__isnull=True)
    assert following.due_on == date(2028, 2, 1)
    assert deadlines.deadlines_of(REEXAMINATION_SUBJECT, [done.pk])[done.pk][0].state == "met"


def test_what_may_be_open_begins_as_a_draft(county: County, office: Actor) -> None:
    edition = signed(county, **WITHHELD)
    decide(office, OPEN, "决定已经公布。")
    edition.refresh_from_db()
    assert edition.state == EditionState.REOPENED
    draft = queries.open_edition_of(edition.document_id)
    assert draft is not None
    assert (draft.number, draft.state, draft.openness, draft.openness_reason) == (2, "draft", "proactive", "")
    assert office.account_id in draft.author_ids
    assert not Reexamination.objects.filter(decided_at__isnull=True).exists()
    published = make.bring_to(county, draft, EditionState.PUBLISHED)
    assert published.document.first_published_at == published.published_at
    assert [row.number for row in queries.once_public_editions(edition.document_id)] == [2]


def test_a_partly_open_document_becomes_whole(county: County, office: Actor) -> None:
    edition = signed(county, **PARTIAL)
    make.publish(county, edition)
    decide(office, OPEN, "当事人同意公开。")
    draft = queries.open_edition_of(edition.document_id)
    assert draft is not None
    assert (draft.body_text, draft.full_text, draft.openness) == ("张三领取补助。", "", Openness.PROACTIVE)
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED
    make.bring_to(county, draft, EditionState.PUBLISHED)
    edition.refresh_from_db()
    assert edition.state == EditionState.SUPERSEDED


def test_a_correction_takes_the_examination_along(county: County) -> None:
    edition = signed(county, **PARTIAL)
    make.publish(county, edition)
    correction = make.bring_to(county, make.correct(county, edition.document), EditionState.SIGNED)
    assert Reexamination.objects.get().edition_id == correction.pk


def test_a_correction_that_opens_ends_the_examination(county: County) -> None:
    edition = signed(county, **PARTIAL)
    make.publish(county, edition)
    correction = make.correct(county, edition.document)
    commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=correction.pk,
        revision=correction.revision,
        draft=make.a_draft(change_note="全文公开。"),
    )
    make.bring_to(county, correction, EditionState.SIGNED)
    found = Reexamination.objects.get()
    assert (found.outcome, found.reason) == ("open_now", "第2版定为主动公开。")


@pytest.mark.parametrize("reason", ["", " \n", "长" * 2001])
def test_a_reason_is_needed(county: County, office: Actor, reason: str) -> None:
    signed(county, **WITHHELD)
    with pytest.raises(InvalidInput) as caught:
        decide(office, STILL, reason)
    assert "reason" in caught.value.fields


def test_it_is_decided_once_and_by_the_office(county: County, office: Actor) -> None:
    signed(county, **WITHHELD)
    found = Reexamination.objects.get()
    with pytest.raises(Denied, match="需要“政务公开办”角色"):
        decide(county.person(Role.APPROVER), STILL)
    decide(office, STILL)
    with pytest.raises(Conflict, match=f"已由{office.name}办结"):
        commands.decide_reexamination(
            actor=office, reexamination_id=found.pk, outcome=STILL, reason="再次评估。"
        )
    with (
        pytest.raises(DatabaseError, match="办结后只能查阅"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE information_reexamination SET reason = '改' WHERE id = %s", [found.pk])


def test_what_is_on_its_way_or_withdrawn_is_not_opened_twice(county: County, office: Actor) -> None:
    edition = signed(county, **PARTIAL)
    make.publish(county, edition)
    make.correct(county, edition.document)
    with pytest.raises(Conflict, match="已有一个未办结的版本"):
        decide(office, OPEN)
    assert Reexamination.objects.get().decided_at is None
    make.withdraw(county, edition.document)
    with pytest.raises(Conflict, match="该文件已撤下"):
        decide(office, OPEN)
    assert decide(office, STILL).decided_at is not None


def test_what_is_due_shows_to_the_office_that_covers_it(county: County, office: Actor) -> None:
    signed(county, **WITHHELD)
    foreign = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.other_bureau)
    writer = county.person(Role.DEPARTMENT_EDITOR)
    with clock.frozen(datetime(2027, 3, 1, 2, tzinfo=UTC)):
        assert not queries.due_for_reexamination(office).exists()
    with clock.frozen(datetime(2027, 3, 2, 2, tzinfo=UTC)):
        assert queries.due_for_reexamination(office).count() == 1
        assert not queries.due_for_reexamination(foreign).exists()
        assert not queries.due_for_reexamination(writer).exists()


def test_the_office_is_reminded_ahead_and_on_the_day(county: County) -> None:
    keeper = keeper_of(county)
    signed(county, **WITHHELD)

    def told() -> list[str]:
        commands.remind_of_reexaminations()
        commands.remind_of_reexaminations()
        return [notice.title for notice in notices.notices_of(keeper.pk).order_by("id")]

    with clock.frozen(datetime(2027, 1, 30, 2, tzinfo=UTC)):
        assert told() == []
    with clock.frozen(datetime(2027, 1, 31, 2, tzinfo=UTC)):
        assert [title[-10:] for title in told()] == ["即将到定期评估的日期"]
    with clock.frozen(datetime(2027, 3, 2, 2, tzinfo=UTC)):
        assert len(told()) == 2


def keeper_of(county: County) -> Account:
    account = identity.create_account(
        actor=make.SYSTEM,
        username="u.office",
        display_name="公开办甲",
        body_id=county.bureau.pk,
        password=Secret("Mountain#Spring7"),
        must_change_password=False,
    )
    identity.grant_role(
        actor=make.SYSTEM,
        account_id=account.pk,
        role=Role.OPEN_AFFAIRS_OFFICE,
        division_id=county.division.pk,
    )
    return account


def test_another_interval_moves_the_day(county: County, office: Actor) -> None:
    signed(county, **WITHHELD)
    with clock.frozen(datetime(2026, 3, 3, 2, tzinfo=UTC)):
        deadline_commands.set_limit(
            actor=office,
            division_id=county.division.pk,
            rule_code="withheld.reexamination",
            span=Span(6, Unit.MONTH),
            basis="县政府办通知",
            effective_from=date(2026, 1, 1),
        )
    deliver_all()
    assert Reexamination.objects.get().due_on == date(2026, 9, 2)
