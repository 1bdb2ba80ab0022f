"""不在岗、移交和常用语 through the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from gongkai.core.information.enums import SUBJECT
from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow import queries as workflow_queries
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import queries as identity
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.workbench.conftest import Office, open_account, text_of

AsRole = Callable[[Role], Client]
PAGE = "/workbench/me/standing-in/"


def test_being_away(office: Office, as_role: AsRole) -> None:
    chief, deputy = office.accounts[Role.APPROVER], office.accounts[Role.REVIEWER]
    client, today = as_role(Role.APPROVER), clock.today()
    sent = {
        "deputy": deputy.pk,
        "from_on": today.isoformat(),
        "until_on": today.isoformat(),
        "reason": "出差",
    }
    assert f"期间由{deputy.display_name}代您办理" in text_of(
        client.post(f"{PAGE}absences/", sent, follow=True)
    )
    assert f"您代理{chief.display_name}" in text_of(as_role(Role.REVIEWER).get(PAGE))
    again = client.post(f"{PAGE}absences/", sent)
    assert again.status_code == 422 and "已登记过不在岗" in text_of(again)
    circle = as_role(Role.REVIEWER).post(f"{PAGE}absences/", {**sent, "deputy": chief.pk})
    assert circle.status_code == 422 and "不能互相代理" in text_of(circle)
    (absence,) = identity.absences_of(chief.pk)
    assert as_role(Role.REVIEWER).post(f"{PAGE}absences/{absence.pk}/end/").status_code == 403
    assert "代理人不再代您办理" in text_of(client.post(f"{PAGE}absences/{absence.pk}/end/", follow=True))
    assert "已经结束" in text_of(client.post(f"{PAGE}absences/{absence.pk}/end/", follow=True))


def test_what_is_wrong_is_said_beside_its_field(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.APPROVER)
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    empty = text_of(client.post(f"{PAGE}absences/", {}))
    assert "请选择人员。" in empty
    past = {"deputy": office.accounts[Role.REVIEWER].pk, "from_on": yesterday, "until_on": yesterday}
    assert "结束日期已过" in text_of(client.post(f"{PAGE}absences/", past))
    guard = {**past, "deputy": office.accounts[Role.SECURITY_ADMINISTRATOR].pk, "until_on": clock.today()}
    assert "不得兼任业务岗位" in text_of(client.post(f"{PAGE}absences/", guard))
    stranger = {**past, "deputy": office.stranger.pk}
    assert client.post(f"{PAGE}absences/", stranger).status_code == 422


def test_handing_everything_over(office: Office, as_role: AsRole) -> None:
    reviewer = office.accounts[Role.REVIEWER]
    heir = open_account("heir", Role.REVIEWER, office.county.bureau, office.county.bureau)
    edition = make.submit(office.county, make.draft(office.county, "在手的公告"))
    workflow.delegate_step(
        actor=make.SYSTEM, subject_type=SUBJECT, subject_id=edition.pk, to_account_id=reviewer.pk
    )
    client = as_role(Role.REVIEWER)
    assert "在手的公告" in text_of(client.get(PAGE))
    moved = client.post(f"{PAGE}hand-over/", {"to": heir.pk, "reason": "调离"}, follow=True)
    assert "已移交1件" in text_of(moved)
    assert workflow_queries.assigned_to(heir.pk).count() == 1


def test_the_security_administrator_acts_for_who_is_gone(office: Office, as_role: AsRole) -> None:
    reviewer, today = office.accounts[Role.REVIEWER], clock.today()
    heir = open_account("heir", Role.REVIEWER, office.county.bureau, office.county.bureau)
    edition = make.submit(office.county, make.draft(office.county, "在手的公告"))
    workflow.delegate_step(
        actor=make.SYSTEM, subject_type=SUBJECT, subject_id=edition.pk, to_account_id=reviewer.pk
    )
    guard, page = as_role(Role.SECURITY_ADMINISTRATOR), f"/workbench/accounts/{reviewer.pk}/"
    assert "登记不在岗" in text_of(guard.get(page)) and "移交待办" in text_of(guard.get(page))
    assert guard.post(f"{page}hand-over/", {"to": heir.pk, "reason": "调离"}).status_code == 302
    assert workflow_queries.assigned_to(heir.pk).count() == 1
    away = {"deputy": heir.pk, "from_on": today, "until_on": today}
    assert guard.post(f"{page}absence/", away).status_code == 302
    assert [each.deputy_id for each in identity.absences_of(reviewer.pk)] == [heir.pk]
    assert "移交待办" not in text_of(as_role(Role.SYSTEM_ADMINISTRATOR).get(page))


def test_phrases_of_ones_own_and_of_the_body(office: Office, as_role: AsRole) -> None:
    client, body = as_role(Role.APPROVER), office.county.bureau
    client.post(f"{PAGE}phrases/", {"phrase": "同意，请按程序公开。", "whose": "own"})
    client.post(f"{PAGE}phrases/", {"phrase": "请附起草说明。", "whose": str(body.pk)})
    assert "同意，请按程序公开。" in text_of(client.get(PAGE))
    colleague = text_of(as_role(Role.REVIEWER).get(PAGE))
    assert "请附起草说明。" in colleague and "同意，请按程序公开。" not in colleague
    assert "已有这条常用语" in text_of(
        client.post(f"{PAGE}phrases/", {"phrase": "请附起草说明。", "whose": str(body.pk)})
    )
    assert "请填写常用语。" in text_of(client.post(f"{PAGE}phrases/", {"whose": "own"}))
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert editor.post(f"{PAGE}phrases/", {"phrase": "不行", "whose": str(body.pk)}).status_code == 422
    own = workflow_queries.phrases_for(office.actor(Role.APPROVER)).get(account__isnull=False)
    assert editor.post(f"{PAGE}phrases/{own.pk}/remove/").status_code == 403
    assert "已删除" in text_of(client.post(f"{PAGE}phrases/{own.pk}/remove/", follow=True))


def test_the_profile_leads_here(as_role: AsRole) -> None:
    assert PAGE in text_of(as_role(Role.REVIEWER).get("/workbench/me/"))
