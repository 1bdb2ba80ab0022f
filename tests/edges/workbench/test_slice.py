"""A document from the first word to the public and back, through the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.core.information import queries as information
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as identity_queries
from gongkai.foundation.outbox.commands import deliver_all
from tests import factories as make
from tests.edges.workbench.conftest import Office, SignIn, form_of, text_of

AsRole = Callable[[Role], Client]
REVIEWED = {"step": "review", "verdict": "approve", "conclusion": "may_publish"}
SIGNED = {**REVIEWED, "step": "sign_off"}


def page_of(edition: Edition, name: str = "") -> str:
    return f"/workbench/documents/{edition.pk}/{name}"


def state_of(edition: Edition) -> str:
    return information.get_edition(edition.pk).state


@pytest.fixture
def draft(office: Office) -> Edition:
    return make.draft(office.county, "关于公布低保标准的公告", actor=office.actor(Role.DEPARTMENT_EDITOR))


def carry_to_sign_off(edition: Edition, as_role: AsRole) -> None:
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(edition, "submit/"))
    as_role(Role.REVIEWER).post(page_of(edition, "decide/"), REVIEWED)
    as_role(Role.SECRECY_REVIEWER).post(
        page_of(edition, "secrecy/"),
        {"conclusion": "may_publish", "method": "政府网站", "scope": "面向社会"},
    )


def carry_to_publication(edition: Edition, as_role: AsRole) -> None:
    carry_to_sign_off(edition, as_role)
    as_role(Role.APPROVER).post(page_of(edition, "decide/"), SIGNED)
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(edition, "publish/"))


def test_from_draft_to_withdrawal(office: Office, as_role: AsRole, client: Client) -> None:
    editor, reviewer = as_role(Role.DEPARTMENT_EDITOR), as_role(Role.REVIEWER)
    secrecy, approver = as_role(Role.SECRECY_REVIEWER), as_role(Role.APPROVER)
    editor.post(
        "/workbench/documents/new/",
        {"body": office.county.bureau.pk, "title": "低保标准公告", "item": office.county.item.pk},
    )
    draft = Edition.objects.get(title="低保标准公告")
    written = form_of(
        draft,
        body_format="plain",
        body_html="一、标准\n每人每月735元。",
        written_on="2026-09-01",
        subject_category="民政、扶贫、救灾",
        openness="proactive",
        action="submit",
    )
    editor.post(page_of(draft, "edit/"), written)
    assert state_of(draft) == EditionState.IN_REVIEW

    assert "低保标准公告" in text_of(reviewer.get("/workbench/"))
    assert "低保标准公告" not in text_of(approver.get("/workbench/")), "not yet"
    decided = reviewer.post(page_of(draft, "decide/"), {**REVIEWED, "opinion": "同意。"})
    assert decided["Location"] == "/workbench/"
    assert "待保密审查" in text_of(secrecy.get("/workbench/"))
    secrecy.post(
        page_of(draft, "secrecy/"), {"conclusion": "may_publish", "method": "政府网站", "scope": "面向社会"}
    )
    shown = text_of(approver.get(page_of(draft)))
    assert "保密审查结论：可以公开" in shown and "拟定：<strong>主动公开" in shown
    approver.post(page_of(draft, "decide/"), {**SIGNED, "opinion": "签发。"})
    assert state_of(draft) == EditionState.SIGNED

    assert "待发布" in text_of(editor.get("/workbench/"))
    published = text_of(editor.post(page_of(draft, "publish/"), follow=True))
    assert "已发布，公众现在可以看到" in published
    document = information.get_document(draft.document_id)
    public = f"/documents/{document.public_id}/"
    assert public in published
    assert "每人每月735元" in text_of(client.get(public))

    begun = editor.post(page_of(draft, "correct/"), {"change_note": "标准应为745元。"})
    second = Edition.objects.get(document=document, number=2)
    assert begun["Location"] == page_of(second, "edit/")
    assert "更正文件（第2版）" in text_of(editor.get(begun["Location"]))
    editor.post(page_of(second, "edit/"), form_of(second, body_html="<p>每人每月745元。</p>"))
    assert "735元" in text_of(client.get(public)), "the public reads the old one until the new one is out"
    carry_to_publication(second, as_role)
    assert "745元" in text_of(client.get(public))
    assert state_of(draft) == EditionState.SUPERSEDED
    timeline = text_of(editor.get(page_of(second)))
    assert "发布（第1版）" in timeline and "发布（第2版）" in timeline and "标准应为745元" in timeline

    withdrawn = text_of(
        approver.post(page_of(second, "withdraw/"), {"basis": "涉及个人隐私，条例第十五条。"}, follow=True)
    )
    assert "已撤下" in withdrawn and "条例第十五条" in withdrawn
    gone = client.get(public)
    assert gone.status_code == 410 and "条例第十五条" in text_of(gone) and "745元" not in text_of(gone)
    deliver_all()


def test_a_return_brings_the_reason_to_the_author(draft: Edition, as_role: AsRole) -> None:
    editor, reviewer = as_role(Role.DEPARTMENT_EDITOR), as_role(Role.REVIEWER)
    editor.post(page_of(draft, "submit/"))
    silent = reviewer.post(page_of(draft, "decide/"), {"step": "review", "verdict": "return", "opinion": " "})
    assert silent.status_code == 422 and "退回必须写明理由" in text_of(silent)
    reviewer.post(
        page_of(draft, "decide/"), {"step": "review", "verdict": "return", "opinion": "请核对文号。"}
    )
    home = text_of(editor.get("/workbench/"))
    assert "退回修改" in home and "请核对文号。" in home
    assert "退回" in text_of(editor.get(page_of(draft)))


def test_a_long_opinion_is_refused_and_kept(draft: Edition, as_role: AsRole) -> None:
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(draft, "submit/"))
    long = "意" * 2_001
    refused = as_role(Role.REVIEWER).post(page_of(draft, "decide/"), {**REVIEWED, "opinion": long})
    assert refused.status_code == 422 and long in text_of(refused)
    assert state_of(draft) == EditionState.IN_REVIEW


def test_secrecy_that_says_no_sends_back_and_needs_a_reason(draft: Edition, as_role: AsRole) -> None:
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(draft, "submit/"))
    as_role(Role.REVIEWER).post(page_of(draft, "decide/"), REVIEWED)
    secrecy = as_role(Role.SECRECY_REVIEWER)
    sheet = {"conclusion": "may_not_publish", "method": "政府网站", "scope": "面向社会"}
    refused = secrecy.post(page_of(draft, "secrecy/"), sheet)
    assert refused.status_code == 422 and "必须写明理由和依据" in text_of(refused)
    empty = secrecy.post(page_of(draft, "secrecy/"), {"method": "政府网站", "scope": "面向社会"})
    assert "请选择审查结论" in text_of(empty)
    secrecy.post(page_of(draft, "secrecy/"), {**sheet, "reason": "涉及未公开的规划。"})
    assert state_of(draft) == EditionState.DRAFT
    assert "涉及未公开的规划" in text_of(as_role(Role.DEPARTMENT_EDITOR).get("/workbench/"))


def test_four_eyes_are_said_in_place_of_the_buttons(office: Office, draft: Edition, as_role: AsRole) -> None:
    identity.grant_role(
        actor=make.SYSTEM,
        account_id=office.accounts[Role.DEPARTMENT_EDITOR].pk,
        role=Role.REVIEWER,
        body_id=office.county.bureau.pk,
        basis="测试",
    )
    editor = as_role(Role.DEPARTMENT_EDITOR)
    editor.post(page_of(draft, "submit/"))
    page = text_of(editor.get(page_of(draft)))
    assert "您是该文件的起草人，不能由本人审核" in page
    assert "document_decide" not in page and 'value="approve"' not in page
    refused = editor.post(page_of(draft, "decide/"), REVIEWED)
    assert refused.status_code == 422 and "您是该文件的起草人" in text_of(refused)
    assert state_of(draft) == EditionState.IN_REVIEW


def test_who_has_it_now_is_named(office: Office, draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    editor.post(page_of(draft, "submit/"))
    assert "审核人：审核人甲" in text_of(editor.get(page_of(draft)))
    staff = identity_queries.find_account(f"z.staff.{office.county.division.code}")
    assert staff is not None
    for account in (office.accounts[Role.REVIEWER], staff):
        identity.disable_account(actor=make.SYSTEM, account_id=account.pk)
    assert "没有可以办理的审核人，请联系安全管理员授权" in text_of(editor.get(page_of(draft)))


def test_a_stale_page_cannot_decide_the_next_step(draft: Edition, as_role: AsRole) -> None:
    carry_to_sign_off(draft, as_role)
    stale = as_role(Role.APPROVER).post(page_of(draft, "decide/"), REVIEWED)
    assert stale.status_code == 422 and "页面内容已过时" in text_of(stale)
    assert state_of(draft) == EditionState.IN_REVIEW


def test_recalling(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    editor.post(page_of(draft, "submit/"))
    assert "撤回送审" in text_of(editor.get(page_of(draft)))
    assert editor.post(page_of(draft, "recall/"))["Location"] == page_of(draft, "edit/")
    assert state_of(draft) == EditionState.DRAFT
    assert editor.post(page_of(draft, "recall/")).status_code == 409


def test_publishing_twice_says_that_it_is_done(draft: Edition, as_role: AsRole) -> None:
    carry_to_publication(draft, as_role)
    again = as_role(Role.APPROVER).post(page_of(draft, "publish/"), follow=True)
    assert "无需重复发布" in text_of(again)
    assert information.get_edition(draft.pk).state == EditionState.PUBLISHED


def test_what_is_not_open_says_why_it_is_not_published(office: Office, as_role: AsRole) -> None:
    closed = make.draft(
        office.county,
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        openness="withheld",
        openness_reason="内部事务信息。",
        openness_article="《政府信息公开条例》第十六条",
    )
    carry_to_publication(closed, as_role)
    assert state_of(closed) == EditionState.SIGNED
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "公开属性为“不予公开”，不在网站发布" in text_of(editor.get(page_of(closed)))
    assert closed.title not in text_of(editor.get("/workbench/")), "nothing waits for anybody"


def test_correction_and_withdrawal_need_their_words(draft: Edition, as_role: AsRole) -> None:
    carry_to_publication(draft, as_role)
    editor, approver = as_role(Role.DEPARTMENT_EDITOR), as_role(Role.APPROVER)
    assert "请写明更正什么" in text_of(editor.post(page_of(draft, "correct/"), {"change_note": ""}))
    assert "必须写明依据" in text_of(approver.post(page_of(draft, "withdraw/"), {"basis": ""}))
    refused = editor.post(page_of(draft, "withdraw/"), {"basis": "想撤"})
    assert refused.status_code == 422 and "您没有该角色" in text_of(refused)
    assert state_of(draft) == EditionState.PUBLISHED
    editor.post(page_of(draft, "correct/"), {"change_note": "更正。"})
    twice = editor.post(page_of(draft, "correct/"), {"change_note": "再更正。"})
    assert twice.status_code == 422 and "已有一个未办结的版本" in text_of(twice)


def test_the_first_draft_of_one_may_be_corrected_by_a_colleague(
    draft: Edition, as_role: AsRole, sign_in: SignIn
) -> None:
    carry_to_publication(draft, as_role)
    colleague = sign_in("colleague")
    assert colleague.post(page_of(draft, "correct/"), {"change_note": "更正。"}).status_code == 302


@pytest.mark.parametrize("name", ["decide/", "secrecy/", "correct/", "withdraw/"])
def test_reloading_after_a_refusal_leads_to_the_page(draft: Edition, as_role: AsRole, name: str) -> None:
    led = as_role(Role.DEPARTMENT_EDITOR).get(page_of(draft, name))
    assert led["Location"] == page_of(draft)


def test_bodies_with_markup_are_shown_and_never_run(office: Office, as_role: AsRole) -> None:
    hostile = make.draft(
        office.county,
        '<script>alert("标题")</script>',
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        body_html="<p>正文</p><img src=x onerror=alert(1)><script>alert(1)</script>",
    )
    editor = as_role(Role.DEPARTMENT_EDITOR)
    for name in ("", "edit/", "preview/"):
        page = text_of(editor.get(page_of(hostile, name)))
        assert "<script>alert" not in page and "onerror" not in page, name


def test_a_body_without_code_says_who_can_help(office: Office, as_role: AsRole, db: Any) -> None:
    bureau = office.county.bureau
    bureau.uscc = None
    bureau.save(update_fields=["uscc"])
    draft = make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))
    carry_to_sign_off(draft, as_role)
    as_role(Role.APPROVER).post(page_of(draft, "decide/"), SIGNED)
    answer = as_role(Role.DEPARTMENT_EDITOR).post(page_of(draft, "publish/"), follow=True)
    assert "没有登记统一社会信用代码" in text_of(answer)
    assert state_of(draft) == EditionState.SIGNED
