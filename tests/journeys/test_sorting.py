"""From a power to its catalogue items: an editor sorts on a phone and at a desk, the office confirms."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults_of
from tests.journeys.people import DESKTOP, PHONE, Picture, SignIn, overhang

POWER = "对拖欠工资的处罚"
"""Of the demonstration's bureau of human resources; its sorting waits for confirmation."""

UNSORTED = "社会保险费欠缴数额核定"


def open_power(page: Page, name: str) -> None:
    page.goto(re.sub(r"/workbench/.*", f"/workbench/powers/?q={name}", page.url))
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    page.get_by_role("link", name="事项梳理").last.click()


def sort_all(page: Page) -> None:
    """Everything proactively open under the first suggested item, one field after the other."""
    forms = page.locator("form.sorting-information")
    for position in range(forms.count()):
        form = forms.nth(position)
        form.get_by_label("公开属性").select_option(label="主动公开")
        form.get_by_label("目录事项").select_option(index=1)
        expect(form.locator("[data-state=complete]")).to_have_text("已保存。")


def test_sorting_at_a_desk_and_confirmed_by_somebody_else(sign_in: SignIn, picture: Picture) -> None:
    editor = sign_in("rsj.editor")
    open_power(editor, UNSORTED)
    lacks = editor.get_by_role("region", name="完整程度")
    expect(lacks.get_by_role("heading")).to_have_text(re.compile(r"还差 \d+ 项"))
    first = editor.locator("form.sorting-information").first
    first.get_by_label("公开属性").select_option(label="不予公开")
    expect(first).to_contain_text("须引用负面清单条目，或写明依据的条款")
    first.get_by_label("理由").fill("属于执法计划的内部安排")
    first.get_by_label("负面清单条目").select_option(index=1)
    expect(first).to_contain_text("已保存。")
    editor.reload()
    expect(first.get_by_label("理由")).to_have_value("属于执法计划的内部安排")
    sort_all(editor)
    expect(lacks).to_contain_text("已填完整")
    picture(editor, "workbench-sorting")
    editor.get_by_role("button", name="撤销上一步").click()
    expect(editor.get_by_text("已撤销：")).to_be_visible()
    last = editor.locator("form.sorting-information").last
    last.get_by_label("目录事项").select_option(index=1)
    expect(lacks).to_contain_text("已填完整")
    editor.get_by_role("button", name="提交核定").click()
    expect(editor.get_by_text("已提交政务公开办核定")).to_be_visible()
    expect(editor.get_by_role("button", name="核定", exact=True)).to_have_count(0)

    office = sign_in("office")
    office.get_by_role("link", name=re.compile(rf"^核定\s*：事项梳理：{UNSORTED}$")).click()
    office.get_by_role("button", name="核定", exact=True).click()
    expect(office.get_by_text("已核定。")).to_be_visible()


def test_on_a_phone_and_by_keyboard(sign_in: SignIn) -> None:
    editor = sign_in("jtj.editor", PHONE)
    open_power(editor, "优秀教师表彰")
    assert overhang(editor) == 0
    first = editor.locator("form.sorting-information").first
    first.get_by_label("公开属性").focus()
    editor.keyboard.press("Home")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Tab")
    expect(first).to_contain_text("已保存。")
    expect(first.get_by_label("目录事项")).to_be_focused()
    editor.get_by_label("新增环节").fill("回访")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("heading", name=re.compile("回访"))).to_be_visible()
    editor.get_by_role("button", name=re.compile("删除环节.*回访")).click()
    expect(editor.get_by_role("heading", name=re.compile("回访"))).to_have_count(0)


def test_the_matrix_shows_its_gap_and_is_filled(sign_in: SignIn) -> None:
    office = sign_in("office")
    office.get_by_role("link", name=re.compile("^去登记.*1 个领域没有责任单位")).click()
    gap = office.get_by_role("row", name=re.compile("公共资源交易.*没有责任单位"))
    gap.get_by_role("link", name="公共资源交易").click()
    office.get_by_role("combobox", name=re.compile("责任单位")).select_option(label="云溪县发展和改革局")
    office.get_by_label("依据").fill("云政办发〔2026〕3号")
    office.get_by_role("button", name="登记").click()
    expect(office.get_by_text("已登记：云溪县发展和改革局牵头")).to_be_visible()
    office.get_by_role("link", name="领域责任矩阵").last.click()
    expect(office.get_by_text("每个领域都有责任单位")).to_be_visible()
    office.get_by_role("link", name="公共资源交易", exact=True).click()
    office.get_by_role("link", name=re.compile("^终止")).click()
    office.get_by_label("终止依据").fill("登记有误")
    office.get_by_role("button", name="终止", exact=True).click()
    expect(office.get_by_text("已终止")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_accessibility(sign_in: SignIn, demo: str, viewport: dict[str, int]) -> None:
    found = []
    office = sign_in("office", viewport)
    for path in ("matrix/", "powers/", "sorting/", "negative-list/", "negative-list/new/", "powers/upload/"):
        answer = office.goto(f"{demo}/workbench/{path}")
        assert answer is not None
        assert answer.ok, path
        found += faults_of(office, path)
        assert overhang(office) == 0, path
    open_power(office, POWER)
    found += faults_of(office, "sorting/power")
    office.goto(re.sub(r"/workbench/.*", "/powers/", office.url))
    found += faults_of(office, "/powers/")
    office.get_by_role("main").get_by_role("link").filter(has_text="教师资格认定").first.click()
    found += faults_of(office, "/powers/…/")
    assert found == []
