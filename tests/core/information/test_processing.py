"""Large files: nobody waits, nothing half-made is kept, nothing gets out meanwhile, all can be repeated."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from openpyxl import load_workbook

from gongkai.core.guarding.models import Scan
from gongkai.core.information import commands, queries
from gongkai.core.information.commands import masked_files, processing
from gongkai.core.information.enums import EditionState, ProcessingSort
from gongkai.core.information.models import Attachment, Edition, Processing
from gongkai.core.information.rules import MOST_ATTEMPTS
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.identity import commands as identity
from gongkai.foundation.identity import queries as accounts
from gongkai.foundation.storage import queries as storage
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, InvalidInput
from gongkai.kernel.secret import Secret
from gongkai.text.file_contents import Sheet, Watch
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County
from tests.large_files import everything_large, let_the_worker_run
from tests.text.office_files import workbook_of

NUMBER = samples()["id_card"]
PEOPLE = ("陈大山", "李小河", "王一川")
LIST = workbook_of(
    [["姓名", "村", "身份证号", "金额"], *([name, "石桥村", NUMBER, "300"] for name in PEOPLE)]
)


@pytest.fixture
def editor(county: County) -> Actor:
    """With an account: what takes long is done with the rights that are held when it is done."""
    held = identity.create_account(
        actor=make.SYSTEM,
        username="editor1",
        display_name="编辑君",
        body_id=county.bureau.pk,
        password=Secret("Mountain#Spring7"),
    )
    identity.grant_role(
        actor=make.SYSTEM, account_id=held.pk, role=Role.DEPARTMENT_EDITOR, body_id=county.bureau.pk
    )
    return accounts.actor_for(held.pk)


@pytest.fixture
def edition(county: County) -> Edition:
    return make.draft(county)


def hand_in(editor: Actor, edition: Edition, content: bytes = LIST, name: str = "名单.xlsx") -> Processing:
    with everything_large():
        asked = commands.hand_in_file(actor=editor, edition_id=edition.pk, name=name, chunks=[content])
    assert isinstance(asked, Processing)
    return asked


def attached(editor: Actor, edition: Edition, content: bytes = LIST) -> Attachment:
    return commands.attach_file(actor=editor, edition_id=edition.pk, name="名单.xlsx", chunks=[content])


def ask_for_mask(editor: Actor, attachment: Attachment, *without: str) -> Processing:
    with everything_large():
        commands.mask_attachment(actor=editor, attachment_id=attachment.pk, without=without)
    return Processing.objects.get(sort=ProcessingSort.MASK, attachment=attachment)


def submit(editor: Actor, edition: Edition) -> Edition:
    return commands.submit_edition(actor=editor, edition_id=edition.pk)


def content_of(attachment: Attachment) -> bytes:
    return storage.read_file(attachment.file_id)


# --- taking in ----------------------------------------------------------------------------------------


def test_a_small_file_hangs_on_the_draft_at_once(editor: Actor, edition: Edition) -> None:
    kept = commands.hand_in_file(actor=editor, edition_id=edition.pk, name="名单.xlsx", chunks=[LIST])
    assert isinstance(kept, Attachment)
    assert not queries.processings_of(edition.pk)
    assert queries.guard_report(queries.get_edition(edition.pk)).hard == len(PEOPLE)


def test_a_large_file_is_cleaned_and_scanned_in_the_background(editor: Actor, edition: Edition) -> None:
    asked = hand_in(editor, edition)
    assert not edition.attachments.exists()
    with everything_large():
        commands.carry_out_processing(asked.pk)
        (scan,) = queries.processings_of(edition.pk)
        assert (scan.sort, scan.edition_id) == (ProcessingSort.SCAN, edition.pk)
        commands.carry_out_processing(scan.pk)
    assert not queries.processings_of(edition.pk)
    kept = edition.attachments.get()
    assert (kept.original_id, kept.name) == (asked.file_id, "名单.xlsx")
    assert kept.file_id != kept.original_id
    report = queries.guard_report(queries.get_edition(edition.pk))
    assert (report.hard, report.unscanned) == (len(PEOPLE), [])
    added = AuditEvent.objects.get(tag="information.processing.clean")
    assert editor.name in str(added.actor)


def test_a_file_that_is_refused_at_the_door_is_refused_at_once(editor: Actor, edition: Edition) -> None:
    with everything_large(), pytest.raises(InvalidInput, match="扩展名与内容不符"):
        commands.hand_in_file(actor=editor, edition_id=edition.pk, name="名单.pdf", chunks=[LIST])
    assert not Processing.objects.exists()


def test_a_name_is_taken_also_while_its_file_is_under_way(editor: Actor, edition: Edition) -> None:
    hand_in(editor, edition)
    with pytest.raises(Conflict, match="同名附件正在处理"):
        hand_in(editor, edition)
    let_the_worker_run(edition)
    with pytest.raises(Conflict, match="已有同名附件"):
        hand_in(editor, edition)


def test_a_draft_is_not_handed_in_before_its_files_are_ready(editor: Actor, edition: Edition) -> None:
    asked = hand_in(editor, edition, workbook_of([["项目"], ["甲"]]))
    Processing.objects.filter(pk=asked.pk).update(done=1, total=2, unit="行")
    with pytest.raises(Conflict, match=r"没有提交：附件“名单\.xlsx”正在清除隐藏信息（已处理1/2行）"):
        submit(editor, edition)
    commands.carry_out_processing(asked.pk)
    assert submit(editor, edition).state == EditionState.IN_REVIEW


def test_a_large_file_that_nobody_has_looked_through_stops_every_door(
    editor: Actor, edition: Edition
) -> None:
    with everything_large():
        attached(editor, edition, workbook_of([["项目"], ["甲"]]))
        with pytest.raises(Conflict, match="还没有检查个人信息，请稍候再试"):
            submit(editor, edition)
        let_the_worker_run(edition)
        assert submit(editor, edition).state == EditionState.IN_REVIEW


def test_what_stricter_rules_have_not_looked_through_does_not_make_a_set_time_pass(
    county: County, editor: Actor, edition: Edition
) -> None:
    """The worker looks through it first; whoever publishes by hand is told to wait."""
    attached(editor, edition, workbook_of([["项目"], ["甲"]]))
    make.bring_to(county, edition, EditionState.SIGNED)
    at = clock.now() + timedelta(hours=1)
    commands.schedule_publication(actor=editor, edition_id=edition.pk, at=at)
    Scan.objects.all().delete()
    with everything_large(), clock.frozen(at):
        with pytest.raises(Conflict, match="还没有检查个人信息"):
            commands.publish_edition(actor=editor, edition_id=edition.pk)
        assert commands.publish_due() == 1
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED


# --- masked copies ------------------------------------------------------------------------------------


def test_two_clicks_make_one_copy(editor: Actor, edition: Edition) -> None:
    attachment = attached(editor, edition)
    first = ask_for_mask(editor, attachment, "金额")
    assert ask_for_mask(editor, attachment) == first
    assert first.without == ["金额"]
    commands.carry_out_processing(first.pk)
    commands.carry_out_processing(first.pk)
    masked = edition.attachments.get()
    assert (masked.masked, masked.original is not None) == (len(PEOPLE), True)
    assert NUMBER.encode() not in content_of(masked)
    assert AuditEvent.objects.filter(tag="information.processing.mask").count() == 1


def test_a_second_click_on_a_small_file_is_told_so(editor: Actor, edition: Edition) -> None:
    attachment = attached(editor, edition)
    commands.mask_attachment(actor=editor, attachment_id=attachment.pk, seen=attachment.file_id)
    with pytest.raises(Conflict, match="没有重复处理"):
        commands.mask_attachment(actor=editor, attachment_id=attachment.pk, seen=attachment.file_id)


def test_the_draft_waits_for_its_masked_copy(editor: Actor, edition: Edition) -> None:
    attachment = attached(editor, edition)
    asked = ask_for_mask(editor, attachment)
    assert edition.attachments.get().file_id == attachment.file_id
    with pytest.raises(Conflict, match="正在生成脱敏副本，公开的内容还会改变"):
        submit(editor, edition)
    with pytest.raises(Conflict, match="没有经过脱敏"):
        commands.unmask_attachment(actor=editor, attachment_id=attachment.pk)
    commands.carry_out_processing(asked.pk)
    assert submit(editor, edition).state == EditionState.IN_REVIEW


def columns_of(content: bytes) -> list[object]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [cell.value for cell in sheet[1]]


def test_columns_that_a_list_does_not_show_are_known_from_its_scan(
    editor: Actor, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables are gone through once more only where the scan of the public file did not keep that."""
    gone_through: list[str] = []
    read_tables = masked_files.read_tables

    def told(name: str, content: bytes) -> Iterator[Sheet]:
        gone_through.append(name)
        return read_tables(name, content)

    monkeypatch.setattr(masked_files, "read_tables", told)
    attachment = attached(editor, make.draft(county, kind="subsidy_list"))
    first = masked_files.make_masked(attachment, [])
    assert (first.dropped, gone_through) == (("身份证号",), [])
    assert columns_of(first.copy.content) == ["姓名", "村", "金额"]

    Scan.objects.update(columns=None)
    second = masked_files.make_masked(attachment, [])
    assert (second.copy, gone_through) == (first.copy, ["名单.xlsx"])

    Scan.objects.update(columns={})
    attachment.masked = 1
    assert masked_files.make_masked(attachment, []).dropped == ("身份证号",), "of the file as it is no more"


def _replace_file(editor: Actor, attachment: Attachment) -> None:
    commands.mask_attachment(actor=editor, attachment_id=attachment.pk, without=["村"])


def _change_kind(editor: Actor, attachment: Attachment) -> None:
    edition = queries.get_edition(attachment.edition_id)
    commands.save_draft(
        actor=editor,
        edition_id=edition.pk,
        revision=edition.revision,
        draft=make.a_draft(),
        kind="penalty",
    )


def _discard(editor: Actor, attachment: Attachment) -> None:
    commands.discard_draft(actor=editor, edition_id=attachment.edition_id)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_replace_file, "附件在处理期间有改动，没有换成脱敏副本"),
        (_change_kind, "信息类型在处理期间有改动"),
        (_discard, "已删除"),
    ],
)
def test_what_changed_meanwhile_is_refused_in_words(
    editor: Actor,
    edition: Edition,
    change: Callable[[Actor, Attachment], None],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attachment = attached(editor, edition)
    asked = ask_for_mask(editor, attachment)
    during(monkeypatch, lambda: change(editor, attachment))
    commands.carry_out_processing(asked.pk)
    asked.refresh_from_db()
    assert words in asked.fault


def during(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Let something happen after a masked copy was made and before it is put in its place."""
    make_masked = processing.make_masked

    def made(attachment: Attachment, without: list[str], watch: Watch) -> object:
        copy = make_masked(attachment, without, watch)
        act()
        return copy

    monkeypatch.setattr(processing, "make_masked", made)


# --- what goes wrong ----------------------------------------------------------------------------------


def test_what_did_not_succeed_says_why_and_is_done_anew(editor: Actor, edition: Edition) -> None:
    asked = hand_in(editor, edition)
    path = storage.path_of(asked.file_id or "")
    away = path.rename(path.with_suffix(".away"))
    commands.carry_out_processing(asked.pk)
    asked.refresh_from_db()
    assert "文件不在存储中" in asked.fault
    with pytest.raises(Conflict, match="没有处理成功，还不是本文件的附件"):
        submit(editor, edition)
    away.rename(path)
    commands.carry_out_processing(asked.pk)
    assert not edition.attachments.exists()
    commands.retry_processing(actor=editor, processing_id=asked.pk)
    with pytest.raises(Conflict, match="正在进行，无需重新开始"):
        commands.retry_processing(actor=editor, processing_id=asked.pk)
    commands.carry_out_processing(asked.pk)
    assert edition.attachments.count() == 1


def test_what_nobody_expected_is_told_without_its_words(
    editor: Actor, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MemoryError("no room for 陈大山")

    monkeypatch.setattr(processing, "make_clean", broken)
    asked = hand_in(editor, edition)
    commands.carry_out_processing(asked.pk)
    asked.refresh_from_db()
    assert asked.fault.startswith("处理时发生意外错误")


def test_work_that_was_dropped_stops_and_leaves_nothing(
    editor: Actor, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = hand_in(editor, edition)
    make_clean = processing.make_clean

    def dropped_first(*args: object, **inputs: object) -> object:
        commands.drop_processing(actor=editor, processing_id=asked.pk)
        return make_clean(*args, **inputs)

    monkeypatch.setattr(processing, "make_clean", dropped_first)
    monkeypatch.setattr(processing, "_TOLD", timedelta())
    commands.carry_out_processing(asked.pk)
    assert not edition.attachments.exists()
    assert not Processing.objects.exists()
    commands.carry_out_processing(asked.pk)


def test_whoever_lost_the_right_meanwhile_adds_nothing(editor: Actor, edition: Edition) -> None:
    asked = hand_in(editor, edition)
    identity.disable_account(actor=make.SYSTEM, account_id=editor.account_id or 0)
    commands.carry_out_processing(asked.pk)
    asked.refresh_from_db()
    assert "已停用" in asked.fault
    assert not edition.attachments.exists()


# --- a killed worker ----------------------------------------------------------------------------------


def jobs_for(asked: Processing) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'information.process'"
            " AND (args ->> 'processing_id')::bigint = %s",
            [asked.pk],
        )
        return int(cursor.fetchone()[0])


def test_what_shows_no_sign_of_life_is_taken_up_again(editor: Actor, edition: Edition) -> None:
    asked = hand_in(editor, edition)
    assert jobs_for(asked) == 1
    commands.revive_processings()
    assert jobs_for(asked) == 1
    with clock.frozen(clock.now() + timedelta(minutes=3)):
        commands.revive_processings()
        commands.revive_processings()
    assert jobs_for(asked) == 2


def test_work_whose_worker_is_killed_each_time_is_given_up(editor: Actor, edition: Edition) -> None:
    asked = hand_in(editor, edition)
    Processing.objects.filter(pk=asked.pk).update(attempts=MOST_ATTEMPTS)
    commands.carry_out_processing(asked.pk)
    asked.refresh_from_db()
    assert asked.fault.startswith(f"处理{MOST_ATTEMPTS}次都没有完成")


def test_one_worker_at_a_time(editor: Actor, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = hand_in(editor, edition)
    monkeypatch.setattr("gongkai.core.information.queries.alone_with", _somebody_else_is_at_it)
    commands.carry_out_processing(asked.pk)
    asked.refresh_from_db()
    assert (asked.attempts, asked.fault) == (0, "")


def _somebody_else_is_at_it(_: int) -> object:
    class Busy:
        def __enter__(self) -> bool:
            return False

        def __exit__(self, *_: object) -> None: ...

    return Busy()


def test_the_bar_moves(editor: Actor, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int, str]] = []
    monkeypatch.setattr(processing, "_TOLD", timedelta())
    update = processing._Progress._write

    def watched(progress: object, **values: object) -> None:
        update(progress, **values)  # type: ignore[arg-type]
        row = Processing.objects.get()
        told.append((row.done, row.total, row.unit))

    monkeypatch.setattr(processing._Progress, "_write", watched)
    commands.carry_out_processing(hand_in(editor, edition).pk)
    rows = len(PEOPLE) + 1
    assert told == [(done, rows, "行") for done in range(rows + 1)]


def test_a_purged_draft_takes_what_was_handed_in_with_it(editor: Actor, edition: Edition) -> None:
    asked = hand_in(editor, edition)
    assert asked.file_id in queries.files_of(edition)
