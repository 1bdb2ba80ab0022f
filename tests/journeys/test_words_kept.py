"""Words typed for others to read: opinions come back after the session ended, tables stay tables."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.people import (
    Paper,
    SignIn,
    begin,
    body_box,
    draft,
    open_task,
    public_page_in,
    submit,
    type_password,
)


def test_an_opinion_comes_back_after_the_session_ended(sign_in: SignIn) -> None:
    """Once, on the page it was written on, and not on later visits."""
    editor, paper = sign_in("jtj.editor"), Paper()
    draft(editor, paper)
    submit(editor)
    reviewer = sign_in("jtj.reviewer", anew=True)
    open_task(reviewer, paper.title, "审核")
    reviewer.get_by_role("button", name="附件缺失，请补充。").click()
    reviewer.keyboard.insert_text("另请核对附表合计。")
    reviewer.context.clear_cookies()
    reviewer.get_by_role("button", name="同意", exact=True).click()
    expect(reviewer.get_by_role("heading", name="登录工作台")).to_be_visible()
    type_password(reviewer, "jtj.reviewer")
    opinion = reviewer.get_by_label("意见")
    expect(opinion).to_have_value("附件缺失，请补充。另请核对附表合计。")
    expect(reviewer.get_by_text("您填写的内容已恢复")).to_be_visible()
    reviewer.reload()
    expect(opinion).to_have_value("")


def test_tables_are_made_and_changed_in_the_editor(sign_in: SignIn) -> None:
    editor, paper = sign_in("jtj.editor"), Paper()
    begin(editor, paper.title)
    body_box(editor).click()
    toolbar = editor.get_by_role("toolbar", name="正文格式")
    toolbar.get_by_role("button", name="一级小标题").click()
    editor.keyboard.insert_text("一、计划")
    editor.keyboard.press("Enter")
    toolbar.get_by_role("button", name="插入表格").click()
    dialog = editor.get_by_role("dialog", name="插入表格")
    dialog.get_by_label("表题").fill("表1 招生计划")
    dialog.get_by_role("button", name="插入", exact=True).click()
    editor.keyboard.insert_text("学校")
    editor.keyboard.press("Tab")
    editor.keyboard.insert_text("人数")
    toolbar.get_by_role("button", name="在右侧加一列").click()
    toolbar.get_by_role("button", name="在下方加一行").click()
    expect(editor.get_by_role("status").filter(has_text="已保存")).to_be_visible()
    editor.get_by_role("button", name="预览").click()
    article = public_page_in(editor).get_by_role("article")
    expect(article.get_by_role("heading", name="一、计划")).to_be_visible()
    expect(article.get_by_role("table", name="表1 招生计划").get_by_role("row")).to_have_count(4)
    expect(article.get_by_role("row").first.get_by_role("columnheader")).to_have_count(4)
