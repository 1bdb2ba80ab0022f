"""A budget with a wrong sum is stopped at the exact cell, mended, published, sorted and taken away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.papers import XLSX, Upload, upload
from tests.journeys.people import (
    PHONE,
    Paper,
    SignIn,
    all_decide,
    begin,
    body_box,
    days_ago,
    overhang,
    publish,
    submit,
)

WRONG = "表二第3行“支出合计”的“预算数”应为1,234.56，表中为1,234.65，相差0.09（万元）"


def test_a_budget_with_a_wrong_sum(sign_in: SignIn, page: Page, tmp_path: Path) -> None:
    paper = Paper()
    editor = sign_in("jtj.editor")
    _begins(editor, paper)
    _fills_tables_from_a_file(editor)
    _is_stopped_at_the_cell(editor)
    _mends_the_cell(editor)
    submit(editor)
    all_decide(sign_in, paper)
    address = publish(editor, paper)
    _public_sorts_and_searches(page, address, paper)
    _public_takes_it_away(page, tmp_path)
    _a_telephone_shows_it(sign_in("jtj.editor", PHONE), address)


def _begins(page: Page, paper: Paper) -> None:
    paper.address = begin(page, paper.title)
    body_box(page).fill(f"{paper.word}县2026年政府预算已经县人民代表大会批准，现予公开。")
    page.get_by_label("成文日期").fill(days_ago(3).isoformat())
    page.get_by_label("主题分类").select_option(label="教育")
    page.get_by_role("radio", name="主动公开").check()
    page.get_by_label("信息类型").select_option(label="政府预算")
    expect(page.get_by_role("group", name="政府预算要素")).to_be_visible()
    page.get_by_label("年度").fill("2026")
    page.get_by_label("内容", exact=True).select_option("预算")
    page.get_by_label("批准机关").select_option("本级人民代表大会")
    page.get_by_label("批准日期").fill(days_ago(5).isoformat())
    missing = page.get_by_role("region", name="完整程度")
    expect(missing).to_contain_text("未填《一般公共预算收入表》", timeout=20_000)


def _fills_tables_from_a_file(page: Page) -> None:
    page.get_by_role("button", name="从 Excel 导入或增加表格").click()
    page.get_by_label("表格文件").set_input_files(_budget_file())
    page.get_by_role("button", name="读取并核对").click()
    sheet = page.get_by_role("region", name="一般公共预算支出表", exact=True)
    expect(sheet).to_contain_text(WRONG)
    expect(sheet.get_by_role("row", name=re.compile("C6"))).to_be_visible()
    page.get_by_role("button", name="导入所选的表").click()
    expect(page.get_by_text("表格已导入，请核对。")).to_be_visible()
    expect(page.get_by_text("有1处错误")).to_be_visible()
    page.get_by_role("link", name="回到编辑文件").click()


def _is_stopped_at_the_cell(page: Page) -> None:
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_role("alert").filter(has_text=WRONG)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/edit/$"))
    page.get_by_role("button", name=re.compile("查看、修改.*一般公共预算支出表")).click()
    expect(page.get_by_role("region", name="有 1 处需要改正")).to_contain_text(WRONG)


def _mends_the_cell(page: Page) -> None:
    page.get_by_role("link", name=WRONG).click()
    cell = page.get_by_role("textbox", name="第3行 预算数")
    expect(cell).to_have_attribute("aria-invalid", "true")
    cell.fill("1234.56")
    cell.press("ArrowUp")
    expect(page.get_by_role("textbox", name="第2行 预算数")).to_be_focused()
    page.get_by_role("button", name="保存并回到文件").click()
    expect(page.get_by_text("已保存《一般公共预算支出表》，共3行。")).to_be_visible()
    expect(page.get_by_role("region", name="完整程度")).to_contain_text("已填完整")


def _public_sorts_and_searches(page: Page, address: str, paper: Paper) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name=paper.title)).to_be_visible()
    table = page.get_by_role("table", name=re.compile("一般公共预算支出表"))
    expect(table.get_by_role("cell", name="1234.56", exact=True)).to_be_visible()
    table.get_by_role("link", name="预算数").click()
    rows = page.get_by_role("table").get_by_role("rowheader")
    expect(rows.first).to_have_text("教育支出")
    page.get_by_role("link", name="预算数").click()
    expect(rows.first).to_have_text("一般公共服务支出")
    expect(rows.last).to_have_text("支出合计")
    page.get_by_label("在表中查找").fill("教育")
    page.get_by_role("button", name="查找").click()
    expect(rows).to_have_text(["教育支出"])


def _public_takes_it_away(page: Page, folder: Path) -> None:
    found = {}
    for form in ("Excel", "CSV"):
        with page.expect_download() as started:
            page.get_by_role("link", name=form, exact=True).click()
        found[form] = folder / started.value.suggested_filename
        started.value.save_as(found[form])
    rows = list(csv.reader(io.StringIO(found["CSV"].read_text(encoding="utf-8-sig"))))
    assert rows[-1][1::2] == ["支出合计", "1234.56"]
    sheet = load_workbook(found["Excel"]).active
    assert sheet is not None
    assert sheet["D6"].value == 1234.56, "a figure that can be added up"


def _a_telephone_shows_it(page: Page, address: str) -> None:
    """The wide table scrolls in its own box and not the page."""
    page.goto(address)
    assert overhang(page) == 0
    expect(page.get_by_role("table", name=re.compile("社会保险基金预算收支表"))).to_be_visible()


def _budget_file() -> Upload:
    """Nine tables that agree, but for one sum."""
    header = ["科目编码", "项目", "预算数"]
    expense = [["201", "一般公共服务支出", 800.5], ["205", "教育支出", 434.06], ["", "支出合计", 1234.65]]
    empty: list[Sequence[object]] = [header]
    sheets: Mapping[str, Sequence[Sequence[object]]] = {
        "一般公共预算收入表": [header, ["", "税收收入", 1234.56], ["", "收入合计", 1234.56]],
        "一般公共预算支出表": [["单位：万元"], ["（草案）"], header, *expense],
        "一般公共预算本级支出表": [header, ["201", "一般公共服务支出", 700], ["", "支出合计", 700]],
        "一般公共预算本级基本支出表": [header, ["301", "工资福利支出", 300], ["", "合计", 300]],
        "一般公共预算税收返还和转移支付表": [*empty, ["", "专项转移支付", 40], ["", "合计", 40]],
        "政府性基金预算收入表": [*empty, ["", "本年收入合计", 0]],
        "政府性基金预算支出表": [*empty, ["", "本年支出合计", 0]],
        "国有资本经营预算收支表": [
            ["收入项目", "收入预算数", "支出项目", "支出预算数"], ["合计", 0, "合计", 0],
        ],
        "社会保险基金预算收支表": [
            ["项目", "上年末滚存结余", "本年收入", "本年支出", "本年收支结余", "年末滚存结余"],
            ["城乡居民基本养老保险基金", 10, 5, 3, 2, 12],
        ],
    }  # fmt: skip
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return upload("2026年政府预算.xlsx", stream.getvalue(), XLSX)
