"""Publication at a set time: in whose name, with which rights, once, late rather than never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from gongkai.core.information import commands
from gongkai.core.information.commands import scheduling
from gongkai.core.information.enums import EditionState, SecrecyConclusion
from gongkai.core.information.models import Edition, SecrecyReview
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as accounts
from gongkai.foundation.identity.models import Account, RoleGrant
from gongkai.foundation.notifications.models import Notice
from gongkai.foundation.organisations.models import PublicBody
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests import factories as make
from tests.factories import County

MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=clock.CHINA)
AT = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return NOW - timedelta(days=30)


def account(body: PublicBody, username: str, role: Role) -> Account:
    made = identity.create_account(
        actor=make.SYSTEM,
        username=username,
        display_name=f"{username}君",
        body_id=body.pk,
        password=Secret("Mountain#Spring7"),
    )
    identity.grant_role(actor=make.SYSTEM, account_id=made.pk, role=role, body_id=body.pk)
    return made


@pytest.fixture
def approver(county: County) -> Account:
    return account(county.bureau, "approver1", Role.APPROVER)


@pytest.fixture
def office(county: County) -> Account:
    return account(county.bureau, "office1", Role.OPEN_AFFAIRS_OFFICE)


def signed(county: County, **fields: object) -> Edition:
    with clock.frozen(NOW):
        return make.bring_to(county, make.draft(county, **fields), EditionState.SIGNED)


def person(held: Account) -> Actor:
    return accounts.actor_for(held.pk)


def schedule(held: Account, edition: Edition, at: datetime = AT) -> Edition:
    with clock.frozen(NOW):
        return commands.schedule_publication(actor=person(held), edition_id=edition.pk, at=at)


def run_at(moment: datetime) -> int:
    with clock.frozen(moment):
        return commands.publish_due()


def fresh(edition: Edition) -> Edition:
    return Edition.objects.select_related("document").get(pk=edition.pk)


def test_it_comes_out_at_its_time_in_the_name_of_whoever_set_it(county: County, approver: Account) -> None:
    edition = schedule(approver, signed(county))
    assert run_at(AT - MINUTE) == 0
    assert run_at(AT) == 1
    edition = fresh(edition)
    assert (edition.state, edition.published_at, edition.published_by) == (
        EditionState.PUBLISHED, AT, "approver1君",
    )  # fmt: skip
    assert edition.document.index_number
    row = AuditEvent.objects.filter(tag="information.edition.publish").latest("id")
    assert row.actor["account_id"] == approver.pk


def test_what_was_missed_comes_out_late_with_the_real_moment(county: County, approver: Account) -> None:
    edition = schedule(approver, signed(county))
    late = AT + timedelta(days=3)
    assert run_at(late) == 1
    assert fresh(edition).published_at == late


def test_once_and_never_again(county: County, approver: Account) -> None:
    edition = schedule(approver, signed(county))
    assert run_at(AT) == 1
    assert run_at(AT + MINUTE) == 0
    with clock.frozen(AT + MINUTE):
        assert not commands.publish_scheduled(edition.pk)


def _revoke(held: Account, county: County, edition: Edition) -> None:
    grant = RoleGrant.objects.get(account=held, revoked_at__isnull=True)
    identity.revoke_role(actor=make.SYSTEM, grant_id=grant.pk)


def _disable(held: Account, county: County, edition: Edition) -> None:
    identity.disable_account(actor=make.SYSTEM, account_id=held.pk)


def _unclear(held: Account, county: County, edition: Edition) -> None:
    last = SecrecyReview.objects.filter(edition=edition).latest("id")
    last.pk, last._state.adding = None, True
    last.conclusion, last.reason = SecrecyConclusion.MAY_NOT_PUBLISH, "重新审查，涉及未公开事项。"
    last.save()


def _rewrite(held: Account, county: County, edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(revision=99)


def _outlive(held: Account, county: County, edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(display_until=clock.day_of(NOW))


@pytest.mark.parametrize(("happens", "words"), [
    (_revoke, "您没有该角色"),
    (_disable, "账号不存在或已停用"),
    (_unclear, "保密审查"),
    (_rewrite, "签发之后正文有改动"),
    (_outlive, "公示截止日2026年11月25日已过"),
])  # fmt: skip
def test_what_may_not_come_out_stays_and_those_concerned_hear_of_it(
    county: County,
    approver: Account,
    office: Account,
    happens: Callable[[Account, County, Edition], None],
    words: str,
) -> None:
    edition = schedule(approver, signed(county))
    happens(approver, county, edition)
    assert run_at(AT) == 0
    edition = fresh(edition)
    assert (edition.state, edition.published_at, edition.publish_at) == (EditionState.SIGNED, None, None)
    assert edition.schedule_fault.startswith("原定2026年11月26日09:00发布，届时没有发布：")
    assert words in edition.schedule_fault
    notice = Notice.objects.get(account=office)
    assert notice.title == f"《{edition.title}》没有按时发布"
    assert words in notice.text
    assert notice.address == f"/workbench/documents/{edition.pk}/"
    assert run_at(AT + MINUTE) == 0
    assert Notice.objects.filter(account=office).count() == 1


def test_after_the_fault_it_can_be_set_again(county: County, approver: Account) -> None:
    edition = schedule(approver, signed(county))
    _revoke(approver, county, edition)
    run_at(AT)
    other = account(county.bureau, "approver2", Role.APPROVER)
    with clock.frozen(AT + MINUTE):
        again = commands.schedule_publication(
            actor=person(other), edition_id=edition.pk, at=AT + timedelta(hours=2)
        )
    assert again.schedule_fault == ""
    assert run_at(AT + timedelta(hours=2)) == 1


def test_a_document_withdrawn_meanwhile_is_not_corrected(county: County, approver: Account) -> None:
    with clock.frozen(NOW):
        edition = make.publish_document(county)
        correction = make.bring_to(county, make.correct(county, edition.document), EditionState.SIGNED)
    schedule(approver, correction)
    make.withdraw(county, edition.document)
    assert run_at(AT) == 0
    assert "撤下，不能再次发布" in fresh(correction).schedule_fault


def test_a_fault_that_no_policy_gives_is_tried_again(
    county: County, approver: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, other = schedule(approver, signed(county)), schedule(approver, signed(county))

    def broken(**inputs: object) -> Edition:
        if inputs["edition_id"] == edition.pk:
            raise OSError("disk")
        return commands.publish_edition(**inputs)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(scheduling, "publish_edition", broken)
        assert run_at(AT) == 1
    assert fresh(other).state == EditionState.PUBLISHED
    assert fresh(edition).publish_at == AT
    assert run_at(AT + MINUTE) == 1


def test_taking_the_time_back(county: County, approver: Account) -> None:
    edition = schedule(approver, signed(county))
    commands.unschedule_publication(actor=person(approver), edition_id=edition.pk)
    assert run_at(AT) == 0
    assert fresh(edition).schedule_fault == ""
    with pytest.raises(Denied, match="没有设定定时发布"):
        commands.unschedule_publication(actor=person(approver), edition_id=edition.pk)


def test_published_by_hand_before_its_time(county: County, approver: Account) -> None:
    edition = schedule(approver, signed(county))
    with clock.frozen(NOW):
        edition = make.publish(county, edition)
    assert edition.publish_at is None
    assert run_at(AT) == 0


@pytest.mark.parametrize(
    ("at", "words"),
    [(NOW, "须晚于现在"), (NOW - MINUTE, "须晚于现在"), (NOW + timedelta(days=400), "最多提前一年")],
)
def test_moments_that_cannot_be_set(county: County, approver: Account, at: datetime, words: str) -> None:
    edition = signed(county)
    with pytest.raises(InvalidInput, match=words):
        schedule(approver, edition, at)
    assert fresh(edition).publish_at is None


def test_what_could_not_come_out_then_is_refused_now(county: County, approver: Account) -> None:
    edition = signed(county)
    Edition.objects.filter(pk=edition.pk).update(display_until=date(2026, 11, 25))
    with pytest.raises(Conflict, match="公示截止日"):
        schedule(approver, edition)
    with pytest.raises(Denied, match="定时发布须由工作人员设定"), clock.frozen(NOW):
        commands.schedule_publication(actor=make.SYSTEM, edition_id=edition.pk, at=AT)


def test_a_page_that_is_out_of_date_publishes_nothing(county: County, approver: Account) -> None:
    edition = signed(county)
    with pytest.raises(Conflict, match="页面内容已过时，没有发布"):
        commands.publish_edition(actor=person(approver), edition_id=edition.pk, revision=edition.revision - 1)
    assert fresh(edition).state == EditionState.SIGNED
