"""One document's life: written, sent back, approved, published, corrected, withdrawn."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import quote

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.papers import spreadsheet
from tests.journeys.people import (
    ITEM,
    PHONE,
    Paper,
    SignIn,
    begin,
    body_box,
    clear,
    confirm,
    days_ago,
    open_task,
    open_until,
    public_address,
    publish,
    review,
    send_back,
    sign,
    submit,
)

REASON = "招生人数与计划批复不一致，请核对。"
CHANGE = "更正计划招生人数：180人更正为200人。"
BASIS = "《中华人民共和国政府信息公开条例》第十五条，附件含有个人信息。"
TABLE = "2027年招生计划表.xlsx"
DEEDS = ("撤", "更正", "发布")
"""As the log of publications tells them, the newest first."""


def test_a_document_from_draft_to_withdrawal(demo: str, sign_in: SignIn, page: Page, tmp_path: Path) -> None:
    paper = Paper()
    editor, reviewer = sign_in("jtj.editor"), sign_in("jtj.reviewer")
    _drafts(editor, paper)
    _is_refused_own_decision(editor)
    send_back(reviewer, paper, REASON)
    _mends(editor, paper)
    review(reviewer, paper, "人数已核对，同意。")
    clear(sign_in("jtj.secrecy"), paper)
    phone = sign_in("jtj.approver", PHONE)
    open_task(phone, paper.title, "签发")
    expect(phone.get_by_role("button", name="同意签发")).to_be_visible()
    sign(phone, paper)
    address = publish(editor, paper)

    _public_reads(page, address, paper, tmp_path)
    _search_finds(page, demo, paper)

    _corrects(editor, reviewer, sign_in, paper)
    _old_edition_stays(page, address, paper)
    _office_withdraws(sign_in("office"), paper)
    _public_is_told(page, demo, address, paper)


def _drafts(editor: Page, paper: Paper) -> None:
    paper.address = begin(editor, paper.title)
    missing = editor.get_by_role("region", name="完整程度")
    expect(missing).to_contain_text("还差 4 项")
    body_box(editor).fill(paper.body)
    expect(missing).to_contain_text("还差 3 项", timeout=10_000)
    editor.get_by_label("成文日期").fill(days_ago(3).isoformat())
    editor.get_by_label("主题分类").select_option(label="教育")
    editor.get_by_label("关键词").fill(f"{paper.word}、招生")
    expect(missing).to_contain_text("还差 1 项", timeout=10_000)
    editor.get_by_role("radio", name="主动公开").check()
    editor.get_by_label("添加附件").set_input_files(
        spreadsheet(TABLE, [["学校", "人数"], [f"{paper.word}学校", 180]])
    )
    expect(editor.get_by_role("link", name=TABLE)).to_be_visible()
    expect(missing).to_contain_text("已填完整", timeout=10_000)
    submit(editor)


def _is_refused_own_decision(editor: Page) -> None:
    """Whoever wrote it finds no button, but the reason."""
    expect(editor.get_by_role("button", name="同意", exact=True)).to_have_count(0)
    expect(editor.get_by_role("region", name="审核")).to_contain_text("审核人")


def _mends(editor: Page, paper: Paper) -> None:
    editor.get_by_role("link", name="今天要办").first.click()
    row = editor.get_by_role("article").filter(has_text=paper.title)
    expect(row).to_contain_text(REASON)
    row.get_by_role("link", name=re.compile("^修改")).click()
    editor.get_by_label("内容概述").fill("一年级计划招生180人，人数已按批复核对。")
    submit(editor)
    timeline = editor.get_by_role("list", name="办理过程")
    expect(timeline).to_contain_text("审核：退回")
    expect(timeline).to_contain_text(REASON)


def _public_reads(page: Page, address: str, paper: Paper, folder: Path) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(paper.title)
    for label, value in (
        ("发布机构", "云溪县教育体育局"),
        ("公开属性", "主动公开"),
        ("主题分类", "教育"),
        ("成文日期", days_ago(3).isoformat()),
    ):
        expect(page.get_by_role("term").filter(has_text=label)).to_be_visible()
        expect(page.get_by_role("definition").filter(has_text=value).first).to_be_visible()
    expect(page.get_by_text(paper.body)).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=TABLE).click()
    assert waiting.value.suggested_filename == TABLE
    waiting.value.save_as(folder / TABLE)
    sheet = load_workbook(io.BytesIO((folder / TABLE).read_bytes())).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [f"{paper.word}学校", 180]


def _search_finds(page: Page, demo: str, paper: Paper) -> None:
    """By a word of two characters, within ten seconds, from the box of the home page."""
    found = page.get_by_role("link", name=paper.title)
    for _ in range(10):
        page.goto(f"{demo}/")
        page.get_by_role("searchbox").first.fill(paper.word)
        page.get_by_role("searchbox").first.press("Enter")
        if found.count():
            break
        page.wait_for_timeout(1000)
    expect(found).to_be_visible()
    expect(page.get_by_role("heading", name="找到 1 条结果")).to_be_visible()


def _corrects(editor: Page, reviewer: Page, sign_in: SignIn, paper: Paper) -> None:
    editor.goto(paper.address)
    editor.get_by_text("更正", exact=True).click()
    editor.get_by_role("button", name="开始更正").click()
    editor.get_by_label("更正说明").fill(CHANGE)
    editor.get_by_role("button", name="开始更正").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("更正文件（第2版）")
    body_box(editor).fill(paper.body.replace("180人", "200人"))
    submit(editor)
    review(reviewer, paper)
    clear(sign_in("jtj.secrecy"), paper)
    sign(sign_in("jtj.approver", PHONE), paper)
    publish(editor, paper)


def _old_edition_stays(page: Page, address: str, paper: Paper) -> None:
    page.goto(address)
    page.reload()
    expect(page.get_by_text("计划招收一年级新生200人")).to_be_visible()
    versions = page.get_by_role("region", name="版本记录")
    expect(versions).to_contain_text(CHANGE)
    versions.get_by_role("link", name="第1版").click()
    expect(page.get_by_text("计划招收一年级新生180人")).to_be_visible()
    expect(page.get_by_text(re.compile("这是第1版，已于.*被更正替代"))).to_be_visible()
    page.get_by_role("link", name="查看现行的第2版").click()
    expect(page).to_have_url(address)


def _office_withdraws(office: Page, paper: Paper) -> None:
    office.get_by_role("link", name="文件库").first.click()
    office.get_by_label("关键词").fill(paper.title)
    office.get_by_label("关键词").press("Enter")
    office.wait_for_url(lambda url: quote(paper.word) in url)  # the list before it holds the same row
    office.get_by_role("row", name=re.compile("已公开|已发布")).get_by_role("link", name=paper.title).click()
    office.get_by_text("撤下", exact=True).first.click()
    office.get_by_label("撤下依据").fill(BASIS)
    office.get_by_role("button", name="撤下").click()
    confirm(office, "撤下")
    expect(office.get_by_text("已撤下。原网址保留")).to_be_visible()
    assert public_address(office)


def _public_is_told(page: Page, demo: str, address: str, paper: Paper) -> None:
    page.goto(address)
    answer = page.reload()
    assert answer is not None
    assert answer.status == 410
    for words in (BASIS, "云溪县人民政府办公室"):
        expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.get_by_role("main").get_by_role("time").first).to_be_visible()
    expect(page.get_by_text("计划招收一年级新生")).to_have_count(0)

    found = page.get_by_role("main").get_by_role("link", name=paper.title)
    open_until(page, f"{demo}/search/?q={paper.word}", lambda: not found.count())
    expect(found).to_have_count(0)

    lines = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=paper.title))
    open_until(page, f"{demo}/log/", lambda: lines.count() == len(DEEDS))
    expect(lines).to_have_count(len(DEEDS))
    for line, deed in zip(lines.all(), DEEDS, strict=True):
        expect(line).to_contain_text(deed)
    expect(lines.first).to_contain_text(BASIS)


def test_the_item_offers_its_documents(demo: str, page: Page) -> None:
    """From the area to the item under which the slice is filed."""
    page.goto(f"{demo}/areas/24/")
    page.get_by_role("main").get_by_role("link", name=re.compile(ITEM)).first.click()
    expect(page.get_by_role("heading", name="公开要求")).to_be_visible()
    expect(page.get_by_role("heading", name="已公开信息")).to_be_visible()
