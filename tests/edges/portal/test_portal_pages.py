"""What the pages say, without a browser."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.core.publishing.models import Site
from gongkai.foundation.organisations import commands as organisations
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return response.content.decode()


def test_home_answers_what_is_new_and_what_there_is(published: Published, get: Any) -> None:
    page = text(get("/"))
    assert "云溪县城乡低保标准公告" in page
    assert "特困人员救助供养结果公示" in page
    assert "临时救助对象名单公示" not in page, "withdrawn"
    assert page.count('class="area-tile"') == 26
    assert 'href="/areas/20/"' in page
    assert '<meta name="SiteName" content="云溪县政务公开">' in page
    assert '<meta name="ColumnType" content="首页">' in page


def test_navigation_has_only_what_works(published: Published, get: Any) -> None:
    page = text(get("/"))
    for path in ("/documents/", "/areas/", "/catalogue/", "/log/", "/search/"):
        assert f'href="{path}"' in page
        assert get(path).status_code == 200
    assert "依申请公开" not in page
    assert "找错" not in page


def test_area_page_has_the_standard_table(published: Published, get: Any) -> None:
    page = text(get("/areas/20/"))
    for column in ("序号", "一级事项", "二级事项", "公开依据", "公开时限", "公开主体", "渠道和载体"):
        assert column in page
    assert 'rowspan="3"' in page, "three items under one merged 一级事项"
    assert page.count('scope="col"') == 11
    assert "已公开 2 件" in page
    assert "云溪县民政局" in page
    assert 'href="/areas/20/catalogue.xlsx"' in page


def test_area_table_is_filtered_by_words(published: Published, get: Any) -> None:
    page = text(get("/areas/20/", q="公开事项2"))
    assert "包含“公开事项2”的事项 1 个" in page
    assert "公开事项3" not in page
    nothing = text(get("/areas/20/", q="量子"))
    assert "目录中没有符合的事项" in nothing


def test_area_without_documents_says_so(published: Published, get: Any) -> None:
    assert "信息尚未公开" in text(get("/areas/21/"))
    assert "目录尚未公布" in text(get("/areas/01/"))


def test_item_page_has_its_elements_and_documents(published: Published, get: Any) -> None:
    page = text(get(f"/items/{published.county.item.public_id}/"))
    for words in (
        "公开内容（要素）",
        "社会救助暂行办法",
        "20个工作日内",
        "云溪县民政局",
        "政府网站、政务服务中心",
    ):
        assert words in page
    assert "云溪县城乡低保标准公告" in page


def test_empty_item_says_why_and_who(published: Published, get: Any) -> None:
    page = text(get(f"/items/{published.empty_item.public_id}/"))
    assert "信息尚未公开" in page
    assert "该事项由云溪县民政局负责公开" in page
    assert "20个工作日内" in page


def test_documents_are_filtered_and_counted(published: Published, get: Any) -> None:
    body = published.county.bureau.pk
    page = text(get("/documents/"))
    assert "社会救助（2）" in page
    assert '全部信息 <span class="faint">2 件</span>' in page
    page = text(get("/documents/", area="20", body=body, q="低保"))
    assert "云溪县城乡低保标准公告" in page
    assert "特困人员" not in page
    assert "全部清除" in page
    assert "没有符合条件的信息" in text(get("/documents/", area="05"))
    assert "到正文中检索" in text(get("/documents/", q="不存在"))


def test_documents_are_paged(published: Published, get: Any) -> None:
    for number in range(21):
        make.publish_document(published.county, f"第{number}号公告", document_number="")
    first = text(get("/documents/"))
    assert "第 1 / 2 页，共 23 件" in first
    assert 'rel="next" href="/documents/?page=2"' in first
    second = text(get("/documents/", page=2))
    assert 'rel="prev" href="/documents/"' in second
    assert text(get("/documents/", page=999)).count("第 2 / 2 页") == 1


def test_log_tells_what_happened(published: Published, get: Any) -> None:
    page = text(get("/log/"))
    assert "第3户的金额由500元更正为550元。" in page
    assert "内容涉及个人隐私，依据条例第十五条。" in page
    withdrawn = text(get("/log/", action="withdrawn"))
    assert "临时救助对象名单公示" in withdrawn
    assert "云溪县城乡低保标准公告" not in withdrawn


def test_names_of_clerks_stay_off_the_log(published: Published, get: Any) -> None:
    """Who typed what is for the audit; the public log names the body."""
    editor = next(iter(published.county.people.values()))
    assert editor.name not in text(get("/log/"))
    assert editor.name not in text(get("/log/log.csv"))


def test_another_countys_pages_are_not_shown_here(published: Published, get: Any) -> None:
    other = make.make_county("清河县", "990124")
    edition = make.publish_document(other, "清河县公告")
    assert get(f"/documents/{edition.document.public_id}/").status_code == 404
    assert get(f"/items/{other.item.public_id}/").status_code == 404
    assert "清河县公告" not in text(get("/documents/"))


def test_the_host_decides_the_site(published: Published, client: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    other = make.make_county("清河县", "990124")
    Site.objects.filter(pk=other.site.pk).update(host="qinghe.example")
    page = client.get("/", headers={"host": "qinghe.example:8000"}).content.decode()
    assert "清河县政务公开" in page
    assert '<link rel="canonical" href="http://qinghe.example/">' in page


def test_a_body_of_a_township_publishes_on_the_county_site(published: Published, get: Any) -> None:
    county = published.county
    organisations.update_body(actor=make.SYSTEM, body_id=county.town_government.pk, telephone="0999-0000003")
    make.publish_document(county, "青石镇公告", body=county.town_government, document_number="")
    assert "青石镇公告" in text(get("/documents/"))
