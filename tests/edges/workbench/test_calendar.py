"""The working calendar on screen: a year, its versions, and a notice on its way in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import commands as calendars
from gongkai.foundation.calendars import queries
from gongkai.foundation.calendars.models import CalendarVersion
from gongkai.foundation.deadlines import commands as deadlines
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.outbox import commands as outbox
from gongkai.kernel import clock
from gongkai.reference.calendars import calendar_year
from tests import factories as make
from tests.edges.workbench.conftest import Office, a_file, text_of

AsRole = Callable[[Role], Client]
IMPORT = "/workbench/calendar/import/"

NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕99号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2027年放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月25日
"""
"""An invented arrangement of 2027: the real one is not out."""


@pytest.fixture
def at_the_end_of_2026() -> Any:
    with clock.frozen(datetime(2026, 12, 28, 9, tzinfo=clock.CHINA)):
        yield


@pytest.fixture
def admin(office: Office, as_role: AsRole, at_the_end_of_2026: None) -> Client:
    calendars.load_year(actor=make.SYSTEM, calendar=calendar_year(2026))
    outbox.deliver_all()
    return as_role(Role.SYSTEM_ADMINISTRATOR)


def owe(
    office: Office, title: str = "公开《云溪县低保公告》", start: date = date(2026, 12, 25)
) -> StandingDeadline:
    """Something that the first department owes within twenty working days."""
    return deadlines.open_deadline(
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        subject_type="test.paper",
        subject_id=StandingDeadline.objects.count() + 1,
        purpose="publication",
        title=title,
        rule_code="publication.general",
        owner_body_id=office.county.bureau.pk,
        owner_account_ids=[office.accounts[Role.DEPARTMENT_EDITOR].pk],
        start_on=start,
    )


def preview(admin: Client, **more: Any) -> str:
    return text_of(admin.post(IMPORT, {"notice": NOTICE_2027, "action": "preview", **more}))


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


# --- a year ------------------------------------------------------------------------------------------


def test_a_year_shows_its_days_notices_and_versions(admin: Client) -> None:
    page = text_of(admin.get("/workbench/calendar/?year=2026"))
    assert "国办发明电〔2025〕7号" in page and "content_7047091.htm" in page
    assert '<span class="visually-hidden">中秋节放假</span>' in page
    assert '<span class="visually-hidden">国庆节调休上班</span>' in page
    assert "第1版" in page and "现行" in page and "测试数据" in page
    assert "暂定</p>" not in page
    assert IMPORT in page


def test_a_year_without_a_notice_shows_what_the_law_alone_gives(admin: Client) -> None:
    page = text_of(admin.get("/workbench/calendar/?year=2027"))
    assert "暂按周末和法定节假日推算" in page
    assert 'class="day day-statutory"' in page and "法定节假日，暂定" in page
    assert "只按星期推算" in text_of(admin.get("/workbench/calendar/?year=2060"))
    assert admin.get("/workbench/calendar/?year=0").status_code == 200


def test_others_read_the_calendar_and_do_not_load_it(office: Office, as_role: AsRole, admin: Client) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert IMPORT not in text_of(editor.get("/workbench/calendar/"))
    assert editor.get(IMPORT).status_code == 403
    assert editor.post(IMPORT, {"notice": NOTICE_2027, "action": "load"}).status_code == 403
    found = CalendarVersion.objects.get(year=2026)
    assert "期限变动" not in text_of(editor.get(f"/workbench/calendar/versions/{found.pk}/"))
    assert editor.get("/workbench/calendar/versions/999999/").status_code == 404


# --- a notice on its way in --------------------------------------------------------------------------


def test_a_notice_is_looked_over_before_it_is_loaded(office: Office, admin: Client) -> None:
    owed = owe(office)
    assert (owed.due_on, owed.provisional) == (date(2027, 1, 25), True)
    page = preview(admin)
    assert "请核对：2027年的安排" in page
    assert "放假 28 天（含周末），调休上班 5 天" in page
    assert "day-changed" in page
    assert owed.title in page and "2027-01-25" in page
    assert "有 1 项未办结的期限变动，其中 0 项届满日改变" in page and "由暂定转为确定" in page
    assert queries.loaded_years() == [2026]
    assert NOTICE_2027.splitlines()[1] in page, "the text comes along for the confirmation"


def test_a_confirmed_notice_moves_deadlines_and_tells_people(office: Office, admin: Client) -> None:
    """Twenty working days from 25 January 2027 cross the spring festival."""
    with clock.frozen(datetime(2027, 1, 25, 9, tzinfo=clock.CHINA)):
        owed = owe(office, start=date(2027, 1, 25))
    before = owed.due_on
    seen = seen_in(preview(admin))
    done = admin.post(IMPORT, {"notice": NOTICE_2027, "action": "load", "seen": seen}, follow=True)
    assert "已载入2027年工作日历" in text_of(done)
    assert queries.loaded_years() == [2026, 2027]
    outbox.deliver_all()
    owed.refresh_from_db()
    assert (before, owed.due_on, owed.provisional) == (date(2027, 2, 24), date(2027, 2, 26), False)
    version = CalendarVersion.objects.get(year=2027)
    result = text_of(admin.get(f"/workbench/calendar/versions/{version.pk}/"))
    assert owed.title in result and "2027-02-24" in result and "2027-02-26" in result
    assert "部门编辑甲" in result and "已告知" in result
    assert "粘贴的通知文字" in result
    again = preview(admin)
    assert "与现行安排相同" in again and "确认载入" not in again


def test_what_changed_after_the_preview_is_looked_over_again(office: Office, admin: Client) -> None:
    seen = seen_in(preview(admin))
    other = NOTICE_2027.replace("〔2026〕99号", "〔2026〕98号")
    page = text_of(admin.post(IMPORT, {"notice": other, "action": "load", "seen": seen}))
    assert "请重新核对，再确认载入" in page
    assert queries.loaded_years() == [2026]
    calendars.load_year(actor=make.SYSTEM, calendar=calendar_year(2025))
    stale = text_of(admin.post(IMPORT, {"notice": NOTICE_2027, "action": "load", "seen": seen}))
    assert "请重新核对，再确认载入" in stale
    unseen = text_of(admin.post(IMPORT, {"notice": NOTICE_2027, "action": "load"}))
    assert "请重新核对" in unseen and queries.loaded_years() == [2025, 2026]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("通知.txt", NOTICE_2027.encode("gb18030")),
        ("通知.html", f"<html><body><p>{NOTICE_2027.replace(chr(10), '</p><p>')}</p></body></html>".encode()),
    ],
)
def test_a_notice_out_of_a_file(admin: Client, name: str, content: bytes) -> None:
    page = preview(admin, notice="", file=a_file(name, content))
    assert "请核对：2027年的安排" in page
    assert "二、春节：2月5日（周五）至12日（周五）放假调休，共8天" in page
    text = NOTICE_2027
    loaded = admin.post(
        IMPORT,
        {"notice": text, "source": name, "action": "load", "seen": seen_in(preview(admin))},
        follow=True,
    )
    assert name in text_of(loaded), "the record names the file"


def test_a_calendar_file_is_understood_too(admin: Client) -> None:
    content = (
        'year = 2028\ndays = [{ on = 2028-01-03, workday = false, name = "元旦" }]\n'
        '[header]\nfile = "calendars/2028"\nversion = 1\ndate = 2027-11-26\nsource = "test"\n'
        '[[notices]]\ntitle = "通知"\nnumber = "某发〔2027〕1号"\nissued_on = 2027-11-01\nverified = false\n'
    )
    page = preview(admin, notice="", file=a_file("2028.toml", content.encode()))
    assert "请核对：2028年的安排" in page and "某发〔2027〕1号" in page


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"notice": ""}, "请粘贴通知全文，或者选择文件"),
        ({"notice": NOTICE_2027.replace("共8天", "共9天")}, "写明9天，按起止日期是8天"),
        ({"notice": NOTICE_2027.replace("国办发明电〔2026〕99号", "")}, "通知文字里没有文号"),
        ({"notice": NOTICE_2027.replace("2026年11月25日", "")}, "没有印发日期"),
        ({"notice": "字" * 30_000}, "文字太多"),
        ({"address": "不是网址"}, "网址写法有误"),
        ({"issued_on": "昨天"}, "日期写法有误"),
        ({"file": ("空.txt", b"")}, "是空的"),
        ({"file": ("坏.docx", b"PK\x03\x04garbage")}, "坏.docx"),
        ({"file": ("表.xlsx", b"x")}, "表.xlsx"),
        ({"file": ("x.toml", b"\xff\xfe")}, "不是 UTF-8"),
    ],
)
def test_bad_input_is_refused_in_place_and_kept(admin: Client, changes: dict[str, Any], reason: str) -> None:
    file = changes.pop("file", None)
    if file:
        changes["file"] = a_file(*file)
    answer = admin.post(
        IMPORT, {"notice": NOTICE_2027, "action": "preview", "address": "https://x.cn/", **changes}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert reason in page and "field-wrong" in page
    if changes.get("notice") is None:
        assert "二、春节：2月5日" in page, "what was pasted stays"
    assert queries.loaded_years() == [2026]


def test_number_and_date_are_taken_from_the_form_where_the_text_has_none(admin: Client) -> None:
    text = NOTICE_2027.replace("国办发明电〔2026〕99号", "").replace("2026年11月25日", "")
    page = preview(admin, notice=text, number="国办发明电〔2026〕12号", issued_on="2026-11-20")
    assert "国办发明电〔2026〕12号，2026年11月20日" in page
