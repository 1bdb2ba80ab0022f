"""Moving an old site: from the table to public pages, stopped and taken up again, no line unaccounted for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from unittest import mock

import pytest

from gongkai.core.importing import commands, queries
from gongkai.core.importing.commands import batches
from gongkai.core.importing.enums import Phase, RunState
from gongkai.core.importing.models import ImportedRow, ImportRun, OldAddress
from gongkai.core.information.enums import EditionState, Origin, Validity
from gongkai.core.information.models import Document, Edition
from gongkai.core.publishing import queries as publishing
from gongkai.core.publishing.enums import LogAction
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.search.queries import search
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.core.importing.conftest import PAGE, OldSite, a_line

pytestmark = pytest.mark.django_db


def reasons(run: ImportRun, phase: Phase = Phase.IMPORT) -> list[tuple[int, str, bool]]:
    return [(each.row, each.reason, each.kept) for each in queries.problems_of(run, phase)]


# --- the whole way ------------------------------------------------------------------------------------


def test_a_document_is_public_as_it_was(old_site: OldSite) -> None:
    old_site.table([a_line(索引号="11330100/2019-00007", 关键词="低保、救助", 有效性="废止", 摘要="说明")])
    run = old_site.moved()
    assert (run.state, run.good_count, run.refused_count) == (RunState.DONE, 1, 0)
    document = Document.objects.get()
    edition = document.editions.get()
    assert document.origin == Origin.IMPORTED
    assert document.index_number == "11330100/2019-00007"
    assert document.validity == Validity.REPEALED
    assert document.first_published_at == datetime(2019, 5, 2, 2, 30, tzinfo=UTC)
    assert edition.state == EditionState.PUBLISHED
    assert edition.document_number == "云民发〔2019〕1号"
    assert edition.written_on == date(2019, 4, 30)
    assert edition.keywords == ["低保", "救助"]
    assert edition.published_at == document.first_published_at
    shown = publishing.public_document(document.public_id)
    assert "第1件事" in shown.edition.body_html


def test_it_is_found_and_in_the_log(old_site: OldSite) -> None:
    old_site.table([a_line(1), a_line(2)])
    run = old_site.moved()
    assert run.indexed_count == 2
    assert {hit.summary["title"] for hit in search("第2件事").hits} == {"关于第2件事的通知"}
    entries = publishing.publication_log(old_site.county.site, action=LogAction.MOVED)
    assert len(entries) == 2
    assert all(entry.at.date() == clock.now().date() for entry in entries)
    assert {entry.basis for entry in entries} == {"原网站发布于2019-05-02", "原网站发布于2019-05-03"}


def test_a_page_brings_its_pictures_and_files(old_site: OldSite) -> None:
    old_site.put("art/2019/5/1.html", PAGE)
    old_site.table([{**a_line(), "正文": "", "正文文件": "art/2019/5/1.html"}])
    run = old_site.moved()
    assert reasons(run) == []
    edition = Edition.objects.get()
    files = {file.name: file for file in edition.attachments.all()}
    assert set(files) == {"流程图.png", "附件1.txt"}
    address = f"/documents/{edition.document.public_id}/files/{files['流程图.png'].pk}/"
    assert f'src="{address}"' in edition.body_html
    assert publishing.public_attachment(edition.document.public_id, files["附件1.txt"].pk)


def test_old_addresses_lead_to_the_new_ones(old_site: OldSite) -> None:
    old_site.put("art/2019/5/1.html", PAGE)
    old_site.table([{**a_line(), "正文": "", "正文文件": "art/2019/5/1.html"}])
    old_site.moved()
    document = Document.objects.get()
    found = queries.redirect_for("old.example.gov.cn", "/art/2019/5/1.html")
    assert found is not None
    assert (found.public_id, found.attachment_id) == (document.public_id, None)
    file = queries.redirect_for("new.example.gov.cn", "/art/2019/5/files/a.txt")
    assert file is not None
    assert file.attachment_id is not None
    assert queries.redirect_for("old.example.gov.cn", "/art/2019/5/2.html") is None


def test_the_trial_writes_nothing_and_says_what_would_happen(old_site: OldSite) -> None:
    old_site.table(
        [a_line(1), a_line(2, 发布机构="没有的局"), a_line(3, 发布时间="不详"), a_line(4, 标题="")]
    )
    run = old_site.checked()
    assert (run.state, run.good_count, run.refused_count) == (RunState.CHECKED, 1, 3)
    assert [row for row, _, _ in reasons(run, Phase.CHECK)] == [2, 3, 4]
    assert not Document.objects.exists()
    assert not OldAddress.objects.exists()


# --- lines that are refused, lines that lose something ------------------------------------------------


@pytest.mark.parametrize(("fields", "reason"), [
    ({"发布机构": "没有的局"}, "哪个单位"),
    ({"栏目": "没有的栏目"}, "哪个公开事项"),
    ({"发布时间": "2999-01-01"}, "2999"),
    ({"正文": ""}, "没有正文"),
    ({"正文": "<p> </p>"}, "空的"),
    ({"标题": "长" * 201}, "超过200字"),
    ({"附件": "没有.pdf"}, "没有这个附件"),
    ({"附件": "../../../etc/hostname"}, "没有这个附件"),
    ({"附件": "bad.pdf"}, "bad.pdf"),
    ({"正文": "<div>" * 400 + "深"}, "嵌套过深"),
])  # fmt: skip
def test_a_line_is_refused_with_its_reason_and_the_others_go_on(
    old_site: OldSite, fields: dict[str, str], reason: str
) -> None:
    old_site.put("bad.pdf", b"MZ\x90\x00 program")
    old_site.table([a_line(1), a_line(2, **fields), a_line(3)])
    run = old_site.moved()
    assert (run.good_count, run.refused_count) == (2, 1)
    (problem,) = reasons(run)
    assert (problem[0], problem[2]) == (2, False)
    assert reason in problem[1]


@pytest.mark.parametrize(("fields", "reason"), [
    ({"成文日期": "很久以前"}, "成文日期留空"),
    ({"有效性": "不知道"}, "不认识的有效性"),
    ({"摘要": "长" * 400}, "内容概述超过"),
    ({"正文": "<p>好</p><script>x()</script>"}, "脚本"),
    ({"网址": "javascript:x()"}, "不设跳转"),
])  # fmt: skip
def test_what_is_left_out_is_said(old_site: OldSite, fields: dict[str, str], reason: str) -> None:
    old_site.table([a_line(1, **fields)])
    run = old_site.moved()
    assert (run.good_count, run.remark_count) == (1, 1)
    ((_, said, kept),) = reasons(run)
    assert kept
    assert reason in said
    assert "script" not in Edition.objects.get().body_html


def test_numbers_are_kept_given_or_changed(old_site: OldSite) -> None:
    old_site.table([a_line(1, 索引号="A/2019-1"), a_line(2, 索引号="A/2019-1"), a_line(3, 索引号="")])
    run = old_site.moved()
    numbers = [row.document.index_number for row in queries.documents_of(run.pk)]
    uscc = old_site.county.bureau.uscc
    assert numbers == ["A/2019-1", f"{uscc}/2019-00001", f"{uscc}/2019-00002"]
    assert [reason for _, reason, _ in reasons(run)] == ["索引号与另一信息重复，已另编"]


def test_the_same_page_twice_is_moved_once(old_site: OldSite) -> None:
    old_site.table([a_line(1), a_line(1), a_line(2)])
    run = old_site.moved()
    assert run.good_count == 2
    assert reasons(run) == [(2, "这个网址的信息已经迁移过，或在清单中重复", False)]


def test_a_body_of_another_county_is_refused(old_site: OldSite) -> None:
    other = make.make_county("邻山县", "990124")
    old_site.table([a_line(1)])
    run = old_site.checked(bodies={"县民政局": other.bureau.pk})
    assert "不属于" in reasons(run, Phase.CHECK)[0][1]
    with pytest.raises(InvalidInput, match="没有一行"):
        commands.start_run(actor=make.SYSTEM, run_id=run.pk)


# --- stopped and taken up again -----------------------------------------------------------------------


@pytest.fixture
def small_batches() -> Iterator[None]:
    lines = {"WRITE_LINES": 10, "CHECK_LINES": 10, "INDEX_DOCUMENTS": 10}
    with mock.patch.multiple(batches, **lines):
        yield


@pytest.mark.usefixtures("small_batches")
def test_interrupted_in_a_batch_it_goes_on_from_the_last_whole_one(old_site: OldSite) -> None:
    old_site.table([a_line(number) for number in range(1, 36)])
    run = old_site.checked()
    commands.start_run(actor=make.SYSTEM, run_id=run.pk)
    commands.write_batch(actor=make.SYSTEM, run_id=run.pk)
    commands.write_batch(actor=make.SYSTEM, run_id=run.pk)
    with mock.patch.object(batches, "_advance", side_effect=SystemExit), pytest.raises(SystemExit):
        commands.write_batch(actor=make.SYSTEM, run_id=run.pk)
    run = queries.get_run(run.pk)
    assert (run.done_rows, Document.objects.count()) == (20, 20)
    run = old_site.work(run)
    assert (run.state, run.done_rows, run.good_count) == (RunState.DONE, 35, 35)
    assert Document.objects.count() == 35
    assert [row.row for row in queries.documents_of(run.pk)] == list(range(1, 36))
    assert Edition.objects.values("title").distinct().count() == 35


@pytest.mark.usefixtures("small_batches")
def test_paused_and_resumed(old_site: OldSite) -> None:
    old_site.table([a_line(number) for number in range(1, 26)])
    run = old_site.checked()
    commands.start_run(actor=make.SYSTEM, run_id=run.pk)
    commands.write_batch(actor=make.SYSTEM, run_id=run.pk)
    commands.pause_run(actor=old_site.office, run_id=run.pk)
    assert commands.write_batch(actor=make.SYSTEM, run_id=run.pk) is None
    assert not commands.carry_on(run.pk)
    commands.resume_run(actor=make.SYSTEM, run_id=run.pk)
    assert old_site.work(run).good_count == 25


def test_a_changed_table_is_not_taken_up(old_site: OldSite) -> None:
    old_site.table([a_line(1)])
    run = old_site.checked()
    old_site.table([a_line(2)])
    with pytest.raises(Conflict, match="改动过"):
        commands.start_run(actor=make.SYSTEM, run_id=run.pk)


def test_a_fault_pauses_with_its_place_and_nothing_of_the_batch(old_site: OldSite) -> None:
    old_site.table([a_line(1)])
    run = old_site.checked()
    commands.start_run(actor=make.SYSTEM, run_id=run.pk)
    with mock.patch.object(batches, "write", side_effect=RuntimeError("disk")):
        assert not commands.carry_on(run.pk)
    run = queries.get_run(run.pk)
    assert run.state == RunState.PAUSED
    assert "第1行" in run.pause_reason
    assert not ImportedRow.objects.exists()


def test_the_right_taken_away_pauses(old_site: OldSite) -> None:
    old_site.table([a_line(1)])
    run = old_site.checked()
    commands.start_run(actor=old_site.office, run_id=run.pk)
    ImportRun.objects.filter(pk=run.pk).update(opened_by_id=987_654)
    assert not commands.carry_on(run.pk)
    run = queries.get_run(run.pk)
    assert (run.state, run.pause_reason) == (RunState.PAUSED, "账号不存在或已停用。")
    assert not Document.objects.exists()


def test_runs_whose_worker_died_are_found(old_site: OldSite) -> None:
    old_site.table([a_line(1)])
    run = old_site.checked()
    commands.start_run(actor=make.SYSTEM, run_id=run.pk)
    assert queries.stale_run_ids() == []
    ImportRun.objects.filter(pk=run.pk).update(worked_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert queries.stale_run_ids() == [run.pk]


# --- refusals -----------------------------------------------------------------------------------------


def test_only_the_office_moves(old_site: OldSite) -> None:
    old_site.table([a_line(1)])
    with pytest.raises(Denied):
        old_site.open(actor=old_site.county.person(Role.DEPARTMENT_EDITOR))


def test_columns_must_be_assigned(old_site: OldSite) -> None:
    old_site.table([{"甲": "1", "乙": "2"}])
    run = old_site.open()
    with pytest.raises(InvalidInput) as refused:
        commands.check_run(actor=make.SYSTEM, run_id=run.pk)
    assert set(refused.value.fields) == {"title", "published", "content", "body", "column"}


def test_one_table_is_moved_once(old_site: OldSite) -> None:
    old_site.table([a_line(1)])
    run = old_site.moved()
    with pytest.raises(Conflict, match="已在迁移"):
        old_site.open()
    with pytest.raises(Conflict, match="终止"):
        commands.cancel_run(actor=make.SYSTEM, run_id=run.pk)


def test_a_folder_outside_is_not_looked_at(old_site: OldSite) -> None:
    with pytest.raises(InvalidInput, match="没有这份清单"):
        commands.open_run(
            actor=make.SYSTEM,
            division_id=old_site.county.division.pk,
            name="x",
            folder="../..",
            manifest="a.csv",
        )


def test_each_batch_leaves_one_audit_row(old_site: OldSite) -> None:
    old_site.table([a_line(1), a_line(2)])
    old_site.moved()
    row = AuditEvent.objects.get(tag="importing.batch.write")
    assert (row.detail["documents"], row.detail["up_to"]) == (2, 2)


def test_a_withdrawn_document_is_not_made_findable(old_site: OldSite) -> None:
    old_site.table([a_line(1)])
    run = old_site.checked()
    commands.start_run(actor=make.SYSTEM, run_id=run.pk)
    commands.write_batch(actor=make.SYSTEM, run_id=run.pk)
    Edition.objects.update(state=EditionState.WITHDRAWN, ended_at=clock.now())
    assert old_site.work(run).state == RunState.DONE
    assert not search("第1件事").hits
