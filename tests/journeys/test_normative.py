"""A normative paper from its draft to the public; later another one ends it, and every page says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.axe import faults_of
from tests.journeys.people import (
    Paper,
    SignIn,
    begin,
    body_box,
    clear,
    confirm,
    days_ago,
    open_task,
    overhang,
    public_address,
    review,
    sign,
    submit,
)


@dataclass(slots=True)
class Regulation(Paper):
    """Rules of the county that take effect on a day; `ends` is the title of those that it repeals."""

    written_on: date = date(2000, 1, 1)
    effective_on: date = date(2000, 1, 1)
    ends: str = ""

    @property
    def title(self) -> str:
        return f"云溪县{self.word}学校安全管理办法"

    @property
    def body(self) -> str:
        last = f"《{self.ends}》同时废止。" if self.ends else ""
        return f"第一条 为加强{self.word}学校安全管理，制定本办法。\n第二条 本办法自公布之日起施行。{last}"


def test_a_regulation_is_published_and_a_year_later_repealed(
    demo: str, sign_in: SignIn, page: Page, phone: Page, plain: Page
) -> None:
    editor = sign_in("jtj.editor")
    old = Regulation(written_on=days_ago(395), effective_on=days_ago(390))
    _write(editor, old)
    expect(editor.get_by_text("施行当日计入")).to_be_visible()
    submit(editor)
    _all_decide(sign_in, old)
    old_address = _publish(editor, old)
    _is_in_force(page, demo, old, old_address)

    new = Regulation(written_on=days_ago(3), effective_on=days_ago(1), ends=old.title)
    _write(editor, new)
    _records_the_repeal(editor, old)
    submit(editor)
    _all_decide(sign_in, new)
    new_address = _publish(editor, new)

    _every_page_says_so(page, demo, old, old_address, new, new_address)
    for reader in (phone, plain):
        reader.goto(old_address)
        expect(reader.get_by_text(re.compile(f"起废止，依据《{new.title}》"))).to_be_visible()
    assert overhang(phone) == 0
    faults = []
    for path in (old_address, f"{old_address}relations/", f"{demo}/library/?list=ended"):
        page.goto(path)
        faults += faults_of(page, path)
    assert faults == []


def _write(page: Page, paper: Regulation) -> None:
    """A complete draft with the day from which it holds and for how long."""
    paper.address = begin(page, paper.title)
    body_box(page).fill(paper.body)
    page.get_by_label("成文日期").fill(paper.written_on.isoformat())
    page.get_by_label("主题分类").select_option(label="教育")
    page.get_by_role("radio", name="主动公开").check()
    page.get_by_label("信息类型").select_option(label="政策文件、规范性文件")
    page.get_by_label("文件性质").select_option("行政规范性文件")
    page.get_by_text("发文机关、日期和有效期").click()
    page.get_by_label("施行日期").fill(paper.effective_on.isoformat())
    page.get_by_label("有效期（年）").fill("5")
    page.get_by_role("button", name="暂存", exact=True).click()
    expect(page.get_by_text("已暂存。")).to_be_visible()


def _all_decide(sign_in: SignIn, paper: Regulation) -> None:
    """Content, secrecy, legality by the county's bureau of justice, signature."""
    review(sign_in("jtj.reviewer"), paper)
    clear(sign_in("jtj.secrecy"), paper)
    legal = sign_in("sfj.legal")
    open_task(legal, paper.title, "合法性审查")
    legal.get_by_label("意见").fill("制定权限、程序和内容合法，同意。")
    legal.get_by_role("button", name="同意", exact=True).click()
    expect(legal.get_by_text(f"已办理“{paper.title}”")).to_be_visible()
    sign(sign_in("jtj.approver"), paper)


def _records_the_repeal(page: Page, old: Regulation) -> None:
    """The text speaks of it; a person agrees."""
    relations = page.get_by_role("region", name="文件关系")
    expect(relations.get_by_text("正文里提到的文件")).to_be_visible()
    expect(relations.get_by_label("关系").first).to_have_value("repeals")
    relations.get_by_role("button", name=re.compile(rf"^登记\s*：{old.title}$")).click()
    expect(relations.get_by_text("已登记：废止。")).to_be_visible()


def _publish(page: Page, paper: Regulation) -> str:
    open_task(page, paper.title, "去发布")
    page.get_by_role("button", name="发布", exact=True).click()
    confirm(page, "发布")
    expect(page.get_by_text("已发布，公众现在可以看到。")).to_be_visible()
    return public_address(page)


def _is_in_force(page: Page, demo: str, old: Regulation, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("有效期至").first).to_be_visible()
    page.goto(f"{demo}/library/?q={old.word}")
    expect(page.get_by_role("link", name=old.title)).to_be_visible()


def _every_page_says_so(
    page: Page, demo: str, old: Regulation, old_address: str, new: Regulation, new_address: str
) -> None:
    _read_anew(page, old_address)
    expect(page.get_by_text(re.compile(f"起废止，依据《{new.title}》"))).to_be_visible()
    page.get_by_role("link", name=f"查看《{new.title}》").click()
    expect(page.get_by_role("heading", name=new.title, level=1)).to_be_visible()
    related = page.get_by_role("region", name="相关文件")
    expect(related.get_by_role("link", name=old.title)).to_be_visible()
    expect(related.get_by_text("废止", exact=True).first).to_be_visible()
    related.get_by_role("link", name="立改废沿革").click()
    course = page.get_by_role("list").filter(has_text=old.title).first
    expect(course).to_contain_text(new.title)

    _read_anew(page, f"{demo}/library/?q={old.word}")
    expect(page.get_by_role("link", name=old.title)).to_have_count(0)
    _read_anew(page, f"{demo}/library/?list=ended&q={old.word}")
    expect(page.get_by_role("link", name=old.title)).to_be_visible()
    _read_anew(page, f"{demo}/documents/?q={old.word}")
    expect(page.get_by_role("article").filter(has_text=old.title).get_by_text("废止")).to_be_visible()
    _search_says_it(page, demo, old)


def _read_anew(page: Page, address: str) -> None:
    """Past the browser's own copy, which may be a minute old."""
    page.goto(address)
    page.reload()


def _search_says_it(page: Page, demo: str, old: Regulation) -> None:
    """The worker puts it into the index within moments."""
    result = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=old.title))
    for _ in range(30):
        _read_anew(page, f"{demo}/search/?q={old.word}")
        if result.get_by_text("废止", exact=True).count():
            break
        page.wait_for_timeout(500)
    expect(result.get_by_text("废止", exact=True).first).to_be_visible()
