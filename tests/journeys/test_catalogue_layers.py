"""From the county's table to the public difference: townships derive, one item does not apply, a standard is
revised above, its clock runs, and the county follows."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.core.catalogue.tables import county_table, line
from tests.journeys.axe import faults_of
from tests.journeys.papers import XLSX, upload
from tests.journeys.people import PHONE, SignIn, confirm, days_ago, overhang, rare_word

AREA, AREA_CODE = "公共法律服务", "13"
TOWNSHIPS = ("石门", "双溪", "高桥")
BUREAU = "云溪县司法局"


def test_a_revised_standard_is_followed_down_to_the_public_page(
    demo: str, sign_in: SignIn, page: Page
) -> None:
    word = rare_word()
    office, deputy = sign_in("office"), sign_in("office.deputy")
    catalogue = _import(office, word)
    _publish(office, deputy, catalogue, f"增加{word}法律服务事项。")
    _derive(office)

    _register(sign_in("sysadmin"), word)
    office.goto(f"{demo}/workbench/")
    office.get_by_role("link", name=re.compile(rf"^逐项处理\s*：{word}标准")).first.click()
    follow = office.get_by_role("listitem").filter(has_text=f"{word}标准").first
    expect(follow).to_contain_text("待跟进")
    follow.get_by_text(re.compile("为什么(是|暂定)这一天？")).click()
    expect(follow).to_contain_text("3个月")
    faults = faults_of(office, "upstream")

    added = office.get_by_role("listitem").filter(has_text=f"{word}新设事项").last
    added.get_by_role("link", name=re.compile("^不适用")).click()
    office.get_by_label("依据和理由").fill("本县没有设立该机构。")
    office.get_by_role("button", name="提出，等待批准").click()
    expect(office.get_by_text("已提出不适用，待批准").first).to_be_visible()
    deputy.goto(f"{demo}/workbench/")
    deputy.get_by_role("link", name=re.compile(rf"^办理\s*：.*{word}新设事项")).click()
    deputy.get_by_role("group").filter(has_text="批准不适用").locator("summary").click()
    deputy.get_by_role("button", name="批准不适用").click()
    expect(deputy.get_by_role("heading", level=1)).to_contain_text("不适用")

    office.goto(f"{catalogue}upstream/?area={AREA_CODE}")
    expect(office.get_by_text(f"{word}新设事项")).to_have_count(0)
    office.get_by_role("button", name="本领域全部采用上级").click()
    confirm(office, "全部采用")
    expect(office.get_by_text(re.compile("已采用上级内容，共[0-9]+项"))).to_be_visible()
    expect(office.get_by_text("与上级没有未处理的变动")).to_be_visible()
    office.goto(f"{catalogue}compare/?area={AREA_CODE}")
    expect(office.get_by_role("heading", name=AREA, exact=True)).to_be_visible()
    faults += faults_of(office, "compare")
    office.goto(f"{catalogue}versions/")
    faults += faults_of(office, "versions")

    _publish(office, deputy, catalogue, f"跟进{word}标准。")
    office.goto(f"{catalogue}upstream/")
    expect(office.get_by_role("listitem").filter(has_text=f"{word}标准").first).to_contain_text("已跟进")
    page.goto(f"{demo}/catalogue/")
    page.get_by_role("link", name="与上一版比较").first.click()
    lines = page.get_by_role("region", name="逐项情况")
    expect(lines.get_by_role("link", name=re.compile(f"{word}咨询")).first).to_be_visible()
    expect(lines.locator("ins").first).to_be_visible()
    assert faults == []


def test_on_a_phone_nothing_is_cut_off(demo: str, sign_in: SignIn) -> None:
    office = sign_in("office", PHONE)
    office.goto(f"{demo}/workbench/catalogues/")
    office.get_by_role("link", name=re.compile("云溪县.*目录")).click()
    catalogue = office.url
    for part in ("versions/", "versions/1/", "compare/", "upstream/", "standards/new/", "upload/"):
        office.goto(catalogue + part)
        assert overhang(office) == 0, part


def _import(office: Page, word: str) -> str:
    """A table with a fault in it: the cell is put right beside its source, then everything is imported."""
    office.get_by_role("navigation").get_by_role("link", name="标准目录").first.click()
    office.get_by_role("link", name=re.compile("云溪县.*目录")).click()
    catalogue = office.url
    rows = [
        line(91, f"{word}服务", f"{word}咨询", body=BUREAU, township="√"),
        line(92, f"{word}服务", f"{word}援助", body="云溪县没有的局", township="√"),
    ]
    office.get_by_role("link", name="上传表格").click()
    office.get_by_label("选择文件").set_input_files(
        upload("公共法律服务.xlsx", county_table({AREA: rows}), XLSX)  # type: ignore[arg-type]
    )
    office.get_by_role("button", name="上传并核对").click()
    fault = office.get_by_role("row").filter(has_text="云溪县没有的局").first
    fault.get_by_role("link", name=re.compile("^对照更正")).click()
    expect(office.get_by_role("heading", name="原表中的单元格")).to_be_visible()
    expect(office.get_by_text("云溪县没有的局").first).to_be_visible()
    assert faults_of(office, "row") == []
    office.get_by_label("公开主体").fill(BUREAU)
    office.get_by_role("button", name="更正", exact=True).click()
    expect(office.get_by_text("已更正1处单元格")).to_be_visible()
    office.get_by_role("button", name="导入").click()
    expect(office.get_by_text(re.compile("已导入：新增2项"))).to_be_visible()
    return catalogue


def _publish(office: Page, deputy: Page, catalogue: str, note: str) -> None:
    """Handed in by one, found by the other in 今天要办 and published."""
    office.goto(f"{catalogue}versions/")
    office.get_by_label("调整说明").fill(note)
    office.get_by_role("button", name="提交审核").click()
    expect(office.get_by_text("已提交审核，请由他人审批。")).to_be_visible()
    expect(office.get_by_text("不能由本人审批")).to_be_visible()
    deputy.get_by_role("banner").get_by_role("link", name="工作台").click()
    deputy.get_by_role("link", name=re.compile(r"^审批\s*：云溪县")).click()
    expect(deputy.get_by_text(note)).to_be_visible()
    deputy.get_by_role("button", name="公布", exact=True).click()
    expect(deputy.get_by_text(re.compile("第[0-9]+版已公布。"))).to_be_visible()


def _derive(office: Page) -> None:
    """Three townships at once; what they would take over is seen first."""
    office.get_by_role("navigation").get_by_role("link", name="标准目录").first.click()
    office.get_by_role("link", name=re.compile("由上级目录生成")).click()
    for name in TOWNSHIPS:
        office.get_by_role("checkbox", name=re.compile(name)).first.check()
    office.get_by_role("button", name="先看会承接哪些事项").click()
    expect(office.get_by_role("heading", name=re.compile("各[0-9]+项"))).to_be_visible()
    office.get_by_role("button", name="确认生成").click()
    expect(office.get_by_text("已办完")).to_be_visible(timeout=60_000)


def _register(keeper: Page, word: str) -> None:
    """The national standard of the area, revised: two rows."""
    keeper.get_by_role("navigation").get_by_role("link", name="标准目录").first.click()
    keeper.get_by_role("link", name=re.compile("国家.*目录|.*国家标准.*")).first.click()
    keeper.goto(f"{keeper.url}standards/new/")
    keeper.get_by_label("领域").select_option(label=AREA)
    keeper.get_by_label("文件名称").fill(f"{word}标准（修订）")
    keeper.get_by_label("印发日期").fill(days_ago(10).isoformat())
    rows = [
        line(1, f"{word}服务", f"{word}咨询", limit="信息形成或变更之日起10个工作日内", township="√"),
        line(2, f"{word}服务", f"{word}新设事项", township="√"),
    ]
    keeper.get_by_label("标准目录的文件").set_input_files(
        upload("标准.xlsx", county_table({AREA: rows}, county="国家"), XLSX)  # type: ignore[arg-type]
    )
    keeper.get_by_role("button", name="读取并核对").click()
    expect(keeper.get_by_role("heading", name=f"请核对：{AREA}领域的变化")).to_be_visible()
    keeper.get_by_role("button", name="确认登记").click()
    expect(keeper.get_by_text("标准已登记并公布为目录的新版本")).to_be_visible()
    expect(keeper.get_by_role("table", name="下级跟进情况")).to_contain_text("待跟进")
