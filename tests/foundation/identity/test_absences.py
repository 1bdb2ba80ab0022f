"""Who is away, who stands in, and what may not be: oneself, circles, administrators."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.foundation.access.enums import Role
from gongkai.foundation.identity import commands, queries
from gongkai.foundation.identity.models import Absence, Account
from gongkai.kernel import clock
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from gongkai.kernel.secret import Secret
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Account]:
    county = make.make_county()
    return {
        name: commands.create_account(
            actor=make.SYSTEM, username=name, display_name=f"{name}君", body_id=county.bureau.pk,
            password=Secret("Granite+Harbour57"),
        )
        for name in ("anna", "bert", "carl", "guard")
    }  # fmt: skip


def day(after: int) -> date:
    return clock.today() + timedelta(days=after)


def away(people: dict[str, Account], who: str, deputy: str, first: int, last: int) -> Absence:
    return commands.register_absence(
        actor=make.SYSTEM, account_id=people[who].pk, deputy_id=people[deputy].pk,
        from_on=day(first), until_on=day(last),
    )  # fmt: skip


def fault(act: Any) -> str:
    """The message of a refusal beside the deputy or the days."""
    with pytest.raises(InvalidInput) as refusal:
        act()
    return "；".join(text for texts in refusal.value.fields.values() for text in texts)


def test_a_deputy_has_the_absent_persons_rights_from_day_to_day(people: dict[str, Account]) -> None:
    commands.grant_role(
        actor=make.SYSTEM, account_id=people["anna"].pk, role=Role.APPROVER, body_id=people["anna"].body_id
    )
    away(people, "anna", "bert", 1, 2)
    for after, stands_in in ((0, False), (1, True), (2, True), (3, False)):
        with clock.frozen(clock.now() + timedelta(days=after)):
            actor = queries.actor_for(people["bert"].pk)
        assert bool(actor.stands_in_for) == stands_in, after
        if stands_in:
            (principal,) = actor.stands_in_for
            assert (principal.account_id, principal.name) == (people["anna"].pk, "anna君")
            assert [grant.role for grant in principal.grants] == ["approver"]
    assert actor.grants == ()


def test_the_actor_takes_one_query(people: dict[str, Account], django_assert_num_queries: Any) -> None:
    away(people, "anna", "bert", 0, 2)
    with django_assert_num_queries(1):
        assert queries.actor_for(people["bert"].pk).stands_in_for


def test_ending_it_takes_the_right_away_at_once(people: dict[str, Account]) -> None:
    absence = away(people, "anna", "bert", 0, 5)
    assert queries.actor_for(people["bert"].pk).stands_in_for
    commands.end_absence(actor=queries.actor_for(people["anna"].pk), absence_id=absence.pk)
    assert not queries.actor_for(people["bert"].pk).stands_in_for
    with pytest.raises(Conflict, match="已经结束"):
        commands.end_absence(actor=make.SYSTEM, absence_id=absence.pk)
    away(people, "anna", "carl", 0, 5)


def test_what_is_disabled_stands_in_for_nobody(people: dict[str, Account]) -> None:
    away(people, "anna", "bert", 0, 5)
    commands.disable_account(actor=make.SYSTEM, account_id=people["anna"].pk)
    assert not queries.actor_for(people["bert"].pk).stands_in_for, (
        "an account that is gone is represented no more"
    )
    commands.disable_account(actor=make.SYSTEM, account_id=people["carl"].pk)
    assert "已停用" in fault(lambda: away(people, "bert", "carl", 0, 1))


def test_no_circle_and_no_chain(people: dict[str, Account]) -> None:
    away(people, "anna", "bert", 0, 5)
    assert "不能互相代理" in fault(lambda: away(people, "bert", "anna", 3, 9))
    assert "anna君在" in fault(lambda: away(people, "carl", "anna", 5, 5))
    with pytest.raises(Conflict, match=r"bert君在.*是anna君的代理人"):
        away(people, "bert", "carl", 2, 3)
    away(people, "bert", "anna", 6, 9)
    assert Absence.objects.count() == 2


def test_nobody_stands_in_for_oneself(people: dict[str, Account]) -> None:
    assert fault(lambda: away(people, "anna", "anna", 0, 1)) == "代理人不能是本人。"


def test_days_have_an_order_and_are_not_over(people: dict[str, Account]) -> None:
    assert fault(lambda: away(people, "anna", "bert", 2, 1)) == "结束日期不能早于开始日期。"
    assert "已过" in fault(lambda: away(people, "anna", "bert", -5, -1))
    away(people, "anna", "bert", 0, 3)
    with pytest.raises(Conflict, match="已登记过不在岗"):
        away(people, "anna", "carl", 3, 4)


def test_administrators_stand_in_for_no_business(people: dict[str, Account]) -> None:
    commands.grant_role(actor=make.SYSTEM, account_id=people["guard"].pk, role=Role.SECURITY_ADMINISTRATOR)
    commands.grant_role(
        actor=make.SYSTEM, account_id=people["anna"].pk, role=Role.APPROVER, body_id=people["anna"].body_id
    )
    assert "不得兼任业务岗位" in fault(lambda: away(people, "anna", "guard", 0, 1))


def test_oneself_or_the_security_administrator(people: dict[str, Account]) -> None:
    own = queries.actor_for(people["anna"].pk)
    given = {"deputy_id": people["bert"].pk, "from_on": day(0), "until_on": day(0)}
    commands.register_absence(actor=own, account_id=people["anna"].pk, **given)
    with pytest.raises(Denied):
        commands.register_absence(actor=own, account_id=people["carl"].pk, **given)
    guard = make.make_actor(Role.SECURITY_ADMINISTRATOR)
    commands.register_absence(actor=guard, account_id=people["carl"].pk, **given)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"deputy": "anna"}, "absence_deputy_is_another"),
        ({"until_on": date(2000, 1, 1)}, "absence_days_in_order"),
        ({"ended_by": "某人"}, "absence_ended_by_somebody"),
    ],
)
def test_the_database_refuses_as_well(
    people: dict[str, Account], change: dict[str, Any], constraint: str
) -> None:
    absence = away(people, "anna", "bert", 0, 1)
    values = {key: people[value] if key == "deputy" else value for key, value in change.items()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Absence.objects.filter(pk=absence.pk).update(**values)
