"""用语核对 in the product: whose words hold where, what a person leaves, and a suggestion taken."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands as information
from gongkai.core.information import queries as information_queries
from gongkai.core.information.models import Edition
from gongkai.core.wording import commands, queries
from gongkai.core.wording.models import WordListVersion
from gongkai.core.wording.rules import draft_passages, remarks_on, reworded
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.organisations import commands as organisations
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.reference.information_kinds import information_kind
from gongkai.text.wording import default_words
from tests import factories as make
from tests.factories import County

OWN = """
[[words]]
wrong = "民社局"
right = "民政局"
sort = "body"
reason = "2019年更名"

[[examples]]
text = "县民社局"
finds = ["民社局"]
"""
BODY = "<p>由县国土资源部门和<b>国土资</b>源部负责，请登录帐号。</p><table><tr><td>帐号</td></tr></table>"


def office(county: County) -> Actor:
    return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)


def words_of(edition: Edition) -> list[str]:
    return [remark.words for remark in queries.wording_remarks(edition)]


def save(county: County, text: str = OWN, based_on: int = 0) -> WordListVersion:
    return commands.save_words(
        actor=office(county), division_id=county.division.pk, text=text, change_note="补充", based_on=based_on
    )


def test_a_draft_is_checked_in_title_summary_and_text(county: County) -> None:
    edition = make.draft(county, "云溪县低保帐号公告", summary="截止2026年3月", body_html=BODY)
    remarks = {remark.words: remark for remark in queries.wording_remarks(edition)}
    assert list(remarks) == ["帐号", "截止", "国土资源部"]
    assert (remarks["帐号"].times, remarks["帐号"].places) == (3, ("标题", "正文"))
    assert "负责，请登录帐号" in remarks["帐号"].excerpt or "帐号" in remarks["帐号"].excerpt


def test_a_suggestion_is_taken_everywhere_and_nowhere_else(county: County) -> None:
    edition = make.draft(county, "云溪县低保帐号公告", body_html=BODY)
    words = queries.words_for(county.bureau.pk)
    for remark in queries.wording_remarks(edition):
        draft, count = reworded(
            information_queries.draft_of(edition), remark, words, information_kind("general")
        )
        assert count == remark.times
        edition = information.save_draft(
            actor=county.person(Role.DEPARTMENT_EDITOR), edition_id=edition.pk, revision=edition.revision,
            draft=draft,
        )  # fmt: skip
    assert edition.title == "云溪县低保账号公告"
    assert "县国土资源部门" in edition.body_html and "<td>账号</td>" in edition.body_html
    assert "国土资源部负责" not in edition.body_text and "自然资源部负责" in edition.body_text
    assert words_of(edition) == []


def test_names_of_the_countys_own_bodies_follow_their_days(county: County) -> None:
    organisations.rename_body(
        actor=make.SYSTEM, body_id=county.bureau.pk, name="云溪县民政和退役军人局", on=date(2026, 3, 1),
        basis="机构改革方案",
    )  # fmt: skip
    body = "<p>由云溪县民政局负责。原云溪县民政局的文件继续有效。</p>"
    after = make.draft(county, written_on=date(2026, 3, 1), body_html=body)
    (remark,) = queries.wording_remarks(after)
    assert (remark.words, remark.suggestion, remark.times) == ("云溪县民政局", "云溪县民政和退役军人局", 1)
    assert words_of(make.draft(county, written_on=date(2026, 2, 28), body_html=body)) == []


def test_words_of_a_division_hold_below_it_and_not_beside_it(county: County) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    save(county)
    text = "<p>报民社局审核。</p>"
    assert words_of(make.draft(county, body_html=text)) == ["民社局"]
    assert words_of(make.draft(other, body_html=text)) == []
    assert "民社局" in queries.words_for(county.committee.pk).by_word
    assert "民社局" not in queries.words_for(other.bureau.pk).by_word


def test_versions_are_kept_and_the_last_one_holds(county: County) -> None:
    save(county)
    second = save(county, "", based_on=1)
    assert (second.number, queries.list_versions(county.division.pk).count()) == (2, 2)
    assert words_of(make.draft(county, body_html="<p>报民社局审核。</p>")) == []
    with pytest.raises(Conflict, match="已被他人修改"):
        save(county, based_on=1)


def test_a_list_whose_examples_fail_is_not_saved(county: County) -> None:
    with pytest.raises(InvalidInput) as refusal:
        save(county, OWN.replace('finds = ["民社局"]', "finds = []"))
    assert "实际找出民社局" in refusal.value.fields["words"][0]
    with pytest.raises(InvalidInput, match="TOML"):
        save(county, "[[words]")
    with pytest.raises(InvalidInput, match="修改说明不能超过200个字"):
        commands.save_words(
            actor=office(county), division_id=county.division.pk, text=OWN, change_note="长" * 201
        )
    assert not WordListVersion.objects.exists()


def test_a_note_that_says_nothing_is_written_from_the_changes(county: County) -> None:
    saved = commands.save_words(
        actor=office(county), division_id=county.division.pk, text=OWN, change_note=" "
    )
    assert saved.note == "新增：民社局→民政局；例句：增加1句"


def test_only_those_who_keep_it_save_it(county: County) -> None:
    for role in (Role.DEPARTMENT_EDITOR, Role.APPROVER, Role.SITE_OPERATOR):
        with pytest.raises(Denied):
            commands.save_words(
                actor=make.make_actor(role, county.division), division_id=county.division.pk, text=OWN,
                change_note="补充",
            )  # fmt: skip


def test_what_is_left_is_not_told_again_in_this_document(county: County) -> None:
    edition = make.draft(county, body_html="<p>请登录帐号。</p>")
    editor = county.person(Role.DEPARTMENT_EDITOR)
    for _ in range(2):
        commands.ignore_wording(actor=editor, edition_id=edition.pk, words="帐号", suggestion="账号")
    assert words_of(edition) == []
    assert words_of(make.draft(county, body_html="<p>请登录帐号。</p>")) == ["帐号"]
    assert AuditEvent.objects.filter(tag="wording.hit.ignore").count() == 2
    with pytest.raises(Denied):
        commands.ignore_wording(
            actor=county.person(Role.REVIEWER), edition_id=edition.pk, words="帐号", suggestion="账号"
        )
    with pytest.raises(InvalidInput, match="1至100字"):
        commands.ignore_wording(actor=editor, edition_id=edition.pk, words="", suggestion="")


def test_nothing_of_it_stops_a_document(county: County) -> None:
    edition = make.draft(county, body_html="<p>国土资源部,帐号。。</p>")
    assert len(words_of(edition)) == 4
    assert make.submit(county, edition).state == "in_review"


def test_the_words_take_a_few_queries(
    county: County, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make.draft(county)
    with django_assert_max_num_queries(8):
        queries.wording_remarks(edition)


def test_remarks_need_no_database() -> None:
    draft = make.a_draft("标题", body_html="<p>帐号</p>", summary="")
    passages = draft_passages(draft, information_kind("general"))
    words = default_words()
    assert [remark.words for remark in remarks_on(passages, words, on=None)] == ["帐号"]
    assert remarks_on(passages, words, on=None, ignored={("帐号", "账号")}) == []
