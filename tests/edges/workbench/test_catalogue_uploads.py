"""Tables of any kind on their way in, and cells put right beside their source."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.models import CatalogueItem, CatalogueUpload
from gongkai.foundation.access.enums import Role
from gongkai.kernel.errors import InvalidInput
from tests import factories as make
from tests.core.catalogue.tables import county_table, line
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
PASTED = (
    "序号\t一级事项\t二级事项\t公开内容\t公开依据\t公开时限\t公开主体\t公开渠道\n"
    "1\t养老机构\t备案信息\t名称、地址\t《养老机构管理办法》\t20个工作日内\t云溪县民政局\t政府网站\n"
)
MARKDOWN = (
    "# 养老服务领域\n\n"
    "| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 |\n"
    "|---|---|---|---|---|---|---|---|\n"
    "| 1 | 养老机构 | 备案信息 | 名称 | 《养老机构管理办法》 | 20个工作日内 | 云溪县民政局 | 政府网站 |\n"
)
PAGE = (
    "<html><body><h1>养老服务领域基层政务公开标准目录</h1><table><tr><th>序号</th><th>一级事项</th>"
    "<th>二级事项</th><th>公开内容</th><th>公开依据</th><th>公开时限</th><th>公开主体</th><th>公开渠道</th></tr>"
    "<tr><td>1</td><td>养老机构</td><td>备案信息</td><td>名称、地址</td><td>《养老机构管理办法》</td>"
    "<td>20个工作日内</td><td>云溪县民政局</td><td>政府网站</td></tr></table></body></html>"
)


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.OPEN_AFFAIRS_OFFICE)


def hand_in(client: Client, office: Office, **posted: object) -> CatalogueUpload:
    answer = client.post(f"/workbench/catalogues/{office.county.catalogue.pk}/upload/", posted)
    assert answer.status_code == 302, text_of(answer)
    return CatalogueUpload.objects.latest("pk")


def row_address(upload: CatalogueUpload, sheet: str, row: int) -> str:
    return f"/workbench/uploads/{upload.pk}/row/?{urlencode({'sheet': sheet, 'row': row})}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("目录.html", PAGE),
        ("目录.htm", PAGE),
        ("养老服务.csv", PASTED.replace("、", "；").replace("\t", ",")),
        ("养老服务.tsv", PASTED),
        ("目录.md", MARKDOWN),
        ("目录.txt", MARKDOWN),
    ],
)
def test_every_kind_of_text_is_taken(office: Office, keeper: Client, name: str, content: str) -> None:
    upload = hand_in(keeper, office, file=SimpleUploadedFile(name, content.encode()))
    assert [row.level2 for row in queries.table_of(upload).rows] == ["备案信息"]
    page = text_of(keeper.get(f"/workbench/uploads/{upload.pk}/"))
    assert name in page and "备案信息" in page


@pytest.mark.parametrize("content", [PASTED, MARKDOWN, PAGE, PAGE.partition("<h1>")[2].partition("</h1>")[2]])
def test_a_table_may_be_pasted(office: Office, keeper: Client, content: str) -> None:
    upload = hand_in(keeper, office, pasted=content)
    assert upload.file_name.startswith("粘贴的文字.")
    assert [row.level2 for row in queries.table_of(upload).rows] == ["备案信息"]


def test_pasted_text_without_a_table_stays_on_the_page(office: Office, keeper: Client) -> None:
    address = f"/workbench/catalogues/{office.county.catalogue.pk}/upload/"
    neither = keeper.post(address, {"pasted": "  "})
    assert neither.status_code == 422 and "请选择要上传的表格，或者把表格粘贴到下面" in text_of(neither)
    upload = hand_in(keeper, office, pasted="今天天气很好，没有表格。")
    page = text_of(keeper.get(f"/workbench/uploads/{upload.pk}/"))
    assert "没有可导入的事项" in page and "今天天气很好" in page


def test_a_cell_is_put_right_beside_its_source(office: Office, keeper: Client) -> None:
    table = county_table({
        "养老服务": [line(1, "养老机构", "备案信息", limit=""), line(2, "养老机构", "名" * 301)],
        "星际旅行": [line(1, "飞船", "时刻表")],
    })  # fmt: skip
    upload = hand_in(keeper, office, file=SimpleUploadedFile("目录.xlsx", table))
    problems = {problem["sheet"]: problem for problem in upload.problems if not problem["kept"]}
    long, unknown = problems["养老服务"], problems["星际旅行"]
    listed = text_of(keeper.get(f"/workbench/uploads/{upload.pk}/"))
    assert "对照更正" in listed and f"row={long['row']}" in listed

    page = text_of(keeper.get(row_address(upload, "养老服务", long["row"])))
    assert "原表中的单元格" in page and "C列" in page and "名" * 301 in page
    assert "“二级事项”超过300字" in page
    too_long = keeper.post(row_address(upload, "养老服务", long["row"]), {"level2": "又" * 301})
    assert too_long.status_code == 422
    assert "最多300字" in text_of(too_long) and "又" * 301 in text_of(too_long), "what was typed stays"
    onward = keeper.post(row_address(upload, "养老服务", long["row"]), {"level2": "评估信息", "next": "1"})
    assert onward["Location"] == row_address(upload, "星际旅行", unknown["row"])
    keeper.post(onward["Location"], {"area": "养老服务", "level1": "飞船", "level2": "时刻表"})
    upload.refresh_from_db()
    assert [(entry["column"], entry["value"]) for entry in upload.corrections] == [
        ("level2", "评估信息"), ("area", "养老服务"),
    ]  # fmt: skip
    page = text_of(keeper.get(row_address(upload, "养老服务", long["row"])))
    assert "政务公开办甲已更正" in page
    done = text_of(keeper.post(f"/workbench/uploads/{upload.pk}/import/", follow=True))
    assert "已导入：新增3项" in done and "已更正2处单元格" in done
    assert CatalogueItem.objects.filter(catalogue=office.county.catalogue, area_id="21").count() == 3


def test_a_row_put_right_after_the_import_is_brought_in_later(office: Office, keeper: Client) -> None:
    table = county_table(
        {"养老服务": [line(1, "养老机构", "备案信息")], "星际旅行": [line(1, "飞船", "时刻表")]}
    )
    upload = hand_in(keeper, office, file=SimpleUploadedFile("目录.xlsx", table))
    keeper.post(f"/workbench/uploads/{upload.pk}/import/")
    upload.refresh_from_db()
    place = next(each for each in upload.problems if not each["kept"])
    keeper.post(row_address(upload, place["sheet"], place["row"]), {"area": "养老服务"})
    page = text_of(keeper.get(f"/workbench/uploads/{upload.pk}/"))
    assert "导入之后又更正了单元格" in page
    assert "新增1项" in text_of(keeper.post(f"/workbench/uploads/{upload.pk}/import/", follow=True))


def test_only_keepers_put_cells_right(office: Office, keeper: Client, as_role: AsRole) -> None:
    upload = hand_in(keeper, office, pasted=PASTED)
    row = queries.table_of(upload).rows[0]
    address = row_address(upload, row.sheet, row.row_number)
    assert as_role(Role.DEPARTMENT_EDITOR).get(address).status_code == 404
    assert as_role(Role.DEPARTMENT_EDITOR).post(address, {"level2": "x"}).status_code == 404
    assert keeper.get(row_address(upload, "没有的工作表", 5)).status_code == 404
    assert keeper.get(f"/workbench/uploads/{upload.pk}/row/?row=99999999999").status_code == 404


def test_an_unchanged_row_is_no_correction(office: Office, keeper: Client) -> None:
    table = county_table({"养老服务": [line(1, "养老机构", "备案信息")]})
    upload = hand_in(keeper, office, file=SimpleUploadedFile("目录.xlsx", table))
    row = queries.table_of(upload).rows[0]
    address = row_address(upload, row.sheet, row.row_number)
    page = keeper.get(address)
    same = {cell.name: value.replace("\n", "\r\n") for cell, value, _ in page.context["cells"]}
    assert "\r\n" in same["content"], "as a browser sends it"
    assert keeper.post(address, same).status_code == 302
    upload.refresh_from_db()
    assert upload.corrections == []
    with pytest.raises(InvalidInput, match="没有这一列"):
        commands.correct_cells(
            actor=make.SYSTEM, upload_id=upload.pk, sheet=row.sheet, row=row.row_number, values={"raw": "x"}
        )


# --- lines that gave no item ---------------------------------------------------------------------------


def test_a_line_without_an_item_is_typed_as_one(office: Office, keeper: Client) -> None:
    """Two lines of the same name: the second gives no item, so a person types what it should have been."""
    rows = [make.make_row(1, area="养老服务"), make.make_row(2, area="养老服务", level1="", level2="")]
    upload = hand_in(keeper, office, file=SimpleUploadedFile("目录.xlsx", make.catalogue_file(rows)))
    (problem,) = [each for each in upload.problems if not each["kept"]]
    assert len(queries.table_of(upload).rows) == 1
    address = row_address(upload, problem["sheet"], problem["row"])
    page = text_of(keeper.get(f"/workbench/uploads/{upload.pk}/"))
    assert "补录为事项" in page and address.replace("&", "&amp;") in page
    form = text_of(keeper.get(address))
    assert "补录为公开事项" in form and 'value="养老服务"' in form, "the area of the line before"
    nameless = keeper.post(address, {"time_limit": "20个工作日内"}, follow=True)
    assert "没有一级事项和二级事项的名称" in text_of(nameless)
    typed = {
        "area": "养老服务", "code": "7", "level1": "养老机构", "level2": "备案信息", "content": "名称、地址",
        "basis": "《养老机构管理办法》\r\n《条例》", "time_limit": "20个工作日内",
        "responsible": "云溪县民政局",
        "channels": "政府网站", "audience": "全社会", "methods": "主动公开", "tiers": "县级",
    }  # fmt: skip
    answer = keeper.post(address, typed, follow=True)
    assert "更正" in text_of(answer) or "已补录为事项" in text_of(answer)
    upload.refresh_from_db()
    assert not [each for each in upload.problems if not each["kept"]], "the line is no problem any more"
    commands.import_upload(actor=make.SYSTEM, upload_id=upload.pk)
    item = CatalogueItem.objects.get(catalogue=office.county.catalogue, level2="备案信息")
    assert (item.area_id, item.code, item.legal_basis) == ("21", "7", ["《养老机构管理办法》", "《条例》"])
    assert {entry["by"] for entry in upload.corrections} == {"政务公开办甲"}


def test_a_line_that_the_table_does_not_have_cannot_be_typed(office: Office, keeper: Client) -> None:
    upload = hand_in(keeper, office, pasted=PASTED)
    assert keeper.get(row_address(upload, "没有的表", 3)).status_code == 404
    sheet = queries.table_of(upload).sheets[0]
    assert keeper.get(row_address(upload, sheet, 4_000)).status_code == 404
    with pytest.raises(InvalidInput, match="没有第 4000 行"):
        commands.correct_cells(
            actor=make.SYSTEM, upload_id=upload.pk, sheet=sheet, row=4_000, values={"level2": "凭空的"}
        )
    upload.refresh_from_db()
    assert upload.corrections == []
