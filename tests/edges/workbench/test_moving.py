"""Moving an old site in the workbench: chosen, assigned, tried, moved; and where the old addresses lead."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from gongkai.core.importing import commands, queries
from gongkai.core.importing.models import ImportRun
from gongkai.core.information.models import Document
from gongkai.foundation.access.enums import Role
from tests.edges.workbench.conftest import Office

TABLE = (
    "标题,发布机构,栏目,发布日期,正文,网址\n"
    "关于发放救助金的通知,县民政局,通知公告,2019-05-06,<p>按时发放。</p>,http://old.example/art/1.html\n"
    "没有日期的通知,县民政局,通知公告,,<p>正文</p>,http://old.example/art/2.html\n"
)


@pytest.fixture(autouse=True)
def material(settings: Any, tmp_path: Path) -> Path:
    settings.IMPORTS_ROOT = tmp_path / "imports"
    settings.FILES_ROOT = tmp_path / "files"
    folder = tmp_path / "imports" / "990123" / "旧站"
    folder.mkdir(parents=True)
    (folder / "list.csv").write_text(TABLE, encoding="utf-8")
    return folder


def opened(client: Client, office: Office) -> ImportRun:
    answer = client.post(
        "/workbench/moving/new/",
        {"name": "旧站信息", "table": f"{office.county.division.pk}/旧站/list.csv"},
    )
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.get()


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_table_to_the_public_page(office: Office, as_role: Callable[[Role], Client]) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    run = opened(client, office)
    columns = f"/workbench/moving/{run.pk}/columns/"
    shown = text(client.get(columns))
    assert "关于发放救助金的通知" in shown
    assert "没有指定这个栏目" in shown
    names = {f"column_{name}": column for name, column in run.mapping["columns"].items()}
    item = f"社会救助 › {office.county.item}〔{office.county.item.code}〕"
    assert item in shown
    given = {**names, "body_0": office.county.bureau.name, "item_0": item, "action": "check"}
    assert client.post(columns, given)["Location"] == f"/workbench/moving/{run.pk}/"
    waiting = text(client.get(f"/workbench/moving/{run.pk}/"))
    assert "试运行中" in waiting
    assert "<progress" in waiting
    while commands.carry_on(run.pk):
        pass
    checked = text(client.get(f"/workbench/moving/{run.pk}/"))
    assert "没有发布日期" in checked
    assert "开始迁移" in checked
    client.post(f"/workbench/moving/{run.pk}/start/")
    while commands.carry_on(run.pk):
        pass
    assert "已完成" in text(client.get(f"/workbench/moving/{run.pk}/"))
    document = Document.objects.get(origin="imported")
    old = Client().get("/art/1.html")
    assert old.status_code == 301
    assert old["Location"] == f"/documents/{document.public_id}/"
    shown = text(Client().get(old["Location"]))
    assert "按时发放" in shown
    assert "原网站迁移" in shown
    assert Client().get("/art/2.html").status_code == 404
    problems = text(client.get(f"/workbench/moving/{run.pk}/problems.csv"))
    assert "没有发布日期" in problems
    assert document.index_number in text(client.get(f"/workbench/moving/{run.pk}/outcome.csv"))


def test_a_name_that_is_none_is_said_and_the_rest_kept(
    office: Office, as_role: Callable[[Role], Client]
) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    run = opened(client, office)
    columns = f"/workbench/moving/{run.pk}/columns/"
    names = {f"column_{name}": column for name, column in run.mapping["columns"].items()}
    given = {**names, "body_0": "没有的局", "content_place": "#zoom", "action": "check"}
    answer = client.post(columns, given, follow=True)
    assert "没有“没有的局”" in text(answer)
    run.refresh_from_db()
    assert run.state == "preparing"
    assert run.mapping["content_place"] == "#zoom"
    wrong = client.post(columns, {**names, "item": "不存在的事项"})
    assert wrong.status_code == 422
    assert "请从列表中选择" in text(wrong)


def test_columns_that_lack_something_lead_back(office: Office, as_role: Callable[[Role], Client]) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    run = opened(client, office)
    client.post(f"/workbench/moving/{run.pk}/columns/", {"action": "save"})
    answer = client.post(f"/workbench/moving/{run.pk}/check/", follow=True)
    assert "字段对应还不完整" in text(answer)


def test_an_archive_is_taken_in(office: Office, as_role: Callable[[Role], Client]) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("清单.csv", TABLE)
    stream.seek(0)
    stream.name = "材料.zip"
    where = {"division": office.county.division.pk}
    answer = client.post("/workbench/moving/upload/", {**where, "archive": stream}, follow=True)
    assert "请在下面选择清单" in text(answer)
    assert "清单.csv" in text(answer)
    for content, words in ((b"PK\x03\x04 nothing", "已损坏"), (b"PK nothing", "不是正常的压缩结构")):
        broken = io.BytesIO(content)
        broken.name = "坏.zip"
        answer = client.post("/workbench/moving/upload/", {**where, "archive": broken})
        assert answer.status_code == 422
        assert words in text(answer)


def test_others_see_nothing(office: Office, as_role: Callable[[Role], Client]) -> None:
    run = opened(as_role(Role.OPEN_AFFAIRS_OFFICE), office)
    editor = as_role(Role.DEPARTMENT_EDITOR)
    assert editor.get(f"/workbench/moving/{run.pk}/").status_code == 404
    assert editor.get("/workbench/moving/new/").status_code == 403
    assert "旧站信息" not in text(editor.get("/workbench/moving/"))


def test_the_list_asks_the_same_however_many_runs(
    office: Office, as_role: Callable[[Role], Client], django_assert_max_num_queries: Any
) -> None:
    client = as_role(Role.OPEN_AFFAIRS_OFFICE)
    run = opened(client, office)
    for number in range(20):
        ImportRun.objects.create(
            division_id=run.division_id, name=f"迁移{number}", folder="f", manifest="m",
            manifest_hash=str(number), opened_by="甲",
        )  # fmt: skip
    with django_assert_max_num_queries(9):
        client.get("/workbench/moving/")
    assert queries.runs_of(office.actor(Role.OPEN_AFFAIRS_OFFICE)).count() == 21
