"""Writing in the browser: tables, pictures, what Word brings along, last year's document, keyboard, phone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import faults_of
from tests.journeys.drawing import drawn_png
from tests.journeys.people import (
    PHONE,
    Paper,
    SignIn,
    begin,
    body_box,
    fill_in,
    look_over,
    overhang,
    public_page_in,
    submit,
)

PICTURE = {"name": "河道.png", "mimeType": "image/png", "buffer": drawn_png(300, 120)}

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment-->
<p class=MsoNormal align=center><b><span style='font-size:22.0pt;color:red'>一、任务<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-align:right'>　　落款</p>
<p>正文<del>删去的话</del><ins>补上的话</ins>。<span style='mso-hide:all'>隐藏的话</span></p>
<p><img width=200 src="file:///C:/1.png"></p><p>&nbsp;</p>
<table border=1><tr><td colspan=2 width=9><p>合计</p></td></tr><tr><td>甲</td><td>5</td></tr></table>
<p><a href="javascript:alert(1)">坏链接</a></p>
<script>window.harmed = 1</script><!--EndFragment--></body></html>"""

PASTE = """(box, markup) => {
    const data = new DataTransfer();
    data.setData("text/html", markup);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""

PASTE_PICTURE = """(box, bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "image.png", {type: "image/png"}));
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def _saved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="已保存")).to_be_visible()


def _body(page: Page) -> str:
    return page.locator("#id_body_html").input_value()


def test_a_table_and_a_picture_seen_on_a_phone_before_they_are_handed_in(sign_in: SignIn) -> None:
    editor, paper = sign_in("jtj.editor"), Paper()
    paper.address = begin(editor, paper.title)
    fill_in(editor, paper)
    body_box(editor).press("Control+End")
    editor.keyboard.press("Enter")
    editor.get_by_role("button", name="插入表格").click()
    table = editor.get_by_role("dialog", name="插入表格")
    table.get_by_label("行数").fill("2")
    table.get_by_label("列数").fill("2")
    table.get_by_label("表题").fill("表1 招生计划")
    table.get_by_role("button", name="插入", exact=True).click()
    for words in ("学校", "人数", f"{paper.word}学校", "180"):
        editor.keyboard.insert_text(words)
        editor.keyboard.press("Tab")
    body_box(editor).press("Control+End")
    body_box(editor).evaluate(PASTE_PICTURE, list(drawn_png(200, 80)))
    panel = editor.get_by_label("完整程度").filter(has_text="正文第1张图片缺说明文字")
    expect(panel).to_be_visible()
    editor.get_by_role("button", name="改说明").click()
    words = editor.get_by_role("dialog", name="图片")
    words.get_by_label(re.compile("说明文字")).fill("校园平面图")
    words.get_by_label(re.compile("图题")).fill("图1 校园")
    words.get_by_role("button", name="确定").click()
    expect(editor.get_by_role("heading", name="已填完整")).to_be_visible()

    editor.get_by_role("button", name="预览").click()
    editor.get_by_role("link", name="手机").click()
    public = public_page_in(editor)
    expect(public.get_by_role("heading", name=paper.title)).to_be_visible()
    expect(public.get_by_role("table", name="表1 招生计划")).to_contain_text(f"{paper.word}学校")
    picture = public.get_by_role("img", name="校园平面图")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 200
    assert public.locator("html").evaluate("page => page.scrollWidth") <= PHONE["width"]
    editor.get_by_role("link", name="返回编辑").click()
    expect(body_box(editor)).to_contain_text("表1 招生计划")
    look_over(editor, paper.address)
    submit(editor)


def test_what_word_brings_along_is_left_out_and_named(sign_in: SignIn) -> None:
    editor, paper = sign_in("jtj.editor"), Paper()
    begin(editor, paper.title)
    body_box(editor).click()
    body_box(editor).evaluate(PASTE, WORD)
    told = editor.get_by_role("status").filter(has_text="粘贴的内容已清理")
    for words in (
        "修订中已删除的文字 1 处",
        "隐藏文字 1 处",
        "图片（请用“图片”按钮插入） 1 处",
        "脚本",
        "版式",
    ):
        expect(told).to_contain_text(words)
    markup = _body(editor)
    assert '<p class="align-center"><strong>一、任务' in markup
    assert '<p class="align-right">落款</p>' in markup and "补上的话" in markup
    assert '<td colspan="2"' in markup and "坏链接" in markup
    assert not re.search("删去的话|隐藏的话|style=|javascript|Mso|<img|harmed", markup)
    assert not editor.evaluate("'harmed' in window")
    editor.keyboard.press("Control+z")
    assert "补上的话" not in _body(editor)


def test_words_are_found_and_replaced_and_counted(sign_in: SignIn) -> None:
    editor, paper = sign_in("jtj.editor"), Paper()
    begin(editor, paper.title)
    body_box(editor).fill("甲校十人。乙校十人。")
    expect(editor.get_by_text("正文 10 字")).to_be_visible()
    _saved(editor)
    body_box(editor).press("Control+h")
    panel = editor.get_by_role("dialog", name="查找替换")
    panel.get_by_label("查找", exact=True).fill("十人")
    panel.get_by_label("查找", exact=True).press("Enter")
    expect(panel.get_by_role("status")).to_have_text(re.compile("共 2 处"))
    panel.get_by_label("替换为").fill("二十人")
    panel.get_by_role("button", name="全部替换").click()
    expect(body_box(editor)).to_contain_text("甲校二十人。乙校二十人。")
    panel.get_by_role("button", name="关闭").click()
    editor.keyboard.press("Control+z")
    expect(body_box(editor)).to_contain_text("甲校十人。乙校十人。")


def test_a_document_is_written_with_the_keyboard_alone(sign_in: SignIn) -> None:
    editor, paper = sign_in("jtj.editor"), Paper()
    begin(editor, paper.title)
    body_box(editor).focus()
    editor.keyboard.press("Control+Alt+2")
    editor.keyboard.insert_text("一、计划")
    editor.keyboard.press("Enter")
    editor.keyboard.press("Alt+F10")
    expect(editor.get_by_role("button", name="正文段落")).to_be_focused()
    for _ in range(4):
        editor.keyboard.press("ArrowRight")
    expect(editor.get_by_role("button", name="项目列表")).to_be_focused()
    editor.keyboard.press("Enter")
    editor.keyboard.insert_text("第一项")
    editor.keyboard.press("Control+k")
    link = editor.get_by_role("dialog", name="链接")
    link.get_by_label("显示的文字").fill("中国政府网")
    link.get_by_label("网址").fill("https://www.gov.cn/")
    link.get_by_label("网址").press("Enter")
    assert "<h2>一、计划</h2>" in _body(editor)
    assert "<li><p>第一项<a" in _body(editor) and 'href="https://www.gov.cn/"' in _body(editor)
    editor.keyboard.press("Control+/")
    expect(editor.get_by_role("dialog", name="键盘快捷键")).to_be_visible()
    assert faults_of(editor, "shortcuts") == []
    editor.keyboard.press("Escape")
    editor.keyboard.press("Control+s")
    expect(editor.get_by_text("已暂存。")).to_be_visible()


def test_last_years_document_is_a_start(sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor")
    editor.get_by_role("navigation").get_by_role("link", name="起草文件").click()
    editor.get_by_label("查找事项").fill("教育统计数据")
    expect(editor.get_by_role("radio").first).to_have_accessible_name(re.compile("^教育统计数据"))
    editor.get_by_role("radio").first.check()
    earlier = editor.get_by_role("group", name="以往年文件为底稿")
    expect(earlier).to_contain_text("新标题：2026学年初云溪县基础教育基本情况统计")
    earlier.get_by_role("radio", name=re.compile("2025学年初")).check()
    editor.get_by_role("button", name="下一步：填写正文").click()
    expect(editor.locator("#draft").get_by_label(re.compile("^标题"))).to_have_value(
        "2026学年初云溪县基础教育基本情况统计"
    )
    expect(editor.get_by_text("为底稿。标题中的年份已顺延")).to_be_visible()
    expect(editor.get_by_label("成文日期")).to_have_value("")
    stale = editor.get_by_role("heading", name=re.compile("仍含去年数字"))
    expect(stale).to_be_visible()
    before = int(re.sub(r"\D", "", stale.inner_text()))
    body_box(editor)  # before it is there, the link only leads to the text
    stale.locator("xpath=..").get_by_role("link").first.click()
    expect(editor.get_by_role("dialog", name="查找替换").get_by_role("status")).to_have_text(
        re.compile("第 1 处")
    )
    editor.get_by_role("dialog", name="查找替换").get_by_role("button", name="关闭").click()
    body_box(editor).fill("全部重写，不留去年的数。")
    _saved(editor)
    expect(stale).to_have_count(0)
    assert before > 0


def test_the_editor_fits_a_phone(sign_in: SignIn) -> None:
    editor = sign_in("cgj.editor", PHONE)
    editor.get_by_role("link", name=re.compile("^(继续填写|核对并提交)")).first.click()
    expect(editor.get_by_role("toolbar", name="正文格式")).to_be_visible()
    assert overhang(editor) == 0
    assert faults_of(editor, "editor on a phone") == []
    editor.get_by_role("button", name="插入图片").click()
    assert faults_of(editor, "dialogue of a picture") == []
    editor.keyboard.press("Escape")
    editor.get_by_role("button", name="全屏").click()
    paper = body_box(editor).bounding_box()
    assert paper is not None and paper["width"] > PHONE["width"] * 0.9
    editor.get_by_role("button", name="全屏").click()


def test_the_line_is_cut_and_nothing_is_lost(sign_in: SignIn) -> None:
    editor, paper = sign_in("jtj.editor"), Paper()
    paper.address = begin(editor, paper.title)
    editor.context.set_offline(True)
    body_box(editor).fill("断线时写的一段。")
    expect(editor.get_by_role("status").filter(has_text="本机留了一份")).to_be_visible()
    editor.get_by_role("button", name="插入图片").click()
    dialog = editor.get_by_role("dialog", name="图片")
    dialog.get_by_label("选择图片").set_input_files(PICTURE)  # type: ignore[arg-type]
    dialog.get_by_label(re.compile("说明文字")).fill("河道")
    dialog.get_by_role("button", name="确定").click()
    expect(editor.get_by_text("网络不通，图片没有上传")).to_be_visible()
    editor.context.set_offline(False)
    editor.on("dialog", lambda question: question.accept())
    editor.reload()
    editor.get_by_role("button", name="恢复到表单").click()
    expect(body_box(editor)).to_contain_text("断线时写的一段。")
    _saved(editor)
