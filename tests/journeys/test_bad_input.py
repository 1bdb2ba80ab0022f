"""What goes wrong at a desk: each time a clear answer, and the work is kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.papers import encrypted_spreadsheet, upload
from tests.journeys.people import (
    ITEM,
    Paper,
    SignIn,
    all_decide,
    begin,
    body_box,
    confirm,
    draft,
    open_task,
    open_until,
    public_page_in,
    submit,
)

PASTED = (
    "<p>第一段<script>window.harmed = 1</script></p>"
    '<p onclick="window.harmed = 1">第二段<img src="x" onerror="window.harmed = 1"></p>'
    '<p><a href="javascript:window.harmed = 1">第三段</a></p><iframe src="https://example.org/"></iframe>'
)
TYPED = "<script>window.harmed = 1</script>照字面显示"


def test_scripts_in_a_body_come_out_clean(sign_in: SignIn) -> None:
    """Pasted from a web page, typed as text, and sent by somebody who changed the form."""
    editor = sign_in("jtj.editor", hostile=True)
    paper = Paper()
    paper.address = begin(editor, paper.title)
    body_box(editor).click()
    body_box(editor).evaluate(
        """(box, markup) => {
            const data = new DataTransfer();
            data.setData("text/html", markup);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            box.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        PASTED,
    )
    expect(body_box(editor)).to_contain_text("第三段")
    editor.keyboard.press("Control+End")
    editor.keyboard.press("Enter")
    editor.keyboard.insert_text(TYPED)
    _preview_is_clean(editor, "第一段", "第二段", "第三段", TYPED)

    editor.go_back()
    editor.get_by_role("toolbar", name="正文格式").wait_for()
    editor.evaluate(
        """markup => {
            const form = document.getElementById("draft");
            form.elements.body_format.value = "html";
            form.elements.body_html.value = markup;
        }""",
        PASTED,
    )
    _preview_is_clean(editor, "第一段", "第二段", "第三段")


def _preview_is_clean(editor: Page, *words: str) -> None:
    editor.get_by_role("button", name="预览").click()
    editor.wait_for_url(re.compile("/preview/$"))
    text = public_page_in(editor).get_by_role("article").first
    for expected in words:
        expect(text).to_contain_text(expected)
    assert not editor.evaluate("'harmed' in window")
    assert not text.evaluate(
        """article => [...article.querySelectorAll("*")].some(element =>
            ["SCRIPT", "IFRAME"].includes(element.tagName)
            || [...element.attributes].some(({name, value}) =>
                name.startsWith("on") || value.includes("javascript:")))"""
    )


def test_a_title_of_five_thousand_characters(sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor")
    editor.get_by_role("navigation").get_by_role("link", name="起草文件").click()
    title = editor.get_by_label(re.compile("^标题"))
    title.fill("长" * 5000)
    editor.get_by_label("查找事项").fill(ITEM)
    expect(editor.get_by_role("radio").first).to_have_accessible_name(re.compile(ITEM))
    editor.get_by_role("radio").first.check()
    editor.get_by_role("button", name="下一步：填写正文").click()
    expect(editor.get_by_role("alert")).to_contain_text("标题不能超过200字，现有5000字，请精简。")
    expect(title).to_have_value("长" * 5000)


def test_a_date_in_1754(sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor")
    paper = Paper()
    begin(editor, paper.title)
    body_box(editor).fill(paper.body)
    editor.get_by_label("成文日期").fill("1754-05-01")
    editor.get_by_role("button", name="暂存", exact=True).click()
    expect(editor.get_by_role("alert")).to_contain_text("成文日期不能早于1949-10-01")
    expect(body_box(editor)).to_contain_text(paper.body)
    expect(editor.get_by_label("成文日期")).to_have_value("1754-05-01")
    editor.get_by_label("成文日期").fill("2026-05-01")
    editor.get_by_role("button", name="暂存", exact=True).click()
    expect(editor.get_by_text("已暂存。")).to_be_visible()


def test_files_that_are_not_what_they_say(sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor")
    begin(editor, Paper().title)
    files = editor.get_by_label("添加附件")
    answer = editor.get_by_role("alert")
    files.set_input_files(upload("报名表.xlsx", b"MZ\x90\x00" + b"\0" * 2000))
    expect(answer).to_contain_text("“报名表.xlsx”的内容是可执行程序，不能上传。")
    files.set_input_files(encrypted_spreadsheet("名单.xlsx"))
    expect(answer).to_contain_text("“名单.xlsx”已加密")
    files.set_input_files(upload("说明.txt", "可以公开的说明".encode(), "text/plain"))
    expect(editor.get_by_role("link", name="说明.txt")).to_be_visible()
    expect(editor.get_by_role("link", name="名单.xlsx")).to_have_count(0)


def test_two_editors_on_one_draft(sign_in: SignIn) -> None:
    """Who saves second sees both texts side by side and decides; nothing is lost unseen."""
    first = sign_in("jtj.editor")
    paper = Paper()
    draft(first, paper)
    second = sign_in("jtj.editor")
    second.goto(f"{paper.address}edit/")
    body_box(second).fill("第二个人写的正文。")
    body_box(first).fill("第一个人写的正文。")
    first.get_by_role("button", name="暂存", exact=True).click()
    expect(first.get_by_text("已暂存。")).to_be_visible()

    second.get_by_role("button", name="暂存", exact=True).click()
    both = second.get_by_role("region", name="请先核对两个版本")
    expect(both).to_contain_text("第一个人写的正文。")
    expect(both).to_contain_text("第二个人写的正文。")
    expect(body_box(second)).to_contain_text("第二个人写的正文。")
    second.get_by_role("button", name="以我的内容为准，覆盖保存").click()
    confirm(second, "覆盖保存")
    expect(second.get_by_text("已暂存。")).to_be_visible()
    first.goto(f"{paper.address}edit/")
    expect(body_box(first)).to_contain_text("第二个人写的正文。")


def test_the_session_ends_in_the_middle_of_writing(sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor")
    paper = Paper()
    draft(editor, paper)
    cookies = editor.context.cookies()
    editor.context.clear_cookies()
    body_box(editor).fill("会话结束以后写的一段。")
    expect(editor.get_by_role("status").filter(has_text="登录已过期")).to_contain_text("本机留了一份")

    editor.on("dialog", lambda dialog: dialog.accept())
    editor.reload()
    expect(editor.get_by_role("heading", name="登录工作台")).to_be_visible()
    # the same person is back (the password was typed in other journeys)
    editor.context.add_cookies(cookies)  # type: ignore[arg-type]
    editor.goto(f"{paper.address}edit/")
    expect(body_box(editor)).to_contain_text(paper.body)
    editor.get_by_role("button", name="恢复到表单").click()
    expect(body_box(editor)).to_contain_text("会话结束以后写的一段。")
    expect(editor.get_by_role("status").filter(has_text="已保存")).to_be_visible()
    editor.reload()
    expect(body_box(editor)).to_contain_text("会话结束以后写的一段。")


def test_searching_before_the_scripts_have_arrived(sign_in: SignIn) -> None:
    """What was typed too early is looked for as soon as the page can."""
    editor = sign_in("jtj.editor")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    editor.route("**/htmx*.js", hold)
    editor.get_by_role("navigation").get_by_role("link", name="起草文件").click()
    editor.get_by_label("查找事项").fill(ITEM)
    for route in waiting:
        route.continue_()
    expect(editor.get_by_role("radio").first).to_have_accessible_name(re.compile(ITEM))


def test_a_choice_made_while_the_list_is_on_its_way(sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    editor.get_by_role("navigation").get_by_role("link", name="起草文件").click()
    editor.wait_for_load_state()
    editor.route(re.compile(r"/documents/new/\?.*q="), hold)
    with editor.expect_request(re.compile("q=")):
        editor.get_by_label("查找事项").fill(ITEM)
    choice = editor.get_by_role("radio", name=re.compile(ITEM)).first
    choice.check()
    for route in waiting:
        route.continue_()
    expect(editor.get_by_role("radio").first).to_have_accessible_name(re.compile(ITEM))
    expect(choice).to_be_checked()


def test_typing_before_the_editor_has_arrived(sign_in: SignIn) -> None:
    """On a slow line the plain text box is there first; what is typed into it stays."""
    editor = sign_in("jtj.editor")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    editor.route("**/django_prose_editor/editor*.js", hold)
    begin(editor, Paper().title)
    box = editor.get_by_role("textbox", name="正文", exact=True)
    box.fill("网速很慢时写的一段。")
    expect(editor.get_by_role("status").filter(has_text="已保存")).to_be_visible()
    for route in waiting:
        route.continue_()
    editor.wait_for_timeout(1500)
    expect(box).to_have_value("网速很慢时写的一段。")
    editor.unroute_all()
    editor.reload()
    expect(body_box(editor)).to_contain_text("网速很慢时写的一段。")


def test_publishing_twice_and_going_back(sign_in: SignIn, page: Page, demo: str) -> None:
    """A double click publishes once; so does a second window; the way back leads to no dead form."""
    editor = sign_in("jtj.editor")
    paper = Paper()
    draft(editor, paper)
    submit(editor)
    editor.go_back()
    expect(editor.get_by_text("不能修改。请刷新页面查看最新进展。")).to_be_visible()
    expect(editor.get_by_role("button", name="提交审核")).to_have_count(0)

    all_decide(sign_in, paper)
    other = sign_in("jtj.editor")
    open_task(other, paper.title, "去发布")
    open_task(editor, paper.title, "去发布")
    editor.get_by_role("button", name="发布", exact=True).dblclick()
    editor.get_by_role("dialog").get_by_role("button", name="发布", exact=True).dblclick()
    expect(editor.get_by_text("已发布，公众现在可以看到。")).to_be_visible()
    other.get_by_role("button", name="发布", exact=True).click()
    confirm(other, "发布")
    expect(other.get_by_text("无需重复发布")).to_be_visible()
    entries = page.get_by_role("main").get_by_role("link", name=paper.title)
    open_until(page, f"{demo}/log/", lambda: entries.count() > 0)
    expect(entries).to_have_count(1)


@pytest.mark.parametrize("username", ["gaj.editor", "chengguan.clerk", "sysadmin"])
def test_the_draft_of_another_department_is_not_found(sign_in: SignIn, username: str) -> None:
    """Neither its title nor its existence is told, whatever address of it is tried."""
    editor = sign_in("jtj.editor")
    paper = Paper()
    address = begin(editor, paper.title)
    stranger = sign_in(username)
    for part in ("", "edit/", "preview/", "completeness/", "item/"):
        answer = stranger.goto(address + part)
        assert answer is not None
        assert answer.status == 404, part
        expect(stranger.get_by_role("main")).to_contain_text("没有找到该文件")
        assert paper.word not in stranger.content()
