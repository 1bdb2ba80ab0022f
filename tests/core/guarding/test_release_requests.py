"""A writer asks for a release, a second person gives it, in part or whole, or says why not."""

from __future__ import annotations

import pytest

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.enums import ReleaseGround
from gongkai.core.guarding.models import Release
from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState, ReleaseRequestState
from gongkai.core.information.models import Edition, ReleaseRequest
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity.models import Account
from gongkai.foundation.notifications.models import Notice
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County

ID, MOBILE = samples()["id_card"], samples()["mobile"]
BODY = f"<p>低保对象身份证号：{ID}。</p><p>本人手机号码：{MOBILE}。</p>"
REASON = "本人已签署同意书，同意公开证件号码。"
ANSWER = "没有附上本人的书面同意，请补充。"


@pytest.fixture
def edition(county: County) -> Edition:
    return make.draft(county, body_html=BODY)


def an_account(county: County) -> Account:
    return identity.create_account(
        actor=make.SYSTEM,
        username="asker",
        display_name="申请的同志",
        body_id=county.bureau.pk,
        password=Secret("Mountain#Spring7"),
    )


def ask(county: County, edition: Edition, reason: str = REASON) -> ReleaseRequest:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    return commands.ask_release(actor=editor, edition_id=edition.pk, reason=reason)


def release(county: County, edition: Edition, *scope: str) -> Release:
    return commands.release_findings(
        actor=county.person(Role.APPROVER),
        edition_id=edition.pk,
        ground=ReleaseGround.CONSENT,
        reason=REASON,
        scope=scope,
    )


def refuse(county: County, edition: Edition, answer: str = ANSWER) -> ReleaseRequest:
    return commands.refuse_release(actor=county.person(Role.APPROVER), edition_id=edition.pk, answer=answer)


def change(county: County, edition: Edition) -> None:
    edition.refresh_from_db()
    commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        revision=edition.revision,
        draft=make.a_draft(body_html=BODY + "<p>另有一段。</p>"),
    )


def state_of(request: ReleaseRequest) -> str:
    request.refresh_from_db()
    return request.state


def waits_for(county: County, role: Role) -> list[ReleaseRequest]:
    return list(queries.release_requests_for(county.person(role)))


def test_what_is_asked_for_waits_with_those_who_may_release(county: County, edition: Edition) -> None:
    request = ask(county, edition)
    assert (request.hard, request.reason, request.state) == (2, REASON, ReleaseRequestState.WAITING)
    assert waits_for(county, Role.APPROVER) == [request]
    assert waits_for(county, Role.DEPARTMENT_EDITOR) == []
    assert AuditEvent.objects.filter(tag="information.release.ask").count() == 1
    assert ID not in str(list(AuditEvent.objects.values()))


def test_nobody_is_asked_about_a_text_of_their_own(county: County) -> None:
    both = make.with_roles(county.bureau, Role.DEPARTMENT_EDITOR, Role.APPROVER)
    edition = make.draft(county, body_html=BODY, actor=both)
    ask(county, edition)
    assert list(queries.release_requests_for(both)) == []


def test_a_request_is_given_and_who_asked_is_told(county: County, edition: Edition) -> None:
    account = an_account(county)
    editor = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau, account_id=account.pk)
    request = commands.ask_release(actor=editor, edition_id=edition.pk, reason=REASON)
    release(county, edition)
    assert state_of(request) == ReleaseRequestState.GRANTED
    assert waits_for(county, Role.APPROVER) == []
    (notice,) = Notice.objects.filter(account=account)
    assert "已批准公开" in notice.title
    assert notice.address == f"/workbench/documents/{edition.pk}/personal-information/"
    assert make.submit(county, edition).state == EditionState.IN_REVIEW


def test_a_refusal_needs_its_reason_and_who_asked_is_told(county: County, edition: Edition) -> None:
    account = an_account(county)
    editor = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau, account_id=account.pk)
    request = commands.ask_release(actor=editor, edition_id=edition.pk, reason=REASON)
    for poor in ("", "不行", "不" * 20):
        with pytest.raises(InvalidInput) as refusal:
            refuse(county, edition, poor)
        assert set(refusal.value.fields) == {"answer"}
    refuse(county, edition)
    assert (state_of(request), request.answer) == (ReleaseRequestState.REFUSED, ANSWER)
    assert ANSWER in Notice.objects.get(account=account).text
    with pytest.raises(Conflict, match="没有等待批准的申请"):
        refuse(county, edition)


@pytest.mark.parametrize("reason", ["", "可以公开", "啊" * 10, "可以可以可以可以可以"])
def test_a_request_needs_a_reason_worth_the_name(county: County, edition: Edition, reason: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        ask(county, edition, reason)
    assert set(refusal.value.fields) == {"reason"}
    assert not ReleaseRequest.objects.exists()


def test_nothing_to_ask_for_and_asked_already_are_said(county: County, edition: Edition) -> None:
    with pytest.raises(Conflict, match="无需申请"):
        ask(county, make.draft(county))
    ask(county, edition)
    with pytest.raises(Conflict, match="已经申请，正在等待批准"):
        ask(county, edition)


def test_a_request_is_taken_back(county: County, edition: Edition) -> None:
    request = ask(county, edition)
    commands.withdraw_release_request(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    assert state_of(request) == ReleaseRequestState.WITHDRAWN
    assert waits_for(county, Role.APPROVER) == []
    ask(county, edition)


def test_a_change_of_the_text_makes_a_request_lapse(county: County, edition: Edition) -> None:
    request = ask(county, edition)
    assert commands.lapse_release_requests() == 0
    change(county, edition)
    with pytest.raises(Conflict, match="已经失效"):
        refuse(county, edition)
    assert commands.lapse_release_requests() == 1
    assert state_of(request) == ReleaseRequestState.LAPSED
    again = ask(county, edition)
    change(county, edition)
    commands.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name="说明.txt", chunks=[b"1"]
    )
    latest = ask(county, edition)
    assert (state_of(again), latest.state) == (ReleaseRequestState.LAPSED, ReleaseRequestState.WAITING)


def test_a_request_of_a_discarded_draft_waits_for_nobody(county: County, edition: Edition) -> None:
    ask(county, edition)
    commands.discard_draft(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)
    assert waits_for(county, Role.APPROVER) == []
    assert commands.lapse_release_requests() == 1


def test_readers_do_not_ask_and_writers_do_not_refuse(county: County, edition: Edition) -> None:
    with pytest.raises(Denied):
        commands.ask_release(actor=county.person(Role.REVIEWER), edition_id=edition.pk, reason=REASON)
    ask(county, edition)
    with pytest.raises(Denied):
        commands.refuse_release(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, answer=ANSWER
        )


def test_some_of_it_is_released_and_the_rest_still_stops(county: County, edition: Edition) -> None:
    scopes = queries.guard_report(edition).open_scopes
    assert [scope.words for scope in scopes] == ["正文的身份证号码", "正文的手机号码"]
    first = release(county, edition, scopes[0].key)
    assert (first.hard, first.covers) == (1, ["正文的身份证号码1处"])
    with pytest.raises(Conflict, match="1处个人信息必须处理"):
        make.submit(county, edition)
    with pytest.raises(Conflict, match="重新勾选"):
        release(county, edition, scopes[0].key)
    release(county, edition, scopes[1].key)
    published = make.bring_to(county, edition, EditionState.PUBLISHED)
    proof = guarding.proof_of(queries.proof_subject(published))
    assert proof is not None
    behind = guarding.releases_behind(queries.guard_subject(published), proof)
    assert [each.covers for each in behind] == [["正文的身份证号码1处"], ["正文的手机号码1处"]]


def test_a_release_from_before_scopes_could_be_chosen_is_of_everything(
    county: County, edition: Edition
) -> None:
    report = queries.guard_report(edition)
    subject = queries.guard_subject(edition)
    Release.objects.create(
        subject_type=subject.type,
        subject_id=subject.id,
        digest=report.digest,
        rules=report.rules,
        hard=report.hard,
        ground=ReleaseGround.CONSENT,
        reason=REASON,
        released_by_id=1,
        released_by="从前的批准人",
    )
    assert queries.guard_report(edition).open_hard == 0
