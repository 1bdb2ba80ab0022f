"""Three administrators who need each other: one opens accounts, one gives rights, one looks on."""

from __future__ import annotations

import random
import re
import time

import pyotp
from playwright.sync_api import Page, expect

from tests.journeys.people import Paper, SignIn, confirm, draft, submit, type_password

NEW_PASSWORD = "Nanhu-Lianhua-77"
STEP_SECONDS = 30


def test_an_account_from_opening_to_audit(sign_in: SignIn, demo: str, page: Page) -> None:
    username = f"wang.{random.randrange(10**8)}"
    temporary = _is_opened(sign_in("sysadmin"), username)
    guard = sign_in("secadmin")
    _is_given(guard, username, "部门编辑")
    _first_sign_in(page, demo, username, temporary)
    _sees_only_its_own(page, demo)

    _is_given(guard, username, "审核人")
    _may_not_review_own_paper(page, demo)

    _locked_and_unlocked(page, guard, demo, username)
    _second_factor(page, demo, username)
    _audited(sign_in("auditadmin"))


def _is_opened(keeper: Page, username: str) -> str:
    """新增账号; returns the temporary password, which is shown this once."""
    keeper.get_by_role("navigation").get_by_role("link", name="账号").first.click()
    keeper.get_by_role("link", name="新增账号").click()
    keeper.get_by_label("用户名").fill(username)
    keeper.get_by_label("姓名").fill("王秋实")
    keeper.get_by_label("所在单位").select_option(label="云溪县教育体育局")
    keeper.get_by_role("button", name="新增").click()
    expect(keeper.get_by_role("heading", name="账号已建立")).to_be_visible()
    assert keeper.get_by_role("button", name="授予角色").count() == 0
    return keeper.get_by_role("code").inner_text()


def _open_account(guard: Page, username: str) -> None:
    guard.get_by_role("navigation").get_by_role("link", name="账号").first.click()
    guard.get_by_label("姓名、用户名或电话").fill(username)
    guard.get_by_label("姓名、用户名或电话").press("Enter")
    guard.get_by_role("row", name=re.compile(username)).get_by_role("link").click()
    expect(guard.get_by_role("heading", level=1)).to_contain_text("王秋实")


def _is_given(guard: Page, username: str, role: str) -> None:
    _open_account(guard, username)
    guard.get_by_text("授予角色", exact=True).first.click()
    guard.get_by_role("combobox", name=re.compile("^角色")).select_option(label=role)
    guard.get_by_label(re.compile("^依据")).fill("云教体〔2026〕8号分工通知")
    guard.get_by_role("button", name="授予角色").click()
    expect(guard.get_by_role("region", name="角色")).to_contain_text(role)


def _first_sign_in(page: Page, demo: str, username: str, temporary: str) -> None:
    """Nothing else opens before the password is the person's own."""
    page.goto(f"{demo}/workbench/")
    type_password(page, username, temporary)
    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()
    page.goto(f"{demo}/workbench/documents/")
    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()
    page.get_by_label("现用密码").fill(temporary)
    page.get_by_label(re.compile("^新密码")).fill("1234567890")
    page.get_by_label("再输一遍新密码").fill("1234567890")
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_role("alert")).to_contain_text("密码还没有修改")
    page.get_by_label("现用密码").fill(temporary)
    page.get_by_label(re.compile("^新密码")).fill(NEW_PASSWORD)
    page.get_by_label("再输一遍新密码").fill(NEW_PASSWORD)
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_text("密码已修改")).to_be_visible()


def _sees_only_its_own(page: Page, demo: str) -> None:
    menu = page.get_by_role("navigation", name="工作台菜单")
    expect(menu.get_by_role("link", name="起草文件")).to_be_visible()
    for other in ("账号", "审计日志", "站点设置", "投递失败"):
        expect(menu.get_by_role("link", name=other)).to_have_count(0)
    for path in ("accounts/", "audit/", "sites/", "accounts/new/"):
        answer = page.goto(f"{demo}/workbench/{path}")
        assert answer is not None
        assert answer.status == 403, path
        expect(page.get_by_role("heading", level=1)).to_have_text("没有权限")


def _may_not_review_own_paper(page: Page, demo: str) -> None:
    """Both roles in one hand: four eyes all the same."""
    page.goto(f"{demo}/workbench/")
    draft(page, Paper())
    submit(page)
    expect(page.get_by_text("您是该文件的起草人，不能由本人审核")).to_be_visible()
    expect(page.get_by_role("button", name="同意", exact=True)).to_have_count(0)
    page.get_by_role("button", name="撤回送审").click()
    confirm(page, "撤回")
    expect(page.get_by_text("已撤回，可以继续修改。")).to_be_visible()


def _sign_out(page: Page, demo: str) -> None:
    page.goto(f"{demo}/workbench/")
    page.get_by_role("banner").get_by_text("王秋实").first.click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录工作台")).to_be_visible()


def _locked_and_unlocked(page: Page, guard: Page, demo: str, username: str) -> None:
    _sign_out(page, demo)
    for _ in range(5):
        type_password(page, username, "wrong-Password-1")
        expect(page.get_by_role("alert")).to_contain_text("用户名或密码不正确")
        expect(page.get_by_label("用户名")).to_have_value(username)
    type_password(page, username, NEW_PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("被锁定")

    guard.get_by_role("banner").get_by_role("link", name="工作台").click()
    guard.get_by_role("article").filter(has_text=username).get_by_role("link", name="去解锁").click()
    guard.get_by_text("解除锁定", exact=True).first.click()
    guard.get_by_role("button", name="解除锁定").click()
    expect(guard.get_by_text("锁定至")).to_have_count(0)
    type_password(page, username, NEW_PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")


def _second_factor(page: Page, demo: str, username: str) -> None:
    page.goto(f"{demo}/workbench/me/")
    page.get_by_role("button", name="绑定动态口令").click()
    expect(page.get_by_role("img", name=re.compile("二维码"))).to_be_visible()
    totp = pyotp.TOTP(page.get_by_role("code").inner_text().replace(" ", ""))
    page.get_by_label("动态口令").fill("000000")
    page.get_by_role("button", name="完成绑定").click()
    expect(page.get_by_label("动态口令")).to_be_visible()
    page.get_by_label("动态口令").fill(totp.now())
    page.get_by_role("button", name="完成绑定").click()
    expect(page.get_by_role("heading", name="已绑定动态口令")).to_be_visible()
    spare = page.get_by_role("code").first.inner_text()

    # a code counts once; the next one is accepted half a minute early
    for code in (totp.at(time.time() + STEP_SECONDS), spare):
        _sign_out(page, demo)
        type_password(page, username, NEW_PASSWORD)
        expect(page.get_by_role("heading", name="输入动态口令")).to_be_visible()
        page.get_by_label("动态口令").fill(code)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("今天要办")
    _sign_out(page, demo)
    type_password(page, username, NEW_PASSWORD)
    page.get_by_label("动态口令").fill(spare)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _audited(auditor: Page) -> None:
    auditor.get_by_role("navigation").get_by_role("link", name="审计日志").first.click()
    auditor.get_by_label("操作人或对象").fill("王秋实")
    log = auditor.get_by_role("table", name="审计日志")
    for deed in ("新增账号", "解除锁定", "授予角色"):
        auditor.get_by_label("操作", exact=True).select_option(label=deed)
        newest = log.get_by_role("row", name=re.compile(f"{deed}.*王秋实")).first
        expect(newest).to_be_visible()
    newest.get_by_role("link").click()
    expect(auditor.get_by_role("main")).to_contain_text("云教体〔2026〕8号分工通知")
    assert NEW_PASSWORD not in auditor.content()
    auditor.go_back()
    auditor.get_by_role("button", name="立即核验").click()
    expect(auditor.get_by_text("核验通过")).to_be_visible()
