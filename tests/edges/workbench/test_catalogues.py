"""Catalogues and the tables that they are made from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.models import CatalogueItem, CatalogueUpload
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.OPEN_AFFAIRS_OFFICE)


def table(*rows: int, **fields: str) -> SimpleUploadedFile:
    content = make.catalogue_file([make.make_row(number, **fields) for number in rows])
    return SimpleUploadedFile("目录.xlsx", content)


def upload(client: Client, office: Office, file: SimpleUploadedFile) -> CatalogueUpload:
    answer = client.post(f"/workbench/catalogues/{office.county.catalogue.pk}/upload/", {"file": file})
    assert answer.status_code == 302, text_of(answer)
    return CatalogueUpload.objects.latest("pk")


def test_a_table_is_looked_over_and_then_imported(office: Office, keeper: Client) -> None:
    rows = [make.make_row(1, responsible=office.county.bureau.name),
            make.make_row(2, responsible=office.county.bureau.name, time_limit="每月5日前"),
            make.make_row(9, responsible="云溪县没有的局")]  # fmt: skip
    received = upload(keeper, office, SimpleUploadedFile("新目录.xlsx", make.catalogue_file(rows)))
    page = text_of(keeper.get(f"/workbench/uploads/{received.pk}/"))
    assert "将新增" in page and "将更新" in page and "没有变化" in page
    assert "公开时限" in page, "what would change is named"
    assert "云溪县没有的局" in page and "导入，请核对" in page
    assert not CatalogueItem.objects.filter(level2="公开事项9").exists(), "nothing is imported by looking"
    done = text_of(keeper.post(f"/workbench/uploads/{received.pk}/import/", follow=True))
    assert "已导入：新增1项，更新1项，未变1项" in done
    assert (
        CatalogueItem.objects.get(catalogue=office.county.catalogue, level2="公开事项2").time_limit
        == "每月5日前"
    )
    twice = text_of(keeper.post(f"/workbench/uploads/{received.pk}/import/", follow=True))
    assert "已经导入过" in twice


def test_problems_and_the_kept_file_can_be_taken_away(office: Office, keeper: Client) -> None:
    received = upload(keeper, office, table(5, responsible="=cmd|'/c calc'!A1"))
    problems = keeper.get(f"/workbench/uploads/{received.pk}/problems.csv")
    content = problems.content.decode("utf-8-sig")
    assert content.startswith("位置,问题,原文,处理") and "第" in content
    assert ",'=cmd" in content, "no cell begins a formula"
    original = keeper.get(f"/workbench/uploads/{received.pk}/file/")
    assert b"".join(original.streaming_content).startswith(b"PK")
    assert "目录.xlsx" in text_of(keeper.get(f"/workbench/catalogues/{office.county.catalogue.pk}/"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("目录.xlsx", b"not a spreadsheet"),
        ("目录.xlsx", b""),
        ("目录.xlsx", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"),
        ("目录.pdf", b"%PDF-1.4"),
    ],
)
def test_what_is_no_table_is_refused_in_place(
    office: Office, keeper: Client, name: str, content: bytes
) -> None:
    address = f"/workbench/catalogues/{office.county.catalogue.pk}/upload/"
    refused = keeper.post(address, {"file": SimpleUploadedFile(name, content)})
    page = text_of(refused)
    assert refused.status_code == 422 and "表格没有上传" in page and name in page
    assert not CatalogueUpload.objects.filter(uploaded_by="政务公开办甲").exists()
    assert "请选择要上传的表格" in text_of(keeper.post(address))


def test_others_neither_upload_nor_see_uploads(office: Office, keeper: Client, as_role: AsRole) -> None:
    received = upload(keeper, office, table(7))
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert editor.get(f"/workbench/catalogues/{office.county.catalogue.pk}/upload/").status_code == 403
    for name in ("", "file/", "problems.csv"):
        answer = editor.get(f"/workbench/uploads/{received.pk}/{name}")
        assert answer.status_code == 404 and "目录.xlsx" not in text_of(answer)
    assert editor.post(f"/workbench/uploads/{received.pk}/import/").status_code == 404
    page = text_of(editor.get(f"/workbench/catalogues/{office.county.catalogue.pk}/"))
    assert "上传表格" not in page and "历次上传" not in page and "公开事项1" in page
    other = keeper.get(f"/workbench/catalogues/{office.other.catalogue.pk}/upload/")
    assert other.status_code == 403 and "权限范围不包括" in text_of(other)


def test_items_are_found_by_area_and_words(office: Office, keeper: Client) -> None:
    make.make_item(office.county, area="养老服务", level2="养老机构名录")
    address = f"/workbench/catalogues/{office.county.catalogue.pk}/"
    found = text_of(keeper.get(address, {"q": "名录"}))
    assert "养老机构名录" in found and "公开事项1" not in found and "共 1 项" in found
    assert "没有符合条件的事项" in text_of(keeper.get(address, {"area": "05"}))


def test_an_item_leads_to_a_draft_under_it(office: Office, as_role: AsRole) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    item = office.county.items[1]
    page = text_of(editor.get(f"/workbench/items/{item.pk}/"))
    assert item.name in page and "社会救助暂行办法" in page
    link = f"/workbench/documents/new/?item={item.pk}"
    assert link in page
    assert f'value="{item.pk}" checked' in text_of(editor.get(link))


def test_a_catalogue_is_begun_for_a_division(office: Office, keeper: Client) -> None:
    made = keeper.post(
        "/workbench/catalogues/new/", {"division": office.county.township.pk, "title": "青石镇标准目录"}
    )
    assert "目录里还没有事项" in text_of(keeper.get(made["Location"]))
    refused = keeper.post(
        "/workbench/catalogues/new/", {"division": office.other.division.pk, "title": "别人的目录"}
    )
    assert refused.status_code == 422
    twice = keeper.post(
        "/workbench/catalogues/new/", {"division": office.county.township.pk, "title": "再建一次"}
    )
    assert twice.status_code == 422 and 'value="再建一次"' in text_of(twice)


def test_a_version_is_handed_in_and_published_by_another(
    office: Office, keeper: Client, as_role: AsRole
) -> None:
    browser = f"/workbench/catalogues/{office.county.catalogue.pk}/"
    address = f"{browser}versions/"
    received = upload(keeper, office, table(1, time_limit="每月5日前"))
    keeper.post(f"/workbench/uploads/{received.pk}/import/")
    assert "核对并提交第2版" in text_of(keeper.get(browser))
    refused = keeper.post(address, {"deed": "submit", "change_note": "", "effective_on": "2020-01-01"})
    assert refused.status_code == 422
    assert "请写明本版调整了什么" in text_of(refused)
    assert keeper.post(address, {"deed": "submit", "change_note": "缩短时限。"}).status_code == 302
    page = text_of(keeper.get(address))
    assert "第2版：审核中" in page and "不能由本人审批" in page
    own = keeper.post(address, {"deed": "publish"})
    assert own.status_code == 422 and "不能由本人审批" in text_of(own)
    version = queries.open_version(office.county.catalogue.pk)
    assert version is not None and version.state == "in_review"
    supervisor = as_role(Role.SUPERVISOR)
    assert "提交审核" not in text_of(supervisor.get(address))
    assert supervisor.post(address, {"deed": "publish"}).status_code == 422
    commands.publish_version(actor=make.SYSTEM, version_id=version.pk)
    assert "现行第2版" in text_of(keeper.get(browser))
