"""A reader follows the catalogue through its versions: at a desk, by phone, without JavaScript, on paper."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import faults_of
from tests.journeys.people import overhang

_MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]")
_A3_LANDSCAPE = (1191, 842)
"""Points."""

PARTS = ("目录表（可打印）", "与上一版比较", "与上级目录比较")


def _parts(page: Page, demo: str) -> list[str]:
    """The addresses of everything there is to read of the version in force."""
    page.goto(f"{demo}/catalogue/")
    main = page.get_by_role("main")
    links = [main.get_by_role("link", name=name) for name in PARTS]
    links.append(main.get_by_role("link", name="第1版", exact=True))
    return [str(link.first.get_attribute("href")) for link in links]


def test_every_part_of_a_version_is_accessible(demo: str, page: Page) -> None:
    faults = []
    for path in _parts(page, demo):
        page.goto(f"{demo}{path}?area=24")  # axe looks at every cell: one area shows what 26 would
        faults += faults_of(page, path)
    assert faults == []


def test_on_a_phone_only_the_table_scrolls(demo: str, phone: Page) -> None:
    for path in _parts(phone, demo):
        phone.goto(demo + path)
        assert overhang(phone) == 0, path


def test_without_javascript_a_day_and_a_change_are_found(demo: str, plain: Page) -> None:
    plain.goto(f"{demo}/catalogue/")
    plain.get_by_label("查某一天施行的目录").fill("2020-01-01")
    plain.get_by_role("button", name="查看").click()
    expect(plain.get_by_text("2020年1月1日还没有施行中的目录")).to_be_visible()
    plain.goto(f"{demo}/catalogue/")
    plain.get_by_role("link", name="与上一版比较").click()
    expect(plain.get_by_role("heading", name="第2版的变化")).to_be_visible()
    plain.get_by_label("领域", exact=True).select_option(label="义务教育")
    plain.get_by_role("button", name="筛选").click()
    lines = plain.get_by_role("region", name="逐项情况")
    expect(lines.get_by_role("link", name="招生计划")).to_be_visible()
    expect(lines.locator("ins").first).to_contain_text("学区划分图")


def test_on_paper_the_table_is_a3_and_an_area_begins_a_page(demo: str, page: Page) -> None:
    table = _parts(page, demo)[0]
    page.goto(demo + table)
    sizes = [
        tuple(round(float(side)) for side in found)
        for found in _MEDIA_BOX.findall(page.pdf(prefer_css_page_size=True))
    ]
    assert set(sizes) == {_A3_LANDSCAPE}
    assert len(sizes) >= page.locator(".printed-area").count() == 26
