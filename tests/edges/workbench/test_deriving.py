"""Catalogues of townships and villages from the one above, and what texts must contain."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gongkai.core.catalogue import commands, queries
from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations.enums import DivisionLevel
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
DERIVE = "/workbench/catalogues/derive/"
PROGRESS = f"{DERIVE}progress/"


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.OPEN_AFFAIRS_OFFICE)


def test_townships_are_looked_over_and_made_one_by_one(office: Office, keeper: Client) -> None:
    second = make.make_division("990123004", "白云镇", DivisionLevel.TOWNSHIP, office.county.division)
    make.import_rows(office.county.catalogue, [make.make_row(60, tiers=("县级",))])
    make.publish_catalogue(office.county.catalogue)
    chosen = {"divisions": [office.county.township.pk, second.pk], "own_body": "on"}
    page = text_of(keeper.post(DERIVE, {**chosen, "action": "look"}))
    assert "青石镇、白云镇：各3项" in page and "公开事项60" not in page
    assert queries.catalogue_for(second.pk) == office.county.catalogue, "nothing is made by looking"
    begun = keeper.post(DERIVE, {**chosen, "action": "make"})
    assert begun["Location"] == PROGRESS
    assert "0 / 2" in text_of(keeper.get(PROGRESS))
    half = keeper.post(PROGRESS, headers={"HX-Request": "true"})
    assert "<html" not in text_of(half) and "1 / 2" in text_of(half) and "已生成，共3项" in text_of(half)
    assert "1 / 2" in text_of(keeper.get(PROGRESS)), "left and opened again"
    done = text_of(keeper.post(PROGRESS))
    assert "已办完" in done and "2 / 2" in done
    made = queries.catalogue_for(office.county.township.pk)
    assert made is not None and made.title == "青石镇基层政务公开标准目录"
    items = list(queries.items_in(made.pk))
    assert {item.responsible for item in items} == {office.county.town_government.name}
    assert "青石镇" not in text_of(keeper.get(DERIVE)).split("<form", 2)[-1].split("</form>")[0]
    assert text_of(keeper.post(PROGRESS)).count("已生成") == 2, "once more does nothing"


def test_a_refusal_names_the_place_and_the_others_go_on(office: Office, keeper: Client) -> None:
    village, town = office.county.village, office.county.township
    keeper.post(DERIVE, {"divisions": [village.pk, town.pk], "action": "make"})
    commands.derive_catalogue(actor=make.SYSTEM, division_id=town.pk, title="青石镇标准目录")
    for _ in range(2):
        page = text_of(keeper.post(PROGRESS))
    assert "没有生成：" in page and "已有事项，不能重新生成" in page


def test_nothing_above_is_said_before_anything_is_made(office: Office, keeper: Client) -> None:
    make.import_rows(
        office.county.catalogue,
        [
            make.make_row(number, tiers=("县级",), responsible=office.county.bureau.name)
            for number in (1, 2, 3)
        ],
    )
    make.publish_catalogue(office.county.catalogue)
    page = text_of(keeper.post(DERIVE, {"divisions": [office.county.village.pk], "action": "look"}))
    assert "没有可承接的事项" in page and "确认生成" not in page
    assert "请至少选择一个地区" in text_of(keeper.post(DERIVE, {"action": "look"}))


def test_only_what_one_keeps_is_offered(office: Office, as_role: AsRole) -> None:
    assert as_role(Role.DEPARTMENT_EDITOR).get(DERIVE).status_code == 403
    keeper = as_role(Role.OPEN_AFFAIRS_OFFICE)
    page = text_of(keeper.get(DERIVE))
    assert "青石镇石桥村" in page
    assert f'value="{office.other.township.pk}"' not in page
    refused = keeper.post(DERIVE, {"divisions": [office.other.township.pk], "action": "make"})
    assert refused.status_code == 422 and "不在您的权限范围内" in text_of(refused)
    assert keeper.get(PROGRESS)["Location"] == DERIVE


def test_a_content_standard_holds_below_and_beside_the_text(
    office: Office, keeper: Client, as_role: AsRole
) -> None:
    item = office.county.items[0]
    address = f"/workbench/items/{item.pk}/content-standard/"
    assert "还没有内容标准" in text_of(keeper.get(address))
    empty = keeper.post(address, {"requirement": " ", "sample": "范文一份"})
    assert empty.status_code == 422 and "范文一份" in text_of(empty)
    keeper.post(address, {"requirement": "写明发放标准。", "sample": "每人每月700元。"})
    keeper.post(address, {"requirement": "写明发放标准和起始月份。", "source": "云民发〔2026〕1号"})
    page = text_of(keeper.get(address))
    assert "写明发放标准和起始月份。" in page and "以前的标准" in page and "云民发〔2026〕1号" in page
    derived = commands.derive_catalogue(
        actor=make.SYSTEM, division_id=office.county.township.pk, title="青石镇标准目录"
    )
    below = queries.items_in(derived.pk).get(inherits=item)
    page = text_of(keeper.get(f"/workbench/items/{below.pk}/content-standard/"))
    assert "承接上级" in page and "制定本级标准" in page
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "写明发放标准和起始月份。" in text_of(editor.get(address))
    assert editor.post(address, {"requirement": "改掉"}).status_code == 403
    draft = make.draft(
        office.county, item=item, actor=office.actor(Role.DEPARTMENT_EDITOR), body=office.county.bureau
    )
    page = text_of(editor.get(f"/workbench/documents/{draft.pk}/edit/"))
    assert "这个事项要写什么" in page and "写明发放标准和起始月份。" in page and item.content_elements in page
