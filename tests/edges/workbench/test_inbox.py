"""待办, 已办, 办结, 我送审的; the document page shows who holds it; handing on through the pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from gongkai.core.information.models import Edition
from gongkai.core.workflow import commands as workflow
from gongkai.core.workflow.enums import StepKind
from gongkai.core.workflow.models import ReviewCase, ReviewStep
from gongkai.core.workflow.rules import STANDARD_ROUTE, RouteStep
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.foundation.notifications import queries as notifications
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.workbench.conftest import Office, SignIn, open_account, text_of

AsRole = Callable[[Role], Client]
INBOX = "/workbench/inbox/"
REVIEWED = {"step": "review", "verdict": "approve", "conclusion": "may_publish"}


def submitted(office: Office, title: str) -> Edition:
    draft = make.draft(office.county, title, actor=office.actor(Role.DEPARTMENT_EDITOR))
    return make.submit(office.county, draft)


def page_of(edition: Edition, name: str = "") -> str:
    return f"/workbench/documents/{edition.pk}/{name}"


def step_of(edition: Edition) -> ReviewStep:
    return ReviewStep.objects.get(case__subject_id=edition.pk, state="current")


@pytest.fixture
def papers(office: Office, as_role: AsRole) -> dict[str, Edition]:
    """One that waits, one that the reviewer passed on, one that was returned."""
    found = {title: submitted(office, title) for title in ("等审的公告", "审过的公告", "退回的公告")}
    reviewer = as_role(Role.REVIEWER)
    reviewer.post(page_of(found["审过的公告"], "decide/"), REVIEWED)
    returned = {"step": "review", "verdict": "return", "opinion": "请补充附件。"}
    reviewer.post(page_of(found["退回的公告"], "decide/"), returned)
    return found


@pytest.mark.parametrize(
    ("role", "view", "shown", "hidden"),
    [
        (Role.REVIEWER, "", ["等审的公告"], ["审过的公告", "退回的公告"]),
        (Role.REVIEWER, "done", ["审过的公告", "退回的公告", "请补充附件。"], ["等审的公告"]),
        (Role.REVIEWER, "closed", ["退回的公告"], ["等审的公告", "审过的公告"]),
        (Role.SECRECY_REVIEWER, "", ["审过的公告"], ["等审的公告", "退回的公告"]),
        (Role.DEPARTMENT_EDITOR, "sent", ["等审的公告", "审过的公告", "退回的公告"], []),
        (Role.DEPARTMENT_EDITOR, "", ["这里没有文件"], ["等审的公告"]),
    ],
)
def test_each_list_for_each_person(
    papers: dict[str, Edition], as_role: AsRole, role: Role, view: str, shown: list[str], hidden: list[str]
) -> None:
    page = text_of(as_role(role).get(f"{INBOX}?view={view}"))
    for words in shown:
        assert words in page
    for words in hidden:
        assert words not in page


def test_the_sender_sees_where_it_stands_and_since_when(papers: dict[str, Edition], as_role: AsRole) -> None:
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get(f"{INBOX}?view=sent"))
    assert "保密审查，保密审查员：保密审查员甲、云溪县值班员" in page
    assert f"{clock.today().isoformat()}送达" in page


def test_filters_sorting_and_counts(papers: dict[str, Edition], as_role: AsRole, office: Office) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    page = text_of(editor.get(f"{INBOX}?view=sent&q=等审"))
    assert "等审的公告" in page and "审过的公告" not in page
    assert '我送审的<span class="count">1</span>' in page
    assert "等审的公告" not in text_of(editor.get(f"{INBOX}?view=sent&step=secrecy"))
    assert "没有符合条件的文件" in text_of(
        editor.get(f"{INBOX}?view=sent&body={office.county.other_bureau.pk}")
    )
    assert "没有符合条件的文件" in text_of(editor.get(f"{INBOX}?view=sent&overdue=1"))
    assert "没有符合条件的文件" in text_of(editor.get(f"{INBOX}?view=sent&kind=powers.power"))
    by_title = text_of(editor.get(f"{INBOX}?view=sent&sort=title"))
    assert by_title.index("等审的公告") < by_title.index("退回的公告")
    assert 'aria-sort="ascending"' in by_title
    for nonsense in ("?view=nothing", "?sort=drop", "?page=99999", "?body=x&step=y&kind=z", "?q=%00"):
        assert editor.get(INBOX + nonsense).status_code == 200, nonsense


def test_only_the_results_for_htmx(papers: dict[str, Edition], as_role: AsRole) -> None:
    part = as_role(Role.REVIEWER).get(INBOX, headers={"HX-Request": "true", "HX-Target": "results"})
    assert "等审的公告" in text_of(part) and "<html" not in text_of(part)


@pytest.mark.parametrize("view", ["", "done", "closed", "sent"])
def test_lists_to_take_away(papers: dict[str, Edition], as_role: AsRole, view: str) -> None:
    client = as_role(Role.DEPARTMENT_EDITOR if view == "sent" else Role.REVIEWER)
    table = text_of(client.get(f"{INBOX}inbox.csv?view={view}"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{INBOX}inbox.xlsx?view={view}").content))
    title = {"": "等审的公告", "done": "审过的公告", "closed": "退回的公告", "sent": "等审的公告"}[view]
    assert title in table
    assert any(title in str(row) for row in book.active.values)
    if view == "":
        assert table.splitlines()[1].split(",")[:5] == [
            "等审的公告", "一般政府信息" if "一般政府信息" in table else table.splitlines()[1].split(",")[1],
            "云溪县民政局", "审核", "审核人",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "view", "limit"),
    [(Role.REVIEWER, "", 9), (Role.REVIEWER, "done", 9), (Role.DEPARTMENT_EDITOR, "sent", 13)],
)
def test_lists_stay_within_their_budget(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any, role: Role, view: str, limit: int
) -> None:
    for number in range(12):
        edition = submitted(office, f"第{number}件公告")
        if view == "done":
            as_role(Role.REVIEWER).post(page_of(edition, "decide/"), REVIEWED)
    client = as_role(role)
    client.get(INBOX)
    with django_assert_max_num_queries(limit):
        page = text_of(client.get(f"{INBOX}?view={view}"))
    assert page.count("件公告</a>") == 12


def test_a_notice_leads_to_the_document(papers: dict[str, Edition], as_role: AsRole) -> None:
    edition = papers["等审的公告"]
    case = ReviewCase.objects.get(subject_id=edition.pk)
    answer = as_role(Role.REVIEWER).get(f"{INBOX}cases/{case.pk}/")
    assert answer["Location"] == page_of(edition)
    assert as_role(Role.REVIEWER).get(f"{INBOX}cases/99999/").status_code == 404


# --- the document page --------------------------------------------------------------------------------


def test_reminding_from_the_page(papers: dict[str, Edition], as_role: AsRole, office: Office) -> None:
    edition, editor = papers["等审的公告"], as_role(Role.DEPARTMENT_EDITOR)
    assert "催办" in text_of(editor.get(page_of(edition)))
    assert "已催办" in text_of(editor.post(page_of(edition, "remind/"), follow=True))
    assert "今天已经催办过" in text_of(editor.post(page_of(edition, "remind/"), follow=True))
    assert "催办审核" in text_of(editor.get(page_of(edition))), "in the course of the document"
    reviewer = office.accounts[Role.REVIEWER]
    assert [notice.title for notice in notifications.notices_of(reviewer.pk)] == ["催办审核：等审的公告"]
    assert as_role(Role.APPROVER).post(page_of(edition, "remind/")).status_code == 403


def test_handing_a_step_to_a_colleague(
    papers: dict[str, Edition], as_role: AsRole, office: Office, sign_in: SignIn
) -> None:
    edition = papers["等审的公告"]
    second = open_account("second", Role.REVIEWER, office.county.bureau, office.county.bureau)
    reviewer = as_role(Role.REVIEWER)
    sent = {"to": second.pk, "reason": "请您把关。", "step_id": step_of(edition).pk}
    page = text_of(reviewer.post(page_of(edition, "delegate/"), sent, follow=True))
    assert f"已转办给{second.display_name}" in page
    assert "请您把关。" in page and "（已转办）" in page
    assert 'name="verdict"' not in page
    taken = text_of(sign_in("second").get(page_of(edition)))
    assert 'name="verdict"' in taken
    nobody = reviewer.post(page_of(edition, "delegate/"), {"to": "", "step_id": step_of(edition).pk})
    assert nobody.status_code == 422 and "请选择接办人。" in text_of(nobody)
    author = {"to": office.accounts[Role.DEPARTMENT_EDITOR].pk}
    assert reviewer.post(page_of(edition, "delegate/"), author).status_code == 422


def test_back_to_an_earlier_step(papers: dict[str, Edition], as_role: AsRole) -> None:
    edition, secrecy = papers["审过的公告"], as_role(Role.SECRECY_REVIEWER)
    assert "退回前面环节" in text_of(secrecy.get(page_of(edition)))
    without = secrecy.post(page_of(edition, "send-back/"), {"position": "1", "opinion": ""})
    assert without.status_code == 422 and "退回必须写明理由" in text_of(without)
    sent = {"position": "1", "opinion": "请核对数额。", "step_id": step_of(edition).pk}
    assert secrecy.post(page_of(edition, "send-back/"), sent)["Location"] == "/workbench/"
    assert step_of(edition).kind == StepKind.REVIEW
    page = text_of(as_role(Role.REVIEWER).get(page_of(edition)))
    assert "请核对数额。" in page and 'name="verdict"' in page
    assert as_role(Role.REVIEWER).post(page_of(edition, "send-back/"), sent).status_code in {403, 409}


def test_another_body_reads_what_it_countersigns(office: Office, as_role: AsRole, sign_in: SignIn) -> None:
    county = office.county
    review, secrecy, sign_off = STANDARD_ROUTE
    asked = RouteStep(StepKind.COUNTERSIGN, Role.REVIEWER, body_id=county.other_bureau.pk, limit_days=3)
    workflow.save_route(
        actor=make.SYSTEM, name="会签", steps=(review, asked, secrecy, sign_off), body_id=county.bureau.pk
    )
    open_account("finance", Role.REVIEWER, county.other_bureau, county.other_bureau)
    edition = submitted(office, "要会签的公告")
    finance = sign_in("finance")
    assert finance.get(page_of(edition)).status_code == 404
    as_role(Role.REVIEWER).post(page_of(edition, "decide/"), REVIEWED)
    page = text_of(finance.get(page_of(edition)))
    assert "现在会签环节" in page and "云溪县财政局审核人" in page
    assert "3个工作日内" in page, "the limit with its proof"
    decided = finance.post(
        page_of(edition, "decide/"),
        {"step": "countersign", "verdict": "approve", "step_id": step_of(edition).pk},
    )
    assert decided["Location"] == "/workbench/"
    assert "云溪县财政局审核人" in text_of(as_role(Role.DEPARTMENT_EDITOR).get(page_of(edition)))
    assert step_of(edition).kind == StepKind.SECRECY
    assert "要会签的公告" in text_of(finance.get(f"{INBOX}?view=done"))


def test_a_deputy_signs_in_the_absent_persons_name(office: Office, as_role: AsRole) -> None:
    chief, deputy = office.accounts[Role.APPROVER], office.accounts[Role.REQUEST_HANDLER]
    today = clock.today()
    identity.register_absence(
        actor=make.SYSTEM, account_id=chief.pk, deputy_id=deputy.pk, from_on=today, until_on=today
    )
    edition = make.clear(office.county, make.review(office.county, submitted(office, "急件")))
    client = as_role(Role.REQUEST_HANDLER)
    assert "急件" in text_of(client.get("/workbench/"))
    assert f"代{chief.display_name}" in text_of(client.get(INBOX))
    page = text_of(client.get(page_of(edition)))
    assert f"您在代{chief.display_name}办理" in page
    signed = {"step": "sign_off", "verdict": "approve", "conclusion": "may_publish", "openness": "proactive"}
    client.post(page_of(edition, "decide/"), signed)
    step = ReviewStep.objects.get(case__subject_id=edition.pk, kind="sign_off")
    assert (step.decided_by, step.decided_for) == (deputy.display_name, chief.display_name)
    shown = text_of(as_role(Role.DEPARTMENT_EDITOR).get(page_of(edition)))
    assert f"{deputy.display_name}（代{chief.display_name}）" in shown


def test_phrases_stand_beside_the_opinion(office: Office, as_role: AsRole) -> None:
    actor = identity_queries.actor_for(office.accounts[Role.REVIEWER].pk)
    workflow.add_phrase(actor=actor, text="拟同意，呈领导审定。")
    edition = submitted(office, "有常用语的公告")
    assert 'data-phrase="拟同意，呈领导审定。"' in text_of(as_role(Role.REVIEWER).get(page_of(edition)))
    assert "拟同意，呈领导审定。" not in text_of(as_role(Role.DEPARTMENT_EDITOR).get(page_of(edition)))
