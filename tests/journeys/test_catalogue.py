"""A county's own catalogue table: handed in as it is, looked over, imported, used."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.core.catalogue.tables import county_table, line
from tests.journeys.papers import XLSX, upload
from tests.journeys.people import SignIn, begin, rare_word

AREA = "义务教育"
TABLE = "云溪县义务教育领域目录.xlsx"


def test_a_table_becomes_items(sign_in: SignIn, demo: str, page: Page) -> None:
    word = rare_word()
    item = f"{word}课后服务"
    rows = [
        line(1, f"{word}校务", item, body="云溪县教育体育局"),
        line(2, f"{word}校务", f"{word}午餐供餐", body="云溪县教育体育局"),
        line(3, "", "", body="云溪县教育体育局"),
    ]
    office = sign_in("office")
    _hand_in(office, upload(TABLE, county_table({AREA: rows}), XLSX))
    expect(office.get_by_role("heading", level=1)).to_have_text(TABLE)
    table = office.get_by_role("table", name="表格内容")
    expect(table.get_by_role("row", name=re.compile(item))).to_contain_text("新增")
    problems = office.get_by_role("region", name="问题清单")
    expect(problems).to_contain_text("不导入")
    page.goto(f"{demo}/areas/24/")
    assert word not in page.content(), "a preview changes nothing"

    office.get_by_role("button", name="导入").click()
    expect(office.get_by_text(re.compile("已导入：新增2项"))).to_be_visible()
    page.reload()
    assert word not in page.content(), "what is imported is not yet public"

    _open_catalogue(office)
    office.get_by_role("link", name=re.compile("^核对并提交第")).click()
    office.get_by_label("调整说明").fill("增加义务教育领域事项。")
    office.get_by_role("button", name="提交审核").click()
    expect(office.get_by_text("已提交审核，请由他人审批。")).to_be_visible()
    expect(office.get_by_text("不能由本人审批")).to_be_visible()
    deputy = sign_in("office.deputy")
    _open_catalogue(deputy)
    deputy.get_by_role("link", name=re.compile("^审批第")).click()
    deputy.get_by_role("button", name="公布", exact=True).click()
    expect(deputy.get_by_text(re.compile("第[0-9]+版已公布。"))).to_be_visible()
    page.reload()
    page.get_by_role("main").get_by_role("link", name=item).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(item)
    expect(page.get_by_role("definition").filter(has_text="云溪县教育体育局").first).to_be_visible()
    editor = sign_in("jtj.editor")
    begin(editor, f"云溪县{word}课后服务实施方案", item)
    expect(editor.get_by_text(item).first).to_be_visible()


def test_what_is_no_table_is_refused(sign_in: SignIn) -> None:
    office = sign_in("office")
    for name, content, words in (
        ("目录.xlsx", "这不是表格".encode(), "目录.xlsx"),
        ("目录.xlsx", b"MZ\x90\x00" + b"\0" * 500, "可执行程序"),
    ):
        _hand_in(office, upload(name, content, XLSX))
        expect(office.get_by_role("alert")).to_contain_text("表格没有上传")
        expect(office.get_by_role("alert")).to_contain_text(words)


def _hand_in(office: Page, file: dict[str, object]) -> None:
    _open_catalogue(office)
    office.get_by_role("link", name="上传表格").click()
    office.get_by_label("选择文件").set_input_files(file)  # type: ignore[arg-type]
    office.get_by_role("button", name="上传并核对").click()
    expect(office.get_by_role("heading", level=1)).not_to_have_text(re.compile("目录$"))


def _open_catalogue(person: Page) -> None:
    person.get_by_role("navigation").get_by_role("link", name="标准目录").first.click()
    expect(person.get_by_role("heading", level=1)).to_have_text("标准目录")
    person.get_by_role("link", name=re.compile("云溪县.*目录")).click()
