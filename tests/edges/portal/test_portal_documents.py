"""Document pages: present, earlier, withdrawn; their files."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from gongkai.core.information.models import Attachment, Edition
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.portal.conftest import FILE_CONTENT, FILE_NAME, Published

pytestmark = pytest.mark.django_db


def address(document: Any, tail: str = "") -> str:
    return f"/documents/{document.public_id}/{tail}"


def test_document_page_has_the_information_header(published: Published, get: Any) -> None:
    page = get(address(published.document)).content.decode()
    document = published.document
    for label in (
        "索引号",
        "主题分类",
        "发布机构",
        "成文日期",
        "发布日期",
        "发文字号",
        "公开属性",
        "关键词",
    ):
        assert f"<dt>{label}</dt>" in page
    assert document.index_number in page
    assert "云民发〔2026〕5号" in page
    assert "城市低保每人每月735元" in page
    assert "<h2>一、标准</h2>" in page, "the body is markup, not its source"
    assert FILE_NAME in page
    assert "CSV · " in page


def test_head_tags_of_the_annex(published: Published, get: Any) -> None:
    page = get(address(published.document)).content.decode()
    for name in (
        "SiteName", "SiteDomain", "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource",
        "Keywords", "Author", "Description", "Url",
    ):  # fmt: skip
        assert f'<meta name="{name}" content="' in page
    assert '<meta name="ContentSource" content="云溪县民政局">' in page
    assert '<meta name="Description" content="公布城乡低保标准。">' in page
    assert f'<link rel="canonical" href="http://testserver{address(published.document)}">' in page
    assert "SiteIDCode" not in page, "the site has no code yet, and none is made up"


def test_corrected_document_shows_its_versions(published: Published, get: Any) -> None:
    page = get(address(published.corrected)).content.decode()
    assert "第2版" in page
    assert "第3户的金额由500元更正为550元。" in page
    assert f'href="{address(published.corrected, "versions/1/")}"' in page


def test_earlier_edition_says_what_it_is(published: Published, get: Any) -> None:
    response = get(address(published.corrected, "versions/1/"))
    page = response.content.decode()
    assert response.status_code == 200
    assert "这是第1版，已于" in page
    assert "被更正替代" in page
    assert f'href="{address(published.corrected)}"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_present_edition_has_one_address(published: Published, get: Any) -> None:
    response = get(address(published.corrected, "versions/2/"))
    assert response.status_code == 302
    assert response["Location"] == address(published.corrected)


def test_withdrawn_document_keeps_its_address_and_tells_why(published: Published, get: Any) -> None:
    response = get(address(published.withdrawn))
    page = response.content.decode()
    assert response.status_code == 410
    assert "临时救助对象名单公示" in page
    assert published.withdrawn.index_number in page
    assert published.withdrawn.withdrawn_by in page
    assert "内容涉及个人隐私，依据条例第十五条。" in page
    assert "保障群众知情权" not in page, "the content is gone"
    assert get(address(published.withdrawn, "versions/1/")).status_code == 410


def test_what_was_never_public_is_not_found(published: Published, get: Any) -> None:
    draft = make.draft(published.county, "还没有公开的草稿")
    assert get(address(draft.document)).status_code == 404
    correction = make.correct(published.county, published.document)
    assert get(address(published.document, f"versions/{correction.number}/")).status_code == 404
    assert get(address(published.document)).status_code == 200


def test_body_is_the_only_text_that_goes_out_as_markup(published: Published, get: Any) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    Edition.objects.filter(document=published.corrected, number=1).update(title=hostile, change_note=hostile)
    edition = make.publish_document(
        published.county,
        hostile,
        document_number="",
        summary=hostile,
        body_html=f"<p>{hostile}</p>",
        keywords=("<b>粗</b>",),
    )
    for path in (address(edition.document), "/", "/documents/", address(published.corrected), "/log/"):
        page = get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    for path in ("/feed.atom", "/feed.json"):
        assert "<script>" not in get(path).content.decode().replace("\\u003c", "<") or path == "/feed.json"


class TestFiles:
    def path(self, published: Published, attachment: Attachment | None = None) -> str:
        return address(published.document, f"files/{(attachment or published.attachment).pk}/")

    def test_is_streamed_for_saving_and_runs_nothing(self, published: Published, get: Any) -> None:
        response = get(self.path(published))
        assert b"".join(response.streaming_content) == FILE_CONTENT
        name = response["Content-Disposition"]
        assert name.startswith("attachment; filename*=utf-8''")
        assert unquote(name.partition("''")[2]) == FILE_NAME
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Content-Type"].startswith("text/plain")
        assert response["Content-Length"] == str(len(FILE_CONTENT))

    def test_is_not_sent_twice(self, published: Published, client: Client) -> None:
        etag = client.get(self.path(published))["ETag"]
        again = client.get(self.path(published), headers={"if-none-match": etag})
        assert again.status_code == 304

    def test_belongs_to_its_document(self, published: Published, get: Any) -> None:
        other = address(published.corrected, f"files/{published.attachment.pk}/")
        assert get(other).status_code == 404

    def test_goes_with_a_withdrawn_document(self, published: Published, get: Any) -> None:
        make.withdraw(published.county, published.document)
        response = get(self.path(published))
        assert response.status_code == 404
        assert "文件可能已撤下" in response.content.decode()

    def test_lost_from_the_store(self, published: Published, get: Any, settings: Any, tmp_path: Any) -> None:
        settings.FILES_ROOT = tmp_path
        response = get(self.path(published))
        assert response.status_code == 404
        assert "文件不在存储中" in response.content.decode()


def test_lists_are_narrowed_by_kind(published: Published, get: Any) -> None:
    county = published.county
    make.publish_document(county, "云溪县养老服务通知", kind="normative", values={"nature": "其他政策文件"})
    page = get("/documents/?kind=normative").content.decode()
    assert "云溪县养老服务通知" in page and "特困人员救助供养结果公示" not in page
    assert "政策文件、规范性文件" in page and "取消" in page
    assert "云溪县养老服务通知" not in get("/documents/?kind=general").content.decode()
    assert get("/documents/?kind=no_such_kind").status_code == 200


def test_what_was_moved_with_a_day_only_shows_no_time(published: Published, get: Any) -> None:
    edition = Edition.objects.get(document=published.document)
    edition.published_at = datetime(2019, 5, 6, tzinfo=clock.CHINA)
    edition.save(update_fields=["published_at"])
    page = get(address(published.document)).content.decode()
    assert ">2019-05-06</time>" in page and "00:00" not in page
    assert '<meta name="PubDate" content="2019-05-06">' in page
    edition.published_at = datetime(2019, 5, 6, 0, 1, tzinfo=clock.CHINA)
    edition.save(update_fields=["published_at"])
    assert "2019-05-06 00:01" in get(address(published.document)).content.decode()


def test_links_to_what_was_withdrawn_say_so(published: Published, get: Any) -> None:
    gone, there = published.withdrawn.public_id, published.corrected.public_id
    body = (
        f'<p><a href="/documents/{gone}/">名单公示</a>，'
        f'<a href="https://www.example.gov.cn/documents/{gone}/versions/1/">旧版</a>，'
        f'<a href="/documents/{there}/">结果公示</a>，<a href="/documents/aaaaaaaaaaaa/">没有的</a></p>'
    )
    edition = make.publish_document(published.county, "云溪县链接公告", body_html=body)
    page = get(address(edition.document)).content.decode()
    assert page.count("（该信息已撤下）") == 2
    assert "名单公示</a><span" in page and "旧版</a><span" in page
    assert "结果公示</a><span" not in page and "没有的</a><span" not in page
