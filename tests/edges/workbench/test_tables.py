"""Fields and tables of a kind on the screens of a draft."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from gongkai.core.information import commands, queries
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules.tables import TableData
from gongkai.foundation.access.enums import Role
from gongkai.reference.information_kinds import FOLDER_VARIABLE, information_kind
from tests import factories as make
from tests.core.information.kind_tables import (
    BUDGET_VALUES,
    PENALTY_VALUES,
    SUBSIDY_VALUES,
    expense,
    put_data,
    recipients,
    revenue,
    with_cell,
    workbook,
)
from tests.edges.workbench.conftest import Office, SignIn, form_of, text_of

EDITOR = "u.department_editor"


@pytest.fixture
def editor(office: Office, sign_in: SignIn) -> Client:
    return sign_in(EDITOR)


def a_draft(office: Office, kind: str, **fields: Any) -> Edition:
    return commands.draft_document(
        actor=office.actor(Role.DEPARTMENT_EDITOR),
        body_id=office.county.bureau.pk,
        item_id=office.county.item.pk,
        draft=make.a_draft(**fields),
        kind=kind,
    )


def put(office: Office, edition: Edition, data: TableData) -> EditionTable:
    return put_data(office.actor(Role.DEPARTMENT_EDITOR), edition, data)


def url(edition: Edition, tail: str = "") -> str:
    return f"/workbench/documents/{edition.pk}/tables/{tail}"


def edit_url(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/edit/"


def fresh(edition: Edition) -> Edition:
    return queries.get_edition(edition.pk)


def grid(edition: Edition, data: TableData, **changes: Any) -> dict[str, Any]:
    """What the page of the grid sends for the rows of a table."""
    cells = {
        f"c{row}-{column}": text for row, texts in enumerate(data.rows) for column, text in enumerate(texts)
    }
    return {
        "revision": fresh(edition).revision,
        "first": 0,
        "rows": len(data.rows),
        "unit": data.unit,
        "note_text": data.note,
        "action": "save",
        **cells,
        **changes,
    }


# --- fields of the kind


def test_the_editor_asks_what_the_kind_declares(office: Office, editor: Client) -> None:
    edition = a_draft(office, "penalty", values={"party": "甲公司"})
    page = text_of(editor.get(edit_url(edition)))
    for field in information_kind("penalty").fields:
        assert f'id="id_kind-{field.code}"' in page, field.code
    assert 'value="甲公司"' in page
    assert 'data-when="kind-party_type"' in page
    assert '<a href="#id_kind-number">' in page, "what is missing leads to its field"


def test_values_of_the_kind_are_kept_and_days_put_into_one_form(office: Office, editor: Client) -> None:
    edition = a_draft(office, "penalty")
    assert "填写“失信程度”并暂存后，系统推算公示截止日" in text_of(editor.get(edit_url(edition)))
    fields = {f"kind-{code}": value for code, value in PENALTY_VALUES.items()}
    sent = form_of(edition, kind="penalty", action="save", **{**fields, "kind-decided_on": "2026年10月9日"})
    assert editor.post(edit_url(edition), sent).status_code == 302
    stored = fresh(edition)
    assert stored.values == {**PENALTY_VALUES, "decided_on": "2026-10-09"}
    assert stored.display_until is not None
    page = text_of(editor.get(edit_url(edition)))
    assert f"公示截止日：{stored.display_until:%Y-%m-%d}（按今天发布计算）" in page
    assert "因为“失信程度”是“一般”。" in page and "信用修复管理办法" in page
    assert 'name="display_until"' not in page, "it follows from the class"


def test_what_is_no_day_is_kept_to_be_mended(office: Office, editor: Client) -> None:
    edition = a_draft(office, "penalty")
    editor.post(edit_url(edition), form_of(edition, kind="penalty", **{"kind-decided_on": "上周五"}))
    assert fresh(edition).values["decided_on"] == "上周五"
    page = text_of(editor.get(edit_url(edition)))
    assert 'value="上周五"' in page and "应为日期" in page


def test_another_kind_keeps_the_values_of_the_first(office: Office, editor: Client) -> None:
    edition = a_draft(office, "penalty", values=PENALTY_VALUES)
    editor.post(edit_url(edition), form_of(edition, kind="general"))
    stored = fresh(edition)
    assert stored.document.kind == "general"
    assert stored.values == PENALTY_VALUES


def test_a_last_day_of_display_may_be_given_where_the_kind_sets_none(office: Office, editor: Client) -> None:
    edition = a_draft(office, "general")
    editor.post(edit_url(edition), form_of(edition, kind="general", display_until="2027-03-01"))
    assert f"{fresh(edition).display_until}" == "2027-03-01"


def test_the_list_of_tables_says_how_each_stands(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget", values=BUDGET_VALUES)
    put(office, edition, revenue())
    put(office, edition, with_cell(expense(), 5, "amount", "1,234.65"))
    page = text_of(editor.get(edit_url(edition)))
    assert "已填9行" in page and "有1处错误" in page and "未填" in page
    assert 'id="id_table-general_expense"' in page
    assert "表二第6行“支出合计”的“预算数”应为1,234.56" in page


def test_going_to_a_table_keeps_what_was_typed_first(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    sent = form_of(edition, kind="budget", title="云溪县2026年政府预算", action="table-general_revenue")
    assert editor.post(edit_url(edition), sent)["Location"] == url(edition, "general_revenue/")
    assert fresh(edition).title == "云溪县2026年政府预算"
    sent = form_of(fresh(edition), kind="budget", action="tables")
    assert editor.post(edit_url(edition), sent)["Location"] == url(edition)


def test_a_kind_that_is_a_new_file_gets_its_form_and_its_checks(
    office: Office, editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "well.toml").write_text(NEW_KIND, encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    edition = a_draft(office, "well")
    page = text_of(editor.get(edit_url(edition)))
    assert "水井检测要素" in page and 'id="id_kind-depth"' in page and "检测表" in page
    editor.post(edit_url(edition), form_of(edition, kind="well", **{"kind-depth": "很深"}))
    page = text_of(editor.get(edit_url(edition)))
    assert "“井深”应为数字" in page and "未填《检测表》" in page


NEW_KIND = """
[header]
file = "kinds/well"
version = 1
date = 2026-11-26
source = "a test"
unverified = []

[kind]
code = "well"
name = "水井检测"
group = "oversight"
order = 1
use = "水井的检测结果。"
article = "《政府信息公开条例》第二十条"
areas = []
words = ["水井"]
masking = "none"
retention = "10年"
has_validity = false

[[fields]]
code = "depth"
label = "井深"
type = "number"
required = true
unit = "米"

[[tables]]
code = "tests"
title = "检测表"
required = true
columns = [{ code = "item", name = "项目", type = "text", required = true }]
"""


# --- the grid


def test_a_table_is_typed_into_the_grid(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget", values=BUDGET_VALUES)
    page = text_of(editor.get(url(edition, "general_revenue/")))
    assert page.count('id="c4-') == 4, "five empty rows of four columns"
    saved = editor.post(url(edition, "general_revenue/"), grid(edition, revenue()))
    assert saved.status_code == 302
    assert queries.get_table(edition.pk, "general_revenue").rows == revenue().rows
    page = text_of(editor.get(url(edition, "general_revenue/")))
    assert 'value="一、税收收入"' in page and "需要改正" not in page
    done = editor.post(url(edition, "general_revenue/"), grid(edition, revenue(), action="done"))
    assert done["Location"] == f"{edit_url(edition)}#kind-fields"


def test_rows_that_say_nothing_and_rows_to_go_are_left_out(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    data = replace(revenue(), rows=[*revenue().rows[:2], ["", " ", "", ""], revenue().rows[2]])
    editor.post(url(edition, "general_revenue/"), grid(edition, data, drop=["1"]))
    assert queries.get_table(edition.pk, "general_revenue").rows == [revenue().rows[0], revenue().rows[2]]


def test_the_wrong_cell_is_marked_and_named(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    put(office, edition, with_cell(expense(), 5, "amount", "1,234.65"))
    page = text_of(editor.get(url(edition, "general_expense/")))
    assert "表二第6行“支出合计”的“预算数”应为1,234.56，表中为1,234.65，相差0.09（万元）" in page
    assert 'href="?page=1#c5-3"' in page
    assert 'aria-describedby="c5-3-fault"' in page and 'id="c5-3-fault"' in page


def test_what_somebody_else_saved_is_not_overwritten_and_nothing_typed_is_lost(
    office: Office, editor: Client
) -> None:
    edition = a_draft(office, "budget")
    sent = grid(edition, with_cell(revenue(), 0, "item", "一、我填的"))
    put(office, edition, revenue())
    refused = editor.post(url(edition, "general_revenue/"), sent)
    page = text_of(refused)
    assert refused.status_code == 409
    assert "表格没有保存。您填的内容仍在本页" in page and 'value="一、我填的"' in page
    assert queries.get_table(edition.pk, "general_revenue").rows == revenue().rows


def test_cells_are_pasted_from_a_spreadsheet(office: Office, editor: Client) -> None:
    edition = a_draft(office, "subsidy_list", values=SUBSIDY_VALUES)
    pasted = "村\t姓名\t金额\n石桥村\t张*\t100\n青山村\t李*\t1,050.50\n"
    sent = grid(edition, replace(recipients(), rows=[]), pasted=pasted, action="replace")
    assert editor.post(url(edition, "recipients/"), sent).status_code == 302
    stored = queries.get_table(edition.pk, "recipients")
    assert [(row[0], row[1], row[5]) for row in stored.rows] == [
        ("张*", "石桥村", "100"),
        ("李*", "青山村", "1,050.50"),
    ]
    sent = grid(edition, queries.table_data(stored), pasted="王*\t石桥村", action="append")
    editor.post(url(edition, "recipients/"), sent)
    assert queries.get_table(edition.pk, "recipients").row_count == 3
    refused = editor.post(
        url(edition, "recipients/"), {**sent, "pasted": " ", "revision": fresh(edition).revision}
    )
    assert refused.status_code == 422 and "请先把单元格粘贴到方框里" in text_of(refused)


def test_a_long_list_is_filled_in_page_by_page(office: Office, editor: Client) -> None:
    edition = a_draft(office, "subsidy_list", values=SUBSIDY_VALUES)
    rows = [["张*", "石桥村", "补贴", "1", "100元", f"{number}.00"] for number in range(10_000)]
    put(office, edition, replace(recipients(), rows=rows))
    page = text_of(editor.get(url(edition, "recipients/?page=2")))
    assert 'value="100.00"' in page and "第 2 / 100 页，共 10000 行" in page
    second = replace(recipients(), rows=[[*row[:5], "7.00"] for row in rows[100:200]])
    assert editor.post(url(edition, "recipients/"), grid(edition, second, first=100)).status_code == 302
    stored = queries.get_table(edition.pk, "recipients")
    assert stored.row_count == 10_000
    assert [stored.rows[at][5] for at in (99, 100, 199, 200)] == ["99.00", "7.00", "7.00", "200.00"]


def test_a_page_beyond_the_last_shows_the_last(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    put(office, edition, revenue())
    assert 'value="收入总计"' in text_of(editor.get(url(edition, "general_revenue/?page=99")))


def test_a_table_is_removed(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    put(office, edition, revenue())
    stale = editor.post(url(edition, "general_revenue/remove/"), {"revision": 1}, follow=True)
    assert "表格没有保存" in text_of(stale)
    editor.post(url(edition, "general_revenue/remove/"), {"revision": fresh(edition).revision})
    assert not EditionTable.objects.exists()


def test_a_table_of_its_own(office: Office, editor: Client) -> None:
    edition = a_draft(office, "general")
    refused = editor.post(url(edition, "new/"), {"title": "", "columns": ""})
    assert refused.status_code == 422 and "请填写表名。" in text_of(refused)
    begun = editor.post(url(edition, "new/"), {"title": "主要指标", "columns": "指标\n数值 数字\n说明"})
    assert begun["Location"] == url(edition, "own_1/")
    data = queries.table_data(queries.get_table(edition.pk, "own_1"))
    assert [(column.name, column.type.value) for column in data.columns] == [
        ("指标", "text"),
        ("数值", "number"),
        ("说明", "text"),
    ]
    editor.post(url(edition, "own_1/"), grid(edition, replace(data, rows=[["生产总值", "12.5", ""]])))
    assert queries.get_table(edition.pk, "own_1").row_count == 1


def test_those_who_may_not_write_read_the_table(office: Office, as_role: Any) -> None:
    edition = a_draft(office, "budget", values=BUDGET_VALUES)
    put(office, edition, with_cell(expense(), 5, "amount", "1"))
    reviewer = as_role(Role.REVIEWER)
    page = text_of(reviewer.get(url(edition, "general_expense/?sort=-amount")))
    assert (
        "有 1 处错误" in page and 'aria-sort="descending"' in page and "<input" not in page.split("<main")[1]
    )
    assert reviewer.post(url(edition, "general_expense/"), grid(edition, expense())).status_code == 200
    assert queries.get_table(edition.pk, "general_expense").rows[5][3] == "1"


def test_papers_of_other_offices_are_not_there(office: Office, sign_in: SignIn) -> None:
    edition = a_draft(office, "budget")
    stranger = sign_in("stranger")
    for tail in ("", "general_revenue/", "preview/", "empty.xlsx"):
        assert stranger.get(url(edition, tail)).status_code == 404, tail


@pytest.mark.parametrize("tail", ["no_such/", "own_1/", "no_such/empty.xlsx"])
def test_tables_that_are_not_there(office: Office, editor: Client, tail: str) -> None:
    assert editor.get(url(a_draft(office, "budget"), tail)).status_code == 404


# --- files


def test_empty_tables_to_fill_in_elsewhere_are_read_again(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    response = editor.get(url(edition, "empty.xlsx"))
    book = load_workbook(io.BytesIO(response.content))
    assert len(book.worksheets) == len(information_kind("budget").tables)
    sheet = book["一般公共预算收入表"]
    assert [cell.value for cell in sheet[3]] == ["科目编码", "项目", "上年执行数", "预算数"]
    sheet.append(["", "合计", 1, 2.5])
    stream = io.BytesIO()
    book.save(stream)
    token = receive(editor, edition, stream.getvalue())
    page = text_of(editor.get(url(edition, "preview/"), {"file": token}))
    assert "读出 1 行，单位：万元" in page
    one = load_workbook(io.BytesIO(editor.get(url(edition, "general_debt/empty.xlsx")).content))
    assert one.sheetnames == ["政府一般债务限额和余额情况表"]


def receive(editor: Client, edition: Edition, content: bytes, name: str = "预算.xlsx") -> str:
    response = editor.post(url(edition, "receive/"), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, text_of(response)
    return parse_qs(urlsplit(response["Location"]).query)["file"][0]


def test_a_file_is_looked_over_before_it_fills_anything(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget", values=BUDGET_VALUES)
    put(office, edition, revenue())
    rows: list[list[object]] = [
        ["单位：万元"],
        ["项目", "上年执行数", "预算数"],
        ["税收", 1, 2],
        ["合计", 1, 3],
    ]
    token = receive(editor, edition, workbook(一般公共预算收入表=rows, 说明=[["说明文字"]]))
    page = text_of(editor.get(url(edition, "preview/"), {"file": token}))
    assert '<option value="general_revenue" selected>' in page
    assert '<th scope="row">C4</th>' in page and "应为2，表中为3，相差1（万元）" in page
    assert "将替换该表现有的 9 行。" in page
    assert queries.get_table(edition.pk, "general_revenue").row_count == 9, "nothing is filled in yet"
    sent = {"file": token, "revision": fresh(edition).revision, "sheet-0": "general_revenue", "sheet-1": ""}
    filled = editor.post(url(edition, "preview/"), {**sent, "action": "fill"})
    assert filled["Location"] == url(edition)
    assert queries.get_table(edition.pk, "general_revenue").row_count == 2


def test_another_table_may_be_chosen_and_is_looked_over_again(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    token = receive(editor, edition, workbook(Sheet1=[["项目", "预算数"], ["甲", 1]]))
    page = text_of(editor.get(url(edition, "preview/"), {"file": token}))
    assert '<option value="" selected>' in page and "disabled" in page
    sent = {"file": token, "revision": edition.revision, "sheet-0": "fund_revenue", "action": "look"}
    page = text_of(editor.post(url(edition, "preview/"), sent))
    assert '<option value="fund_revenue" selected>' in page and "读出 1 行" in page
    sent["sheet-0"] = "social_insurance"
    assert "没有找到表头" in text_of(editor.post(url(edition, "preview/"), sent))
    refused = editor.post(url(edition, "preview/"), {**sent, "action": "fill"})
    assert refused.status_code == 422 and "没有导入" in text_of(refused)
    sent["sheet-0"] = "own"
    editor.post(url(edition, "preview/"), {**sent, "action": "fill"})
    assert queries.get_table(edition.pk, "own_1").title == "预算", "the name of the file, not Sheet1"


def test_a_sheet_named_like_one_of_the_own_tables_takes_its_place(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    first, second = ([["户主", "金额"], ["甲", 1]], [["户主", "金额"], ["甲", 1], ["乙", 2]])
    for rows in (first, second):
        token = receive(editor, edition, workbook(救助名单=rows, 说明=[["说明文字"]]))
        sent = {"file": token, "revision": fresh(edition).revision, "sheet-0": "own", "sheet-1": ""}
        if rows is second:
            page = text_of(editor.get(url(edition, "preview/"), {"file": token}))
            assert '<option value="own_1" selected>替换“救助名单”</option>' in page
            assert "将替换该表现有的 1 行。" in page
            sent["sheet-0"] = "own_1"
        assert editor.post(url(edition, "preview/"), {**sent, "action": "fill"}).status_code == 302
    (only,) = queries.tables_of(edition.pk)
    assert (only.code, only.title, only.row_count) == ("own_1", "救助名单", 2)


def test_a_draft_that_changed_meanwhile_is_not_filled(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    token = receive(editor, edition, workbook(Sheet1=[["项目", "预算数"], ["甲", 1]]))
    sent = {"file": token, "revision": edition.revision, "sheet-0": "fund_revenue", "action": "fill"}
    put(office, edition, revenue())
    refused = editor.post(url(edition, "preview/"), sent)
    assert refused.status_code == 409 and "已被他人保存" in text_of(refused)
    assert [table.code for table in queries.table_heads(edition.pk)] == ["general_revenue"]


def test_the_file_of_another_draft_cannot_be_asked_for(office: Office, editor: Client) -> None:
    first, second = a_draft(office, "budget"), a_draft(office, "budget", title="另一份")
    token = receive(editor, first, workbook(Sheet1=[["项目", "预算数"], ["甲", 1]]))
    assert editor.get(url(second, "preview/"), {"file": token}).status_code == 404
    assert editor.get(url(first, "preview/"), {"file": f"{token}x"}).status_code == 404
    assert editor.get(url(first, "preview/")).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xlsx", b"PK\x03\x04 no workbook"),
        ("x.xlsx", b""),
        ("x.pdf", b"%PDF-1.7 "),
        ("x.exe", b"MZ\x00\x00"),
    ],
)
def test_files_that_are_no_tables_are_refused_with_a_reason(
    office: Office, editor: Client, name: str, content: bytes
) -> None:
    edition = a_draft(office, "budget")
    refused = editor.post(url(edition, "receive/"), {"file": SimpleUploadedFile(name, content)})
    assert refused.status_code == 422
    assert "文件没有导入" in text_of(refused)
    missing = editor.post(url(edition, "receive/"), {})
    assert "请选择要导入的表格文件。" in text_of(missing)


def test_a_hostile_text_stays_text(office: Office, editor: Client) -> None:
    edition = a_draft(office, "budget")
    rows: list[list[object]] = [["项目", "预算数"], ["<script>alert(1)</script>", 1]]
    token = receive(editor, edition, workbook(一般公共预算收入表=rows))
    page = text_of(editor.get(url(edition, "preview/"), {"file": token}))
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


# --- how much it asks of the database


def test_screens_ask_the_database_the_same_however_long_the_table(
    office: Office, editor: Client, django_assert_max_num_queries: Any
) -> None:
    edition = a_draft(office, "subsidy_list", values=SUBSIDY_VALUES)
    rows = [["张*", "石桥村", "补贴", "1", "100元", "1.00"] for _ in range(2_000)]
    put(office, edition, replace(recipients(), rows=rows))
    for tail in ("", "recipients/", "recipients/?page=3"):
        with django_assert_max_num_queries(24):
            assert editor.get(url(edition, tail)).status_code == 200
    assert fresh(edition).state == EditionState.DRAFT


def test_reviewers_see_fields_and_tables_on_the_page_of_the_document(office: Office, as_role: Any) -> None:
    edition = a_draft(office, "penalty", values=PENALTY_VALUES)
    page = text_of(as_role(Role.REVIEWER).get(f"/workbench/documents/{edition.pk}/"))
    assert "云市监罚〔2026〕3号" in page and "公示截止日" in page
    budget = a_draft(office, "budget", title="预算", values=BUDGET_VALUES)
    put(office, budget, revenue())
    page = text_of(as_role(Role.REVIEWER).get(f"/workbench/documents/{budget.pk}/"))
    assert url(budget, "general_revenue/") in page and "已填9行" in page
