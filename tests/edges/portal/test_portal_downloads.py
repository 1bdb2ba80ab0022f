"""What can be taken away: catalogue, log, feeds, maps."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from gongkai.edges.portal.views import sitemap
from gongkai.text.catalogue_table import read_catalogue
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def table(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_workbook_reads_back_as_the_catalogue(published: Published, get: Any) -> None:
    response = get("/catalogue/catalogue.xlsx")
    assert unquote(response["Content-Disposition"]).endswith("云溪县基层政务公开标准目录（第2版）.xlsx")
    found = read_catalogue(io.BytesIO(response.content), "目录.xlsx")
    assert found.sheets == ("社会救助", "养老服务")
    assert [row.name for row in found.rows][:3] == ["公开事项1", "公开事项2", "公开事项3"]
    first = found.rows[0]
    assert first.responsible == "云溪县民政局"
    assert first.channels == ("政府网站", "政务服务中心")
    assert first.tiers == ("县级", "乡级")
    assert not found.problems


def test_workbook_of_one_area(published: Published, get: Any) -> None:
    response = get("/areas/21/catalogue.xlsx")
    assert "养老服务" in unquote(response["Content-Disposition"])
    found = read_catalogue(io.BytesIO(response.content), "目录.xlsx")
    assert found.sheets == ("养老服务",)
    assert len(found.rows) == 1


def test_workbook_is_made_once(published: Published, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = get("/catalogue/catalogue.xlsx").content

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr("gongkai.edges.components.catalogue_files.write_catalogue", refuse)
    assert get("/catalogue/catalogue.xlsx").content == first


def test_csv_has_one_row_for_each_item(published: Published, get: Any) -> None:
    rows = table(get("/catalogue/catalogue.csv"))
    assert len(rows) == 4
    assert rows[0]["领域"] == "社会救助"
    assert rows[0]["二级事项"] == "公开事项1"
    assert rows[0]["网址"] == f"http://testserver/items/{published.county.item.public_id}/"
    assert len(table(get("/areas/21/catalogue.csv"))) == 1


def test_csv_never_holds_a_formula(published: Published, get: Any) -> None:
    make.make_item(published.county, level2="=HYPERLINK(1)", content="+1\n@x", time_limit="-1+2")
    row = next(row for row in table(get("/catalogue/catalogue.csv")) if "HYPERLINK" in row["二级事项"])
    assert row["二级事项"] == "'=HYPERLINK(1)"
    assert row["公开内容（要素）"].startswith("'+1")
    assert row["公开时限"] == "'-1+2"


def test_json_has_every_element(published: Published, get: Any) -> None:
    content = json.loads(get("/catalogue/catalogue.json").content)
    assert content["title"] == "云溪县基层政务公开标准目录"
    assert [area["code"] for area in content["areas"]] == ["20", "21"]
    item = content["areas"][0]["items"][0]
    assert item["responsible_body"] == "云溪县民政局"
    assert item["disclosure_method"] == "主动公开"
    assert item["legal_basis"] == ["《中华人民共和国政府信息公开条例》", "《社会救助暂行办法》"]


def test_log_as_a_table(published: Published, get: Any) -> None:
    rows = table(get("/log/log.csv"))
    assert {row["动作"] for row in rows} == {"发布", "更正", "撤下", "调整"}
    assert all(len(row["内容校验值（SHA-256）"]) == 64 for row in rows)
    assert [row["动作"] for row in table(get("/log/log.csv", action="withdrawn"))] == ["撤下"]


def test_atom_feed(published: Published, get: Any) -> None:
    make.publish_document(published.county, "带有\x01控制符的标题", document_number="")
    response = get("/feed.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[0] == "带有控制符的标题"
    assert "云溪县城乡低保标准公告" in titles
    assert "临时救助对象名单公示" not in titles
    assert feed.find(f"{ATOM}entry/{ATOM}updated") is not None


def test_json_feed(published: Published, get: Any) -> None:
    feed = json.loads(get("/feed.json").content)
    assert feed["version"].endswith("1.1")
    entry = next(item for item in feed["items"] if item["title"] == "云溪县城乡低保标准公告")
    assert entry["url"] == f"http://testserver/documents/{published.document.public_id}/"
    assert entry["authors"] == [{"name": "云溪县民政局"}]
    assert "社会救助" in entry["tags"]


def test_robots(published: Published, get: Any) -> None:
    lines = get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /workbench/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def locations(response: Any) -> list[str]:
    return [place.text or "" for place in ElementTree.fromstring(response.content).iter(f"{MAP}loc")]


def test_map_has_everything_public(published: Published, get: Any) -> None:
    found = locations(get("/sitemap.xml"))
    for path in (
        "/",
        "/areas/26/",
        f"/items/{published.empty_item.public_id}/",
        f"/documents/{published.document.public_id}/",
    ):
        assert f"http://testserver{path}" in found
    assert f"http://testserver/documents/{published.withdrawn.public_id}/" not in found


def test_map_in_parts(published: Published, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "PART", 1)
    parts = locations(get("/sitemap.xml"))
    assert parts == [f"http://testserver/sitemap-{number}.xml" for number in range(3)]
    pages, *documents = [locations(get(part.removeprefix("http://testserver"))) for part in parts]
    assert "http://testserver/areas/01/" in pages
    assert [len(found) for found in documents] == [1, 1]
    assert get("/sitemap-3.xml").status_code == 404


def test_icon_is_a_static_file(db: None, get: Any) -> None:
    response = get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].endswith("gongkai/icons/favicon.svg")
