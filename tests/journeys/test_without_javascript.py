"""The public site in a browser that runs no scripts."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

ATTACHMENT = "城区学校施教区详细划分表.xlsx"


def test_from_the_home_page_to_an_attachment(demo: str, plain: Page, tmp_path: Path) -> None:
    plain.goto(f"{demo}/")
    plain.get_by_role("region", name="按领域查").get_by_role("link", name=re.compile("义务教育")).click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("义务教育")
    plain.get_by_role("main").get_by_role("link", name="招生范围", exact=True).first.click()
    expect(plain.get_by_role("heading", name="公开要求")).to_be_visible()
    plain.get_by_role("region", name="已公开信息").get_by_role("link").first.click()
    expect(plain.get_by_role("term").filter(has_text="索引号")).to_be_visible()
    with plain.expect_download() as waiting:
        plain.get_by_role("link", name=re.compile(ATTACHMENT)).click()
    assert waiting.value.suggested_filename.endswith(ATTACHMENT)
    waiting.value.save_as(tmp_path / "table.xlsx")
    assert load_workbook(tmp_path / "table.xlsx").active.max_row > 1  # type: ignore[union-attr]


def test_search(demo: str, plain: Page) -> None:
    plain.goto(f"{demo}/")
    plain.get_by_role("searchbox").first.fill("低保")
    plain.get_by_role("button", name="搜索").first.click()
    expect(plain.get_by_role("heading", name=re.compile(r"找到 \d+ 条结果"))).to_be_visible()
    results = plain.get_by_role("region", name=re.compile("条结果"))
    for result in results.get_by_role("listitem").all()[:5]:
        expect(result).to_contain_text("低保")
    plain.get_by_role("main").get_by_label("检索词").fill("独角兽饲养许可")
    plain.get_by_role("main").get_by_role("button", name="搜索").click()
    expect(plain.get_by_text("没有找到相关信息")).to_be_visible()


def test_filters_and_paging(demo: str, plain: Page) -> None:
    plain.goto(f"{demo}/documents/")
    shown = plain.get_by_role("region", name=re.compile("全部信息"))
    first = shown.get_by_role("link").first.inner_text()
    plain.get_by_role("link", name="下一页").click()
    expect(shown.get_by_role("link").first).not_to_have_text(first)
    plain.get_by_role("link", name="上一页").click()
    expect(shown.get_by_role("link").first).to_have_text(first)

    plain.get_by_label("领域").select_option(label=_option(plain, "义务教育"))
    plain.get_by_role("button", name="筛选").click()
    expect(plain).to_have_url(re.compile("area=24"))
    expect(plain.get_by_role("region", name=re.compile("符合条件的信息"))).to_be_visible()
    plain.get_by_role("link", name=re.compile("取消.*义务教育")).click()
    expect(plain).not_to_have_url(re.compile("area=24"))


def _option(page: Page, words: str) -> str:
    labels: list[str] = page.get_by_label("领域").get_by_role("option").all_inner_texts()
    return next(label for label in labels if words in label).strip()


def test_larger_letters_by_a_plain_link(demo: str, plain: Page) -> None:
    plain.goto(f"{demo}/")
    heading = plain.get_by_role("heading", level=1)
    before = heading.bounding_box()
    plain.get_by_role("link", name="长辈版").click()
    after = heading.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]
