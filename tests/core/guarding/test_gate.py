"""Nothing personal gets out: every door, a look, masking, release by a second person, proof."""

from __future__ import annotations

import io

import pytest
from django.db import IntegrityError, connection, transaction
from openpyxl import Workbook, load_workbook

from gongkai.core.guarding import queries as guarding
from gongkai.core.guarding.enums import Handling, ReleaseGround
from gongkai.core.guarding.models import Confirmation, Finding, Proof, Release, Scan
from gongkai.core.guarding.rules import Report
from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Attachment, Edition
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.storage import queries as storage
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.factories import County
from tests.text.office_files import workbook_of

NUMBER = samples()["id_card"]
WITH_NUMBER = f"<p>低保对象身份证号：{NUMBER}。</p>"
REASON = "本人已签署同意书，同意公开证件号码。"


def a_list(*, hidden: bool = False, hidden_row: int = 0) -> bytes:
    """A subsidy list; the identity numbers stand in a column that is shown or hidden, one row may be, too."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["姓名", "村", "身份证号", "金额"])
    for name in ("陈大山", "李小河", "王一川"):
        sheet.append([name, "石桥村", NUMBER, "300"])
    sheet.column_dimensions["C"].hidden = hidden
    if hidden_row:
        sheet.row_dimensions[hidden_row].hidden = True
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def attach(county: County, edition: Edition, content: bytes, name: str = "名单.xlsx") -> Attachment:
    return commands.attach_file(
        actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, name=name, chunks=[content]
    )


def submit(county: County, edition: Edition) -> Edition:
    return commands.submit_edition(actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk)


def report_on(edition: Edition) -> Report:
    return queries.guard_report(queries.get_edition(edition.pk))


def content_of(attachment: Attachment) -> bytes:
    with storage.open_file(attachment.file_id) as stream:
        return stream.read()


def release(county: County, edition: Edition, **changes: object) -> Release:
    inputs = {"ground": ReleaseGround.CONSENT, "reason": REASON, **changes}
    approver = county.person(Role.APPROVER)
    return commands.release_findings(actor=approver, edition_id=edition.pk, **inputs)  # type: ignore[arg-type]


# --- the gate -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["title", "summary", "body_html"])
def test_a_number_in_any_public_text_stops_the_draft(county: County, field: str) -> None:
    edition = make.draft(county, **{field: f"公告 身份证号：{NUMBER}"} if field != "title" else {})
    if field == "title":
        edition = make.draft(county, f"公告 身份证号：{NUMBER}")
    with pytest.raises(Conflict, match="1处个人信息必须处理") as refusal:
        submit(county, edition)
    assert NUMBER not in refusal.value.message
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAFT


def test_what_is_not_for_the_public_is_not_stopped(county: County) -> None:
    withheld = make.draft(
        county,
        body_html=WITH_NUMBER,
        openness="withheld",
        openness_reason="涉及个人隐私。",
        openness_article="条例第十五条",
    )
    assert submit(county, withheld).state == EditionState.IN_REVIEW


def test_the_whole_text_of_a_partly_open_document_is_not_scanned(county: County) -> None:
    edition = make.draft(
        county,
        openness="partial",
        openness_reason="涉及个人隐私。",
        openness_article="条例第十五条",
        full_html=make.BODY_HTML + WITH_NUMBER,
    )
    assert report_on(edition).is_clear


def test_a_list_is_scanned_when_it_is_uploaded_and_stops_the_draft(county: County) -> None:
    edition = make.draft(county)
    attach(county, edition, a_list())
    report = report_on(edition)
    assert (report.hard, report.unscanned) == (3, [])
    assert any("“身份证号”列" in line.place for line in report.lines)
    with pytest.raises(Conflict, match="附件“名单"):
        submit(county, edition)


def test_a_number_as_name_of_a_file_stops_it_too(county: County) -> None:
    edition = make.draft(county)
    attach(county, edition, "无".encode(), f"身份证号{NUMBER}.txt")
    assert report_on(edition).hard == 1


def test_a_hidden_column_is_not_in_the_public_copy_and_the_original_stays_inside(county: County) -> None:
    attachment = attach(county, make.draft(county), a_list(hidden=True))
    assert attachment.original is not None
    assert any("隐藏" in words for words in attachment.removed)
    assert report_on(attachment.edition).hard == 0
    public = load_workbook(io.BytesIO(content_of(attachment)))
    assert NUMBER not in str([list(row) for row in public.active.values])  # type: ignore[union-attr]


def test_findings_in_a_table_of_the_body_say_their_row_and_column(county: County) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{NUMBER}</td></tr>" for name in ("陈大山", "李小河"))
    table = f"<table><tr><th>姓名</th><th>身份证号</th></tr>{rows}</table>"
    alone = make.draft(county, body_html=f"<p>名单如下。</p>{table}{WITH_NUMBER}")
    places = [line.place for line in report_on(alone).lines if line.type == "id_card"]
    assert places == ["表格第2行“身份证号”列", "表格第3行“身份证号”列", ""]
    with pytest.raises(Conflict, match="正文（表格第2行“身份证号”列）的身份证号码"):
        submit(county, alone)
    headless = make.draft(county, body_html=f"<table>{rows}</table>{table}")
    assert [line.place for line in report_on(headless).lines if line.type == "id_card"] == [
        "第1个表格第1行第2列",
        "第1个表格第2行第2列",
        "第2个表格第2行“身份证号”列",
        "第2个表格第3行“身份证号”列",
    ]


def test_the_same_file_is_scanned_once(county: County) -> None:
    for _ in range(2):
        attach(county, make.draft(county), a_list())
    assert Scan.objects.count() == 1


# --- release ------------------------------------------------------------------------------------------


def test_a_second_person_lets_it_through_and_it_is_proved(county: County) -> None:
    edition = make.draft(county, body_html=WITH_NUMBER)
    released = release(county, edition)
    published = make.bring_to(county, edition, EditionState.PUBLISHED)
    proof = guarding.proof_of(queries.proof_subject(published))
    assert proof is not None
    assert proof.release == released
    assert [line["handling"] for line in proof.findings] == [Handling.RELEASED]
    assert NUMBER not in str(proof.findings) + str(proof.parts)


def test_a_change_of_the_text_voids_the_release(county: County) -> None:
    edition = make.draft(county, body_html=WITH_NUMBER)
    release(county, edition)
    commands.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=edition.pk,
        revision=edition.revision,
        draft=make.a_draft(body_html=WITH_NUMBER + "<p>另有一段。</p>"),
    )
    assert report_on(edition).open_hard == 1
    with pytest.raises(Conflict, match="1处个人信息必须处理"):
        submit(county, edition)


def test_whoever_wrote_may_not_release(county: County) -> None:
    both = make.with_roles(county.bureau, Role.DEPARTMENT_EDITOR, Role.APPROVER)
    edition = make.draft(county, body_html=WITH_NUMBER, actor=both)
    with pytest.raises(Denied, match="另一位同志"):
        commands.release_findings(
            actor=both, edition_id=edition.pk, ground=ReleaseGround.CONSENT, reason=REASON
        )
    with pytest.raises(Denied):
        commands.release_findings(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            edition_id=edition.pk,
            ground=ReleaseGround.CONSENT,
            reason=REASON,
        )
    assert not Release.objects.exists()


def test_a_release_needs_a_ground_a_reason_and_something_to_release(county: County) -> None:
    edition = make.draft(county, body_html=WITH_NUMBER)
    with pytest.raises(InvalidInput) as refusal:
        release(county, edition, ground="", reason="可以")
    assert set(refusal.value.fields) == {"ground", "reason"}
    with pytest.raises(Conflict, match="无需批准"):
        release(county, make.draft(county))


# --- masking ------------------------------------------------------------------------------------------


def test_text_is_masked_by_one_press_and_back(county: County) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(county, body_html=WITH_NUMBER)
    masked = commands.mask_text(actor=editor, edition_id=edition.pk, revision=edition.revision)
    assert NUMBER not in masked.body_html + masked.body_text
    assert report_on(edition).open_hard == 0
    back = commands.unmask_text(actor=editor, edition_id=edition.pk)
    assert (back.body_html, queries.masked_text_of(edition.pk)) == (WITH_NUMBER, None)


def test_masking_is_not_taken_back_over_later_work_and_not_kept_after_submission(county: County) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = make.draft(county, body_html=WITH_NUMBER)
    masked = commands.mask_text(actor=editor, edition_id=edition.pk, revision=edition.revision)
    commands.save_draft(
        actor=editor, edition_id=edition.pk, revision=masked.revision, draft=make.a_draft("另一标题")
    )
    with pytest.raises(Conflict, match="没有可以撤销的脱敏"):
        commands.unmask_text(actor=editor, edition_id=edition.pk)
    submit(county, edition)
    assert queries.masked_text_of(edition.pk) is None


def test_nothing_to_mask_and_a_stale_page_are_said(county: County) -> None:
    editor, edition = county.person(Role.DEPARTMENT_EDITOR), make.draft(county)
    with pytest.raises(Conflict, match="没有需要脱敏的内容"):
        commands.mask_text(actor=editor, edition_id=edition.pk, revision=edition.revision)
    with pytest.raises(Conflict, match="没有脱敏"):
        commands.mask_text(actor=editor, edition_id=edition.pk, revision=edition.revision + 1)


def test_a_masked_list_takes_the_place_of_the_file_and_goes_out(county: County) -> None:
    edition = make.draft(county)
    attachment = attach(county, edition, a_list())
    masked = commands.mask_attachment(
        actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=attachment.pk
    )
    rows = [list(row) for row in load_workbook(io.BytesIO(content_of(masked))).active.values]  # type: ignore[union-attr]
    assert NUMBER not in str(rows)
    assert "300" in str(rows)
    assert masked.original is not None
    published = make.bring_to(county, edition, EditionState.PUBLISHED)
    assert [file.file_id for file in queries.public_files(published)] == [masked.file_id]


def test_nothing_is_left_in_a_masked_list_that_only_the_row_tells(county: County) -> None:
    """A village and its group are a home where the row names who lives there, whatever heads the column."""
    rows = [["姓名", "所在村组", "身份证号", "金额"], ["陈大山", "云溪镇石桥村3组", NUMBER, "300"]]
    edition = make.draft(county)
    attachment = attach(county, edition, workbook_of(rows))
    commands.mask_attachment(actor=county.person(Role.DEPARTMENT_EDITOR), attachment_id=attachment.pk)
    assert submit(county, edition).state == EditionState.IN_REVIEW


def test_masking_of_a_file_is_taken_back(county: County) -> None:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    attachment = attach(county, make.draft(county), a_list())
    commands.mask_attachment(actor=editor, attachment_id=attachment.pk)
    back = commands.unmask_attachment(actor=editor, attachment_id=attachment.pk)
    assert (back.file_id, back.masked) == (attachment.file_id, 0)
    with pytest.raises(Conflict, match="没有经过脱敏"):
        commands.unmask_attachment(actor=editor, attachment_id=attachment.pk)


# --- publication --------------------------------------------------------------------------------------


def test_what_stricter_rules_find_after_the_signature_is_not_published(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    Edition.objects.filter(pk=edition.pk).update(summary=f"身份证号：{NUMBER}")
    with pytest.raises(Conflict, match="没有发布：还有1处个人信息必须处理"):
        make.publish(county, edition)


def test_a_proof_is_kept_of_every_publication(county: County) -> None:
    edition = make.publish_document(county)
    proof = guarding.proof_of(queries.proof_subject(edition))
    assert proof is not None
    assert proof.rules == guarding.rules_in_force().version
    assert {part["label"] for part in proof.parts} >= {"标题", "正文"}


PUBLISH = "UPDATE information_edition SET state = 'published', published_at = now() WHERE id = %s"


def publish_by_hand(edition: Edition) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PUBLISH, [edition.pk])


def proved(county: County) -> Edition:
    """Signed, with the proof of the text as it is."""
    edition = make.draft(county)
    attach(county, edition, "说明".encode(), "说明.txt")
    signed = make.bring_to(county, edition, EditionState.SIGNED)
    with transaction.atomic():
        make.publish(county, signed)
        Edition.objects.filter(pk=signed.pk).update(state="signed", published_at=None)
    signed.refresh_from_db()
    return signed


def test_the_database_publishes_nothing_without_its_proof(county: County) -> None:
    publish_by_hand(proved(county))
    signed = make.bring_to(county, make.draft(county), EditionState.SIGNED)
    with pytest.raises(IntegrityError) as refusal:
        publish_by_hand(signed)
    assert refusal.value.__cause__.diag.constraint_name == "information_published_is_scanned"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE information_edition SET body_html = body_html || 'x' WHERE id = %s",
        "UPDATE information_edition SET title = title || 'x' WHERE id = %s",
        "UPDATE information_edition SET summary = 'x' WHERE id = %s",
    ],
)
def test_the_database_knows_another_text(county: County, change: str) -> None:
    signed = proved(county)
    with connection.cursor() as cursor:
        cursor.execute(change, [signed.pk])
    with pytest.raises(IntegrityError, match="没有经过个人信息检查"):
        publish_by_hand(signed)


def test_the_database_knows_another_file(county: County) -> None:
    signed = proved(county)
    other = attach(county, make.draft(county, "另一份"), "别的".encode(), "别的.txt")
    Attachment.objects.filter(edition=signed).update(file=other.file)
    with pytest.raises(IntegrityError, match="有附件没有经过个人信息检查"):
        publish_by_hand(signed)


# --- nowhere the value itself -------------------------------------------------------------------------


def test_the_value_is_kept_nowhere_by_the_guard(county: County) -> None:
    edition = make.draft(county)
    attach(county, edition, a_list())
    release(county, edition)
    make.bring_to(county, edition, EditionState.PUBLISHED)
    rows = [
        str(list(model.objects.values()))
        for model in (Scan, Finding, Confirmation, Release, Proof, AuditEvent)
    ]
    assert Finding.objects.count() == 3
    assert NUMBER not in "".join(rows)


def test_publication_of_a_correction_keeps_what_was_confirmed(county: County) -> None:
    edition = make.draft(county)
    attach(county, edition, b"ID3" + bytes(200), "会议录音.mp3")
    published = make.bring_to(county, edition, EditionState.PUBLISHED)
    correction = make.correct(county, published.document)
    assert report_on(correction).is_clear
    assert submit(county, correction).state == EditionState.IN_REVIEW


def test_rows_are_named_as_in_the_file_that_was_handed_in(county: County) -> None:
    """In the copy of the public the hidden row is left out and those below move up."""
    edition = make.draft(county)
    attach(county, edition, a_list(hidden_row=3))
    report = report_on(edition)
    assert [finding.place for finding in Finding.objects.order_by("pk")] == [
        "工作表“Sheet”，第2行“身份证号”列",
        "工作表“Sheet”，第4行“身份证号”列",
    ]
    assert report.hard == 2
