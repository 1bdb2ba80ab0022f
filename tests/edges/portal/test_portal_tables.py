"""Fields and tables of public documents: read, sorted, searched, turned over, taken away; without scripts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gongkai.core.information import commands
from gongkai.core.information.models import Document, Edition
from gongkai.core.information.rules.tables import TableData
from gongkai.foundation.access.enums import Role
from gongkai.foundation.calendars import commands as calendars
from gongkai.kernel import clock
from gongkai.reference.calendars import calendar_year
from gongkai.reference.information_kinds import FOLDER_VARIABLE
from tests import factories as make
from tests.core.information.kind_tables import (
    BUDGET_VALUES,
    PENALTY_VALUES,
    SUBSIDY_VALUES,
    put_data,
    recipients,
    revenue,
    whole_budget,
)
from tests.edges.portal.conftest import Published
from tests.edges.workbench.test_tables import NEW_KIND

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return datetime(2026, 9, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(db: None) -> Iterator[None]:
    with clock.frozen(TODAY):
        calendars.load_year(actor=make.SYSTEM, calendar=calendar_year(2026))
        yield


def publish(
    county: make.County,
    kind: str,
    values: dict[str, str],
    *tables: TableData,
    title: str = "云溪县2026年政府预算",
) -> Document:
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = commands.draft_document(
        actor=editor,
        body_id=county.bureau.pk,
        item_id=county.item.pk,
        draft=make.a_draft(title, values=values),
        kind=kind,
    )
    fill(county, edition, *tables)
    fresh = Edition.objects.get(pk=edition.pk)
    for step in (make.submit, make.review, make.clear, make.sign, make.publish):
        fresh = step(county, fresh)
    return fresh.document


def fill(county: make.County, edition: Edition, *tables: TableData) -> None:
    for data in tables:
        put_data(county.person(Role.DEPARTMENT_EDITOR), edition, data)


def url(document: Document, tail: str = "") -> str:
    return f"/documents/{document.public_id}/{tail}"


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def long_list(rows: int) -> tuple[dict[str, str], TableData]:
    """A subsidy list of so many rows with the fields that agree with it."""
    entries = [["张*", f"村{number:05d}", "补贴", "1", "1元", f"{number}.00"] for number in range(rows)]
    total = sum(range(rows))
    values = {**SUBSIDY_VALUES, "people": str(rows), "total": f"{total}.00"}
    return values, replace(recipients(), rows=[*entries, ["合计", "", "", "", "", f"{total}.00"]])


@pytest.fixture
def budget(published: Published) -> Document:
    return publish(published.county, "budget", BUDGET_VALUES, *whole_budget())


def test_fields_of_the_kind_stand_below_the_text(published: Published, get: Any) -> None:
    document = publish(published.county, "penalty", PENALTY_VALUES, title="行政处罚决定")
    page = text(get(url(document)))
    assert "行政处罚要素" in page
    assert "<dt>处罚决定书文号</dt>" in page and "云市监罚〔2026〕3号" in page
    assert "是否未成年人" not in page, "what only decides something is not for the public"


def test_every_table_stands_on_the_page(budget: Document, get: Any) -> None:
    page = text(get(url(budget)))
    assert page.count('class="figures-table text-table"') == 9
    assert "<caption>表一　一般公共预算收入表</caption>" in page
    assert '<th scope="col" class="number">' in page and '<td class="number">1234.56</td>' in page
    assert '<th scope="row" class="text">一、税收收入</th>' in page
    assert "单位：万元" in page
    assert f"{url(budget, 'tables/tables.xlsx')}" in page
    assert '<tr class="figures-sum">' in page


def test_a_document_without_kind_and_tables_says_nothing_of_them(published: Published, get: Any) -> None:
    page = text(get(url(published.document)))
    assert "figures" not in page.split("<main")[1] and "要素</h2>" not in page


def test_headings_sort_and_sort_back(budget: Document, get: Any) -> None:
    table = url(budget, "tables/general_revenue/")
    page = text(get(f"{table}?sort=amount"))
    assert '<th scope="col" class="number" aria-sort="ascending">' in page
    order = [
        page.index(f">{name}</th>") for name in ("三、其他", "上级补助收入", "二、非税收入", "一、税收收入")
    ]
    assert order == sorted(order)
    assert page.index(">收入总计</th>") > order[-1], "sums stay at the end"
    assert "sort=-amount" in page
    back = text(get(f"{table}?sort=-amount"))
    assert 'aria-sort="descending"' in back
    assert back.index(">一、税收收入</th>") < back.index(">二、非税收入</th>")


@pytest.mark.parametrize(
    "query", ["sort=no_such", "sort=-", "page=99999", "q=%00", "page=-3", "sort=" + "x" * 999]
)
def test_what_makes_no_sense_is_as_if_it_were_not_there(budget: Document, get: Any, query: str) -> None:
    assert "一、税收收入" in text(get(url(budget, f"tables/general_revenue/?{query}")))


def test_rows_are_found_by_words(budget: Document, get: Any) -> None:
    page = text(get(url(budget, "tables/general_revenue/?q=税收 收入")))
    assert "找到 2 行" in page and ">增值税</th>" not in page
    nothing = text(get(url(budget, "tables/general_revenue/?q=没有这样的行")))
    assert "没有含“没有这样的行”的行。" in nothing


def test_a_long_list_is_turned_over(published: Published, get: Any) -> None:
    values, data = long_list(450)
    document = publish(published.county, "subsidy_list", values, data, title="补贴发放名单")
    page = text(get(url(document)))
    assert "这里显示前 200 行，查看全部 451 行" in page and "村00199" in page and "村00200" not in page
    second = text(get(url(document, "tables/recipients/?page=2&sort=amount")))
    assert "第 2 / 3 页，共 451 行" in second and "村00200" in second and "村00199" not in second
    assert "page=3" in second and "sort=amount" in second
    last = text(get(url(document, "tables/recipients/?page=3&sort=-amount")))
    assert ">合计</th>" in last


def test_one_short_table_is_offered_for_download_too(published: Published, get: Any) -> None:
    document = publish(published.county, "subsidy_list", SUBSIDY_VALUES, recipients(), title="补贴发放名单")
    page = text(get(url(document)))
    assert f'href="{url(document, "tables/tables.xlsx")}" download' in page
    assert "下载表格（Excel）" in page


def test_a_table_is_taken_away_in_three_forms(budget: Document, get: Any) -> None:
    base = url(budget, "tables/general_revenue/table.")
    sheet = load_workbook(io.BytesIO(get(f"{base}xlsx").content)).active
    assert sheet["A1"].value == "一般公共预算收入表" and sheet["A2"].value == "单位：万元"
    assert sheet["D4"].value == 1000.1 and sheet["D4"].number_format == "#,##0.00"
    rows = list(csv.reader(io.StringIO(get(f"{base}csv").content.decode("utf-8-sig"))))
    assert rows[0] == ["科目编码", "项目", "上年执行数", "预算数"] and rows[1][3] == "1000.10"
    found = json.loads(get(f"{base}json").content)
    assert found["unit"] == "万元" and found["index_number"] == budget.index_number
    assert found["rows"][0]["amount"] == "1000.10", "figures are texts: no cent gets lost"
    assert found["source"].endswith(url(budget))
    whole = load_workbook(io.BytesIO(get(url(budget, "tables/tables.xlsx")).content))
    assert len(whole.worksheets) == 9


def test_what_somebody_wrote_is_no_formula(published: Published, get: Any) -> None:
    data = replace(revenue(), rows=[["", '=HYPERLINK("x")', "1", "-5.00"], ["", "+合计", "1", "-5.00"]])
    tables = [data if other.code == data.code else other for other in whole_budget()]
    document = publish(published.county, "budget", BUDGET_VALUES, *tables)
    content = get(url(document, "tables/general_revenue/table.csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[1][1] == '\'=HYPERLINK("x")' and rows[1][3] == "-5.00", "a negative figure is none"
    sheet = load_workbook(io.BytesIO(get(url(document, "tables/general_revenue/table.xlsx")).content)).active
    assert sheet["B4"].data_type == "s" and sheet["B4"].value == '=HYPERLINK("x")'


@pytest.mark.parametrize(
    "tail",
    [
        "tables/no_such/",
        "tables/general_revenue/table.exe",
        "tables/no_such/table.csv",
        "versions/7/tables/general_revenue/",
    ],
)
def test_what_is_not_there_is_not_found(budget: Document, get: Any, tail: str) -> None:
    assert get(url(budget, tail)).status_code == 404


def test_a_document_without_tables_has_no_workbook(published: Published, get: Any) -> None:
    assert get(url(published.document, "tables/tables.xlsx")).status_code == 404


def test_tables_of_an_earlier_edition_stay_its_own(published: Published, budget: Document, get: Any) -> None:
    county = published.county
    correction = make.correct(county, budget, "更正收入表。")
    rows = [list(row) for row in revenue().rows]
    rows[1][1], rows[2][1] = "增值税（更正）", "企业所得税"
    fill(county, correction, replace(revenue(), rows=rows))
    edition = Edition.objects.get(pk=correction.pk)
    for step in (make.submit, make.review, make.clear, make.sign, make.publish):
        edition = step(county, edition)
    assert "增值税（更正）" in text(get(url(budget, "tables/general_revenue/")))
    earlier = text(get(url(budget, "versions/1/tables/general_revenue/?sort=amount")))
    assert "增值税（更正）" not in earlier and "不是现行版本" in earlier
    assert url(budget, "versions/1/tables/general_revenue/") in text(get(url(budget, "versions/1/")))
    assert "（更正）" not in get(url(budget, "versions/1/tables/general_revenue/table.csv")).content.decode()


def test_what_was_withdrawn_shows_its_tables_no_more(
    published: Published, budget: Document, get: Any
) -> None:
    make.withdraw(published.county, budget, "表中数据有误。")
    assert get(url(budget)).status_code == 410
    gone = get(url(budget, "tables/general_revenue/"))
    assert gone.status_code == 302 and gone["Location"] == url(budget)
    for tail in (
        "tables/general_revenue/table.csv",
        "tables/tables.xlsx",
        "versions/1/tables/general_revenue/table.json",
    ):
        response = get(url(budget, tail))
        assert response.status_code == 404 and "1000.10" not in response.content.decode(), tail


def test_a_draft_shows_no_table_to_the_public(published: Published, get: Any) -> None:
    county = published.county
    edition = commands.draft_document(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        body_id=county.bureau.pk,
        item_id=county.item.pk,
        draft=make.a_draft(values=BUDGET_VALUES),
        kind="budget",
    )
    fill(county, edition, revenue())
    assert get(url(edition.document, "tables/general_revenue/")).status_code == 404


def test_a_kind_that_is_a_new_file_is_shown(
    published: Published, get: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "well.toml").write_text(NEW_KIND, encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    county = published.county
    editor = county.person(Role.DEPARTMENT_EDITOR)
    edition = commands.draft_document(
        actor=editor, body_id=county.bureau.pk, item_id=county.item.pk, kind="well",
        draft=make.a_draft(values={"depth": "12.5"}),
    )  # fmt: skip
    commands.put_table(actor=editor, edition_id=edition.pk, revision=1, code="tests", rows=[["大肠菌群"]])
    fresh = Edition.objects.get(pk=edition.pk)
    for step in (make.submit, make.review, make.clear, make.sign, make.publish):
        fresh = step(county, fresh)
    page = text(get(url(fresh.document)))
    assert "水井检测要素" in page and "12.5米" in page and "大肠菌群" in page
    monkeypatch.delenv(FOLDER_VARIABLE)
    assert "大肠菌群" in text(get(url(fresh.document))), (
        "a table can be read when the file of its kind is gone"
    )


def test_the_queries_of_a_page_do_not_grow_with_its_tables(
    published: Published, get: Any, django_assert_max_num_queries: Any
) -> None:
    values, data = long_list(5_000)
    document = publish(published.county, "subsidy_list", values, data, title="补贴发放名单")
    for tail in ("", "tables/recipients/?sort=-amount&page=7", "tables/recipients/table.csv"):
        with django_assert_max_num_queries(14):
            assert get(url(document, tail)).status_code == 200, tail
