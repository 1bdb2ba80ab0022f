"""Versions, comparisons, upstream changes and standards of a catalogue, as its keepers see them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.models import (
    Catalogue,
    CatalogueItem,
    Exemption,
    FollowUp,
    MatchDecision,
    Standard,
)
from gongkai.core.catalogue.rules import ItemFields
from gongkai.edges.workbench import catalogue_tasks, waiting
from gongkai.foundation.access.enums import Role
from tests import factories as make
from tests.edges.workbench.conftest import Office, text_of

AsRole = Callable[[Role], Client]
CITY_LIMIT = "自信息形成或者变更之日起10个工作日内"


@pytest.fixture
def keeper(office: Office, as_role: AsRole) -> Client:
    return as_role(Role.OPEN_AFFAIRS_OFFICE)


@pytest.fixture
def city(office: Office) -> Catalogue:
    """The city's list of one area: the county's three rows, the second with a shorter limit, and one more."""
    own = commands.create_catalogue(
        actor=make.SYSTEM, division_id=office.county.city.pk, title="澄州市市本级目录"
    )
    rows = [make.make_row(number, responsible="") for number in range(1, 5)]
    make.import_rows(own, [replace(row, responsible="市民政局") for row in rows])
    make.publish_catalogue(own, "首次公布。")
    return own


def fields(number: int, **values: Any) -> ItemFields:
    whole: dict[str, Any] = {
        "level2": f"公开事项{number}", "content_elements": "对象范围；申请条件；办理程序；审核审批信息",
        "legal_basis": ("《中华人民共和国政府信息公开条例》", "《社会救助暂行办法》"),
        "time_limit": "自信息形成或者变更之日起20个工作日内", "responsible_text": "市民政局",
        "channels": ("政府网站", "政务服务中心"), "for_everyone": True, "tiers": ("县级", "乡级"),
    }  # fmt: skip
    return ItemFields("20", str(number), "最低生活保障", **{**whole, **values})


def revise(city: Catalogue, *rows: ItemFields) -> Standard:
    return commands.register_standard(
        actor=make.SYSTEM,
        catalogue_id=city.pk,
        area_code="20",
        title="社会救助领域标准（修订）",
        issued_on=date(2026, 9, 1),
        document_number="澄政办发〔2026〕9号",
        rows=rows or [fields(1), fields(2, time_limit=CITY_LIMIT), fields(4), fields(5)],
    )


def home(office: Office, part: str = "") -> str:
    return f"/workbench/catalogues/{office.county.catalogue.pk}/{part}"


# --- versions ------------------------------------------------------------------------------------------


def test_the_page_of_versions_names_what_is_lacking(office: Office, keeper: Client) -> None:
    make.import_rows(
        office.county.catalogue, [make.make_row(1, content="", responsible=office.county.bureau.name)]
    )
    page = text_of(keeper.get(home(office, "versions/")))
    assert "第2版：编制中" in page and "要素不全，暂时不能提交" in page
    item = office.county.item
    assert f"/workbench/items/{item.pk}/edit/" in page and "没有填写“公开内容”" in page
    refused = keeper.post(home(office, "versions/"), {"deed": "submit", "change_note": "调整内容。"})
    words = text_of(refused)
    assert refused.status_code == 422
    assert "要素不全，补齐后再提交" in words and "调整内容。</textarea>" in words


def test_any_published_version_can_be_read_and_compared(office: Office, as_role: AsRole) -> None:
    make.import_rows(
        office.county.catalogue,
        [make.make_row(1, time_limit=CITY_LIMIT, responsible=office.county.bureau.name)],
    )
    make.publish_catalogue(office.county.catalogue, "缩短时限。")
    editor = as_role(Role.DEPARTMENT_EDITOR)
    page = text_of(editor.get(home(office, "versions/")))
    assert "缩短时限。" in page and home(office, "versions/1/") in page
    assert "要素核对" not in page, "rows being worked on are for those who keep them"
    first = text_of(editor.get(home(office, "versions/1/")))
    assert "公开事项1" in first and CITY_LIMIT not in first
    second = text_of(editor.get(home(office, "versions/2/"), {"q": "公开事项1"}))
    assert CITY_LIMIT in second and "公开事项2" not in second
    assert editor.get(home(office, "versions/3/")).status_code == 404
    compared = text_of(
        editor.get(home(office, "compare/"), {"with": f"{office.county.catalogue.pk}.1", "version": "2"})
    )
    assert "<del>" in compared and "<ins>" in compared and "公开时限" in compared
    assert "公开事项2" not in compared, "what did not change is not listed"


# --- comparison ----------------------------------------------------------------------------------------


def test_layers_side_by_side(office: Office, keeper: Client, city: Catalogue) -> None:
    revise(city)
    page = text_of(keeper.get(home(office, "compare/")))
    assert "澄州市市本级目录第2版" in page
    for words in ("继承", "补充细化", "本级新增", "缺失", "公开事项5", "<del>", "<ins>"):
        assert words in page
    narrowed = text_of(keeper.get(home(office, "compare/"), {"kind": "missing", "area": "20"}))
    assert "公开事项5" in narrowed and "change-elements" not in narrowed
    answer = keeper.get(home(office, "compare.xlsx"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(min_row=3, values_only=True)]
    refined = next(row for row in rows if row[3] == "补充细化")
    assert refined[4] == "公开时限" and refined[5] == CITY_LIMIT
    assert any(row[3] == "缺失" and "公开事项5" in str(row[2]) for row in rows)


def test_what_is_not_public_is_not_offered_for_comparison(
    office: Office, as_role: AsRole, city: Catalogue
) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert "本级正在编制的内容" not in text_of(editor.get(home(office, "compare/")))
    assert editor.get(home(office, "compare/"), {"version": "working"}).status_code == 404
    assert editor.get(home(office, "compare/"), {"with": "999.9"}).status_code == 404


def test_rows_of_like_names_are_for_a_person_to_say(office: Office, keeper: Client, city: Catalogue) -> None:
    revise(city, fields(1), fields(2), fields(3), fields(6, level2="低保对象名单公布"))
    make.import_rows(
        office.county.catalogue,
        [make.make_row(7, level2="低保对象名单", responsible=office.county.bureau.name)],
    )
    own = CatalogueItem.objects.get(catalogue=office.county.catalogue, level2="低保对象名单")
    upper = CatalogueItem.objects.get(catalogue=city, level2="低保对象名单公布")
    page = text_of(keeper.get(home(office, "compare/")))
    assert "可能是同一事项" in page
    address = f"/workbench/items/{own.pk}/matches/{upper.pk}/"
    assert address in page and own.inherits_id is None
    keeper.post(address, {"verdict": "reject"})
    assert MatchDecision.objects.get().verdict == "rejected"
    assert address not in text_of(keeper.get(home(office, "compare/")))
    keeper.post(address, {"verdict": "confirm", "back": "https://elsewhere.example/"})
    own.refresh_from_db()
    assert own.inherits_id == upper.pk
    twice = keeper.post(address, {"verdict": "confirm"}, follow=True)
    assert "已经对应一个上级事项" in text_of(twice)


# --- upstream ------------------------------------------------------------------------------------------


@pytest.fixture
def revised(office: Office, city: Catalogue) -> Standard:
    """The county stands for the city's rows; then the city shortens a limit, drops one row and adds one."""
    county = office.county.catalogue
    for item in queries.items_in(county.pk):
        upper = CatalogueItem.objects.get(catalogue=city, level2=item.level2)
        commands.confirm_match(actor=make.SYSTEM, item_id=item.pk, upper_item_id=upper.pk)
    commands.adopt_items(
        actor=make.SYSTEM,
        catalogue_id=county.pk,
        upper_item_ids=[CatalogueItem.objects.get(catalogue=city, level2="公开事项4").pk],
    )
    make.publish_catalogue(county, "对应市级目录。")
    return revise(city)


def test_a_standard_is_followed_row_by_row(office: Office, keeper: Client, revised: Standard) -> None:
    page = text_of(keeper.get(home(office, "upstream/")))
    for words in (
        "社会救助领域标准（修订）",
        "澄政办发〔2026〕9号",
        "上级修改",
        "上级新增",
        "上级取消",
        "待跟进",
    ):
        assert words in page
    assert "2026-12-01" in page or "12月" in page, "three months from the day of the document"
    task = text_of(keeper.get("/workbench/"))
    assert "跟进上级标准" in task and "逐项处理" in task

    county = office.county.catalogue
    shortened = CatalogueItem.objects.get(catalogue=county, level2="公开事项2")
    settle = home(office, "upstream/settle/")
    stale = keeper.post(
        settle,
        {
            "item": shortened.pk,
            "revision": shortened.revision + 7,
            "action": "adopt",
            "elements": "time_limit",
        },
        follow=True,
    )
    assert "已被他人保存" in text_of(stale)
    keeper.post(
        settle,
        {"item": shortened.pk, "revision": shortened.revision, "action": "adopt", "elements": "time_limit"},
    )
    shortened.refresh_from_db()
    assert shortened.time_limit == CITY_LIMIT

    ended = CatalogueItem.objects.get(catalogue=county, level2="公开事项3")
    keeper.post(settle, {"item": ended.pk, "revision": ended.revision, "action": "keep"})
    ended.refresh_from_db()
    assert ended.inherits_id is None and ended.relation == "adds"

    added = CatalogueItem.objects.get(catalogue=revised.catalogue, level2="公开事项5")
    done = keeper.post(settle, {"upper": added.pk, "action": "adopt"}, follow=True)
    assert "已采用上级内容，共1项" in text_of(done) and "与上级没有未处理的变动" in text_of(done)
    again = keeper.post(settle, {"upper": added.pk, "action": "adopt"}, follow=True)
    assert "已经办理过" in text_of(again)

    make.publish_catalogue(county, "跟进市级标准。")
    assert FollowUp.objects.get(catalogue=county).state == "done"
    page = text_of(keeper.get(home(office, "upstream/")))
    assert "已跟进" in page and "第3版公布后办结" in page
    assert "跟进上级标准" not in text_of(keeper.get("/workbench/"))


def test_an_area_is_taken_over_at_once_and_one_row_kept(
    office: Office, keeper: Client, revised: Standard
) -> None:
    county = office.county.catalogue
    kept = CatalogueItem.objects.get(catalogue=county, level2="公开事项2")
    settle = home(office, "upstream/settle/")
    keeper.post(settle, {"item": kept.pk, "revision": kept.revision, "action": "keep"})
    done = keeper.post(settle, {"area": "20", "action": "adopt"}, follow=True)
    assert "共2项" in text_of(done)
    kept.refresh_from_db()
    assert kept.time_limit != CITY_LIMIT and kept.relation == "refines"
    assert queries.upstream(county.pk) == []


def test_what_does_not_apply_needs_its_basis(office: Office, keeper: Client, revised: Standard) -> None:
    added = CatalogueItem.objects.get(catalogue=revised.catalogue, level2="公开事项5")
    address = home(office, f"not-applicable/{added.pk}/")
    assert address in text_of(keeper.get(home(office, "upstream/")))
    empty = keeper.post(address, {"basis": " "})
    assert empty.status_code == 422 and "依据和理由" in text_of(empty)
    keeper.post(address, {"basis": "本县没有该类对象。"})
    assert Exemption.objects.get().state == "proposed"
    assert "已提出不适用，待批准" in text_of(keeper.get(home(office, "upstream/")))


def test_a_townships_task_is_its_clerks(office: Office, keeper: Client, city: Catalogue) -> None:
    revise(city)
    own = commands.derive_catalogue(
        actor=make.SYSTEM, division_id=office.county.township.pk, title="青石镇目录"
    )
    make.publish_catalogue(own, "首次公布。")
    revise(office.county.catalogue, fields(1), fields(2), fields(9))
    clerk = make.make_actor(Role.TOWNSHIP_CLERK, office.county.township)
    assert [each.catalogue for each in queries.follow_ups_for(clerk)] == [own]
    actor = office.actor(Role.OPEN_AFFAIRS_OFFICE)
    assert [each.catalogue for each in queries.follow_ups_for(actor)] == [office.county.catalogue]
    found = waiting.counts(actor)
    assert catalogue_tasks.waiting(found) == len(catalogue_tasks.tasks(actor, found)) == 1
    assert "青石镇目录" not in text_of(keeper.get("/workbench/"))


def test_others_neither_see_nor_settle(office: Office, as_role: AsRole, revised: Standard) -> None:
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert editor.get(home(office, "upstream/")).status_code == 403
    before = CatalogueItem.objects.count()
    assert editor.post(home(office, "upstream/settle/"), {"area": "20", "action": "adopt"}).status_code == 403
    supervisor = as_role(Role.SUPERVISOR)
    assert "采用上级" not in text_of(supervisor.get(home(office, "upstream/")))
    assert CatalogueItem.objects.count() == before


# --- registering ---------------------------------------------------------------------------------------


def test_a_standard_is_looked_over_and_then_registered(office: Office, keeper: Client) -> None:
    address = home(office, "standards/new/")
    rows = [make.make_row(1), make.make_row(2, time_limit=CITY_LIMIT), make.make_row(8)]
    posted = {"area": "20", "title": "云溪县社会救助领域标准", "issued_on": "2026-09-01", "action": "preview"}
    lacking = keeper.post(address, posted)
    assert lacking.status_code == 422 and "请选择标准目录的文件" in text_of(lacking)
    content = make.catalogue_file(rows)
    file = SimpleUploadedFile("标准.xlsx", content)
    preview = keeper.post(address, {**posted, "file": file})
    page = text_of(preview)
    assert "请核对：社会救助领域的变化" in page and "公开事项8" in page and "公开事项3" in page
    assert not Standard.objects.exists(), "looking writes nothing"
    kept = preview.context["form"]["rows"].value()
    forged = keeper.post(address, {**posted, "rows": kept[:-2] + "xx", "action": "register"})
    assert forged.status_code == 422 and "请重新选择文件" in text_of(forged)
    late = keeper.post(address, {**posted, "rows": kept, "issued_on": "2999-01-01", "action": "register"})
    assert (
        late.status_code == 422 and "印发日期不能晚于今天" in text_of(late) and "公开事项8" in text_of(late)
    )
    done = keeper.post(address, {**posted, "rows": kept, "action": "register"}, follow=True)
    assert "标准已登记" in text_of(done)
    registered = Standard.objects.get()
    assert (registered.title, registered.file_name) == ("云溪县社会救助领域标准", "标准.xlsx")
    assert "原件：标准.xlsx" in text_of(done)
    original = keeper.get(f"/workbench/standards/{registered.pk}/file/")
    assert b"".join(original.streaming_content) == content, "the very file, as evidence"
    assert "标准.xlsx" in unquote(original.headers["Content-Disposition"])
    listed = queries.items_in(office.county.catalogue.pk, area_code="20")
    assert {item.level2 for item in listed} == {"公开事项1", "公开事项2", "公开事项8"}


def test_without_an_original_there_is_none_to_download(keeper: Client, revised: Standard) -> None:
    assert keeper.get(f"/workbench/standards/{revised.pk}/file/").status_code == 404
    assert "原件" not in text_of(keeper.get(f"/workbench/standards/{revised.pk}/"))


def test_a_standard_may_be_pasted(office: Office, keeper: Client) -> None:
    text = (
        "序号\t一级事项\t二级事项\t公开内容\t公开依据\t公开时限\t公开主体\t公开渠道\n"
        "1\t最低生活保障\t政策法规文件\t文件\t《社会救助暂行办法》\t20个工作日内\t民政局\t政府网站\n"
    )
    posted = {"area": "20", "title": "标准", "issued_on": "2026-09-01", "action": "preview", "pasted": text}
    page = text_of(keeper.post(home(office, "standards/new/"), posted))
    assert "政策法规文件" in page and "请核对" in page


def test_only_the_office_registers(office: Office, as_role: AsRole) -> None:
    for role in (Role.DEPARTMENT_EDITOR, Role.SUPERVISOR, Role.APPROVER):
        assert as_role(role).get(home(office, "standards/new/")).status_code == 403


# --- cost ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["versions/", "versions/1/", "compare/", "upstream/"])
def test_more_rows_cost_no_more_queries(office: Office, keeper: Client, revised: Standard, part: str) -> None:
    rows = [make.make_row(number, responsible=office.county.bureau.name) for number in range(20, 60)]
    make.import_rows(office.county.catalogue, rows[:1])
    few = queries_of(keeper, home(office, part))
    make.import_rows(office.county.catalogue, rows)
    assert queries_of(keeper, home(office, part)) <= few <= 29


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
