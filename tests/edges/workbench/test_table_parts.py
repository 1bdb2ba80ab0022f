"""Which columns and rows of a table are public: chosen, shown to those who decide, told to the public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from gongkai.core.information import commands, queries
from gongkai.core.information.commands.tables import OWN
from gongkai.core.information.models import Edition, EditionTable
from gongkai.core.information.rules.tables import Column
from gongkai.foundation.access.enums import Role
from gongkai.reference.information_kinds import ValueType
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
ROWS = [["高龄津贴", "何某"], ["残疾补贴", "吕某"], ["临时救助", "施某"]]


@pytest.fixture
def draft(office: Office) -> Edition:
    edition = make.draft(
        office.county, "办理情况公示", actor=office.actor(Role.DEPARTMENT_EDITOR), openness="partial",
        openness_reason="涉及办案线索。", openness_article="《政府信息公开条例》第十四条",
    )  # fmt: skip
    commands.put_table(
        actor=office.actor(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
        code=OWN, title="办理情况", columns=[Column("c1", "项目"), Column("c2", "承办人")], rows=ROWS,
    )  # fmt: skip
    return Edition.objects.get(pk=edition.pk)


def url(edition: Edition) -> str:
    return f"/workbench/documents/{edition.pk}/tables/own_1/public/"


def choose(client: Client, edition: Edition, **given: str) -> Any:
    revision = Edition.objects.get(pk=edition.pk).revision
    return client.post(url(edition), {"revision": revision, **given})


def test_the_author_chooses_columns_and_rows(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    grid = text_of(editor.get(f"/workbench/documents/{draft.pk}/tables/own_1/"))
    assert f'href="{url(draft)}"' in grid
    page = text_of(editor.get(url(draft)))
    assert "全部公开。" in page and 'name="column-c2"' in page
    answer = choose(editor, draft, **{"column-c2": "mask", "rows_omitted": "2", "rows_masked": "3"})
    assert answer.status_code == 302
    table = EditionTable.objects.get(edition=draft)
    assert table.rows == [["高龄津贴", "［删减］"], ["［删减］", "［删减］"]]
    page = text_of(editor.get(url(draft)))
    assert "遮盖的列：承办人" in page and "删去的行：第2行，共1行" in page
    assert "<del>残疾补贴</del>" in page and "<mark>何某</mark>" in page
    assert 'name="rows_omitted" value="2"' in page
    whole = text_of(editor.get(f"/workbench/documents/{draft.pk}/tables/own_1/"))
    assert "残疾补贴" in whole and "吕某" in whole  # the grid has everything


def test_a_figure_that_the_sum_gives_away_is_told_where_it_is_chosen(
    draft: Edition, as_role: AsRole, office: Office
) -> None:
    commands.put_table(
        actor=office.actor(Role.DEPARTMENT_EDITOR), edition_id=draft.pk, revision=draft.revision,
        code="own_1", title="拨付", columns=[Column("c1", "乡镇"), Column("c2", "金额", ValueType.MONEY)],
        rows=[["城东镇", "150.00"], ["城西镇", "250.00"], ["城北镇", "50.00"], ["合计", "450.00"]],
    )  # fmt: skip
    editor = as_role(Role.DEPARTMENT_EDITOR)
    choose(editor, draft, rows_omitted="2")
    assert "由合计减去其余公开的数就能推算出来" in text_of(editor.get(url(draft)))
    choose(editor, draft, rows_omitted="2、3")
    assert "推算出来" not in text_of(editor.get(url(draft)))


@pytest.mark.parametrize(("given", "words"), [
    ({"rows_omitted": "三"}, "没有读懂“三”，请填行号"), ({"rows_masked": "9"}, "没有第9行，现有3行"),
    ({"rows_omitted": "1-3"}, "不能把所有的行都隐去"),
    ({"column-c1": "omit", "column-c2": "mask"}, "不能把所有的列都隐去"),
])  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_changes(
    draft: Edition, as_role: AsRole, given: dict[str, str], words: str
) -> None:
    answer = choose(as_role(Role.DEPARTMENT_EDITOR), draft, **given)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert EditionTable.objects.get(edition=draft).withheld == {}


def test_saving_over_a_newer_draft_is_refused(draft: Edition, as_role: AsRole) -> None:
    answer = as_role(Role.DEPARTMENT_EDITOR).post(url(draft), {"revision": 1, "rows_omitted": "2"})
    assert answer.status_code == 422
    assert "已被他人保存" in text_of(answer)
    assert 'value="2"' in text_of(answer)


def test_those_who_decide_see_what_is_withheld(draft: Edition, as_role: AsRole, office: Office) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    choose(editor, draft, **{"column-c2": "omit", "rows_omitted": "2"})
    commands.submit_edition(actor=office.actor(Role.DEPARTMENT_EDITOR), edition_id=draft.pk)
    page = text_of(as_role(Role.REVIEWER).get(f"/workbench/documents/{draft.pk}/"))
    assert "有隐去内容的表格 1 张" in page and "表格“办理情况”" in page
    assert "删去的列：承办人" in page and "<del>吕某</del>" in page
    read = text_of(as_role(Role.REVIEWER).get(url(draft)))
    assert "保存公开范围" not in read and "删去的行：第2行" in read


def test_the_preview_is_what_the_public_gets(draft: Edition, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    choose(editor, draft, **{"column-c2": "omit", "rows_omitted": "2"})
    page = text_of(editor.get(f"/workbench/documents/{draft.pk}/preview/page/"))
    assert "高龄津贴" in page
    assert "吕某" not in page and "残疾补贴" not in page and "承办人" not in page
    assert queries.table_data(EditionTable.objects.get(edition=draft)).rows == [["高龄津贴"], ["临时救助"]]
