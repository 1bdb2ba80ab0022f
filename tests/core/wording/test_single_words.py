"""A word of one character, which stands in nearly every text, is not taken unawares."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.core.wording import commands, queries
from gongkai.foundation.audit.models import AuditEvent
from gongkai.kernel.errors import InvalidInput
from gongkai.text.wording import WordingSort, WordRule
from tests import factories as make
from tests.core.wording.test_word_entries import BOOKS, office, own, put
from tests.factories import County

OF = WordRule(("的", "民社局"), "", WordingSort.WORD, "少用", replaces=False)


def test_a_single_character_is_tried_on_what_is_public_and_refused(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with pytest.raises(InvalidInput, match="“的”只有一个字，本地区还没有已公开的文件可以试查"):
        put(county, OF)
    make.publish_document(county, "关于低保的公告", body_html="<p>低保的标准。</p><p>民社局的通知。</p>")
    make.publish_document(county, "公告", body_html="<p>没有这个字。</p>")
    with django_assert_num_queries(1):
        found = queries.frequency_of(county.division.pk, OF)
    assert (found.places, found.texts, found.sample) == (4, 1, 2)
    with pytest.raises(InvalidInput, match="在最近公开的2份文件中，有1份会提示，共3处") as refusal:
        put(county, OF)
    assert list(refusal.value.fields) == ["confirmed"]
    assert own(county).rules == ()


def test_a_single_character_that_is_confirmed_or_not_told_is_taken(county: County) -> None:
    keep = {"actor": office(county), "division_id": county.division.pk}
    saved = commands.put_word(**keep, rule=OF, confirmed=True)
    assert own(county).rules == (OF,)
    assert AuditEvent.objects.latest("pk").detail["confirmed"] is True
    other = replace(OF, reason="另一个理由")
    assert put(county, other, OF).number == saved.number + 1
    silent = WordRule(("了",), "", WordingSort.WORD, "不提示", replaces=False, off=True)
    assert put(county, silent).number == saved.number + 2
    with pytest.raises(InvalidInput, match="“了”只有一个字"):
        put(county, replace(silent, off=False), silent)


def test_a_single_character_comes_in_by_no_other_door(county: County) -> None:
    keep = {"actor": office(county), "division_id": county.division.pk}
    text = '[[words]]\nwrong = "的"\nsort = "word"\nreason = "少用"\n'
    with pytest.raises(InvalidInput) as refusal:
        commands.save_words(**keep, text=text, change_note="")
    assert "“的”只有一个字，几乎每份文件都会提示，没有保存" in refusal.value.fields["words"][0]
    table = "原词\t改为\t理由\n的\t\t少用\n帐目\t账目\t规范用字\n"
    stored = commands.receive_words(**keep, name="词表.txt", chunks=[table.encode()])
    plan = queries.plan_import(county.division.pk, stored.sha256, "词表.txt")
    assert [(row.place, row.reason[:8]) for row in plan.refused] == [("第2行", "“的”只有一个字")]
    commands.put_word(**keep, rule=OF, confirmed=True)
    put(county, BOOKS)
    assert queries.plan_import(county.division.pk, stored.sha256, "词表.txt").refused == ()
    assert commands.restore_words(**keep, number=1, based_on=2).number == 3
    assert own(county).rules == (OF,)
