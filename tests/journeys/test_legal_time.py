"""A holiday is announced: an administrator loads the notice, an editor sees which date moved, and why."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from gongkai.kernel import clock
from gongkai.reference.working_days import shipped_calendar
from tests.journeys.axe import faults_of
from tests.journeys.people import PHONE, Paper, SignIn, draft, overhang

LATE_AT_MOST_MS = 60_000
"""The worker takes an event within seconds; the machine may be busy."""

WEEK = "一二三四五六日"


def a_holiday() -> date:
    """A working day soon, of a year that has its notice."""
    calendar = shipped_calendar()
    day = calendar.step(clock.today(), random.randint(1, 4))
    if not calendar.is_settled(day.year):
        pytest.skip("no calendar of this year is shipped yet")
    return day


def notice_of(day: date) -> str:
    """An invented notice that makes a working day a day off."""
    today = clock.today()
    return "\n".join([
        f"国务院办公厅关于{day.year}年测试纪念日放假的通知",
        f"国办发明电〔{today.year}〕{random.randint(100, 9999)}号",
        f"经国务院批准，现将{day.year}年测试纪念日放假安排通知如下：",
        f"一、{day.month}月{day.day}日（周{WEEK[day.weekday()]}）放假，共1天。",
        "国务院办公厅",
        f"{today.year}年{today.month}月{today.day}日",
    ])  # fmt: skip


def test_a_notice_moves_a_date_and_its_people_see_why(sign_in: SignIn, demo: str) -> None:
    editor = sign_in("jtj.editor")
    paper = Paper()
    draft(editor, paper)
    before = _due(editor, demo, paper)
    holiday = a_holiday()
    _load(sign_in("sysadmin"), demo, holiday, paper)
    _told_and_proved(sign_in("jtj.editor", PHONE), demo, holiday, paper, before)


def _due(page: Page, demo: str, paper: Paper) -> date:
    """The day in the list of deadlines."""
    page.goto(f"{demo}/workbench/deadlines/?q={paper.word}")
    row = page.get_by_role("row", name=re.compile(paper.word))
    return date.fromisoformat(row.get_by_role("time").last.get_attribute("datetime") or "")


def _load(page: Page, demo: str, holiday: date, paper: Paper) -> None:
    page.get_by_role("navigation").get_by_role("link", name="工作日历").click()
    page.get_by_role("link", name="载入放假安排").click()
    text = notice_of(holiday)
    page.get_by_label("通知全文").fill(text.replace("共1天", "共2天"))
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_text("写明2天，按起止日期是1天").first).to_be_visible()
    expect(page.get_by_label("通知全文")).to_have_value(re.compile("共2天"))
    page.get_by_label("通知全文").fill(text)
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("heading", name="请核对")).to_be_visible()
    expect(page.get_by_role("region", name="载入后变动的期限")).to_contain_text(paper.word)
    assert faults_of(page, "preview of a notice") == []
    page.get_by_role("button", name="确认载入").click()
    expect(page.get_by_text("所涉期限正在重新推算")).to_be_visible()
    moves = page.get_by_role("region", name="变动的期限")
    expect(moves).to_contain_text(paper.word, timeout=LATE_AT_MOST_MS)
    assert faults_of(page, "a version of the calendar") == []


def _told_and_proved(page: Page, demo: str, holiday: date, paper: Paper, before: date) -> None:
    """On a phone: the message, the moved date, and the proof with the new notice."""
    page.goto(f"{demo}/workbench/notices/")
    message = page.get_by_role("listitem").filter(has_text=paper.word).first
    expect(message).to_be_visible(timeout=LATE_AT_MOST_MS)
    moved = shipped_calendar().step(before, 1)
    expect(message).to_contain_text(f"{moved.year}年{moved.month}月{moved.day}日")
    assert faults_of(page, "messages") == []
    message.get_by_role("link", name=re.compile("^查看")).click()
    expect(page.get_by_text("只看因")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=paper.word)
    expect(row.get_by_role("time").last).to_have_attribute("datetime", moved.isoformat())
    row.get_by_text(re.compile("为什么(是|暂定)这一天？")).click()
    expect(row.get_by_text(f"{holiday.month}月{holiday.day}日").first).to_be_visible()
    expect(row.get_by_text("测试纪念日放假1天").first).to_be_visible()
    assert faults_of(page, "deadlines on a phone") == []
    assert overhang(page) == 0


def test_the_proof_opens_by_keyboard(sign_in: SignIn, demo: str) -> None:
    """The browser itself folds it, no script does."""
    page = sign_in("office")
    page.goto(f"{demo}/workbench/deadline-rules/foi.reply/")
    question = page.get_by_text("为什么", exact=False).first
    question.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("起算", exact=True).first).to_be_visible()
    assert page.locator("details.why[open]").count() == 1
    assert faults_of(page, "a rule") == []
