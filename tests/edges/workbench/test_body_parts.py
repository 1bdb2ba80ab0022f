"""Pictures and links of the body, with a script and without one; kinds that are switched."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.information import commands, queries
from gongkai.core.information.models import Attachment, Edition
from gongkai.core.information.rules import elements_named
from gongkai.edges.workbench import body_text
from gongkai.foundation.access.enums import Role
from gongkai.text.markup.pictures import picture_address
from gongkai.text.markup.sanitising import sanitise
from tests import factories as make
from tests.bad_files import PNG
from tests.edges.workbench.conftest import Office, SignIn, form_of, text_of

DOCUMENT = "abcdefghijkl"


@pytest.fixture
def editor(office: Office, sign_in: SignIn) -> Client:
    return sign_in("u.department_editor")


@pytest.fixture
def draft(office: Office) -> Edition:
    return make.draft(office.county, actor=office.actor(Role.DEPARTMENT_EDITOR))


def pictures_url(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/pictures/"


def a_picture(name: str = "河道.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- pictures ----------------------------------------------------------------------------------------


def test_a_picture_gets_its_address(editor: Client, draft: Edition) -> None:
    answer = editor.post(pictures_url(draft), {"picture": a_picture()})
    picture = Attachment.objects.get(edition=draft)
    assert answer.json() == {"address": picture_address(draft.document.public_id, picture.pk)}
    assert "河道.png" not in text_of(editor.get(f"/workbench/documents/{draft.pk}/edit/")), (
        "not among the files"
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "类型不在允许范围内"),
        ("图.png", b"<html><script>alert(1)</script>", "类型不在允许范围内"),
        ("图.png", b"MZ" + bytes(64), "可执行程序"),
        ("表.txt", b"1,2", "不是图片"),
        ("图.gif", PNG, "扩展名与内容不符"),
    ],
)
def test_hostile_pictures_are_refused_in_words(
    editor: Client, draft: Edition, name: str, content: bytes, words: str
) -> None:
    answer = editor.post(pictures_url(draft), {"picture": a_picture(name, content)})
    assert answer.status_code == 422 and words in answer.json()["message"]
    assert not Attachment.objects.exists()


def test_pictures_of_others_are_nobodys(sign_in: SignIn, draft: Edition) -> None:
    assert sign_in("stranger").post(pictures_url(draft), {"picture": a_picture()}).status_code == 404
    answer = sign_in("u.reviewer").post(pictures_url(draft), {"picture": a_picture()})
    assert answer.status_code == 403 and "修改该文件" in answer.json()["message"]


def test_no_picture_at_all_is_said(editor: Client, draft: Edition) -> None:
    assert editor.post(pictures_url(draft)).json()["message"] == "请先选择图片。"


def test_without_scripts_a_picture_is_a_line_that_can_be_moved(editor: Client, draft: Edition) -> None:
    address = f"/workbench/documents/{draft.pk}/edit/"
    sent = form_of(draft, body_format="plain", body_html="第一段。\n第二段。")
    editor.post(address, {**sent, "pictures": [a_picture(), a_picture("另一张.png")]})
    first, second = Attachment.objects.filter(edition=draft)
    page = text_of(editor.get(address))
    assert f"第二段。\n【图片{first.pk}：】\n【图片{second.pk}：】</textarea>" in page
    assert "正文第1张图片缺说明文字" in page
    moved = f"第一段。\n【图片{first.pk}：河道治理前后｜图1 云溪河】\n第二段。"
    editor.post(address, form_of(queries.get_edition(draft.pk), body_format="plain", body_html=moved))
    now = queries.get_edition(draft.pk)
    shown = f'<img src="{picture_address(draft.document.public_id, first.pk)}" alt="河道治理前后">'
    figure = f"<figure>{shown}<figcaption>图1 云溪河</figcaption></figure>"
    assert now.body_html == f"<p>第一段。</p>\n{figure}\n<p>第二段。</p>"
    assert f">{moved}</textarea>" in text_of(editor.get(address))


def test_a_bad_picture_among_good_ones_loses_no_word(editor: Client, draft: Edition) -> None:
    address = f"/workbench/documents/{draft.pk}/edit/"
    sent = form_of(draft, body_format="plain", body_html="刚打的字。")
    led = editor.post(address, {**sent, "pictures": [a_picture("坏.png", b"x"), a_picture()]}, follow=True)
    assert "扩展名与内容不符" in text_of(led)
    now = queries.get_edition(draft.pk)
    assert "刚打的字。" in now.body_html and now.body_html.count("<img") == 1


@pytest.mark.parametrize(
    "alt", ['"><script>alert(1)</script>', "甲 & 乙 < 丙", "】【图片9：", 'a" onerror="x', "｜｜"]
)
def test_words_of_a_picture_stay_words(alt: str) -> None:
    markup = body_text.as_markup(f"【图片12：{alt}】", body_text.PLAIN, DOCUMENT)
    assert "<script" not in markup and not any("事件" in line for line in sanitise(markup).removed)
    assert body_text.editable(markup, DOCUMENT).markup == markup


def test_pictures_of_another_document_cannot_be_written_into_plain_text() -> None:
    markup = body_text.as_markup("【图片7：甲】", body_text.PLAIN, DOCUMENT)
    assert f'src="/documents/{DOCUMENT}/files/7/"' in markup
    foreign = '<figure><img src="/documents/zzzzzzzzzzzz/files/7/" alt="甲"></figure>'
    assert body_text.editable(foreign, DOCUMENT).format == body_text.MARKUP


# --- links -------------------------------------------------------------------------------------------


def test_public_documents_are_found_to_link_to(office: Office, editor: Client, draft: Edition) -> None:
    public = make.publish_document(office.county, "云溪县养老服务规划")
    page = text_of(editor.get(f"/workbench/documents/{draft.pk}/links/", {"q": "养老 规划"}))
    assert f'data-link-address="/documents/{public.document.public_id}/"' in page
    assert draft.document.public_id not in page, "what is not public cannot be linked to"
    assert "没有找到" in text_of(editor.get(f"/workbench/documents/{draft.pk}/links/", {"q": "没有的词"}))


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://www.gov.cn/zhengce/", ""),
        ("mailto:a@example.org", ""),
        ("/documents/abcdefghijkl/", ""),
        ("http://10.0.0.8/a.htm", "内部网络"),
        ("http://[fe80::1]/", "内部网络"),
        ("http://oa/", "内部网络"),
        ("http://oa.local/", "内部网络"),
        ("/workbench/documents/3/", "工作台的网址"),
        ("javascript:alert(1)", "应以 https"),
        ("www.gov.cn", "应以 https"),
        ("file:///C:/a.doc", "应以 https"),
        ("http://[", "写法有误"),
    ],
)
def test_addresses_are_checked_without_being_fetched(editor: Client, address: str, fault: str) -> None:
    page = text_of(editor.get("/workbench/documents/links/check/", {"href": address}))
    assert (fault in page) if fault else ("field-error" not in page)


def test_a_link_that_the_public_cannot_open_stops_the_draft(office: Office, draft: Edition) -> None:
    saved = commands.save_draft(
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        edition_id=draft.pk,
        revision=draft.revision,
        draft=make.a_draft(
            body_html='<p>见<a href="http://192.168.1.9/x">附表</a>和<a href="https://www.gov.cn/">网站</a></p>'
        ),
    )
    (lack,) = queries.check_draft(queries.get_edition(saved.pk)).lacks
    assert lack.message == "正文链接“附表”：网址指向内部网络，公众打不开，请改用公开的网址"


# --- kinds and earlier documents ---------------------------------------------------------------------


def test_a_kind_is_chosen_and_changed_and_nothing_is_lost(editor: Client, draft: Edition) -> None:
    Edition.objects.filter(pk=draft.pk).update(values={"code": "已填的内容"})
    address = f"/workbench/documents/{draft.pk}/edit/"
    editor.post(address, form_of(draft, kind="penalty", action="kind", body_html="<p>写了一半</p>"))
    now = queries.get_edition(draft.pk)
    assert now.document.kind == "penalty" and now.body_html == "<p>写了一半</p>"
    editor.post(address, form_of(now, kind="general"))
    now = queries.get_edition(draft.pk)
    assert now.document.kind == "general" and now.values == {"code": "已填的内容"}
    refused = editor.post(address, form_of(now, kind="没有这种"))
    assert refused.status_code == 422 and "没有这个信息类型" in text_of(refused)
    editor.post(address, {key: value for key, value in form_of(now).items() if key != "kind"})
    assert queries.get_edition(draft.pk).document.kind == "general", (
        "a form without the field changes nothing"
    )


def test_last_years_document_is_offered_and_taken(office: Office, editor: Client) -> None:
    county = office.county
    last = make.publish_document(
        county, "2025年度低保标准公告", written_on=date(2025, 9, 1), body_html="<p>2025年每月735元。</p>"
    )
    new = "/workbench/documents/new/"
    part = editor.get(
        new,
        {"item": county.item.pk, "body": county.bureau.pk},
        headers={"HX-Request": "true", "HX-Target": "start-choices"},
    )
    assert "2025年度低保标准公告" in text_of(part) and "<mark>2026年度低保标准公告</mark>" in text_of(part)
    begun = editor.post(
        new, {"body": county.bureau.pk, "item": county.item.pk, "source": last.pk, "title": ""}, follow=True
    )
    page = text_of(begun)
    assert "2026年度低保标准公告" in page and "仍含去年数字 1 处" in page and "2025、735" in page
    assert "《2025年度低保标准公告》</a>为底稿" in page


def test_a_file_and_an_earlier_document_exclude_each_other(office: Office, editor: Client) -> None:
    last = make.publish_document(office.county, "去年的")
    refused = editor.post(
        "/workbench/documents/new/",
        {
            "body": office.county.bureau.pk,
            "item": office.county.item.pk,
            "source": last.pk,
            "file": SimpleUploadedFile("通知.txt", "文字".encode()),
        },
    )
    assert refused.status_code == 422 and "只能选一种" in text_of(refused)


def test_papers_of_another_county_are_no_start(office: Office, editor: Client) -> None:
    foreign = make.publish_document(office.other, "外县的")
    refused = editor.post(
        "/workbench/documents/new/",
        {"body": office.county.bureau.pk, "item": office.county.item.pk, "source": foreign.pk},
    )
    assert refused.status_code == 422
    assert not Edition.objects.filter(started_from=foreign).exists()


def test_what_is_known_is_not_asked(office: Office, editor: Client) -> None:
    page = text_of(editor.get("/workbench/documents/new/", {"item": office.county.item.pk}))
    assert f'<input type="hidden" name="body" value="{office.county.bureau.pk}">' in page
    assert f'value="{office.county.item.pk}" checked' in page


def test_the_choice_of_a_start_asks_little(
    office: Office, editor: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        make.publish_document(office.county, f"{2020 + number}年公告", written_on=date(2020 + number, 3, 1))
    wanted = {"item": office.county.item.pk, "body": office.county.bureau.pk}
    headers = {"HX-Request": "true", "HX-Target": "start-choices"}
    editor.get("/workbench/documents/new/", wanted, headers=headers)
    with django_assert_max_num_queries(14):
        page = text_of(editor.get("/workbench/documents/new/", wanted, headers=headers))
    assert page.count("新标题") == 5


# --- the panel ---------------------------------------------------------------------------------------


def test_elements_of_the_item_are_ticked_as_they_are_written(office: Office, editor: Client) -> None:
    item = make.make_item(office.county, content="救助对象；救助标准、申请材料")
    draft = make.draft(
        office.county,
        item=item,
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        body_html="<p>救助标准为每月735元。</p>",
    )
    page = text_of(editor.get(f"/workbench/documents/{draft.pk}/completeness/"))
    assert '救助标准</span><span class="visually-hidden">，已写到' in page
    assert '救助对象</span><span class="visually-hidden">，还没写到' in page


@pytest.mark.parametrize(
    ("wording", "text", "named"),
    [
        ("救助对象；救助标准", "救助标准：735元", ["救助标准"]),
        ("1.机构设置、2.联系方式", "联系方式", ["联系方式"]),
        ("申请条件及其流程", "流程在后", ["流程"]),
        ("办 事 指 南", "办事指南", ["办事指南"]),
        ("甲；乙", "甲乙", []),
        ("", "任何文字", []),
    ],
)
def test_elements_are_compared_by_their_words(wording: str, text: str, named: list[str]) -> None:
    assert [element.words for element in elements_named(wording, text) if element.is_named] == named
