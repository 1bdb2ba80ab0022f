"""What the public could read on a day: before a publication, after it, and before and after a correction."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.people import days_ago, overhang

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def test_a_corrected_document_on_either_side_of_its_correction(demo: str, plain: Page) -> None:
    """Without JavaScript: the date is a field of a form, the rest are links."""
    address, first, second = _a_corrected_document(demo, plain)

    _ask(plain, first)
    expect(plain.get_by_role("status")).to_contain_text("的公开内容")
    expect(plain.get_by_text("此后有变化")).to_be_visible()
    assert f"asof={first.isoformat()}" in plain.url

    plain.get_by_role("navigation").get_by_role("link", name="政府信息公开").first.click()
    expect(plain.get_by_role("status")).to_contain_text("的公开内容")
    assert f"asof={first.isoformat()}" in plain.url

    plain.goto(f"{address}?asof={(first - timedelta(days=1)).isoformat()}")
    expect(plain.get_by_role("main")).to_contain_text("在该日尚未公开")

    plain.goto(f"{address}?asof={second.isoformat()}")
    expect(plain.get_by_text("此后有变化")).to_have_count(0)
    plain.get_by_role("link", name="回到今天").click()
    expect(plain).to_have_url(address)


def test_what_became_different_since(demo: str, page: Page) -> None:
    address, first, second = _a_corrected_document(demo, page)
    page.goto(f"{address}?asof={first.isoformat()}")
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="与今天相比有什么变化").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("以后的变化")

    page.goto(f"{address}?asof={second.isoformat()}")
    page.get_by_role("link", name="这一版改了什么").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("第1版与第2版比较")
    expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.locator("main ins, main del").first).to_be_visible()


def test_the_bar_fits_a_phone(demo: str, phone: Page) -> None:
    yesterday = days_ago(1).isoformat()
    for path in ("/", "/documents/", "/log/"):
        phone.goto(f"{demo}{path}?asof={yesterday}")
        expect(phone.get_by_role("status")).to_be_visible()
        assert overhang(phone) == 0


def _a_corrected_document(demo: str, page: Page) -> tuple[str, date, date]:
    """One that the county corrected: its address and the days of its first and its second edition."""
    page.goto(f"{demo}/log/?action=corrected")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").last.click()
    versions = page.get_by_role("region", name="版本记录")
    days = [date.fromisoformat(day) for day in _DAY.findall(versions.inner_text())]
    return page.url, min(days), max(days)


def _ask(page: Page, day: date) -> None:
    page.get_by_label("查看某一天的内容").fill(day.isoformat())
    page.get_by_role("button", name="查看", exact=True).click()
