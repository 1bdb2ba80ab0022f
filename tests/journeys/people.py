"""What people do in the browser: the steps that several journeys share, told by what is on the screen."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import FrameLocator, Locator, Page, expect

from gongkai.edges.cli.demonstration.greeting import PASSWORD
from gongkai.kernel import clock

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

SignIn = Callable[..., Page]
Picture = Callable[[Page, str], None]

ITEM = "招生政策"
"""Part of the name of an item that the demonstration's bureau of education answers for."""

_RARE = (0x9A00, 0x9F00)
"""Characters that no document of the demonstration county is likely to hold side by side."""


def rare_word() -> str:
    """A word of two characters that nothing else contains, to be searched for."""
    return "".join(chr(random.randrange(*_RARE)) for _ in range(2))


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


@dataclass(slots=True)
class Paper:
    """A document as somebody wants it, and where the workbench keeps it."""

    word: str = field(default_factory=rare_word)
    address: str = ""

    @property
    def title(self) -> str:
        return f"云溪县{self.word}学校2027年招生方案"

    @property
    def body(self) -> str:
        return f"{self.word}学校2027年计划招收一年级新生180人，其中本县户籍150人。"


def type_password(page: Page, username: str, password: str = PASSWORD) -> None:
    """Fill in the page of 登录工作台, wherever it leads."""
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def body_box(page: Page) -> Locator:
    """The editor of the body, once it is there."""
    expect(page.get_by_role("toolbar", name="正文格式")).to_be_visible()
    return page.get_by_role("textbox", name="正文", exact=True)


def public_page_in(page: Page) -> FrameLocator:
    """The public page within the preview."""
    return page.frame_locator("iframe[title^='公众页面']")


def confirm(page: Page, label: str) -> None:
    """Press the button that leads on in the question that has come up."""
    page.get_by_role("dialog").get_by_role("button", name=label, exact=True).click()


def begin(page: Page, title: str, item: str = ITEM) -> str:
    """起草文件: title and item; returns the address of the document in the workbench."""
    page.get_by_role("navigation").get_by_role("link", name="起草文件").click()
    page.get_by_label(re.compile("^标题")).fill(title)
    page.get_by_label("查找事项").fill(item)
    expect(page.get_by_role("radio").first).to_have_accessible_name(re.compile(item))
    page.get_by_role("radio", name=re.compile(item)).first.check()
    page.get_by_role("button", name="下一步：填写正文").click()
    page.wait_for_url(re.compile(r"/documents/\d+/edit/$"))
    return page.url.removesuffix("edit/")


def fill_in(page: Page, paper: Paper) -> None:
    """Everything that a document must have."""
    body_box(page).fill(paper.body)
    page.get_by_label("成文日期").fill(days_ago(3).isoformat())
    page.get_by_label("主题分类").select_option(label="教育")
    page.get_by_role("radio", name="主动公开").check()


def draft(page: Page, paper: Paper) -> None:
    """A complete draft, kept."""
    paper.address = begin(page, paper.title)
    fill_in(page, paper)
    page.get_by_role("button", name="暂存", exact=True).click()
    expect(page.get_by_text("已暂存。已填完整")).to_be_visible()


def submit(page: Page) -> None:
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text("已提交审核")).to_be_visible()


def look_over(page: Page, address: str) -> None:
    """Confirm what the guard cannot judge by itself, such as pictures, and go back to the editor."""
    page.goto(f"{address}personal-information/")
    look_at_the_rest(page)
    expect(page.get_by_text("处请核对")).to_have_count(0)
    page.goto(f"{address}edit/")


def look_at_the_rest(page: Page) -> None:
    """On the page of what was found: files that nothing can read one by one, the rest at once."""
    while (box := page.get_by_label("已逐页打开核对").first).count():
        box.check()
        page.locator("form").filter(has=box).get_by_role("button", name="可以公开").click()
        expect(page.get_by_text("已记录：已逐页打开核对")).to_be_visible()
    if page.get_by_role("button", name="全部可以公开").count():
        page.get_by_label("依据", exact=False).first.fill("逐处看过，均可以公开。")
        page.get_by_role("button", name="全部可以公开").click()
        confirm(page, "全部可以公开")


def open_task(page: Page, title: str, action: str) -> None:
    """From 今天要办 straight to what is asked."""
    page.get_by_role("banner").get_by_role("link", name="工作台").click()
    page.get_by_role("link", name=re.compile(rf"^{action}\s*：{title}$")).click()


def review(page: Page, paper: Paper, opinion: str = "") -> None:
    open_task(page, paper.title, "审核")
    page.get_by_role("radio", name="可以公开", exact=True).check()
    page.get_by_label("意见").fill(opinion)
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.get_by_text(f"已办理“{paper.title}”")).to_be_visible()


def send_back(page: Page, paper: Paper, reason: str) -> None:
    open_task(page, paper.title, "审核")
    page.get_by_label("意见").fill(reason)
    page.get_by_role("button", name="退回", exact=True).click()
    confirm(page, "退回")
    expect(page.get_by_text(f"已退回“{paper.title}”")).to_be_visible()


def clear(page: Page, paper: Paper) -> None:
    """保密审查 with the conclusion that it may be published."""
    open_task(page, paper.title, "保密审查")
    page.get_by_role("radio", name="可以公开", exact=True).check()
    page.get_by_role("button", name="完成审查").click()
    expect(page.get_by_text(f"已办理“{paper.title}”")).to_be_visible()


def sign(page: Page, paper: Paper) -> None:
    open_task(page, paper.title, "签发")
    page.get_by_role("radio", name="可以公开", exact=True).check()
    page.get_by_role("button", name="同意签发").click()
    expect(page.get_by_text(f"已签发“{paper.title}”")).to_be_visible()


def publish(page: Page, paper: Paper) -> str:
    """Publish from 今天要办; returns the public address."""
    open_task(page, paper.title, "去发布")
    page.get_by_role("button", name="发布", exact=True).click()
    confirm(page, "发布")
    expect(page.get_by_text("已发布，公众现在可以看到。")).to_be_visible()
    return public_address(page)


def public_address(page: Page) -> str:
    """Where the document that is open in the workbench stands for the public."""
    path = page.get_by_role("link", name="公开页面").get_attribute("href") or ""
    return re.sub(r"/workbench/.*", "", page.url) + path


def overhang(page: Page) -> int:
    """Pixels by which the page that was opened last is wider than its window, once it has come in whole.

    A click returns as soon as the answer begins, when there may be no element in the page yet.
    """
    page.wait_for_load_state()
    window = page.viewport_size
    assert window is not None
    return max(0, int(page.evaluate("document.documentElement.scrollWidth")) - window["width"])


def open_until(page: Page, address: str, holds: Callable[[], bool]) -> None:
    """Open a public page anew until it shows what the worker does after a publication, for ten seconds."""
    for again in range(20):
        page.goto(f"{address}{'&' if '?' in address else '?'}again={again}")
        if holds():
            return
        page.wait_for_timeout(500)


def all_decide(sign_in: SignIn, paper: Paper) -> None:
    """Review, secrecy review and signature, everybody agreeing."""
    review(sign_in("jtj.reviewer"), paper)
    clear(sign_in("jtj.secrecy"), paper)
    sign(sign_in("jtj.approver"), paper)


def publish_one(sign_in: SignIn, paper: Paper) -> str:
    """The whole chain without incident; returns the public address."""
    editor = sign_in("jtj.editor")
    draft(editor, paper)
    submit(editor)
    all_decide(sign_in, paper)
    return publish(editor, paper)
