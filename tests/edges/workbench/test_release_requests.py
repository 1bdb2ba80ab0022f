"""申请批准公开 on screen: asked for, in the list of whoever may answer, given or refused, told."""

from __future__ import annotations

import pytest

from gongkai.core.information import queries
from gongkai.core.information.models import Edition, ReleaseRequest
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of
from tests.edges.workbench.test_personal_information import WITH_NUMBER, AsRole, address

REASON = "本人已签署同意书，同意公开证件号码。"
ANSWER = "没有附上本人的书面同意，请补充。"
HOME = "/workbench/"


@pytest.fixture
def named(office: Office) -> Edition:
    """A draft by somebody who is none of the people of the office."""
    return make.draft(office.county, body_html=WITH_NUMBER)


def test_asked_for_and_given(as_role: AsRole, named: Edition) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "申请批准公开</button>" in text_of(editor.get(address(named)))
    poor = editor.post(address(named, "release/ask/"), {"reason": "啊" * 10})
    assert poor.status_code == 422
    assert "理由只是重复的字" in text_of(poor)
    assert "啊" * 10 in text_of(poor), "what was typed stays"
    asked = text_of(editor.post(address(named, "release/ask/"), {"reason": REASON}, follow=True))
    assert "等待批准" in asked
    assert "撤回申请</button>" in asked
    assert "待批准公开个人信息" not in text_of(editor.get(HOME))

    approver = as_role(Role.APPROVER)
    home = text_of(approver.get(HOME))
    for words in ("待批准公开个人信息", named.title, "1 处必须处理", "送达", "批准或退回"):
        assert words in home
    assert f'href="{address(named)}#release"' in home
    shown = text_of(approver.get(address(named)))
    assert REASON in shown
    assert "退回申请</button>" in shown
    assert " checked" not in shown, "nothing is ticked beforehand"
    (scope,) = queries.guard_report(named).open_scopes
    given = {"ground": "consent", "reason": REASON, "scope": scope.key}
    assert "已批准公开 1 处" in text_of(approver.post(address(named, "release/"), given, follow=True))
    assert "待批准公开个人信息" not in text_of(approver.get(HOME))
    assert "经批准公开" in text_of(as_role(Role.DEPARTMENT_EDITOR).get(address(named)))


def test_refused_with_a_reason_that_the_asker_reads(as_role: AsRole, named: Edition) -> None:
    editor, approver = as_role(Role.DEPARTMENT_EDITOR), as_role(Role.APPROVER)
    editor.post(address(named, "release/ask/"), {"reason": REASON})
    empty = approver.post(address(named, "release/refuse/"), {"answer": ""})
    assert empty.status_code == 422
    assert "请写明为什么退回" in text_of(empty)
    approver.post(address(named, "release/refuse/"), {"answer": ANSWER})
    after = text_of(editor.get(address(named)))
    assert "已退回" in after
    assert ANSWER in after
    assert "申请批准公开</button>" in after
    assert ANSWER in text_of(editor.get("/workbench/notices/"))


def test_taken_back(as_role: AsRole, named: Edition) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    editor.post(address(named, "release/ask/"), {"reason": REASON})
    assert "已撤回申请" in text_of(editor.post(address(named, "release/withdraw/"), follow=True))
    assert "没有等待批准的申请" in text_of(editor.post(address(named, "release/withdraw/"), follow=True))


def test_what_was_changed_meanwhile_waits_for_nobody(as_role: AsRole, named: Edition) -> None:
    editor, approver = as_role(Role.DEPARTMENT_EDITOR), as_role(Role.APPROVER)
    editor.post(address(named, "release/ask/"), {"reason": REASON})
    Edition.objects.filter(pk=named.pk).update(summary="另写的概述。")
    assert "待批准公开个人信息" not in text_of(approver.get(HOME))
    assert "原来的申请已经失效" in text_of(editor.get(address(named)))
    assert "申请批准公开</button>" in text_of(editor.get(address(named)))
    again = editor.post(address(named, "release/ask/"), {"reason": REASON}, follow=True)
    assert "等待批准" in text_of(again)
    assert ReleaseRequest.objects.count() == 2


def test_everything_at_once(as_role: AsRole, office: Office) -> None:
    edition = make.draft(office.county, summary=WITH_NUMBER, body_html=WITH_NUMBER)
    approver = as_role(Role.APPROVER)
    assert "全选" in text_of(approver.get(address(edition)))
    given = {"ground": "consent", "reason": REASON, "scope": "every"}
    assert "已批准公开 2 处" in text_of(approver.post(address(edition, "release/"), given, follow=True))
