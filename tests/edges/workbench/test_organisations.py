"""Divisions and bodies through the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations.models import Division, PublicBody
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.SYSTEM_ADMINISTRATOR)


def test_the_tree_is_walked_level_by_level(office: Office, keeper: Client) -> None:
    assert "江临省" in text_of(keeper.get("/workbench/divisions/"))
    page = text_of(keeper.get(f"/workbench/divisions/{office.county.division.pk}/"))
    assert "青石镇" in page and "云溪县民政局" in page and "澄州市" in page


def test_divisions_are_added_and_changed(office: Office, keeper: Client) -> None:
    address = f"/workbench/divisions/{office.county.division.pk}/"
    keeper.post(f"{address}new/", {"name": "白沙镇", "level": "township", "code": "990123004"})
    made = Division.objects.get(name="白沙镇")
    refused = keeper.post(f"{address}new/", {"name": "柳河镇", "level": "township", "code": "990999005"})
    page = text_of(refused)
    assert refused.status_code == 422 and "应与上级区划代码" in page and 'value="柳河镇"' in page
    keeper.post(
        f"/workbench/divisions/{made.pk}/update/", {"name": "白沙街道", "code": made.code, "is_active": "on"}
    )
    made.refresh_from_db()
    assert made.name == "白沙街道" and made.is_active


def test_others_read_and_do_not_change_divisions(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    address = f"/workbench/divisions/{office.county.division.pk}/"
    page = text_of(client.get(address))
    assert "新增下级区划" not in page and "您没有该角色" in page
    refused = client.post(f"{address}new/", {"name": "白沙镇", "level": "township", "code": "990123004"})
    assert refused.status_code == 422 and not Division.objects.filter(name="白沙镇").exists()


def test_bodies_are_found_by_former_names_too(office: Office, keeper: Client) -> None:
    keeper.post(
        f"/workbench/bodies/{office.county.bureau.pk}/rename/",
        {"name": "云溪县社会事务局", "on": "2026-03-01", "basis": "云编办〔2026〕1号"},
    )
    found = text_of(keeper.get("/workbench/bodies/", {"q": "民政局"}))
    assert "云溪县社会事务局" in found
    page = text_of(keeper.get(f"/workbench/bodies/{office.county.bureau.pk}/"))
    assert "云溪县民政局" in page and "2026-03-01" in page and "云编办〔2026〕1号" in page


def test_a_body_is_created(office: Office, keeper: Client) -> None:
    fields = {
        "division": office.county.division.pk,
        "name": "云溪县水利局",
        "kind": "department",
        "uscc": make.fresh_uscc(),
        "parent": office.county.government.pk,
    }
    wrong = keeper.post("/workbench/bodies/new/", {**fields, "uscc": "123"})
    assert wrong.status_code == 422 and 'value="云溪县水利局"' in text_of(wrong)
    made = keeper.post("/workbench/bodies/new/", fields)
    body = PublicBody.objects.get(name="云溪县水利局")
    assert made["Location"] == f"/workbench/bodies/{body.pk}/"
    assert body.parent == office.county.government


def test_contact_data_are_kept_by_the_office(office: Office, as_role: AsRole) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    address = f"/workbench/bodies/{office.county.other_bureau.pk}/"
    page = text_of(client.get(address))
    assert "联系信息" in page and "panel-merge" not in page
    client.post(f"{address}contact/", {"address": "城关街道1号", "telephone": "0990-1234567"})
    body = PublicBody.objects.get(pk=office.county.other_bureau.pk)
    assert (body.address, body.telephone) == ("城关街道1号", "0990-1234567")
    wrong = client.post(f"{address}contact/", {"address": "留下的地址", "telephone": "打电话"})
    assert wrong.status_code == 422 and "留下的地址" in text_of(wrong) and "电话只能包含" in text_of(wrong)
    assert client.post(f"{address}close/", {"on": "2026-01-01", "basis": "x"}).status_code == 403


def test_bodies_are_merged_and_closed(office: Office, keeper: Client) -> None:
    county = office.county
    address = f"/workbench/bodies/{county.other_bureau.pk}/"
    both = keeper.post(f"{address}merge/", {"on": "2026-05-01", "basis": "方案"})
    assert both.status_code == 422 and "二者选一" in text_of(both)
    keeper.post(
        f"{address}merge/",
        {"successor": county.bureau.pk, "on": "2026-05-01", "basis": "机构改革方案"},
    )
    closed = text_of(keeper.get(address))
    assert "已经撤销" in closed and "机构改革方案" in closed and "panel-" not in closed
    assert "（合并，机构改革方案）" in text_of(keeper.get(f"/workbench/bodies/{county.bureau.pk}/"))
    assert county.other_bureau.name not in text_of(keeper.get("/workbench/bodies/"))
    assert county.other_bureau.name in text_of(keeper.get("/workbench/bodies/?closed=1"))


def test_lines_and_registration_are_changed(office: Office, keeper: Client) -> None:
    county = office.county
    address = f"/workbench/bodies/{county.committee.pk}/"
    keeper.post(f"{address}parent/", {"above": ""})
    keeper.post(f"{address}sector/", {"above": county.bureau.pk})
    keeper.post(f"{address}register/", {"kind": "village", "uscc": make.fresh_uscc(), "sort_key": "7"})
    keeper.post(f"{address}correct-name/", {"name": "石桥村村委会", "basis": "录入有误"})
    body = PublicBody.objects.get(pk=county.committee.pk)
    assert body.parent is None and body.sector_parent == county.bureau
    assert body.sort_key == 7 and body.uscc and body.name == "石桥村村委会"
    circle = keeper.post(f"/workbench/bodies/{county.government.pk}/parent/", {"above": county.bureau.pk})
    assert circle.status_code == 422 and "下级之下" in text_of(circle)


def test_an_unknown_change_is_nothing(office: Office, keeper: Client) -> None:
    address = f"/workbench/bodies/{office.county.bureau.pk}/"
    assert keeper.post(f"{address}explode/")["Location"] == address
    assert keeper.get(f"{address}merge/")["Location"] == address
