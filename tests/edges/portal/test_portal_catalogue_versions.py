"""Versions of a catalogue in public: what holds, what held, what changed, what does not apply."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

import pytest

from gongkai.core.catalogue import commands, queries
from gongkai.core.catalogue.models import Catalogue, CatalogueItem
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel import clock
from gongkai.text.catalogue_table import read_catalogue
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db


def base(found: Catalogue) -> str:
    return f"/catalogue/{found.public_id}"


def change(item: CatalogueItem, **values: Any) -> CatalogueItem:
    item.refresh_from_db()
    return commands.update_item(
        actor=make.SYSTEM,
        item_id=item.pk,
        revision=item.revision,
        fields=replace(queries.fields_of(item), **values),
    )


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


@pytest.fixture
def adjusted(published: Published) -> Published:
    """A third version: one time limit changed, one item found not to apply."""
    county = published.county
    change(county.items[0], time_limit="10个工作日内<b>")
    one, two = (make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division) for _ in range(2))
    exemption = commands.propose_not_applicable(
        actor=one, catalogue_id=county.catalogue.pk, item_id=county.items[2].pk, basis="本县没有此项业务。"
    )
    commands.approve_not_applicable(actor=two, exemption_id=exemption.pk)
    make.publish_catalogue(county.catalogue, "缩短低保时限。")
    deliver_all()
    return published


@pytest.fixture
def township(published: Published) -> Catalogue:
    found = commands.derive_catalogue(
        actor=make.SYSTEM, division_id=published.county.township.pk, title="青石镇基层政务公开标准目录"
    )
    make.publish_catalogue(found, "首次公布。")
    return found


def test_the_catalogue_says_which_version_holds(adjusted: Published, get: Any) -> None:
    page = text(get("/catalogue/"))
    assert "现行版本：第3版" in page
    assert "缩短低保时限。" in page
    assert "公布机关：云溪县人民政府" in page
    found = adjusted.county.catalogue
    for number in (1, 2, 3):
        assert f'href="{base(found)}/versions/{number}/"' in page
    assert f'href="{base(found)}/versions/3/changes/"' in page


def test_as_it_stood_on_a_day(published: Published, get: Any) -> None:
    later = clock.today() + timedelta(days=10)
    change(published.county.items[0], time_limit="10个工作日内")
    make.publish_catalogue(published.county.catalogue, "下月起缩短。", effective_on=later)
    page = text(get("/catalogue/"))
    assert "现行版本：第2版" in page
    assert "即将施行" in page
    then = text(get("/catalogue/", asof=later.isoformat()))
    assert "第3版" in then
    assert "还没有到，显示的是按已公布的版本" in then
    assert "/versions/3/table/?area=20" in then


@pytest.mark.parametrize("on", ["1754-02-30", "abc", "2026-3-1", "99999-01-01", "２０２６-03-01"])
def test_a_day_that_is_none_is_answered_in_words(published: Published, get: Any, on: str) -> None:
    page = text(get("/catalogue/", asof=on))
    assert "没有读懂所填的日期" in page
    assert "现行版本：第2版" in page


def test_before_the_first_version_there_is_no_catalogue(published: Published, get: Any) -> None:
    response = get("/catalogue/", asof="1754-01-01")
    assert response.status_code == 404
    assert "1754年1月1日还没有施行中的目录。第一个版本自" in response.content.decode()
    assert text(get("/catalogue/", asof="2999-12-31"))


@pytest.mark.parametrize(
    "path",
    [
        "/catalogue/222222222222/",
        "/catalogue/{id}/versions/0/",
        "/catalogue/{id}/versions/3/",
        "/catalogue/{id}/versions/999999999/",
        "/catalogue/{id}/versions/99/table/",
        "/catalogue/{id}/versions/99/changes/",
        "/catalogue/{id}/versions/99/catalogue.xlsx",
        "/catalogue/{id}/versions/1/table/?area=99",
        "/catalogue/{id}/versions/1/table/?area=%00",
        "/catalogue/{id}/versions/2/changes/?area=99",
        "/catalogue/{id}/versions/2/changes/?from=9",
        "/catalogue/{id}/versions/2/changes/?from=abc",
        "/catalogue/{id}/versions/2/comparison/",
        "/catalogue/{id}/versions/1/catalogue.csv?area=zz",
    ],
)
def test_what_does_not_exist_is_not_found(published: Published, get: Any, path: str) -> None:
    response = get(path.format(id=published.county.catalogue.public_id))
    assert response.status_code == 404
    assert "没有" in response.content.decode()


def test_another_countys_catalogue_and_the_national_one_are_not_shown_here(
    published: Published, get: Any
) -> None:
    other = make.make_county("梅岭县", "990124")
    national = commands.load_national_standard(actor=make.SYSTEM)
    assert get(f"{base(other.catalogue)}/").status_code == 404
    assert get(f"{base(national)}/versions/1/").status_code == 404


def test_a_draft_is_not_shown(published: Published, get: Any) -> None:
    change(published.county.items[0], time_limit="改到一半")
    commands.submit_version(
        actor=make.SYSTEM, catalogue_id=published.county.catalogue.pk, change_note="未批准的说明"
    )
    found = published.county.catalogue
    assert get(f"{base(found)}/versions/3/").status_code == 404
    for path in ("/catalogue/", f"{base(found)}/versions/2/table/", "/feed.atom", "/log/"):
        page = get(path).content.decode()
        assert "改到一半" not in page
        assert "未批准的说明" not in page


def test_what_a_version_changed(adjusted: Published, get: Any) -> None:
    page = text(get(f"{base(adjusted.county.catalogue)}/versions/3/changes/"))
    assert "公开事项1" in page
    assert "<ins>" in page
    assert "&lt;b&gt;" in page
    assert "内<b>" not in page
    assert "本县没有此项业务。" in page
    assert "公开事项2" not in page
    only = text(get(f"{base(adjusted.county.catalogue)}/versions/3/changes/", kind="not_applicable"))
    assert "公开事项3" in only
    assert "公开事项1" not in only
    assert "没有要列出的事项" in text(
        get(f"{base(adjusted.county.catalogue)}/versions/3/changes/", area="26")
    )


def test_any_two_versions_and_the_first_one(adjusted: Published, get: Any) -> None:
    found = adjusted.county.catalogue
    page = text(get(f"{base(found)}/versions/3/changes/", **{"from": "1"}))
    assert "第1版（自" in page
    assert '<input type="hidden" name="from" value="1">' in page
    assert "首次公布的版本" in text(get(f"{base(found)}/versions/1/changes/"))


def test_what_does_not_apply_is_listed_with_its_basis(adjusted: Published, get: Any) -> None:
    page = text(get(f"{base(adjusted.county.catalogue)}/versions/3/"))
    assert "公开事项3" in page
    assert "本县没有此项业务。" in page
    content = json.loads(get(f"{base(adjusted.county.catalogue)}/versions/3/catalogue.json").content)
    assert [found["basis"] for found in content["not_applicable"]] == ["本县没有此项业务。"]
    assert (content["version"], content["effective_on"]) == (3, clock.today().isoformat())
    assert content["source"].endswith("/versions/3/")
    assert "没有认定不适用" in text(get(f"{base(adjusted.county.catalogue)}/versions/1/"))


def test_an_old_version_stays_what_it_was(adjusted: Published, get: Any) -> None:
    found = adjusted.county.catalogue
    old = read_catalogue(get(f"{base(found)}/versions/1/catalogue.xlsx").content, "目录.xlsx")
    assert [row.name for row in old.rows] == ["公开事项1", "公开事项2", "公开事项3"]
    assert old.rows[0].time_limit == "自信息形成或者变更之日起20个工作日内"
    new = read_catalogue(get(f"{base(found)}/versions/3/table/").content, "目录.html")
    assert [row.name for row in new.rows] == ["公开事项1", "公开事项2", "公开事项4"]
    assert new.rows[0].time_limit == "10个工作日内<b>"
    assert {row.area for row in new.rows} == {"社会救助", "养老服务"}


def test_files_of_one_area_of_a_version(published: Published, get: Any) -> None:
    response = get(f"{base(published.county.catalogue)}/versions/2/catalogue.csv", area="21")
    name = unquote(response["Content-Disposition"])
    assert name.endswith("云溪县养老服务领域基层政务公开标准目录（第2版）.csv")
    lines = response.content.decode().splitlines()
    assert "第2版" in lines[-1]
    assert "云溪县人民政府" in lines[-1]


def test_townships_are_reached_from_the_county(published: Published, township: Catalogue, get: Any) -> None:
    page = text(get("/catalogue/"))
    assert f'href="{base(township)}/"' in page
    assert "青石镇" in page
    own = text(get(f"{base(township)}/"))
    assert "青石镇基层政务公开标准目录" in own
    assert "本目录细化自云溪县基层政务公开标准目录" in own


def test_the_national_standard_beside_the_county(published: Published, get: Any) -> None:
    commands.load_national_standard(actor=make.SYSTEM)
    page = text(get(f"{base(published.county.catalogue)}/versions/2/comparison/"))
    for label in ("补充细化", "本级新增", "本级未列", "与上级一致"):
        assert label in page
    added = text(get(f"{base(published.county.catalogue)}/versions/2/comparison/", kind="added"))
    assert "公开事项1" in added
    assert f'href="/items/{published.county.items[0].public_id}/"' in added


def test_the_province_and_each_nearest_list_beside_the_county(published: Published, get: Any) -> None:
    commands.load_national_standard(actor=make.SYSTEM)
    province = commands.create_catalogue(
        actor=make.SYSTEM, division_id=published.county.province.pk, title="江临省共性目录"
    )
    make.import_rows(province, [make.make_row(1, level2="省里要求的"), make.make_row(2)])
    make.publish_catalogue(province, "首次公布。")
    address = f"{base(published.county.catalogue)}/versions/2/comparison/"
    national = text(get(address))
    assert "与国家标准比较" in national and "省里要求的" not in national
    for label, value in (("与江临省目录", province.public_id), ("与各领域最近的上级目录", "nearest")):
        assert label in national and f'href="{address}?with={value}"' in national
    beside = text(get(address, **{"with": province.public_id}))
    assert "只比较其涉及的领域" in beside and "省里要求的" in beside
    assert f'name="with" value="{province.public_id}"' in beside, "the filter keeps what is compared"
    assert 'name="robots" content="noindex' in beside
    nearest = text(get(address, **{"with": "nearest", "kind": "missing", "area": "20"}))
    assert "省里要求的" in nearest and "与各领域最近的上级目录比较" in nearest
    assert get(address, **{"with": "222222222222"}).status_code == 404


def test_without_anything_above_there_is_no_comparison(published: Published, get: Any) -> None:
    response = get(f"{base(published.county.catalogue)}/versions/2/comparison/")
    assert response.status_code == 404
    assert "上级目录还没有公布，暂时不能比较" in response.content.decode()


def test_log_feeds_and_map_know_the_versions(adjusted: Published, get: Any) -> None:
    address = f"{base(adjusted.county.catalogue)}/versions/3/"
    assert f'href="{address}"' in text(get("/log/"))
    assert address in text(get("/feed.atom"))
    entries = json.loads(get("/feed.json").content)["items"]
    assert any(entry["url"].endswith(address) and "缩短低保时限。" in entry["summary"] for entry in entries)
    assert address in text(get("/sitemap.xml"))


def test_an_item_tells_its_course(adjusted: Published, township: Catalogue, get: Any) -> None:
    county = adjusted.county
    commands.set_content_standard(
        actor=make.SYSTEM, item_id=county.items[0].pk, requirement="应载明对象和标准。", source="内容标准手册"
    )
    page = text(get(f"/items/{county.items[0].public_id}/"))
    assert "首次列入目录。" in page
    assert "修改：公开时限。" in page
    assert "应载明对象和标准。" in page
    gone = text(get(f"/items/{county.items[2].public_id}/"))
    assert "不再列入目录。" in gone
    below = CatalogueItem.objects.get(catalogue=township, inherits=county.items[0])
    own = text(get(f"/items/{below.public_id}/"))
    assert f'href="/items/{county.items[0].public_id}/"' in own
    assert "应载明对象和标准。" in own


def test_a_site_without_a_catalogue_says_so(published: Published, get: Any) -> None:
    queries.versions_of(published.county.catalogue.pk).update(effective_on=date(2999, 1, 1))
    page = text(get("/catalogue/"))
    assert "目录尚未公布" in page
    assert get("/catalogue/catalogue.xlsx").status_code == 404


def test_a_version_says_what_it_was_on_a_day(adjusted: Published, get: Any) -> None:
    address = f"{base(adjusted.county.catalogue)}/versions"
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assert "显示的是今天的内容" in text(get(f"{address}/3/?asof={yesterday}"))
    with clock.frozen(clock.now() + timedelta(days=10)):
        later = (clock.today() - timedelta(days=1)).isoformat()
        assert "现行有效的就是这一版" in text(get(f"{address}/3/?asof={later}"))
        assert "这一版已被替代，当日施行的是第3版" in text(get(f"{address}/1/?asof={later}"))
        assert "这一版还没有" in text(get(f"{address}/3/?asof=2020-01-01"))
