"""Powers and services: added, adjusted, cancelled, carried along; every change is a version."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from gongkai.core.powers import commands, queries
from gongkai.core.powers.enums import PowerList, PowerType
from gongkai.core.powers.models import PowerItem, PowerVersion
from gongkai.core.powers.rules.powers import PowerFields
from gongkai.foundation.access.enums import Role
from gongkai.foundation.organisations import commands as organisations
from gongkai.foundation.outbox.commands import deliver_all
from gongkai.kernel.errors import Conflict, Denied, InvalidInput
from tests import factories as make
from tests.core.powers.conftest import REASON, START, Lists

LATER = date(2026, 6, 1)


def revise(lists: Lists, power: PowerItem, actor=None, **given) -> PowerItem:
    fields = queries.fields_of(power)
    values = {"effective_on": LATER, "reason": "《社会救助暂行办法》修订"}
    values |= {name: given.pop(name) for name in list(given) if name in values}
    changed = PowerFields(**{name: given.get(name, getattr(fields, name)) for name in PowerFields.__slots__})
    return commands.revise_power(actor=actor or lists.editor, power_id=power.pk, given=changed, **values)


def test_nothing_changes_silently(lists: Lists) -> None:
    power = lists.power()
    revise(lists, power, name="最低生活保障对象认定", basis=("《社会救助暂行办法》第十一条", "", " 另一条 "))
    commands.cancel_power(actor=lists.office, power_id=power.pk, on=date(2026, 9, 1), reason="职责下放")
    third, second, first = queries.versions_of(power.pk)
    assert (first.number, first.name, first.changed, first.reason) == (
        1, "最低生活保障审核确认", ["新增"], REASON,
    )  # fmt: skip
    assert (second.state, second.changed) == ("adjusted", ["名称", "设定依据"])
    assert second.basis == ["《社会救助暂行办法》第十一条", "另一条"]
    assert (third.state, third.effective_on, third.reason) == ("cancelled", date(2026, 9, 1), "职责下放")
    assert {row.body_name for row in (first, second, third)} == {lists.county.bureau.name}
    assert not queries.public_powers(lists.county.division.pk).exists()
    assert queries.get_public_power(power.public_id)[1].cancelled_on == date(2026, 9, 1)


def test_versions_are_only_added(lists: Lists) -> None:
    lists.power()
    with pytest.raises(DatabaseError), transaction.atomic():
        PowerVersion.objects.update(name="改写")
    with pytest.raises(DatabaseError), transaction.atomic():
        PowerVersion.objects.all().delete()


def test_the_same_again_and_a_taken_code_are_conflicts(lists: Lists) -> None:
    power = lists.power()
    with pytest.raises(Conflict, match="没有需要调整"):
        revise(lists, power)
    with pytest.raises(InvalidInput, match="相同编码"):
        lists.power("另一事项")
    second = lists.power("另一事项", "0730002")
    with pytest.raises(InvalidInput, match="相同编码"):
        revise(lists, second, code="0730001")


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"name": " "}, "name", "请填写名称"),
        ({"name": "名" * 301}, "name", "不能超过300"),
        ({"code": ""}, "code", "请填写编码"),
        ({"code": "1\u200b2"}, "code", "看不见的控制字符"),
        ({"type": "licence!"}, "type", "列出的类型"),
        ({"type": PowerType.SERVICE.value}, "type", "不列入权责清单"),
        ({"basis": ("条",) * 51}, "basis", "最多50条"),
        ({"basis": ("条" * 4_001,)}, "basis", "不能超过4000字"),
        ({"duties": "责" * 20_001}, "duties", "不能超过20000字"),
        ({"effective_on": date(2026, 1, 4)}, "effective_on", "不能早于上一版"),
        ({"effective_on": date(2999, 1, 1)}, "effective_on", "不能晚于今天"),
        ({"reason": ""}, "reason", "请填写依据和原因"),
    ],
)
def test_what_a_version_must_say(lists: Lists, given: dict, field: str, words: str) -> None:
    power = lists.power()
    with pytest.raises(InvalidInput) as refused:
        revise(lists, power, **given)
    assert words in refused.value.fields[field][0]
    assert queries.versions_of(power.pk).count() == 1


def test_a_cancelled_power_stays_cancelled(lists: Lists) -> None:
    power = lists.power()
    commands.cancel_power(actor=lists.editor, power_id=power.pk, on=LATER, reason="取消")
    with pytest.raises(Denied, match="已于2026-06-01取消"):
        revise(lists, power, name="恢复")
    with pytest.raises(Denied, match="取消"):
        commands.cancel_power(actor=lists.editor, power_id=power.pk, on=LATER, reason="再次")


def test_others_do_not_touch_the_list(lists: Lists) -> None:
    power = lists.power()
    beside = lists.county.person(Role.DEPARTMENT_EDITOR, lists.county.other_bureau)
    for actor in (beside, lists.county.person(Role.REVIEWER)):
        with pytest.raises(Denied):
            revise(lists, power, actor, name="他人")
        with pytest.raises(Denied):
            commands.cancel_power(actor=actor, power_id=power.pk, on=LATER, reason="无")
    assert queries.list_powers(beside).count() == 0
    assert queries.list_powers(lists.editor).count() == queries.list_powers(lists.office).count() == 1


def test_a_closed_body_gets_no_new_powers_and_one_with_powers_is_not_closed(lists: Lists) -> None:
    power = lists.power()
    with pytest.raises(Conflict, match="1项施行中的权责"):
        organisations.close_body(
            actor=make.SYSTEM, body_id=lists.county.bureau.pk, on=LATER, basis="机构改革"
        )
    commands.cancel_power(actor=lists.office, power_id=power.pk, on=LATER, reason="取消")
    organisations.close_body(actor=make.SYSTEM, body_id=lists.county.bureau.pk, on=LATER, basis="机构改革")
    with pytest.raises(Conflict, match="已于2026-06-01撤销"):
        lists.power("新事项", "0730009")


def test_a_merger_carries_the_powers_over(lists: Lists) -> None:
    power = lists.sorted_power()
    successor = lists.county.other_bureau
    commands.create_power(
        actor=lists.office,
        body_id=successor.pk,
        list_kind=PowerList.POWERS,
        given=PowerFields(code="0730001", name="会计核算", type=PowerType.OTHER.value),
        effective_on=START,
        reason=REASON,
    )
    organisations.merge_bodies(
        actor=make.SYSTEM, predecessor_ids=[lists.county.bureau.pk], successor_id=successor.pk,
        on=date(2026, 9, 1), basis="县机构改革方案",
    )  # fmt: skip
    deliver_all()
    carried = queries.get_power(power.pk)
    assert (carried.body_id, carried.code) == (successor.pk, "0730001（云溪县民政局）")
    newest = queries.versions_of(power.pk)[0]
    assert (newest.body_name, newest.changed, newest.reason) == (
        successor.name, ["行使主体"], "县机构改革方案",
    )  # fmt: skip
    assert len(queries.links_of(power.pk)) == 5, "what was sorted goes along"
    deliver_all()
    assert queries.versions_of(power.pk).count() == 2
    with pytest.raises(Denied, match="自动划转"):
        commands.carry_powers(actor=lists.office, succession_id=1)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "cancelled"}, "power_cancelled_has_day"),
        ({"cancelled_on": START}, "power_cancelled_has_day"),
        ({"reason": ""}, "power_change_has_reason"),
        ({"name": ""}, "power_named"),
        ({"code": ""}, "power_named"),
        ({"type": "service"}, "power_type_fits_list"),
        ({"sorting": "confirmed"}, "power_confirmed_has_time"),
    ],
)
def test_checks(lists: Lists, values: dict, constraint: str) -> None:
    lists.power()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        PowerItem.objects.update(**values)
    assert refused.value.__cause__.diag.constraint_name == constraint


def test_filters_and_the_public_tally(lists: Lists) -> None:
    lists.power()
    lists.power("殡葬服务机构审批", "0730002", type=PowerType.LICENCE.value)
    division = lists.county.division.pk
    assert [row.code for row in queries.public_list(division, type_="licence")] == ["0730002"]
    assert [row.code for row in queries.public_list(division, words="殡葬 审批")] == ["0730002"]
    assert queries.public_list(division, list_kind="services").count() == 0
    assert not queries.public_powers(lists.county.township.pk).exists()
    assert [(row.type, row.count) for row in queries.tally_powers(division)] == [
        ("licence", 1), ("payment", 1),
    ]  # fmt: skip
    assert queries.public_powers(lists.county.city.pk).count() == 2
