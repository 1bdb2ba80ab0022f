"""A deadline begins, follows its facts, and ends one way or the other."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.foundation.access.enums import Role
from gongkai.foundation.audit.models import AuditEvent
from gongkai.foundation.deadlines import commands, queries
from gongkai.foundation.deadlines.models import StandingDeadline
from gongkai.foundation.deadlines.rules import limit_of
from gongkai.kernel import clock
from gongkai.kernel.deadlines import StepKind
from gongkai.kernel.errors import Denied, InvalidInput, NotFound
from gongkai.kernel.time_units import Span, Unit
from gongkai.reference.deadline_terms import Nature
from tests import factories as make
from tests.factories import SYSTEM, County
from tests.foundation.deadlines import build

pytestmark = pytest.mark.usefixtures("this_year")
START = date(2026, 9, 18)


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 4, 0, tzinfo=UTC)


def test_a_day_with_its_proof(county: County) -> None:
    found = build.standing(county.bureau, start_on=START)
    assert (found.state, found.due_on, found.provisional) == ("running", date(2026, 10, 22), False)
    assert "《政府信息公开条例》第二十六条" in found.sentence
    explained = queries.explain(found)
    assert (explained.due_on, explained.sentence) == (found.due_on, found.sentence)
    assert explained.steps[0].kind is StepKind.START
    assert not found.limit_given


def test_what_reaches_into_a_year_without_notice_is_provisional(county: County) -> None:
    found = build.standing(county.bureau)
    assert (found.due_on, found.provisional) == (date(2027, 1, 25), True)
    assert "法定假日" in found.sentence


def test_the_same_facts_change_nothing(county: County) -> None:
    first = build.standing(county.bureau)
    derived_at = first.derived_at
    again = build.standing(county.bureau)
    assert again.pk == first.pk
    assert again.derived_at == derived_at
    assert AuditEvent.objects.filter(tag="deadlines.deadline.open").last().detail["unchanged"] is True


def test_other_facts_derive_it_anew(county: County) -> None:
    first = build.standing(county.bureau, start_on=START)
    moved = build.standing(county.bureau, start_on=date(2026, 9, 21), owner_account_ids=[5], title="新标题")
    moved.refresh_from_db()
    assert (moved.pk, moved.due_on, moved.title) == (first.pk, date(2026, 10, 26), "新标题")
    assert moved.owner_account_ids == [5]
    detail = AuditEvent.objects.filter(tag="deadlines.deadline.open").last().detail
    assert (detail["old_due_on"], detail["due_on"]) == ("2026-10-22", "2026-10-26")


def test_a_given_limit_goes_before_the_table(county: County) -> None:
    own = limit_of(
        Span(5, Unit.WORKDAY), name="公开", trigger="形成之日", source="标准目录“公开时限”：五个工作日"
    )
    found = build.standing(county.bureau, start_on=START, limit=own)
    assert found.limit_given
    assert found.limit == own
    assert "标准目录“公开时限”" in found.sentence
    back = build.standing(county.bureau, start_on=START)
    assert (back.limit_given, back.amount) == (False, 20)


def test_hours_are_counted_from_a_moment(county: County) -> None:
    limit = limit_of(Span(24, Unit.HOUR), name="回应", trigger="发生之时", source="")
    with pytest.raises(InvalidInput, match="无法推算"):
        build.standing(county.bureau, limit=limit)
    assert not StandingDeadline.objects.exists()
    found = build.standing(county.bureau, limit=limit, started_at=at(2026, 12, 25))
    assert found.due_at == at(2026, 12, 26)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"start_on": date(2008, 4, 30)}, "2008年4月30日没有可以适用的期限规定"),
        ({"rule_code": "no.such_rule"}, "没有可以适用的期限规定"),
        ({"rule_code": "environment.report"}, "没有规定天数（及时）"),
    ],
)
def test_what_cannot_be_counted_is_refused(county: County, facts: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        build.standing(county.bureau, **facts)
    assert not StandingDeadline.objects.exists()


def test_outside_the_years_of_the_calendar(county: County) -> None:
    limit = limit_of(Span(5, Unit.WORKDAY), name="公开", trigger="形成之日", source="")
    with pytest.raises(InvalidInput, match="无法推算"):
        build.standing(county.bureau, limit=limit, start_on=date(1989, 1, 1))


def test_met_in_time_and_late_by_one_day(county: County) -> None:
    for number, day, late in ((1, 22, False), (2, 23, True)):
        build.standing(county.bureau, number, start_on=START)
        with clock.frozen(at(2026, 10, day)):
            found = commands.meet_deadline(actor=SYSTEM, **build.address(number))
        assert (found.state, found.met_on, found.is_late) == ("met", date(2026, 10, day), late)
        detail = AuditEvent.objects.filter(tag="deadlines.deadline.meet").last().detail
        assert detail["late"] is late


def test_what_must_lie_so_long_is_never_late(county: County) -> None:
    limit = limit_of(Span(5, Unit.DAY), name="公示", trigger="公示之日", source="", nature=Nature.AT_LEAST)
    build.standing(county.bureau, start_on=START, limit=limit)
    with clock.frozen(at(2026, 10, 30)):
        assert not commands.meet_deadline(actor=SYSTEM, **build.address()).is_late


def test_a_closed_one_keeps_the_proof_of_its_closing(county: County) -> None:
    build.standing(county.bureau)
    with clock.frozen(build.NOW):
        met = commands.meet_deadline(actor=SYSTEM, **build.address())
    before = queries.explain(met)
    build.load(build.calendar_2027())
    after = queries.explain(queries.get_deadline(met.pk))
    assert after == before
    assert after.provisional
    assert after.steps


def test_dropped_with_a_reason_and_opened_again(county: County) -> None:
    first = build.standing(county.bureau)
    with pytest.raises(InvalidInput, match="原因"):
        commands.drop_deadline(actor=SYSTEM, **build.address(), reason="  ")
    dropped = commands.drop_deadline(actor=SYSTEM, **build.address(), reason="公开属性改变")
    assert (dropped.state, dropped.closing_reason) == ("dropped", "公开属性改变")
    again = build.standing(county.bureau)
    assert again.pk != first.pk
    assert [row.pk for row in queries.deadlines_of("test.subject", [1, 2])[1]] == [again.pk, first.pk]


def test_nothing_open_is_said_so(county: County) -> None:
    for deed in (commands.meet_deadline, commands.resume_deadline):
        with pytest.raises(NotFound, match="没有正在计时的期限"):
            deed(actor=SYSTEM, **build.address())


def test_met_tomorrow_is_refused(county: County) -> None:
    build.standing(county.bureau)
    with clock.frozen(build.NOW), pytest.raises(InvalidInput, match="不能晚于今天"):
        commands.meet_deadline(actor=SYSTEM, **build.address(), on=date(2026, 12, 29))


def test_nobody_takes_the_deadline_of_another_body(county: County) -> None:
    build.standing(county.other_bureau)
    editor = county.person(Role.DEPARTMENT_EDITOR)
    with pytest.raises(Denied):
        commands.open_deadline(
            actor=editor,
            **build.address(),
            title="抢走",
            rule_code="publication.general",
            owner_body_id=county.bureau.pk,
            start_on=START,
        )
    assert StandingDeadline.objects.get().owner_body_id == county.other_bureau.pk


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "met"},
        {"state": "paused"},
        {"due_on": None},
        {"state": "dropped", "closed_at": build.NOW},
        {"met_on": START},
        {"unit": "moon"},
        {"amount": 0},
    ],
)
def test_the_database_keeps_the_states_apart(county: County, changes: dict[str, object]) -> None:
    found = build.standing(county.bureau)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingDeadline.objects.filter(pk=found.pk).update(**changes)


def test_lists_show_what_one_covers(county: County) -> None:
    mine = build.standing(county.bureau, 1, owner_account_ids=[7])
    beside = build.standing(county.other_bureau, 2, start_on=START)
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division)
    editor = make.make_actor(Role.DEPARTMENT_EDITOR, county.bureau, account_id=7)
    assert list(queries.open_deadlines(office)) == [beside, mine]
    assert list(queries.open_deadlines(editor, mine=True)) == [mine]
    assert list(queries.open_deadlines(office, due_before=date(2026, 10, 23))) == [beside]
    assert list(queries.open_deadlines(office, provisional=True)) == [mine]
    assert list(queries.open_deadlines(office, body_id=county.bureau.pk, rule_code="foi.reply")) == []
    assert not queries.open_deadlines(make.make_actor(None)).exists()


def test_explaining_a_list_takes_a_fixed_number_of_queries(
    county: County, django_assert_num_queries: object
) -> None:
    for number in range(1, 6):
        build.standing(county.bureau, number)
    rows = queries.open_deadlines(SYSTEM).prefetch_related("course")
    with django_assert_num_queries(3):  # rows, what happened to them, the calendar's stamp
        found = queries.explain_all(rows)
    assert {proof.due_on for proof in found.values()} == {date(2027, 1, 25)}


@pytest.mark.parametrize(
    ("on", "left"),
    [(date(2026, 10, 21), 1), (date(2026, 10, 22), 0), (date(2026, 10, 26), -2), (date(2026, 9, 30), 12)],
)
def test_working_days_left(county: County, on: date, left: int) -> None:
    assert queries.working_days_left(build.standing(county.bureau, start_on=START), on) == left
