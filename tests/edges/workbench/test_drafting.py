"""Beginning a document, writing it, losing nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.information import queries as information
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.bad_files import OLE
from tests.edges.workbench.conftest import Office, SignIn, form_of, text_of

JSON = {"Accept": "application/json"}
EDITOR = "u.department_editor"


@pytest.fixture
def editor(office: Office, sign_in: SignIn) -> Client:
    return sign_in(EDITOR)


@pytest.fixture
def draft(office: Office) -> Edition:
    return make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))


def edit_url(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/edit/"


def fresh(edition: Edition) -> Edition:
    return information.get_edition(edition.pk)


# --- beginning ---------------------------------------------------------------------------------------


def test_a_title_and_an_item_begin_a_draft(office: Office, editor: Client) -> None:
    page = text_of(editor.get("/workbench/documents/new/"))
    assert "公开事项1" in page and "本单位负责" in page
    begun = editor.post(
        "/workbench/documents/new/",
        {"body": office.county.bureau.pk, "title": "低保标准公告", "item": office.county.item.pk},
    )
    edition = Edition.objects.get(title="低保标准公告")
    assert begun["Location"] == edit_url(edition)
    assert edition.document.item == office.county.item
    assert edition.author_ids == [office.accounts[Role.DEPARTMENT_EDITOR].pk]


def test_what_is_missing_at_the_beginning_is_named_and_the_rest_kept(office: Office, editor: Client) -> None:
    refused = editor.post(
        "/workbench/documents/new/", {"body": office.county.bureau.pk, "title": "低保标准公告", "q": "公开"}
    )
    page = text_of(refused)
    assert refused.status_code == 422
    assert "请选择这份文件属于哪个公开事项" in page
    assert 'value="低保标准公告"' in page and 'value="公开"' in page
    nameless = editor.post(
        "/workbench/documents/new/", {"body": office.county.bureau.pk, "item": office.county.item.pk}
    )
    assert "请填写标题，选择要导入的文件，或者选择一份以往的文件" in text_of(nameless)
    assert f'value="{office.county.item.pk}" checked' in text_of(nameless)


def test_items_of_another_county_cannot_be_taken(office: Office, editor: Client) -> None:
    refused = editor.post(
        "/workbench/documents/new/",
        {"body": office.county.bureau.pk, "title": "越界", "item": office.other.item.pk},
    )
    assert refused.status_code == 422 and "不在本单位适用的目录中" in text_of(refused)
    assert not Edition.objects.filter(title="越界").exists()


def test_bodies_of_others_cannot_be_taken(office: Office, editor: Client) -> None:
    refused = editor.post(
        "/workbench/documents/new/",
        {"body": office.other.bureau.pk, "title": "越权", "item": office.county.item.pk},
    )
    assert refused.status_code == 422
    assert not Edition.objects.filter(title="越权").exists()


def test_items_are_searched_without_the_whole_page(office: Office, editor: Client) -> None:
    found = editor.get(
        "/workbench/documents/new/",
        {"q": "公开事项2"},
        headers={"HX-Request": "true", "HX-Target": "item-choices"},
    )
    page = text_of(found)
    assert "公开事项2" in page and "公开事项1" not in page and "<html" not in page
    nothing = editor.get("/workbench/documents/new/", {"q": "不存在的事项"})
    assert "没有找到符合条件的事项" in text_of(nothing)


def test_a_chosen_item_stays_chosen_when_the_search_leaves_it_out(office: Office, editor: Client) -> None:
    page = text_of(editor.get("/workbench/documents/new/", {"q": "公开事项2", "item": office.county.item.pk}))
    assert f'value="{office.county.item.pk}" checked' in page


TEXT = """云溪县民政局关于提高低保标准的通知
云民发〔2026〕9号

一、标准
每人每月735元。

云溪县民政局
2026年9月1日
(此件公开发布)
"""


def test_a_file_begins_a_draft(office: Office, editor: Client) -> None:
    upload = SimpleUploadedFile("通知.txt", TEXT.encode("gb18030"))
    editor.post(
        "/workbench/documents/new/",
        {"body": office.county.bureau.pk, "item": office.county.item.pk, "file": upload},
    )
    edition = Edition.objects.latest("pk")
    assert edition.title == "云溪县民政局关于提高低保标准的通知"
    assert edition.document_number == "云民发〔2026〕9号"
    assert str(edition.written_on) == "2026-09-01"
    assert "每人每月735元" in edition.body_text
    assert edition.openness == "proactive"
    assert "已读入“通知.txt”" in text_of(editor.get(edit_url(edition)))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("通知.pdf", b"%PDF-1.4", "PDF"),
        ("通知.doc", OLE, "另存为 .docx"),
        ("通知.docx", b"not a zip", "通知.docx"),
        ("通知.txt", b"", "通知.txt"),
    ],
)
def test_files_that_cannot_be_read_say_why(
    office: Office, editor: Client, name: str, content: bytes, words: str
) -> None:
    refused = editor.post(
        "/workbench/documents/new/",
        {
            "body": office.county.bureau.pk,
            "title": "留下的标题",
            "item": office.county.item.pk,
            "file": SimpleUploadedFile(name, content),
        },
    )
    assert refused.status_code == 422
    assert words in text_of(refused) and 'value="留下的标题"' in text_of(refused)
    assert not Edition.objects.filter(title="留下的标题").exists()


# --- writing -----------------------------------------------------------------------------------------


def test_saving_keeps_every_field(editor: Client, draft: Edition) -> None:
    changes = {
        "title": "改过的标题",
        "document_number": "云民发[2026]8号",
        "written_on": "2026-08-30",
        "genre": "公告",
        "subject_category": "综合政务/政务公开",
        "keywords": "低保 标准，公告",
        "summary": "概述。",
        "body_format": "plain",
        "body_html": "一、标准\n每人每月735元。",
        "openness": "partial",
        "openness_reason": "含个人信息。",
        "openness_article": "《条例》第十五条",
    }
    saved = editor.post(edit_url(draft), form_of(draft, **changes))
    assert saved["Location"] == edit_url(draft)
    now = fresh(draft)
    assert now.title == "改过的标题"
    assert now.document_number == "云民发〔2026〕8号"
    assert now.document.genre == "公告"
    assert now.keywords == ["低保", "标准", "公告"]
    assert now.body_html == "<h2>一、标准</h2>\n<p>每人每月735元。</p>"
    assert now.openness_article == "《条例》第十五条"
    assert now.revision == draft.revision + 1
    assert "已暂存。" in text_of(editor.get(edit_url(draft)))


def test_plain_text_is_edited_as_plain_text(office: Office, editor: Client) -> None:
    plain = make.draft(
        office.county,
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        body_html="<h2>一、标准</h2>\n<p>每人每月735元。</p>",
    )
    page = text_of(editor.get(edit_url(plain)))
    assert 'name="body_format" value="plain"' in page
    assert ">一、标准\n每人每月735元。</textarea>" in page
    rich = make.draft(
        office.county, actor=office.actor(Role.DEPARTMENT_EDITOR), body_html="<p><b>加粗</b></p>"
    )
    assert 'name="body_format" value="html"' in text_of(editor.get(edit_url(rich)))


def test_what_word_pastes_comes_out_clean(editor: Client, draft: Edition) -> None:
    pasted = (
        '<p class="MsoNormal" style="mso-pagination:none">正文<o:p></o:p></p>'
        "<script>alert(1)</script><p onclick='x()'>第二段</p>"
    )
    editor.post(edit_url(draft), form_of(draft, body_html=pasted))
    assert fresh(draft).body_html == "<p>正文</p><p>第二段</p>"


BAD_FIELDS = [
    ("title", "", "请填写标题"),
    ("title", "长" * 5_000, "标题不能超过200字，现有5000字"),
    ("written_on", "1754-05-18", "成文日期不能早于1949-10-01"),
    ("written_on", "2999-01-01", "成文日期不能晚于今天"),
    ("written_on", "2026-02-30", "日期写法有误"),
    ("summary", "字" * 301, "内容概述不超过300字"),
    ("keywords", "、".join(f"词{number}" for number in range(11)), "关键词最多10个"),
    ("openness", "secret", "不在可用的选项中"),
]


@pytest.mark.parametrize(("field", "value", "words"), BAD_FIELDS)
def test_a_wrong_field_is_named_beside_it_and_nothing_typed_is_lost(
    editor: Client, draft: Edition, field: str, value: str, words: str
) -> None:
    sent = form_of(draft, body_format="plain", body_html="刚刚打的正文", document_number="云民发〔2026〕77号")
    refused = editor.post(edit_url(draft), {**sent, field: value})
    page = text_of(refused)
    assert refused.status_code == 422
    assert words in page
    assert f'href="#id_{field}' in page, "the summary leads to the field"
    assert "刚刚打的正文" in page and "云民发〔2026〕77号" in page
    assert fresh(draft).document_number == draft.document_number, "nothing was stored"
    told = editor.post(edit_url(draft), {**sent, field: value}, headers=JSON)
    assert told.status_code == 422 and words in told.json()["message"]


def test_more_than_is_taken_at_once_is_said(editor: Client, draft: Edition) -> None:
    huge = "字" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 3 + 1)
    refused = editor.post(edit_url(draft), form_of(draft, body_html=huge))
    assert refused.status_code == 413
    assert "超过 5 MB" in text_of(refused) and "填写的内容仍在" in text_of(refused)
    assert fresh(draft).body_html == draft.body_html


def test_dates_are_understood_as_people_write_them(editor: Client, draft: Edition) -> None:
    for written in ("2026年5月18日", "2026/5/18", "2026.05.18"):
        editor.post(edit_url(draft), form_of(fresh(draft), written_on=written))
        assert str(fresh(draft).written_on) == "2026-05-18"


def test_autosave_answers_with_time_revision_and_what_is_missing(editor: Client, draft: Edition) -> None:
    answer = editor.post(edit_url(draft), form_of(draft, subject_category="", title="自动保存"), headers=JSON)
    told = json.loads(answer.content)
    assert told["message"] == "还差1项"
    assert told["revision"] == draft.revision + 1
    assert fresh(draft).title == "自动保存" and told["saved_at"] == fresh(draft).updated_at.isoformat()


def test_the_panel_names_what_is_missing(editor: Client, draft: Edition) -> None:
    editor.post(
        edit_url(draft),
        form_of(draft, body_html="", subject_category="", openness="withheld", written_on=""),
        headers=JSON,
    )
    panel = text_of(editor.get(f"/workbench/documents/{draft.pk}/completeness/"))
    assert "<html" not in panel
    for words in ("正文为空", "未填成文日期", "未选主题分类", "须写明理由", "须写明依据的条款"):
        assert words in panel
    assert "还差 5 项" in panel and 'href="#id_body_html"' in panel


def test_an_incomplete_draft_is_not_handed_in_and_is_kept(editor: Client, draft: Edition) -> None:
    refused = editor.post(
        edit_url(draft), form_of(draft, subject_category="", title="还没写完", action="submit")
    )
    page = text_of(refused)
    assert refused.status_code == 422
    assert "未选主题分类" in page and 'href="#id_subject_category"' in page
    assert 'value="还没写完"' in page
    now = fresh(draft)
    assert now.state == EditionState.DRAFT and now.title == "还没写完"
    again = form_of(now, subject_category="综合政务", action="submit")
    assert f'name="revision" value="{now.revision}"' in page, "the page goes on from what was stored"
    assert editor.post(edit_url(draft), again)["Location"] == f"/workbench/documents/{draft.pk}/"
    assert fresh(draft).state == EditionState.IN_REVIEW


def test_preview_follows_saving(editor: Client, draft: Edition) -> None:
    led = editor.post(edit_url(draft), form_of(draft, title="预览的标题", action="preview"))
    page = text_of(editor.get(led["Location"]))
    assert "预览的标题" in page and "尚未公开" in page
    assert f'src="/workbench/documents/{draft.pk}/preview/page/"' in page


# --- two people --------------------------------------------------------------------------------------


def test_the_second_of_two_editors_loses_nothing(
    office: Office, editor: Client, sign_in: SignIn, draft: Edition
) -> None:
    other = sign_in("colleague")
    editor.post(edit_url(draft), form_of(draft, body_html="<p>甲写的第一段</p><p>共同的一段</p>"))
    mine = form_of(draft, body_html="<p>乙写的第一段</p><p>共同的一段</p>", title="乙的标题")
    refused = other.post(edit_url(draft), mine)
    page = text_of(refused)
    assert refused.status_code == 409
    assert "已被他人保存" in page
    assert "甲写的第一段" in page and "乙写的第一段" in page, "side by side"
    assert f"<td>{draft.title}</td><td>乙的标题</td>" in page, "the other fields as well"
    assert 'name="take-title"' in page
    assert 'name="take-document_number"' not in page, "only where they differ"
    assert 'value="乙的标题"' in page, "one's own text is still in the form"
    assert "data-autosave-url" not in page, "nothing is saved behind one's back meanwhile"
    assert "甲写的第一段" in fresh(draft).body_text, "nothing was overwritten"
    told = other.post(edit_url(draft), mine, headers=JSON)
    assert told.status_code == 409 and "已被他人保存" in told.json()["message"]
    other.post(edit_url(draft), {**mine, "overwrite": fresh(draft).revision})
    assert fresh(draft).title == "乙的标题" and "乙写的第一段" in fresh(draft).body_text


def test_two_texts_become_one_paragraph_by_paragraph(editor: Client, sign_in: SignIn, draft: Edition) -> None:
    other = sign_in("colleague")
    theirs = "<p>甲的第一段</p><p>共同的一段</p><p>甲的结尾</p><p>甲新加的一段</p>"
    editor.post(edit_url(draft), form_of(draft, body_html=theirs))
    mine = form_of(draft, body_html="<p>乙的第一段</p><p>共同的一段</p><p>乙的结尾</p>", title="乙的标题")
    page = text_of(other.post(edit_url(draft), mine))
    assert "合并保存" in page and "用最新版本的" in page and "两者都保留" in page
    names = sorted(set(re.findall(r'name="(merge-\d+)"', page)))
    assert len(names) == 2
    choice = {"merge": fresh(draft).revision, names[0]: "theirs", names[1]: "both", "take-title": "mine"}
    other.post(edit_url(draft), {**mine, **choice})
    saved = fresh(draft)
    assert saved.title == "乙的标题"
    assert saved.body_text.split() == ["甲的第一段", "共同的一段", "甲的结尾", "甲新加的一段", "乙的结尾"]


def test_a_merge_over_a_third_text_is_asked_again(editor: Client, sign_in: SignIn, draft: Edition) -> None:
    other = sign_in("colleague")
    mine = form_of(draft, body_html="<p>乙的一段</p>")
    editor.post(edit_url(draft), form_of(draft, body_html="<p>甲的一段</p>"))
    seen = fresh(draft).revision
    editor.post(edit_url(draft), form_of(fresh(draft), body_html="<p>甲再改的一段</p>"))
    refused = other.post(edit_url(draft), {**mine, "merge": seen, "merge-0": "theirs"})
    page = text_of(refused)
    assert refused.status_code == 409 and "甲再改的一段" in page and "乙的一段" in page
    assert fresh(draft).body_text.strip() == "甲再改的一段"


def test_overwriting_needs_the_latest_revision_too(editor: Client, draft: Edition) -> None:
    editor.post(edit_url(draft), form_of(draft, title="第二稿"))
    editor.post(edit_url(draft), form_of(fresh(draft), title="第三稿"))
    refused = editor.post(edit_url(draft), form_of(draft, overwrite=draft.revision + 1))
    assert refused.status_code == 409 and fresh(draft).title == "第三稿"


def test_what_was_handed_in_meanwhile_keeps_the_typed_text(editor: Client, draft: Edition) -> None:
    editor.post(f"/workbench/documents/{draft.pk}/submit/")
    refused = editor.post(edit_url(draft), form_of(draft, title="迟到的修改"))
    assert refused.status_code == 422
    assert "审批中" in text_of(refused) and 'value="迟到的修改"' in text_of(refused)
    assert editor.get(edit_url(draft))["Location"] == f"/workbench/documents/{draft.pk}/"


# --- files -------------------------------------------------------------------------------------------


def test_files_are_added_and_removed(editor: Client, draft: Edition) -> None:
    address = f"/workbench/documents/{draft.pk}/attachments/"
    listed = editor.post(address, {"files": [SimpleUploadedFile("标准表.csv", "类别,标准".encode())]})
    page = text_of(listed)
    assert listed.status_code == 200 and "标准表.csv" in page and "<html" not in page
    attachment = fresh(draft).attachments.get()
    got = editor.get(f"/workbench/files/{attachment.pk}/")
    assert "类别,标准" in b"".join(got.streaming_content).decode()
    assert got["Content-Disposition"].startswith("attachment")
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    editor.post(f"{address}{attachment.pk}/remove/")
    assert not fresh(draft).attachments.exists()


BAD_FILES = [
    ("程序.pdf", b"MZ\x90\x00\x03", "可执行程序"),
    ("网页.txt", b"<html><script>alert(1)</script>", "类型不在允许范围内"),
    ("图片.png", b"%PDF-1.4 pdf", "扩展名与内容不符"),
    ("空.csv", b"", "空文件"),
]


def test_wrong_files_are_named_and_good_ones_kept(editor: Client, draft: Edition) -> None:
    uploads = [SimpleUploadedFile(name, content) for name, content, _ in BAD_FILES]
    answer = editor.post(
        f"/workbench/documents/{draft.pk}/attachments/",
        {"files": [*uploads, SimpleUploadedFile("好的.csv", b"a,b")]},
    )
    page = text_of(answer)
    assert answer.status_code == 422
    for _, _, words in BAD_FILES:
        assert words in page
    assert [row.name for row in fresh(draft).attachments.all()] == ["好的.csv"]


def test_without_scripts_files_go_along_with_the_text(editor: Client, draft: Edition) -> None:
    sent: dict[str, Any] = form_of(draft, title="连同附件")
    sent["files"] = [
        SimpleUploadedFile("好的.csv", b"a,b"),
        SimpleUploadedFile("坏的.csv", b"<html><script>"),
    ]
    page = text_of(editor.post(edit_url(draft), sent, follow=True))
    assert "类型不在允许范围内" in page
    assert "好的.csv" in page
    now = fresh(draft)
    assert now.title == "连同附件", "a wrong file does not cost the text"
    attachment = now.attachments.get()
    editor.post(edit_url(draft), form_of(now, title="又改", action=f"remove-{attachment.pk}"))
    assert fresh(draft).title == "又改" and not fresh(draft).attachments.exists()


def test_files_of_other_drafts_are_not_removed_by_the_way(
    office: Office, editor: Client, draft: Edition
) -> None:
    second = make.draft(office.county, "另一份", actor=office.actor(Role.DEPARTMENT_EDITOR))
    editor.post(
        f"/workbench/documents/{second.pk}/attachments/", {"files": SimpleUploadedFile("甲.csv", b"a,b")}
    )
    key = second.attachments.get().pk
    assert editor.post(f"/workbench/documents/{draft.pk}/attachments/{key}/remove/").status_code == 404
    assert second.attachments.exists()


# --- the rest ----------------------------------------------------------------------------------------


def test_importing_into_a_draft_stores_nothing_before_it_is_saved(editor: Client, draft: Edition) -> None:
    address = f"/workbench/documents/{draft.pk}/import/"
    page = text_of(editor.post(address, {"import": SimpleUploadedFile("通知.txt", TEXT.encode())}))
    assert "云溪县民政局关于提高低保标准的通知" in page and "还没有保存" in page
    assert fresh(draft).title == draft.title
    refused = editor.post(address, {"import": SimpleUploadedFile("通知.pdf", b"%PDF-1.4")}, follow=True)
    assert "PDF" in text_of(refused)
    assert "请先选择要导入的文件" in text_of(editor.post(address, follow=True))


def test_the_item_can_be_changed_within_the_catalogue(office: Office, editor: Client, draft: Edition) -> None:
    address = f"/workbench/documents/{draft.pk}/item/"
    assert f'value="{office.county.item.pk}" checked' in text_of(editor.get(address))
    editor.post(address, {"item": office.county.items[1].pk})
    assert fresh(draft).document.item == office.county.items[1]
    refused = editor.post(address, {"item": office.other.item.pk})
    assert refused.status_code == 422 and "不在本单位适用的目录中" in text_of(refused)


def test_a_draft_is_discarded(editor: Client, draft: Edition) -> None:
    gone = editor.post(f"/workbench/documents/{draft.pk}/discard/", follow=True)
    assert "已删除草稿" in text_of(gone) and "30天内可以在文件库的回收站恢复" in text_of(gone)
    assert draft.title not in text_of(editor.get("/workbench/documents/"))
    assert "在回收站" in text_of(editor.get(edit_url(draft), follow=True))


def test_others_neither_see_nor_write(office: Office, sign_in: SignIn, draft: Edition) -> None:
    stranger = sign_in("stranger")
    for name in ("", "edit/", "preview/", "completeness/", "item/"):
        answer = stranger.get(f"/workbench/documents/{draft.pk}/{name}")
        assert answer.status_code == 404, name
        assert draft.title not in text_of(answer)
    assert stranger.post(edit_url(draft), form_of(draft, title="篡改")).status_code == 404
    for name in ("submit", "discard", "attachments", "recall", "publish", "decide", "secrecy", "withdraw"):
        assert stranger.post(f"/workbench/documents/{draft.pk}/{name}/").status_code == 404, name
    assert fresh(draft).title == draft.title


def test_a_reviewer_reads_and_does_not_write(as_role: Any, draft: Edition) -> None:
    reviewer = as_role(Role.REVIEWER)
    assert reviewer.get(f"/workbench/documents/{draft.pk}/").status_code == 200
    assert reviewer.get(edit_url(draft)).status_code == 302
    refused = reviewer.post(edit_url(draft), form_of(draft, title="篡改"))
    assert refused.status_code == 422 and fresh(draft).title == draft.title
    assert "您没有该角色" in text_of(refused)
    assert reviewer.get("/workbench/documents/new/").status_code == 403
