"""`?asof=`: pages as they stood at the end of a day, what they lead on to, and what stays hidden."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands as information
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Attachment, Document, Edition
from gongkai.core.publishing import commands
from gongkai.edges.portal.asof import keep_day
from gongkai.foundation.access.enums import Role
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.foundation.search.models import SearchEntry
from gongkai.kernel import clock
from tests import factories as make
from tests.edges.portal.conftest import Published

pytestmark = pytest.mark.django_db

FIRST, SECOND, LAST = date(2026, 10, 1), date(2026, 10, 20), date(2026, 11, 10)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.CHINA)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


@pytest.fixture(scope="module")
def made_at() -> datetime:
    return noon(date(2026, 9, 15))


@pytest.fixture
def course(published: Published) -> Document:
    """A document published on one day and corrected on another."""
    county = published.county
    with clock.frozen(noon(FIRST)):
        draft = make.draft(county, "救助标准公告", body_html="<p>每人每月700元。</p>", written_on=FIRST)
        information.attach_file(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=draft.pk, name="表.csv", chunks=[b"700"]
        )
        edition = make.bring_to(county, draft, EditionState.PUBLISHED)
    with clock.frozen(noon(SECOND)):
        correction = make.correct(county, edition.document, "标准由700元更正为735元。")
        information.save_draft(
            actor=county.person(Role.DEPARTMENT_EDITOR),
            edition_id=correction.pk,
            revision=correction.revision,
            draft=make.a_draft(
                "救助标准公告",
                body_html="<p>每人每月735元。</p>",
                written_on=FIRST,
                change_note="标准由700元更正为735元。",
            ),
        )
        make.bring_to(county, correction, EditionState.PUBLISHED)
    deliver_all()
    return Document.objects.get(pk=edition.document_id)


def address(document: Document) -> str:
    return f"/documents/{document.public_id}/"


def take_down(published: Published, document: Document, *, hides_history: bool) -> None:
    with clock.frozen(noon(LAST)):
        information.withdraw_document(
            actor=published.county.person(Role.APPROVER),
            document_id=document.pk,
            basis="依据条例第十五条撤下。",
            hides_history=hides_history,
        )
    deliver_all()


# --- documents ----------------------------------------------------------------------------------------


def test_each_day_shows_the_edition_of_its_end(course: Document, get: Any) -> None:
    first = text(get(address(course), asof="2026-10-19"))
    assert "每人每月700元" in first
    assert "这一版已于2026-10-20被更正替代" in first
    assert "这是2026年10月1日的公开内容" in text(get(address(course), asof="2026-10-01"))
    on_the_day = text(get(address(course), asof="2026-10-20"))
    assert "每人每月735元" in on_the_day
    assert "每人每月735元" in text(get(address(course)))


def test_before_the_first_publication_it_says_so(course: Document, get: Any) -> None:
    page = text(get(address(course), asof="2026-09-30"), 404)
    assert "在该日尚未公开，首次公开于2026年10月1日" in page
    assert "每人每月" not in page


def test_the_page_leads_on_to_the_same_day(course: Document, get: Any) -> None:
    page = text(get(address(course), asof="2026-10-05"))
    assert '<meta name="robots" content="noindex">' in page
    canonical = re.search(r'rel="canonical" href="([^"]+)"', page)
    assert canonical
    assert "asof" not in canonical[1]
    inner = re.findall(r'<a[^>]*href="(/[^"]*)"[^>]*>', page)
    undated = [link for link in inner if "asof=2026-10-05" not in link]
    assert {link.split("?")[0] for link in undated} <= {
        address(course),
        "/log/",
        "/feed.atom",
        "/sitemap.xml",
    }
    assert f'<a data-today href="{address(course)}">回到今天</a>' in page
    assert 'href="/log/?since=2026-10-05">与今天相比有什么变化</a>' in page
    form = page[page.index('action="/search/"') :]
    assert '<input type="hidden" name="asof" value="2026-10-05">' in form


def test_files_stay_with_their_day(course: Document, published: Published, get: Any) -> None:
    file = Attachment.objects.get(edition__document=course, edition__number=1)
    take_down(published, course, hides_history=False)
    path = f"{address(course)}files/{file.pk}/"
    assert get(path).status_code == 404
    assert get(path, asof="2026-10-05").status_code == 200
    assert get(path, asof="2026-09-20").status_code == 404
    assert get(path, asof=LAST.isoformat()).status_code == 404


def test_withdrawn_later_it_is_shown_with_a_note(course: Document, published: Published, get: Any) -> None:
    take_down(published, course, hides_history=False)
    page = text(get(address(course), asof="2026-11-09"))
    assert "每人每月735元" in page
    assert "这件信息已于2026-11-10撤下，现在不再公开。撤下依据：依据条例第十五条撤下。" in page
    gone = text(get(address(course), asof="2026-11-10"), 410)
    assert "本文件已撤下，不再公开" in gone
    assert "每人每月" not in gone


def test_what_may_not_be_seen_is_hidden_on_every_day(
    course: Document, published: Published, get: Any
) -> None:
    file = Attachment.objects.get(edition__document=course, edition__number=1)
    take_down(published, course, hides_history=True)
    for query in ({}, {"asof": "2026-10-05"}):
        for path in (address(course), f"{address(course)}versions/1/"):
            page = text(get(path, **query), 410)
            assert "每人每月" not in page
            assert "救助标准公告" not in page
            assert "依据条例第十五条撤下" in page
        assert get(f"{address(course)}files/{file.pk}/", **query).status_code == 404
        assert get(f"{address(course)}versions/2/changes/", **query).status_code == 404
    assert "2026年10月5日曾经公开" in text(get(address(course), asof="2026-10-05"), 410)
    listed = text(get("/documents/", asof="2026-10-05"))
    assert "救助标准公告" not in listed
    assert "当日另有 1 件公开信息" in listed
    assert "救助标准公告" not in text(get("/log/"))
    assert "（内容已不再展示）" in text(get("/log/"))
    assert "救助标准公告" not in get("/log/log.csv").content.decode("utf-8-sig")


# --- lists --------------------------------------------------------------------------------------------


def test_lists_of_a_day(course: Document, published: Published, get: Any) -> None:
    item = published.county.item.public_id
    before = text(get("/documents/", asof="2026-09-30"))
    assert "救助标准公告" not in before
    for path in ("/", "/documents/"):
        page = text(get(path, asof="2026-10-05"))
        assert "救助标准公告" in page
        assert page.count("更正 第2版") == 1  # another document's
    assert text(get("/documents/", asof="2026-10-20")).count("更正 第2版") == 2
    assert "在所选的日期还没有列入目录" in text(get(f"/items/{item}/", asof="1999-01-01"), 404)
    assert "0 件" in text(get("/documents/", asof="1999-01-01"))


def test_the_log_ends_with_its_day_and_begins_after_it(course: Document, get: Any) -> None:
    then = text(get("/log/", asof="2026-10-05"))
    assert then.count("救助标准公告") == 1
    since = text(get("/log/", since="2026-10-05"))
    assert "2026年10月5日以后的变化" in since
    assert "标准由700元更正为735元。" in since
    assert "2026-10-01" not in since
    csv = get("/log/log.csv", since="2026-10-05").content.decode("utf-8-sig")
    assert "标准由700元更正为735元。" in csv
    assert "2026-10-01" not in csv


def test_every_page_answers_as_of_a_day(published: Published, get: Any) -> None:
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    for path in ("/", "/documents/", "/areas/", "/areas/20/", "/log/", "/documents/?q=低保&area=20"):
        assert "的公开内容" in text(get(path, asof=yesterday)), path


@pytest.mark.parametrize(
    ("given", "words"),
    [("三月", "没有读懂所填的日期"), ("2026-02-30", "没有读懂所填的日期"), ("2999-01-01", "还没有到")],
)
def test_days_that_cannot_be_shown(published: Published, get: Any, given: str, words: str) -> None:
    page = text(get("/documents/", asof=given))
    assert words in page
    assert '<meta name="robots" content="noindex">' in page


def test_today_is_as_if_nothing_were_asked(published: Published, get: Any) -> None:
    page = text(get("/documents/", asof=clock.today().isoformat()))
    assert "回到今天" not in page
    assert "noindex" not in page


def test_former_addresses_lead_on(published: Published, get: Any) -> None:
    response = get("/catalogue/", on="2026-10-01", area="20")
    assert response.status_code == 301
    assert response["Location"] == "/catalogue/?area=20&asof=2026-10-01"


def test_pages_of_days_may_be_cached(course: Document, get: Any) -> None:
    response = get(address(course), asof="2026-10-05")
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["ETag"]
    assert "Set-Cookie" not in response


# --- the end of a display period ----------------------------------------------------------------------


def test_after_its_period_a_document_is_a_tombstone(published: Published, get: Any) -> None:
    county = published.county
    with clock.frozen(noon(FIRST)):
        edition = make.publish_document(
            county, "张某某处罚决定公示", written_on=FIRST, display_until=SECOND, document_number=""
        )
    deliver_all()
    with clock.frozen(noon(LAST)):
        assert information.end_due_displays() == 1
    deliver_all()
    for query in ({}, {"asof": "2026-10-05"}):
        page = text(get(address(edition.document), **query), 410)
        assert "公示期满，不再公开" in page
        assert "2026年10月20日" in page
        assert "张某某" not in page
    for path in ("/documents/", "/", "/search/?q=张某某处罚", "/feed.json", "/sitemap.xml"):
        assert "张某某处罚决定公示" not in text(get(path))
    assert "公示期满" in text(get("/log/", action="ended"))
    assert Edition.objects.get(pk=edition.pk).state == EditionState.EXPIRED


# --- what an edition changed --------------------------------------------------------------------------


def test_what_an_edition_changed(course: Document, get: Any) -> None:
    shown = text(get(address(course)))
    path = f"{address(course)}versions/2/changes/"
    assert f'href="{path}"' in shown
    page = text(get(path))
    assert "第1版与第2版比较" in page
    assert "每人每月<del>700</del><ins>735</ins>元。" in page
    assert "标准由700元更正为735元。" in page
    assert text(get(path, **{"from": 1})) == page


def test_what_cannot_be_compared(course: Document, published: Published, get: Any) -> None:
    assert "没有更早的版本可以比较" in text(get(f"{address(course)}versions/1/changes/"), 404)
    assert get(f"{address(course)}versions/2/changes/", **{"from": 7}).status_code == 404
    assert get(f"{address(course)}versions/2/changes/", asof="2026-10-05").status_code == 404
    assert get(f"{address(published.withdrawn)}versions/1/changes/").status_code == 404


def test_a_long_difference_comes_in_pages(published: Published, get: Any) -> None:
    county = published.county
    old = "".join(f"<p>第{number}条　标准为{number}元。</p>" for number in range(150))
    edition = make.publish_document(county, "标准汇编", body_html=old)
    correction = make.correct(county, edition.document)
    information.save_draft(
        actor=county.person(Role.DEPARTMENT_EDITOR),
        edition_id=correction.pk,
        revision=correction.revision,
        draft=make.a_draft("标准汇编", body_html=old.replace("标准为", "标准是"), change_note="统一用语。"),
    )
    make.bring_to(county, correction, EditionState.PUBLISHED)
    path = f"{address(edition.document)}versions/2/changes/"
    page = text(get(path))
    assert "150 处" in page
    assert page.count("<del>为</del>") == 100
    assert text(get(path, page=2)).count("<del>为</del>") == 50


# --- addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tag", "kept"), [
    ('<a href="/documents/">', '<a href="/documents/?asof=2026-10-01">'),
    ('<a class="x" href="/documents/?q=1&amp;page=2#list">',
     '<a class="x" href="/documents/?q=1&amp;page=2&amp;asof=2026-10-01#list">'),
    ('<a href="?page=2">', '<a href="?page=2&amp;asof=2026-10-01">'),
    ('<img src="/documents/a/files/1/">', '<img src="/documents/a/files/1/?asof=2026-10-01">'),
    ('<a data-today href="/">', '<a data-today href="/">'),
    ('<a href="#top">', '<a href="#top">'),
    ('<a href="//other.example/">', '<a href="//other.example/">'),
    ('<a href="https://other.example/">', '<a href="https://other.example/">'),
    ('<link href="/static/a.css">', '<link href="/static/a.css">'),
    ('<a href="/documents/?asof=2020-01-01">', '<a href="/documents/?asof=2020-01-01">'),
    ('<form method="post" action="/x/">', '<form method="post" action="/x/">'),
])  # fmt: skip
def test_addresses_keep_the_day(tag: str, kept: str) -> None:
    assert keep_day(tag, date(2026, 10, 1)) == kept


# --- search -------------------------------------------------------------------------------------------


def found(get: Any, words: str, day: str = "") -> str:
    return text(get("/search/", q=words, **({"asof": day} if day else {})))


def test_the_search_finds_what_was_public_then_as_it_read(get: Any, course: Document) -> None:
    assert "没有找到相关信息" in found(get, "救助标准公告", "2026-09-30")
    first = found(get, "救助标准 700", "2026-10-19")
    assert "这是2026年10月19日的公开内容" in first and "找到 1 条结果" in first
    assert f'href="{address(course)}?asof=2026-10-19"' in first
    assert "没有找到相关信息" in found(get, "救助标准 735", "2026-10-19")
    second = found(get, "救助标准 735", "2026-10-20")
    assert "找到 1 条结果" in second and "<time" in second
    assert "没有找到相关信息" in found(get, "救助标准 700", "2026-10-20")
    assert "找到 1 条结果" in found(get, "救助标准 735")
    assert "没有找到相关信息" in found(get, "救助标准 700")


def test_the_search_finds_of_a_day_what_was_withdrawn_later(
    course: Document, published: Published, get: Any
) -> None:
    take_down(published, course, hides_history=False)
    assert "找到 1 条结果" in found(get, "救助标准 735", "2026-11-09")
    assert "没有找到相关信息" in found(get, "救助标准 735", LAST.isoformat())
    assert "没有找到相关信息" in found(get, "救助标准 735")


def test_the_search_finds_on_no_day_what_may_not_be_seen(
    course: Document, published: Published, get: Any
) -> None:
    take_down(published, course, hides_history=True)
    for day in ("2026-10-05", "2026-11-09", ""):
        assert "救助标准公告" not in found(get, "救助标准", day).replace('value="救助标准', "")
    assert "当日另有 1 件公开信息" in found(get, "救助标准", "2026-10-05")


def test_the_search_shows_nothing_hidden_before_the_worker_comes(
    course: Document, published: Published, get: Any
) -> None:
    with clock.frozen(noon(LAST)):
        information.withdraw_document(
            actor=published.county.person(Role.APPROVER), document_id=course.pk,
            basis="依据条例第十五条撤下。", hides_history=True,
        )  # fmt: skip
    assert f'href="{address(course)}' not in found(get, "救助标准", "2026-10-05")


def test_another_day_looks_for_the_same_words(get: Any, course: Document) -> None:
    page = text(get("/search/", q="救助标准", area="20", asof="2026-10-05"))
    form = page[page.index('<form class="as-of"') :]
    form = form[: form.index("</form>")]
    assert '<input type="hidden" name="q" value="救助标准">' in form
    assert '<input type="hidden" name="area" value="20">' in form


def test_the_search_of_a_day_costs_little_more(
    get: Any, course: Document, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """How the documents stood then is two questions, what is hidden of the day one; today's is none."""
    with django_assert_max_num_queries(9):
        found(get, "救助标准", "2026-10-20")


def test_an_index_from_before_is_made_up_for(get: Any, course: Document) -> None:
    """The worker's job after an update: what was public before is found as well."""
    SearchEntry.objects.filter(until__isnull=False).delete()
    assert "没有找到相关信息" in found(get, "救助标准 700", "2026-10-19")
    assert commands.index_former_editions(0) is None
    assert "找到 1 条结果" in found(get, "救助标准 700", "2026-10-19")
    assert "找到 1 条结果" in found(get, "救助标准 735")
