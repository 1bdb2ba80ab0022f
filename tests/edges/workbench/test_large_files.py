"""Large files on screen: the upload answers at once, bars until they are ready, reasons, one more try."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands
from gongkai.core.information.commands.processing import fail_processing
from gongkai.core.information.models import Edition, Processing
from gongkai.foundation.access.enums import Role
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.edges.workbench.conftest import Office, a_file, form_of, text_of
from tests.edges.workbench.test_personal_information import AsRole, address
from tests.large_files import everything_large, let_the_worker_run

NUMBER = samples()["id_card"]
LIST = "\n".join(
    ("姓名,村,身份证号,金额", *(f"{name},石桥村,{NUMBER},300" for name in ("陈大山", "李小河", "王一川")))
).encode()
HTMX = {"hx-request": "true"}


@pytest.fixture
def edition(office: Office) -> Edition:
    return make.draft(office.county)


@pytest.fixture
def client(as_role: AsRole) -> Client:
    return as_role(Role.DEPARTMENT_EDITOR)


def files(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/attachments/"


def upload(client: Client, edition: Edition) -> str:
    with everything_large():
        answer = client.post(files(edition), {"files": a_file("名单.csv", LIST)}, headers=HTMX)
    return text_of(answer)


def deed(work: Processing, name: str) -> str:
    return f"/workbench/documents/{work.edition_id}/processings/{work.pk}/{name}/"


def test_an_upload_answers_with_a_bar_that_moves(client: Client, edition: Edition) -> None:
    shown = upload(client, edition)
    assert "正在清除隐藏信息：“名单.csv”" in shown
    assert "正在准备" in shown
    assert "暂存并刷新进度" in shown
    Processing.objects.update(done=2, total=4, unit="行")
    answer = client.get(files(edition), headers=HTMX)
    assert "HX-Trigger" not in answer.headers
    moved = text_of(answer)
    assert 'value="2" max="4"' in moved
    assert "按行计。" in moved
    assert "id_files" not in moved, "the field for the next upload stays as it is"
    editor = text_of(client.get(f"/workbench/documents/{edition.pk}/edit/"))
    assert 'value="2" max="4"' in editor
    panel = f"/workbench/documents/{edition.pk}/completeness/"
    for beside in (editor, text_of(client.get(panel))):
        assert "附件处理完成之后，可以提交审核。" in beside
    with everything_large():
        let_the_worker_run(edition)
    answer = client.get(files(edition), headers=HTMX)
    assert answer.headers["HX-Trigger"] == "gongkai:files", "what stands beside the editor is told"
    ready = text_of(answer)
    assert "名单.csv" in ready
    assert "hx-trigger" not in ready
    assert "附件处理完成之后" not in text_of(client.get(panel))


def test_the_page_of_findings_shows_scan_and_copy_until_they_are_done(
    client: Client, edition: Edition
) -> None:
    upload(client, edition)
    with everything_large():
        commands.carry_out_processing(Processing.objects.get().pk)
    shown = text_of(client.get(address(edition)))
    assert "正在检查个人信息" in shown
    assert "刷新进度" in shown
    assert "立即检查" not in shown
    assert "<h1>" not in text_of(client.get(address(edition), headers=HTMX))
    let_the_worker_run(edition)
    done = client.get(address(edition), headers=HTMX)
    assert (done.content, done.headers["HX-Refresh"]) == (b"", "true")

    attachment = edition.attachments.get()
    with everything_large():
        for _ in range(2):
            masked = client.post(
                address(edition, f"files/{attachment.pk}/mask/"),
                {"action": "mask", "without": "金额", "seen": attachment.file_id},
                follow=True,
            )
            assert "正在后台生成脱敏副本" in text_of(masked)
        assert Processing.objects.count() == 1
        waiting = text_of(client.get(address(edition)))
        assert "正在生成脱敏副本：“名单.csv”" in waiting
        assert "生成脱敏副本</button>" not in waiting
        let_the_worker_run(edition)
    after = text_of(client.get(address(edition)))
    assert "公开的是脱敏副本" in after
    assert "后台处理" not in after


def test_nothing_says_that_nothing_was_found_before_every_file_was_looked_into(
    client: Client, edition: Edition
) -> None:
    panel = f"/workbench/documents/{edition.pk}/completeness/"
    upload(client, edition)
    for state in ("made ready", "looked into"):
        for beside in (panel, f"/workbench/documents/{edition.pk}/", address(edition)):
            shown = text_of(client.get(beside))
            assert "个人信息正在检查：名单.csv" in shown, state
            assert "未发现" not in shown, state
        with everything_large():
            commands.carry_out_processing(Processing.objects.get(edition=edition).pk)
    assert "个人信息：3处必须处理" in text_of(client.get(panel))


def test_nothing_says_so_either_where_a_file_did_not_get_ready(client: Client, edition: Edition) -> None:
    upload(client, edition)
    fail_processing(actor=make.SYSTEM, processing_id=Processing.objects.get().pk, reason="没有成功。")
    shown = text_of(client.get(f"/workbench/documents/{edition.pk}/completeness/"))
    assert "没有处理成功，尚未检查：名单.csv" in shown
    assert "未发现" not in shown


def test_without_a_scan_under_way_one_is_begun_by_a_press(client: Client, edition: Edition) -> None:
    with everything_large():
        commands.attach_file(actor=make.SYSTEM, edition_id=edition.pk, name="名单.csv", chunks=[LIST])
        Processing.objects.all().delete()
        assert "还有 1 个附件或表格没有按现行规则检查" in text_of(client.get(address(edition)))
        begun = text_of(client.post(address(edition, "check/"), follow=True))
    assert "大文件在后台检查" in begun
    assert "正在检查个人信息" in begun


def test_what_did_not_succeed_is_told_and_done_anew(client: Client, edition: Edition) -> None:
    upload(client, edition)
    work = Processing.objects.get()
    fail_processing(actor=make.SYSTEM, processing_id=work.pk, reason="文件不在存储中。")
    for shown in (client.get(files(edition), headers=HTMX), client.get(address(edition))):
        assert "清除隐藏信息没有成功：“名单.csv”" in text_of(shown)
        assert "文件不在存储中。" in text_of(shown)
    again = text_of(client.post(deed(work, "retry"), headers=HTMX))
    assert "正在清除隐藏信息" in again
    refused = client.post(deed(work, "retry"), headers=HTMX)
    assert refused.status_code == 422
    assert "正在进行，无需重新开始" in text_of(refused)
    assert "正在进行" in text_of(client.post(deed(work, "retry"), follow=True))
    assert "名单.csv" not in text_of(client.post(deed(work, "drop"), headers=HTMX))
    assert "已经完成或取消" in text_of(client.post(deed(work, "drop"), follow=True))


def test_without_javascript_the_text_is_kept_when_work_is_dropped(client: Client, edition: Edition) -> None:
    upload(client, edition)
    form = {**form_of(edition, title="改过的标题"), "action": f"drop-{Processing.objects.get().pk}"}
    assert client.post(f"/workbench/documents/{edition.pk}/edit/", form).status_code == 302
    edition.refresh_from_db()
    assert edition.title == "改过的标题"
    assert not Processing.objects.exists()


def test_work_of_another_document_is_nobodys_business(
    client: Client, edition: Edition, office: Office
) -> None:
    upload(client, edition)
    other = make.draft(office.county, "另一份")
    work = Processing.objects.get()
    strange = f"/workbench/documents/{other.pk}/processings/{work.pk}/drop/"
    assert "没有找到该项处理" in text_of(client.post(strange, follow=True))
    assert client.post(deed(work, "burn")).status_code == 404
    assert Processing.objects.count() == 1


def test_questions_to_the_database(
    client: Client, edition: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    upload(client, edition)
    client.get(files(edition), headers=HTMX)
    with django_assert_max_num_queries(14):
        client.get(files(edition), headers=HTMX)
