"""A red-head Word file becomes a public page in one sitting, on a phone too; pasted text comes out clean."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults_of
from tests.journeys.people import (
    DESKTOP,
    PHONE,
    Paper,
    SignIn,
    all_decide,
    begin,
    body_box,
    look_at_the_rest,
    overhang,
    publish,
    submit,
)
from tests.text import clipboards
from tests.text.word_pages.red_head import red_head_file, title_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ONE_SITTING = 600
"""Seconds that an untrained editor has; here the machine types, so it is a bound and no proof."""

PASTE = """(box, markup) => {
    const data = new DataTransfer();
    data.setData("text/html", markup);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@dataclass(slots=True)
class RedHead(Paper):
    """The notice of a bureau on the intake of a school that no other document names."""

    @property
    def title(self) -> str:
        return "".join(title_of(self.word))


def _read_in(page: Page, paper: RedHead) -> None:
    """起草文件 from a file, with the item it belongs to."""
    file = {"name": f"{paper.word}招生通知.docx", "mimeType": WORD, "buffer": red_head_file(paper.word)}
    page.goto(re.sub("/workbench/.*", "/workbench/documents/new/", page.url))
    page.get_by_label("或者从文件导入").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("查找事项").fill("招生政策")
    expect(page.get_by_role("radio").first).to_have_accessible_name(re.compile("招生政策"))
    page.get_by_role("radio", name=re.compile("招生政策")).first.check()
    page.get_by_role("button", name="下一步：填写正文").click()
    page.wait_for_url(re.compile(r"/documents/\d+/edit/$"))
    paper.address = page.url.removesuffix("edit/")


def _is_filled_in(page: Page, paper: RedHead) -> None:
    """Every field has what the file says, and the line it was read from beside it."""
    expect(page.get_by_text(f"已读入“{paper.word}招生通知.docx”")).to_be_visible()
    form = page.locator("#draft")
    title = form.get_by_label(re.compile("^标题"))
    expect(title).to_have_value(paper.title)
    body = "云溪县教育体育局"
    told = f"读自原文第3—4行“{body}”“{paper.title.removeprefix(body)}”。"
    expect(title).to_have_accessible_description(told)
    expect(form.get_by_label("发文字号")).to_have_value("云教体发〔2026〕18号")
    expect(form.get_by_label("成文日期")).to_have_value("2026-09-01")
    expect(form.get_by_role("radio", name="主动公开")).to_be_checked()
    report = page.locator(".import-report")
    expect(report).to_contain_text("签发人")
    expect(report).to_contain_text("修订中已删除的内容没有读入（1处）")


def _body_is_clean(page: Page, paper: RedHead) -> None:
    box = body_box(page)
    expect(box.get_by_role("heading", name="一、招生计划")).to_be_visible()
    expect(box.get_by_role("heading", name="（二）招生范围")).to_be_visible()
    picture = box.locator("figure img")
    expect(picture).to_have_js_property("naturalWidth", 30)
    words = box.inner_text()
    for left_out in ("教育体育局文件", "签发人", "抄送", "印发", "删去的话", "藏着的话"):
        assert left_out not in words, left_out
    assert f"{paper.word}学校" in words


@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_from_a_word_file_to_a_public_page(
    sign_in: SignIn, page: Page, phone: Page, window: dict[str, int]
) -> None:
    editor, paper = sign_in("jtj.editor", window), RedHead()
    begun = time.monotonic()
    _read_in(editor, paper)
    _is_filled_in(editor, paper)
    _body_is_clean(editor, paper)
    assert overhang(editor) == 0
    assert faults_of(editor, "editor after an import") == []
    editor.get_by_label("主题分类").select_option(label="教育")
    _looks_at_the_picture(editor)
    submit(editor)
    assert time.monotonic() - begun < ONE_SITTING
    all_decide(sign_in, paper)
    address = publish(editor, paper)
    for reader in (page, phone):
        _is_public(reader, address, paper)


def _looks_at_the_picture(page: Page) -> None:
    """No program reads what is drawn: a person says that the public may see it, and goes on."""
    page.get_by_role("button", name="暂存", exact=True).click()
    expect(page.get_by_text("已暂存。已填完整")).to_be_visible()
    page.get_by_role("link", name="逐处处理").click()
    look_at_the_rest(page)
    expect(page.get_by_label("已逐页打开核对")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="编辑", exact=True).click()
    expect(body_box(page)).to_be_visible()


def _is_public(reader: Page, address: str, paper: RedHead) -> None:
    reader.goto(address)
    article = reader.locator("article.document-official")
    expect(reader.get_by_role("heading", name=paper.title, level=1)).to_be_visible()
    expect(article.get_by_role("columnheader", name="计划招生数")).to_have_attribute("colspan", "2")
    expect(article.get_by_role("columnheader", name="学校", exact=True)).to_have_attribute("rowspan", "2")
    picture = article.get_by_role("img", name=f"{paper.word}学校招生范围示意图")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 30)
    article.get_by_role("link", name="[1]").first.click()
    expect(reader).to_have_url(re.compile("#note-1$"))
    expect(article.get_by_text("按户籍人口测算。")).to_be_in_viewport()
    assert not re.search("签发人|抄送|删去的话|藏着的话", article.inner_text())
    assert overhang(reader) == 0
    _clean_copy_is_offered(reader, paper)


def _clean_copy_is_offered(reader: Page, paper: RedHead) -> None:
    """The public gets the file, without what was deleted and hidden in it."""
    with reader.expect_download() as waiting:
        reader.get_by_role("link", name=re.compile(f"{paper.word}招生通知.docx")).first.click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"PK")
    assert content != red_head_file(paper.word)


def test_what_is_pasted_comes_out_clean(sign_in: SignIn) -> None:
    editor, paper = sign_in("jtj.editor"), Paper()
    begin(editor, paper.title)
    body_box(editor).click()
    for markup in (clipboards.WORD, clipboards.WPS, clipboards.EXCEL, clipboards.WEB):
        body_box(editor).press("Control+End")
        editor.keyboard.press("Enter")
        body_box(editor).evaluate(PASTE, markup)
    text = editor.locator("#id_body_html").input_value()
    assert not re.search("SECRET|mso|style=|file:|javascript|批注1", text, re.IGNORECASE), text
    assert "1.第一项" in text and re.search(r"<li>(?:<p>)?材料甲", text)
    assert re.search(r'<p[^>]*id="note-1"', text) and 'href="#note-1"' in text
    assert "每月<sup>2</sup>" in text
    assert '<td colspan="3"' in text and "赵某" in text
    editor.get_by_role("button", name="暂存", exact=True).click()
    expect(editor.get_by_text("已暂存。")).to_be_visible()
    expect(body_box(editor).locator("#note-1")).to_contain_text("按户籍计")
