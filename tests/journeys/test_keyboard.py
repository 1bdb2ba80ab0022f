"""Without a mouse: everything is reached with Tab, seen when reached, and done with Enter."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from gongkai.edges.cli.demonstration.greeting import PASSWORD
from tests.journeys.people import Paper, SignIn, clear, draft, submit

MOST_TABS = 120


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus; the focus must be visible."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    outline = wanted.evaluate(
        "element => { const s = getComputedStyle(element); return s.outlineStyle + s.boxShadow; }"
    )
    assert outline != "nonenone", "nobody sees where the focus is"


def test_from_the_skip_link_to_a_document(demo: str, page: Page) -> None:
    page.goto(f"{demo}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    page.goto(f"{demo}/")
    _tab_to(page, page.get_by_role("navigation", name="主导航").get_by_role("link", name="公开日志"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("公开日志")

    page.goto(f"{demo}/")
    _tab_to(page, page.get_by_role("main").or_(page.get_by_role("search")).get_by_role("searchbox").first)
    page.keyboard.type("招生")
    page.keyboard.press("Enter")
    results = page.get_by_role("region", name=re.compile("条结果"))
    first = results.get_by_role("link").first
    title = first.inner_text()
    _tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_sign_in_open_a_task_and_decide(demo: str, page: Page, sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor")
    paper = Paper()
    draft(editor, paper)
    submit(editor)

    page.goto(f"{demo}/workbench/")
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type("jtj.reviewer")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")
    _tab_to(page, page.get_by_role("link", name=re.compile(rf"^审核\s*：{paper.title}$")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(paper.title)
    _tab_to(page, page.get_by_role("radio", name="可以公开", exact=True))
    page.keyboard.press("Space")
    _tab_to(page, page.get_by_label("意见"))
    page.keyboard.type("同意。")
    _tab_to(page, page.get_by_role("button", name="退回", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="退回", exact=True)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="同意", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"已办理“{paper.title}”")).to_be_visible()
    clear(sign_in("jtj.secrecy"), paper)
