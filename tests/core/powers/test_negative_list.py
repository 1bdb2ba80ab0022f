"""The negative list: added with ground and basis, examined every year, ended; only what holds is cited."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from gongkai.core.powers import commands, queries
from gongkai.core.powers.enums import ENTRY_SUBJECT, EXAMINATION, Ground
from gongkai.core.powers.models import EntryExamination, NegativeListEntry
from gongkai.core.powers.rules.negative_list import article_of
from gongkai.foundation.access.enums import Role
from gongkai.foundation.deadlines import queries as deadlines
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.reference.withholding_grounds import withholding_grounds
from tests import factories as make
from tests.core.powers.conftest import Lists


def citable(lists: Lists, on: date | None = None) -> list[str]:
    return [entry.matter for entry in queries.citable_entries(lists.county.division.pk, on)]


def test_every_ground_has_its_article() -> None:
    facts = withholding_grounds()
    assert [(ground.value, ground.label) for ground in Ground] == [
        (row.code, row.name) for row in facts.values()
    ]
    assert article_of(Ground.STATE_SECRET) == "《政府信息公开条例》第十四条"
    assert article_of(Ground.PRIVACY) == "《政府信息公开条例》第十五条"
    assert article_of(Ground.PROCESS) == "《政府信息公开条例》第十六条第二款"


def test_an_entry_holds_from_its_first_to_its_last_day(lists: Lists) -> None:
    lists.entry(valid_from=date(2026, 3, 1), valid_until=date(2026, 6, 30))
    found = {day: citable(lists, day) for day in (
        date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 30), date(2026, 7, 1),
    )}  # fmt: skip
    assert [bool(names) for names in found.values()] == [False, True, True, False]


def test_entries_of_the_divisions_above_may_be_cited(lists: Lists) -> None:
    body = make.make_body(lists.county.city, "澄州市保密局")
    commands.add_entry(
        actor=make.SYSTEM, division_id=lists.county.city.pk, body_id=body.pk, matter="市级涉密事项",
        ground=Ground.STATE_SECRET, basis="《保守国家秘密法》", valid_from=date(2026, 1, 1),
    )  # fmt: skip
    assert citable(lists) == ["市级涉密事项"]
    assert not queries.citable_entries(lists.county.province.pk)
    assert [row.matter for row in queries.citable_entries(lists.county.village.pk)] == ["市级涉密事项"]


def test_examined_it_holds_on_and_is_due_a_year_later(lists: Lists) -> None:
    entry = lists.entry(valid_until=date(2026, 2, 1))
    assert citable(lists) == []
    examined = commands.examine_entry(
        actor=lists.office, entry_id=entry.pk, on=date(2026, 3, 1), opinion="情形没有变化，继续保留"
    )
    assert examined.valid_until is None
    second, first = deadlines.deadlines_of(ENTRY_SUBJECT, [entry.pk])[entry.pk]
    assert (first.state, first.met_on, first.due_on) == ("met", date(2026, 3, 1), date(2027, 1, 5))
    assert (second.state, second.start_on, second.due_on) == (
        "running", date(2026, 3, 1), date(2027, 3, 1),
    )  # fmt: skip
    assert citable(lists) == [entry.matter]
    assert [row.opinion for row in queries.examinations_of(entry.pk)] == ["情形没有变化，继续保留"]
    with pytest.raises(DatabaseError), transaction.atomic():
        EntryExamination.objects.update(opinion="改写")


def test_what_is_overdue_is_counted_for_the_office(lists: Lists) -> None:
    entry = lists.entry()
    (standing,) = deadlines.deadlines_of(ENTRY_SUBJECT, [entry.pk])[entry.pk]
    due = standing.due_on
    assert due == date(2027, 1, 5), "a year from the first day, by the rule table"
    with clock.frozen(datetime(due.year, due.month, due.day, 4, tzinfo=UTC)):
        assert queries.due_for_examination(lists.office).count() == 0
    with clock.frozen(datetime(due.year, due.month, due.day + 1, 4, tzinfo=UTC)):
        assert queries.due_for_examination(lists.office).count() == 1
        assert queries.due_for_examination(lists.editor).count() == 0


def test_ended_with_a_reason(lists: Lists) -> None:
    entry = lists.entry()
    with pytest.raises(InvalidInput, match="请填写移出原因"):
        commands.end_entry(actor=lists.office, entry_id=entry.pk, on=date(2026, 6, 1), reason="")
    commands.end_entry(actor=lists.office, entry_id=entry.pk, on=date(2026, 6, 1), reason="情势变化")
    assert citable(lists) == []
    assert deadlines.find_open(ENTRY_SUBJECT, entry.pk, EXAMINATION) is None
    for act in (commands.end_entry, commands.examine_entry):
        words = {"reason": "再次"} if act is commands.end_entry else {"opinion": "再次"}
        with pytest.raises(Conflict, match="2026-06-01移出"):
            act(actor=lists.office, entry_id=entry.pk, on=date(2026, 6, 2), **words)
    assert lists.entry().pk != entry.pk, "the matter may come back as another entry"
    listed = queries.entries_of([lists.county.division.pk], include_ended=True)
    assert [row.state for row in listed] == ["ended", "active"]


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"matter": " "}, "matter", "请填写不予公开的事项"),
        ({"matter": "事" * 301}, "matter", "不能超过300"),
        ({"basis": ""}, "basis", "请填写依据"),
        ({"basis": "据" * 2_001}, "basis", "不能超过2000字"),
        ({"ground": "whim"}, "ground", "列出的情形"),
        ({"valid_from": date(2999, 1, 1)}, "valid_from", "不能晚于今天"),
        ({"valid_until": date(2025, 1, 1)}, "valid_until", "不能早于起始日期"),
    ],
)
def test_what_an_entry_must_say(lists: Lists, given: dict, field: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        lists.entry(**given)
    assert words in refused.value.fields[field][0]
    assert not NegativeListEntry.objects.exists()


@pytest.mark.parametrize("on", [date(2026, 1, 4), date(2999, 1, 1)])
def test_days_of_examination_and_ending(lists: Lists, on: date) -> None:
    entry = lists.entry()
    with pytest.raises(InvalidInput) as refused:
        commands.examine_entry(actor=lists.office, entry_id=entry.pk, on=on, opinion="保留")
    assert set(refused.value.fields) == {"on"}
    with pytest.raises(InvalidInput) as refused:
        commands.end_entry(actor=lists.office, entry_id=entry.pk, on=on, reason="公开")
    assert set(refused.value.fields) == {"on"}


def test_only_the_office_of_the_area_keeps_the_list(lists: Lists) -> None:
    entry = lists.entry()
    with pytest.raises(Conflict, match="已有相同的事项"), transaction.atomic():
        lists.entry()
    other = make.make_county("石溪县", "990124", items=1)
    foreign = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, other.division)
    for actor in (lists.editor, foreign):
        with pytest.raises(Denied):
            commands.end_entry(actor=actor, entry_id=entry.pk, on=date(2026, 6, 1), reason="公开")
    with pytest.raises(InvalidInput, match="不属于该地区"):
        commands.add_entry(
            actor=lists.office, division_id=lists.county.division.pk, body_id=other.bureau.pk,
            matter="外县", ground=Ground.PRIVACY, basis="《条例》", valid_from=date(2026, 1, 1),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "ended"}, "negative_entry_end_has_reason"),
        ({"ending_reason": "无"}, "negative_entry_end_has_reason"),
        ({"basis": ""}, "negative_entry_complete"),
        ({"valid_until": date(2020, 1, 1)}, "negative_entry_dates_in_order"),
    ],
)
def test_checks(lists: Lists, values: dict, constraint: str) -> None:
    lists.entry()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        NegativeListEntry.objects.update(**values)
    assert refused.value.__cause__.diag.constraint_name == constraint
