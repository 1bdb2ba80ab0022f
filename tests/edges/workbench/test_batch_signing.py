"""批量签发: one confirmation, one command and one transaction for each, never what has changed since."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.core.information.enums import EditionState, Openness, SecrecyStage
from gongkai.core.information.models import Edition, SecrecyReview
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
SIGN = "/workbench/sign/"
AGREED = {"conclusion": "may_publish", "opinion": "同意公开。"}


def at_sign_off(office: Office, title: str, **fields: Any) -> Edition:
    draft = make.draft(office.county, title, actor=office.actor(Role.DEPARTMENT_EDITOR), **fields)
    return make.clear(office.county, make.review(office.county, make.submit(office.county, draft)))


def tokens(page: str) -> list[str]:
    return re.findall(r'name="selected" value="([0-9.]+)"', page)


def state_of(edition: Edition) -> str:
    return Edition.objects.get(pk=edition.pk).state


@pytest.fixture
def three(office: Office) -> list[Edition]:
    return [at_sign_off(office, f"第{number}号公告") for number in range(3)]


def test_what_a_signer_reads(three: list[Edition], as_role: AsRole) -> None:
    page = text_of(as_role(Role.APPROVER).get(SIGN))
    for edition in three:
        assert edition.title in page
        assert f"/workbench/documents/{edition.pk}/" in page
    assert "公布城乡低保标准。" in page
    assert "主动公开" in page
    assert "初审：可以公开" in page and "复审：可以公开" in page
    assert len(tokens(page)) == 3
    assert "checked" not in page, "nothing is ticked or concluded beforehand"


def test_each_is_signed_by_its_own_command(three: list[Edition], as_role: AsRole) -> None:
    client = as_role(Role.APPROVER)
    chosen = tokens(text_of(client.get(SIGN)))[:2]
    result = text_of(client.post(SIGN, {**AGREED, "selected": chosen}))
    assert "已签发 2 件" in result
    assert [state_of(edition) for edition in three] == [
        EditionState.SIGNED, EditionState.SIGNED, EditionState.IN_REVIEW,
    ]  # fmt: skip
    assert AuditEvent.objects.filter(tag="information.edition.sign_off").count() == 2
    approvals = SecrecyReview.objects.filter(stage=SecrecyStage.APPROVAL)
    assert {entry.edition_id for entry in approvals} == {three[0].pk, three[1].pk}


def test_what_changed_since_it_was_shown_is_refused(
    three: list[Edition], as_role: AsRole, office: Office
) -> None:
    client = as_role(Role.APPROVER)
    chosen = tokens(text_of(client.get(SIGN)))
    changed = three[1]
    editor = as_role(Role.DEPARTMENT_EDITOR)
    editor.post(f"/workbench/documents/{changed.pk}/recall/")
    Edition.objects.get(pk=changed.pk)
    make.submit(office.county, Edition.objects.get(pk=changed.pk))
    make.clear(office.county, make.review(office.county, Edition.objects.get(pk=changed.pk)))
    result = text_of(client.post(SIGN, {**AGREED, "selected": chosen}))
    assert "已签发 2 件，1 件没有签发" in result
    assert "在您查看之后已有变动" in result
    assert state_of(changed) == EditionState.IN_REVIEW
    assert [state_of(edition) for edition in (three[0], three[2])] == [EditionState.SIGNED] * 2
    again = text_of(client.post(SIGN, {**AGREED, "selected": chosen}))
    assert "已签发 0 件，3 件没有签发" in again, "sent twice, signed once"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"conclusion": "may_publish"}, "请勾选要签发的文件。"),
        ({"selected": "1.1.1"}, "请确认所选文件均可以公开"),
        ({"selected": "1.1.1", "conclusion": "may_not_publish"}, "没有签发"),
        ({"selected": "'; drop table", "conclusion": "may_publish"}, "请勾选要签发的文件。"),
        ({"selected": "1.1.1", "conclusion": "may_publish", "opinion": "长" * 2001}, "没有签发"),
    ],
)
def test_nothing_is_signed_without_choice_and_conclusion(
    three: list[Edition], as_role: AsRole, sent: dict[str, str], message: str
) -> None:
    answer = as_role(Role.APPROVER).post(SIGN, sent)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert {state_of(edition) for edition in three} == {EditionState.IN_REVIEW}


def test_what_was_ticked_stays_ticked(three: list[Edition], as_role: AsRole) -> None:
    client = as_role(Role.APPROVER)
    chosen = tokens(text_of(client.get(SIGN)))[:1]
    page = text_of(client.post(SIGN, {"selected": chosen}))
    assert page.count(" checked>") == 1 and f'value="{chosen[0]}" checked' in page


def test_what_is_not_open_is_signed_alone(office: Office, as_role: AsRole) -> None:
    at_sign_off(
        office, "不公开的", openness=Openness.WITHHELD.value, openness_reason="涉及国家秘密",
        openness_article="《条例》第十四条",
    )  # fmt: skip
    page = text_of(as_role(Role.APPROVER).get(SIGN))
    assert "不公开的" in page and "请打开单独办理" in page
    assert tokens(page) == []


def test_nobody_signs_what_is_not_theirs(three: list[Edition], as_role: AsRole) -> None:
    chosen = tokens(text_of(as_role(Role.APPROVER).get(SIGN)))
    for role in (Role.REVIEWER, Role.DEPARTMENT_EDITOR, Role.SYSTEM_ADMINISTRATOR):
        result = text_of(as_role(role).post(SIGN, {**AGREED, "selected": chosen}))
        assert "已签发 0 件，3 件没有签发" in result
    assert {state_of(edition) for edition in three} == {EditionState.IN_REVIEW}
    stranger = text_of(as_role(Role.SYSTEM_ADMINISTRATOR).post(SIGN, {**AGREED, "selected": chosen}))
    assert "号公告" not in stranger, "no titles of papers that one may not read"


def test_an_empty_list_says_what_comes_here(as_role: AsRole) -> None:
    assert "没有等您签发的文件" in text_of(as_role(Role.APPROVER).get(SIGN))


def test_the_page_stays_within_its_budget(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        at_sign_off(office, f"第{number}号公告")
    client = as_role(Role.APPROVER)
    client.get(SIGN)
    with django_assert_max_num_queries(13):
        assert len(tokens(text_of(client.get(SIGN)))) == 12
