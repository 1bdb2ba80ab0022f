"""A division sets a limit of its own: who may, what may be asked for, what becomes of open deadlines."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.foundation.access.enums import Role
from gongkai.foundation.deadlines import commands, queries
from gongkai.foundation.deadlines.enums import LimitOrigin
from gongkai.foundation.deadlines.models import DeadlineMove, LimitSetting, StandingDeadline
from gongkai.foundation.deadlines.rules import limit_of
from gongkai.foundation.notifications import queries as notices
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.time_units import Span, Unit
from tests import factories as make
from tests.factories import SYSTEM, County
from tests.foundation.deadlines import build

pytestmark = pytest.mark.usefixtures("this_year")
TODAY = datetime(2026, 9, 20, 2, 0, tzinfo=UTC)
START = date(2026, 9, 18)
TEN = Span(10, Unit.WORKDAY)


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.frozen(TODAY):
        yield


def set_ten(county: County, **more: object) -> LimitSetting:
    values: dict[str, object] = {
        "division_id": county.division.pk,
        "rule_code": "publication.general",
        "span": TEN,
        "basis": "云政办发〔2026〕12号",
        "effective_from": date(2026, 9, 1),
    }
    office = make.make_actor(Role.OPEN_AFFAIRS_OFFICE, county.division, name="周主任")
    return commands.set_limit(actor=office, **{**values, **more})


def test_set_it_moves_what_started_in_its_days(county: County) -> None:
    editor = build.account("editor", county.bureau, Role.DEPARTMENT_EDITOR)
    inside = build.standing(county.bureau, 1, start_on=START)
    before = build.standing(county.bureau, 2, start_on=date(2026, 8, 31))
    own = limit_of(Span(5, Unit.WORKDAY), name="公开", trigger="形成之日", source="标准目录")
    given = build.standing(county.bureau, 3, start_on=START, limit=own)
    elsewhere = make.make_county("石溪县", "990124", items=1)
    foreign = build.standing(elsewhere.bureau, 4, start_on=START)

    setting = set_ten(county)
    build.deliver()

    move = DeadlineMove.objects.get()
    assert move.deadline == inside
    assert (move.old_due_on, move.new_due_on) == (date(2026, 10, 22), date(2026, 10, 9))
    assert move.cause == f"limit:{setting.pk}:set"
    assert move.cause_words == "云溪县设定“主动公开政府信息”的期限为10个工作日"
    inside.refresh_from_db()
    assert (inside.amount, inside.source) == (10, "云政办发〔2026〕12号")
    for still in (before, given, foreign):
        due_on = still.due_on
        still.refresh_from_db()
        assert still.due_on == due_on
    assert "云政办发〔2026〕12号" in move.new_sentence
    assert notices.unread_count(editor.pk) == 1


def test_end_it_moves_back_what_starts_later(county: County) -> None:
    setting = set_ten(county)
    build.standing(county.bureau, 1, start_on=START)
    build.standing(county.bureau, 2, start_on=date(2026, 9, 19))
    with pytest.raises(Denied):
        commands.end_limit(actor=county.person(Role.DEPARTMENT_EDITOR), setting_id=setting.pk)
    ended = commands.end_limit(actor=SYSTEM, setting_id=setting.pk, on=START)
    build.deliver()
    assert (ended.effective_to, ended.voided, ended.ended_by) == (START, False, SYSTEM.name)
    assert [row.amount for row in StandingDeadline.objects.order_by("subject_id")] == [10, 20]
    with pytest.raises(Conflict, match="已由测试数据结束"):
        commands.end_limit(actor=SYSTEM, setting_id=setting.pk)


def test_what_never_began_is_voided_and_leaves_room_for_another(county: County) -> None:
    build.standing(county.bureau, 1, start_on=START)
    mistaken = set_ten(county, span=Span(2, Unit.WORKDAY))
    build.deliver()
    assert StandingDeadline.objects.get().amount == 2
    voided = commands.end_limit(actor=SYSTEM, setting_id=mistaken.pk, on=date(2026, 8, 31))
    build.deliver()
    assert (voided.voided, voided.effective_to) == (True, None)
    assert StandingDeadline.objects.get().amount == 20
    set_ten(county)
    assert [row.voided for row in queries.settings_of(county.division.pk)] == [False, True]


def test_two_for_the_same_days_are_refused(county: County) -> None:
    set_ten(county, effective_to=date(2026, 9, 30))
    with pytest.raises(Conflict, match="已有本地设定"):
        set_ten(county, effective_from=date(2026, 9, 30))
    set_ten(county, effective_from=date(2026, 10, 1))
    assert LimitSetting.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"basis": " "}, "basis", "请写明"),
        ({"rule_code": "no.such_rule"}, "rule_code", "没有这条规则"),
        ({"effective_from": date(2008, 4, 30)}, "rule_code", "尚未生效"),
        ({"span": Span(21, Unit.WORKDAY)}, "amount", "不能更长"),
    ],
)
def test_what_is_refused_leaves_nothing(
    county: County, facts: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words) as refusal:
        set_ten(county, **facts)
    assert list(refusal.value.fields) == [field]
    assert not LimitSetting.objects.exists()


def test_days_in_the_wrong_order_are_refused(county: County) -> None:
    with pytest.raises((Conflict, InvalidInput), match="不能早于"):
        set_ten(county, effective_to=date(2026, 8, 1))
    assert not LimitSetting.objects.exists()


def test_the_rule_table_says_who_set_what(county: County, django_assert_num_queries: object) -> None:
    setting = set_ten(county)
    with django_assert_num_queries(3):  # the place, the settings, the codes of the divisions
        rows = queries.rule_table(county.township.pk, START)
    row = next(row for row in rows if row.in_force.national.code == "publication.general")
    assert row.in_force.origin is LimitOrigin.LOCAL
    assert row.in_force.set_by == "云溪县（周主任）：云政办发〔2026〕12号"
    assert row.in_force.since == date(2026, 9, 1)
    assert row.history == (setting,)
    country = queries.rule_table(None, START)
    assert len(country) == len(rows)
    assert all(row.in_force.origin is LimitOrigin.RULE and not row.history for row in country)


def test_the_nearest_division_decides_for_a_body(county: County) -> None:
    commands.set_limit(
        actor=SYSTEM,
        division_id=county.city.pk,
        rule_code="publication.general",
        span=Span(15, Unit.WORKDAY),
        basis="澄政办发〔2026〕3号",
        effective_from=date(2026, 1, 1),
    )
    assert build.standing(county.town_government, 1, start_on=START).amount == 15
    set_ten(county)
    assert build.standing(county.town_government, 2, start_on=START).amount == 10
