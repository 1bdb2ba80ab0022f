"""A subsidy list with identity numbers, one of them hidden, is stopped, masked and published; no byte of what
the public gets holds a number."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from gongkai.text.personal_information.samples import samples
from tests.journeys.axe import faults_of
from tests.journeys.papers import XLSX, Upload, upload
from tests.journeys.people import (
    Paper,
    SignIn,
    all_decide,
    begin,
    body_box,
    confirm,
    fill_in,
    look_at_the_rest,
    open_task,
    publish,
    submit,
)

NAME = "补贴发放名单.xlsx"
NUMBER = samples()["id_card"]
PEOPLE = [("陈大山", "石桥村", 320), ("李小河", "石桥村", 320), ("王一川", "云顶村", 480)]


def test_a_list_with_identity_numbers(sign_in: SignIn, page: Page, tmp_path: Path) -> None:
    paper = Paper()
    editor = sign_in("jtj.editor")
    paper.address = begin(editor, paper.title)
    fill_in(editor, paper)
    editor.get_by_label("添加附件").set_input_files(_list())
    expect(editor.get_by_role("link", name=NAME, exact=True)).to_be_visible()
    _is_stopped(editor)
    _masks(editor, paper)
    submit(editor)
    all_decide(sign_in, paper)
    address = publish(editor, paper)
    _proof_is_kept(editor, paper)
    _no_byte_holds_the_number(page, address, tmp_path)


def test_a_release_is_asked_for_and_given(sign_in: SignIn) -> None:
    editor, approver, paper = sign_in("jtj.editor"), sign_in("jtj.approver"), Paper()
    paper.address = begin(editor, paper.title)
    fill_in(editor, paper)
    body_box(editor).fill(f"公示获奖教师的身份证号：{NUMBER}。")
    editor.get_by_role("button", name="暂存", exact=True).click()
    editor.get_by_role("link", name="逐处处理").click()
    editor.get_by_label("申请理由").fill("本人已书面同意公开，附同意书。")
    editor.get_by_role("button", name="申请批准公开").click()
    expect(editor.get_by_text("等待批准").first).to_be_visible()
    open_task(approver, paper.title, "批准或退回")
    expect(approver.get_by_text("本人已书面同意公开，附同意书。")).to_be_visible()
    assert faults_of(approver, "release") == []
    approver.get_by_role("checkbox", name=re.compile("正文的身份证号码")).check()
    approver.get_by_label("公开的法律依据").select_option(value="consent")
    approver.get_by_label("理由", exact=False).first.fill("已核对本人书面同意书，可以公开。")
    approver.get_by_role("button", name="批准公开", exact=True).click()
    confirm(approver, "批准公开")
    expect(approver.get_by_text("已批准公开 1 处")).to_be_visible()
    editor.goto(f"{paper.address}edit/")
    submit(editor)


def _list() -> Upload:
    """Three persons; one column with their numbers is seen, one is hidden."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.append(["姓名", "村", "身份证号", "金额", "备用证件号"])
    for name, village, amount in PEOPLE:
        sheet.append([name, village, NUMBER, amount, NUMBER])
    sheet.column_dimensions["E"].hidden = True
    book.properties.creator = NUMBER
    stream = io.BytesIO()
    book.save(stream)
    return upload(NAME, stream.getvalue(), XLSX)


def _is_stopped(page: Page) -> None:
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text(re.compile("个人信息检查没有通过，没有提交")).first).to_be_visible()
    panel = page.get_by_role("complementary", name="填写情况")
    expect(panel).to_contain_text("处必须处理")
    expect(page.locator("body")).not_to_contain_text(NUMBER)


def _masks(page: Page, paper: Paper) -> None:
    panel = page.get_by_role("complementary", name="填写情况")
    panel.get_by_role("button", name="生成脱敏副本").click()
    expect(page.get_by_text("已生成脱敏副本")).to_be_visible()
    expect(panel).to_contain_text("公众看到的是脱敏副本")
    panel.get_by_role("button", name="恢复上传的文件").click()
    expect(panel).to_contain_text("处必须处理")
    panel.get_by_role("button", name="生成脱敏副本").click()
    expect(panel).to_contain_text("公众看到的是脱敏副本")
    _looks_at_the_rest(page, paper)


def _looks_at_the_rest(page: Page, paper: Paper) -> None:
    """What remains to be looked at, on the page that names every place."""
    page.goto(f"{paper.address}personal-information/")
    expect(page.get_by_text(re.compile("这是一份名单"))).to_be_visible()
    look_at_the_rest(page)
    expect(page.get_by_text("处必须处理")).to_have_count(0)
    page.get_by_role("link", name="编辑").first.click()


def _proof_is_kept(page: Page, paper: Paper) -> None:
    page.goto(f"{paper.address}personal-information/proof/")
    proof = page.get_by_role("article", name="个人信息检查证明")
    expect(proof).to_contain_text("规则版本")
    expect(proof).not_to_contain_text(NUMBER)


def _no_byte_holds_the_number(page: Page, address: str, folder: Path) -> None:
    page.goto(address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=NAME).click()
    waiting.value.save_as(folder / NAME)
    pieces = list(_pieces((folder / NAME).read_bytes()))
    assert any("石桥村".encode() in piece for piece in pieces)
    for piece in pieces:
        assert NUMBER.encode() not in piece
        assert NUMBER.encode("utf-16-le") not in piece
        assert NUMBER[6:14].encode() not in piece


def _pieces(content: bytes) -> Iterator[bytes]:
    """The file as it is, and everything that is packed in it, however deep."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                yield member.filename.encode()
                yield from _pieces(archive.read(member))
