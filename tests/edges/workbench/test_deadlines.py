"""期限 on screen: the list, today's work, the pages of documents, and what people are told."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.notifications import commands as notifications
from gongkai.foundation.notifications import queries as notices
from gongkai.foundation.notifications.enums import NoticeKind
from gongkai.foundation.organisations.models import PublicBody
from gongkai.kernel import clock
from gongkai.kernel.time_units import Span
from gongkai.reference.calendars import calendar_year
from tests import factories as make
from tests.edges.workbench.conftest import Office, SignIn, text_of

AsRole = Callable[[Role], Client]
LIST = "/workbench/deadlines/"
TODAY = datetime(2026, 11, 26, 9, tzinfo=clock.CHINA)


@pytest.fixture(scope="module")
def made_at() -> datetime:
    """Before the days in which the tests live: what holds on them was published by then."""
    return datetime(2026, 11, 2, 9, tzinfo=clock.CHINA)


@pytest.fixture(autouse=True)
def on_a_thursday_of_2026(office: Office) -> Any:
    with clock.frozen(TODAY):
        calendars.load_year(actor=make.SYSTEM, calendar=calendar_year(2026))
        yield


def owe(
    office: Office, title: str, start: str = "2026-11-20", *, body: PublicBody | None = None
) -> StandingDeadline:
    """Something that a body, the first department unless given, owes within twenty working days."""
    return deadlines.open_deadline(
        actor=make.SYSTEM,
        subject_type="test.paper",
        subject_id=StandingDeadline.objects.count() + 1,
        purpose="publication",
        title=title,
        rule_code="publication.general",
        owner_body_id=(body or office.county.bureau).pk,
        owner_account_ids=[office.accounts[Role.DEPARTMENT_EDITOR].pk],
        start_on=date.fromisoformat(start),
    )


def facts_of(deadline: StandingDeadline) -> dict[str, Any]:
    return {
        "actor": make.SYSTEM,
        "subject_type": deadline.subject_type,
        "subject_id": deadline.subject_id,
        "purpose": deadline.purpose,
    }


@pytest.fixture
def several(office: Office) -> dict[str, StandingDeadline]:
    """One deadline in each state."""
    found = {
        "running": owe(office, "公开甲"),
        "overdue": owe(office, "公开乙", "2026-10-12"),
        "week": owe(office, "公开丙", "2026-10-30"),
        "provisional": owe(office, "公开丁", "2026-11-26"),
        "paused": owe(office, "公开戊"),
        "met": owe(office, "公开己"),
        "late": owe(office, "公开庚", "2026-09-18"),
        "dropped": owe(office, "公开辛"),
    }
    deadlines.extend_deadline(**facts_of(found["provisional"]), span=Span.parse("20wd"), reason="经批准")
    deadlines.pause_deadline(**facts_of(found["paused"]), reason="等待第三方意见")
    deadlines.meet_deadline(**facts_of(found["met"]))
    deadlines.meet_deadline(**facts_of(found["late"]))
    deadlines.drop_deadline(**facts_of(found["dropped"]), reason="改为依申请公开")
    return found


# --- the list ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("", ["乙", "丙", "甲", "丁", "戊"]),
        ("overdue", ["乙"]),
        ("week", ["丙"]),
        ("provisional", ["丁"]),
        ("paused", ["戊"]),
        ("met", ["庚", "己"]),
        ("dropped", ["辛"]),
        ("nonsense", ["乙", "丙", "甲", "丁", "戊"]),
    ],
)
def test_tabs_cut_the_list_and_the_next_one_comes_first(
    office: Office, as_role: AsRole, several: dict[str, StandingDeadline], view: str, shown: list[str]
) -> None:
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get(LIST, {"view": view}))
    assert re.findall(r'data-label="事项">\s+公开(.)', page) == shown
    assert f"共 {len(shown)} 项" in page


def test_every_row_says_how_it_stands_and_why(
    office: Office, as_role: AsRole, several: dict[str, StandingDeadline]
) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    page = text_of(editor.get(LIST))
    assert "还剩 16 个工作日" in page and "已超期" in page and "暂停计时" in page and "等待第三方意见" in page
    assert page.count("为什么是这一天？") == 3
    assert "为什么暂定这一天？" in page and "为什么没有届满日？" in page
    assert "当日不计，次日起20个工作日内（《政府信息公开条例》第二十六条）" in page
    closed = text_of(editor.get(LIST, {"view": "met"}))
    assert "按期办结" in closed and "逾期办结" in closed and "国办发明电〔2025〕7号" in closed
    assert "改为依申请公开" in text_of(editor.get(LIST, {"view": "dropped"}))


def test_only_the_bodies_in_reach_are_shown(office: Office, as_role: AsRole, sign_in: SignIn) -> None:
    owe(office, "公开本局的")
    owe(office, "公开别局的", body=office.county.other_bureau)
    owe(office, "公开别县的", body=office.other.bureau)
    editor = text_of(as_role(Role.DEPARTMENT_EDITOR).get(LIST))
    assert "公开本局的" in editor and "公开别局的" not in editor and "公开别县的" not in editor
    across = text_of(as_role(Role.OPEN_AFFAIRS_OFFICE).get(LIST))
    assert "公开本局的" in across and "公开别局的" in across and "公开别县的" not in across
    assert "公开别县的" in text_of(sign_in("stranger").get(LIST))
    assert as_role(Role.SYSTEM_ADMINISTRATOR).get(LIST).status_code == 403
    other = text_of(as_role(Role.OPEN_AFFAIRS_OFFICE).get(LIST, {"body": office.county.other_bureau.pk}))
    assert "公开别局的" in other and "公开本局的" not in other


def test_words_mine_and_sort(office: Office, as_role: AsRole, several: dict[str, StandingDeadline]) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "共 1 项" in text_of(editor.get(LIST, {"q": "开甲"}))
    assert "共 5 项" in text_of(editor.get(LIST, {"mine": "1"}))
    nobody = text_of(editor.get(LIST, {"q": "没有这个"}))
    assert "没有符合条件的期限" in nobody and "清除筛选" in nobody
    latest_first = text_of(editor.get(LIST, {"sort": "-due", "view": "met"}))
    assert latest_first.index("公开己") < latest_first.index("公开庚")
    assert 'aria-sort="descending"' in latest_first
    assert 'aria-sort="ascending"' in text_of(editor.get(LIST, {"sort": "body"}))


@pytest.mark.parametrize("view", ["", "overdue", "week", "provisional", "paused", "met", "dropped"])
def test_an_empty_list_says_why(as_role: AsRole, view: str) -> None:
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get(LIST, {"view": view}))
    assert "这里没有期限" in page and "empty-state" in page


def test_the_list_as_a_table_to_take_away(
    office: Office, as_role: AsRole, several: dict[str, StandingDeadline]
) -> None:
    answer = as_role(Role.DEPARTMENT_EDITOR).get(f"{LIST}export.csv", {"view": "provisional"})
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert rows[0][0] == "事项" and len(rows) == 2
    assert rows[1][:7] == ["公开丁", "云溪县民政局", "计时中", "2026-11-26", "20个工作日", "2027-01-22", "是"]
    assert "届满" in rows[1][9]
    assert as_role(Role.AUDIT_ADMINISTRATOR).get(f"{LIST}export.csv").status_code == 403


def test_a_longer_list_costs_no_more_queries(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any
) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    for number in range(19):
        each = owe(office, f"公开第{number}件")
        deadlines.extend_deadline(**facts_of(each), span=each.limit.span, reason="经批准")
    editor.get(LIST)
    with django_assert_max_num_queries(11):
        page = text_of(editor.get(LIST))
    assert page.count("为什么") == 19


# --- documents and today's work ----------------------------------------------------------------------


def a_draft(office: Office, title: str = "低保公告", written_on: date = date(2026, 11, 20)) -> Any:
    return make.draft(office.county, title, actor=office.actor(Role.DEPARTMENT_EDITOR), written_on=written_on)


def test_a_draft_shows_by_when_it_has_to_be_public(office: Office, as_role: AsRole) -> None:
    edition = a_draft(office)
    editor = as_role(Role.DEPARTMENT_EDITOR)
    for path in (
        f"/workbench/documents/{edition.pk}/",
        f"/workbench/documents/{edition.pk}/edit/",
        f"/workbench/documents/{edition.pk}/completeness/",
        "/workbench/documents/",
        "/workbench/",
    ):
        page = text_of(editor.get(path))
        assert "还剩 16 个工作日" in page, path
        assert "2026-12-18" in page and "为什么是这一天？" in page, path
    listed = text_of(editor.get(LIST))
    assert f'<a href="/workbench/documents/{edition.pk}/">公开《低保公告》</a>' in listed


def test_what_is_overdue_stands_first_in_todays_work(office: Office, as_role: AsRole) -> None:
    a_draft(office, "不急的", date(2026, 11, 25))
    a_draft(office, "过期的", date(2026, 9, 18))
    a_draft(office, "没有成文日期的")
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get("/workbench/"))
    assert page.index("过期的") < page.index("不急的")
    assert "已超期" in page


def test_todays_work_asks_no_more_for_more(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any
) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    for number in range(12):
        a_draft(office, f"第{number}件")
    editor.get("/workbench/")
    with django_assert_max_num_queries(14):
        editor.get("/workbench/")


# --- notices -----------------------------------------------------------------------------------------


def tell(office: Office, title: str = "1项期限变动：载入2027年放假安排", key: str = "k") -> int:
    account = office.accounts[Role.DEPARTMENT_EDITOR].pk
    notifications.send_notice(
        actor=make.SYSTEM,
        account_ids=[account],
        kind=NoticeKind.DEADLINE_MOVED,
        title=title,
        text="公开甲：2027年2月24日改为2027年2月26日\n<b>不是标记</b>",
        key=key,
        address=f"{LIST}?cause=calendar:2027:1",
    )
    return account


def test_the_bell_counts_and_the_list_is_read(office: Office, as_role: AsRole) -> None:
    account = tell(office)
    tell(office, "第二条", "k2")
    editor = as_role(Role.DEPARTMENT_EDITOR)
    home = text_of(editor.get("/workbench/"))
    assert '<span class="count count-alarm">2<span class="visually-hidden">条未读</span>' in home
    assert "期限变动" in home and "1项期限变动：载入2027年放假安排" in home
    page = text_of(editor.get("/workbench/notices/"))
    assert "2027年2月24日改为2027年2月26日<br>" in page and "&lt;b&gt;不是标记" in page
    assert f"{LIST}?cause=calendar:2027:1" in page
    first = notices.notices_of(account).last()
    assert first is not None
    done = editor.post(f"/workbench/notices/{first.pk}/read/", follow=True)
    assert done.status_code == 200 and notices.unread_count(account) == 1
    assert "第二条" in text_of(editor.get("/workbench/notices/?unread=1"))
    every = editor.post("/workbench/notices/read/", follow=True)
    assert "1条消息已标为已读" in text_of(every)
    assert "没有未读消息" in text_of(editor.get("/workbench/notices/?unread=1"))
    assert "count-alarm" not in text_of(editor.get("/workbench/"))


def test_other_peoples_notices_are_theirs(office: Office, as_role: AsRole, sign_in: SignIn) -> None:
    account = tell(office)
    notice = notices.notices_of(account).first()
    assert notice is not None
    other = sign_in("colleague")
    assert "载入2027年放假安排" not in text_of(other.get("/workbench/notices/"))
    assert other.post(f"/workbench/notices/{notice.pk}/read/").status_code == 403
    assert other.post("/workbench/notices/999999/read/").status_code == 404
    assert notices.unread_count(account) == 1
    assert "还没有消息" in text_of(other.get("/workbench/notices/"))


def test_a_notice_leads_to_what_moved(office: Office, as_role: AsRole) -> None:
    owe(office, "公开没有动的")
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get(LIST, {"cause": "calendar:2027:1"}))
    assert "只看因这次调整变动的期限" in page and "公开没有动的" not in page
    assert "查看全部" in page
