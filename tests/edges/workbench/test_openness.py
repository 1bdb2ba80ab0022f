"""Openness in the editor, at the decision and in its archives, through the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.core.information import queries
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition, Reexamination, SecrecyReferral
from gongkai.core.powers import commands as powers
from gongkai.core.powers.enums import Ground
from gongkai.foundation.access.enums import Role
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.workbench.conftest import Office, form_of, text_of

AsRole = Callable[[Role], Client]
MAY = {"verdict": "approve", "conclusion": "may_publish"}
FULL = "<p>张三领取补助。</p><p>特此公告。</p>"
COPY = "<p>［此处删减］领取补助。</p><p>特此公告。</p>"
REASONED = {"openness_reason": "涉及个人隐私。", "openness_article": "《政府信息公开条例》第十五条"}


def page_of(edition: Edition, name: str = "") -> str:
    return f"/workbench/documents/{edition.pk}/{name}"


@pytest.fixture
def draft(office: Office) -> Edition:
    return make.draft(office.county, "补助公告", actor=office.actor(Role.DEPARTMENT_EDITOR), body_html=FULL)


def latest(edition: Edition) -> Edition:
    return queries.get_edition(edition.pk)


def save(client: Client, edition: Edition, **changes: Any) -> Any:
    return client.post(page_of(edition, "edit/"), form_of(latest(edition), **changes))


def partly_open(client: Client, edition: Edition) -> Edition:
    save(client, edition, **REASONED, openness="partial", action="partial")
    save(client, edition, body_html=COPY, full_html=FULL, full_format="html", action="submit")
    return latest(edition)


# --- the editor -----------------------------------------------------------------------------------------


def test_the_public_copy_begins_as_the_text_is(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    page = text_of(editor.get(page_of(draft, "edit/")))
    assert "建立公开稿" in page
    assert "全文（不公开）" not in page
    save(editor, draft, openness="proactive", action="partial")
    kept = latest(draft)
    assert (kept.openness, kept.full_html, kept.body_html) == ("partial", FULL, FULL)
    page = text_of(editor.get(page_of(draft, "edit/")))
    assert "正文（公开稿）" in page
    assert "全文（不公开）" in page
    assert "公开稿与全文相同" in page


def test_the_whole_text_comes_back(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    save(editor, draft, openness="partial", action="partial")
    save(editor, draft, body_html=COPY, full_html=FULL, full_format="html")
    assert latest(draft).body_html == COPY
    save(editor, draft, body_html=COPY, full_html=FULL, full_format="html", action="whole")
    kept = latest(draft)
    assert (kept.body_html, kept.full_html) == (FULL, "")


def test_a_page_opened_before_the_copy_does_not_lose_it(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    save(editor, draft, openness="partial", action="partial")
    save(editor, draft, body_html=COPY)
    assert latest(draft).full_html == FULL


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), ("条例第十五条，当事人未同意。", "条例第十五条，当事人未同意。")]
)
def test_what_is_chosen_is_cited_and_what_is_typed_stays(
    office: Office, draft: Edition, as_role: AsRole, typed: str, kept: str
) -> None:
    entry = powers.add_entry(
        actor=make.SYSTEM,
        division_id=office.county.division.pk,
        body_id=office.county.bureau.pk,
        matter="信访人个人信息",
        ground=Ground.PRIVACY,
        basis="《信访工作条例》",
        valid_from=clock.today(),
    )
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "信访人个人信息" in text_of(editor.get(page_of(draft, "edit/")))
    save(editor, draft, openness="withheld", cited=f"entry:{entry.pk}", openness_article=typed)
    found = latest(draft)
    assert found.negative_entry_id == entry.pk
    assert found.openness_article == (kept or entry.citation)
    save(editor, draft, openness="withheld", cited="ground:privacy", openness_article="")
    found = latest(draft)
    assert (found.negative_entry_id, found.openness_article) == (
        None, "《政府信息公开条例》第十五条（个人隐私）",
    )  # fmt: skip
    refused = save(editor, draft, openness="withheld", cited="entry:999999")
    assert "请在列出的依据中选择" in text_of(refused)


def test_a_file_is_withheld_from_the_editor(office: Office, draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    make.information.attach_file(
        actor=office.actor(Role.DEPARTMENT_EDITOR), edition_id=draft.pk, name="名单.txt", chunks=[b"1"]
    )
    file = latest(draft).attachments.get()
    save(editor, draft, openness="partial", action=f"withhold-{file.pk}", **REASONED)
    file.refresh_from_db()
    assert not file.is_public
    assert "不公开" in text_of(editor.get(page_of(draft, "edit/")))
    save(editor, draft, openness="partial", action=f"release-{file.pk}", **REASONED)
    file.refresh_from_db()
    assert file.is_public
    assert "没有找到该附件" in text_of(
        editor.post(page_of(draft, "edit/"), form_of(latest(draft), action="withhold-x"), follow=True)
    )


def test_a_distribution_is_confirmed_on_the_page(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    save(editor, draft, body_html="<p>正文</p><p>（此件发至县处级）</p>", openness="proactive")
    assert "发送范围待核实" in text_of(editor.get(page_of(draft)))
    refused = editor.post(page_of(draft, "distribution/"), {"reason": " "}, follow=True)
    assert "请写明核实情况" in text_of(refused)
    done = editor.post(page_of(draft, "distribution/"), {"reason": "经县政府办公室同意公开。"}, follow=True)
    assert "已由" in text_of(done)
    assert latest(draft).distribution_confirmed == "（此件发至县处级）"


# --- the decision ----------------------------------------------------------------------------------------


def test_those_who_decide_see_what_is_withheld(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert partly_open(editor, draft).state == EditionState.IN_REVIEW
    for role, step in (
        (Role.REVIEWER, {**MAY, "step": "review"}),
        (Role.SECRECY_REVIEWER, MAY),
        (Role.APPROVER, {**MAY, "step": "sign_off", "openness": "partial"}),
    ):
        client = as_role(role)
        page = text_of(client.get(page_of(draft)))
        assert '<del class="withheld">张三</del>' in page, role
        assert '<mark class="removal">［此处删减］</mark>' in page, role
        assert 'value="may_publish"' in page, role
        assert 'value="may_publish" checked' not in page, "nothing is concluded beforehand"
        client.post(page_of(draft, "secrecy/" if role is Role.SECRECY_REVIEWER else "decide/"), step)
    assert latest(draft).state == EditionState.SIGNED


def test_agreeing_without_a_conclusion_keeps_what_was_typed(draft: Edition, as_role: AsRole) -> None:
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(draft, "submit/"))
    reviewer = as_role(Role.REVIEWER)
    refused = reviewer.post(
        page_of(draft, "decide/"), {"step": "review", "verdict": "approve", "opinion": "内容准确。"}
    )
    assert refused.status_code == 422
    assert "请作出本环节的保密审查结论" in text_of(refused)
    assert "内容准确。" in text_of(refused)


def test_the_signer_changes_the_openness(draft: Edition, as_role: AsRole) -> None:
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(draft, "submit/"))
    as_role(Role.REVIEWER).post(page_of(draft, "decide/"), {**MAY, "step": "review"})
    as_role(Role.SECRECY_REVIEWER).post(page_of(draft, "secrecy/"), MAY)
    approver = as_role(Role.APPROVER)
    assert "拟定：<strong>主动公开</strong>" in text_of(approver.get(page_of(draft)))
    closing = {**MAY, "step": "sign_off", "openness": "withheld"}
    refused = approver.post(page_of(draft, "decide/"), closing)
    assert "须写明理由" in text_of(refused)
    approver.post(page_of(draft, "decide/"), {**closing, **REASONED})
    assert (latest(draft).state, latest(draft).openness) == ("signed", "withheld")


# --- the archive ------------------------------------------------------------------------------------------


def cleared(office: Office, as_role: AsRole, draft: Edition) -> None:
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(draft, "submit/"))
    as_role(Role.REVIEWER).post(page_of(draft, "decide/"), {**MAY, "step": "review"})
    as_role(Role.SECRECY_REVIEWER).post(page_of(draft, "secrecy/"), {**MAY, "planned_for": "下周一"})


def test_sheets_are_listed_filtered_taken_away_and_printed(
    office: Office, draft: Edition, as_role: AsRole
) -> None:
    cleared(office, as_role, draft)
    reader = as_role(Role.SUPERVISOR)
    page = text_of(reader.get("/workbench/secrecy/"))
    assert "补助公告" in page
    assert "共 2 条" in page
    assert "共 1 条" in text_of(reader.get("/workbench/secrecy/?stage=second&conclusion=may_publish"))
    assert "没有符合条件" in text_of(reader.get("/workbench/secrecy/?conclusion=may_not_publish"))
    assert "没有符合条件" in text_of(reader.get("/workbench/secrecy/?until=2020-01-01"))
    table = reader.get("/workbench/secrecy/sheets.csv?stage=second")
    assert table["Content-Type"].startswith("text/csv")
    assert text_of(table).count("补助公告") == 1
    assert "下周一" in text_of(table)
    sheet = text_of(reader.get(f"/workbench/secrecy/sheets/{draft.pk}/"))
    assert "政府信息公开保密审查单" in sheet
    assert sheet.index("初审意见") < sheet.index("复审意见")
    assert "第四十二条" in sheet


def test_the_archive_is_not_for_everybody(office: Office, draft: Edition, as_role: AsRole) -> None:
    for role in (Role.DEPARTMENT_EDITOR, Role.SYSTEM_ADMINISTRATOR):
        assert as_role(role).get("/workbench/secrecy/").status_code == 403
        assert as_role(role).get("/workbench/secrecy/sheets.csv").status_code == 403
        assert as_role(role).get("/workbench/reexaminations/").status_code == 403
    assert as_role(Role.SUPERVISOR).get(f"/workbench/secrecy/sheets/{draft.pk}/").status_code == 404


def test_a_referral_waits_on_the_desk_until_its_answer_is_registered(
    office: Office, draft: Edition, as_role: AsRole
) -> None:
    as_role(Role.DEPARTMENT_EDITOR).post(page_of(draft, "submit/"))
    as_role(Role.REVIEWER).post(page_of(draft, "decide/"), {**MAY, "step": "review"})
    reviewer = as_role(Role.SECRECY_REVIEWER)
    upward = {"conclusion": "refer_upward", "reason": "是否涉及工作秘密。"}
    assert "请填写报请机关" in text_of(reviewer.post(page_of(draft, "secrecy/"), upward))
    reviewer.post(page_of(draft, "secrecy/"), {**upward, "refer_to": "县保密行政管理部门"})
    referral = SecrecyReferral.objects.get()
    desk = text_of(reviewer.get("/workbench/"))
    assert "等待上级答复" in desk
    assert "已等 0 天" in text_of(reviewer.get("/workbench/secrecy/referrals/"))
    address = f"/workbench/secrecy/referrals/{referral.pk}/"
    assert "角色" in text_of(as_role(Role.SUPERVISOR).get(address))
    assert reviewer.post(address, {"conclusion": "may_publish"}).status_code == 422
    done = reviewer.post(address, {"conclusion": "may_publish", "answer": "可以。"}, follow=True)
    assert "已登记答复，审批恢复" in text_of(done)
    assert "等待上级答复" not in text_of(reviewer.get("/workbench/"))


def test_what_is_withheld_is_examined_on_the_desk_of_the_office(
    office: Office, draft: Edition, as_role: AsRole
) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    save(editor, draft, **REASONED, openness="withheld", action="submit")
    as_role(Role.REVIEWER).post(page_of(draft, "decide/"), {**MAY, "step": "review"})
    as_role(Role.SECRECY_REVIEWER).post(page_of(draft, "secrecy/"), MAY)
    as_role(Role.APPROVER).post(page_of(draft, "decide/"), {**MAY, "step": "sign_off"})
    found = Reexamination.objects.get()
    keeper = as_role(Role.OPEN_AFFAIRS_OFFICE)
    listed = text_of(keeper.get("/workbench/reexaminations/"))
    assert "补助公告" in listed
    address = f"/workbench/reexaminations/{found.pk}/"
    assert "涉及个人隐私" in text_of(keeper.get(address))
    assert keeper.post(address, {"outcome": "open_now"}).status_code == 422
    opened = keeper.post(address, {"outcome": "open_now", "reason": "当事人已同意。"})
    new = queries.open_edition_of(draft.document_id)
    assert new is not None
    assert opened["Location"] == page_of(new, "edit/")
    assert "可以公开" in text_of(keeper.get("/workbench/reexaminations/?decided=1"))
    assert latest(draft).state == EditionState.REOPENED
    assert keeper.get(page_of(draft)).status_code == 200


@pytest.mark.parametrize(("role", "path", "limit"), [
    (Role.SUPERVISOR, "/workbench/secrecy/", 20),
    (Role.SUPERVISOR, "/workbench/secrecy/referrals/", 20),
    (Role.OPEN_AFFAIRS_OFFICE, "/workbench/reexaminations/", 20),
])  # fmt: skip
def test_lists_ask_a_fixed_number_of_questions(
    office: Office, as_role: AsRole, django_assert_max_num_queries: Any, role: Role, path: str, limit: int
) -> None:
    for number in range(3):
        edition = make.draft(
            office.county, f"一件{number}", actor=office.actor(Role.DEPARTMENT_EDITOR),
            openness="withheld", **REASONED,
        )  # fmt: skip
        make.bring_to(office.county, edition, EditionState.SIGNED)
    client = as_role(role)
    with django_assert_max_num_queries(limit):
        assert client.get(path).status_code == 200
