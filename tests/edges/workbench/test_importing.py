"""A Word file becomes a draft: fields with their places, pictures, the file itself; and what is refused."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.core.information import commands
from gongkai.core.information.enums import EditionState, InformationTag
from gongkai.core.information.models import Edition, SourceReading
from gongkai.core.information.queries import check_up, get_edition, remarks_on
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.text.markup.pictures import pictures_in
from gongkai.text.personal_information.samples import samples
from tests import factories as make
from tests.edges.workbench.conftest import Office, SignIn, form_of, text_of
from tests.text.word_pages.building import PNG
from tests.text.word_pages.red_head import red_head_file

NEW = "/workbench/documents/new/"


@pytest.fixture
def editor(office: Office, sign_in: SignIn) -> Client:
    return sign_in("u.department_editor")


def upload(content: bytes, name: str = "招生通知.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def begun(office: Office, editor: Client, content: bytes, name: str = "招生通知.docx") -> tuple[Edition, str]:
    """The draft that a file begins, and the editor that opens after it."""
    fields = {
        "body": office.county.bureau.pk, "item": office.county.item.pk, "file": upload(content, name),
    }  # fmt: skip
    page = text_of(editor.post(NEW, fields, follow=True))
    return Edition.objects.latest("pk"), page


def test_a_red_head_document_begins_a_draft(office: Office, editor: Client) -> None:
    edition, _ = begun(office, editor, red_head_file())
    assert edition.title == "云溪县教育体育局关于做好城关学校2027年招生工作的通知"
    assert edition.document_number == "云教体发〔2026〕18号"
    assert (str(edition.written_on), str(edition.printed_on)) == ("2026-09-01", "2026-09-02")
    assert edition.openness == "proactive"
    assert edition.body_html.startswith('<p class="no-indent">各乡镇中心学校，县直各学校：</p>')
    assert "<h2>一、招生计划</h2>" in edition.body_html and "<h3>（二）招生范围</h3>" in edition.body_html
    assert '<th scope="col" rowspan="2"><p>学校</p></th>' in edition.body_html
    assert re.search(
        r'<p id="note-1"[^>]*><a href="#note-1-ref"[^>]*>\[1\]</a> 按户籍人口测算。</p>', edition.body_html
    )
    for words in ("文件</", "签发人", "抄送", "印发</", "删去的话", "藏着的话"):
        assert words not in edition.body_html, words


def test_its_picture_is_kept_and_shown_under_its_own_address(office: Office, editor: Client) -> None:
    edition, _ = begun(office, editor, red_head_file())
    picture = edition.attachments.get(is_inline=True)
    shown = pictures_in(edition.body_html)
    assert [(each.document, each.file_id, each.alt) for each in shown] == [
        (edition.document.public_id, picture.pk, "城关学校招生范围示意图")
    ]
    staff = editor.get(reverse("workbench:attachment", args=[picture.pk]))
    assert b"".join(staff.streaming_content)[:8] == PNG[:8]  # type: ignore[attr-defined]


def test_the_file_stays_with_the_draft_and_the_public_gets_a_clean_copy(
    office: Office, editor: Client
) -> None:
    content = red_head_file()
    edition, _ = begun(office, editor, content)
    kept = edition.attachments.get(is_inline=False)
    assert kept.name == "招生通知.docx"
    assert kept.original is not None and kept.original.size == len(content)
    assert kept.original.sha256 != kept.file.sha256
    assert any("修订" in words or "隐藏" in words for words in kept.removed), kept.removed


def test_the_file_is_the_original_and_no_attachment_that_the_text_names(
    office: Office, editor: Client
) -> None:
    edition, page = begun(office, editor, red_head_file(), "通知.docx")
    (kept,) = edition.attachments.filter(is_inline=False)
    assert kept.is_source and "原件" in page
    edition.body_html, edition.body_text = "<p>请落实。</p>", "请落实。"
    edition.save(update_fields=["body_html", "body_text"])
    codes = {remark.code for remark in remarks_on(get_edition(edition.pk))}
    assert not codes & {"attachment-missing", "attachment-unnamed"}
    edition.body_html, edition.body_text = "<p>附件：1.名单</p>", "附件：1.名单"
    edition.save(update_fields=["body_html", "body_text"])
    assert "attachment-missing" in {remark.code for remark in remarks_on(get_edition(edition.pk))}
    commands.attach_file(actor=make.SYSTEM, edition_id=edition.pk, name="名单.txt", chunks=[b"1"])
    assert "attachment-missing" not in {remark.code for remark in remarks_on(get_edition(edition.pk))}


def test_the_check_up_counts_no_original(office: Office) -> None:
    edition = make.draft(office.county, body_html="<p>请落实。</p>")
    source = commands.SourceFile("通知.txt", b"1")
    commands.keep_source(actor=make.SYSTEM, edition_id=edition.pk, html="", source=source)
    assert check_up(make.SYSTEM, code="attachment-unnamed") == []
    commands.attach_file(actor=make.SYSTEM, edition_id=edition.pk, name="名单.txt", chunks=[b"2"])
    assert [row.edition_id for row in check_up(make.SYSTEM, code="attachment-unnamed")] == [edition.pk]


def test_a_correction_keeps_the_original_as_such(office: Office) -> None:
    county = office.county
    edition = make.draft(county)
    source = commands.SourceFile("通知.txt", b"1")
    commands.keep_source(actor=make.SYSTEM, edition_id=edition.pk, html="", source=source)
    published = make.bring_to(county, edition, EditionState.PUBLISHED)
    assert make.correct(county, published.document).attachments.get().is_source


def test_the_editor_says_where_everything_was_read(office: Office, editor: Client) -> None:
    edition, page = begun(office, editor, red_head_file())
    assert "已读入“招生通知.docx”" in page
    assert "读入情况：招生通知.docx" in page
    assert "读自原文第3—4行“云溪县教育体育局”“关于做好城关学校2027年招生工作的通知”。" in page
    assert "第2行“云教体发〔2026〕18号" in page
    assert re.search(r"签发人.{0,80}不上网页.{0,40}</dt>\s*<dd>李一一", page, re.DOTALL)
    assert "修订中已删除的内容没有读入（1处）" in page and "隐藏文字没有读入（1处）" in page
    editor.post(f"/workbench/documents/{edition.pk}/edit/", form_of(edition))
    assert "读入情况：招生通知.docx" in text_of(editor.get(f"/workbench/documents/{edition.pk}/edit/"))


def test_whoever_checks_the_draft_sees_where_it_was_read(office: Office, sign_in: SignIn) -> None:
    edition, _ = begun(office, sign_in("u.department_editor"), red_head_file())
    page = text_of(sign_in("u.reviewer").get(f"/workbench/documents/{edition.pk}/"))
    assert "读入情况：招生通知.docx" in page and "第2行“云教体发〔2026〕18号" in page
    again = text_of(sign_in("u.department_editor").get(f"/workbench/documents/{edition.pk}/edit/"))
    assert "读自原文第3—4行“云溪县教育体育局”" in again


def test_what_somebody_changes_is_no_longer_read_in_the_file(office: Office, editor: Client) -> None:
    edition, _ = begun(office, editor, red_head_file())
    address = f"/workbench/documents/{edition.pk}/edit/"
    own = form_of(edition, printed_on="2026-09-02", document_number="云教体发〔2026〕19号")
    editor.post(address, own | {"body_html": "<p>请各学校落实。</p>"})
    page = text_of(editor.get(address))
    assert "读自原文第3—4行" in page and "第2行“云教体发〔2026〕18号" not in page.partition("签发人")[0]
    assert "<dt>主送机关" not in page and "<dt>附件说明" not in page
    event = AuditEvent.objects.filter(tag=InformationTag.DRAFT_SAVE).latest("pk")
    assert event.detail["places_forgotten"] == ["doc_number", "addressees", "attachments"]
    editor.post(address, form_of(get_edition(edition.pk), document_number="云教体发〔2026〕18号"))
    assert "第2行“云教体发〔2026〕18号" not in text_of(editor.get(address)).partition("签发人")[0]


def test_a_title_that_was_typed_was_not_read(office: Office, editor: Client) -> None:
    fields = {
        "body": office.county.bureau.pk, "item": office.county.item.pk, "title": "招生公告",
        "file": upload(red_head_file()),
    }  # fmt: skip
    page = text_of(editor.post(NEW, fields, follow=True))
    assert "读自原文第3—4行" not in page and "读自原文第2行" in page


def test_a_file_read_into_a_draft_and_not_saved_proves_nothing(office: Office, editor: Client) -> None:
    draft = make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))
    shown = text_of(
        editor.post(f"/workbench/documents/{draft.pk}/import/", {"import": upload(red_head_file())})
    )
    assert "读自原文第3—4行" in shown
    assert "读入情况" not in text_of(editor.get(f"/workbench/documents/{draft.pk}/"))
    editor.post(f"/workbench/documents/{draft.pk}/edit/", form_of(get_edition(draft.pk)))
    assert not SourceReading.objects.exists()


def test_what_was_read_and_saved_stays_proved(office: Office, editor: Client) -> None:
    draft = make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))
    editor.post(f"/workbench/documents/{draft.pk}/import/", {"import": upload(red_head_file())})
    read = form_of(get_edition(draft.pk), title="云溪县教育体育局关于做好城关学校2027年招生工作的通知")
    editor.post(f"/workbench/documents/{draft.pk}/edit/", read)
    page = text_of(editor.get(f"/workbench/documents/{draft.pk}/edit/"))
    assert "读自原文第3—4行" in page and "读自原文第2行" not in page


def test_what_is_masked_is_not_kept_as_read(office: Office, editor: Client) -> None:
    number = samples()["id_card"]
    lines = ("云溪县教育体育局", f"关于{number}号学籍的公告", "各单位：", "请落实。", "2026年9月1日")
    edition, page = begun(office, editor, "\n".join(lines).encode(), "公告.txt")
    assert f"“关于{number}号学籍的公告”" in page
    actor = office.actor(Role.DEPARTMENT_EDITOR)
    commands.mask_text(actor=actor, edition_id=edition.pk, revision=edition.revision)
    kept = SourceReading.objects.get(edition=edition)
    assert number not in f"{kept.lines}{kept.notes}"
    assert "date_written" in {line["name"] for line in kept.lines}


def test_what_was_not_read_says_why(office: Office, editor: Client) -> None:
    _, page = begun(office, editor, "关于公开的通知\n各单位：\n请落实。".encode(), "通知.txt")
    assert "原文中没有读出：没有认出成文日期，请填写。" in page
    assert "没有认出本文自己的文号" in page


def test_a_mark_of_secrecy_is_refused_and_nothing_is_kept(office: Office, editor: Client) -> None:
    text = "机密★1年\n云溪县民政局文件\n云民发〔2026〕1号\n云溪县民政局关于公开的通知\n各单位：\n请落实。"
    before = Edition.objects.count()
    refused = editor.post(
        NEW,
        {
            "body": office.county.bureau.pk,
            "item": office.county.item.pk,
            "file": upload(text.encode(), "a.txt"),
        },
    )
    assert refused.status_code == 422
    assert "标有密级，没有读入，也没有留存" in text_of(refused) and "第1行“机密★1年”" in text_of(refused)
    assert Edition.objects.count() == before


def test_a_page_is_read_and_not_kept_as_a_file(office: Office, editor: Client) -> None:
    html = "<p>云溪县民政局关于低保公示的通知</p><p>各单位：</p><p style='display:none'>藏</p><p>请落实。</p>"
    edition, page = begun(office, editor, html.encode(), "通知.html")
    assert edition.body_text == "各单位：\n请落实。"
    assert not edition.attachments.exists()
    assert "网页文件不能作为附件供人下载" in page


def test_into_a_draft_that_is_there_nothing_is_saved_but_the_files(office: Office, editor: Client) -> None:
    draft = make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))
    address = f"/workbench/documents/{draft.pk}/import/"
    page = text_of(editor.post(address, {"import": upload(red_head_file())}))
    assert "还没有保存" in page and "一、招生计划" in page
    now = get_edition(draft.pk)
    assert (now.title, now.body_html, now.revision) == (draft.title, draft.body_html, draft.revision)
    assert {file.name for file in now.attachments.all()} == {"图片1.png", "招生通知.docx"}
    again = text_of(editor.post(address, {"import": upload(red_head_file())}))
    assert "原文件没有留存：已有同名附件" in again
    assert "图片1（2）.png" in {file.name for file in get_edition(draft.pk).attachments.all()}


def test_who_may_not_write_may_not_import(office: Office, sign_in: SignIn) -> None:
    draft = make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))
    reviewer = sign_in("u.reviewer")
    answer = reviewer.post(f"/workbench/documents/{draft.pk}/import/", {"import": upload(red_head_file())})
    assert answer.status_code == 403
    assert not draft.attachments.exists()
