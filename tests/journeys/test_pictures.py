"""The pictures of the README: the county as it was delivered. Run before all other journeys.

Each is also a check that the page has what the picture is meant to show.
"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.core.catalogue.tables import county_table, line
from tests.journeys.papers import XLSX, upload
from tests.journeys.people import PHONE, Picture, SignIn

PLAN = "城区义务教育学校招生范围和招生计划公告"


def test_the_public_site(demo: str, page: Page, phone: Page, picture: Picture) -> None:
    for window, name in ((page, "portal-home"), (phone, "phone-home")):
        window.goto(f"{demo}/")
        expect(window.get_by_role("heading", name="最新公开")).to_be_visible()
        picture(window, name)
    page.goto(f"{demo}/areas/24/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("义务教育")
    picture(page, "portal-area")
    page.goto(f"{demo}/search/?q=招生范围")
    page.get_by_role("main").get_by_role("link", name=re.compile(PLAN)).first.wait_for()
    picture(page, "portal-search")
    page.get_by_role("main").get_by_role("link", name=re.compile(PLAN)).first.click()
    expect(page.get_by_role("term").filter(has_text="索引号")).to_be_visible()
    picture(page, "portal-document")


def test_the_workbench(sign_in: SignIn, picture: Picture) -> None:
    safety = sign_in("yjj.secrecy")
    tasks = safety.get_by_role("main").get_by_role("link", name=re.compile("^保密审查"))
    expect(tasks).to_have_count(2)
    picture(safety, "workbench-today")

    editor = sign_in("cgj.editor")
    editor.get_by_role("link", name=re.compile("^(继续填写|核对并提交)")).first.click()
    expect(editor.get_by_role("toolbar", name="正文格式")).to_be_visible()
    picture(editor, "workbench-editor")

    reviewer = sign_in("jtj.reviewer")
    reviewer.get_by_role("link", name=re.compile("^审核")).first.click()
    expect(reviewer.get_by_role("button", name="同意", exact=True)).to_be_visible()
    picture(reviewer, "workbench-review")

    approver = sign_in("zjj.approver", PHONE)
    approver.get_by_role("link", name=re.compile("^签发")).first.click()
    approver.get_by_role("button", name="同意签发").scroll_into_view_if_needed()
    picture(approver, "phone-approve")


def test_the_catalogue(sign_in: SignIn, picture: Picture) -> None:
    """Looked over, not imported: the county stays as it is."""
    rows = [
        line(1, "课后服务", "课后服务实施方案", body="云溪县教育体育局"),
        line(2, "课后服务", "课后服务收费标准", body="云溪县教育体育局"),
        line(3, "学校食堂", "大宗食材采购结果", body="云溪县教育体育局"),
        line(4, "学校食堂", "陪餐制度执行情况", body="云溪县教育体育局"),
        line(5, "", "", body="云溪县教育体育局"),
    ]
    office = sign_in("office")
    office.get_by_role("navigation").get_by_role("link", name="标准目录").first.click()
    expect(office.get_by_role("heading", level=1)).to_have_text("标准目录")
    office.get_by_role("link", name=re.compile("云溪县.*目录")).click()
    office.get_by_role("link", name="上传表格").click()
    office.get_by_label("选择文件").set_input_files(
        upload("云溪县义务教育领域增补目录.xlsx", county_table({"义务教育": rows}), XLSX)  # type: ignore[arg-type]
    )
    office.get_by_role("button", name="上传并核对").click()
    expect(office.get_by_role("table", name="表格内容")).to_contain_text("陪餐制度执行情况")
    picture(office, "workbench-catalogue-import")
