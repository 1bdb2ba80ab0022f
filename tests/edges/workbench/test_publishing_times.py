"""Publishing at a set time, taking down, and comparing editions, through the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Document, Edition
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.edges.workbench.test_slice import AsRole, page_of


@pytest.fixture
def signed(office: Office) -> Edition:
    return make.bring_to(office.county, make.draft(office.county, "低保标准公告"), EditionState.SIGNED)


def moment(days: int, hour: int = 9) -> str:
    return f"{clock.today() + timedelta(days=days)}T{hour:02d}:00"


def test_a_time_is_set_moved_and_taken_back(signed: Edition, as_role: AsRole) -> None:
    approver = as_role(Role.APPROVER)
    page = text_of(approver.get(page_of(signed)))
    assert 'type="datetime-local"' in page
    given = {"publish_at": moment(1), "revision": signed.revision}
    page = text_of(approver.post(page_of(signed, "schedule/"), given, follow=True))
    assert "已设定于" in page
    assert "签发人甲设定" in page
    assert "改变发布时间" in page
    signed.refresh_from_db()
    assert signed.publish_at is not None
    assert signed.publish_at.astimezone(clock.CHINA).hour == 9
    approver.post(page_of(signed, "schedule/"), {**given, "publish_at": moment(2, 10)})
    page = text_of(approver.post(page_of(signed, "unschedule/"), follow=True))
    assert "已取消定时发布" in page
    signed.refresh_from_db()
    assert signed.publish_at is None


def test_a_time_outside_office_hours_gets_a_hint(signed: Edition, as_role: AsRole) -> None:
    given = {"publish_at": moment(1, 3), "revision": signed.revision}
    page = text_of(as_role(Role.APPROVER).post(page_of(signed, "schedule/"), given, follow=True))
    assert "可能无人及时处理" in page


@pytest.mark.parametrize(
    ("given", "words"), [("", "请选择发布时间"), ("明天", "时间写法有误"), (moment(-1), "须晚于现在")]
)
def test_a_wrong_time_is_said_and_kept(signed: Edition, as_role: AsRole, given: str, words: str) -> None:
    response = as_role(Role.APPROVER).post(
        page_of(signed, "schedule/"), {"publish_at": given, "revision": signed.revision}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert f'value="{given}"' in page or not given


def test_a_page_out_of_date_publishes_nothing(signed: Edition, as_role: AsRole) -> None:
    stale = {"revision": signed.revision + 1}
    page = text_of(as_role(Role.APPROVER).post(page_of(signed, "publish/"), stale, follow=True))
    assert "页面内容已过时，没有发布" in page
    signed.refresh_from_db()
    assert signed.state == EditionState.SIGNED


def test_what_failed_at_its_time_is_on_the_page(office: Office, signed: Edition, as_role: AsRole) -> None:
    commands.schedule_publication(
        actor=office.actor(Role.APPROVER), edition_id=signed.pk, at=clock.now() + timedelta(hours=1)
    )
    commands.drop_schedule(actor=make.SYSTEM, edition_id=signed.pk, reason="账号不存在或已停用。")
    page = text_of(as_role(Role.DEPARTMENT_EDITOR).get(page_of(signed)))
    assert "没有按时发布" in page
    assert "账号不存在或已停用。" in page


def test_withdrawing_what_must_not_be_seen_again(office: Office, signed: Edition, as_role: AsRole) -> None:
    make.publish(office.county, signed)
    page = text_of(
        as_role(Role.APPROVER).post(
            page_of(signed, "withdraw/"), {"basis": "依据条例第十五条。", "hidden": "on"}, follow=True
        )
    )
    assert "撤下前公开过的内容也不再向公众展示" in page
    assert Document.objects.get(pk=signed.document_id).hides_history


def test_after_its_period_the_page_says_so(office: Office, as_role: AsRole) -> None:
    edition = make.publish_document(office.county, "结果公示", display_until=clock.today())
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "次日自动下线" in text_of(editor.get(page_of(edition)))
    Edition.objects.filter(pk=edition.pk).update(display_until=clock.today() - timedelta(days=1))
    commands.end_display(actor=make.SYSTEM, edition_id=edition.pk)
    page = text_of(editor.get(page_of(edition)))
    assert "公示期满" in page
    assert "更正后重新公示" in page


def test_editions_are_compared(office: Office, signed: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    make.publish(office.county, signed)
    assert editor.get(page_of(signed, "changes/")).status_code == 404
    correction = make.correct(office.county, signed.document, "更正标准。")
    commands.save_draft(
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        edition_id=correction.pk,
        revision=correction.revision,
        draft=make.a_draft("低保标准公告（更正）", change_note="更正标准。"),
    )
    assert "与上一个公开版本比较" in text_of(editor.get(page_of(correction)))
    page = text_of(editor.get(page_of(correction, "changes/")))
    assert "低保标准公告<ins>（更正）</ins>" in page
    assert "更正标准。" in page
