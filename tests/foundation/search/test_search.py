from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.foundation.search import queries
from gongkai.foundation.search.commands import Entry, index_subjects
from gongkai.foundation.search.models import SearchEntry
from gongkai.text.grams import grams, normalise

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)


def put(subject: str, title: str = "公告", text: str = "", **fields: Any) -> None:
    values = {"body_id": 1, "division_ids": [3, 2, 1], "published_at": NOON, "area_code": "20"}
    entry = Entry(subject_type="t", subject_id=subject, title=title, text=text, **{**values, **fields})
    index_subjects("t", [subject], [entry])


def found(query: str, **filters: Any) -> list[str]:
    return [hit.subject_id for hit in queries.search(query, **filters).hits]


def test_two_characters_are_found_in_title_and_text() -> None:
    put("title", "云溪县城乡低保标准公告")
    put("text", "公告", "自九月起提高城乡低保标准。")
    put("other", "养老服务补贴")
    assert found("低保") == ["title", "text"]
    assert found("乡低") == ["title", "text"]  # no word boundary is needed
    assert found("保低") == []


def test_all_words_must_be_there() -> None:
    put("both", "低保标准", "养老服务")
    put("one", "低保标准")
    assert found("低保 养老") == ["both"]
    assert found("低保，养老。") == ["both"]
    assert found("低保　养老") == ["both"]


@pytest.mark.parametrize("query", [
    "云民发〔2026〕5号", "云民发[2026]5号", "云民发（2026）5号", "云民发【2026】第5号", "云民发(2026)05号",
    "云民发 ﹝2026﹞ 5号", "〔2026〕5号", "云民发〔２０２６〕５号",
])  # fmt: skip
def test_document_numbers_in_any_brackets(query: str) -> None:
    put("wanted", "公告", document_number="云民发〔2026〕5号")
    put("other", "公告", document_number="云民发〔2026〕15号")
    assert found(query) == ["wanted"]


def test_ranking() -> None:
    """The document of that number, then hits in the title, then in the text; each newest first."""
    put("text old", "公告", "依据云民发〔2026〕5号", published_at=NOON)
    put("text new", "公告", "依据云民发〔2026〕5号", published_at=NOON + timedelta(days=1))
    put("title", "关于云民发〔2026〕5号的解读", published_at=NOON - timedelta(days=9))
    put("number", "公告", document_number="云民发〔2026〕5号", published_at=NOON - timedelta(days=30))
    assert found("云民发〔2026〕5号") == ["number", "title", "text new", "text old"]


def test_a_single_character_is_looked_for_in_titles() -> None:
    put("title", "税")
    put("text", "公告", "税")
    assert found("税") == ["title"]
    put("inside", "减税公告")
    assert sorted(found("税")) == ["inside", "title"]


@pytest.mark.parametrize(
    "query", ["", " ", "　", "。，！", "…", "%", "_", "\\", "'", '"', "\x00", "🙂", "\u202e"]
)
def test_nothing_to_look_for(query: str) -> None:
    put("a", "低保%_\\'公告")
    assert queries.search(query) == queries.Found(words=())


@pytest.mark.parametrize("query", [
    "低保%", "%低保", "低_保", "低保\\",
    "低保'; DROP TABLE search_searchentry; --", '低保"', "低保\x00", "\x00低保",
    "低保)", "低保 OR 1=1", "{低保}", "低保\ud800",
])  # fmt: skip
def test_nothing_in_a_query_is_a_command(query: str) -> None:
    put("a", "城乡低保标准")
    put("b", "养老")
    assert found(query) in ([], ["a"])
    assert SearchEntry.objects.count() == 2


def test_width_and_case_make_no_difference() -> None:
    put("a", "ＡＢＣ２０２６年公告")
    assert found("abc2026") == found("ＡＢＣ２０２６") == ["a"]


def test_rare_characters_are_found() -> None:
    put("a", "𠮷田镇公告")
    assert found("𠮷田") == ["a"]
    assert found("𠮷") == ["a"]


def test_filters() -> None:
    put("county", "低保", division_ids=[10, 2, 1], body_id=7, area_code="20")
    put("town", "低保", division_ids=[11, 10, 2, 1], body_id=8, area_code="21")
    put("elsewhere", "低保", division_ids=[20, 2, 1], body_id=9, area_code="20")
    assert sorted(found("低保", division_id=10)) == ["county", "town"]
    assert found("低保", division_id=11) == ["town"]
    assert found("低保", area_code="21") == ["town"]
    assert found("低保", body_id=7) == ["county"]
    assert found("低保", division_id=10, area_code="20") == ["county"]
    assert found("低保", division_id=99) == []


def test_paging() -> None:
    for number in range(45):
        put(f"{number:02d}", "低保", published_at=NOON + timedelta(minutes=number))
    first, third = queries.search("低保"), queries.search("低保", page=3)
    assert (first.count, first.pages, len(first.hits), len(third.hits)) == (45, 3, 20, 5)
    assert first.hits[0].subject_id == "44"
    assert third.hits[-1].subject_id == "00"
    assert queries.search("低保", page=99).page == 3
    assert queries.search("低保", page=0).page == queries.search("低保", page=-5).page == 1
    assert queries.search("没有的词", page=7).page == 1
    seen = [hit.subject_id for page in (1, 2, 3) for hit in queries.search("低保", page=page).hits]
    assert sorted(seen) == [f"{number:02d}" for number in range(45)]


def test_long_queries_are_cut_and_said_to_be() -> None:
    put("a", "低保" * 60)
    result = queries.search("低保" * 60)
    assert result.too_long
    assert [hit.subject_id for hit in result.hits] == ["a"]
    assert not queries.search("低保").too_long
    assert len(queries.search(" ".join(f"词{n}" for n in range(30))).words) <= 8


def test_replacing_and_removing() -> None:
    put("a", "旧标题")
    put("a", "新标题", summary={"title": "新"})
    assert (found("旧标"), found("新标")) == ([], ["a"])
    assert SearchEntry.objects.count() == 1
    assert queries.search("新标").hits[0].summary == {"title": "新"}
    index_subjects("t", ["a"], [])
    index_subjects("t", ["a"], [])
    assert found("新标") == []


def test_a_day_finds_what_was_seen_at_its_end() -> None:
    """From its moment on, until the moment at which the public ceased to see it."""
    first = {"title": "低保标准七百元", "published_at": NOON, "until": NOON + timedelta(days=5)}
    second = {"title": "低保标准八百元", "published_at": NOON + timedelta(days=5)}
    common = {"subject_type": "t", "subject_id": "a", "text": "", "body_id": 1, "division_ids": [1]}
    entries = [Entry(version=1, **common, **first), Entry(version=2, **common, **second)]
    index_subjects("t", ["a"], entries)
    put("gone", "低保公告", until=NOON + timedelta(days=2))

    def titles(on: date | None) -> list[str]:
        return sorted(hit.snippet or hit.subject_id for hit in queries.search("低保", on=on).hits)

    assert titles(date(2026, 8, 31)) == []
    assert queries.search("七百", on=date(2026, 9, 1)).count == 1
    assert titles(date(2026, 9, 2)) == ["a", "gone"]
    assert titles(date(2026, 9, 3)) == ["a"], "ended on the day: not there at its end"
    assert queries.search("七百", on=date(2026, 9, 5)).count == 1
    assert queries.search("七百", on=date(2026, 9, 6)).count == 0
    assert queries.search("八百", on=date(2026, 9, 6)).count == queries.search("八百").count == 1
    assert queries.search("七百").count == 0


def test_a_subject_has_one_present_entry() -> None:
    put("a", "低保公告")
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchEntry.objects.create(
            subject_type="t", subject_id="a", version=2, title="", text="", shown="", body_id=1,
            division_ids=[1], published_at=NOON, grams=[],
        )  # fmt: skip


def test_snippets_show_the_place() -> None:
    put("a", "公告", "前" * 200 + "城乡低保标准" + "后" * 200)
    snippet = queries.search("低保").hits[0].snippet
    assert "低保" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) <= queries.SNIPPET + 2


def test_titles_that_grow_when_folded() -> None:
    put("a", "\ufdfa" * 200 + "低保")  # one character that stands for eighteen
    assert SearchEntry.objects.get().title


def test_the_index_is_used() -> None:
    """With a thousand entries PostgreSQL goes by the pairs and does not read every text."""
    syllables = "县民政社会救助养老服务安全生产环境保护财政预算公示公告通知办法细则标准目录项目招标采购"
    texts = [
        f"{syllables[number % 40 : number % 40 + 6]}第{number}号公告\n{syllables}" for number in range(1_000)
    ]
    SearchEntry.objects.bulk_create(
        SearchEntry(
            subject_type="t", subject_id=str(number), title=text[:20], text=text, shown=text, body_id=1,
            division_ids=[3, 2, 1], published_at=NOON, grams=grams(text),
        )
        for number, text in enumerate(texts)
    )  # fmt: skip
    put("needle", "云溪县城乡低保标准")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchentry")
    matches = queries._matching(("低保",), queries.query_grams("低保"))
    assert "search_grams" in matches.explain()
    of_a_day = queries._matching(("低保",), queries.query_grams("低保"), date(2026, 9, 2))
    assert "search_grams" in of_a_day.explain(), "another interval, the same index"
    assert found("低保") == ["needle"]
    assert queries.search("公告").count == 1_000
    assert queries.search("公告").more_than_counted


WORDS = st.text(alphabet="低保标准城乡养老救助〇𠮷aZ９5 ，〔〕", min_size=0, max_size=24)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(WORDS, min_size=1, max_size=6), data=st.data())
def test_whatever_stands_in_a_text_is_found(titles: list[str], data: st.DataObject) -> None:
    """Recall against a plain substring: two neighbouring indexed characters or more are never missed."""
    SearchEntry.objects.all().delete()
    for number, text in enumerate(titles):
        put(str(number), "题", text)
    source = normalise(data.draw(st.sampled_from(titles)))
    start = data.draw(st.integers(0, max(0, len(source) - 1)))
    piece = source[start : start + data.draw(st.integers(2, 5))]
    words = queries.query_grams(piece).terms
    result = queries.search(piece)
    assert result.words == words
    if not words or any(len(word) == 1 and word < "\U00010000" for word in words):
        return  # a single character is looked for in titles only
    expected = {
        str(number) for number, text in enumerate(titles) if all(word in normalise(text) for word in words)
    }
    assert {hit.subject_id for hit in result.hits} == expected
