"""axe on the main pages: no serious and no critical finding, in every reading mode."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults_of
from tests.journeys.people import SignIn

MODES = ("", "elder", "contrast")
PUBLIC = {
    "/": MODES,
    "/areas/24/": ("contrast",),
    "/search/?q=低保": ("elder",),
    "/documents/": ("",),
    "/catalogue/": ("",),
    "/log/": ("",),
}
WORKBENCH = {
    "jtj.editor": ("", "documents/", "documents/new/", "me/"),
    "jtj.reviewer": ("",),
    "office": (
        "catalogues/",
        "catalogues/derive/",
        "bodies/",
        "calendar/",
        "deadlines/",
        "deadline-rules/",
        "notices/",
    ),
    "sysadmin": ("accounts/", "accounts/new/", "accounts/permissions/", "sites/", "calendar/import/"),
    "auditadmin": ("audit/",),
}


def _in_mode(page: Page, mode: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # a colour on its way is not what people read
    page.evaluate("mode => { document.documentElement.dataset.mode = mode }", mode)


def test_public_pages(demo: str, page: Page) -> None:
    faults = []
    for path, modes in PUBLIC.items():
        page.goto(demo + path)
        for mode in modes:
            _in_mode(page, mode)
            faults += faults_of(page, f"{path} {mode}")
    assert faults == []


def test_an_item_and_a_document(demo: str, page: Page) -> None:
    faults = []
    page.goto(f"{demo}/areas/24/")
    page.get_by_role("main").get_by_role("link", name="招生范围", exact=True).first.click()
    expect(page.get_by_role("heading", name="公开要求")).to_be_visible()
    faults += faults_of(page, "item")
    page.get_by_role("region", name="已公开信息").get_by_role("link").first.click()
    expect(page.get_by_role("term").filter(has_text="索引号")).to_be_visible()
    for mode in MODES:
        _in_mode(page, mode)
        faults += faults_of(page, f"document {mode}")
    assert faults == []


@pytest.mark.parametrize("username", WORKBENCH)
def test_workbench_pages(demo: str, sign_in: SignIn, username: str) -> None:
    staff = sign_in(username)
    faults = []
    for path in WORKBENCH[username]:
        answer = staff.goto(f"{demo}/workbench/{path}")
        assert answer is not None
        assert answer.ok, path
        faults += faults_of(staff, path)
    assert faults == []


def test_writing_and_deciding(demo: str, sign_in: SignIn, page: Page) -> None:
    faults = []
    editor = sign_in("cgj.editor")
    editor.get_by_role("link", name=re.compile("^(继续填写|核对并提交)")).first.click()
    expect(editor.get_by_role("toolbar", name="正文格式")).to_be_visible()
    faults += faults_of(editor, "editor")
    editor.goto(editor.url.replace("/edit/", "/preview/"))
    faults += faults_of(editor, "preview")
    reviewer = sign_in("scj.reviewer")
    reviewer.get_by_role("link", name=re.compile("^审核")).first.click()
    expect(reviewer.get_by_role("button", name="同意", exact=True)).to_be_visible()
    faults += faults_of(reviewer, "review")
    reviewer.get_by_role("button", name="退回", exact=True).click()
    expect(reviewer.get_by_role("dialog")).to_be_visible()
    faults += faults_of(reviewer, "confirmation")
    page.goto(f"{demo}/workbench/sign-in/")
    faults += faults_of(page, "sign-in")
    page.goto(f"{demo}/nowhere/")
    faults += faults_of(page, "not found")
    assert faults == []
