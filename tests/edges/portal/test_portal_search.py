"""The search page."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.core.information.commands import withdraw_document
from gongkai.edges.portal.highlight import highlight
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox.commands import deliver_all
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db


def test_two_characters_are_found_and_marked(published: Published, get: Any) -> None:
    page = get("/search/", q="低保").content.decode()
    assert "找到 1 条结果" in page
    assert "云溪县城乡<mark>低保</mark>标准公告" in page
    assert "城市<mark>低保</mark>每人每月735元" in page


def test_items_are_found_too(published: Published, get: Any) -> None:
    page = get("/search/", q="公开事项2").content.decode()
    assert "相关公开事项" in page
    assert f'href="/items/{published.county.items[1].public_id}/"' in page


def test_document_number_is_found(published: Published, get: Any) -> None:
    page = get("/search/", q="云民发[2026]5号").content.decode()
    assert "云溪县城乡低保标准公告" in page


def test_filters_narrow(published: Published, get: Any) -> None:
    assert "找到 1 条结果" in get("/search/", q="低保", area="20").content.decode()
    nothing = get("/search/", q="低保", area="05").content.decode()
    assert "所选范围内没有找到" in nothing
    assert 'href="/search/?q=%E4%BD%8E%E4%BF%9D"' in nothing
    assert "找到 1 条结果" in get("/search/", q="低保", body=published.county.bureau.pk).content.decode()


def test_nothing_found_says_what_to_do(published: Published, get: Any) -> None:
    page = get("/search/", q="量子纠缠").content.decode()
    assert "没有找到相关信息" in page
    assert "改用短一些的词" in page
    assert 'href="/areas/20/"' in page


@pytest.mark.parametrize("words", ["", "   ", "\x00"])
def test_blank_query(published: Published, get: Any, words: str) -> None:
    assert "请输入要找的内容" in get("/search/", q=words).content.decode()


def test_only_punctuation(published: Published, get: Any) -> None:
    assert "没有可以检索的字词" in get("/search/", q="，。！").content.decode()


def test_too_long_a_query_is_shortened_and_said(published: Published, get: Any) -> None:
    assert "检索词太长" in get("/search/", q="低保标准" * 40).content.decode()


def test_too_many_words(published: Published, get: Any) -> None:
    page = get("/search/", q="一二 三四 五六 七八 九十 甲乙 丙丁 戊己 庚辛").content.decode()
    assert "只用了前 8 个词" in page


def test_query_is_text_wherever_it_is_shown(published: Published, get: Any) -> None:
    page = get("/search/", q='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_withdrawn_is_not_found(published: Published, get: Any) -> None:
    assert "没有找到相关信息" in get("/search/", q="临时救助对象").content.decode()


@pytest.mark.parametrize("hides_history", [False, True])
def test_withdrawn_is_not_found_before_the_worker_comes(
    published: Published, get: Any, hides_history: bool
) -> None:
    """The worker may stand still: what was withdrawn for its personal information is out at once."""
    edition = make.publish_document(
        published.county, "误发名单公示", body_html="<p>何小满，身份不宜公开。</p>"
    )
    deliver_all()
    assert "身份不宜公开" in get("/search/", q="何小满").content.decode()
    withdraw_document(
        actor=published.county.person(Role.OPEN_AFFAIRS_OFFICE), document_id=edition.document_id,
        basis="误发", hides_history=hides_history,
    )  # fmt: skip
    page = get("/search/", q="何小满").content.decode()
    assert "误发名单公示" not in page and "身份不宜公开" not in page


def test_more_than_counted(published: Published, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.foundation.search.queries.COUNT_LIMIT", 2)
    for number in range(3):
        make.publish_document(published.county, f"低保公示{number}", document_number="")
    deliver_all()
    assert "约 2 条以上结果" in get("/search/", q="低保").content.decode()


class TestHighlight:
    def test_everything_is_escaped(self) -> None:
        assert highlight("<b>低保</b>&", ("低保",)) == "&lt;b&gt;<mark>低保</mark>&lt;/b&gt;&amp;"

    def test_words_that_touch_are_one_mark(self) -> None:
        assert highlight("城乡低保标准", ("低保", "标准", "保标")) == "城乡<mark>低保标准</mark>"

    def test_width_and_case_make_no_difference(self) -> None:
        assert highlight("ＡＢＣ公司", ("abc",)) == "<mark>ＡＢＣ</mark>公司"

    def test_a_letter_that_folds_to_several(self) -> None:
        assert highlight("建筑50㎡", ("50m2",)) == "建筑<mark>50㎡</mark>"

    def test_nothing_to_mark(self) -> None:
        assert highlight("低保", ()) == "低保"
        assert highlight("", ("低保",)) == ""
