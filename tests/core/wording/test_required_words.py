"""必须改: the words that stop a paper, where the office says so."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from gongkai.core.information import commands as information
from gongkai.core.information.enums import EditionState
from gongkai.core.information.models import Edition
from gongkai.core.wording import commands, queries
from gongkai.core.wording.models import IgnoredWording, RequiredWord
from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.organisations.models import Division
from gongkai.kernel import clock
from gongkai.kernel.actor import Actor
from gongkai.kernel.errors import Conflict, Denied, InvalidInput, NotFound
from tests import factories as make
from tests.factories import County

OLD = "<p>报县国土资源部门和国土资源部备案。</p>"


def office(county: County) -> Actor:
    return make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)


def required(county: County, word: str = "国土资源部", place: Division | None = None) -> RequiredWord:
    division = place or county.division
    return commands.require_word(
        actor=make.make_actor(Role.OPEN_AFFAIRS_OFFICE, division), division_id=division.pk, word=word,
        reason="机构改革已满过渡期",
    )  # fmt: skip


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def test_a_required_word_stops_submission_and_says_where_and_why(county: County) -> None:
    required(county)
    edition = make.draft(county, body_html=OLD)
    with pytest.raises(InvalidInput) as refusal:
        make.submit(county, edition)
    assert "正文中的“国土资源部”必须改为“自然资源部”（机构改革已满过渡期）" in refusal.value.message
    assert refusal.value.fields["body_html"]
    assert fresh(edition).state == EditionState.DRAFT
    (remark,) = queries.wording_remarks(edition)
    assert (remark.words, remark.required) == ("国土资源部", "机构改革已满过渡期")


def test_every_place_stops_it(county: County) -> None:
    required(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    named = make.draft(county)
    information.attach_file(actor=editor, edition_id=named.pk, name="国土资源部令.txt", chunks=[b"1"])
    for edition in (
        make.draft(county, "转发国土资源部通知"),
        make.draft(county, summary="国土资源部的通知。"),
        make.draft(county, issuers=("国土资源部",)),
    ):
        with pytest.raises(InvalidInput, match="必须改为"):
            make.submit(county, edition)
    assert not queries.required_lacks(named)  # a decree is cited by the name of its day
    information.attach_file(actor=editor, edition_id=named.pk, name="国土资源部通知.txt", chunks=[b"2"])
    assert [lack.field for lack in queries.required_lacks(named)] == ["attachments"]


def test_other_words_stay_suggestions_and_other_counties_are_not_touched(county: County) -> None:
    other = make.make_county("石溪县", "990124", items=1)
    required(county)
    assert (
        make.submit(county, make.draft(county, body_html="<p>环境保护部,帐号。。</p>")).state == "in_review"
    )
    assert make.submit(other, make.draft(other, body_html=OLD)).state == "in_review"
    assert make.submit(county, make.draft(county, body_html="<p>原国土资源部。</p>")).state == "in_review"


def test_it_stops_publication_of_what_was_signed_before(county: County) -> None:
    edition = make.bring_to(county, make.draft(county, body_html=OLD), EditionState.SIGNED)
    required(county)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    with pytest.raises(Conflict, match="“国土资源部”必须改为“自然资源部”"):
        information.publish_edition(actor=editor, edition_id=edition.pk)
    assert fresh(edition).state == EditionState.SIGNED
    relaxed = commands.relax_word(actor=office(county), division_id=county.division.pk, word="国土资源部")
    assert relaxed.word == "国土资源部" and not RequiredWord.objects.exists()
    assert information.publish_edition(actor=editor, edition_id=edition.pk).state == EditionState.PUBLISHED


def test_what_a_division_requires_holds_below_it(county: County) -> None:
    required(county, place=county.city)
    edition = make.draft(county, body=county.town_government, body_html=OLD)
    assert queries.required_lacks(edition)
    required(county)
    named = [row.division_id for row in queries.required_in(county.township.pk)]
    assert named == [county.division.pk, county.city.pk]


def test_the_office_lets_one_paper_keep_it_and_no_editor_does(county: County) -> None:
    edition, other = (make.draft(county, body_html=OLD) for _ in range(2))
    editor = county.person(Role.DEPARTMENT_EDITOR)
    kept = {"edition_id": edition.pk, "words": "国土资源部", "suggestion": "自然资源部"}
    commands.ignore_wording(actor=editor, **kept)
    required(county)
    assert queries.wording_remarks(edition), "what was left before the office said so is told again"
    with pytest.raises(Denied, match="准予保留"):
        commands.ignore_wording(actor=editor, **kept)
    with pytest.raises(InvalidInput):
        make.submit(county, edition)
    keeper = office(county)
    row = commands.ignore_wording(actor=keeper, **kept)
    assert row.is_granted and row.ignored_by == keeper.name and IgnoredWording.objects.count() == 1
    assert queries.wording_remarks(edition) == []
    assert make.submit(county, edition).state == "in_review"
    assert queries.required_lacks(other)


def test_what_the_city_requires_is_not_let_through_in_the_county(county: County) -> None:
    required(county, place=county.city)
    edition = make.draft(county, body_html=OLD)
    with pytest.raises(Denied, match="权限范围"):
        commands.ignore_wording(
            actor=office(county), edition_id=edition.pk, words="国土资源部", suggestion="自然资源部"
        )


@pytest.mark.parametrize(
    ("word", "reason", "field", "words"),
    [
        ("没有的词", "理由", "word", "词表里没有“没有的词”"),
        ("", "理由", "word", "请填写"),
        ("国土资源部", " ", "reason", "请写明理由"),
        ("国土资源部", "长" * 201, "reason", "不能超过200个字"),
    ],
)
def test_what_cannot_be_required(county: County, word: str, reason: str, field: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        commands.require_word(actor=office(county), division_id=county.division.pk, word=word, reason=reason)
    assert words in refusal.value.fields[field][0]
    assert not RequiredWord.objects.exists()


def test_twice_and_nothing_to_relax(county: County) -> None:
    required(county)
    with pytest.raises(Conflict, match="已经设为必须改"):
        required(county)
    with pytest.raises(NotFound, match="可能已由他人取消"):
        commands.relax_word(actor=office(county), division_id=county.division.pk, word="环境保护部")
    assert AuditEvent.objects.filter(tag="wording.word.require").count() == 1


def test_the_database_keeps_a_reason(county: County) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RequiredWord.objects.create(division=county.division, word="词", reason="", required_by="某")


def test_where_nothing_is_required_one_question_is_asked(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make.draft(county, body_html=OLD, written_on=clock.today())
    with django_assert_num_queries(1):
        assert queries.required_lacks(edition) == ()
