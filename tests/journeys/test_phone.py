"""A phone of 390 pixels: nothing scrolls sideways, everything can be hit with a thumb."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.people import PHONE, Paper, SignIn, clear, draft, overhang, publish, review, submit

PUBLIC = ("/", "/areas/", "/areas/24/", "/documents/", "/search/?q=低保", "/catalogue/", "/log/", "/nowhere/")
WORKBENCH = (
    "",
    "inbox/",
    "inbox/?view=sent",
    "sign/",
    "me/standing-in/",
    "documents/",
    "documents/new/",
    "catalogues/",
    "bodies/",
    "calendar/",
    "me/",
)

SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(element => {
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const isInLine = style.display === "inline";
        const isAlone = ["radio", "checkbox"].includes(element.type);
        const isSeen = element.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.bottom > 0;
        return isSeen && !isInLine && !isAlone && (box.width < 24 || box.height < 24);
    })
    .map(element => element.outerHTML.slice(0, 120))"""
"""WCAG 2.2, 2.5.8: 24 by 24 pixels; links in running text and native boxes with a label are excepted."""


def fits(phone: Page, path: str) -> None:
    """Nothing is wider than the phone or too small for a thumb."""
    assert overhang(phone) == 0, path
    assert phone.evaluate(SMALL_TARGETS) == [], path


def test_public_pages(demo: str, phone: Page) -> None:
    for path in PUBLIC:
        phone.goto(demo + path)
        fits(phone, path)
    phone.goto(f"{demo}/areas/24/")
    phone.get_by_role("main").get_by_role("link", name="招生范围", exact=True).first.tap()
    expect(phone.get_by_role("heading", name="公开要求")).to_be_visible()
    fits(phone, "an item")
    phone.get_by_role("region", name="已公开信息").get_by_role("link").first.tap()
    expect(phone.get_by_role("term").filter(has_text="索引号")).to_be_visible()
    fits(phone, "a document")


def test_the_printed_catalogue_slides_in_its_own_box(demo: str, phone: Page) -> None:
    """The page stays as wide as the phone; the names of the items stay in sight while their rows slide."""
    phone.goto(f"{demo}/catalogue/")
    phone.get_by_role("main").get_by_role("link", name="目录表（可打印）").tap()
    box = phone.get_by_role("region", name="目录表").first
    expect(box).to_be_visible()
    fits(phone, "the printed catalogue")
    name = box.locator("td a").first
    box.evaluate("element => element.scrollTo(600, 0)")
    assert box.evaluate("element => element.scrollLeft") == 600
    left = name.locator("..").evaluate(
        "(cell, box) => cell.getBoundingClientRect().left - box.getBoundingClientRect().left",
        box.element_handle(),
    )
    assert abs(left) < 2


def test_the_menu_on_a_phone(demo: str, phone: Page) -> None:
    phone.goto(f"{demo}/")
    menu = phone.get_by_role("navigation", name="主导航")
    expect(menu.get_by_role("link", name="公开日志")).to_be_hidden()
    phone.get_by_text("菜单", exact=True).tap()
    menu.get_by_role("link", name="公开日志").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("公开日志")


def test_workbench_pages(sign_in: SignIn, demo: str) -> None:
    phone = sign_in("jtj.editor", PHONE)
    for path in WORKBENCH:
        phone.goto(f"{demo}/workbench/{path}")
        fits(phone, path)


def test_the_approvers_whole_job_by_thumb(sign_in: SignIn) -> None:
    """Sign in, see what waits, read, think again about sending it back, sign; the editor publishes."""
    editor = sign_in("jtj.editor")
    paper = Paper()
    draft(editor, paper)
    submit(editor)
    review(sign_in("jtj.reviewer"), paper)
    clear(sign_in("jtj.secrecy"), paper)

    phone = sign_in("jtj.approver", PHONE, anew=True)
    fits(phone, "今天要办")
    phone.get_by_role("link", name=re.compile(rf"^签发\s*：{paper.title}$")).tap()
    expect(phone.get_by_text(paper.body)).to_be_visible()
    fits(phone, "签发")
    phone.get_by_role("button", name="附件缺失，请补充。").tap()
    expect(phone.get_by_label("意见")).to_have_value("附件缺失，请补充。")
    phone.get_by_role("button", name="退回", exact=True).tap()
    question = phone.get_by_role("dialog")
    expect(question).to_contain_text("退回给起草人？")
    fits(phone, "退回")
    question.get_by_role("button", name="取消").tap()
    phone.get_by_label("意见").fill("")
    phone.get_by_role("button", name="同意公开。").tap()
    phone.get_by_role("radio", name="可以公开", exact=True).tap()
    phone.get_by_role("button", name="同意签发").tap()
    expect(phone.get_by_text(f"已签发“{paper.title}”")).to_be_visible()
    publish(editor, paper)
